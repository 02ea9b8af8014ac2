"""Who claims, denies and blames across all incidents: public actors, and what each asserts of whom, by origins.

Private people are no actors: what they say, and what is said of them, is kept under one collective entry, so that
nothing is dropped and nobody is followed from incident to incident. So is whoever no report names. Actors come in the
order of the alphabet; nothing here ranks them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from reportedly.claims.actor_lexicon import actor_words
from reportedly.incidents.press_names import plain_name
from reportedly.incidents.standing import by_words
from reportedly.store.derived import appearances, assertions, people

__all__ = ["NOBODY", "Actor", "Asserted", "Edge", "Network", "assertions_between", "edges", "network"]

NOBODY = "not-public"
"""The collective actor: private people, people whose standing nobody tells, and voices that no report names."""

_BODIES = frozenset(("organisation", "group"))
_PUBLIC = frozenset(
    (
        "state", "government", "official", "military", "police", "intelligence", "state_force", "court",
        "rebel_group", "political_militia", "identity_militia", "private_security", "international_force",
        "political_party", "organisation", "international_organisation", "company", "media",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """A body, group or public person, or a role ("police") that stands for whoever reports call so.

    `kind` is organisation, group, person, outlet, place (whoever speaks from it), role or "not public" (the one
    collective actor).
    """

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Asserted:
    """One row of the table `assertions`: `by` and `about` are ids of actors, `roots` numbers of origins."""

    incident: str
    number: int
    kind: str
    by: str
    about: str | None
    roots: tuple[int, ...]
    unknown: int
    reports: int


@dataclass(frozen=True, slots=True)
class Network:
    """Actors by name, assertions by incident and number, and the names of the origins that `roots` count."""

    actors: tuple[Actor, ...]
    asserted: tuple[Asserted, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor asserts of another (of incidents themselves where `about` is None), all incidents together.

    `origins` counts each agency or outlet once, however many incidents and reports it carried this for: a lower
    bound. `unknown` texts confirm nothing.
    """

    by: str
    about: str | None
    kind: str
    origins: int
    unknown: int
    reports: int
    incidents: int


def network(connection: Connection) -> Network:
    """The whole network of what was linked; the same ledger gives the same."""
    speaker, party = _found_by("by"), _found_by("about")
    asked = select(
        *(assertions.c[name] for name in ("incident", "number", "kind", "by", "by_kind", "about", "about_kind")),
        *(assertions.c[name] for name in ("roots", "unknown", "reports", "by_report", "by_entity")),
        *(assertions.c[name] for name in ("about_report", "about_entity")),
    ).order_by(assertions.c.incident, assertions.c.number)
    known = {(row.report, row.entity): row for which in (speaker, party) for row in connection.execute(which)}
    actors: dict[str, Actor] = {}
    roots: dict[str, int] = {}
    rows = []
    for row in connection.execute(asked):
        by = _actor(row.by, row.by_kind, known.get((row.by_report, row.by_entity)))
        about = _actor(row.about, row.about_kind, known.get((row.about_report, row.about_entity)))
        for actor in (by, about):
            if actor is not None:
                actors.setdefault(actor.id, actor)
        carried = tuple(roots.setdefault(root, len(roots)) for root in row.roots)
        told = (carried, row.unknown, row.reports)
        rows.append(Asserted(row.incident, row.number, row.kind, by.id if by else NOBODY, _id(about), *told))
    named = sorted(actors.values(), key=lambda actor: (actor.name.casefold(), actor.id))
    return Network(tuple(named), tuple(rows), tuple(roots))


def edges(asserted: Iterable[Asserted]) -> list[Edge]:
    """These assertions put together by who asserts what of whom, in the order in which they first come."""
    groups: dict[tuple[str, str | None, str], list[Asserted]] = {}
    for each in asserted:
        groups.setdefault((each.by, each.about, each.kind), []).append(each)
    return [
        Edge(
            by,
            about,
            kind,
            origins=len({root for each in group for root in each.roots}),
            unknown=sum(each.unknown for each in group),
            reports=sum(each.reports for each in group),
            incidents=len({each.incident for each in group}),
        )
        for (by, about, kind), group in groups.items()
    ]


