"""What people decided about items of the review queue: adding it, taking it back, and which of it is in force."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, and_, exists, insert, literal, select

from reportedly.errors import BadInput, UnknownId
from reportedly.store.as_of import last
from reportedly.store.columns import Flag
from reportedly.store.schema import decisions
from reportedly.store.work import digest_of
from reportedly.store.worklist import in_batches

__all__ = [
    "Action",
    "Decision",
    "Kind",
    "Round",
    "add",
    "by_author",
    "decision",
    "digest_of_decision",
    "each",
    "in_force",
    "latest_of",
    "of_items",
    "with_key",
    "withdraw",
]

Kind = Literal["claim", "event", "pair", "copy"]
"""What is reviewed: an attribution, an event, two accounts that may be of one incident, two reports that may be
copies."""

Action = Literal["accept", "correct", "reject", "skip", "unsure"]
"""accept: it is as read (a pair: one incident; a copy: taken from the other). correct: with corrections. reject: it
is no claim or event at all (a pair: two incidents; a copy: independent). unsure: looked at, and open. skip: not by
me, or not now."""

Round = Literal["single", "blind", "adjudication"]
"""blind: one of two decisions that are made without seeing the other. adjudication: where these differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person about one item.

    `key` is made by who hands it in: the same key of the same author again is the same decision. `content` is a
    digest of the fields as they stood with the decision. `body` holds what was seen and what it should be, in JSON
    (`review.deciding` says what). `effects` are the numbers of the corrections and judgements that were entered by
    it. `seconds` is how long it took, where that is known. `at` is ISO 8601 UTC and only informs: order is by
    sequence.
    """

    item: str
    kind: Kind
    action: Action
    round: Round
    author: str
    key: str
    reason: str = ""
    report: str | None = None
    content: str = ""
    body: dict[str, Any] = field(default_factory=dict)
    effects: tuple[int, ...] = ()
    seconds: float | None = None
    sequence: int = 0
    supersedes: int | None = None
    withdrawn: bool = False
    at: str = ""


def add(connection: Connection, made: Decision, at: str) -> int:
    """Add a decision; returns its sequence. One of this author and key that is there already is left as it is.

    It supersedes the author's decision in force on the same item, if there is one. Raises BadInput for a missing
    author or key, and for a key that stands for another decision.
    """
    if not made.author.strip() or not made.key.strip():
        raise BadInput("a decision needs an author and a key of its own: say who decides")
    known = with_key(connection, made.author, made.key)
    if known is not None:
        if (known.item, known.action) != (made.item, made.action):
            raise BadInput(
                f"the key {made.key!r} stands for another decision of {made.author} ({known.action} of "
                f"{known.item}); make a new key for each decision"
            )
        return known.sequence
    own = [each for each in in_force(connection, made.item) if each.author == made.author]
    return _add(connection, made, own[-1].sequence if own else None, at)


def withdraw(connection: Connection, sequence: int, author: str, reason: str, at: str) -> int:
    """Take a decision back; what was decided stays readable. Returns the sequence of that. Raises UnknownId."""
    taken = decision(connection, sequence)
    if taken is None or all(each.sequence != sequence for each in in_force(connection, taken.item)):
        raise UnknownId(f"no decision in force has the number {sequence}; it may have been taken back already")
    back = Decision(
        item=taken.item,
        kind=taken.kind,
        action=taken.action,
        round=taken.round,
        author=author,
        key=f"undo {sequence}",
        reason=reason,
        report=taken.report,
        withdrawn=True,
    )
    return _add(connection, back, sequence, at)


def decision(connection: Connection, sequence: int) -> Decision | None:
    """The decision with this number."""
    row = connection.execute(select(decisions).where(decisions.c.sequence == sequence)).first()
    return _decision(row) if row else None


def with_key(connection: Connection, author: str, key: str) -> Decision | None:
    """The decision that this author handed in under this key."""
    asked = select(decisions).where(decisions.c.author == author, decisions.c.key == key)
    row = connection.execute(asked).first()
    return _decision(row) if row else None


def in_force(connection: Connection, item: str) -> list[Decision]:
    """The decisions on this item that hold: neither superseded nor taken back, in their order."""
    return [_decision(row) for row in connection.execute(_standing().where(decisions.c.item == item))]


def of_items(connection: Connection, items: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions in force by item, of those of these items that have any."""
    out: dict[str, list[Decision]] = {}
    for some in in_batches(sorted(set(items))):
        for row in connection.execute(_standing().where(decisions.c.item.in_(some))):
            out.setdefault(row.item, []).append(_decision(row))
    return out


