"""Who is said to be behind an event: stated as fact, claimed, admitted, accused, suspected, denied.

A party that is only said to be behind an event is never its plain actor: `blamed` takes such parties out of the
participants and puts them, with the kind of saying and the claim that says so, under responsibility.
"""

from __future__ import annotations

from typing import Literal

from reportedly.claims.drafts import Draft
from reportedly.claims.merging import EventRows
from reportedly.claims.participants import is_passive, nobody, subject_of
from reportedly.claims.parties import Parties
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Anchored, Claim, Participant, Party, Responsibility

__all__ = ["Blame"]

_Kind = Literal["stated", "claimed", "admitted", "accused", "suspected", "denied", "unknown"]
_BACK = frozenset({"it", "this", "that", "them", "they", "which", "these", "those"})
_OWN_DEED = frozenset(
    {"operation", "attack", "work", "action", "deed", "doing", "act", "killing", "bombing", "strike", "raid"}
)


class Blame:
    """Reads responsibility for the drafts of one report. Needs drafts that were joined within sentences.

    `open` are the rows of words that speak of responsibility for an event which was not found in the report.
    """

    def __init__(
        self, tree: Tree, claims: tuple[Claim, ...], content: dict[int, Claim], rows: EventRows, parties: Parties
    ) -> None:
        self.tree, self.rows, self.parties, self._content = tree, rows, parties, content
        self._by_cue: dict[int, Claim] = {}
        for claim in claims:
            for span in claim.cue.spans if claim.cue else ():
                for row in tree.rows(span):
                    self._by_cue.setdefault(row, claim)
        self.open: list[int] = []
        words = event_words()["responsibility"]
        self._nouns = frozenset(words["nouns"])
        self._kind_of: dict[str, _Kind] = {
            lemma: kind for kind, lemmas in words.items() if kind != "nouns" for lemma in lemmas
        }

    def read(self, drafts: list[Draft]) -> None:
        """Add to each draft who is said to be behind it, and by which claim."""
        for row in range(len(self.tree)):
            if self.tree.pos[row] == "VERB" and (kind := self._kind_of.get(self.tree.lemma[row].lower())):
                self._cue(row, kind, drafts)
            elif self.tree.lower[row] == "behind" and self.tree.dep[row] == "prep":
                self._behind(row, drafts)
            elif self.tree.lemma[row].lower() in _OWN_DEED and self.tree.pos[row] == "NOUN":
                self._own_deed(row, drafts)
        for draft in drafts:
            self._plain(draft)

    def _cue(self, verb: int, kind: _Kind, drafts: list[Draft]) -> None:
        tree, passive = self.tree, is_passive(self.tree, verb)
        lemma = tree.lemma[verb].lower()
        if kind in {"accused", "suspected"}:
            party, event = self._accused(verb, passive, lemma)
        else:
            agent = next((n for c in tree.all(verb, "agent") for n in tree.all(c, "pobj")), -1)
            party = agent if passive else subject_of(tree, verb)
            event = self._deed(verb, passive, lemma)
        if party < 0 or event < 0 or nobody(tree, party):
            return
        if any(tree.dep[c] == "neg" for c in tree.children[verb]):
            if kind in {"denied", "claimed"}:
                return  # who has not claimed an attack has not denied it
            kind = "denied" if kind == "admitted" else "unknown"
        found = self._events(event, verb, drafts)
        if not found and kind in {"claimed", "admitted", "denied"} and self._speaks_of_responsibility(verb):
            self.open.append(verb)
        for draft in found:
            if not draft.harm:
                continue
            if lemma == "claim" and (draft.mode == "death" or not draft.violent):
                continue  # "claimed a sixteenth death" is a figure, not a boast
            self._blame(draft, party, kind, verb)

    def _speaks_of_responsibility(self, verb: int) -> bool:
        return any(self.tree.lemma[c].lower() == "responsibility" for c in self.tree.children[verb])

    def _deed(self, verb: int, passive: bool, lemma: str) -> int:
        """The row that names what is claimed, admitted or denied."""
        tree = self.tree
        object_ = tree.child(verb, "nsubjpass") if passive else tree.child(verb, "dobj")
        if object_ >= 0:
            if tree.lemma[object_].lower() not in self._nouns:
                return object_ if lemma != "take" else -1
            for holder in (object_, verb):
                for preposition in tree.all(holder, "prep"):
                    if tree.lower[preposition] in {"for", "in", "of"}:
                        found = tree.child(preposition, "pobj", "pcomp")
                        if found >= 0:
                            return found
            return -1
        for child in tree.children[verb]:
            clause = tree.dep[child] in {"xcomp", "ccomp"} and tree.tag[child] in {"VBG", "VB", "VBN"}
            if clause and not passive and tree.child(child, "nsubj") < 0 and lemma != "take":
                return child
            if tree.dep[child] == "prep" and tree.lower[child] == "to" and lemma in {"admit", "confess"}:
                return tree.child(child, "pcomp", "pobj")
        return -1

    def _accused(self, verb: int, passive: bool, lemma: str) -> tuple[int, int]:
        """Rows of who is accused and of what."""
        tree = self.tree
        other = tree.child(verb, "nsubjpass") if passive else tree.child(verb, "dobj")
        if passive and other < 0:
            other = subject_of(tree, verb)
        for preposition in (*tree.all(verb, "prep"), *(tree.all(other, "prep") if other >= 0 else ())):
            inner = tree.child(preposition, "pcomp", "pobj")
            word = tree.lower[preposition]
            if inner < 0:
                continue
            if word in {"of", "for", "with", "over", "in"} and lemma not in {"attribute", "pin"}:
                return other, inner
            if word in {"on", "to"} and lemma in {"blame", "attribute", "pin"}:
                return inner, other
        if lemma in {"suspect", "believe", "think"} and passive:
            inner = tree.child(verb, "xcomp")
            return (other, inner) if inner >= 0 else (-1, -1)
        if lemma == "hold":
            responsible = next((c for c in tree.children[verb] if tree.lower[c] == "responsible"), -1)
            for preposition in tree.all(responsible, "prep") if responsible >= 0 else []:
                return other, tree.child(preposition, "pobj", "pcomp")
        return -1, -1

    def _behind(self, preposition: int, drafts: list[Draft]) -> None:
        """ "X was behind the attack": stated, or suspected below "is believed to be"."""
        tree = self.tree
        verb, event = tree.head[preposition], tree.child(preposition, "pobj")
        if event < 0 or tree.lemma[verb] not in {"be", "stand"}:
            return
        party = subject_of(tree, verb)
        if party < 0 or nobody(tree, party):
            return
        above = tree.lemma[tree.head[verb]] if tree.dep[verb] == "xcomp" else ""
        kind: _Kind = "suspected" if self._kind_of.get(above) == "suspected" else "stated"
        claim = self._within(verb)
        if kind == "stated" and claim is not None:
            kind = "denied" if claim.status.value == "denied" else "accused"
        for draft in self._events(event, verb, drafts):
            self._blame(draft, party, kind, verb)

    def _own_deed(self, noun: int, drafts: list[Draft]) -> None:
        """ "it was our own operation": the speaker takes an event upon himself."""
        tree = self.tree
        owner = tree.child(noun, "poss")
        if owner < 0 or tree.lower[owner] not in self.parties.first or tree.dep[noun] not in {"attr", "dobj"}:
            return
        claim = self._within(noun)
        verb = tree.head[noun]
        if claim is None or tree.lemma[verb] != "be":
            return
        named = self._named_in(tree.sentence(noun), drafts)
        before = [d for d in drafts if d.row < noun and d.harm and d.discrete]
        for draft in (named or before)[-1:]:
            party = self.parties.at(owner, claim)
            self._add(draft, Responsibility("claimed", party, claim.id))
            draft.others.append((noun,))

    def _named_in(self, sentence: range, drafts: list[Draft]) -> list[Draft]:
        """Events whose victim this sentence names ("operations like the one against Tamm")."""
        words = {self.tree.lower[row] for row in sentence if self.tree.pos[row] == "PROPN"}
        return [
            draft
            for draft in drafts
            if draft.discrete
            for p in draft.participants
            if p.role == "victim"
            and p.party.value.kind == "person"
            and set(p.party.value.name.lower().split()) & words
        ]

    def _events(self, row: int, cue: int, drafts: list[Draft]) -> list[Draft]:
        tree = self.tree
        found = [d for d in self.rows.at(row) if d in drafts]
        if not found and tree.dep[row] in {"pobj", "dobj"}:
            inner = [c for of in tree.all(row, "prep") if tree.lower[of] == "of" for c in tree.all(of, "pobj")]
            found = [d for c in inner for d in self.rows.at(c) if d in drafts]
        if not found and tree.pos[row] in {"VERB", "AUX"}:
            found = [d for c in tree.children[row] for d in self.rows.at(c) if d in drafts and d.carrier == row]
        if not found and tree.lower[row] in _BACK:
            before = [d for d in drafts if d.row < cue and d.harm and d.discrete]
            found = before[-1:]
        joined: list[Draft] = []
        for draft in found:
            joined.append(draft)
            joined.extend(
                d for c in tree.children[draft.row] if tree.dep[c] == "conj" for d in self.rows.at(c) if d in drafts
            )
        return list(dict.fromkeys(joined))

    def _blame(self, draft: Draft, party: int, kind: _Kind, cue: int) -> None:
        claim = self._by_cue.get(cue) or self._within(cue)
        reader = self._within(cue) if claim is not None else None
        anchored = self.parties.at(party, reader)
        self._add(draft, Responsibility(kind, anchored, claim.id if claim else None))
        draft.arguments = [a for a in draft.arguments if not (a.role in {"actor", "side"} and a.row == party)]
        draft.participants = [
            p
            for p in draft.participants
            if p.role not in {"actor", "side", "side_a", "side_b"} or not _same(p.party, anchored)
        ]

    def _within(self, row: int) -> Claim | None:
        """The innermost claim in whose content this row stands."""
        return self._content.get(row)

    def _plain(self, draft: Draft) -> None:
        """An actor told in the outlet's own voice is stated; in another's words it is that source who says so."""
        if not draft.occurred or not draft.harm:
            return
        for participant in draft.participants:
            if participant.role != "actor" or not _can_answer(participant.party):
                continue
            claim = self._told_by(draft, participant)
            if claim is None:
                self._add(draft, Responsibility("stated", participant.party))
                continue
            source = claim.source
            own = source is not None and _same(source, participant.party)
            kind: _Kind = "claimed" if own else "accused"
            self._add(draft, Responsibility(kind, participant.party, claim.id))

    def _told_by(self, draft: Draft, participant: Participant) -> Claim | None:
        """Whose words name this doer: a doer told in another sentence than the event's has a voice of its own."""
        rows = self.tree.rows(participant.party.spans[0]) if participant.party.spans else ()
        if not rows or self.tree.sentence_number(rows[0]) == self.tree.sentence_number(draft.row):
            return draft.claim
        return self._within(rows[0])

    def _add(self, draft: Draft, responsibility: Responsibility) -> None:
        known = draft.responsibility
        if not any(r.kind == responsibility.kind and _same(r.party, responsibility.party) for r in known):
            known.append(responsibility)


def _can_answer(party: Anchored[Party]) -> bool:
    """Whether this can be held responsible: people and bodies, not "the aircraft" or a town."""
    kind, words = party.value.kind, party.words
    if kind in {"place", "document", "poll"}:
        return False
    return kind != "unknown" or words.endswith(("s", "men", "people", "police")) or words[:1].isupper()


def _same(one: Anchored[Party], other: Anchored[Party]) -> bool:
    a, b = one.value, other.value
    return (a.entity is not None and a.entity == b.entity) or a.name.lower() == b.name.lower()
