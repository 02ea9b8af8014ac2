"""The queue as a table: filled from what was read and linked, and kept in step with what people decide.

The table `questions` is derived: it is empty after `reportedly rebuild` has deleted it and is filled again from the
record. What changes a report (a reading, a correction) renews the rows of that report alone; linking renews the
stakes of all, without reading a report again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from reportedly.derive.progress import JUDGED, LINKED, note, reached
from reportedly.derive.sketches import complete
from reportedly.incidents.sketch import unpack_sketch
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.asked import Asked, asked_of, chance
from reportedly.review.compared import compared_content, compared_rows, compared_with
from reportedly.review.double_coding import standing
from reportedly.review.figures import incidents_of
from reportedly.review.item import parts
from reportedly.store.as_of import last
from reportedly.store.decisions import Decision, of_items
from reportedly.store.derived import incidents, members, questions, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, judgements, reports
from reportedly.store.worklist import in_batches

__all__ = [
    "STEP",
    "after_judging",
    "behind",
    "fill",
    "in_step",
    "keep_up",
    "open_items",
    "renew",
    "restore_compared",
]

STEP, LINKED_BY, JUDGED_BY = "review", "review.link", "review.judged"
MANY = 5_000
"""Items that are weighed anew in about a tenth of a second."""

BATCH = 100
"""Reports whose rows are made and written at a time."""

FIRST = 500
"""Reports to look at from which those come first that most rests on."""


def fill(ledger: Ledger, say: Callable[[str], None] = lambda step: None) -> int:
    """Bring the queue up to the ledger as it is; returns how many reports were looked at again.

    Some 6 ms for each report that is new or was changed. Batch by batch: what was done before a crash is done. Where
    much is to do, what the largest incidents rest on comes first, then pairs and copies, then all in order.
    """
    if behind(ledger, FIRST + 1) > FIRST:
        _renew_reports(ledger, _consequential(ledger))
        _after_linking(ledger)
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


def _consequential(ledger: Ledger) -> list[str]:
    """A batch of the changed reports, first those that tell of the incidents with most killed and most reports."""
    most = func.coalesce(incidents.c.killed_high, incidents.c.killed_low, 0)
    asked = select(members.c.report).join(incidents, incidents.c.id == members.c.incident)
    asked = asked.where(members.c.role == "news").order_by(most.desc(), incidents.c.reports.desc(), members.c.account)
    with ledger.reading() as connection:
        found = list(dict.fromkeys(connection.scalars(asked.limit(10 * BATCH))))
        after = entries.c.sequence > _step(connection, STEP)
        changed: set[str] = set()
        for some in in_batches(found):
            changed.update(connection.scalars(select(entries.c.report).where(entries.c.report.in_(some), after)))
    return [report for report in found if report in changed][:BATCH]


def keep_up(ledger: Ledger, most: int = 20) -> int:
    """`fill`, unless more than `most` reports have changed; returns how many are left that were not looked at."""
    left = behind(ledger, most + 1)
    if left > most:
        return behind(ledger)
    linked = _linked_since(ledger)
    if linked and _many(ledger):
        return max(1, left)
    if left or linked:
        fill(ledger)
    return 0


def _many(ledger: Ledger) -> bool:
    """Whether weighing all items anew would take longer than somebody who asks for the next one should wait."""
    with ledger.reading() as connection:
        if reached(connection, LINKED_BY) == (reached(connection, LINKED) or 0):
            return False  # only what was judged since is weighed anew
        return (connection.scalar(select(func.count()).select_from(questions)) or 0) > MANY


def behind(ledger: Ledger, most: int = 1_000) -> int:
    """How many entries were read or corrected since the queue was filled: counted up to `most`, and beyond it at most
    this many."""
    with ledger.reading() as connection:
        done = _step(connection, STEP)
        since = select(entries.c.sequence).where(entries.c.sequence > done).limit(most).subquery()
        many = connection.scalar(select(func.count()).select_from(since)) or 0
        if many < most:
            return many
        all_ = connection.scalar(select(func.count()).select_from(entries)) or 0
        return max(many, min(last(connection) - done, all_))


def renew(connection: Connection, report: Report) -> None:
    """Make the rows of one report anew, within the caller's transaction."""
    row = connection.execute(select(sketches.c.body).where(sketches.c.report == report.id)).first()
    accounts = unpack_sketch(row.body).outline.accounts if row else ()
    _write_reports(connection, {report.id: list(asked_of(report, accounts))})


def after_judging(connection: Connection, things: Collection[str]) -> None:
    """Bring the queue in step with judgements on these accounts or reports that were linked by at once.

    Within the caller's transaction. Whatever incidents they were in and are in now is looked at, and no other.
    """
    touched = set(things)
    for some in in_batches(sorted(things)):
        named = members.c.account.in_(some) | members.c.report.in_(some)
        now = set(connection.scalars(select(members.c.incident).where(named)))
        then = questions.c.account.in_(some) | questions.c.report.in_(some)
        now |= {each for each in connection.scalars(select(questions.c.incident).where(then).distinct()) if each}
        for row in connection.execute(select(members).where(members.c.incident.in_(now))):
            touched |= {row.account, row.report}
    changes = [change for some in in_batches(sorted(touched)) for change in _other_stakes(connection, some)]
    _write_stakes(connection, changes)
    _write_compared(connection, touched)
    note(connection, JUDGED_BY, reached(connection, JUDGED) or 0)


