"""News sitemaps, plain sitemaps and their indexes: bytes to what they list, within sitemaps.org's own limits."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

from lxml import etree

from reportedly.errors import BadInput, TooLarge
from reportedly.ingest.listing import Entry, Listing
from reportedly.text.dates import iso_date
from reportedly.text.urls import absolute

__all__ = ["MOST", "SIZE", "is_sitemap", "sitemap", "unpacked"]

SIZE = 50_000_000
"""Bytes of one sitemap after unpacking, and..."""
MOST = 50_000
"""...URLs in it: what the protocol allows."""

_ROOT = re.compile(rb"<(?:[a-z]+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_LOC_LENGTH = 2_048


def is_sitemap(data: bytes) -> bool:
    """Whether these bytes, unpacked, look like a sitemap or an index of sitemaps."""
    return bool(_ROOT.search(re.sub(rb"<!--.*?-->", b"", data[:4096].replace(b"\0", b""), flags=re.DOTALL)))


def unpacked(data: bytes, most: int = SIZE) -> bytes:
    """The bytes, unpacked where they are gzip (sitemaps are often served as files that are). Never more than `most`.

    Raises TooLarge over that, BadInput for a packed file that breaks off or is damaged.
    """
    out = b""
    while data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=31)
        try:
            out += unpacker.decompress(data, most + 1 - len(out))
        except zlib.error as error:
            raise BadInput(f"it is gzip, but damaged: {error}") from error
        if len(out) > most:
            raise TooLarge(f"over the limit of {most:,} bytes after unpacking")
        if not unpacker.eof:
            raise BadInput("it is gzip, but breaks off: try again")
        data = unpacker.unused_data
        if not data.strip(b"\0"):
            return out
    return out or data


def sitemap(data: bytes, *, url: str) -> Listing:
    """What a sitemap or an index lists, in its order; `url` is where it was served.

    One that breaks off or is not well-formed is read up to there, and says so in `wrong`. Entities, DTDs and the
    network are left alone. Raises BadInput for what is no sitemap, TooLarge over `SIZE`.
    """
    if len(data) > SIZE:
        raise TooLarge(f"over the limit of {SIZE:,} bytes that a sitemap may have")
    entries: dict[str, Entry] = {}
    sitemaps: dict[str, str | None] = {}
    left_out: list[str] = []
    kind, wrong = "", None
    walk = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for event, element in walk:
            name = _name(element)
            if event == "start":
                if not kind:
                    if name not in {"urlset", "sitemapindex"}:
                        raise BadInput("it is no sitemap: it begins with neither urlset nor sitemapindex")
                    kind = {"urlset": "sitemap", "sitemapindex": "sitemap index"}[name]
                continue
            if name not in {"url", "sitemap"}:
                continue
            told = _told(element)
            # Done with this element: what was read is let go, or memory would grow with the file.
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            at = absolute(told.get("loc", ""), url) if 0 < len(told.get("loc", "")) <= _LOC_LENGTH else None
            if at is None:
                left_out.append(f"{told.get('loc', '')[:200]!r} is no URL of a page")
            elif len(entries) + len(sitemaps) >= MOST:
                left_out.append(f"{at}: more than {MOST:,} URLs")
                break
            elif name == "sitemap":
                sitemaps.setdefault(at, iso_date(told.get("lastmod", "")))
            else:
                kind = "news sitemap" if "news:publication_date" in told else kind
                entries.setdefault(at, _entry(at, told))
    except etree.XMLSyntaxError as error:
        if not kind:
            raise BadInput(f"it is no sitemap: {error}") from error
        wrong = str(error)
    return Listing(
        kind=kind,
        entries=tuple(entries.values()),
        sitemaps=tuple(sitemaps.items()),
        left_out=tuple(left_out[:100]),
        wrong=wrong,
    )


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _told(element: Any) -> dict[str, str]:
    """The texts of `loc`, `lastmod` and, as "news:...", those of the news extension (Google's, 2014)."""
    told: dict[str, str] = {}
    for each in element.iter():
        if isinstance(each.tag, str) and each.text:
            space, _, name = each.tag.rpartition("}")
            told.setdefault(f"news:{name}" if "sitemap-news" in space else name, " ".join(each.text.split()))
    return told


def _entry(url: str, told: dict[str, str]) -> Entry:
    return Entry(
        url=url,
        id=url,
        title=told.get("news:title", "")[:1_000] or None,
        published=iso_date(told.get("news:publication_date", "")),
        updated=iso_date(told.get("lastmod", "")),
        outlet=told.get("news:name"),
        language=told.get("news:language") or None,
    )
