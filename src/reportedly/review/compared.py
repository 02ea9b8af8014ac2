"""Pairs and copies that linking left open: rows of the queue, and items with two sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from reportedly.incidents.accounts import Account
from reportedly.layers.anchoring import Span
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.asked import chance
from reportedly.review.item import Clue, CodebookEntry, Doubt, Incident, Item, ItemField, Side, item_id
from reportedly.review.passage import passage, reference
from reportedly.store.as_of import last
from reportedly.store.derived import accounts, copies, incidents, members, pairs
from reportedly.store.judging import FAMILIES, in_force
from reportedly.store.schema import reports

__all__ = ["compared_rows", "copy_item", "pair_item"]


def compared_rows(connection: Connection, only: str | None = None) -> Iterator[dict[str, Any]]:
    """Rows of the queue for unsure pairs and copies that nobody has judged, in one pass, or of `only` this item."""
    for row in _compared_rows(connection):
        if only is None or row["item"] == only:
            yield row


def _compared_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    judged = {(FAMILIES[each.verdict], each.a, each.b) for each in in_force(connection, last(connection))}
    figures = _figures(connection)
    of_account = {row.account: row for row in connection.execute(select(members))}
    for row in connection.execute(select(pairs).where(pairs.c.verdict == "unsure").order_by(pairs.c.a, pairs.c.b)):
        if ("accounts", *sorted((row.a, row.b))) in judged or row.a not in of_account:
            continue
        sides = [figures.get(of_account[each].incident) for each in (row.a, row.b) if each in of_account]
        yield _row("pair", row.a, row.b, row.score, sides, of_account[row.a].report, figures)
    of_report = {row.report: row.incident for row in of_account.values() if row.role == "news"}
    for row in connection.execute(select(copies).where(copies.c.kind == "unsure").order_by(copies.c.a, copies.c.b)):
        if ("reports", *sorted((row.a, row.b))) not in judged:
            sides = [figures.get(of_report.get(each, "")) for each in (row.a, row.b)]
            yield _row("copy", row.a, row.b, row.score, sides, row.a, figures)


def _row(
    kind: str, a: str, b: str, score: float, sides: list[Incident | None], report: str, figures: dict[str, Incident]
) -> dict[str, Any]:
    one, other = sorted((a, b))
    first = next((side for side in sides if side), None)
    stakes, doubt = pair_stakes(sides), score
    return {
        "item": item_id(one, other),
        "kind": kind,
        "report": report,
        "annotation": None,
        "account": None,
        "incident": first.id if first else None,
        "field": kind,
        "day": None,
        "state": "open",
        "doubt": doubt,
        "own": 1.0,
        "stakes": stakes,
        "value": doubt * stakes,
        "chance": chance(item_id(one, other)),
    }


def pair_stakes(sides: list[Incident | None]) -> float:
    """What rests on whether two are one: what both incidents weigh together."""
    return 1.0 + sum(worth.breadth(side) for side in sides)


def _figures(connection: Connection) -> dict[str, Incident]:
    names = ("id", "title", "reports", "origins", "killed_low", "killed_high")
    asked = select(*(incidents.c[name] for name in names))
    return {row["id"]: Incident(**row) for row in connection.execute(asked).mappings()}


def pair_item(connection: Connection, item: str, readings: dict[str, Report], found: tuple[Account, Account]) -> Item:
    """Two accounts side by side, with each clue's sentence. `readings` are those of their reports."""
    row = connection.execute(
        select(pairs).where(
            ((pairs.c.a == found[0].id) & (pairs.c.b == found[1].id))
            | ((pairs.c.a == found[1].id) & (pairs.c.b == found[0].id))
        )
    ).first()
    score = row.score if row else 0.0
    clues = tuple(Clue(name, sentence, value) for name, value, sentence in (row.clues if row else ()) if sentence)
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
        incident=_incident(connection, members.c.account == account.id),
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
        incident=_incident(connection, (members.c.report == report.id) & (members.c.role == "news")),
    )


def _incident(connection: Connection, where: Any) -> Incident | None:
    names = ("id", "title", "reports", "origins", "killed_low", "killed_high")
    asked = select(*(incidents.c[name] for name in names)).join(members, members.c.incident == incidents.c.id)
    row = (
        connection.execute(asked.where(where).order_by(members.c.role.desc(), incidents.c.id).limit(1))
        .mappings()
        .first()
    )
    return Incident(**row) if row else None


def known(connection: Connection, kind: str, ids: tuple[str, str]) -> bool:
    """Whether both things of a pair or copy are there."""
    column = accounts.c.id if kind == "pair" else reports.c.report
    return len(set(connection.scalars(select(column).where(column.in_(ids))))) == 2
