"""Who did what kind of act to whom: an event with somebody on both sides, as event coders keep it, one row a pair.

Our own type, mode and status stand beside the name under which PLOVER files the pair (`claims.acts`), with how sure
that name is. Pairs are read where they are asked for; they are a view of the events and no layer of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportedly.claims.act_signs import events_near, signs
from reportedly.claims.acts import Act, acts, filed_as
from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.report import Event, Participant, Report, Span

__all__ = ["Dyad", "Judge", "dyads", "pairs"]

_DOER, _SIDES = "actor", ("side_a", "side_b")
_UNDERGOER = ("recipient", "target", "victim")


class Dyad(NamedTuple):
    """An event with one doer and one whom it is done to; `act` is its name in PLOVER.

    None where not both stand in the sentence of the event's trigger, or where PLOVER has no name for it.
    """

    event: Event
    source: Participant
    target: Participant
    act: Act | None


def pairs(participants: Sequence[Participant]) -> Iterator[tuple[Participant, Participant]]:
    """Each doer of an event with each whom it is done to, in text order; of a fight the one side with the other."""
    roles = {role: [p for p in participants if p.role == role] for role in (_DOER, *_SIDES, *_UNDERGOER)}
    for doer in roles[_DOER]:
        for role in _UNDERGOER:
            yield from ((doer, other) for other in roles[role])
    yield from ((one, other) for one in roles[_SIDES[0]] for other in roles[_SIDES[1]])


def dyads(report: Report) -> list[Dyad]:
    """Every pair of every event, in text order. In a report without a parse no act is judged."""
    judge = Judge(Tree(report)) if report.tokens is not None else None
    return [
        Dyad(event, source, target, judge(event.span, _own(event), source, target) if judge else None)
        for event in report.events or ()
        for source, target in pairs(event.participants)
    ]


class Judge:
    """Names the act between two participants of an event, from the sentence of its trigger."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._near: dict[int, list[Draft]] = {}

    def __call__(self, trigger: Span, own: str | None, source: Participant, target: Participant) -> Act | None:
        """The act, or None where not both stand in the sentence, or where PLOVER has no name for the event.

        `own` is the name that follows from the event's type and status.
        """
        if own is None:
            return None
        tree = self._tree
        row = tree.rows(trigger)[0]
        one, other = (_within(tree, tree.sentence(row), party) for party in (source, target))
        if not (one and other):
            return None
        number = tree.sentence_number(row)
        if number not in self._near:
            self._near[number] = events_near(tree, row)
        return acts().best(signs(tree, one, other, self._near[number]), own=own)


def _own(event: Event) -> str | None:
    return filed_as(event.type, event.mode, event.modality.value, event.polarity.value)


def _within(tree: Tree, sentence: range, party: Participant) -> list[int]:
    return [row for span in party.party.spans for row in tree.rows(span) if row in sentence]
