"""What a claim's status makes of the events in its content: what a source denies has not happened by its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
}
"""What an event of the content's main clause becomes under a status; asserted, alleged and believed leave it."""

_NOT_TOLD = frozenset({"denied", *_MODALITY})
"""Statuses under which a source does not tell that the events of its words happened."""

_APART = frozenset({"relcl", "advcl", "appos", "acl"})
"""Clauses that stand outside what is denied or demanded: "denied that the man *who fired* was a guard"."""


def as_claimed(tree: Tree, row: int, told: Factuality, claim: Claim | None) -> Factuality:
    """How the event at `row` is told, once the status of the claim it stands in is heeded.

    Nothing changes for what the words themselves leave open or negate, for what stands in a clause of its own, and
    for a thing taken for granted ("denied *the attack*", "*Friday's* explosion"): whoever denies a part in it does
    not deny it. An attack without an article in denied words ("denied involvement in an attack") is left unknown.
    """
    if claim is None or told.modality.value != "actual" or told.polarity.value != "positive":
        return told
    spans, status = claim.status.spans, claim.status.value
    if status not in _NOT_TOLD or _granted(tree, row) or _apart(tree, row, claim):
        return told
    if status == "denied":
        if tree.pos[row] in {"NOUN", "PROPN"}:
            unknown: Anchored[Modality] = Anchored("unknown", spans, "its source denies it, or a part in it")
            return replace(told, modality=unknown)
        negative: Anchored[Polarity] = Anchored("negative", spans, "its source denies it")
        return replace(told, polarity=negative)
    modality: Anchored[Modality] = Anchored(_MODALITY[status], spans, f"its source's words are {status}")
    return replace(told, modality=modality)


def teller(tree: Tree, row: int, claim: Claim | None, claims: Mapping[str, Claim]) -> Claim | None:
    """The claim that tells the event at `row`, None for the outlet's own voice.

    It is the innermost claim it stands in, except where that claim's source does not tell but denies, asks or plans
    something about a thing taken for granted ("denied *the attack*"): there whoever reports the source tells it.
    `claims` are all claims by id.
    """
    if claim is None or claim.status.value not in _NOT_TOLD or not _granted(tree, row):
        return claim
    return claims.get(claim.within or "")


def _granted(tree: Tree, row: int) -> bool:
    """A definite noun, or one with a possessor or a name before it: the words take it for granted."""
    if tree.pos[row] not in {"NOUN", "PROPN"}:
        return False
    words = factuality_words()
    return any(
        tree.dep[child] == "poss"
        or (tree.dep[child] == "det" and words.definite(tree.lower[child]))
        or (tree.dep[child] in {"compound", "nmod"} and tree.pos[child] == "PROPN")
        for child in tree.children[row]
    )


def _apart(tree: Tree, row: int, claim: Claim) -> bool:
    """Whether a clause of its own stands between the event and the top of the claim's content."""
    content = {r for span in claim.content for r in tree.rows(span)}
    at = row
    while at in content and tree.head[at] != at:
        if tree.dep[at] in _APART and tree.head[at] in content:
            return True
        at = tree.head[at]
    return False
