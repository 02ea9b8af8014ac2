"""Events other than harm told again: "the rally", after a rally; "was released", after a release of the same man.

Harm is joined by `claims.retellings`. Here two tellings are one occurrence if they are of one kind, a definite noun
points back or they have somebody in common whom it was done to, only one earlier telling fits, and nothing speaks
against it: another time or place, other people by name, "another", "second".
"""

from __future__ import annotations

from reportedly.claims.drafts import Draft
from reportedly.claims.merging import EventRows
from reportedly.claims.retellings import absorb, apart
from reportedly.language.tree import Tree
from reportedly.report import Participant

__all__ = ["join_recounted"]

TYPES = frozenset({"PROTEST", "ELECTION", "LEGAL", "COERCE", "CONCEDE", "AID"})
"""Types that reports come back to as they do to harm: occasions, and what is done to somebody."""

OCCASIONS = frozenset({"PROTEST", "ELECTION"})
"""Of these, the ones that a report has one of unless it says otherwise: who takes part is told in many ways."""

_DEFINITE = frozenset({"the", "this", "that"})

_OTHERS = frozenset(
    {"another", "other", "second", "third", "separate", "similar", "previous", "earlier", "next", "new"}
)

_DONE_TO = frozenset({"victim", "recipient", "target"})

_MOST = 50
"""Drafts of a kind that are looked back at: keeps a text of thousands of events in linear time."""


def join_recounted(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join later tellings to the one earlier telling they can be of; returns the drafts that remain.

    Needs `participants`.
    """
    kept: list[Draft] = []
    known: dict[tuple[str, str], list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.row):
        if draft.type in TYPES and not draft.harm and draft.discrete:
            before = known.setdefault((draft.type, draft.mode), [])
            fits = [other for other in before[-_MOST:] if _one(tree, draft, other)]
            if len(fits) == 1:
                absorb(rows, fits[0], draft)
                continue
            before.append(draft)
        kept.append(draft)
    return kept


def _one(tree: Tree, later: Draft, earlier: Draft) -> bool:
    """Whether the later draft tells of the occurrence that the earlier one tells of."""
    if _set_apart(tree, later) or apart(later, earlier) or _otherwise_dated(later, earlier):
        return False
    if _others_by_name(later, earlier):
        return False
    if _shared(later, earlier):
        return True
    return later.type in OCCASIONS and later.noun and _definite(tree, later.row)


def _definite(tree: Tree, row: int) -> bool:
    return any(tree.lower[child] in _DEFINITE for child in tree.all(row, "det"))


def _set_apart(tree: Tree, draft: Draft) -> bool:
    beside = [*tree.children[draft.row], *tree.all(tree.head[draft.row], "advmod")]
    return any(tree.lower[child] in _OTHERS or tree.lower[child] in ("again", "separately") for child in beside)


def _otherwise_dated(later: Draft, earlier: Draft) -> bool:
    """Whether the later one has a time that the earlier one has not, or both have times that wait for a date."""
    if later.time is None:
        return False
    if earlier.time is None:
        return not (later.time.value.open and later.time.value.type == "TIME")  # "started at 18:00"
    if later.time.value.open or earlier.time.value.open:
        return later.time.words.lower() != earlier.time.words.lower() and later.time.value.type != "TIME"
    return False


def _others_by_name(one: Draft, other: Draft) -> bool:
    """Whether they name different people in one role."""
    for role in ("actor", *sorted(_DONE_TO)):
        names = [{_who(p) for p in draft.participants if p.role == role and _named(p)} for draft in (one, other)]
        if all(names) and not names[0] & names[1]:
            return True
    return False


def _shared(one: Draft, other: Draft) -> bool:
    """Whether it is done to the same people."""
    done = [{_who(p) for p in draft.participants if p.role in _DONE_TO} for draft in (one, other)]
    return bool(done[0] & done[1])


def _who(participant: Participant) -> str:
    return participant.party.value.entity or participant.party.value.name.lower()


def _named(participant: Participant) -> bool:
    return participant.party.value.name[:1].isupper()
