"""The parties that take part in events: words turned into linked parties, pronouns and "we" resolved."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.drafts import Argument, Draft
from reportedly.claims.first_person import first_person
from reportedly.claims.speakers import Speakers
from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Anchored, Claim, Participant, Party

__all__ = ["Parties"]


class Parties:
    """Turns rows into parties: linked to entities, pronouns resolved, "we" in a claim read as its source."""

    def __init__(self, tree: Tree, speakers: Speakers, phrases: Phrases, times: set[int]) -> None:
        self.tree, self.speakers, self.phrases, self._times = tree, speakers, phrases, times
        sides = event_words()["sides"]
        self.first = frozenset(sides["first_singular"]) | frozenset(sides["first_plural"])

    def at(self, row: int, claim: Claim | None, *, bare: bool = False) -> Anchored[Party]:
        """The party at a row, seen from inside `claim` (None: the outlet's own voice).

        The words end before a preposition other than "of"; a `bare` phrase ends at its noun ("a car bomb").
        """
        tree = self.tree
        if tree.lower[row] in self.first and claim is not None and claim.source is not None:
            return first_person(tree.span((row,)), claim.source.value)
        mention = self.speakers.index.mention_at(tree.span((row,)))
        if mention is not None and mention.form == "name" and row in tree.rows(mention.head):
            return self.speakers.party(list(tree.rows(mention.head)))
        first, last = self.phrases.of(row)
        for child in tree.children[row]:
            if row < child <= last and (
                (tree.dep[child] == "prep" and (tree.lower[child] != "of" or bare or self._asked(row)))
                or tree.dep[child] == "amod"  # "soldiers loyal to the general"
            ):
                last = child - 1
                break
        start = first
        while first < row and (first in self._times or tree.tag[first] in {"POS", "WDT", "WP$"}):
            first += 1  # "In 2014 rebels killed": the year is no part of the rebels, nor "whose" of the son
        party = self.speakers.party(list(range(first, last + 1)))
        if first > start and tree.lower[first - 1] in party.value.name.lower().split():
            party = replace(party, value=replace(party.value, name=tree.span(range(first, last + 1)).words))
        return party

    def _asked(self, row: int) -> bool:
        """ "accused by the opposition of fraud": what follows the doer belongs to the verb."""
        tree, above = self.tree, self.tree.head[row]
        return tree.dep[above] == "agent" and tree.lemma[tree.head[above]].lower() in actor_words().verbs["of_what"]

    def doers(self, arguments: list[Argument]) -> list[Argument]:
        """ "The army said it had killed five": a pronoun that stands for somebody is no cause but does it."""
        out = []
        for argument in arguments:
            tree, row = self.tree, argument.row
            if argument.role == "cause" and argument.slot == "subject" and tree.pos[row] == "PRON":
                entity = self.speakers.index.resolve_at(tree.span((row,)))
                if entity is not None and entity.kind in {"person", "organisation", "group"}:
                    argument = replace(argument, role="actor")
            out.append(argument)
        return out

    def participants(self, draft: Draft) -> list[Participant]:
        """The participants of a draft, in text order; the same words never twice in one role."""
        out: list[Participant] = []
        for argument in sorted(draft.arguments, key=lambda a: a.row):
            party = self.at(argument.row, argument.claim, bare=argument.role in {"cause", "instrument"})
            role = f"side_{argument.side}" if argument.side else argument.role
            if not any(p.role == role and p.party.spans == party.spans for p in out):
                out.append(Participant(role, party))
        return [self._told_apart(each, out) for each in out]

    def _told_apart(self, one: Participant, others: list[Participant]) -> Participant:
        """ "They shot at us": who does it is not whom it is done to; a pronoun taken for both is left open."""
        entity, words = one.party.value.entity, one.party.words.lower()
        if one.role != "actor" or entity is None or words not in {"they", "them", "he", "she", "it"}:
            return one
        suffering = [p.party for p in others if p.role in {"victim", "target"} and p.party.value.entity == entity]
        if not any(party.words.lower() in self.first for party in suffering):
            return one
        return Participant(one.role, Anchored(Party(one.party.words), one.party.spans))
