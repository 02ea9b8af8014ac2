"""Bytes to text: which encoding, how that is known, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reportedly.errors import EmptyInput, NotText
from reportedly.text.remarks import Remark

__all__ = ["Decoded", "decode", "visible", "well_formed"]


class Decoded(NamedTuple):
    """Text, and how it was made from bytes: the "decoded original" that alignments point into.

    `known_by` is "bom", "http header", "html meta", "utf-8" or "detected". A byte order mark is not part of
    the text; each NUL has become U+FFFD.
    """

    text: str
    encoding: str
    known_by: str
    remarks: tuple[Remark, ...] = ()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_OCR = "read its words with an OCR program first"
_TRANSCRIBE = "transcribe it first"
_AS_TEXT = "save it as plain text, and read that"
_AS_LINES = "export its texts as JSON lines"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (rb"%PDF-", "a PDF document", "save its text, with pdftotext for example, and read that"),
    (rb"PK(\x03\x04|\x05\x06)", "a ZIP archive or an office document (docx, odt, epub)", "unpack it, or " + _AS_TEXT),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document (doc, xls, ppt)", _AS_TEXT),
    (rb"\{\\rtf\d", "a rich text document (RTF)", _AS_TEXT),
    (rb"\x1f\x8b|BZh[1-9]1AY&SY|\xfd7zXZ\0|\(\xb5/\xfd", "a compressed file", "unpack it"),
    (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|.{257}ustar[\0 ]", "an archive", "unpack it"),
    (rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP", "an image", _OCR),
    (rb"\0\0\0.ftyp(avif|avis|heic|heix|mif1)", "an image", _OCR),
    (rb"\0\0\0.ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", "a video", _TRANSCRIBE),
    (rb"OggS\0|ID3[\x02-\x04]|fLaC\0|RIFF.{4}WAVE|\xff[\xfb\xf3\xf2]", "a sound recording", _TRANSCRIBE),
    (rb"SQLite format 3\0", "an SQLite database", _AS_LINES),
    (rb"PAR1[\x00-\x1f]", "a Parquet file", _AS_LINES),
    (rb"\x7fELF|MZ.{0,60}\0\0\0|\xca\xfe\xba\xbe", "a program", "nothing in it is a report"),
    (rb"wOF[F2]\0", "a font", "nothing in it is a report"),
)
"""Beginnings of files that are no text: pattern, what it is, what to do. Each holds a byte that text has not,
or more letters than a sentence begins with by chance."""
_BEGINNINGS = tuple((re.compile(pattern, re.DOTALL), what, remedy) for pattern, what, remedy in _MAGIC)

SAMPLE = 65_536
"""Bytes from which a binary is recognised and an encoding detected: detection is slow, and news has one encoding."""

CONTROL_SHARE = 0.02
"""Share of control characters (but white space and escape) from which bytes are no text. Text has none; a
dump of a terminal under 1 %; compressed data and programs over 10 %."""

FEW_CONTROLS = 4
"""Control characters that even the shortest text may hold."""

_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}) + b"\x7f"

OTHER_SCRIPT = 0.25
"""Share of bytes over 127 above which the letters are not Latin ones; Polish has 8 %, Russian 80 %."""

_HIGH = bytes(128) + bytes([1]) * 128
_IN_USE = (
    *("cp1252", "cp1251", "cp1250", "cp1256", "cp1253", "cp1254", "cp1255", "cp1257", "koi8_r", "koi8_u"),
    *("iso8859_2", "iso8859_5", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
"""Encodings in which news has been published on the web, and which alone are considered."""

_META = re.compile(
    rb"""<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\s{0,99}<\?xml\s[^>]{0,99}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})""")


def decode(data: bytes, *, charset: str | None = None, html: bool = False) -> Decoded:
    """The text of these bytes.

    The encoding is that of the byte order mark, else the first of `charset` (from an HTTP header), the page's
    own declaration (with `html`), UTF-8 and a detected one in which the bytes decode without error. A wrong
    declaration leaves a Remark; so do bytes that fit no encoding, which become U+FFFD.

    Raises EmptyInput for no bytes or only white space, NotText for what is not text, naming what it looks like.
    """
    if not data.strip():
        raise EmptyInput("there is nothing in it (no bytes, or only white space): give the words of a report")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(*_forgiving(data[len(bom) :], encoding), encoding, "bom")
    _refuse_binary(data)
    if wide := _utf16_without_mark(data):
        return _finish(wide[0], (), wide[1], "detected")
    remarks: list[Remark] = []
    for declared, known_by in _declarations(data, charset, html):
        name = _python_name(declared)
        if name == "utf-8" or (name is not None and not _is_multibyte_utf8(data)):
            as_declared = _strict(data, name)
            if as_declared is not None:
                return _finish(as_declared, tuple(remarks), name, known_by)
        remarks.append(
            Remark(
                "text.encoding-declared-wrong",
                f"the {known_by} declares the encoding {declared!r}, and the bytes are not in it",
                "another encoding was used (see publication.raw); check letters with accents",
            )
        )
    if (unicode := _strict(data, "utf-8")) is not None:
        return _finish(unicode, tuple(remarks), "utf-8", "utf-8")
    return _detected(data, remarks)


def well_formed(text: str) -> str:
    """The text with U+FFFD for each NUL and lone surrogate, which neither files nor databases can hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def visible(text: str) -> bool:
    """Whether the text has any letter or digit."""
    return any(character.isalnum() for character in text)


