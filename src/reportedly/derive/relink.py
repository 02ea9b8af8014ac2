"""What judgements and corrections change in the derived tables, worked out at once: what linking all again writes.

Judgements change neither what comparing two texts nor what comparing two accounts finds. Both are kept (`copies` and
`overruled`, `scores`), so that only what hangs together with a judged pair is clustered anew (`neighbourhood`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.derive import rows
from reportedly.derive.linked import origins_among
from reportedly.derive.neighbourhood import Changed, Neighbourhood, OutOfReach, neighbourhood
from reportedly.derive.progress import JUDGED, LINKED, note, reached
from reportedly.derive.putting import having, put
from reportedly.derive.relink_people import relink_people
from reportedly.incidents.incident import Incident
from reportedly.incidents.judgement import Judgement
from reportedly.report import Report
from reportedly.store import derived as tables
from reportedly.store.amended import unsettled
from reportedly.store.as_of import last
from reportedly.store.judging import in_force
from reportedly.store.schema import entries, judgements
from reportedly.store.search_index import attach_incidents
from reportedly.store.taking_out import taken_out
from reportedly.store.worklist import in_batches

__all__ = ["Relinked", "relink"]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What became of the incidents that judgements touched: the accounts of each by its id, before and after.

    Only incidents that are not the same afterwards are among them. `again` is None where the derived tables are now
    as linking everything would leave them; else it says why only `reportedly link` can make them so, and they are as
    they were.
    """

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    again: str | None = None


def relink(
    connection: Connection, near: Neighbourhood | None = None, corrected: AbstractSet[str] = frozenset()
) -> Relinked:
    """Work out and write what the judgements change that came since the derived tables were made.

    `corrected` are reports that were corrected so that nothing is compared otherwise (`derive.renew`, which has
    written their accounts): their incidents are told anew. What else was corrected since linking is taken as it was
    when it was linked by, so that judgements have their effect at once; the ledger stays behind until it is linked.

    Within the caller's writing transaction: with the judgements themselves, all of it is written or nothing. Takes
    some tens of milliseconds for incidents of a few reports, however large the ledger (docs/benchmarks.md). `near` is
    a neighbourhood that was loaded in this transaction; another is loaded if what was judged is not in it.
    """
    since, limit = reached(connection, JUDGED), last(connection)
    if since is None:
        return Relinked({}, {}, "the ledger has not been linked by this release yet")
    made = connection.execute(
        select(judgements.c.family, judgements.c.a, judgements.c.b).where(judgements.c.sequence > since).distinct()
    ).all()
    told = having(connection, tables.accounts, "report", corrected)
    if not made and not told:
        return Relinked({}, {})
    accounts = {each for row in made if row.family == "accounts" for each in (row.a, row.b)}
    accounts |= {row["id"] for row in told.values()}
    texts = {each for row in made if row.family == "reports" for each in (row.a, row.b)}
    pairs = {(row.a, row.b) for row in made}
    now = in_force(connection, limit)
    before = [*(each for each in now if (each.a, each.b) not in pairs), *_before(connection, made, since)]
    try:
        if near is None or texts or not accounts <= set(near.accounts):
            near = neighbourhood(connection, accounts, texts, now, before)
        _not_read_again(connection, near, reached(connection, LINKED) or 0)
        changed = near.linked(now)
        moved = _Moved.by(connection, near, changed)
        named = {each for row in made if row.family == "people" for each in (row.a, row.b)}
        relink_people(connection, moved.reports, moved.incident_of, named, now, before)
    except OutOfReach as why:
        return Relinked({}, {}, str(why))
    out = _write(connection, near, changed, moved, now, texts, corrected, limit)
    note(connection, JUDGED, limit)
    return out


@dataclass(frozen=True, slots=True)
class _Moved:
    """Which incidents are not as they were: the rows of `members` by key, and accounts with roles before and now."""

    members: Mapping[tuple[Any, ...], dict[str, Any]]
    before: Mapping[str, Mapping[str, str]]
    now: Mapping[str, Mapping[str, str]]
    after: Mapping[str, Incident]

    @classmethod
    def by(cls, connection: Connection, near: Neighbourhood, changed: Changed) -> _Moved:
        members = having(connection, tables.members, "account", near.accounts)
        before: dict[str, dict[str, str]] = {}
        for row in members.values():
            before.setdefault(row["incident"], {})[row["account"]] = row["role"]
        after = {each.id: each for each in changed.linking.incidents}
        now = {
            each.id: {a.id: "news" for a in each.accounts} | {a.id: "background" for a in each.background}
            for each in after.values()
        }
        return cls(members, before, now, after)

    @property
    def ids(self) -> set[str]:
        """Of those that came, went, or have other accounts."""
        return {one for one in self.before.keys() | self.now.keys() if self.before.get(one) != self.now.get(one)}

    @property
    def reports(self) -> set[str]:
        """The reports that they have, or had."""
        moved = self.ids
        rows = {row["report"] for row in self.members.values() if row["incident"] in moved}
        return rows | {a.report for one in moved & self.after.keys() for a in self.after[one].accounts}

    @property
    def incident_of(self) -> dict[str, str]:
        """The incident that a report tells as its news, by report."""
        return {a.report: each.id for each in self.after.values() for a in each.accounts if a.number == 1}


