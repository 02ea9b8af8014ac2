"""The versions of each field side by side: what is said, by whom, in how many outlets, of how many origins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportedly.incidents.blame import KINDS
from reportedly.incidents.same_value import grouped
from reportedly.incidents.sayings import FIELDS, Saying

__all__ = ["Counted", "Field", "OriginsOf", "Version", "by_outlet_only", "matrix", "source_name"]


class Counted(Protocol):
    """How many outlets carry something, of how many independent origins, and how many whose origin nobody knows."""

    @property
    def outlets(self) -> int: ...
    @property
    def independent(self) -> int: ...
    @property
    def unknown(self) -> int: ...


OriginsOf = Callable[[Sequence[str]], Counted]
"""Report ids to what is known of their origins."""


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field and everybody who gives it; `sayings` in the order in which the reports appeared.

    `outlets` carry it, `independent` origins stand behind it as far as known, `unknown` is how many reports there are
    whose origin is not known: they confirm nothing. `first` and `last` are the days it was seen, as far as known.
    `denied` versions say that it is not so; `aside` versions are not compared (`Saying.aside`). `kind` is that of its
    sayings.
    """

    value: str
    sayings: tuple[Saying, ...]
    outlets: int
    independent: int
    unknown: int
    first: str | None
    last: str | None
    denied: bool = False
    aside: bool = False
    kind: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of those who give it, each once, in the order in which they appear."""
        return tuple(dict.fromkeys(saying.source for saying in self.sayings))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an incident with all its versions: what stands aside last, the others in order of appearance."""

    name: str
    versions: tuple[Version, ...]

    @property
    def chief(self) -> Version | None:
        """The version to call the incident by: of most texts that are no copies of one another, first seen of these.

        Of as many, the one with more origins that are known. What is denied or stands aside is none.
        """
        versions = [version for version in self.versions if not version.denied and not version.aside]
        return max(versions, key=lambda v: (v.independent + v.unknown, v.independent), default=None)


@dataclass(frozen=True, slots=True)
class _Unknown:
    outlets: int
    independent: int
    unknown: int


def by_outlet_only(reports: Sequence[str]) -> Counted:
    """Where nobody has looked for origins: every report's is unknown, and none counts as independent."""
    number = len(set(reports))
    return _Unknown(number, 0, number)


def source_name(source: str) -> str:
    """How a source is called for readers: an outlet that is not known by what it is, and not by a report's id."""
    return "outlet not known" if source.startswith("report r") else source


def matrix(sayings: Sequence[Saying], count: Callable[[Sequence[Saying]], Counted]) -> tuple[Field, ...]:
    """The fields that are told at all, in the order of FIELDS, each with its versions.

    `count` tells of sayings that say the same how many outlets and independent origins they have (`version_origins`).
    """
    names = [*FIELDS, *sorted({s.field for s in sayings} - set(FIELDS))]
    out = []
    for name in names:
        own = sorted((s for s in sayings if s.field == name), key=_when)
        if own:
            versions = [_version(group, count) for group in grouped(name, own)]
            out.append(Field(name, tuple(sorted(versions, key=_order))))
    return tuple(out)


def _order(version: Version) -> tuple[bool, int]:
    kinds = list(KINDS)
    return version.aside, kinds.index(version.kind) if version.kind in KINDS else 0


def _when(saying: Saying) -> tuple[str, int, int]:
    return saying.published or saying.day or "9999", saying.order, saying.spans[0].start if saying.spans else 0


def _version(group: list[Saying], count: Callable[[Sequence[Saying]], Counted]) -> Version:
    counted = count(group)
    days = sorted(saying.published or saying.day or "" for saying in group if saying.published or saying.day)
    first = group[0]
    return Version(
        value=_shown(group),
        sayings=tuple(group),
        outlets=counted.outlets,
        independent=counted.independent,
        unknown=counted.unknown,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        denied=first.denied,
        aside=first.aside,
        kind=first.kind,
    )


def _shown(group: Sequence[Saying]) -> str:
    """The value by which a version is called: the fullest of its sayings, a dated day rather than a weekday."""
    dated = [s for s in group if s.time is None or not s.time.open]
    full = [s.value for s in dated or group]
    return max(full, key=len) if group[0].party else full[0]
