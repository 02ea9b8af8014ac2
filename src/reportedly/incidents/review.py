"""What people judged about accounts, in force for a run of linking, and pairs that wait for a judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.incidents.clues import Clue
from reportedly.incidents.judgement import Judgement

__all__ = ["InForce", "Pair", "Verdict", "in_force"]

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that were compared, `a` before `b` in the alphabet.

    `score` is the calibrated probability (0..1) that they are of one incident. `verdict` is "same" where they ended
    in one incident, "different" where a person or a veto says so, "unsure" where a person should look. `clues` say
    why, what weighs most first; the sum of their scores and the bias are the log-odds of `score`.
    """

    a: str
    b: str
    score: float
    verdict: Verdict
    clues: tuple[Clue, ...]


@dataclass(slots=True)
class InForce:
    """Judgements on rows of accounts: bonds, vetoes, and pairs that were looked at and stay open, with who said so.

    `aside` are judgements that later ones contradict.
    """

    bonds: dict[tuple[int, int], Judgement] = field(default_factory=dict)
    vetoes: dict[tuple[int, int], Judgement] = field(default_factory=dict)
    open: dict[tuple[int, int], Judgement] = field(default_factory=dict)
    aside: dict[tuple[int, int], Judgement] = field(default_factory=dict)

    @property
    def everywhere(self) -> dict[tuple[int, int], Judgement]:
        """All of them."""
        return self.bonds | self.vetoes | self.open | self.aside


def in_force(judgements: Sequence[Judgement], rows: Mapping[str, int]) -> InForce:
    """The judgements on accounts of `rows`, the latest first where they contradict each other.

    Of several on one pair the last counts. "same" of a and b and of b and c makes "different" of a and c a
    contradiction: the earlier of them is set aside, and its pair goes to review. Others than of accounts, and on
    accounts that are not there, are passed over.
    """
    out = InForce()
    parent: dict[int, int] = {}

    def find(row: int) -> int:
        while parent.setdefault(row, row) != row:
            row = parent[row]
        return row

    done: set[tuple[int, int]] = set()
    for judgement in reversed(_ordered(judgements)):
        if judgement.verdict not in ("same", "different", "unsure"):
            continue
        if judgement.a not in rows or judgement.b not in rows:
            continue
        pair = min(rows[judgement.a], rows[judgement.b]), max(rows[judgement.a], rows[judgement.b])
        if pair in done:
            continue
        done.add(pair)
        a, b = find(pair[0]), find(pair[1])
        apart = any({find(x), find(y)} == {a, b} for x, y in out.vetoes)
        if (judgement.verdict == "same" and apart) or (judgement.verdict == "different" and a == b):
            out.aside[pair] = judgement
        elif judgement.verdict == "same":
            out.bonds[pair] = judgement
            parent[max(a, b)] = min(a, b)
        elif judgement.verdict == "different":
            out.vetoes[pair] = judgement
        else:
            out.open[pair] = judgement
    return out


def _ordered(judgements: Sequence[Judgement]) -> list[Judgement]:
    """By sequence; those not stored yet come last, in the order given."""
    return sorted(judgements, key=lambda judgement: (judgement.sequence is None, judgement.sequence or 0))
