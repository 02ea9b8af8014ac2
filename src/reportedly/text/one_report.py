"""The bytes of one report, whatever their format, to a Report without layers."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from email.message import Message
from typing import Literal

from reportedly.errors import BadInput, EmptyInput, NotText
from reportedly.report import Anchored, Publication, RawText, Report
from reportedly.text.alignment import Run, align_json
from reportedly.text.decode import Decoded, decode, visible
from reportedly.text.documents import Kind, extracted, kind_of, unwrapped
from reportedly.text.html import read_html
from reportedly.text.json_record import load_object, read_record, stored_report
from reportedly.text.language import detect_language
from reportedly.text.limits import Limits
from reportedly.text.markup import looks_like_html
from reportedly.text.overrides import Overrides
from reportedly.text.plain import read_header
from reportedly.text.remarks import Remark, with_remarks

__all__ = ["Format", "located", "report_from_bytes", "report_from_text"]

Format = Literal["plain", "html", "json"]

_FORMATS: dict[str, Format] = {
    "text/plain": "plain",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/jsonl": "json",
    "application/x-ndjson": "json",
    "application/ld+json": "json",
}
_MEDIA_TYPES: dict[Format, str] = {"plain": "text/plain", "html": "text/html", "json": "application/x-ndjson"}


def report_from_text(
    text: str, *, location: str | None = None, overrides: Overrides | None = None, limits: Limits | None = None
) -> Report:
    """A Report of plain text that is already decoded, which stays exactly as it is, with what it says of itself.

    Raises EmptyInput where there is no letter or digit, TooLarge over `limits.text` characters.
    """
    try:
        (limits or Limits()).check_text(len(text))
        header = read_header(text)
        return _finished(text, replace(header.publication, location=location), overrides, header.remarks)
    except BadInput as error:
        raise located(error, location) from error


def report_from_bytes(
    data: bytes,
    *,
    location: str | None = None,
    media_type: str | None = None,
    overrides: Overrides | None = None,
    limits: Limits | None = None,
    fetched_from: str | None = None,
    retrieved: str | None = None,
) -> Report:
    """A Report of the bytes of one plain text, HTML page, JSON object, PDF, DOCX, mail or record of a web archive.

    Sniffed where `media_type` is None. Of a mail its own words are read, not what is attached.

    `media_type` may be a whole Content-Type header; its charset is heeded, and a type that is neither text nor
    HTML nor JSON is left to the bytes themselves. `fetched_from` and `retrieved` (ISO 8601) are for pages from
    the web. Raises BadInput (EmptyInput, NotText, TooLarge), its message beginning with the location.
    """
    try:
        publication = _retrieved(Publication(location=location), retrieved)
        return _report(data, media_type, publication, overrides, limits or Limits(), fetched_from)
    except BadInput as error:
        raise located(error, location) from error


def _report(
    data: bytes,
    media_type: str | None,
    publication: Publication,
    overrides: Overrides | None,
    limits: Limits,
    fetched_from: str | None,
) -> Report:
    """`report_from_bytes` with a publication of which something is known already, which wins over what is read."""
    kind = kind_of(data, media_type)
    limits.check_size(len(data), document=kind is not None)
    if kind is not None:
        return _from_document(data, kind, publication, overrides, limits, fetched_from)
    named, charset = _content_type(media_type)
    decoded = decode(data, charset=charset, html=named == "html" or (named is None and b"<" in data[:1024]))
    form = named if named and not (named == "plain" and looks_like_html(decoded.text)) else _sniffed(decoded.text)
    match form:
        case "html":
            article = read_html(decoded.text, fetched_from=fetched_from, limits=limits)
            text, aligned, remarks = article.text, article.aligned, article.remarks
            publication = _filled(publication, article.publication)
        case "json":
            record = load_object(decoded.text)
            if stored := stored_report(record, decoded.text):
                limits.check_text(len(stored.text))
                return _given(stored, overrides)
            text, told, doubts = read_record(record)
            aligned, remarks = align_json(text, decoded.text), tuple(doubts)
            if publication.location and isinstance(name := record.get("id", record.get("doc")), (str, int)):
                publication = replace(publication, location=f"{publication.location}#{name}")
            header = read_header(text)
            remarks = remarks if told.published else (*remarks, *header.remarks)
            publication = _filled(_filled(publication, told), header.publication)
        case "plain":
            header = read_header(decoded.text)
            text, aligned, remarks = decoded.text, ((0, len(decoded.text), 0),), header.remarks
            publication = _filled(publication, header.publication)
    limits.check_text(len(text))
    if fetched_from and publication.url is None:
        publication = replace(publication, url=Anchored(fetched_from, (), "fetched from there"))
    publication = replace(publication, raw=_raw(data, form, decoded, aligned))
    return _finished(text, publication, overrides, (*decoded.remarks, *remarks))


def _from_document(
    data: bytes,
    kind: Kind,
    publication: Publication,
    overrides: Overrides | None,
    limits: Limits,
    fetched_from: str | None,
) -> Report:
    """The report in a PDF or DOCX; for mails and records of web archives, that of the text or page inside."""
    if kind in {"mail", "warc"}:
        inner = unwrapped(data, kind, limits)
        told = _filled(_retrieved(publication, inner.retrieved), inner.publication)
        return _report(inner.data, inner.media_type, told, overrides, limits, inner.url or fetched_from)
    article, media_type, tool = extracted(data, kind, limits)
    raw = RawText(hashlib.sha256(data).hexdigest(), len(data), media_type, "none", tool)
    publication = replace(_filled(publication, article.publication), raw=raw)
    if fetched_from and publication.url is None:
        publication = replace(publication, url=Anchored(fetched_from, (), "fetched from there"))
    return _finished(article.text, publication, overrides, article.remarks)


def _retrieved(publication: Publication, moment: str | None) -> Publication:
    if not moment or publication.retrieved:
        return publication
    return replace(publication, retrieved=Anchored(moment, (), "when it was fetched"))


def located(error: BadInput, location: str | None) -> BadInput:
    """The same error with its location, at the front of the message too; as it is if it has one already."""
    if location is None or error.location is not None:
        return error
    new = type(error)(f"{location}: {error}")
    new.location = location
    return new


def _content_type(header: str | None) -> tuple[Format | None, str | None]:
    if not header:
        return None, None
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    kind = message.get_content_type()
    if kind.startswith(("image/", "audio/", "video/", "font/")) or kind == "application/pdf":
        raise NotText(f"it is served as {kind}, not as text: save its words as plain text, and read that")
    return _FORMATS.get(kind), message.get_content_charset()


def _sniffed(text: str) -> Format:
    if looks_like_html(text):
        return "html"
    if text.lstrip()[:1] == "{":
        try:
            load_object(text)
        except BadInput:
            return "plain"
        return "json"
    return "plain"


def _filled(publication: Publication, more: Publication) -> Publication:
    """The publication, its empty fields filled from the other."""
    names = (each.name for each in fields(Publication))
    return replace(publication, **{n: getattr(more, n) for n in names if getattr(publication, n) is None})


def _raw(data: bytes, form: Format, decoded: Decoded, aligned: tuple[Run, ...]) -> RawText:
    return RawText(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=_MEDIA_TYPES[form],
        encoding=decoded.encoding,
        encoding_known_by=decoded.known_by,
        aligned=aligned,
    )


def _finished(
    text: str, publication: Publication, overrides: Overrides | None, remarks: tuple[Remark, ...]
) -> Report:
    if not visible(text):
        raise EmptyInput("there are no words in it: give the words of a report")
    publication = (overrides or Overrides()).over(publication)
    if publication.language is None:
        publication = replace(publication, language=detect_language(text))
    return with_remarks(Report.of(text, publication), remarks)


def _given(stored: Report, overrides: Overrides | None) -> Report:
    return Report.of(stored.text, (overrides or Overrides()).over(stored.publication))
