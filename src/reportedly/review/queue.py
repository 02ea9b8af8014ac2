"""The queue as a table: filled from what was read and linked, and kept in step with what people decide.

The table `questions` is derived: it is empty after `reportedly rebuild` has deleted it and is filled again from the
record. What changes a report (a reading, a correction) renews the rows of that report alone; linking renews the
stakes of all, without reading a report again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from reportedly.derive.sketches import complete
from reportedly.incidents.sketch import unpack_sketch
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.asked import Asked, asked_of, chance
from reportedly.review.compared import compared_rows
from reportedly.review.double_coding import standing
from reportedly.review.item import Incident
from reportedly.store.decisions import Decision, of_items
from reportedly.store.derived import incidents, members, progress, questions, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, reports
from reportedly.store.worklist import in_batches

__all__ = [
    "STEP",
    "behind",
    "fill",
    "in_step",
    "incidents_of",
    "keep_up",
    "note",
    "open_items",
    "renew",
    "restore_compared",
]

STEP, LINKED = "review", "review.link"
BATCH = 100
"""Reports whose rows are made and written at a time."""


def fill(ledger: Ledger, say: Callable[[str], None] = lambda step: None) -> int:
    """Bring the queue up to the ledger as it is; returns how many reports were looked at again.

    Some 6 ms for each report that is new or was changed. Batch by batch: what was done before a crash is done.
    """
    looked = _changed_reports(ledger, None)
    if not _linked_since(ledger) and not looked:
        return 0
    complete(ledger)
    say("asking what to review")
    for place in range(0, len(looked), BATCH):
        some = looked[place : place + BATCH]
        _renew_reports(ledger, [report for _, report in some])
        _note(ledger, STEP, some[-1][0])
    _after_linking(ledger)
    _note(ledger, STEP, ledger.sequence() if not _changed_reports(ledger, 1) else None)
    return len(looked)


def keep_up(ledger: Ledger, most: int = 20) -> int:
    """`fill`, unless more than `most` reports have changed; returns how many are left that were not looked at."""
    left = behind(ledger, most + 1)
    if left > most or (left == 0 and not _linked_since(ledger)):
        return left if left > most else 0
    fill(ledger)
    return 0


def behind(ledger: Ledger, most: int = 1_000_000) -> int:
    """How many reports were read or corrected since the queue was filled, counted up to `most` entries."""
    return len(_changed_reports(ledger, most))


def renew(connection: Connection, report: Report) -> None:
    """Make the rows of one report anew, within the caller's transaction."""
    row = connection.execute(select(sketches.c.body).where(sketches.c.report == report.id)).first()
    accounts = unpack_sketch(row.body).outline.accounts if row else ()
    _write_reports(connection, {report.id: list(asked_of(report, accounts))})


def restore_compared(connection: Connection, item: str) -> None:
    """Put the row of a pair or copy back if it is open (again), within the caller's transaction."""
    connection.execute(delete(questions).where(questions.c.item == item))
    if found := list(compared_rows(connection, item)):
        connection.execute(insert(questions), found)


def in_step(connection: Connection) -> bool:
    """Whether nothing was read or corrected that the queue does not know."""
    after = _step(connection, STEP)
    return connection.scalar(select(entries.c.sequence).where(entries.c.sequence > after).limit(1)) is None


def incidents_of(connection: Connection, accounts: Iterable[str]) -> dict[str, Incident]:
    """The incident of each of these accounts, with its figures."""
    out: dict[str, Incident] = {}
    for some in in_batches(sorted(set(accounts))):
        asked = select(members.c.account, *_FIGURES).join(incidents, incidents.c.id == members.c.incident)
        asked = asked.where(members.c.account.in_(some)).order_by(members.c.role.desc(), incidents.c.id)
        for row in connection.execute(asked).mappings():
            named = {column.name: row[column.name] for column in _FIGURES}
            out.setdefault(row["account"], Incident(**named))
    return out


_FIGURES = (
    incidents.c.id,
    incidents.c.title,
    incidents.c.reports,
    incidents.c.origins,
    incidents.c.killed_low,
    incidents.c.killed_high,
)


def _changed_reports(ledger: Ledger, most: int | None) -> list[tuple[int, str]]:
    """(sequence, report) of what was read or corrected since, each report at its last place, in order."""
    with ledger.reading() as connection:
        done = _step(connection, STEP)
    last: dict[str, int] = {}
    for number, (sequence, report) in enumerate(ledger.changed(after=done), 1):
        last[report] = sequence
        if most is not None and number >= most:
            break
    return sorted((sequence, report) for report, sequence in last.items())


def _step(connection: Connection, step: str) -> int:
    return connection.scalar(select(progress.c.sequence).where(progress.c.step == step)) or 0


def _linked_since(ledger: Ledger) -> bool:
    with ledger.reading() as connection:
        return not _stakes_known(connection)


