"""What a web page declares of itself, and where it declares it: JSON-LD, meta elements, time elements, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from reportedly.text.dates import iso_date
from reportedly.text.remarks import Remark

__all__ = ["Known", "PageMetadata", "read_metadata"]


class Known(NamedTuple):
    """A declared value and where it stands ("html meta article:published_time")."""

    value: str
    how: str


class PageMetadata(NamedTuple):
    """The declared values; None where the page declares none. `published` is ISO 8601, `url` absolute."""

    headline: Known | None
    byline: Known | None
    outlet: Known | None
    url: Known | None
    published: Known | None
    remarks: tuple[Remark, ...]


_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "publish-date"),
    *("publishdate", "publish_date", "pubdate", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date"),
    *("dcterms.created", "cxenseparse:recs:publishtime", "bt:pubdate", "article.published", "date"),
)
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_BYLINE = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.-]|$)")
_BY = re.compile(r"\s*(?:by|words by|written by|reported by)[:\s]\s*", re.IGNORECASE)

LONGEST = 500
"""Characters of the longest value that is believed; longer ones are a body put where a name belongs."""

LD_NODES = 2_000
"""Nodes of JSON-LD looked at; a page about one article has fewer than a hundred."""


def read_metadata(page: HtmlElement, *, fetched_from: str | None = None) -> PageMetadata:
    """What the page declares. `fetched_from` is its URL, if it came from the web.

    Explicit declarations come first, the date in the URL's path last; nothing is guessed from the words of the
    page. Two declarations that name different days leave a Remark. Never raises on odd content.
    """
    metas = _metas(page)
    articles = list(_linked_data(page))
    url = _url(page, metas, fetched_from)
    dates = list(_dates(page, metas, articles, url, fetched_from))
    days = sorted({known.value[:10] for known in dates[:4]})
    remarks = []
    if len(days) > 1:
        listed = ", ".join(f"{known.value} ({known.how})" for known in dates[:4])
        remarks.append(
            Remark(
                "publication.dates-differ",
                f"the page gives more than one date of publication: {listed}",
                "the first was taken; give the right one with --published",
            )
        )
    return PageMetadata(
        headline=_headline(page, metas, articles),
        byline=_byline(page, metas, articles),
        outlet=_first_meta(metas, _OUTLET) or _from_data(articles, "publisher", "name"),
        url=url,
        published=dates[0] if dates else None,
        remarks=tuple(remarks),
    )


def _metas(page: HtmlElement) -> dict[str, str]:
    """The content of the first meta element of each name, names in lower case."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = _tidy(meta.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _first_meta(metas: dict[str, str], names: tuple[str, ...]) -> Known | None:
    return next((Known(metas[name], f"html meta {name}") for name in names if metas.get(name)), None)


def _linked_data(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that are articles."""
    for script in page.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            queue = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the page's other declarations are read all the same
        for _ in range(LD_NODES):
            if not queue:
                break
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                kinds = node.get("@type")
                names = [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
                if any(name.endswith(("Article", "Posting", "Report")) for name in names):
                    yield node
                queue.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _from_data(articles: list[dict[str, Any]], key: str, inner: str | None = None) -> Known | None:
    for article in articles:
        names = [_name(member, inner) for member in _members(article.get(key))]
        if value := ", ".join(name for name in names if name):
            return Known(value, f"json-ld {key}")
    return None


def _members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any, inner: str | None) -> str:
    if inner and isinstance(value, dict):
        value = value.get(inner)
    return _tidy(value) if isinstance(value, str) and len(value) <= LONGEST else ""


def _headline(page: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> Known | None:
    """The heading that readers see, where a declared headline confirms it; else the declared one."""
    declared = _from_data(articles, "headline") or _first_meta(metas, ("og:title", "twitter:title"))
    title = next((_tidy(element.text_content()) for element in page.iter("title")), "")
    headings = [words for heading in page.iter("h1") if (words := _tidy(heading.text_content()))]
    for heading in headings:
        for other in (declared.value if declared else "", title):
            if other and _letters(other).startswith(_letters(heading)) and len(heading) <= LONGEST:
                return Known(heading, "html h1")
    if declared:
        return declared
    if len(headings) == 1 and len(headings[0]) <= LONGEST:
        return Known(headings[0], "html h1")
    return Known(title, "html title") if 0 < len(title) <= LONGEST else None


def _byline(page: HtmlElement, metas: dict[str, str], articles: list[dict[str, Any]]) -> Known | None:
    candidates = [_from_data(articles, "author", "name"), _first_meta(metas, _BYLINE)]
    for path, how in (
        ("//*[@rel='author']", "html rel=author"),
        ("//*[@itemprop='author']", "html itemprop=author"),
        ("//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]", "html class=byline"),
    ):
        names = list(dict.fromkeys(_tidy(element.text_content()) for element in page.xpath(path)[:3]))
        candidates.append(Known(", ".join(filter(None, names)), how))
    for known in candidates:
        value = (
            _BY.sub("", known.value, count=1) if known and _BY.match(known.value) else known.value if known else ""
        )
        if known and 0 < len(value) <= 200 and not value.startswith(("http:", "https:", "@")):
            return Known(value, known.how)
    return None


def _url(page: HtmlElement, metas: dict[str, str], fetched_from: str | None) -> Known | None:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (
            url := _absolute(link.get("href"), fetched_from)
        ):
            return Known(url, "html link canonical")
    if url := _absolute(metas.get("og:url"), fetched_from):
        return Known(url, "html meta og:url")
    return Known(fetched_from, "fetched from there") if fetched_from else None


def _absolute(href: str | None, base: str | None) -> str | None:
    if not href:
        return None  # which would otherwise be the base itself
    try:
        url = urljoin(base or "", _tidy(href))
        return url if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname else None
    except ValueError:
        return None


def _dates(
    page: HtmlElement,
    metas: dict[str, str],
    articles: list[dict[str, Any]],
    url: Known | None,
    fetched_from: str | None,
) -> Iterator[Known]:
    """Dates of publication, surest declaration first."""
    for article in articles[:1]:
        if day := iso_date(str(article.get("datePublished") or "")):
            yield Known(day, "json-ld datePublished")
    for name in _PUBLISHED:
        if name in metas and (day := iso_date(metas[name])):
            yield Known(day, f"html meta {name}")
            break
    for path, how in (("//time[@pubdate]", "html time pubdate"), ("//*[@itemprop='datePublished']", "html itemprop")):
        for element in page.xpath(path)[:1]:
            if day := iso_date(element.get("datetime") or element.get("content") or element.text_content()):
                yield Known(day, how)
    times = [iso_date(element.get("datetime") or "") for element in page.xpath("//article//time | //main//time")[:50]]
    if times and all(times) and len({day[:10] for day in times if day}) == 1:
        yield Known(str(times[0]), "html time, the only day in the article")
    for address in (url.value if url else None, fetched_from):
        if address and (match := _URL_DATE.search(urlsplit(address).path)):
            day = iso_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
            if day:
                yield Known(day, "date in the url's path")
                break


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
