"""Whether a person is told of in public office or as a private person, with the words that show it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from reportedly.claims.actor_lexicon import actor_words
from reportedly.incidents.spellings import SPELLINGS
from reportedly.lexicons.loader import load

__all__ = ["Sign", "by_words", "former", "office"]

Sign = Literal["public", "private"]

_CUT = re.compile(
    r"\s+(?:of|for|in|at|with|to|on|from|who|whose|that|which|by|since|until|and)\s.*|[,;:(–—].*", re.DOTALL
)
_FORMER = re.compile(r"\b(?:former|ex|late|then|outgoing|retired|one-time|deposed|ousted)\b[- ]?", re.IGNORECASE)
_LEADING = re.compile(r"^(?:the|a|an|his|her|their|its|our|my)\s+", re.IGNORECASE)
_AGED = re.compile(r"\b\d{1,3}[- ]year[- ]olds?\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(load(SPELLINGS).tables["offices"]["public"])


@lru_cache(maxsize=20_000)
def by_words(description: str) -> Sign | None:
    """What a description says of a person: "the mayor of Arden" public, "a neighbour" private, "a pilot" None.

    The words before "of", "who" and the like decide by how they end, so "daughter of the mayor" and "the mayor's
    daughter" are private. An age is told of private persons.
    """
    if _AGED.search(description):
        return "private"
    words = re.findall(r"[\w.-]+", _CUT.sub("", _LEADING.sub("", description)).lower())
    heads = actor_words().heads
    for length in (3, 2, 1):
        tail = " ".join(words[-length:])
        for each in (tail, _FORMER.sub("", tail).strip(), tail.replace(".", "")):
            if len(words) < length:
                continue
            if each in _offices():
                return "public"
            if (sort := heads.get(each)) is not None and sort.standing is not None:
                return sort.standing
            if sort is not None and sort.kind == "official":
                return "public"
    return None


def office(description: str) -> str:
    """The last words before "of": "mayor" for "the former mayor of Arden", so that roles can be compared."""
    words = re.findall(r"[\w.-]+", _CUT.sub("", _LEADING.sub("", _FORMER.sub("", description))).lower())
    return words[-1].strip(".") if words else ""


def former(description: str) -> bool:
    """Whether the description says that the role is over: "former", "ex-", "late", "ousted"."""
    return bool(_FORMER.search(description))
