"""What people decided about two things: adding it, taking it back, and which of it is in force."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from reportedly.errors import UnknownId
from reportedly.incidents.judgement import Judgement, Verdict
from reportedly.store.as_of import last
from reportedly.store.columns import Flag
from reportedly.store.schema import judgements
from reportedly.store.work import digest_of

__all__ = ["FAMILIES", "in_force", "judge", "told", "withdraw"]

FAMILIES: dict[Verdict, str] = {
    "same": "accounts",
    "different": "accounts",
    "unsure": "accounts",
    "copy": "reports",
    "independent": "reports",
    "same_person": "people",
    "different_people": "people",
}
"""What kind of things a verdict is about; a later verdict on the same pair and kind supersedes an earlier one."""


def judge(connection: Connection, judgement: Judgement, at: str) -> int:
    """Add a judgement; returns its sequence. The one in force, said again by its author, adds nothing."""
    family = FAMILIES[judgement.verdict]
    before = _latest(connection, family, judgement.a, judgement.b)
    if before is not None and not before["withdrawn"]:
        same = ("verdict", "author", "reason")
        if all(before[name] == getattr(judgement, name) for name in same):
            return int(before["sequence"])
    row = {"family": family, "verdict": judgement.verdict, "a": judgement.a, "b": judgement.b, "withdrawn": False}
    return _add(connection, row, before, judgement.author, judgement.reason, at)


def withdraw(connection: Connection, sequence: int, author: str, reason: str, at: str) -> int:
    """Take back the judgement with this sequence; returns that of taking it back. Raises UnknownId."""
    row = connection.execute(select(judgements).where(judgements.c.sequence == sequence)).mappings().first()
    before = _latest(connection, row["family"], row["a"], row["b"]) if row else None
    if row is None or before is None or before["sequence"] != sequence or before["withdrawn"]:
        raise UnknownId(f"no judgement in force has the number {sequence}; `reportedly judge --list` lists them")
    taken = {name: row[name] for name in ("family", "verdict", "a", "b")} | {"withdrawn": True}
    return _add(connection, taken, before, author, reason, at)


def in_force(connection: Connection, as_of: int) -> list[Judgement]:
    """The judgements that hold: of each pair and kind the latest up to this sequence, unless it was taken back."""
    latest = (
        select(func.max(judgements.c.sequence))
        .where(judgements.c.sequence <= as_of)
        .group_by(judgements.c.family, judgements.c.a, judgements.c.b)
    )
    asked = select(judgements).where(
        judgements.c.sequence.in_(latest), judgements.c.withdrawn == literal(False, Flag())
    )
    return [_judgement(row) for row in connection.execute(asked.order_by(judgements.c.sequence)).mappings()]


def told(connection: Connection, as_of: int) -> list[dict[str, Any]]:
    """Every judgement up to this sequence, also those superseded or taken back, with what each supersedes."""
    asked = select(judgements).where(judgements.c.sequence <= as_of).order_by(judgements.c.sequence)
    return [dict(row) for row in connection.execute(asked).mappings()]


def _add(
    connection: Connection, row: dict[str, Any], before: dict[str, Any] | None, author: str, reason: str, at: str
) -> int:
    sequence = last(connection) + 1
    said = [row["family"], row["verdict"], row["a"], row["b"], author, reason, int(row["withdrawn"])]
    digest = digest_of("judgement", *said, before["digest"] if before else None)
    added = {"author": author, "reason": reason, "digest": digest, "sequence": sequence, "at": at}
    connection.execute(
        insert(judgements).values(row | added | {"supersedes": before["sequence"] if before else None})
    )
    return sequence


def _latest(connection: Connection, family: str, a: str, b: str) -> dict[str, Any] | None:
    asked = select(judgements).where(judgements.c.family == family, judgements.c.a == a, judgements.c.b == b)
    row = connection.execute(asked.order_by(judgements.c.sequence.desc()).limit(1)).mappings().first()
    return dict(row) if row else None


def _judgement(row: Any) -> Judgement:
    names = ("verdict", "a", "b", "author", "reason", "sequence", "at")
    return Judgement(**{name: row[name] for name in names})