def latest_of(connection: Connection, author: str) -> int | None:
    """The number of the author's latest decision in force."""
    asked = _standing().where(decisions.c.author == author).order_by(None).order_by(decisions.c.sequence.desc())
    row = connection.execute(asked.limit(1)).first()
    return int(row.sequence) if row else None


def by_author(connection: Connection, author: str, *, before: int | None, limit: int) -> list[tuple[Decision, bool]]:
    """What somebody decided, the latest first, from below a place in the sequence; and whether each was taken back
    or superseded since."""
    later = decisions.alias("later")
    gone = exists().where(later.c.supersedes == decisions.c.sequence)
    asked = select(decisions, gone.label("gone")).where(
        decisions.c.author == author, decisions.c.withdrawn == literal(False, Flag())
    )
    if before is not None:
        asked = asked.where(decisions.c.sequence < before)
    rows = connection.execute(asked.order_by(decisions.c.sequence.desc()).limit(limit))
    return [(_decision(row), bool(row.gone)) for row in rows]


def each(connection: Connection, *, after: int = 0, as_of: int | None = None) -> Iterator[Decision]:
    """Every decision in force after a place in the sequence, in order, in bounded memory."""
    asked = _standing(as_of).where(decisions.c.sequence > after)
    for row in connection.execute(asked.execution_options(yield_per=500)):
        yield _decision(row)


def _standing(as_of: int | None = None) -> Select[Any]:
    later = decisions.alias("later")
    gone = later.c.supersedes == decisions.c.sequence
    asked = select(decisions).where(decisions.c.withdrawn == literal(False, Flag()))
    if as_of is not None:
        gone = and_(gone, later.c.sequence <= as_of)
        asked = asked.where(decisions.c.sequence <= as_of)
    return asked.where(~exists().where(gone)).order_by(decisions.c.sequence)


def _add(connection: Connection, made: Decision, supersedes: int | None, at: str) -> int:
    sequence = last(connection) + 1
    before = decision(connection, supersedes) if supersedes is not None else None
    connection.execute(
        insert(decisions).values(
            sequence=sequence,
            digest=digest_of_decision(made, before),
            supersedes=supersedes,
            body=_packed(made.body),
            effects=list(made.effects),
            at=at,
            **{name: getattr(made, name) for name in _COLUMNS},
        )
    )
    return sequence


_COLUMNS = ("key", "item", "kind", "report", "action", "round", "author", "reason", "content", "seconds", "withdrawn")


def digest_of_decision(made: Decision, former: Decision | None) -> str:
    """The digest that the row of a decision has, which supersedes `former`."""
    before = digest_of(*_said(former, _packed(former.body))) if former else None
    return digest_of(*_said(made, _packed(made.body)), before)


def _said(made: Decision, body: bytes) -> list[str | bytes | int | None]:
    named: list[str | bytes | int | None] = ["decision", made.item, made.kind, made.report, made.action, made.round]
    return [*named, made.author, made.key, made.reason, made.content, str(made.seconds), int(made.withdrawn), body]


def _packed(body: dict[str, Any]) -> bytes:
    try:
        return zlib.compress(json.dumps(body, sort_keys=True, separators=(",", ":")).encode())
    except (TypeError, ValueError) as error:
        raise BadInput(f"what a decision holds must have a form in JSON: {error}") from error


def _decision(row: Row[Any]) -> Decision:
    named = {name: getattr(row, name) for name in (*_COLUMNS, "sequence", "supersedes", "at")}
    return Decision(**named, body=json.loads(zlib.decompress(row.body)), effects=tuple(row.effects))
