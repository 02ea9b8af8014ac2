"""How often the mention that a quotation is given to is linked to the right speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from reportedly.claims.first_person import speaker_at
from reportedly.language.aliases import fold
from reportedly.language.entities import EntityIndex
from reportedly.report import Entity, Mention, Report, Span

__all__ = ["Outcome", "speaker_outcomes"]

WORD = re.compile(r"[\w'’.-]*\w", re.UNICODE)
EMPTY = frozenset(
    {"the", "a", "an", "of", "to", "for", "in", "at", "and", "'s", "’s", "s", "his", "her", "their", "its"}
)


FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


@dataclass(frozen=True)
class Outcome:
    """One gold speaker mention: its words, its form, the gold name of who it is, and what it was linked to."""

    words: str
    form: Literal["name", "nominal", "pronoun", "first person", "none"]
    gold: str
    found: Entity | None
    right: bool


def speaker_outcomes(report: Report, quotes: Iterable[dict[str, Any]]) -> list[Outcome]:
    """An outcome for each quotation whose gold speaker mention and gold entity are both given.

    `quotes` are rows with speaker_start, speaker_end and entity (the gold chain's longest mention). Right is an
    entity that a proper name makes the gold one: the last word of one of its names stands in the gold words,
    or in another speaker mention of the same gold chain (the longest mention need not be the name). An entity
    or gold chain without a name is right if one of its descriptions has the gold one's words or a part of
    them, with the same head. A pronoun's own words never count, and an open mention is wrong. "I" and "we" in a
    quotation are linked to whoever the claims of the report, if it has any, give the quotation to.
    """
    index = EntityIndex(report)
    entities = {entity.id: entity for entity in report.entities or ()}
    mentions = {mention.id: mention for mention in report.mentions or ()}
    spans: dict[str, dict[Span, str]] = {}
    given = [quote for quote in quotes if quote.get("speaker_start") is not None and quote.get("entity")]
    for quote in given:
        span = report.span(quote["speaker_start"], quote["speaker_end"])
        spans.setdefault(str(quote["entity"]), {})[span] = span.words
    out = []
    for quote in given:
        span = report.span(quote["speaker_start"], quote["speaker_end"])
        mention = index.mention_at(span)
        entity = index.resolve_at(span)
        if entity is None and span.words.lower() in FIRST_PERSON and (speaker := speaker_at(report, span)):
            entity = entities.get(speaker.value.entity or "")
        gold = str(quote["entity"])
        others = [words for at, words in spans[gold].items() if at != span and words[:1].isupper()]
        right = entity is not None and _is(entity, gold, others, mentions, mention)
        out.append(Outcome(span.words, _form(mention), gold, entity, right))
    return out


def _form(mention: Mention | None) -> Literal["name", "nominal", "pronoun", "first person", "none"]:
    if mention is None or mention.form == "value":
        return "none"
    if mention.form == "pronoun" and mention.span.words.lower() in FIRST_PERSON:
        return "first person"
    return mention.form


def _is(entity: Entity, gold: str, others: list[str], mentions: dict[str, Mention], speaker: Mention | None) -> bool:
    wanted = set(_words(gold))
    called = wanted.union(*(_words(words) for words in others))
    members = [mentions[each] for each in entity.mentions]
    names = [m for m in members if m.form == "name"]
    if any(_words(m.head.words) and _words(m.head.words)[-1] in called for m in names):
        return True
    for member in members:
        if member.form != "nominal" or (names and member is speaker):
            continue
        said = set(_words(member.span.words))
        if said and (said <= wanted or wanted <= said) and set(_words(member.head.words)) <= wanted:
            return True
    return False


def _words(text: str) -> list[str]:
    return [word for word in (fold(found) for found in WORD.findall(text)) if word not in EMPTY]
