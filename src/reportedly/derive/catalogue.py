"""The incidents of a ledger kept at hand: lists of them, filtered and sorted, without asking the database each time.

A row of the table of incidents is some hundred bytes, so that twenty thousand of them are read in well under a second
and then answer any filter in some milliseconds. What changed in the ledger is noticed by its last sequence numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, select, union_all

from reportedly.errors import BadQuery
from reportedly.incidents.incident_row import row_body
from reportedly.store.as_of import instant, last
from reportedly.store.derived import incidents, members, pairs, progress
from reportedly.store.folding import folded
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, judgements
from reportedly.store.worklist import in_batches

__all__ = ["Catalogue", "Listed", "Order", "Page", "Wanted"]

Order = Literal["day", "changed"]
"""By the day on which it happened, the latest first and those without a day last; or what changed last first."""


FAMILY = "accounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What incidents are asked for; every filter that is set must hold.

    `words` must all stand in the title, place or summary, whatever case and accents; `place` likewise in place and
    title. `country` is ISO 3166-1 alpha-2, `kind` what it is called ("bombing"). `since` and `until` are ISO days on
    which it may have happened; what has no day fits neither. `min_origins` independent origins are known, `killed` at
    least were killed by some source. `contradicted` is whether sources exclude each other, `unsure` whether a person
    should look at a pair of it. `changed_since` (ISO 8601) is when a report, correction or decision of it came in.
    Raises BadQuery.
    """

    words: str = ""
    place: str = ""
    country: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    min_origins: int = 0
    killed: int = 0
    contradicted: bool | None = None
    unsure: bool | None = None
    changed_since: str | None = None

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            given = getattr(self, name)
            if given is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
                raise BadQuery(f"{name} {given!r} is no day; write it as 2031-05-14")
        if self.since and self.until and self.since > self.until:
            raise BadQuery(f"since {self.since} is after until {self.until}: no day lies between them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One incident of the list: its row with what `incident_row` wrote into its body, and when it changed last.

    `stored` is the row as the table has it. `changed` is a sequence number, `changed_at` what the clock said then;
    `unsure` pairs of it wait for a person. `words` are those that can be looked for, `where` of place and title.
    """

    row: Mapping[str, Any]
    stored: Mapping[str, Any]
    changed: int
    changed_at: str | None
    unsure: int
    words: str
    where: str

    def key(self, order: Order) -> tuple[Any, ...]:
        """Its place in a list of this order; a list begins with the greatest."""
        return (self.row["day_from"] or "", self.row["id"]) if order == "day" else (self.changed, self.row["id"])


@dataclass(frozen=True, slots=True)
class Page:
    """Some incidents of a list, how many there are in all, and whether more follow."""

    items: tuple[Listed, ...]
    total: int
    more: bool


class Catalogue:
    """The incidents of one ledger, read again when something was added or linked. Several threads may ask at once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._state: tuple[Any, ...] | None = None
        self._by_id: dict[str, Listed] = {}
        self._sorted: dict[Order, list[Listed]] = {}

    def find(
        self, wanted: Wanted, *, order: Order = "day", after: tuple[Any, ...] | None = None, limit: int = 50
    ) -> Page:
        """The first `limit` incidents that fit, behind the key `after` of the last one of the page before."""
        fit = _fitting(wanted)
        found = [listed for listed in self._listed(order) if fit(listed)]
        begin = 0 if after is None else sum(listed.key(order) >= after for listed in found)
        items = tuple(found[begin : begin + limit])
        return Page(items, len(found), begin + limit < len(found))

    def everything(self) -> list[Listed]:
        """All of them, the latest day first."""
        return self._listed("day")

    def get(self, id: str) -> Listed | None:
        """The incident with this id, None where there is none."""
        self._listed("day")
        return self._by_id.get(id)

    def _listed(self, order: Order) -> list[Listed]:
        with self._lock, self._ledger.reading() as connection:
            steps = connection.execute(select(progress.c.step, progress.c.sequence).order_by(progress.c.step))
            state = (last(connection), *map(tuple, steps))
            if state != self._state:
                self._by_id = _read(connection, self._by_id, self._state[0] if self._state else 0)
                self._sorted, self._state = {}, state
            if order not in self._sorted:
                self._sorted[order] = sorted(self._by_id.values(), key=lambda each: each.key(order), reverse=True)
            return self._sorted[order]


def _read(connection: Connection, before: Mapping[str, Listed], since: int) -> dict[str, Listed]:
    """All rows; what stayed as it was since this sequence number is taken over and not worked out again."""
    open_pairs = _unsure(connection)
    stored = {row["id"]: dict(row) for row in connection.execute(select(incidents)).mappings()}
    moved = [name for name, row in stored.items() if name not in before or before[name].stored != row]
    touched = _changed(connection, after=since) if before else {}
    anew = _changed(connection, moved if before else None)
    out = {}
    for name, row in stored.items():
        known = before.get(name)
        facts: Mapping[str, Any]
        if known is None or known.stored != row:
            facts = {**row, **row_body(row["body"])}
            where = _words(facts["title"], facts["place"])
            words = where + _words(facts.get("summary"), facts["kind"])
            number, at = anew.get(name, (0, None))
        else:
            facts, where, words = known.row, known.where, known.words
            number, at = touched.get(name, (known.changed, known.changed_at))
        out[name] = Listed(
            row=facts,
            stored=row,
            changed=number,
            changed_at=at,
            unsure=open_pairs.get(name, 0),
            words=words,
            where=where,
        )
    return out


def _words(*texts: str | None) -> str:
    return " " + " ".join(word for text in texts if text for word in folded(text)) + " "


def _changed(
    connection: Connection, ids: Sequence[str] | None = None, *, after: int = 0
) -> dict[str, tuple[int, str | None]]:
    """Of each incident (of `ids`) the last sequence number above `after` that touches it, and the latest moment that
    the clock gave to one."""
    if ids is not None:
        found: dict[str, tuple[int, str | None]] = {}
        for some in in_batches(ids, 300):
            found.update(_touching(connection, members.c.incident.in_(some)))
        return found
    return _touching(connection, after=after)


def _touching(
    connection: Connection, *given: ColumnElement[bool], after: int = 0
) -> dict[str, tuple[int, str | None]]:
    decided = judgements.c
    read = select(members.c.incident, entries.c.sequence, entries.c.at)
    read = read.join(entries, entries.c.report == members.c.report).where(entries.c.sequence > after, *given)
    judged = [
        select(members.c.incident, decided.sequence, decided.at)
        .join(judgements, column == decided[side])
        .where(decided.sequence > after, *given)
        for column in (members.c.account, members.c.report)
        for side in "ab"
    ]
    both = union_all(read, *judged).subquery()
    asked = select(both.c.incident, func.max(both.c.sequence), func.max(both.c.at)).group_by(both.c.incident)
    return {incident: (int(sequence), at) for incident, sequence, at in connection.execute(asked)}


def _unsure(connection: Connection) -> dict[str, int]:
    """How many pairs of each incident and another linking left for a person, and nobody has judged yet."""
    sides = [members.alias(name) for name in "ab"]
    judged = select(judgements.c.a, judgements.c.b).where(judgements.c.family == FAMILY)
    settled = {tuple(sorted(row)) for row in connection.execute(judged)}
    asked = select(pairs.c.a, pairs.c.b, *(side.c.incident for side in sides)).select_from(pairs)
    for side, column in zip(sides, (pairs.c.a, pairs.c.b), strict=True):
        asked = asked.join(side, side.c.account == column)
    out: Counter[str] = Counter()
    for a, b, one, other in connection.execute(asked.where(pairs.c.verdict == "unsure")):
        if one != other and tuple(sorted((a, b))) not in settled:
            out.update((one, other))
    return out


def _fitting(wanted: Wanted) -> Any:
    """A function that says whether an incident fits; only the filters that are set cost anything."""
    tests: list[Any] = []
    words, near = folded(wanted.words), folded(wanted.place)
    if words:
        tests.append(lambda each: all(f" {word}" in each.words for word in words))
    if near:
        tests.append(lambda each: all(f" {word}" in each.where for word in near))
    if wanted.country:
        tests.append(lambda each: each.row["country"] == wanted.country)
    if wanted.kind:
        tests.append(lambda each: each.row["kind"] == wanted.kind)
    if since := wanted.since:
        tests.append(lambda each: (each.row["day_to"] or each.row["day_from"] or "") >= since)
    if until := wanted.until:
        tests.append(lambda each: each.row["day_from"] is not None and each.row["day_from"] <= until)
    if wanted.min_origins:
        tests.append(lambda each: (each.row["origins"] or 0) >= wanted.min_origins)
    if wanted.killed:
        tests.append(lambda each: (each.row["killed_high"] or each.row["killed_low"] or 0) >= wanted.killed)
    if wanted.contradicted is not None:
        tests.append(lambda each: bool(each.row.get("contradictions")) is wanted.contradicted)
    if wanted.unsure is not None:
        tests.append(lambda each: bool(each.unsure) is wanted.unsure)
    if wanted.changed_since is not None:
        begin = instant(wanted.changed_since) if len(wanted.changed_since) > 10 else f"{wanted.changed_since}T"
        tests.append(lambda each: (each.changed_at or "") >= begin)
    return lambda each: all(test(each) for test in tests)
