"""How firmly a report holds an organisation responsible for an incident: the confidence slot of MUC-4."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from reportedly.claims.fillers import Candidate
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span

__all__ = ["Certainty", "certainty", "cue_beside"]

Certainty = Literal["fact", "accused", "claimed", "possible"]

SURE = 0.7
"""From this chance on the encoder is believed where no word says that it is open who did it; else it is a fact.
Chosen on 73 organisations of the texts that the judges were fitted on; flat from 0.7 to 1."""

_SAID: tuple[tuple[Certainty, frozenset[str]], ...] = (
    ("claimed", frozenset({"claimed", "admitted"})),
    ("accused", frozenset({"accused", "suspected", "denied"})),
)
"""What the responsibility of an event says; "stated" and "unknown" leave it to the words beside the organisation."""


class _Cue(NamedTuple):
    certainty: Certainty
    words: frozenset[str]
    all_of: frozenset[str]


def certainty(tree: Tree, candidate: Candidate) -> Certainty:
    """How firmly it is held responsible: by the report's events, else by words beside it, else by the encoder."""
    mentions = [tree.span(range(a, b + 1)) for a, b in candidate.places]
    said = {
        each.kind
        for event in tree.report.events or ()
        for each in event.responsibility
        if any(_overlaps(span, mentions) for span in each.party.spans)
    }
    for firm, kinds in _SAID:
        if said & kinds:
            return firm
    if found := cue_beside(tree, candidate.heads):
        return found
    fact, accused, by_authorities, claimed, possible = candidate.certainty
    chances = np.array([fact, accused + by_authorities, claimed, possible])
    answers: tuple[Certainty, ...] = ("fact", "accused", "claimed", "possible")
    return answers[int(chances.argmax())] if chances.max() >= SURE else "fact"


def cue_beside(tree: Tree, heads: tuple[int, ...]) -> Certainty | None:
    """What the words of the sentences say in which these heads stand (lexicons/held_responsible.en.toml)."""
    rows = {row for head in heads for row in tree.sentence(head)}
    words = {tree.lemma[row].lower() for row in rows} | {tree.lower[row] for row in rows}
    return next((cue.certainty for cue in _cues() if cue.words & words and cue.all_of <= words), None)


@lru_cache(maxsize=1)
def _cues() -> tuple[_Cue, ...]:
    entries = load("lexicons/held_responsible.en.toml").entries("cues")
    return tuple(_Cue(e["certainty"], frozenset(e["words"]), frozenset(e.get("all_of", ()))) for e in entries)


def _overlaps(span: Span, mentions: list[Span]) -> bool:
    return any(span.overlaps(each) for each in mentions)
