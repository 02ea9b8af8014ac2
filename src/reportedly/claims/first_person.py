"""Whom "I", "we" and "our" stand for: the speaker of the words they stand in, or the outlet itself.

"I" is the speaker. "We" is the speaker where that is a body ("We mined the bridge," the Front said), else the speaker
and those the speaker speaks for, whom the report does not list: the party keeps the speaker's name and entity, is a
group, and says so in `inferred`.
"""

from __future__ import annotations

from reportedly.report import Anchored, Party, Report, Span

__all__ = ["MANY", "ONE", "first_person", "speaker_at"]

ONE = frozenset(("i", "me", "my", "mine", "myself"))
MANY = frozenset(("we", "us", "our", "ours", "ourselves"))


def first_person(word: Span, speaker: Party) -> Anchored[Party]:
    """The party that "I", "we" or "our" (`word`) stands for in the words of this speaker."""
    if word.words.lower() in MANY and speaker.kind in ("person", "official_unnamed", "eyewitness", "unknown"):
        many = Party(speaker.name, "group", speaker.entity)
        return Anchored(many, (word,), f"“{word.words}”: {speaker.name} and those they speak for")
    return Anchored(speaker, (word,), f"“{word.words}” in the words of {speaker.name}")


def speaker_at(report: Report, word: Span, *, apart_from: str | None = None) -> Anchored[Party] | None:
    """Whom a first-person pronoun stands for: whoever is reported to say the quotation that it stands in.

    The innermost claim counts whose quoted content holds it (not the claim with the id `apart_from`). None where it
    stands in no quotation, or in one that nobody is reported to say.
    """
    if not any(piece.start <= word.start < piece.end for quote in report.quotes or () for piece in quote.content):
        return None
    holding = [
        (sum(span.end - span.start for span in claim.content), claim.id, claim.source.value)
        for claim in report.claims or ()
        if claim.id != apart_from and claim.quotes and claim.source and not _first(claim.source)
        if any(word in span for span in claim.content)
    ]
    return first_person(word, min(holding, key=lambda each: each[:2])[2]) if holding else None


def _first(source: Anchored[Party]) -> bool:
    return source.words.lower() in ONE | MANY
