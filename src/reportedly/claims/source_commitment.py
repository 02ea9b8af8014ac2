"""What the source and the object of a cue change about how firmly a claim is held.

A source that is nobody ("no group had claimed", "neither side confirmed") says nothing: the claim is kept with status
unknown, so that the ledger shows that the report spoke of it. "None of them believed it" stays denied: they believed
that it is not so. Who claims an attack, as who claims responsibility for it, stands by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate
from reportedly.claims.cues import LEXICON, CueEntry
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.ontology.events import triggers
from reportedly.report import Anchored, Span, Stance, Status

__all__ = ["NOBODY", "OWN_DEED", "by_source"]

NOBODY = "nobody is reported to say it"
OWN_DEED = "claims its own act"

Firmness = tuple[Anchored[Status], Anchored[Stance]]


def by_source(
    tree: Tree, candidate: Candidate, entry: CueEntry | None, cue: Sequence[Span], read: Firmness
) -> Firmness:
    """The status and stance of a candidate with these cue words, given how its cue and content are `read`."""
    status, stance = read
    if candidate.frame == "attributive" and entry is not None:
        status = Anchored(entry.status, tuple(cue))
    if status.value == "alleged" and (deed := _owned_deed(tree, candidate)):
        status, stance = Anchored("asserted", (*cue, *deed), OWN_DEED), Anchored("neutral", (*cue, *deed), OWN_DEED)
    if status.value not in ("unknown", "denied") and (nobody := _nobody(tree, candidate)):
        status, stance = Anchored("unknown", nobody, NOBODY), Anchored("neutral", nobody, NOBODY)
    return status, stance


def _owned_deed(tree: Tree, candidate: Candidate) -> tuple[Span, ...]:
    """What makes "claims it" or "claimed the attack" a claim of responsibility: the object; or nothing."""
    object_ = tree.child(candidate.head, "dobj", "nsubjpass")
    if candidate.lemma != "claim" or candidate.frame not in ("object", "passive-by") or object_ < 0:
        return ()
    named = tree.lemma[object_].lower() in triggers().nouns and tree.pos[object_] == "NOUN"
    return tree.spans([object_]) if named or tree.lower[object_] in ("it", "this", "them", "both") else ()


def _nobody(tree: Tree, candidate: Candidate) -> tuple[Span, ...]:
    """The words by which a source is nobody at all ("no group", "none of them", "neither side"), or none."""
    rows = candidate.source or []
    first = next((row for row in rows if tree.pos[row] != "PUNCT"), -1)
    if first < 0 or tree.lower[first] not in load(LEXICON).tables["nobody"]["words"]:
        return ()
    two = tree.lower[first] == "no" and first + 1 in rows and tree.lower[first + 1] == "one"
    return tree.spans([first, first + 1] if two else [first])
