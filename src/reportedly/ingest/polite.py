"""Visiting servers as a good guest: one request at a time, with pauses, by its robots.txt, and later if it asks.

Nothing here decides what is visited: that is what the user gave, and what a feed or sitemap that the user gave names.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reportedly.errors import FetchRefused, TryLater
from reportedly.ingest.robots import NAME, NOTHING, SIZE, Robots, renewed, rules
from reportedly.text.addresses import Resolve, resolved
from reportedly.text.fetch import AGENT, Fetched, Known, fetch
from reportedly.text.limits import Limits
from reportedly.text.urls import target

__all__ = ["DELAY", "Host", "Visits", "back_off", "retry_after"]

DELAY = 2.0
"""Seconds from the end of one request to a host to the next, unless it asks for more (Crawl-delay, Request-rate)."""

PATIENCE = 60.0
"""Seconds that a visit waits for its turn; a host that asks for more is left for later (TryLater)."""

_FIRST, _LONGEST = 30.0, 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What is remembered of one server (scheme, name and port); times are seconds since 1970, UTC."""

    robots: Robots = NOTHING
    visited: float = 0.0
    failures: int = 0
    not_before: float = 0.0


def back_off(failures: int, key: str, *, first: float = _FIRST, longest: float = _LONGEST) -> float:
    """Seconds to stay away after so many failures in a row: doubling, up to a day, and a quarter more or less.

    The quarter derives from `key` and the count, so that many hosts are not asked again at one moment, and the same
    history always gives the same pause. 0 for no failure.
    """
    if failures < 1:
        return 0.0
    digest = hashlib.sha256(f"{key} {failures}".encode("utf-8", "replace")).digest()
    jitter = 0.75 + 0.5 * int.from_bytes(digest[:4], "big") / 0xFFFFFFFF
    return min(float(first * 2.0 ** min(failures - 1, 40)), longest) * jitter


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks to wait (a number, or a date of HTTP), at most a day; None if none."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), _LONGEST)
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at.timestamp() - now, 0.0), _LONGEST)


