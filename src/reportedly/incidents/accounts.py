"""One report's account of one incident, flattened to what linking compares; a report gives one or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.report import Newness

__all__ = ["Account", "Figure", "Named", "Part", "Site"]

Part = Literal["victim", "suspect", "involved", "other"]
"""What somebody is to an incident: harmed in it, said to have done it or held for it, told of with an age as those
involved are, or anybody else whom the report names (officials, witnesses, relatives)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where an account puts its incident, or a place it names beside it.

    `words` are the report's own. `id`, `country` (ISO 3166-1 alpha-2), `area` (GeoNames' code of the first-order
    area), `latitude`, `longitude` (degrees) and `radius_km` are of the gazetteer's place and None where it has none.
    `told` is True for the place of one of the incident's events, False for one the report only names.
    """

    name: str
    words: str
    kind: str | None = None
    id: str | None = None
    country: str | None = None
    area: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named: `key` is the first and last word of the name, folded; `age` in years where it stands beside."""

    name: str
    key: str
    part: Part = "other"
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many were killed or injured by this account: the likeliest number and its bounds (`high` None: no
    bound)."""

    best: int
    low: int
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report tells of one incident.

    `id` derives from the report and the incident's first event, so that a rerun gives the same. `number` is that of
    `Telling.incident`: 1 is the report's main incident. `newness` says whether the report tells it as its news or
    recalls it; what is recalled attaches to an incident and never counts as an origin. `events` are the ids of its
    events, in the order of the text; there are none in a follow-up that speaks of an incident without telling it.

    `day_from` and `day_to` are ISO dates, inclusive, None where open, and `day_words` what says so; `days` are the
    intervals of all its events. `sites` begin with the place of the incident. `named_days` are single days that the
    text names, whatever for. `kinds` are types and modes of its events ("ASSAULT/firearms"), most frequent first.
    `ages` are of people told of without a name, too. `names` are capitalised words in pairs ("harwood street"),
    `words` the words of the text with how often each stands there, `lead` those of its headline and first sentences:
    all folded to lower case, of the whole report for its main incident and of the incident's own sentences for the
    others.
    """

    id: str
    report: str
    number: int
    newness: Newness
    events: tuple[str, ...]
    day_from: str | None = None
    day_to: str | None = None
    day_words: str = ""
    days: tuple[tuple[str | None, str | None], ...] = ()
    named_days: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    kinds: tuple[str, ...] = ()
    killed: Figure | None = None
    injured: Figure | None = None
    people: tuple[Named, ...] = ()
    ages: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    words: tuple[tuple[str, int], ...] = ()

    @property
    def kind(self) -> str | None:
        """What sort of incident it is ("ASSAULT/firearms"), None where no event says."""
        return self.kinds[0] if self.kinds else None

    @property
    def site(self) -> Site | None:
        """The place of the incident, None where no event says."""
        return self.sites[0] if self.sites and self.sites[0].told else None