def _stakes_known(connection: Connection) -> bool:
    """Whether the stakes are those of the incidents as linked last."""
    done = connection.scalar(select(progress.c.sequence).where(progress.c.step == LINKED))
    return done is not None and done == _step(connection, "link")


def _note(ledger: Ledger, step: str, sequence: int | None) -> None:
    if sequence is None:
        return
    with ledger.writing() as connection:
        note(connection, step, sequence)


def note(connection: Connection, step: str, sequence: int) -> None:
    """Say up to where the queue, or its stakes, are in step with the ledger."""
    connection.execute(delete(progress).where(progress.c.step == step))
    connection.execute(insert(progress).values(step=step, sequence=sequence))


def _renew_reports(ledger: Ledger, ids: Sequence[str]) -> None:
    readings = ledger.reports_of(ids)
    with ledger.writing() as connection:
        made = {}
        asked = select(sketches.c.report, sketches.c.body).where(sketches.c.report.in_(ids))
        accounts = {row.report: unpack_sketch(row.body).outline.accounts for row in connection.execute(asked)}
        for report in readings.values():
            made[report.id] = list(asked_of(report, accounts.get(report.id, ())))
        _write_reports(connection, made)


def _write_reports(connection: Connection, made: Mapping[str, Sequence[Asked]]) -> None:
    worthy = [one for some in made.values() for one in some]
    found = incidents_of(connection, (one.account for one in worthy if one.account))
    decided = of_items(connection, [one.item for one in worthy])
    published = _days(connection, list(made))
    rows = []
    for one in worthy:
        incident = found.get(one.account or "")
        stakes = worth.stakes(one.own, incident)
        state = _state(one, decided.get(one.item, []))
        if state is None or (one.doubt * stakes < worth.FLOOR and state == "open"):
            continue
        rows.append(
            {
                "item": one.item,
                "kind": one.kind,
                "report": one.report,
                "annotation": one.annotation,
                "account": one.account,
                "incident": incident.id if incident else None,
                "field": one.field,
                "day": published.get(one.report),
                "state": state,
                "doubt": one.doubt,
                "own": one.own,
                "stakes": stakes,
                "value": one.doubt * stakes,
                "chance": chance(one.item),
            }
        )
    for some in in_batches(list(made)):
        gone = questions.c.report.in_(some) & questions.c.kind.in_(("claim", "event"))
        connection.execute(delete(questions).where(gone))
    if rows:
        connection.execute(insert(questions), rows)


def _days(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    out = {}
    for some in in_batches(ids):
        asked = select(reports.c.report, reports.c.published).where(reports.c.report.in_(some))
        out.update({row.report: row.published[:10] for row in connection.execute(asked) if row.published})
    return out


def _state(one: Asked, decided: Sequence[Decision]) -> str | None:
    """Whether the item is asked: "open", "disputed", or None where somebody has decided it as it is now."""
    found = standing(decided, one.content)
    if found == "decided" or (one.corrected and found == "open"):
        return None
    return "disputed" if found == "disputed" else "open"


def _after_linking(ledger: Ledger) -> None:
    """Stakes anew from the incidents as linked last, and the pairs and copies that linking left open."""
    with ledger.reading() as connection:
        linked = _step(connection, "link")
        if _stakes_known(connection):
            return
        changes = list(_other_stakes(connection))
    with ledger.writing() as connection:
        same = questions.c.item == bindparam("of")
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("incident", "stakes", "value")}
        for some in in_batches(changes, 1_000):
            connection.execute(update(questions).where(same).values(**values), some)
        connection.execute(delete(questions).where(questions.c.kind.in_(("pair", "copy"))))
        for some in in_batches(compared_rows(connection), 1_000):
            connection.execute(insert(questions), some)
        note(connection, LINKED, linked)


def _other_stakes(connection: Connection) -> Iterator[dict[str, Any]]:
    asked = select(questions.c.item, questions.c.account, questions.c.incident, questions.c.doubt, questions.c.own)
    asked = asked.add_columns(questions.c.stakes).where(questions.c.account.is_not(None))
    for some in in_batches(connection.execution_options(yield_per=2_000).execute(asked), 500):
        found = incidents_of(connection, {row.account for row in some})
        for row in some:
            incident = found.get(row.account)
            stakes = worth.stakes(row.own, incident)
            named = incident.id if incident else None
            if (named, stakes) != (row.incident, row.stakes):
                yield {
                    "of": row.item,
                    "new_incident": named,
                    "new_stakes": stakes,
                    "new_value": stakes * row.doubt,
                }


def open_items(connection: Connection) -> dict[str, int]:
    """How many items are open, by kind."""
    asked = select(questions.c.kind, func.count()).where(questions.c.state == "open").group_by(questions.c.kind)
    return {row[0]: row[1] for row in connection.execute(asked)}
