"""What the parties to events are: what sort of actor, of which country, on whose side, private or public."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.report import Actor, Anchored, Participant, Party, Responsibility

__all__ = ["Actors"]


class Actors:
    """Says of the participants of events what sort of actor each is. One for each report."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def participants(self, draft: Draft) -> tuple[Participant, ...]:
        """The draft's participants with what they are."""
        return tuple(replace(each, actor=self.of(each.party, each.role, draft)) for each in draft.participants)

    def responsible(self, draft: Draft) -> tuple[Responsibility, ...]:
        """Who is said to be behind the draft, with what they are."""
        return tuple(replace(each, actor=self.of(each.party, "actor", draft)) for each in draft.responsibility)

    def of(self, party: Anchored[Party], role: str, draft: Draft) -> Actor | None:
        """What a party is in this role; None where nothing of it is told."""
        return None
