"""A mail (EML, RFC 5322) to the part that holds its words, what its header says, and the documents attached."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from reportedly.errors import EmptyInput, NotText, TooLarge
from reportedly.report import Anchored, Publication
from reportedly.text.dates import iso_date
from reportedly.text.decode import well_formed
from reportedly.text.outlets import is_outlet

__all__ = ["Attachment", "Body", "attached", "attachments", "looks_like_mail", "mail_body"]

BOUNDARIES = 64
"""Parts within parts that a mail may declare; the parser's time grows with depth times lines."""

_HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}:[ \t]|[ \t]|>?From ")
_SURE = re.compile(rb"^(?:mime-version|message-id|received|return-path|x-mailer):", re.IGNORECASE | re.MULTILINE)
_FORWARD = re.compile(r"\s*(?:fwd?|re|aw|wg|tr)\s*:", re.IGNORECASE)
_DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
}
_SUFFIXES = {suffix: kind for kind, suffix in _DOCUMENTS.items()} | {".htm": "text/html"}


class Body(NamedTuple):
    """The part of a mail that is read: its bytes, Content-Type, and what the mail's header says of it."""

    data: bytes
    media_type: str
    publication: Publication


class Attachment(NamedTuple):
    """A document that came with a mail; `number` counts all its parts in order, from 1."""

    number: int
    name: str
    media_type: str


def looks_like_mail(data: bytes) -> bool:
    """Whether the bytes begin with header lines, among them one that only mail programs write."""
    head = data[:65_536].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lstrip(b"\n")
    lines = head.split(b"\n", 3)[:3]
    return all(_HEADER_LINE.match(line) for line in lines) and bool(_SURE.search(head))


def mail_body(data: bytes) -> Body:
    """The words of a mail: its plain text, else its HTML.

    Subject, sender and date stand in the publication, marked as from the mail's header; the sender's name is the
    outlet where it is a press name and the mail is no answer or forward, else the byline.
    Raises EmptyInput for a mail without words, TooLarge for one of more than BOUNDARIES parts within parts.
    """
    message = _message(data)
    shown = [part for part in _parts(message) if not _is_attached(part)]
    for kind in ("text/plain", "text/html"):
        for part in shown:
            words = _payload(part) if part.get_content_type() == kind else b""
            if words.strip():
                charset = part.get_content_charset()
                return Body(words, f"{kind}; charset={charset}" if charset else kind, _publication(message))
    raise EmptyInput("the mail has no text of its own: its attached documents are read, if it has any")


def attachments(data: bytes) -> list[Attachment]:
    """The documents attached to a mail: PDF, DOCX, HTML, text, JSON, mails. Pictures and the like are not listed."""
    found = []
    for number, part in enumerate(_parts(_message(data)), 1):
        name = well_formed(" ".join((part.get_filename() or "").split()))[:200]
        kind = part.get_content_type()
        kind = kind if kind in _DOCUMENTS else _SUFFIXES.get("." + name.rpartition(".")[2].lower(), "")
        if _is_attached(part) and kind:
            found.append(Attachment(number, name, kind))
    return found


def attached(data: bytes, number: int) -> bytes:
    """The bytes of one part of a mail, by its number among all. Raises NotText where there is no such part."""
    for position, part in enumerate(_parts(_message(data)), 1):
        if position == number:
            return _payload(part)
    raise NotText(f"the mail has no part {number}")


def _message(data: bytes) -> Message:
    boundaries = len(re.findall(rb"boundary\s*=", data, re.IGNORECASE))
    if boundaries > BOUNDARIES:
        raise TooLarge(
            f"{boundaries} multipart boundaries in one mail, and at most {BOUNDARIES} are read: save its parts"
        )
    # compat32 keeps headers as they are; the modern policy parses each and raises on odd ones.
    return message_from_bytes(
        data[5:].partition(b"\n")[2] if data.startswith(b"From ") else data, policy=policy.compat32
    )


def _parts(message: Message) -> list[Message]:
    """All parts that hold something, in order; an attached mail is one part and is not looked into."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        return [message]
    return [each for part in message.get_payload() if isinstance(part, Message) for each in _parts(part)]


def _is_attached(part: Message) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() == "message/rfc822"
        or not part.get_content_type().startswith("text/")
        or bool(part.get_filename())
    )


def _payload(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        return b"".join(each.as_bytes() for each in part.get_payload() if isinstance(each, Message))
    words = part.get_payload(decode=True)
    return words if isinstance(words, bytes) else b""


def _publication(message: Message) -> Publication:
    subject, sender = _header(message, "Subject"), parseaddr(_header(message, "From"))[0].strip()
    forwarded = bool(_FORWARD.match(subject))
    day = iso_date(_header(message, "Date"))
    press = bool(sender) and is_outlet(sender) and not forwarded
    return Publication(
        headline=Anchored(subject, (), "mail subject") if subject and not forwarded else None,
        outlet=Anchored(sender, (), "mail sender") if press else None,
        byline=Anchored(sender, (), "mail sender") if sender and not press and not forwarded else None,
        published=Anchored(day, (), "mail date") if day and not forwarded else None,
    )


def _header(message: Message, name: str) -> str:
    from email.header import decode_header, make_header

    value = message.get(name)
    if value is None:
        return ""
    try:
        words = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError, UnicodeError):  # an encoding that does not exist
        words = str(value)
    return well_formed(" ".join(words.split()))[:500]