def _declarations(data: bytes, charset: str | None, html: bool) -> list[tuple[str, str]]:
    found = [(charset, "http header")] if charset else []
    if html and (match := _META.search(data[:4096]) or _XML.match(data[:256])):
        declared = match[1].decode("ascii")
        # A page that can be searched for ASCII letters is not in UTF-16, whatever it says (WHATWG encoding sniffing).
        found.append(("utf-8" if declared.lower().startswith("utf-16") else declared, "html meta"))
    return found


def _python_name(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # Browsers read both as windows-1252 (WHATWG Encoding, table of labels), and so pages are written.
    name = {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-8-sig": "utf-8"}.get(name, name)
    try:
        return name if isinstance(b"a".decode(name, "replace"), str) and not name.startswith("utf-7") else None
    except (LookupError, ValueError):  # base64, rot13, idna, ...: codecs, but no character encodings
        return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _is_multibyte_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with other than ASCII characters; by chance in no text of another encoding."""
    return not data.isascii() and _strict(data, "utf-8") is not None


def _forgiving(data: bytes, encoding: str) -> tuple[str, tuple[Remark, ...]]:
    if (text := _strict(data, encoding)) is not None:
        return text, ()
    text = data.decode(encoding, "replace")
    if not encoding.startswith("utf-8") and text.count("\ufffd") > CONTROL_SHARE * len(text) + FEW_CONTROLS:
        raise NotText(_no_text("binary data", "give text, HTML or JSON lines"))
    return text, (_damaged(encoding, text.count("\ufffd")),)


def _damaged(encoding: str, count: int) -> Remark:
    return Remark(
        "text.encoding-damaged",
        f"{count} places of the bytes are not valid {encoding} and stand as U+FFFD in the text",
        "get the original again; words with U+FFFD in them cannot be read",
    )


def _detected(data: bytes, remarks: list[Remark]) -> Decoded:
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    whole = sum(ord(character) > 127 for character in damaged) - lost
    if whole >= 4 * lost:
        return _finish(damaged, (*remarks, _damaged("utf-8", lost)), "utf-8", "detected")
    encoding = _guess(data[:SAMPLE])
    text, doubts = _forgiving(data, encoding)
    remarks.append(
        Remark(
            "text.encoding-detected",
            f"the bytes do not say their encoding; {encoding} was detected from them",
            "check letters with accents; to be sure, save the report as UTF-8",
        )
    )
    return _finish(text, (*remarks, *doubts), encoding, "detected")


def _guess(sample: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8.

    Bytes that are mostly ASCII are taken for windows-1252, as browsers do: the detector took English with dashes
    and quotation marks for windows-1250 and Polish for windows-1252. It is asked about other scripts, which it
    knows apart.
    """
    if sum(sample.translate(_HIGH)) <= OTHER_SCRIPT * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_IN_USE), enable_fallback=False).best()
    return best.encoding if best is not None else "cp1252"


def _finish(text: str, remarks: tuple[Remark, ...], encoding: str, known_by: str) -> Decoded:
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\0" in text:
        count = text.count("\0")
        if count > CONTROL_SHARE * len(text) + FEW_CONTROLS:
            raise NotText(_no_text("binary data", "give text, HTML or JSON lines"))
        text = text.replace("\0", "\ufffd")
        remarks = (*remarks, Remark("text.nul", f"{count} NUL characters stand as U+FFFD in the text", "none needed"))
    return Decoded(text, encoding, known_by, remarks)


def _refuse_binary(data: bytes) -> None:
    """Raises NotText, naming what the bytes look like."""
    for pattern, what, remedy in _BEGINNINGS:
        if pattern.match(data):
            raise NotText(_no_text(what, remedy))
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(sample) + FEW_CONTROLS and not _utf16_without_mark(data):
        raise NotText(_no_text("binary data", "give text, HTML or JSON lines"))


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """The text and encoding of UTF-16 bytes that lack the mark: nearly every other byte of Latin text is NUL."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        sample = data[first:SAMPLE:2]
        if len(sample) > FEW_CONTROLS and sample.count(0) > 0.7 * len(sample):
            text = _strict(data, encoding)
            if text is not None and not _CONTROL.search(text):
                return text, encoding
    return None


def _no_text(what: str, remedy: str) -> str:
    return f"it looks like {what}, not text: {remedy}"
