"""The lexicon of reporting cues: which words report, what kind of reporting they do, and how firmly.

Two files make it. `lexicons/reporting_cues.en.toml` is written by hand: classes of words with what their
source commits to (status) and what whoever uses the word commits to (stance). `lexicons/reporting_weights.en.toml`
is counted on annotated news (models/train/cue_lexicon.py) and says how likely a word reports in a construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from reportedly.errors import BadLexicon
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import CueClass, Stance, Status

__all__ = ["LEXICON", "CueEntry", "CueLexicon", "CuePos", "cue_lexicon", "lemma_of"]

LEXICON = "lexicons/reporting_cues.en.toml"

CuePos = Literal["verb", "noun", "adjective", "adverb", "phrase"]
"""Part of speech of a cue; a phrase is found by its words ("according to", "on record as")."""


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A word that reports. `lemma` is lower case; the words of a phrase are joined by one blank.

    `kind` is the class of reporting. `status` is what the source commits to when nothing else in the sentence
    changes it (negation, a conditional, a question do); `stance` is what whoever chose this word commits to:
    "admit" supports what was admitted, "claim" holds it at arm's length.
    """

    lemma: str
    pos: CuePos
    kind: CueClass
    status: Status
    stance: Stance
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


class CueLexicon(Mapping[tuple[str, str], CueEntry]):
    """Entries by (lemma, part of speech); `resource` names the file and its digest for an Origin."""

    def __init__(self, entries: Mapping[tuple[str, str], CueEntry], resource: str) -> None:
        self._entries = dict(entries)
        self.resource = resource

    def __getitem__(self, key: tuple[str, str]) -> CueEntry:
        return self._entries[key]

    def __iter__(self) -> Any:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@lru_cache(maxsize=4)
def cue_lexicon(name: str = LEXICON) -> CueLexicon:
    """The lexicon of this file. Raises BadLexicon for an entry without words or with a class we do not have."""
    data = load(name)
    entries: dict[tuple[str, str], CueEntry] = {}
    for group in data.entries("cue"):
        for entry in _entries(name, group):
            if (entry.lemma, entry.pos) in entries:
                raise BadLexicon(f"{name}: {entry.pos} {entry.lemma!r} stands in two groups; leave it in one")
            entries[entry.lemma, entry.pos] = entry
    return CueLexicon(entries, data.resource)


def lemma_of(tree: Tree, row: int) -> str:
    """The lower-case lemma of a word, where the parser's is known to be wrong the right one ("hoped": hope)."""
    forms: dict[str, str] = load(LEXICON).tables["forms"]
    return forms.get(tree.lower[row]) or tree.lemma[row].lower()


_ALLOWED: dict[str, tuple[str, ...]] = {
    "pos": get_args(CuePos),
    "kind": get_args(CueClass),
    "status": get_args(Status),
    "stance": get_args(Stance),
}


def _entries(name: str, group: dict[str, Any]) -> list[CueEntry]:
    lemmas = group.get("lemmas", [])
    if not lemmas:
        raise BadLexicon(f"{name}: a [[cue]] group without lemmas: {group}")
    for key, allowed in _ALLOWED.items():
        if group.get(key) not in allowed:
            raise BadLexicon(f"{name}: {lemmas[0]!r} has {key} = {group.get(key)!r}; use one of {', '.join(allowed)}")
    return [
        CueEntry(
            lemma=lemma,
            pos=group["pos"],
            kind=group["kind"],
            status=group["status"],
            stance=group["stance"],
            matches=tuple(group.get("matches", ())),
            rejects=tuple(group.get("rejects", ())),
        )
        for lemma in lemmas
    ]
