"""Sitemaps are read within the protocol's limits, packed or not, and never beyond their own bytes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from reportedly.errors import BadInput, TooLarge
from reportedly.ingest.sitemaps import is_sitemap, sitemap, unpacked

AT = "https://daily-lantern.example/sitemap.xml"
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/i">
<url><loc>https://daily-lantern.example/ferry</loc><lastmod>2026-11-20T12:00:00Z</lastmod>
 <news:news><news:publication><news:name>Daily Lantern</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2026-11-20T10:00:00+03:00</news:publication_date><news:title>Ferry turns back</news:title>
 </news:news><image:image><image:loc>https://daily-lantern.example/ferry.jpg</image:loc></image:image></url>
<url><loc> /market </loc></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>"""


def test_a_news_sitemap_gives_urls_dates_titles_and_outlets() -> None:
    found = sitemap(NEWS, url=AT)
    ferry, market = found.entries
    assert found.kind == "news sitemap"
    assert ferry.url == "https://daily-lantern.example/ferry"
    assert (ferry.title, ferry.outlet, ferry.language) == ("Ferry turns back", "Daily Lantern", "en")
    assert (ferry.published, ferry.updated) == ("2026-11-20T10:00:00+03:00", "2026-11-20T12:00:00+00:00")
    assert market.url == "https://daily-lantern.example/market"
    assert "javascript" in found.left_out[0]


def test_an_index_gives_its_sitemaps_with_the_day_of_change() -> None:
    data = (
        b"<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap>"
        b"<sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
    )
    found = sitemap(data, url=AT)
    assert found.kind == "sitemap index"
    assert found.sitemaps == (
        ("https://a.example/1.xml.gz", "2026-11-20"),
        ("https://daily-lantern.example/2.xml", None),
    )


def test_a_packed_sitemap_is_unpacked_within_bounds() -> None:
    assert unpacked(gzip.compress(NEWS)) == NEWS
    assert unpacked(gzip.compress(b"one, ") + gzip.compress(b"two")) == b"one, two"
    assert unpacked(NEWS) == NEWS
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(bytes(1_000_000)), most=100_000)
    with pytest.raises(BadInput, match="breaks off"):
        unpacked(gzip.compress(NEWS)[:-20])
    with pytest.raises(BadInput, match="damaged"):
        unpacked(b"\x1f\x8b\x08\x00garbage and more garbage")


def test_one_that_breaks_off_is_read_up_to_there_and_says_so() -> None:
    found = sitemap(NEWS[: NEWS.index(b"<url><loc> /market")], url=AT)
    assert len(found.entries) == 1
    assert found.wrong


@pytest.mark.parametrize("data", [b"<rss></rss>", b"", b"words", b"<html><body>urlset</body></html>"])
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    assert not is_sitemap(data)
    with pytest.raises(BadInput, match="no sitemap"):
        sitemap(data, url=AT)


def test_no_file_and_no_entity_is_looked_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the-secret-word")
    doctype = f'<!DOCTYPE urlset [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "http://a.example/">]>'
    data = f"{doctype}<urlset><url><loc>https://echo.example/&f;</loc></url><url><loc>&a;b</loc></url></urlset>"
    assert "the-secret-word" not in str(sitemap(data.encode(), url=AT))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{laughs}]><urlset><url><loc>/&l11;</loc></url></urlset>'
    assert len(str(sitemap(bomb.encode(), url=AT))) < 10_000


def test_no_more_is_taken_than_the_protocol_allows() -> None:
    many = b"<urlset>" + b"".join(b"<url><loc>/%d</loc></url>" % n for n in range(50_010)) + b"</urlset>"
    found = sitemap(many, url=AT)
    assert len(found.entries) == 50_000
    assert "more than 50,000" in found.left_out[0]