def _id(actor: Actor | None) -> str | None:
    return actor.id if actor else None


def _found_by(side: str) -> Any:
    """Who the people of one side are across reports."""
    columns = assertions.c
    same = and_(appearances.c.report == columns[f"{side}_report"], appearances.c.entity == columns[f"{side}_entity"])
    asked = select(appearances.c.report, appearances.c.entity, people.c.id, people.c.name, people.c.kind)
    return (
        asked.add_columns(people.c.private)
        .select_from(assertions)
        .join(appearances, same)
        .join(people, people.c.id == appearances.c.person)
    )


def _actor(name: str | None, kind: str | None, found: Row[Any] | None) -> Actor | None:
    if name is None:
        return None
    for each in (name, found.name) if found else (name,):
        if plain_name(each) in _NO_NAMES or by_words(each) == "private":
            return _NOBODY
    if found is not None and found.kind != "person" and plain_name(found.name) in actor_words().heads:
        return _role(found.name, kind or "unknown")
    if found is not None:
        shown = not found.private and (found.kind == "person" or _proper(found.name))
        return Actor(found.id, found.name, found.kind) if shown else _NOBODY
    if kind == "place" and _proper(name):
        return Actor(_made("place", plain_name(name)), name, "place")
    if kind in ("outlet", "media"):
        return Actor(_made("outlet", plain_name(name)), name, "outlet")
    return _role(name, kind or "unknown")


@lru_cache(maxsize=50_000)
def _role(name: str, kind: str) -> Actor:
    """A description that stands for a public body or office ("the army", "officials"), else the collective actor."""
    words = _COUNTED.sub("", plain_name(name))
    last = words.split()[-1] if words else ""
    sort = actor_words().heads.get(words) or actor_words().heads.get(last)
    of_people = kind == "person" or (sort is not None and sort.standing == "private")
    public = by_words(name) == "public" if of_people else sort is not None and sort.kind in _PUBLIC
    if public:
        return Actor(_made("role", words), words, "role")
    if kind in _BODIES and _proper(name) and not of_people:
        return Actor(_made("body", words), name, kind)
    return _NOBODY


def _proper(name: str) -> bool:
    """Whether it is a name and no description: one word with a capital, or a capital beyond the first of several."""
    words = [word for word in name.split() if word.casefold() not in ("the", "a", "an")]
    return any(word[:1].isupper() for word in (words[1:] if len(words) > 1 else words))


def _made(kind: str, words: str) -> str:
    return f"{kind}-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


_NOBODY = Actor(NOBODY, "people who are not public, or not named", "not public")


_NO_NAMES = frozenset(
    (
        "they", "we", "he", "she", "it", "i", "you", "this", "that", "these", "those", "there", "who", "one", "two",
        "three", "four", "five", "six", "both", "all", "others", "another", "nobody", "somebody", "everybody",
        "people", "this report", "somebody not named",
    )
)  # fmt: skip
"""What a reading may take for a name at the beginning of a sentence."""

_COUNTED = re.compile(
    r"^(?:(?:one|their|his|her|its|our|my|your|an?|another|other|some|several|many|multiple|both|all|two|three|four|five|"
    r"unidentified|unnamed|anonymous|said|\d+) )+"
)
"""What stands before a role and makes it no other role."""


def assertions_between(
    found: Network, *, by: str | None = None, about: str | None = None, kinds: Sequence[str] = ()
) -> list[Asserted]:
    """The assertions of one edge, or of all edges of an actor; `about` may be "incident" for those about none."""
    wanted: Mapping[str, bool] = dict.fromkeys(kinds, True)
    return [
        each
        for each in found.asserted
        if (by is None or each.by == by)
        and (about is None or (each.about or "incident") == about)
        and (not wanted or each.kind in wanted)
    ]
