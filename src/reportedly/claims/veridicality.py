"""What people infer from a verb about its complement: mean judgements from `lexicons/veridicality.en.toml`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicons.loader import load

__all__ = ["LEXICON", "Signature", "veridicality"]

LEXICON = "lexicons/veridicality.en.toml"


class Signature(NamedTuple):
    """Mean judgement, -3 (did not happen) to 3 (happened), of the complement of the plain and the negated verb.

    A factive has both high ("know": 2.6, 2.2), an implicative opposite signs ("manage": 2.7, -2.5).
    """

    affirmed: float
    denied: float
    sentences: int

    @property
    def factive(self) -> bool:
        """Whether people infer the complement whether or not the verb is negated (thresholds of our own)."""
        return self.affirmed >= 2.0 and self.denied >= 1.0


@lru_cache(maxsize=1)
def _tables() -> dict[tuple[str, str], Signature]:
    tables = load(LEXICON).tables
    return {
        (verb, frame): Signature(*values)
        for frame, verbs in tables.items()
        if frame != "header"
        for verb, values in verbs.items()
    }


def veridicality(verb: str, frame: str) -> Signature | None:
    """The signature of this verb (lemma) in this frame ("that", "to", "object-to"), or None if nobody judged it."""
    return _tables().get((verb, frame))
