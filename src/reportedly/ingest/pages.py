"""One URL that the user gave, to what is kept of it: the page, or the pages that a feed or sitemap there lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from reportedly.errors import BadInput, TryLater
from reportedly.ingest.feeds import feed, is_feed
from reportedly.ingest.listing import Entry, Listing
from reportedly.ingest.polite import Visits
from reportedly.ingest.sitemaps import SIZE, is_sitemap, sitemap, unpacked
from reportedly.text.fetch import Fetched, Headers, Known
from reportedly.text.limits import Limits
from reportedly.text.one_report import located

__all__ = ["Page", "from_content", "listing", "take_page", "take_url"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was served at a URL, ready to be kept. `location` is the URL after redirects, `asked` the one given.

    `retrieved` is ISO 8601 UTC. `headers` are all that were sent and received, as `Fetched.exchange` has them, and
    then what the listing said of the page: "listing:url", "listing:title", "listing:published", and
    "listing:content-of", the SHA-256 of the feed, where the page is the feed's own copy of the article.
    """

    data: bytes
    asked: str
    location: str
    media_type: str | None
    retrieved: str
    headers: Headers
    entry: Entry | None = None
    etag: str | None = None
    modified: str | None = None


def take_page(
    url: str,
    *,
    visits: Visits | None = None,
    limits: Limits | None = None,
    known: Known | None = None,
    entry: Entry | None = None,
    listed_in: str | None = None,
    robots: bool = True,
) -> Page | None:
    """The page at one URL, whatever it is; None where it is as it was `known`.

    Without `visits`, robots.txt is asked and no pause is kept. Raises FetchRefused, TryLater, TooLarge.
    """
    fetched = (visits or Visits()).visit(url, known=known, limits=limits, robots=robots)
    return None if fetched.status == 304 else _page(fetched, url, entry, listed_in)


def take_url(
    url: str, *, visits: Visits | None = None, limits: Limits | None = None, most: int = 1_000
) -> Iterator[Page | BadInput]:
    """The page at a URL; or, if a feed or sitemap is served there, the newest `most` pages that it lists, one by one.

    What cannot be had is yielded, not raised, with its URL as `location`; a page that a full-text feed carries is
    taken from the feed then (see `from_content`). Sitemaps of an index are visited the newest first.
    """
    visits = visits or Visits()
    limits = limits or Limits()
    try:
        first = visits.visit(url, limits=replace(limits, size=max(SIZE, limits.size)))
        found = listing(first)
        if found is None:
            limits.check_size(len(first.data))
            yield _page(first, url, None, None)
            return
    except BadInput as error:
        yield located(error, url)
        return
    yield from _listed(found, first, visits, limits, most)


def listing(fetched: Fetched) -> Listing | None:
    """What a feed or sitemap lists, or None where these bytes are neither. Raises BadInput for a broken one."""
    packed = fetched.data[:2] == b"\x1f\x8b"
    data = unpacked(fetched.data) if packed else fetched.data
    if is_sitemap(data):
        return sitemap(data, url=fetched.url)
    if not packed and is_feed(data, fetched.media_type):
        return feed(data, url=fetched.url, media_type=fetched.media_type)
    return None


def from_content(entry: Entry, listed: Fetched, digest: str, why: str) -> Page:
    """The article as the feed itself carries it, as a small HTML page that we make: for a page that is refused.

    It says so in its head and in `headers`, with the SHA-256 of the feed, `listed`, and the reason; the words are the
    feed's.
    """
    metas = {
        "reportedly:made-from": f"entry {entry.id} of the feed {listed.url}, SHA-256 {digest}",
        "article:published_time": entry.published,
        "author": entry.author,
    }
    head = "".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">\n'
        for name, value in metas.items()
        if value
    )
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    title = escape(entry.title or "")
    page = (
        f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<link rel="canonical" href="{escape(entry.url)}">\n{head}</head>\n<body>\n<article>\n<h1>{title}</h1>\n'
        f"{entry.content or ''}\n</article>\n</body>\n</html>\n"
    )
    made = _page(listed, entry.url, entry, listed.url)
    said = (("listing:content-of", digest), ("listing:page-refused", why))
    return replace(
        made,
        data=page.encode("utf-8", "replace"),
        location=entry.url,
        media_type="text/html; charset=utf-8",
        headers=(*made.headers, *said),
        etag=None,
        modified=None,
    )


def _page(fetched: Fetched, asked: str, entry: Entry | None, listed_in: str | None) -> Page:
    told = {
        "listing:url": listed_in,
        "listing:title": entry and entry.title,
        "listing:published": entry and entry.published,
        "listing:updated": entry and entry.updated,
        "listing:author": entry and entry.author,
    }
    return Page(
        data=fetched.data,
        asked=asked,
        location=fetched.url,
        media_type=fetched.media_type,
        retrieved=fetched.retrieved,
        headers=(*fetched.exchange, *((name, value) for name, value in told.items() if value)),
        entry=entry,
        etag=fetched.header("ETag"),
        modified=fetched.header("Last-Modified"),
    )


def _listed(found: Listing, at: Fetched, visits: Visits, limits: Limits, most: int) -> Iterator[Page | BadInput]:
    import hashlib

    digest = hashlib.sha256(at.data).hexdigest()
    left = most
    for entry in sorted(found.entries, key=lambda e: e.published or e.updated or "", reverse=True)[:most]:
        left -= 1
        try:
            page = take_page(entry.url, visits=visits, limits=limits, entry=entry, listed_in=at.url)
            if page is not None:
                yield page
        except BadInput as error:
            if entry.content and not isinstance(error, TryLater):
                yield from_content(entry, at, digest, str(error))
            else:
                yield located(error, entry.url)
    for url, _ in sorted(found.sitemaps, key=lambda s: s[1] or "", reverse=True):
        if left <= 0:
            return
        try:
            below = visits.visit(url, limits=replace(limits, size=SIZE))
            inner = listing(below)
            if inner is None or inner.sitemaps:
                raise BadInput("it is listed as a sitemap and is none")
        except BadInput as error:
            yield located(error, url)
            continue
        for each in _listed(replace(inner, sitemaps=()), below, visits, limits, left):
            left -= 1
            yield each
