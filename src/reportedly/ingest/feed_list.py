"""feeds.toml: which feeds and sitemaps are watched, how often, and as whose."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.errors import BadFeeds, FetchRefused
from reportedly.ingest.polite import DELAY
from reportedly.text.urls import target

__all__ = ["FeedList", "Watched", "load"]

EVERY, SHORTEST = 900.0, 60.0
ARTICLES, MOST = 500, 100

_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|h|d)?")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TOP = frozenset({"every", "delay", "articles", "contact", "feed", "sitemap", "host"})
_EACH = frozenset({"url", "outlet", "language", "every", "most", "robots"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One feed or sitemap. `every` is in seconds; `most` bounds the articles taken of it in one round.

    `outlet` and `language`, where given, hold for all its articles. `robots` False: robots.txt is not asked for the
    feed itself (it always is for articles).
    """

    url: str
    outlet: str | None = None
    language: str | None = None
    every: float = EVERY
    most: int = MOST
    robots: bool = True

    @property
    def overrides(self) -> tuple[tuple[str, str], ...]:
        """What the list says of every article, as `Arrival.overrides` has it."""
        said = (("outlet", self.outlet), ("language", self.language))
        return tuple((name, value) for name, value in said if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """What a feeds.toml says. `delay` and `delays` (by host name) are seconds between two requests to one host.

    `articles` bounds what is fetched in one round in all. `contact` goes into the User-Agent.
    """

    feeds: tuple[Watched, ...]
    delay: float = DELAY
    delays: Mapping[str, float] = field(default_factory=dict)
    articles: int = ARTICLES
    contact: str | None = None


def load(path: Path) -> FeedList:
    """The list in a TOML file (docs/feeds.md). Raises BadFeeds, naming the file and the entry, and OSError."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFeeds(f"{path}: it is no TOML: {error}") from error
    try:
        return _list(told)
    except BadFeeds as error:
        raise BadFeeds(f"{path}: {error}") from None


def _list(told: dict[str, Any]) -> FeedList:
    _known(told, _TOP, "at the top")
    every = _duration(told, "every", EVERY, SHORTEST, "at the top")
    feeds = [
        _watched(each, every, f"[[{kind}]] {number}")
        for kind in ("feed", "sitemap")
        for number, each in enumerate(_tables(told, kind), 1)
    ]
    urls = [each.url for each in feeds]
    if twice := sorted({url for url in urls if urls.count(url) > 1}):
        raise BadFeeds(f"{twice[0]} stands in it twice: leave one out")
    if not feeds:
        raise BadFeeds('it names nothing to watch: write [[feed]] and below it url = "https://..."')
    contact = told.get("contact")
    if contact is not None and not (isinstance(contact, str) and contact.isascii() and contact.isprintable()):
        raise BadFeeds(f"contact is {contact!r}: write a mail address or URL, in ASCII")
    hosts = told.get("host", {})
    if not isinstance(hosts, dict) or not all(isinstance(each, dict) for each in hosts.values()):
        raise BadFeeds('host is no table: write [host."echo.example"] and below it delay = 10')
    delays = {}
    for name, each in hosts.items():
        _known(each, frozenset({"delay"}), f'[host."{name}"]')
        delays[name.lower()] = _duration(each, "delay", DELAY, 0.0, f'[host."{name}"]')
    return FeedList(
        feeds=tuple(feeds),
        delay=_duration(told, "delay", DELAY, 0.5, "at the top"),
        delays=delays,
        articles=_count(told, "articles", ARTICLES, "at the top"),
        contact=contact,
    )


def _watched(told: dict[str, Any], every: float, where: str) -> Watched:
    _known(told, _EACH, where)
    url, outlet, language, robots = (told.get(name) for name in ("url", "outlet", "language", "robots"))
    if not isinstance(url, str):
        raise BadFeeds(f'{where} has no url: write url = "https://..."')
    try:
        url = target(url.strip()).url
    except FetchRefused as error:
        raise BadFeeds(f"{where}: {url[:200]!r} cannot be watched: {error}") from error
    if outlet is not None and not (isinstance(outlet, str) and outlet.strip()):
        raise BadFeeds(f"{where}: outlet is {outlet!r}: write the name of who publishes it, or leave it out")
    if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        raise BadFeeds(f"{where}: language is {language!r}: write a BCP 47 code such as en or pt-BR")
    if robots not in (None, True, False):
        raise BadFeeds(f"{where}: robots is {robots!r}: write true or false")
    return Watched(
        url=url,
        outlet=outlet.strip() if outlet else None,
        language=language,
        every=_duration(told, "every", every, SHORTEST, where),
        most=_count(told, "most", MOST, where),
        robots=robots is not False,
    )


def _tables(told: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    tables = told.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise BadFeeds(f'{kind} is no list of tables: write [[{kind}]] and below it url = "https://..."')
    return tables


def _known(told: dict[str, Any], names: frozenset[str], where: str) -> None:
    if unknown := sorted(set(told) - names):
        raise BadFeeds(f"{where}: there is no setting {unknown[0]!r}; there are {', '.join(sorted(names))}")


def _duration(told: dict[str, Any], name: str, default: float, least: float, where: str) -> float:
    value = told.get(name, default)
    match = _DURATION.fullmatch(str(value)) if not isinstance(value, bool) else None
    if match is None:
        raise BadFeeds(f'{where}: {name} is {value!r}: write seconds, or "90s", "15m", "2h", "1d"')
    seconds = float(match[1]) * _SECONDS[match[2] or "s"]
    if seconds < least:
        raise BadFeeds(f"{where}: {name} is {value!r}, and less than {least:g} seconds is a burden on servers")
    return seconds


def _count(told: dict[str, Any], name: str, default: int, where: str) -> int:
    value = told.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadFeeds(f"{where}: {name} is {value!r}: write a number from 1")
    return value
