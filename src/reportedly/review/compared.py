"""Pairs and copies that linking left open: rows of the queue, and items with two sides."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, select

from reportedly.incidents.accounts import Account
from reportedly.incidents.clues import in_its_sense
from reportedly.layers.anchoring import Span
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.asked import chance
from reportedly.review.figures import incidents_of, incidents_of_reports
from reportedly.review.item import Clue, CodebookEntry, Doubt, Incident, Item, ItemField, Side, item_id
from reportedly.review.passage import passage, reference
from reportedly.store.as_of import last
from reportedly.store.derived import accounts, copies, pairs
from reportedly.store.judging import FAMILIES, in_force
from reportedly.store.schema import reports
from reportedly.store.worklist import in_batches

__all__ = ["compared_content", "compared_rows", "compared_with", "copy_item", "known", "pair_item", "pair_stakes"]


def compared_rows(connection: Connection, touched: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows of the queue for unsure pairs and copies that nobody has judged; of those with one of the `touched`
    accounts or reports, if these are given."""
    judged = {(FAMILIES[each.verdict], each.a, each.b) for each in in_force(connection, last(connection))}
    for some in in_batches(_unsure(connection, pairs, pairs.c.verdict, touched), 500):
        of = incidents_of(connection, {each for row in some for each in (row.a, row.b)})
        for row in some:
            if ("accounts", *sorted((row.a, row.b))) not in judged:
                yield _row("pair", row, [of.get(row.a), of.get(row.b)])
    for some in in_batches(_unsure(connection, copies, copies.c.kind, touched), 500):
        of = incidents_of_reports(connection, {each for row in some for each in (row.a, row.b)})
        for row in some:
            if ("reports", *sorted((row.a, row.b))) not in judged:
                yield _row("copy", row, [of.get(row.a), of.get(row.b)])


def compared_with(connection: Connection, touched: Collection[str]) -> set[str]:
    """Ids of items of all pairs and copies, open or not, with one of these accounts or reports."""
    found: set[str] = set()
    for table in (pairs, copies):
        for some in in_batches(sorted(touched)):
            asked = select(table.c.a, table.c.b).where(table.c.a.in_(some) | table.c.b.in_(some))
            found.update(item_id(*sorted((row.a, row.b))) for row in connection.execute(asked))
    return found


def _unsure(
    connection: Connection, table: Table, verdict: Column[str], touched: Collection[str] | None
) -> Iterator[Row[Any]]:
    asked = select(table).where(verdict == "unsure").order_by(table.c.a, table.c.b)
    if touched is None:
        yield from connection.execute(asked.execution_options(yield_per=500))
        return
    for some in in_batches(sorted(touched)):
        yield from connection.execute(asked.where(table.c.a.in_(some) | table.c.b.in_(some)))


def _row(kind: str, row: Row[Any], sides: list[Incident | None]) -> dict[str, Any]:
    item = item_id(*sorted((row.a, row.b)))
    stakes = pair_stakes(sides)
    return {
        "item": item,
        "kind": kind,
        "report": row.a,
        "annotation": None,
        "account": None,
        "incident": next((side.id for side in sides if side), None),
        "field": kind,
        "day": None,
        "state": "open",
        "doubt": row.score,
        "own": 1.0,
        "stakes": stakes,
        "value": row.score * stakes,
        "chance": chance(item),
    }


def pair_stakes(sides: list[Incident | None]) -> float:
    """What rests on whether two are one: what both incidents weigh together."""
    return 1.0 + sum(worth.breadth(side) for side in sides)


def pair_item(connection: Connection, item: str, readings: dict[str, Report], found: tuple[Account, Account]) -> Item:
    """Two accounts side by side, with each clue's sentence. `readings` are those of their reports."""
    row = connection.execute(
        select(pairs).where(
            ((pairs.c.a == found[0].id) & (pairs.c.b == found[1].id))
            | ((pairs.c.a == found[1].id) & (pairs.c.b == found[0].id))
        )
    ).first()
    score = row.score if row else 0.0
    told = row.clues if row else ()
    clues = tuple(Clue(name, in_its_sense(value, sentence), value) for name, value, sentence in told if sentence)
    sides = tuple(_side(connection, readings[each.report], each) for each in found)
    sentence = (
        f"linking gives a probability of {score:.0%} that they are one, too little to join and too much to drop"
    )
    return _item(
        item,
        sides,
        clues,
        score,
        sentence,
        kind="pair",
        question="Do these two tell of one and the same incident?",
        labels={"accept": "One incident", "reject": "Two incidents", "unsure": "Cannot be told", "skip": "Not now"},
    )


