"""Watching feeds and sitemaps: ask those that are due, fetch what is new, put it on the ledger's work list.

A round is safe to break off at any point. A feed's validators are noted in one transaction with the articles that are
to be fetched for it, an article is noted as taken after the ledger has it; what falls between is done once more and
changes nothing.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reportedly.errors import BadInput, FetchRefused, TryLater
from reportedly.export.wording import tally
from reportedly.ingest.by_host import by_host
from reportedly.ingest.feed_list import FeedList, Watched
from reportedly.ingest.listing import Entry, Listing
from reportedly.ingest.pages import Page, from_content, listing, take_page
from reportedly.ingest.polite import Visits, back_off
from reportedly.ingest.sitemaps import MOST, SIZE
from reportedly.ingest.watch_state import ListedIn, Waiting, WatchState
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival
from reportedly.text.fetch import AGENT, Fetched, Known
from reportedly.text.limits import Limits

__all__ = ["Round", "Taken", "Watch", "visits_for"]

TRIES = 5
"""How often an article is asked for before it is given up."""

_HINT, _DAY = 3_600.0, 86_400.0
_SITEMAPS = 50
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Taken:
    """One article that came. `new` is False where the ledger had these very bytes from there. `made_from` is "page",
    or "feed" where the feed's own copy was taken for a page that was refused."""

    feed: Watched
    page: Page
    original: str
    new: bool
    made_from: str


@dataclass(slots=True)
class Round:
    """What one round came to, in numbers. `next` is when something is due again (seconds since 1970, UTC)."""

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    listed: int = 0
    taken: int = 0
    same: int = 0
    from_feed: int = 0
    refused: int = 0
    postponed: int = 0
    waiting: int = 0
    next: float | None = None

    def line(self) -> str:
        """ "12 feeds asked (7 unchanged, 1 failed), 34 articles listed: 30 taken, ..."."""
        aside = [f"{n:,} {name}" for n, name in ((self.unchanged, "unchanged"), (self.failed, "failed")) if n]
        counts = (
            (self.taken, "taken"),
            (self.from_feed, "of them from the feed itself"),
            (self.same, "as they were"),
            (self.refused, "given up"),
            (self.waiting, "waiting"),
        )
        articles = ", ".join(f"{n:,} {name}" for n, name in counts if n or name == "taken")
        feeds = f"{tally(self.asked, 'feed')} asked" + (f" ({', '.join(aside)})" if aside else "")
        return f"{feeds}, {tally(self.listed, 'article')} new in them: {articles}"


def visits_for(feeds: FeedList, state: WatchState, stop: threading.Event) -> Visits:
    """Polite visits as the list asks for them, remembered in the state."""
    agent = AGENT if feeds.contact is None else AGENT.replace(")", f"; {feeds.contact})")
    return Visits(delay=feeds.delay, delays=feeds.delays, agent=agent, hosts=state, stop=stop)