def restore_compared(connection: Connection, item: str) -> None:
    """Put the row of a pair or copy back if it is open (again), within the caller's transaction."""
    connection.execute(delete(questions).where(questions.c.item == item))
    if found := [row for row in compared_rows(connection, parts(item)) if row["item"] == item]:
        connection.execute(insert(questions), found)


def in_step(connection: Connection) -> bool:
    """Whether nothing was read or corrected that the queue does not know."""
    after = _step(connection, STEP)
    return connection.scalar(select(entries.c.sequence).where(entries.c.sequence > after).limit(1)) is None


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
    return reached(connection, step) or 0


def _linked_since(ledger: Ledger) -> bool:
    with ledger.reading() as connection:
        return not _stakes_known(connection)


def _stakes_known(connection: Connection) -> bool:
    """Whether the stakes are those of the incidents as they are linked now."""
    done = {LINKED_BY: reached(connection, LINKED_BY), JUDGED_BY: reached(connection, JUDGED_BY)}
    now = {LINKED_BY: reached(connection, LINKED) or 0, JUDGED_BY: reached(connection, JUDGED) or 0}
    return done == now


def _note(ledger: Ledger, step: str, sequence: int | None) -> None:
    if sequence is None:
        return
    with ledger.writing() as connection:
        note(connection, step, sequence)


def _renew_reports(ledger: Ledger, ids: Sequence[str]) -> None:
    """Make the rows of these reports anew; whoever writes meanwhile waits only while they are written.

    What is read or corrected between comes later in the ledger than what is noted as done, and is looked at again.
    """
    readings = ledger.reports_of(ids)
    asked = select(sketches.c.report, sketches.c.body).where(sketches.c.report.in_(ids))
    with ledger.reading() as connection:
        accounts = {row.report: unpack_sketch(row.body).outline.accounts for row in connection.execute(asked)}
    made = {each.id: list(asked_of(each, accounts.get(each.id, ()))) for each in readings.values()}
    with ledger.writing() as connection:
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
        if _stakes_known(connection):
            return
        linked, since = reached(connection, LINKED), _step(connection, LINKED_BY)
        judged = _judged_since(connection, _step(connection, JUDGED_BY)) if since == linked else None
        changes = list(_other_stakes(connection)) if judged is None else []
    with ledger.writing() as connection:
        if judged is not None:
            after_judging(connection, judged)
            return
        _write_stakes(connection, changes)
        _write_compared(connection, None)
        note(connection, LINKED_BY, linked or 0)
        note(connection, JUDGED_BY, reached(connection, JUDGED) or 0)


def _judged_since(connection: Connection, since: int) -> set[str]:
    asked = select(judgements.c.a, judgements.c.b).where(judgements.c.sequence > since)
    return {each for row in connection.execute(asked) for each in row}


def _write_stakes(connection: Connection, changes: Iterable[dict[str, Any]]) -> None:
    same = questions.c.item == bindparam("of")
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("incident", "stakes", "value")}
    for some in in_batches(changes, 1_000):
        connection.execute(update(questions).where(same).values(**values), some)


def _write_compared(connection: Connection, touched: Collection[str] | None) -> None:
    """The rows of pairs and copies anew: all, or those with one of these accounts or reports."""
    if touched is None:
        connection.execute(delete(questions).where(questions.c.kind.in_(("pair", "copy"))))
    else:
        for gone in in_batches(sorted(compared_with(connection, touched))):
            connection.execute(delete(questions).where(questions.c.item.in_(gone)))
    rows = {row["item"]: row for row in compared_rows(connection, touched)}
    for item, made in of_items(connection, list(rows)).items():
        if standing(made, compared_content(item)) == "disputed":
            rows[item]["state"] = "disputed"
    for some in in_batches(rows.values(), 1_000):
        connection.execute(insert(questions), some)


def _other_stakes(connection: Connection, accounts: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """What became other: of the items of these accounts, or of all."""
    asked = select(questions.c.item, questions.c.account, questions.c.incident, questions.c.doubt, questions.c.own)
    asked = asked.add_columns(questions.c.stakes).where(questions.c.account.is_not(None))
    if accounts is not None:
        asked = asked.where(questions.c.account.in_(accounts))
    for some in in_batches(connection.execute(asked.execution_options(yield_per=2_000)), 500):
        found = incidents_of(connection, {row.account for row in some})
        for row in some:
            incident = found.get(row.account)
            stakes = worth.stakes(row.own, incident)
            named = incident.id if incident else None
            if (named, stakes) != (row.incident, row.stakes):
                changed = {"new_incident": named, "new_stakes": stakes, "new_value": stakes * row.doubt}
                yield {"of": row.item} | changed


def open_items(connection: Connection) -> dict[str, int]:
    """How many items are open, by kind."""
    asked = select(questions.c.kind, func.count()).where(questions.c.state == "open").group_by(questions.c.kind)
    return {row[0]: row[1] for row in connection.execute(asked)}
