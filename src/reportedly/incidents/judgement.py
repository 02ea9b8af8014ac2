"""What a person decided about two things: that they are the same, different, a copy, or cannot be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from reportedly.errors import BadInput

__all__ = ["VERDICTS", "Judgement", "Verdict"]

Verdict = Literal["same", "different", "unsure", "copy", "independent", "same_person", "different_people"]
"""same, different, unsure: of two accounts of incidents. copy, independent: of two reports. same_person,
different_people: of two actors or people. "unsure" is a decision too: the pair was looked at and stays open."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of a person; a later one of the same pair and kind supersedes it and leaves it readable.

    `a` and `b` are ids, in the order of the alphabet: of accounts, reports or people, as `verdict` asks. `sequence`
    is the place in the ledger's order, None before it is stored. `at` is ISO 8601 UTC and only informs: order is by
    sequence. Raises BadInput for a verdict that does not exist, a pair of one, and a missing author or reason.
    """

    verdict: Verdict
    a: str
    b: str
    author: str
    reason: str
    sequence: int | None = None
    at: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise BadInput(f"verdict {self.verdict!r} is not one of {', '.join(VERDICTS)}")
        if self.a == self.b:
            raise BadInput(f"a judgement is of two things, and {self.a!r} was given twice")
        if not self.author.strip() or not self.reason.strip():
            raise BadInput("a judgement needs an author and a reason: say who decides, and why")
        if self.a > self.b:
            first, second = self.b, self.a
            object.__setattr__(self, "a", first)
            object.__setattr__(self, "b", second)
