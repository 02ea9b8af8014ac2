"""Files that hold a text in a wrapping of their own: PDF, DOCX, mail, records of web archives."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import version
from typing import Literal, NamedTuple

from reportedly.report import Publication
from reportedly.text.html import Article
from reportedly.text.limits import Limits
from reportedly.text.mail import looks_like_mail, mail_body

__all__ = ["DOCX_TYPE", "MEDIA_TYPES", "WARC_TYPE", "Kind", "Unwrapped", "extracted", "kind_of", "unwrapped"]

Kind = Literal["pdf", "docx", "mail", "warc"]
"""pdf and docx are taken apart; within a mail or a record of a web archive lies a text or a page of its own."""

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WARC_TYPE = "application/warc"

MEDIA_TYPES: dict[str, Kind] = {
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    DOCX_TYPE: "docx",
    "message/rfc822": "mail",
    WARC_TYPE: "warc",
}


class Unwrapped(NamedTuple):
    """What lay inside: its bytes and Content-Type, and what the wrapping says of it."""

    data: bytes
    media_type: str | None
    publication: Publication = Publication()
    url: str | None = None
    retrieved: str | None = None


def kind_of(data: bytes, media_type: str | None) -> Kind | None:
    """Which of these the bytes are; None for text, HTML, JSON and others. Sure bytes win over the type."""
    if data.startswith(b"%PDF-") or data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and (b"word/" in data[:100_000] or b"word/document.xml" in data[-100_000:]):
        return "docx"
    message = Message()
    message["Content-Type"] = (media_type or "").replace("\r", " ").replace("\n", " ")
    named = MEDIA_TYPES.get(message.get_content_type()) if media_type else None
    if named:
        return named
    if data.startswith(b"WARC/1."):
        return "warc"
    return "mail" if media_type is None and looks_like_mail(data) else None


def extracted(data: bytes, kind: Kind, limits: Limits) -> tuple[Article, str, str]:
    """The text of a PDF or DOCX, its media type, and the program that took it out, with version."""
    if kind == "pdf":
        from reportedly.text.pdf import TOOL, read_pdf

        return read_pdf(data, limits=limits), "application/pdf", f"{TOOL} {version(TOOL)}"
    from reportedly.text.docx import TOOL as WORD
    from reportedly.text.docx import read_docx

    return read_docx(data, limits=limits), DOCX_TYPE, f"{WORD} {version(WORD)}"


def unwrapped(data: bytes, kind: Kind, limits: Limits) -> Unwrapped:
    """The text or page inside a mail or a record of a web archive. Raises BadInput as those readers do."""
    if kind == "mail":
        body = mail_body(data)
        return Unwrapped(body.data, body.media_type, body.publication)
    from reportedly.text.web_record import read_record

    page = read_record(data, limits=limits)
    return Unwrapped(page.data, page.media_type, url=page.url, retrieved=page.retrieved)
