"""One incident with everything that is needed to show it: now from the derived tables, or as it stood at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.derive.linked import Source, linked, origins_among
from reportedly.derive.sketches import complete
from reportedly.derive.whereabouts import full_incident_id
from reportedly.errors import UnknownId
from reportedly.incidents.accounts import Account
from reportedly.incidents.clues import Clue
from reportedly.incidents.copies import CopyLink
from reportedly.incidents.incident import Incident
from reportedly.incidents.origins import Origins
from reportedly.incidents.review import Pair
from reportedly.incidents.sketch import Sketch, sketch, unpack_sketch
from reportedly.report import Report
from reportedly.store.amended import linked_body
from reportedly.store.derived import amended, copies, members, pairs, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.schema import reports
from reportedly.store.worklist import in_batches

__all__ = ["Opened", "open_incident"]


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident, the readings of its reports by id, links between their texts, and pairs of its accounts.

    `origins_of` counts the origins of any of its reports. `pairs` are those within it, and unsure ones that lead out
    of it.
    """

    incident: Incident
    reports: dict[str, Report]
    links: tuple[CopyLink, ...]
    pairs: tuple[Pair, ...]
    origins_of: Callable[[Sequence[str]], Origins]


def open_incident(ledger: Ledger, incident: str, *, as_of: int | None = None) -> Opened:
    """The incident with this id, or the only one whose id begins so; `as_of` is a sequence number.

    Of an earlier moment it is what was linked then of the reports that the incident has now: the incident of that
    time that shares most accounts with it. Raises UnknownId, also where none of its reports was there yet.
    """
    with ledger.reading() as connection:
        now = _now(ledger, connection, full_incident_id(connection, incident))
        if as_of is not None:
            return _then(ledger, connection, now, as_of)
        ids = {a.report for a in (*now.accounts, *now.background)}
        links = _links(connection, ids)
        sources = [Source.of(made) for made in _sketches(ledger, connection, ids).values()]
        own = _pairs(connection, [a.id for a in (*now.accounts, *now.background)])
    return Opened(now, ledger.reports_of(ids), links, own, origins_among(now, sources, links, ledger.judgements()))


def _then(ledger: Ledger, connection: Connection, now: Incident, as_of: int) -> Opened:
    complete(ledger)
    found = linked(ledger, connection, as_of)
    known = {account.id for account in (*now.accounts, *now.background)}
    shared = [(sum(a.id in known for a in (*i.accounts, *i.background)), i) for i in found.linking.incidents]
    most, incident = max(shared, key=lambda each: each[0], default=(0, now))
    if not most:
        raise UnknownId(f"nothing of incident {now.id} was in the ledger at sequence {as_of}")
    ids = {a.report for a in (*incident.accounts, *incident.background)}
    accounts = {a.id for a in (*incident.accounts, *incident.background)}
    return Opened(
        incident,
        ledger.reports_of(ids, as_of=as_of),
        tuple(link for link in found.links if link.a in ids and link.b in ids),
        found.linking.pairs.of(accounts),
        found.origins_within(incident),
    )


def _now(ledger: Ledger, connection: Connection, incident: str) -> Incident:
    asked = (
        select(members.c.account, members.c.report, members.c.role)
        .join(reports, reports.c.report == members.c.report)
        .where(members.c.incident == incident)
        .order_by(reports.c.sequence)
    )
    rows = list(connection.execute(asked))
    made = _sketches(ledger, connection, {row.report for row in rows})
    by_id = {account.id: account for each in made.values() for account in each.outline.accounts}
    by_role: dict[str, list[Account]] = {"news": [], "background": []}
    for row in rows:
        if row.account in by_id:  # a correction may have left none of it, which the next linking finds
            by_role[row.role].append(by_id[row.account])
    number = {row.report: place for place, row in enumerate(rows)}
    for accounts in by_role.values():
        accounts.sort(key=lambda account: (number[account.report], account.number))
    return Incident(incident, tuple(by_role["news"]), tuple(by_role["background"]))


def _sketches(ledger: Ledger, connection: Connection, ids: Iterable[str]) -> dict[str, Sketch]:
    """Those that incidents were linked by, in the order of the ledger; made for this once where none is known."""
    out = {}
    for some in in_batches(sorted(ids)):
        asked = select(reports.c.sequence, reports.c.report, linked_body()).where(reports.c.report.in_(some))
        asked = asked.outerjoin(sketches, reports.c.report == sketches.c.report)
        asked = asked.outerjoin(amended, reports.c.report == amended.c.report)
        for row in connection.execute(asked):
            found = sketch(ledger.report(row.report)) if row.body is None else unpack_sketch(row.body)
            out[row.sequence, row.report] = found
    return {report: out[sequence, report] for sequence, report in sorted(out)}


def _links(connection: Connection, ids: set[str]) -> tuple[CopyLink, ...]:
    out = []
    for some in in_batches(sorted(ids)):
        for row in connection.execute(select(copies).where(copies.c.b.in_(some)).order_by(copies.c.b, copies.c.a)):
            if row.a in ids:
                out.append(CopyLink(row.a, row.b, row.kind, row.score, row.reason))
    return tuple(out)


def _pairs(connection: Connection, accounts: Sequence[str]) -> tuple[Pair, ...]:
    found: dict[tuple[str, str], Pair] = {}
    for some in in_batches(sorted(accounts)):
        for row in connection.execute(select(pairs).where(pairs.c.a.in_(some) | pairs.c.b.in_(some))):
            clues = tuple(Clue(name, score, sentence) for name, score, sentence in row.clues)
            found[row.a, row.b] = Pair(row.a, row.b, row.score, row.verdict, clues)
    return tuple(found[key] for key in sorted(found))