@dataclass
class Watch:
    """A watch over a list of feeds. `say` gets one sentence for each thing that went wrong or should be known."""

    feeds: FeedList
    ledger: Ledger
    state: WatchState
    visits: Visits
    say: Callable[[str], None] = lambda sentence: None
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], float] = time.time

    def round(self) -> Iterator[Taken | Round]:
        """One round: each article as it is taken, and last the Round. Closing it breaks it off without loss."""
        told = Round()
        self._ask_feeds(told)
        yield from self._fetch_articles(told)
        told.waiting, first = self.state.left(each.url for each in self.feeds.feeds)
        due = [self.state.asked(each.url).due for each in self.feeds.feeds]
        told.next = min([*due, *([first] if first is not None else [])])
        yield told

    # Feeds

    def _ask_feeds(self, told: Round) -> None:
        now = self.now()
        due = [each for each in self.feeds.feeds if self._is_due(each, now)]
        jobs = ((self.visits.origin(each.url), each) for each in due)
        for feed, outcome in by_host(jobs, self._ask, self.visits.stop):
            if isinstance(outcome, BadInput):
                if self.visits.stop.is_set():
                    continue
                told.asked += 1
                told.failed += 1
                self._feed_failed(feed, outcome)
                continue
            told.asked += 1
            fetched, found, below = outcome
            if fetched.moved:
                self.say(f"{feed.url} has moved for good to {fetched.moved}: change it in the list")
            next_due = self.now() + self._pause(feed, fetched, found)
            known = Known(fetched.header("ETag"), fetched.header("Last-Modified"))
            if found is None:
                told.unchanged += 1
                old = self.state.asked(feed.url).known or Known()
                self.state.unchanged(
                    feed.url, Known(known.etag or old.etag, known.modified or old.modified), next_due
                )
                continue
            if found.wrong:
                self.say(f"{feed.url} is not well-formed and was read as far as it goes: {found.wrong}")
            for why in found.left_out[:3]:
                self.say(f"{feed.url}: left out: {why}")
            if found.sitemaps:  # an index may stay as it is while its sitemaps change
                known = Known()
            told.listed += self.state.came(feed.url, known, next_due, found.entries, self._kept(fetched, found))
            for url, validators in below:
                self.state.unchanged(url, validators, 0.0)

    def _is_due(self, feed: Watched, now: float) -> bool:
        due = self.state.asked(feed.url).due
        # Farther off than any pause is: the clock was set back since.
        return due <= now or due > now + 2 * max(_DAY, feed.every)

    def _ask(self, feed: Watched) -> tuple[Fetched, Listing | None, list[tuple[str, Known]]] | BadInput:
        """The feed, what it lists (None if it is as it was), and validators of the sitemaps that were read for it.

        Runs in a thread, and writes nothing but what is remembered of servers.
        """
        try:
            fetched = self._listing_at(feed.url, self.state.asked(feed.url).known, feed.robots)
            if fetched.status == 304:
                return fetched, None, []
            found = _listing(fetched)
            if not found.sitemaps:
                return fetched, found, []
            entries, below = self._below(found, feed)
            return fetched, replace(found, entries=entries), below
        except BadInput as error:
            return error

    def _listing_at(self, url: str, known: Known | None, robots: bool) -> Fetched:
        return self.visits.visit(url, known=known, limits=Limits(size=SIZE, seconds=60.0), robots=robots)

    def _below(self, index: Listing, feed: Watched) -> tuple[tuple[Entry, ...], list[tuple[str, Known]]]:
        """What the sitemaps of an index list: of those that changed, the newest first, as many as one round takes."""
        entries: dict[str, Entry] = {}
        read: list[tuple[str, Known]] = []
        for url, changed in sorted(index.sitemaps, key=lambda each: each[1] or "", reverse=True)[:_SITEMAPS]:
            known = self.state.asked(url).known
            if changed and known and known.modified == changed:
                continue
            try:
                fetched = self._listing_at(url, None if changed else known, feed.robots)
                if fetched.status == 304:
                    continue
                found = _listing(fetched)
            except TryLater as error:
                self.say(f"{url}: {error}")
                break
            except BadInput as error:
                self.say(f"{url}: {error}")
                continue
            entries.update((each.url, each) for each in found.entries)
            read.append((url, Known(fetched.header("ETag"), changed or fetched.header("Last-Modified"))))
            if len(entries) >= MOST:
                break
        return tuple(entries.values()), read

    def _kept(self, fetched: Fetched, found: Listing) -> ListedIn | None:
        """The feed's bytes among the originals, if it carries whole articles that may have to be taken from it."""
        if not any(entry.content for entry in found.entries):
            return None
        return ListedIn(self.ledger.originals.put(fetched.data), fetched.url, fetched.retrieved, fetched.exchange)

    def _pause(self, feed: Watched, fetched: Fetched, found: Listing | None) -> float:
        """Seconds until the feed is asked again: as the user wants it, later if feed or server say so (an hour at
        most: many say a day by mistake)."""
        age = _MAX_AGE.search((fetched.header("Cache-Control") or "").lower())
        hints = [float(age[1]) if age else 0.0, (found.wait if found else None) or 0.0]
        return max(feed.every, min(max(hints), _HINT))

    def _feed_failed(self, feed: Watched, error: BadInput) -> None:
        failures = self.state.asked(feed.url).failures + 1
        wait = min(back_off(failures, feed.url, first=feed.every), max(_DAY, feed.every))
        if isinstance(error, FetchRefused) and error.status == 410:
            wait = _DAY
        due = self.now() + wait
        if isinstance(error, TryLater):
            due = max(error.until, self.now() + feed.every)
        self.state.failed(feed.url, due, failures, str(error))
        self.say(f"{feed.url}: {error}")

    # Articles

    def _fetch_articles(self, told: Round) -> Iterator[Taken]:
        now, left = self.now(), self.feeds.articles
        jobs: list[tuple[str, tuple[Watched, Waiting]]] = []
        for feed in self.feeds.feeds:
            for article in self.state.waiting(feed.url, now, min(feed.most, left)):
                left -= 1
                try:
                    jobs.append((self.visits.origin(article.entry.url), (feed, article)))
                except FetchRefused as error:
                    self._article_failed(article, error, told)
        for (feed, article), outcome in by_host(jobs, self._take, self.visits.stop):
            page, made_from = outcome, "page"
            if isinstance(page, BadInput):
                if self.visits.stop.is_set() and isinstance(page, TryLater):
                    continue
                made = self._article_failed(article, page, told)
                if made is None:
                    continue
                page, made_from = made, "feed"
            if page is None:
                told.same += 1
                self.state.taken(article.entry.url, article.known)
                continue
            yield self._taken(feed, article, page, made_from, told)

    def _take(self, job: tuple[Watched, Waiting]) -> Page | BadInput | None:
        feed, article = job
        try:
            return take_page(
                article.entry.url,
                visits=self.visits,
                limits=self.limits,
                known=article.known,
                entry=article.entry,
                listed_in=feed.url,
            )
        except BadInput as error:
            return error

    def _taken(self, feed: Watched, article: Waiting, page: Page, made_from: str, told: Round) -> Taken:
        original = self.ledger.originals.put(page.data)
        arrival = Arrival(
            original=original,
            location=page.location,
            media_type=page.media_type,
            retrieved=page.retrieved,
            headers=page.headers,
            overrides=feed.overrides,
        )
        new = bool(self.ledger.receive([arrival]))
        known = Known(page.etag, page.modified) if page.etag or page.modified else None
        self.state.taken(article.entry.url, known)
        told.taken += new
        told.same += not new
        told.from_feed += new and made_from == "feed"
        return Taken(feed, page, original, new, made_from)

    def _article_failed(self, article: Waiting, error: BadInput, told: Round) -> Page | None:
        """Notes it; or the article from the feed's own copy, if it has one and the page is not to be had."""
        url = article.entry.url
        asked = not isinstance(error, TryLater) or error.status is not None or error.transient
        tries = article.tries + asked
        if isinstance(error, TryLater) and tries < TRIES:
            told.postponed += 1
            self.state.postponed(url, error.until, tries, str(error))
            return None
        if article.entry.content and article.listing:
            there = article.listing
            listed = Fetched(b"", there.url, None, there.retrieved, 200, there.headers)
            return from_content(article.entry, listed, there.digest, str(error))
        told.refused += 1
        self.state.given_up(url, str(error))
        self.say(f"{url}: {error}")
        return None


def _listing(fetched: Fetched) -> Listing:
    """What a feed or sitemap lists. Raises BadInput for anything else, and for what no parser can take."""
    try:
        found = listing(fetched)
    except BadInput:
        raise
    except Exception as error:  # no feed, however strange, may end the watch over the others
        raise BadInput(f"it cannot be read ({type(error).__name__}: {error})") from error
    if found is None:
        raise BadInput("it is no RSS, Atom or JSON feed and no sitemap: give the URL of the feed, not of a page")
    return found