def _before(connection: Connection, made: Iterable[Any], since: int) -> list[Judgement]:
    """What was judged of these pairs when the tables were made."""
    out = []
    for row in made:
        own = (judgements.c.family == row.family, judgements.c.a == row.a, judgements.c.b == row.b)
        asked = select(judgements).where(*own, judgements.c.sequence <= since)
        found = connection.execute(asked.order_by(judgements.c.sequence.desc()).limit(1)).mappings().first()
        if found is not None and not found["withdrawn"]:
            names = ("verdict", "a", "b", "author", "reason", "sequence", "at")
            out.append(Judgement(**{name: found[name] for name in names}))
    return out


def _not_read_again(connection: Connection, near: Neighbourhood, since: int) -> None:
    """Raises OutOfReach if one of its reports was read after the tables were made."""
    for some in in_batches(near.sketches):
        asked = select(entries.c.report).where(entries.c.report.in_(some), entries.c.sequence > since)
        if (report := connection.scalar(asked.where(entries.c.kind == "reading").limit(1))) is not None:
            raise OutOfReach(f"report {report} was read since the ledger was linked")


def _write(
    connection: Connection,
    near: Neighbourhood,
    changed: Changed,
    changes: _Moved,
    now: Sequence[Judgement],
    judged: AbstractSet[str],
    corrected: AbstractSet[str],
    limit: int,
) -> Relinked:
    texts = sorted(near.sketches)
    _texts(connection, changed, texts)
    accounts = near.accounts
    put(
        connection,
        tables.pairs,
        having(connection, tables.pairs, "a", accounts) | having(connection, tables.pairs, "b", accounts),
        rows.pair_rows(changed.linking.pairs),
    )
    moved, after = changes.ids, changes.after
    anew = moved | _telling(after.values(), judged, 2) | _telling(after.values(), corrected, 1)
    put(
        connection,
        tables.members,
        {key: row for key, row in changes.members.items() if row["incident"] in moved},
        rows.member_rows(after[one] for one in sorted(moved & after.keys())),
    )
    _incidents(connection, near, changed, now, anew, after, limit)
    touched = {row["report"] for row in changes.members.values() if row["incident"] in anew}
    attach_incidents(connection, touched)
    return Relinked(
        {one: tuple(sorted(changes.before[one])) for one in sorted(moved & changes.before.keys())},
        {one: tuple(sorted(changes.now[one])) for one in sorted(moved & changes.now.keys())},
    )


def _texts(connection: Connection, changed: Changed, texts: Sequence[str]) -> None:
    """Which reports take from which, in what is derived of that."""
    here = set(texts)
    copies = having(connection, tables.copies, "b", texts)
    put(connection, tables.copies, {k: r for k, r in copies.items() if r["a"] in here}, rows.copy_rows(changed.links))
    aside = having(connection, tables.overruled, "b", texts)
    put(connection, tables.overruled, aside, rows.copy_rows(changed.overruled))
    put(
        connection,
        tables.versions,
        having(connection, tables.versions, "report", texts),
        rows.version_rows(changed.links),
    )
    put(connection, tables.folds, having(connection, tables.folds, "report", texts), rows.fold_rows(changed.links))


def _telling(incidents: Iterable[Incident], some: AbstractSet[str], least: int) -> set[str]:
    """Incidents in which so many of these reports stand: with two that were judged, their origins may be others."""
    out = set()
    for incident in incidents:
        if len({account.report for account in (*incident.accounts, *incident.background)} & some) >= least:
            out.add(incident.id)
    return out


def _incidents(
    connection: Connection,
    near: Neighbourhood,
    changed: Changed,
    now: Sequence[Judgement],
    anew: AbstractSet[str],
    after: Mapping[str, Incident],
    limit: int,
) -> None:
    chosen = [after[one] for one in sorted(anew & after.keys())]
    wanted = sorted({a.report for each in chosen for a in (*each.accounts, *each.background)})
    readings: dict[str, Report] = {}
    for some in in_batches(wanted, 100):
        later = unsettled(connection, some)
        then = reached(connection, LINKED) or 0
        for ids, at in ((sorted(set(some) - later), limit), (sorted(later), then)):
            readings.update((each.report.id, each.report) for each in taken_out(connection, ids, at))
    incidents, asserted = [], []
    for incident in chosen:
        everyone = {a.report for a in (*incident.accounts, *incident.background)}
        sources = [source for source in near.sources if source.report in everyone]
        count = origins_among(incident, sources, changed.links, now)
        row, told = rows.incident_as_rows(incident, readings, count)
        incidents.append(row)
        asserted.extend(told)
    put(connection, tables.incidents, having(connection, tables.incidents, "id", anew), incidents)
    put(connection, tables.assertions, having(connection, tables.assertions, "incident", anew), asserted)
