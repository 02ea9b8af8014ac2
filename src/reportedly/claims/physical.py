"""Verbs that are words in one report and deeds in the next: "attacked", "blasted", "claimed nine lives".

In a ledger of violence the cost of reading a raid as criticism is high: the raid would be somebody's opinion. So such
a verb reports only with a sign that words are meant. The verbs are listed in lexicons/reporting_cues.en.toml.
"""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, core
from reportedly.claims.cues import LEXICON
from reportedly.lexicons.loader import load

__all__ = ["is_physical"]

_VERBAL = frozenset(("as", "for", "over"))
_BARE = frozenset(("object", "preposition", "passive", "passive-by"))


def is_physical(context: Context, candidate: Candidate) -> bool:
    """Whether the cue is a verb that names a deed here, or no words at all ("according to size")."""
    if candidate.quotes:
        return False
    if candidate.frame == "according-to":
        return _measure(context, candidate)
    if candidate.pos != "verb" or candidate.frame not in _BARE:
        return False
    verb = candidate.lemma.split(" ")[0]
    tables = load(LEXICON).tables
    if verb in tables["physical"]["lemmas"]:
        return _violent(context, candidate)
    return any(entry["lemma"] == verb and _listed(context, candidate, entry["never"]) for entry in tables["object"])


def _violent(context: Context, candidate: Candidate) -> bool:
    """A verb of violence without a sign of words: "as", "for" or "over" after the object, or a single named person,

    "he" or "she" as the source with anything but a place, a building or a date as the object.
    """
    tree = context.tree
    if any(tree.dep[c] == "prep" and tree.lower[c] in _VERBAL for c in tree.children[candidate.head]):
        return False
    if candidate.source is None:
        return True
    source = core(tree, candidate.source)
    person = tree.lower[source] in ("he", "she") or tree.ent[source].endswith("PERSON")
    target = core(tree, sorted(candidate.content))
    return not person or tree.ent[target].endswith(("GPE", "FAC", "LOC", "DATE", "TIME"))


def _listed(context: Context, candidate: Candidate, never: list[str]) -> bool:
    """Whether the object's head is a word that the verb does things to, or a bare number."""
    tree = context.tree
    target = core(tree, sorted(candidate.content))
    return "all" in never or tree.lemma[target].lower() in never or tree.pos[target] == "NUM"


def _measure(context: Context, candidate: Candidate) -> bool:
    """Whether "according to" names a measure: a bare noun of the list."""
    tree = context.tree
    rows = candidate.source or [candidate.head]
    noun = core(tree, rows)
    return len(rows) == 1 and tree.lemma[noun].lower() in load(LEXICON).tables["according"]["never"]
