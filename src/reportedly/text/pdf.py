"""A PDF to the words of its pages: lines joined into paragraphs, over the ends of lines and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import quantiles

from reportedly.errors import BadInput, EmptyInput, NotText
from reportedly.report import Anchored, Publication
from reportedly.text.html import Article
from reportedly.text.limits import Limits
from reportedly.text.plain import read_header
from reportedly.text.remarks import Remark

__all__ = ["TOOL", "read_pdf"]

TOOL = "pypdfium2"

FURNITURE = 3
"""Pages whose first or last lines must agree, numbers aside, before they are taken for a running head or foot."""

FULL = 0.8
"""Share of the width of a text's long lines from which a line is full, so that the sentence goes on in the next."""

_HYPHENS = re.compile("(?<=[^\\W\\d_])[-\u00ad\u2010]$")
_BROKEN = re.compile("[\u0002\ufffe](?:\r?\n)?")
"""What pdfium makes of a hyphen at a line's end, most often swallowing the line end."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOP = re.compile(r"[.!?:][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page\s)?\W{0,3}\d{1,4}\W{0,3}(?:(?:of|/)\s?\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, *, limits: Limits | None = None) -> Article:
    """The text of a PDF's pages, paragraphs parted by blank lines; nothing is aligned with the bytes.

    Lines are joined to paragraphs, paragraphs over page ends, and words that a hyphen breaks at a line's end, unless
    the document spells them with a hyphen elsewhere; a Remark counts those. Running heads, feet and page numbers are
    left out, with a Remark. Pages without words (pictures) leave a Remark.

    Raises NotText for what is no PDF or is locked, EmptyInput for one without words (a scan), TooLarge as soon as
    the pages' words are over `limits.text`. The parser is native code and may take much memory for a small file:
    `reportedly ingest` runs it in a process of its own, under limits.
    """
    limits = limits or Limits()
    pages, title, made = _pages(data, limits)
    remarks: list[Remark] = []
    if empty := sum(not page for page in pages):
        remarks.append(
            Remark("text.pages-without-words", f"{empty} of {len(pages)} pages hold no words", "read pictures by OCR")
        )
    left_out = _without_furniture(pages)
    if left_out:
        remarks.append(
            Remark(
                "text.page-furniture",
                f"{left_out} lines at the heads and feet of pages were left out: page numbers and what repeats",
                "look them up in the PDF",
            )
        )
    text, joined = _joined(pages)
    if joined:
        remarks.append(
            Remark(
                "text.hyphens-joined",
                f"{joined} words broken at the end of a line were joined, and their hyphen left out",
                "where a hyphen belongs to the word, look it up in the PDF",
            )
        )
    if not any(character.isalnum() for character in text):
        raise EmptyInput("the PDF has no words, only pictures: read its words with an OCR program first")
    stated, seen = read_header(text)
    headline = stated.headline or (Anchored(title, (), "pdf title") if title and not title.endswith(".pdf") else None)
    publication = Publication(
        outlet=stated.outlet, headline=headline, byline=stated.byline, dateline=stated.dateline,
        published=stated.published,
    )  # fmt: skip
    if made and publication.published is None:
        remarks.append(
            Remark(
                "publication.date-of-file",
                f"the PDF says that it was made on {made}, which need not be the day of publication",
                "give the date with --published",
            )
        )
    return Article(text, publication, (), (*remarks, *(seen if publication.published is None else ())))


def _pages(data: bytes, limits: Limits) -> tuple[list[list[str]], str | None, str | None]:
    """The lines of each page, the title, and the day on which the file says it was made."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it is locked with a password" if "assword" in str(error) else f"it cannot be opened ({error})"
        raise NotText(f"no PDF that can be read: {reason}. Save its text, and read that") from error
    try:
        length, pages = 0, []
        for number in range(len(document)):
            try:
                page = document[number]
                words = page.get_textpage().get_text_range()
                page.close()
            except pypdfium2.PdfiumError as error:
                raise BadInput(f"page {number + 1} of the PDF cannot be read ({error}): save it anew") from error
            length += len(words)
            limits.check_text(length)
            pages.append(
                [line for each in _BROKEN.sub("-\n", words).splitlines() if (line := " ".join(each.split()))]
            )
        told = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", told.get("CreationDate", ""))
    return pages, " ".join(told.get("Title", "").split())[:300] or None, "-".join(made.groups()) if made else None


def _without_furniture(pages: list[list[str]]) -> int:
    """Takes running heads and feet and page numbers out of the pages; how many lines."""
    removed = 0
    for end in (0, -1):
        for _ in range(2):
            shapes = Counter(re.sub(r"\d+", "0", page[end]) for page in pages if page)
            for page in pages:
                if len(page) > 1 and (
                    shapes[re.sub(r"\d+", "0", page[end])] >= max(FURNITURE, len(pages) // 3)
                    or _PAGE_NUMBER.fullmatch(page[end])
                ):
                    del page[end]
                    removed += 1
    return removed


def _joined(pages: list[list[str]]) -> tuple[str, int]:
    """The paragraphs, and how many broken words were joined."""
    lines = [line for page in pages for line in page]
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
    paragraphs: list[str] = []
    joined = 0
    for line, goes_on in _going_on(lines):
        if not goes_on or not paragraphs:
            paragraphs.append(line)
            continue
        before = paragraphs[-1]
        broken = _HYPHENS.search(before)
        if broken and line[:1].islower():
            head, tail = _WORD.findall(before[: broken.start()])[-1:], _WORD.match(line)
            parts = (head[0] if head else "", tail.group() if tail else "")
            soft = before.endswith("\u00ad")
            keeps = not soft and known["-".join(parts).casefold()] > known["".join(parts).casefold()]
            paragraphs[-1] = before[: broken.start()] + ("-" if keeps else "") + line
            joined += not keeps
        else:
            paragraphs[-1] = f"{before}{'' if broken else ' '}{line}"
    return "\n\n".join(paragraphs), joined


def _going_on(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether the paragraph of the line before goes on in it.

    It does after a full line, unless that ends a sentence and a capital follows a line clearly short of the margin;
    after a short line only where a word is broken or a small letter follows.
    """
    widths = sorted(len(line) for line in lines)
    margin = quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    before = ""
    for line in lines:
        full = len(before) >= FULL * margin
        opens = not line[:1].islower()
        stop = bool(_STOP.search(before))
        short_headline = not full and opens
        ends = short_headline or (stop and opens and len(before) < 0.93 * margin)
        yield line, bool(before) and not ends
        before = line
