"""A URL that a user names is taken: the page there, or the pages that the feed or sitemap there lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ingest.newsroom import Newsroom, article, item, newsroom, rss

from reportedly.errors import BadInput, FetchRefused
from reportedly.ingest.pages import Page, take_page, take_url
from reportedly.ingest.polite import Visits
from reportedly.ingest.take_in import take_in
from reportedly.store.ledger import Ledger

BLAST = article("Blast in Port Arden", "Two officers were killed on Friday, police said.")
FERRY = article("Ferry turns back", "The ferry turned back, the harbour master said.")


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        room.pages |= {"/blast": BLAST, "/ferry": FERRY}
        yield room


def guest(room: Newsroom) -> Visits:
    return Visits(delay=0.0, allowed=room.allowed)


def came(room: Newsroom, path: str, most: int = 1_000) -> tuple[list[Page], list[BadInput]]:
    found = list(take_url(room.url + path, visits=guest(room), most=most))
    return [p for p in found if isinstance(p, Page)], [e for e in found if isinstance(e, BadInput)]


def test_a_page_is_taken_with_its_exchange(room: Newsroom) -> None:
    room.pages["/moved"] = (302, {"Location": "/blast"}, b"")
    [page], errors = came(room, "/moved")
    assert (page.data, page.location, page.asked) == (BLAST, f"{room.url}/blast", f"{room.url}/moved")
    assert [value for name, value in page.headers if name == "request:GET"] == [
        f"{room.url}/moved",
        f"{room.url}/blast",
    ]
    assert [value for name, value in page.headers if name == "response:status"] == ["302", "200"]
    assert errors == []


def test_of_a_feed_the_newest_articles_are_taken_and_what_fails_is_named(room: Newsroom) -> None:
    old, new = "Fri, 20 Nov 2026 10:00:00 GMT", "Sat, 21 Nov 2026 10:00:00 GMT"
    room.pages["/feed"] = rss(item("/blast", date=old), item("/ferry", date=new), item("/none", date=old))
    pages, errors = came(room, "/feed")
    assert [page.data for page in pages] == [FERRY, BLAST]
    assert [str(error).partition(": ")[0] for error in errors] == [f"{room.url}/none"]
    assert [page.data for page in came(room, "/feed", most=1)[0]] == [FERRY]


def test_of_an_index_of_sitemaps_each_is_read_and_no_index_within_it(room: Newsroom) -> None:
    index = "<sitemapindex>{}</sitemapindex>"
    one = "<sitemap><loc>/{}.xml</loc></sitemap>"
    room.pages |= {
        "/index.xml": index.format(one.format("one") + one.format("index")).encode(),
        "/one.xml": b"<urlset><url><loc>/blast</loc></url><url><loc>http://10.0.0.1/</loc></url></urlset>",
    }
    pages, errors = came(room, "/index.xml")
    assert [page.data for page in pages] == [BLAST]
    assert len(errors) == 2


def test_one_page_is_only_taken_again_if_it_has_changed(room: Newsroom) -> None:
    from reportedly.text.fetch import Known

    page = take_page(f"{room.url}/blast", visits=guest(room))
    assert page is not None
    assert take_page(f"{room.url}/blast", visits=guest(room), known=Known(page.etag, page.modified)) is None
    with pytest.raises(FetchRefused, match="404"):
        take_page(f"{room.url}/none", visits=guest(room))


def test_a_list_of_urls_is_visited_with_one_robots_txt_and_errors_named(room: Newsroom, tmp_path: Path) -> None:
    urls = tmp_path / "velmara.urls"
    urls.write_text(f"# Velmara\n{room.url}/blast\n{room.url}/none\nnonsense\n{room.url}/ferry\n")
    with Ledger.open(tmp_path / "ledger", create=True) as ledger:
        taken = take_in(ledger, [str(urls)], visits=guest(room))
        assert (taken.originals, taken.new) == (2, 2)
        assert [each.location for each in ledger.pending(5)] == [f"{room.url}/blast", f"{room.url}/ferry"]
    assert any(str(error).startswith(f"{room.url}/none: the server answered 404") for error in taken.errors)
    assert any("nonsense" in str(error) for error in taken.errors)
    assert [path for path, _, _ in room.asked].count("/robots.txt") == 1
