"""What a claim's status makes of the events in its content: what a source denies has not happened by its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.claims.clause import holder, question_word
from reportedly.claims.factuality import Factuality
from reportedly.claims.operators import factuality_words
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Claim, Modality, Polarity, Status

__all__ = ["as_claimed", "teller"]

_MODALITY: dict[Status, Modality] = {
    "planned": "planned",
    "threatened": "threatened",
    "conditional": "conditional",
    "demanded": "advocated",
    "asked": "unknown",
    "unknown": "unknown",
}
"""What an event of the content's main clause becomes under a status; asserted, alleged and believed leave it.

Unknown is what a source commits to nothing by: "did not say that", "neither confirmed nor denied that".
"""

_NOT_TOLD = frozenset({"denied", *_MODALITY})
"""Statuses under which a source does not tell that the events of its words happened."""

_TELLINGS = frozenset({"account", "version", "description"})
"""What somebody may dispute of a thing that happened: "disputed the army's account of a blast"."""

_WILL = frozenset({"will", "would", "shall", "’ll", "'ll", "’d", "'d", "wo"})

_APART = frozenset({"relcl", "advcl", "appos", "acl"})
"""Clauses that stand outside what is denied or demanded: "denied that the man *who fired* was a guard"."""


def as_claimed(tree: Tree, row: int, told: Factuality, claim: Claim | None) -> Factuality:
    """How the event at `row` is told, once the status of the claim it stands in is heeded.

    Nothing changes for what the words themselves leave open or negate, for what stands in a clause of its own, and
    for what is taken for granted ("denied *the attack*", "*Friday's* explosion", "did not say who *fired*"): whoever
    denies a part in it does not deny it. An attack without an article in denied words ("denied involvement in an
    attack") is left unknown.
    """
    if claim is None:
        return told
    if told.modality.inferred == "modal" and told.modality.words.lower() in _WILL and not _apart(tree, row, claim):
        return _own_act(told, claim)
    if told.modality.value != "actual":
        return told
    if _silenced(tree, told, claim):
        told = replace(told, polarity=Anchored("positive", claim.status.spans, "its source is silent about it"))
    if told.polarity.value != "positive":
        return told
    spans, status = claim.status.spans, claim.status.value
    if status not in _NOT_TOLD or _granted(tree, row, claim) or _apart(tree, row, claim):
        return told
    if status == "denied":
        if tree.pos[row] in {"NOUN", "PROPN"}:
            unknown: Anchored[Modality] = Anchored("unknown", spans, "its source denies it, or a part in it")
            return replace(told, modality=unknown)
        negative: Anchored[Polarity] = Anchored("negative", spans, "its source denies it")
        return replace(told, polarity=negative)
    why = "its source does not say so" if status == "unknown" else f"its source's words are {status}"
    modality: Anchored[Modality] = Anchored(_MODALITY[status], spans, why)
    return replace(told, modality=modality)


def _own_act(told: Factuality, claim: Claim) -> Factuality:
    """ "said it would attack", "warned that it would": "would" says what its source is going to do."""
    status = claim.status.value
    if status not in {"planned", "threatened"}:
        return told
    modality: Anchored[Modality] = Anchored(_MODALITY[status], claim.status.spans, f"its source's words are {status}")
    return replace(told, modality=modality)


def teller(tree: Tree, row: int, claim: Claim | None, claims: Mapping[str, Claim]) -> Claim | None:
    """The claim that tells the event at `row`, None for the outlet's own voice.

    It is the innermost claim it stands in, except where that claim's source does not tell but denies, asks, plans or
    keeps silent about what is taken for granted ("denied *the attack*"): there whoever reports the source tells it.
    `claims` are all claims by id.
    """
    if claim is None or claim.status.value not in _NOT_TOLD or not _granted(tree, row, claim):
        return claim
    return claims.get(claim.within or "")


def _granted(tree: Tree, row: int, claim: Claim) -> bool:
    """Whether the words take it for granted: a definite noun, or one with a possessor or a name before it; what an

    account is of; and what a source is silent about without leaving it open.
    """
    if claim.status.value == "unknown" and _kept_back(tree, row, claim):
        return True
    if tree.pos[row] not in {"NOUN", "PROPN"}:
        return False
    words = factuality_words()
    preposition, held = tree.lower[tree.head[row]], holder(tree, tree.head[row])
    if preposition == "of" and tree.lemma[held] in _TELLINGS:
        return True
    operator = words.operators.get(("prep", f"{tree.lemma[held].lower()} {preposition}"))
    if operator is not None and operator.affirmed.fact and tree.pos[held] == "NOUN":
        return True  # "demanded an end to attacks": there are attacks
    return any(
        tree.dep[child] == "poss"
        or (tree.dep[child] == "det" and words.definite(tree.lower[child]))
        or (tree.dep[child] in {"compound", "nmod"} and tree.pos[child] == "PROPN")
        for child in tree.children[row]
    )


def _silenced(tree: Tree, told: Factuality, claim: Claim) -> bool:
    """ "did not comment on clashes": the words that negate it are those by which its source keeps silent."""
    silent = {row for span in claim.status.spans for row in tree.rows(span)}
    negating = {row for span in told.polarity.spans for row in tree.rows(span)}
    return claim.status.value == "unknown" and told.polarity.value == "negative" and negating <= silent


def _kept_back(tree: Tree, row: int, claim: Claim) -> bool:
    """ "did not say *who fired*", "no details of *a raid*", "did not admit that": silence that says it happened."""
    if claim.stance.value == "supporting":
        return True
    content = {r for span in claim.content for r in tree.rows(span)}
    above = [row, *(r for r in tree.ancestors(row) if r in content)]
    if any(tree.pos[r] in {"VERB", "AUX"} and question_word(tree, r) >= 0 for r in above):
        return True
    return tree.pos[row] in {"NOUN", "PROPN"} and tree.pos[tree.head[above[-1]]] == "ADP"


def _apart(tree: Tree, row: int, claim: Claim) -> bool:
    """Whether a clause of its own stands between the event and the top of the claim's content."""
    content = {r for span in claim.content for r in tree.rows(span)}
    at = row
    while at in content and tree.head[at] != at:
        if tree.dep[at] in _APART and tree.head[at] in content:
            return True
        at = tree.head[at]
    return False
