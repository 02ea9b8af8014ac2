"""With what, or by what cause: weapons that sources name in what they say, accidents, what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.sayings import Saying
from reportedly.incidents.told_values import denies
from reportedly.lexicons.loader import load
from reportedly.ontology.weapons import weapon_kinds
from reportedly.report import Claim

__all__ = ["ACCIDENT", "CAUSES", "NOT_KNOWN", "explosive", "means"]

CAUSES = "lexicons/incident_causes.en.toml"
ACCIDENT, NOT_KNOWN = "accident", "not known"
"""What the `kind` of a saying is that names no weapon."""

MISHAP = "mishap"
_SAID = frozenset({"asserted", "alleged", "believed"})
_EXPLOSIVE = frozenset({"bomb", "mine", "grenade", "suicide", "artillery", "aircraft", "drone"})
_VAGUE = frozenset({"aircraft", "suicide", "fire"})
"""Kinds whose words describe an act rather than a thing ("air raid"); events tell these."""


def means(reading: AccountReading) -> Iterator[Saying]:
    """What sources say it was done with or caused by, of the report's main incident, with their chains.

    The instruments of events are sayings of their own (`told_values`); these are the words in claims that no event
    takes up: "a bomb had been placed under a tanker truck".
    """
    if not reading.main:
        return
    held = [e.span for e in reading.report.events or () if reading.elsewhere(e)]
    for claim in reading.report.claims or ():
        said = claim.status.value in _SAID or denies(claim)
        if not said or any(h.overlaps(c) for h in held for c in claim.content):
            continue
        yield from _in_claim(reading, claim)


def _in_claim(reading: AccountReading, claim: Claim) -> Iterator[Saying]:
    for content in claim.content:
        for pattern, kind in _patterns():
            for match in pattern.finditer(content.words):
                start = content.start + match.start()
                span = reading.report.span(start, start + len(match[0]))
                if reading.claim_at((span,)) is not claim:
                    continue
                value = NOT_KNOWN if kind == NOT_KNOWN else match[0].lower()
                if kind == MISHAP:
                    value, kind = "an accident", ACCIDENT
                yield reading.saying(
                    "weapon",
                    _singular(value) if kind not in {ACCIDENT, NOT_KNOWN} else value,
                    (span,),
                    reading.chain(claim),
                    kind=kind if kind in {ACCIDENT, NOT_KNOWN} else None,
                    denied=denies(claim),
                )


def _singular(value: str) -> str:
    return value[:-1] if value.endswith("s") and not value.endswith("ss") else value


def explosive(value: str) -> bool:
    """Whether a weapon is one that blows up, which an accident speaks against; a gun may go off by accident."""
    words = {w for kind in weapon_kinds().values() if kind.name in _EXPLOSIVE for w in kind.words}
    return any(re.search(rf"\b{re.escape(word)}s?\b", value.lower()) for word in words)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    tables = load(CAUSES).tables
    named = [w for kind in weapon_kinds().values() if kind.name not in _VAGUE for w in kind.words if _thing(w)]
    return (
        (_any_of(tables["accident"]["words"]), ACCIDENT),
        (_any_of(tables["mishap"]["words"]), MISHAP),
        (_any_of(tables["unknown"]["words"]), NOT_KNOWN),
        (_any_of(named), "weapon"),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in longest)})s?\b", re.IGNORECASE)


def _thing(word: str) -> bool:
    """Whether the word names a thing that is used, and not the act: "bomb", not "bombing" or "shelled"."""
    last = word.split()[-1]
    return not last.endswith(("ing", "ed", "ment", "attack", "explosion", "blast", "fire")) and len(word) > 2