@dataclass
class Visits:
    """Visits to any number of servers; threads may share it.

    `hosts` is where their states are kept, a dict or something that lasts. `delays` says for single host names how
    many seconds lie between two requests. `stop`, once set, ends every waiting with TryLater. `allowed` and `resolve`
    are those of `fetch`. `now` and `sleep` are there for tests.
    """

    delay: float = DELAY
    delays: Mapping[str, float] = field(default_factory=dict)
    patience: float = PATIENCE
    agent: str = AGENT
    hosts: MutableMapping[str, Host] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    allowed: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolve = resolved
    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] | None = None
    _locks: dict[str, threading.RLock] = field(default_factory=dict, init=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, init=False)

    def visit(
        self, url: str, *, known: Known | None = None, limits: Limits | None = None, robots: bool = True
    ) -> Fetched:
        """The page at a URL, when its server's turn comes; `robots` False leaves its robots.txt unasked.

        Raises TryLater (with `until`) where the turn is too far off, the server asks for patience (429, 503) or
        fails; FetchRefused where robots.txt asks not to come, and as `fetch` does; TooLarge as `fetch` does.
        """
        origin = self.origin(url)
        visited = [origin]

        def before(hop: str) -> None:
            at = self.origin(hop)
            if at not in visited:
                visited.append(at)
            if robots:
                self._ask_robots(at, hop)
            self._turn(at)

        try:
            page = self._fetch(url, limits, known, before)
        except TryLater:
            raise
        except FetchRefused as error:
            raise self._noted(visited[-1], error) from error
        finally:
            for each in visited:
                self._change(each, visited=self.now())
        for each in visited:
            self._change(each, failures=0)
        return page

    def _fetch(self, url: str, limits: Limits | None, known: Known | None, before: Callable[[str], None]) -> Fetched:
        return fetch(
            url,
            limits,
            allowed=self.allowed,
            known=known,
            agent=self.agent,
            before=before,
            resolve=self.resolve,
        )

    def origin(self, url: str) -> str:
        """Scheme, name and port of the server at a URL. Raises FetchRefused for a URL that is not fetched."""
        there = target(url, allowed=self.allowed)
        return f"{there.scheme}://{there.host_header}"

    def _lock(self, name: str) -> threading.RLock:
        with self._guard:
            return self._locks.setdefault(name, threading.RLock())

    def _change(self, origin: str, **changes: object) -> None:
        with self._lock(origin):
            host = self.hosts.get(origin, Host())
            self.hosts[origin] = replace(host, **changes)  # type: ignore[arg-type]

    def _ask_robots(self, origin: str, url: str) -> None:
        """Raises FetchRefused if robots.txt asks us not to fetch this, TryLater if it was not to be had."""
        # Not the lock of the host's turns: robots.txt may lie on another host, and two could wait for each other.
        with self._lock(f"{origin}/robots.txt"):
            robots = self.hosts.get(origin, Host()).robots
            if not robots.fresh(self.now()):
                at = f"{origin}/robots.txt"
                robots = renewed(robots, self.now(), lambda: self._robots_at(at))
                self._change(origin, robots=robots, visited=self.now())
            text = robots.holds(self.now())
        if text is None:
            raise _later(
                f"robots.txt of {origin} could not be had, and without it nothing is visited", robots.again()
            )
        if not rules(text).can_fetch(url, NAME):
            raise FetchRefused(
                f"robots.txt of {origin} asks programs not to fetch it: ask the outlet, or save the page in a "
                "browser and read the file"
            )

    def _robots_at(self, url: str) -> Fetched:
        return self._fetch(url, Limits(size=SIZE, seconds=20.0), None, lambda hop: self._turn(self.origin(hop)))

    def _pause(self, origin: str, host: Host) -> float:
        """Seconds between two requests to this server."""
        asked = 0.0
        if host.robots.text:
            found = rules(host.robots.text)
            rate = found.request_rate(NAME)
            asked = max(
                found.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0
            )
        name = target(origin, allowed=self.allowed).host
        return max(self.delays.get(name, self.delay), asked)

    def _turn(self, origin: str) -> None:
        """Waits until this server may be asked; raises TryLater if that is too far off."""
        with self._lock(origin):
            host = self.hosts.get(origin, Host())
            now = self.now()
            # A clock that was set back must not make anybody wait for the day it came from.
            visited = host.visited if host.visited <= now else 0.0
            not_before = host.not_before if host.not_before <= now + 2 * _LONGEST else 0.0
            at = max(visited + self._pause(origin, host) if visited else 0.0, not_before)
            if at - now > self.patience:
                raise _later(f"{origin} is not asked again before {_clock(at)}", at)
            if at > now:
                (self.sleep or self.stop.wait)(at - now)
            if self.stop.is_set():
                raise _later(f"{origin} was not asked any more: stopping", self.now())
            self._change(origin, visited=self.now())

    def _noted(self, origin: str, error: FetchRefused) -> FetchRefused:
        """The error, as TryLater if the server may answer better later; its failures are counted then."""
        if not error.transient and (error.status or 0) < 500 and error.status not in {408, 425, 429}:
            return error
        failures = self.hosts.get(origin, Host()).failures + 1
        wanted = {name.lower(): value for name, value in error.headers}.get("retry-after")
        wait = max(retry_after(wanted, self.now()) or 0.0, back_off(failures, origin))
        until = self.now() + wait
        self._change(origin, failures=failures, not_before=until)
        later = _later(f"{error} (it is not asked again before {_clock(until)})", until)
        later.status, later.headers, later.transient = error.status, error.headers, error.transient
        return later


def _later(message: str, until: float) -> TryLater:
    error = TryLater(message)
    error.until = until
    return error


def _clock(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
