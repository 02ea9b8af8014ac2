"""RSS, Atom and JSON feeds: bytes to what they list. Nothing is fetched here, and no entity or DTD is looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from reportedly.errors import BadInput
from reportedly.ingest.listing import Entry, Listing
from reportedly.text.dates import iso_date
from reportedly.text.urls import absolute

__all__ = ["MOST", "feed", "is_feed"]

MOST = 5_000
"""Entries that are taken of one feed; real ones have some hundred at most."""

_ROOT = re.compile(rb"<(?:rss|(?:[a-z]+:)?feed|rdf:RDF|(?:[a-z]+:)?RDF)[\s>]", re.IGNORECASE)
_JSON_VERSION = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST_TITLE = 1_000
_WHOLE = 600
"""Characters of markup from which RSS's `description`, which is a teaser in most feeds, can be an article."""


def is_feed(data: bytes, media_type: str | None = None) -> bool:
    """Whether these bytes look like a feed: by the first element, or the version that a JSON feed names."""
    head = data[:4096].replace(b"\0", b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return bool(_JSON_VERSION.search(data[:65_536])) or "feed+json" in (media_type or "")
    return bool(_ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL)))


def feed(data: bytes, *, url: str, media_type: str | None = None) -> Listing:
    """What a feed lists, in its order. `url` is where it was served, against which its links are read.

    A feed that is not well-formed is read as far as it goes, and says so in `wrong`. Raises BadInput for what is no
    feed, and for one that declares entities of its own: no feed needs to, and they can be made to fill the memory.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json(data, url)
    return _xml(data, url, media_type)


def _xml(data: bytes, url: str, media_type: str | None) -> Listing:
    import feedparser
    from feedparser.encodings import convert_to_utf8

    try:
        data = convert_to_utf8({"content-type": media_type or "application/xml"}, data, {"headers": {}})
    except Exception as error:  # an encoding whose name is no name, say
        raise BadInput(f"it is no RSS, Atom or JSON feed: its encoding cannot be told ({error})") from error
    start = re.search(rb"<\w", data)
    if b"<!ENTITY" in data[: start.start() if start else len(data)].upper():
        raise BadInput("it declares entities of its own, which no feed needs and which is not read")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        # Bytes in a stream: a string that looks like a URL or a path would be opened.
        found = feedparser.parse(
            BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever a feed makes the parser raise is the feed's fault, and stops no other
        raise BadInput(f"it cannot be read as a feed ({type(error).__name__}: {error})") from error
    if not found.get("version") and not found.entries:
        raise BadInput("it is no RSS, Atom or JSON feed: give the URL of the feed, not of a page")
    wrong = str(found.get("bozo_exception", "")) or None if found.bozo else None
    title = _words(found.feed.get("title"))
    language = _language(found.feed.get("language"))
    entries, left_out = _taken(_tried(_entry, each, url, language) for each in found.entries)
    return Listing(
        kind=found.get("version") or "feed",
        title=title,
        entries=entries,
        left_out=left_out,
        wrong=wrong,
        wait=_wait(found.feed),
    )


def _entry(each: Any, base: str, language: str | None) -> Entry | str:
    title = _words(each.get("title"))
    link = str(each.get("link") or "")
    url = absolute(link, base) if link else None
    if url is None:
        return f"{title or each.get('id') or 'an entry'}: it has no link to a page ({link[:200]!r})"
    published = _date(each, "published") or _date(each, "created")
    updated = _date(each, "updated") if "updated" in each.keys() else None  # noqa: SIM118  # .get maps it to published
    return Entry(
        url=url,
        id=str(each.get("id") or url),
        title=title,
        published=published,
        updated=updated,
        author=_words(each.get("author")),
        language=_language(each.get("language")) or language,
        content=_content(each),
    )


def _content(each: Any) -> str | None:
    """The article's markup where the feed carries it whole: `content`, or a description that is long and has
    paragraphs."""
    whole = [
        str(part.get("value") or "")
        for part in each.get("content", ())
        if not part.get("type") or any(kind in part["type"] for kind in ("html", "xml", "plain"))
    ]
    if longest := max(whole, key=len, default=""):
        return longest
    summary = str(each.get("summary") or "")
    return summary if len(summary) >= _WHOLE and summary.lower().count("<p") > 1 else None


def _date(each: Any, name: str) -> str | None:
    from datetime import UTC, datetime

    if date := iso_date(str(each.get(name) or "")):
        return date
    parsed = each.get(f"{name}_parsed")
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat() if parsed else None
    except (ValueError, TypeError):
        return None


def _wait(channel: Any) -> float | None:
    """Seconds that the feed asks to be left alone: `ttl` (minutes), or the period of the syndication module."""
    ttl = str(channel.get("ttl") or "")
    if ttl.isascii() and ttl.isdigit():
        return min(float(ttl[:6]) * 60, 86_400.0)
    period = {"hourly": 3_600.0, "daily": 86_400.0}.get(str(channel.get("sy_updateperiod") or "").strip().lower())
    times = str(channel.get("sy_updatefrequency") or "1").strip()
    if period is None:
        return None
    return period / max(int(times[:4]), 1) if times.isascii() and times.isdigit() else period


def _json(data: bytes, url: str) -> Listing:
    import msgspec

    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadInput(f"it cannot be read as a JSON feed: {error}") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise BadInput("it is no JSON feed: it has no list of items")
    language = _language(found.get("language"))
    entries, left_out = _taken(_tried(_item, each, url, language) for each in items)
    return Listing(kind="json", title=_words(found.get("title")), entries=entries, left_out=left_out)


def _item(each: Any, base: str, language: str | None) -> Entry | str:
    if not isinstance(each, dict):
        return f"an item is no object: {str(each)[:100]}"
    title = _words(each.get("title"))
    # An id may be a number, says the format; a link by mistake is better than none.
    name = each.get("id")
    link = next(
        (v for v in (each.get("url"), each.get("external_url"), name) if isinstance(v, str) and v.strip()), ""
    )
    url = absolute(link, base) if link else None
    if url is None or (link is name and not link.lower().startswith("http")):
        return f"{title or name or 'an item'}: it has no link to a page ({link[:200]!r})"
    authors = each.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else each.get("author")
    content = next(
        (
            c
            for c in (each.get("content_html"), _paragraphs(each.get("content_text")))
            if isinstance(c, str) and c.strip()
        ),
        None,
    )
    return Entry(
        url=url,
        id=str(name if isinstance(name, (str, int)) else url),
        title=title,
        published=iso_date(str(each.get("date_published") or "")),
        updated=iso_date(str(each.get("date_modified") or "")),
        author=_words(first.get("name")) if isinstance(first, dict) else None,
        language=_language(each.get("language")) or language,
        content=content,
    )


def _paragraphs(text: Any) -> str | None:
    """Plain text as markup, a paragraph for each block of lines."""
    from html import escape

    if not isinstance(text, str) or not text.strip():
        return None
    return "".join(f"<p>{escape(block.strip())}</p>" for block in re.split(r"\n\s*\n", text) if block.strip())


def _tried(
    reads: Callable[[Any, str, str | None], Entry | str], each: Any, base: str, language: str | None
) -> Entry | str:
    """The entry, or why it is left out: one that is odd beyond what was thought of must not cost the others."""
    try:
        return reads(each, base, language)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return f"an entry cannot be read ({type(error).__name__}: {error})"


def _taken(found: Iterator[Entry | str]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries, each URL once, and why others were left out."""
    entries: dict[str, Entry] = {}
    left_out: list[str] = []
    for each in found:
        if isinstance(each, str):
            left_out.append(each)
        elif each.url not in entries:
            if len(entries) == MOST:
                left_out.append(f"{each.url}: more than {MOST:,} entries")
                break
            entries[each.url] = each
    return tuple(entries.values()), tuple(left_out[:100])


def _words(value: Any) -> str | None:
    words = " ".join(value.split())[:_LONGEST_TITLE] if isinstance(value, str) else ""
    return words or None


def _language(value: Any) -> str | None:
    value = value.strip().replace("_", "-") if isinstance(value, str) else ""
    return value if _LANGUAGE.fullmatch(value) else None
