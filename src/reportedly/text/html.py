"""HTML to the article's text and what the page says of its publication."""

from __future__ import annotations

import logging
import re
from typing import NamedTuple

import lxml.html
from lxml import etree

from reportedly.errors import EmptyInput
from reportedly.report import Anchored, Publication, Span
from reportedly.text.alignment import Run, align_html
from reportedly.text.limits import Limits
from reportedly.text.markup import check_markup
from reportedly.text.page_metadata import Known, read_metadata
from reportedly.text.plain import read_header
from reportedly.text.remarks import Remark

__all__ = ["Article", "read_html"]


class Article(NamedTuple):
    """An article's text, its publication, the runs in which the text equals the page's source, and doubts."""

    text: str
    publication: Publication
    aligned: tuple[Run, ...]
    remarks: tuple[Remark, ...]


_SPACE = re.compile("[ \t\r\n\f]+")
_TITLE_JOINT = re.compile(r"\s+[-–—|:·»]+\s+")
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code", "div"})
_PAGE_BLOCKS = "p h1 h2 h3 h4 h5 h6 li blockquote pre dt dd td th figcaption".split()  # noqa: SIM905
_NOT_ARTICLE = frozenset({"nav", "footer", "aside", "form", "script", "style", "noscript", "template", "button"})


def read_html(html: str, *, fetched_from: str | None = None, limits: Limits | None = None) -> Article:
    """The article in a page, as plain text: headline, blank line, paragraphs parted by blank lines.

    The headline comes first where the page declares one and the body does not begin with it. White space is
    HTML's: runs of it are one space. Every other character is as the page has it, character references
    resolved. Navigation, comments, captions and tables of links go, as trafilatura decides; where it finds no
    article, the words of the whole page are taken and a Remark says so.

    Raises TooLarge for markup over the limits (before any parser sees it), EmptyInput for a page without words.
    """
    check_markup(html, limits or Limits())
    page = _parse(html)
    if page is None:
        raise EmptyInput("the page has no content: it is empty, or only markup")
    metadata = read_metadata(page, fetched_from=fetched_from)
    remarks = list(metadata.remarks)
    paragraphs = _article(page)
    if not paragraphs:
        page = _parse(html)
        paragraphs = _whole(page) if page is not None else []
        remarks.append(
            Remark(
                "text.no-article",
                "no article was recognised in the page, so the words of the whole page were taken",
                "check the text for menus and the like; or save the article's words as plain text",
            )
        )
    headline = _without_site(metadata.headline, paragraphs)
    if headline and paragraphs and _same(paragraphs[0], headline.value):
        headline = Known(paragraphs[0], headline.how)
    elif headline and paragraphs:
        paragraphs = [headline.value, *(p for p in paragraphs if not _same(p, headline.value))]
    text = "\n\n".join(paragraphs)
    if not any(character.isalnum() for character in "".join(paragraphs[headline is not None :])):
        raise EmptyInput(
            "no words of an article are in the page; is it built by scripts, or behind a paywall? "
            "Save the article's words as plain text"
        )
    stated, seen = read_header(text)
    publication = Publication(
        outlet=_inferred(metadata.outlet) or stated.outlet,
        url=_inferred(metadata.url),
        headline=_in_text(headline, text) or stated.headline,
        byline=_in_text(metadata.byline, text) or stated.byline,
        dateline=stated.dateline,
        published=_inferred(metadata.published) or stated.published,
    )
    if publication.published is None:
        remarks.extend(seen)
    return Article(text, publication, align_html(text, html), tuple(remarks))


def _parse(html: str) -> lxml.html.HtmlElement | None:
    # huge_tree: without it libxml2 drops, in silence, everything nested deeper than 256; check_markup caps depth.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        page = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return page if isinstance(page, lxml.html.HtmlElement) else None


def _article(page: lxml.html.HtmlElement) -> list[str]:
    """The paragraphs of the article; the page is changed."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are our Remarks
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
    except Exception:  # on odd pages it raises whatever its parts raise; the page is then taken whole, with a Remark
        return []
    body = getattr(document, "body", None)
    return [] if body is None else _paragraphs(body, _BLOCKS)


def _whole(page: lxml.html.HtmlElement) -> list[str]:
    for element in list(page.iter(*_NOT_ARTICLE)):
        element.drop_tree()
    return _paragraphs(page, frozenset(_PAGE_BLOCKS))


def _paragraphs(root: etree._Element, blocks: frozenset[str]) -> list[str]:
    """The text of a tree, cut wherever a block begins or ends; a line break stays within its paragraph."""
    pieces: list[list[str]] = [[]]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in blocks:
            pieces.append([])
        if event == "start":
            pieces[-1].append(element.text or "")
            continue
        if tag in {"lb", "br"}:
            pieces[-1].append("\v")
        elif tag == "cell":
            pieces[-1].append("\t\v\t")
        if element is not root:
            pieces[-1].append(element.tail or "")
    return [words for piece in pieces if (words := _tidy("".join(piece)))]


def _tidy(words: str) -> str:
    words = words.replace("\t\v\t", "\x1f").replace("\v", "\x1e")
    words = _SPACE.sub(" ", words)
    words = re.sub(" ?(?:\x1e ?)+", "\n", words)
    return re.sub(" ?\x1f ?", "\t", words).strip(" \n\t")


def _without_site(headline: Known | None, paragraphs: list[str]) -> Known | None:
    """A title "Headline - Site" cut to the headline, where one of the body's first lines is that alone."""
    if headline and headline.how == "html title":
        for match in reversed(list(_TITLE_JOINT.finditer(headline.value))):
            part = headline.value[: match.start()]
            if any(_same(part, paragraph) for paragraph in paragraphs[:20] if len(paragraph) < 2 * len(part)):
                return Known(part, headline.how)
    return headline


def _same(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one)).casefold() == "".join(filter(str.isalnum, other)).casefold()


def _inferred(known: Known | None) -> Anchored[str] | None:
    return Anchored(known.value, (), known.how) if known else None


def _in_text(known: Known | None, text: str) -> Anchored[str] | None:
    """Anchored where a line of the text's first five is that name, with or without "By"."""
    if known is None:
        return None
    for line in text.split("\n\n", 5)[:5]:
        if len(line) <= len(known.value) + 5 and line.endswith(known.value):
            start = text.index(line) + len(line) - len(known.value)
            return Anchored(known.value, (Span(start, start + len(known.value), known.value),), known.how)
    return _inferred(known)
