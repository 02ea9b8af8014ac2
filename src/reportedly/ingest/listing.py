"""What a feed or a sitemap lists: articles, each with what is said of it there."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entry", "Listing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as a feed or sitemap names it. `url` is absolute and normal (WHATWG), without a fragment.

    `id` is the feed's own, else the URL. `published` and `updated` are ISO 8601 as far as they can be read. `content`
    is the article's HTML where the feed carries it whole, `summary` is never taken for it. `language` is BCP 47.
    """

    url: str
    id: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    content: str | None = None

    @property
    def stamp(self) -> str:
        """Changes when the listing says that the article has changed."""
        return self.updated or self.published or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a feed or sitemap says. `sitemaps` are those that an index names, with the day of their last change.

    `left_out` says of entries that were not taken why not, one sentence each; `wrong` what was wrong with the form of
    the whole, if it was read nevertheless; `wait` how many seconds it asks not to be asked again.
    """

    kind: str
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[tuple[str, str | None], ...] = ()
    left_out: tuple[str, ...] = ()
    wrong: str | None = None
    wait: float | None = None
