"""Feeds are read from bytes: RSS, Atom, JSON; broken ones as far as they go; hostile ones not at all."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from tests.ingest.newsroom import item, rss

from reportedly.errors import BadInput
from reportedly.ingest.feeds import feed, is_feed

AT = "https://northern-wire.example/feeds/all.xml"
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Daily Lantern</title>
<entry><title>Ferry turns back</title><id>tag:lantern,1</id><link rel="alternate" href="../news/ferry"/>
<published>2026-11-20T10:00:00+03:00</published><updated>2026-11-20T12:00:00Z</updated>
<author><name>Mara Tolen</name></author>
<content type="html">&lt;p&gt;The ferry turned back.&lt;/p&gt;</content></entry></feed>"""


def test_rss_gives_links_dates_with_their_zone_and_titles() -> None:
    found = feed(rss(item("/news/blast?id=1#top"), channel="<title>Wire</title><ttl>30</ttl>"), url=AT)
    [entry] = found.entries
    assert (found.kind, found.title, found.wait) == ("rss20", "Wire", 1800)
    assert entry.url == "https://northern-wire.example/news/blast?id=1"
    assert (entry.title, entry.published) == ("Blast in Port Arden", "2026-11-20T10:00:00+03:00")
    assert entry.content is None


def test_atom_gives_content_author_language_and_the_date_of_change() -> None:
    [entry] = feed(ATOM, url=AT).entries
    assert entry.url == "https://northern-wire.example/news/ferry"
    assert (entry.id, entry.author) == ("tag:lantern,1", "Mara Tolen")
    assert (entry.updated, entry.content) == ("2026-11-20T12:00:00+00:00", "<p>The ferry turned back.</p>")
    assert entry.stamp == entry.updated


def test_a_json_feed_gives_the_same() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Echo",
        "language": "en",
        "items": [
            {
                "id": 7,
                "url": "/a",
                "title": "Ferry turns back",
                "content_text": "One.\n\nTwo < three.",
                "date_published": "2026-11-20T10:00:00Z",
                "authors": [{"name": "Mara Tolen"}],
            },
            {"id": "https://echo.example/b", "content_html": "<p>B</p>"},
            {"id": "8", "title": "no link"},
            "no object",
        ],
    }
    data = json.dumps(told).encode()
    assert is_feed(data)
    found = feed(data, url="https://echo.example/feed.json")
    first, second = found.entries
    assert (first.url, first.id, first.author) == ("https://echo.example/a", "7", "Mara Tolen")
    assert first.content == "<p>One.</p><p>Two &lt; three.</p>"
    assert second.url == "https://echo.example/b"
    assert len(found.left_out) == 2


def test_content_is_the_whole_article_and_a_teaser_is_not() -> None:
    long = "<description>" + "&lt;p&gt;The mayor left the hall.&lt;/p&gt;" * 40 + "</description>"
    whole = "<content:encoded><![CDATA[<p>The mayor left.</p>]]></content:encoded>"
    teaser = "<description>The mayor left, it is said.</description>"
    found = feed(rss(item("/1") + whole, item("/2") + teaser, item("/3") + long), url=AT)
    assert [bool(entry.content) for entry in found.entries] == [True, False, True]


@pytest.mark.parametrize(
    "link", ["ftp://echo.example/a", "javascript:alert(1)", "mailto:desk@echo.example", "http://[broken/", "data:,x"]
)
def test_what_leads_to_no_page_is_left_out_with_its_reason(link: str) -> None:
    found = feed(rss(item(link), item("/good")), url=AT)
    assert [entry.url for entry in found.entries] == ["https://northern-wire.example/good"]
    assert "no link to a page" in found.left_out[0]


def test_one_url_is_listed_once() -> None:
    assert len(feed(rss(item("/a"), item("/a#comments"), item("./../a")), url="https://echo.example/f").entries) == 1


def test_broken_xml_is_read_as_far_as_it_goes_and_says_so() -> None:
    found = feed(rss(item("/a"), item("/b")).replace(b"</channel></rss>", b"<item><title>half & half"), url=AT)
    assert [entry.url[-1] for entry in found.entries] == ["a", "b"]
    assert found.wrong


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-2", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = rss(item("/a", title="Łódź")).decode()
    declared = text.replace('version="1.0"', f'version="1.0" encoding="{encoding.removesuffix("-sig")}"', 1)
    assert feed(declared.encode(encoding), url=AT).entries[0].title == "Łódź"


@pytest.mark.parametrize("data", [b"<html><body>A page</body></html>", b"", b"\x00\x01", b"words", b"{}", b"{broken"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    assert not is_feed(data)
    with pytest.raises(BadInput, match="feed"):
        feed(data, url=AT)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_of_its_own_are_refused_in_any_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!ENTITY a "{"ha" * 50}">'
    head += '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    body = (
        "<rss version='2.0'><channel><item><title>&file;"
        + "&a;" * 1000
        + "</title><link>/a</link></item></channel></rss>"
    )
    try:
        found = feed((head + body).encode(encoding), url=AT)
    except BadInput:
        return
    assert "root:" not in str(found)
    assert len(str(found)) < 20_000


def test_what_fuzzing_found_costs_no_more_than_itself() -> None:
    with pytest.raises(BadInput, match="encoding"):
        feed(rss(item("/a")).replace(b'version="1.0"', b'version="1.0" encoding="u\xbdf-8"', 1), url=AT)
    for damage in ((b'type="html"', b'tpe="html"'), (b"<content ", b"<content:x "), (b"<published>", b"<author>")):
        assert feed(ATOM.replace(*damage), url=AT).entries[0].title == "Ferry turns back"


def test_nothing_is_opened_that_the_bytes_name() -> None:
    for data in (b"https://echo.example/feed", b"/etc/hostname", b"file:///etc/hostname"):
        with pytest.raises(BadInput):
            feed(data, url=AT)


@pytest.mark.parametrize(
    "piece",
    [b"<a>", b"<", b"<![CDATA[", b"&a;", b'a="b" ', b"<!--", b"<?", b"<item>", b"&lt;", b"<content:encoded>", b"]]>"],
)
def test_a_hostile_feed_costs_time_in_proportion(piece: bytes) -> None:
    began = time.process_time()
    data = b'<rss version="2.0"><channel><item><title>' + piece * (80_000 // len(piece))
    with suppress(BadInput):
        feed(data, url=AT)
    assert time.process_time() - began < 4
