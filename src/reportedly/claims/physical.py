"""Verbs that are words in one report and violence in the next: "attacked", "blasted", "hit", "slammed".

In a ledger of violence the cost of reading a raid as criticism is high: the raid would be somebody's opinion. So such
a verb reports only with a sign that words are meant.
"""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, core
from reportedly.claims.cues import LEXICON
from reportedly.lexicons.loader import load

__all__ = ["is_physical"]

_VERBAL = frozenset(("as", "for", "over"))


def is_physical(context: Context, candidate: Candidate) -> bool:
    """Whether the cue is a verb of violence with nothing to say that it is meant as words.

    The signs are a quotation in the content, "as", "for" or "over" after the object, or a single named person, "he"
    or "she" as the source with anything but a place, a building or a date as the object.
    """
    if candidate.pos != "verb" or candidate.lemma.split(" ")[0] not in load(LEXICON).tables["physical"]["lemmas"]:
        return False
    tree = context.tree
    if candidate.quotes or candidate.frame not in ("object", "preposition", "passive", "passive-by"):
        return False
    if any(tree.dep[c] == "prep" and tree.lower[c] in _VERBAL for c in tree.children[candidate.head]):
        return False
    if candidate.source is None:
        return True
    source = core(tree, candidate.source)
    person = tree.lower[source] in ("he", "she") or tree.ent[source].endswith("PERSON")
    target = core(tree, sorted(candidate.content))
    return not person or tree.ent[target].endswith(("GPE", "FAC", "LOC", "DATE", "TIME"))