def copy_item(connection: Connection, item: str, one: Report, other: Report) -> Item:
    """Two reports side by side, with what they share."""
    row = connection.execute(
        select(copies).where(
            ((copies.c.a == one.id) & (copies.c.b == other.id)) | ((copies.c.a == other.id) & (copies.c.b == one.id))
        )
    ).first()
    score = row.score if row else 0.0
    clues = (Clue("overlap", row.reason, row.score),) if row else ()
    sides = tuple(_whole(connection, each) for each in (one, other))
    sentence = "they share more than chance would give, and less than one expects of a copy or rewrite"
    return _item(
        item,
        sides,
        clues,
        score,
        sentence,
        kind="copy",
        question="Does one of these two reports take its words or facts from the other?",
        labels={"accept": "Taken over", "reject": "Independent", "skip": "Not now"},
    )


def _item(
    item: str,
    sides: tuple[Side, ...],
    clues: tuple[Clue, ...],
    score: float,
    sentence: str,
    *,
    kind: Any,
    question: str,
    labels: dict[str, str],
) -> Item:
    said = [reason for side in sides if side.incident for reason in worth.reasons(worth.Own(), side.incident)]
    return Item(
        id=item,
        kind=kind,
        question=question,
        actions=tuple(labels),  # type: ignore[arg-type]
        action_labels=labels,
        sides=sides,
        clues=clues,
        codebook=(CodebookEntry(kind, "same" if kind == "pair" else "copy"),),
        doubts=(Doubt(kind, score, sentence),),
        doubt=score,
        stakes=pair_stakes([side.incident for side in sides]),
        reasons=tuple(dict.fromkeys(said)),
        incident=next((side.incident for side in sides if side.incident), None),
    )


def _side(connection: Connection, report: Report, account: Account) -> Side:
    events = [each for each in report.events or () if each.id in account.events]
    words = [("type", each.span) for each in events[:3]]
    shown = passage(report, words) if words else passage(report, _lead(report))
    return Side(
        id=account.id,
        report=reference(report),
        passage=shown,
        facts=_facts(account),
        incident=incidents_of(connection, [account.id]).get(account.id),
    )


def _lead(report: Report) -> list[tuple[str, Span]]:
    return [("lead", report.span(0, min(200, len(report.text))))]


def _facts(account: Account) -> tuple[ItemField, ...]:
    day = account.day_from if account.day_from == account.day_to else f"{account.day_from} to {account.day_to}"
    site = account.site
    told = (
        ("day", "When", day if account.day_from else account.day_words or None),
        ("place", "Where", site.name if site else None),
        ("what", "What", account.kind.replace("/", ", ").lower() if account.kind else None),
        ("killed", "Killed", str(account.killed.best) if account.killed else None),
        ("injured", "Injured", str(account.injured.best) if account.injured else None),
    )
    return tuple(ItemField(path=path, label=label, value=value, shown=value or "") for path, label, value in told)


def _whole(connection: Connection, report: Report) -> Side:
    return Side(
        id=report.id,
        report=reference(report),
        passage=passage(report, _lead(report)),
        incident=incidents_of_reports(connection, [report.id]).get(report.id),
    )


def compared_content(item: str) -> str:
    """A digest of what is compared: nothing but which two."""
    return hashlib.sha256(item.encode()).hexdigest()


def known(connection: Connection, kind: str, ids: tuple[str, str]) -> bool:
    """Whether both things of a pair or copy are there."""
    column = accounts.c.id if kind == "pair" else reports.c.report
    return len(set(connection.scalars(select(column).where(column.in_(ids))))) == 2
