"""Makes small files of other formats when a test runs: PDFs, Word documents, mails, records of web archives."""

from __future__ import annotations

import gzip
import hashlib
import io
from base64 import b32encode
from collections.abc import Sequence
from email.message import EmailMessage

__all__ = ["PROSE", "docx_file", "mail", "pdf", "warc", "warc_record"]

PROSE = (
    "Port Arden ferry halted after blast",
    "PORT ARDEN, Velmara, 4 May 2031 — Two dock workers were killed when a parcel bomb went off at the ferry quay on "
    "Saturday, the harbour police said.",
    "The Coastal Liberation Front denied that it had placed the device. “We have no quarrel with dockers,” it said.",
)


def pdf(pages: Sequence[Sequence[str]], *, title: str = "") -> bytes:
    """A PDF of pages of lines (Latin-1), each line placed by itself as typesetters do."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"BT /F1 10 Tf 50 %d Td (%s) Tj ET\n" % (780 - 14 * at, _escaped(line)) for at, line in enumerate(lines)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    objects.append(f"<</Title({title})/CreationDate(D:20310504120000)>>".encode())
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def _escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252", "replace")


def docx_file(paragraphs: Sequence[str] = PROSE, *, title: str = "") -> bytes:
    """A Word document of these paragraphs."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(
    words: str = "\n\n".join(PROSE[1:]),
    *,
    html: str = "",
    subject: str = PROSE[0],
    sender: str = "Arden Courier <alerts@courier.example>",
    attached: Sequence[tuple[str, str, bytes]] = (),
) -> bytes:
    """A mail; `attached` are (name, media type, bytes)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "desk@example.org", subject
    message["Date"] = "Sun, 04 May 2031 18:05:00 +0000"
    message["Message-ID"] = "<1@courier.example>"
    if words:
        message.set_content(words)
    if html:
        message.add_alternative(html, subtype="html") if words else message.set_content(html, subtype="html")
    for name, kind, data in attached:
        main, _, sub = kind.partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def warc_record(
    body: bytes,
    *,
    url: str = "https://courier.example/ferry",
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    kind: str = "response",
    headers: Sequence[str] = (),
    compressed: bool = True,
) -> bytes:
    """One record with its block's digest, in a gzip member of its own, as CC-NEWS has them."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers, f"Content-Length: {len(body)}", "", ""]
    block = "\r\n".join(lines).encode() + body
    digest = b32encode(hashlib.sha1(block).digest()).decode()  # noqa: S324  # the format's own
    name = hashlib.md5(url.encode() + block).hexdigest()  # noqa: S324
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}>",
        "WARC-Date: 2031-05-04T18:05:00Z",
        f"WARC-Target-URI: {url}",
        f"WARC-Block-Digest: sha1:{digest}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
        "",
        "",
    ]
    record = "\r\n".join(head).encode() + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if compressed else record


def warc(bodies: Sequence[bytes], *, compressed: bool = True) -> bytes:
    """An archive of these pages, after a record about itself."""
    info = b"software: made for a test\r\n"
    head = (
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        b"WARC-Date: 2031-05-04T18:05:00Z\r\nContent-Type: application/warc-fields\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(info), info)
    )
    pages = [
        warc_record(body, url=f"https://courier.example/{n}", compressed=compressed) for n, body in enumerate(bodies)
    ]
    return b"".join([gzip.compress(head, mtime=0) if compressed else head, *pages])
