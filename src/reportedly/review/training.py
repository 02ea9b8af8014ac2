"""Decisions as training data: the words that were looked at, what was read there, and what a person says it is.

One example for each decision in force that took effect or was adjudicated; skips, and blind decisions that wait or
were overruled, are none. Offsets are code points into the report's text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.review.double_coding import agree, blind_pair
from reportedly.store import decisions as kept
from reportedly.store.decisions import Action, Decision, Kind, Round
from reportedly.store.ledger import Ledger
from reportedly.store.worklist import in_batches

__all__ = ["Example", "FieldExample", "examples"]


@dataclass(frozen=True, slots=True)
class FieldExample:
    """What a field holds: `value` in the form of the report's JSON (days as "2031-05-02/2031-05-04"), and the words
    it stands on as (start, end)."""

    value: Any
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One decision as an example to learn from.

    `number` is its place in the ledger's sequence. `item` is "REPORT.ANNOTATION" (or two accounts, two reports), and
    `report` and `annotation` its parts for claims and events. `label` is True where what was read stands (perhaps
    corrected; for a pair: one incident; for a copy: taken over), False where it was rejected, None where it was left
    open. `before` is every field as it was read, by path, `after` those that a person changed. `window` is the text
    around, `start` where it begins in the report; both are empty for pairs and copies, whose ids say where to look.
    `author` is one coder, or two that agree ("ines and tomas"). `at` is ISO 8601 UTC.
    """

    number: int
    item: str
    kind: Kind
    action: Action
    round: Round
    label: bool | None
    author: str
    at: str
    report: str | None = None
    annotation: str | None = None
    start: int = 0
    window: str = ""
    before: dict[str, FieldExample] = field(default_factory=dict)
    after: dict[str, FieldExample] = field(default_factory=dict)
    reason: str = ""
    seconds: float | None = None


def examples(ledger: Ledger, *, after: int = 0, as_of: int | None = None) -> Iterator[Example]:
    """Every example of decisions after a place in the sequence and up to another, in order.

    Of several decisions on one item the last counts, of two blind ones the second, if they agree.
    """
    by_item: dict[str, list[Decision]] = defaultdict(list)
    with ledger.reading() as connection:
        for each in kept.each(connection, as_of=as_of):
            by_item[each.item].append(each)
    counted = (_counts(some) for some in by_item.values())
    found = sorted(
        (one for one in counted if one is not None and one[0].sequence > after), key=lambda one: one[0].sequence
    )
    for some in in_batches(found, 100):
        texts = ledger.reports_of([made.report for made, _ in some if made.report], as_of=as_of)
        for made, author in some:
            report = texts.get(made.report or "")
            yield _example(made, author, report.text if report else "")


def _counts(decided: list[Decision]) -> tuple[Decision, str] | None:
    """The decision on an item that counts, and whose it is."""
    live = [each for each in decided if each.action != "skip"]
    if not live:
        return None
    if live[-1].round != "blind":
        return live[-1], live[-1].author
    one, other = blind_pair(live)
    if one is None or other is None or not agree(one, other):
        return None
    return other, f"{one.author} and {other.author}"


def _example(made: Decision, author: str, text: str) -> Example:
    start, end = made.body.get("window", (0, 0))
    label = {"accept": True, "correct": True, "reject": False}.get(made.action)
    return Example(
        number=made.sequence,
        item=made.item,
        kind=made.kind,
        action=made.action,
        round=made.round,
        label=label,
        author=author,
        at=made.at,
        report=made.report,
        annotation=made.item.partition(".")[2] if made.report else None,
        start=start,
        window=text[start:end],
        before=_fields(made.body.get("before", {})),
        after=_fields(made.body.get("after", {})),
        reason=made.reason,
        seconds=made.seconds,
    )


def _fields(said: dict[str, Any]) -> dict[str, FieldExample]:
    return {
        path: FieldExample(held["value"], tuple((start, end) for start, end in held["spans"]))
        for path, held in said.items()
    }
