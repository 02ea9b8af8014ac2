"""A watch takes each new article once into the ledger, goes on after any stop, and lets no feed stop another."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.ingest.newsroom import Newsroom, article, item, newsroom, rss

from reportedly.errors import LedgerBusy
from reportedly.ingest.feed_list import FeedList, Watched
from reportedly.ingest.polite import Visits
from reportedly.ingest.watch import Round, Taken, Watch
from reportedly.ingest.watch_state import FILE, WatchState
from reportedly.store.ledger import Ledger
from reportedly.text.limits import Limits

MINUTE, DAY = 60.0, 86_400.0


@dataclass
class Desk:
    """Somebody who watches a newsroom, with a clock of their own that only waiting moves on."""

    room: Newsroom
    folder: Path
    now: float = 1_800_000_000.0
    said: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self, *feeds: Watched, articles: int = 100) -> Iterator[Watch]:
        listed = FeedList(feeds=feeds, articles=articles)
        with Ledger.open(self.folder, create=True) as ledger, WatchState(self.folder / FILE) as state:
            visits = Visits(delay=0.5, hosts=state, allowed=self.room.allowed, now=lambda: self.now, sleep=self.wait)
            limits = Limits(seconds=2)
            yield Watch(listed, ledger, state, visits, self.said.append, limits, lambda: self.now)

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def round(self, *feeds: Watched, articles: int = 100) -> tuple[list[Taken], Round]:
        """One round of a watch that is opened for it and closed after it, as from cron."""
        with self.watching(*feeds, articles=articles) as watch:
            *taken, told = watch.round()
        assert isinstance(told, Round)
        return [each for each in taken if isinstance(each, Taken)], told

    def ledger(self) -> Ledger:
        return Ledger.open(self.folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with newsroom() as room:
        yield Desk(room, tmp_path / "ledger")


def wire(desk: Desk, path: str = "/feed", **settings: object) -> Watched:
    return Watched(url=desk.room.url + path, **settings)  # type: ignore[arg-type]


BLAST = article("Blast in Port Arden", "Two officers were killed on Friday, police said.")
FERRY = article("Ferry turns back", "The ferry turned back, the harbour master said.")


def test_new_articles_come_into_the_ledger_with_headers_and_what_the_list_says(desk: Desk) -> None:
    desk.room.pages |= {
        "/feed": rss(item("/blast"), item("/ferry", "Ferry turns back")),
        "/blast": BLAST,
        "/ferry": FERRY,
    }
    taken, told = desk.round(wire(desk, outlet="Northern Wire"))
    assert (told.asked, told.listed, told.taken, told.failed) == (1, 2, 2, 0)
    assert [each.page.data for each in taken] == [BLAST, FERRY]
    with desk.ledger() as ledger:
        first, second = ledger.pending(10)
        assert ledger.originals.path(first.original).read_bytes() == BLAST
        assert first.location == f"{desk.room.url}/blast"
        assert first.overrides == (("outlet", "Northern Wire"),)
        headers = dict(first.headers or ())
        assert headers["request:GET"] == f"{desk.room.url}/blast"
        assert headers["request:User-Agent"].startswith("reportedly/")
        assert headers["response:status"] == "200"
        assert headers["listing:url"] == f"{desk.room.url}/feed"
        assert headers["listing:published"] == "2026-11-20T10:00:00+03:00"
        assert second.location == f"{desk.room.url}/ferry"


def test_nothing_is_asked_before_it_is_due_nor_twice_after_a_restart(desk: Desk) -> None:
    desk.room.pages |= {"/feed": rss(item("/blast")), "/blast": BLAST}
    desk.round(wire(desk, every=15 * MINUTE))
    asked = desk.room.paths()
    assert asked == ["/feed", "/blast"]
    desk.now += 10 * MINUTE
    assert desk.round(wire(desk, every=15 * MINUTE))[1].asked == 0
    assert desk.room.paths() == asked
    desk.now += 6 * MINUTE
    taken, told = desk.round(wire(desk, every=15 * MINUTE))
    assert (taken, told.asked, told.unchanged) == ([], 1, 1)
    assert desk.room.paths() == [*asked, "/feed"]
    assert "if-none-match" in desk.room.asked[-1][1]
    desk.room.pages["/feed"] = rss(item("/ferry"), item("/blast"))
    desk.room.pages["/ferry"] = FERRY
    desk.now += 16 * MINUTE
    assert [each.page.data for each in desk.round(wire(desk))[0]] == [FERRY]
    assert sum(path == "/robots.txt" for path, _, _ in desk.room.asked) == 1


def test_bad_feeds_stop_no_other_and_are_asked_more_rarely(desk: Desk) -> None:
    desk.room.pages |= {
        "/gone": (410, {}, b""),
        "/page": BLAST,
        "/bomb": b"\x1f\x8b\x08\x00nonsense",
        "/entities": b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel></channel></rss>',
        "/broken": rss(item("/ferry")) + b"<item><title>half & half",
        "/loop": (302, {"Location": "/loop"}, b""),
        "/inside": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/feed": rss(item("/blast")),
        "/blast": BLAST,
        "/ferry": FERRY,
    }
    names = ["/none", "/gone", "/page", "/bomb", "/entities", "/loop", "/inside", "/broken", "/feed"]
    taken, told = desk.round(*(wire(desk, name) for name in names))
    assert {each.page.data for each in taken} == {BLAST, FERRY}
    assert (told.asked, told.failed) == (9, 7)
    for name in names[:7]:
        assert any(sentence.startswith(f"{desk.room.url}{name}: ") for sentence in desk.said)
    assert any("not well-formed" in sentence for sentence in desk.said)
    before = len(desk.room.paths())
    desk.now += 16 * MINUTE
    desk.round(*(wire(desk, name) for name in names))
    later = desk.room.paths()[before:]
    assert {"/feed", "/broken"} <= set(later)
    assert "/gone" not in later


def test_a_server_that_asks_for_patience_gets_it(desk: Desk) -> None:
    desk.room.pages |= {"/feed": rss(item("/blast")), "/blast": (429, {"Retry-After": "1800"}, b"")}
    taken, told = desk.round(wire(desk))
    assert (taken, told.taken, told.waiting) == ([], 0, 1)
    assert told.next is not None
    desk.room.pages["/blast"] = BLAST
    desk.now += 20 * MINUTE
    assert desk.round(wire(desk))[0] == []
    assert desk.room.paths() == ["/feed", "/blast"]
    desk.now += 11 * MINUTE
    assert [each.page.data for each in desk.round(wire(desk))[0]] == [BLAST]


def test_an_article_that_never_comes_is_given_up_and_said(desk: Desk) -> None:
    desk.room.pages |= {"/feed": rss(item("/blast"), item("/missing")), "/blast": (500, {}, b"")}
    told = Round()
    for _ in range(12):
        told = desk.round(wire(desk))[1]
        desk.now += DAY
    assert told.waiting == 0
    assert desk.room.paths().count("/blast") == 5
    assert desk.room.paths().count("/missing") == 1
    assert any("404" in sentence for sentence in desk.said)
    assert any("500" in sentence for sentence in desk.said)


def test_the_feeds_own_copy_is_taken_where_the_page_is_refused_and_marked(desk: Desk) -> None:
    whole = "<content:encoded><![CDATA[<p>Two officers were killed on Friday, police said.</p>]]></content:encoded>"
    feed = rss(item("/private/blast") + whole, item("/private/ferry", "Ferry"), item("/market") + whole)
    desk.room.pages |= {
        "/robots.txt": b"User-agent: *\nDisallow: /private\n",
        "/feed": feed,
        "/market": (403, {}, b""),
        "/private/blast": BLAST,
    }
    taken, told = desk.round(wire(desk))
    assert (told.taken, told.from_feed, told.refused) == (2, 2, 1)
    assert "/private/blast" not in desk.room.paths()
    with desk.ledger() as ledger:
        first = ledger.pending(10)[0]
        made = ledger.originals.path(first.original).read_bytes()
        headers = dict(first.headers or ())
        assert b"<p>Two officers were killed on Friday, police said.</p>" in made
        assert b'name="reportedly:made-from"' in made or b'property="reportedly:made-from"' in made
        assert b"2026-11-20T10:00:00+03:00" in made
        assert "robots.txt" in headers["listing:page-refused"]
        assert ledger.originals.path(headers["listing:content-of"]).read_bytes() == feed
    assert all(each.made_from == "feed" for each in taken)


def test_links_of_a_feed_that_lead_inside_are_not_followed(desk: Desk) -> None:
    inner = ["http://169.254.169.254/", "http://10.0.0.1/", "http://localhost/", "http://[::1]/", "http://127.0.0.2/"]
    desk.room.pages |= {"/feed": rss(*(item(link) for link in inner), item("/blast")), "/blast": BLAST}
    taken, told = desk.round(wire(desk))
    assert [each.page.data for each in taken] == [BLAST]
    assert told.refused == len(inner)
    assert sum("not a public address" in sentence for sentence in desk.said) == len(inner)


def test_an_article_is_fetched_again_when_its_feed_says_that_it_changed(desk: Desk) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><id>1</id><title>Blast</title>'
        '<link href="/blast"/><updated>2026-11-20T{}:00:00Z</updated></entry></feed>'
    )
    desk.room.pages |= {"/feed": atom.format(10).encode(), "/blast": BLAST}
    desk.round(wire(desk))
    desk.now += DAY
    desk.room.pages["/feed"] = atom.format(11).encode()
    taken, told = desk.round(wire(desk))
    assert (taken, told.same) == ([], 1)  # 304: the feed said so, and it was not so
    desk.now += DAY
    desk.room.pages |= {"/feed": atom.format(12).encode(), "/blast": BLAST.replace(b"Two", b"Three")}
    assert [each.new for each in desk.round(wire(desk))[0]] == [True]
    with desk.ledger() as ledger:
        assert len(ledger.pending(10)) == 2


def test_news_sitemaps_and_their_indexes_are_watched_too(desk: Desk) -> None:
    url = "<url><loc>{}</loc></url>"
    index = "<sitemapindex><sitemap><loc>/one.xml</loc><lastmod>{}</lastmod></sitemap></sitemapindex>"
    desk.room.pages |= {
        "/index.xml": index.format("2026-11-20").encode(),
        "/one.xml": f"<urlset>{url.format('/blast')}</urlset>".encode(),
        "/blast": BLAST,
        "/ferry": FERRY,
    }
    assert [each.page.data for each in desk.round(wire(desk, "/index.xml"))[0]] == [BLAST]
    desk.now += DAY
    assert desk.round(wire(desk, "/index.xml"))[1].listed == 0
    assert desk.room.paths().count("/one.xml") == 1
    desk.room.pages |= {
        "/index.xml": index.format("2026-11-21").encode(),
        "/one.xml": f"<urlset>{url.format('/ferry')}{url.format('/blast')}</urlset>".encode(),
    }
    desk.now += DAY
    assert [each.page.data for each in desk.round(wire(desk, "/index.xml"))[0]] == [FERRY]


def test_a_round_takes_no_more_than_it_may_and_the_next_goes_on(desk: Desk) -> None:
    desk.room.pages["/feed"] = rss(*(item(f"/{number}") for number in range(7)))
    desk.room.pages |= {f"/{number}": article("Blast", f"{number} were hurt.") for number in range(7)}
    counts = []
    for _ in range(3):
        _, told = desk.round(wire(desk, most=4), articles=3)
        counts.append((told.taken, told.waiting))
    assert counts == [(3, 4), (3, 1), (1, 0)]
    assert desk.room.paths() == ["/feed", *(f"/{number}" for number in range(7))]


def test_a_feed_that_moved_for_good_is_said_and_still_read(desk: Desk) -> None:
    desk.room.pages |= {"/feed": (301, {"Location": "/new"}, b""), "/new": rss(item("/blast")), "/blast": BLAST}
    assert desk.round(wire(desk))[1].taken == 1
    assert any(f"moved for good to {desk.room.url}/new" in sentence for sentence in desk.said)


def test_what_was_under_way_when_a_watch_was_broken_off_comes_in_the_next(desk: Desk) -> None:
    desk.room.pages["/feed"] = rss(*(item(f"/{number}") for number in range(6)))
    desk.room.pages |= {f"/{number}": article("Blast", f"{number} were hurt.") for number in range(6)}
    with desk.watching(wire(desk)) as watch:
        broken = watch.round()
        came = [each.page.data for each in itertools.islice(broken, 2) if isinstance(each, Taken)]
        broken.close()  # type: ignore[attr-defined]
    came += [each.page.data for each in desk.round(wire(desk))[0]]
    assert sorted(came) == [article("Blast", f"{number} were hurt.") for number in range(6)]
    with desk.ledger() as ledger:
        assert ledger.books().pending == 6


def test_two_watches_on_one_ledger_are_one_too_many(desk: Desk) -> None:
    with desk.watching(wire(desk)), pytest.raises(LedgerBusy, match="another watch"), desk.watching(wire(desk)):
        pass


def test_a_wait_asked_for_by_the_feed_is_kept_up_to_an_hour(desk: Desk) -> None:
    waits = {}
    for name, ttl in (("/ten", 10), ("/forty", 40), ("/week", 10_000)):
        desk.room.pages[name] = rss(channel=f"<title>Wire</title><ttl>{ttl}</ttl>")
        with desk.watching(wire(desk, name)) as watch:
            list(watch.round())
            waits[name] = watch.state.asked(desk.room.url + name).due - desk.now
    assert [round(wait / MINUTE) for wait in waits.values()] == [15, 40, 60]


def test_stopping_ends_a_round_without_blaming_anybody(desk: Desk) -> None:
    desk.room.pages["/feed"] = rss(*(item(f"/{number}") for number in range(50)))
    desk.room.pages |= {f"/{number}": BLAST for number in range(50)}
    came: list[Taken | Round] = []
    with desk.watching(wire(desk)) as watch:
        for each in watch.round():
            came.append(each)
            if len(came) == 4:
                watch.visits.stop.set()
    *taken, told = came
    assert isinstance(told, Round)
    assert told.failed == told.refused == 0
    assert told.waiting + len(taken) == 50
    assert told.waiting > 0
    assert desk.said == []
    assert threading.active_count() < 10
