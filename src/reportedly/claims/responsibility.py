"""Who is said to be behind an event: stated as fact, claimed, admitted, accused, suspected, denied.

A party that is only said to be behind an event is never its plain actor: `Blame` takes such parties out of the
participants and puts them, with the kind of saying, who says it and in which words, under responsibility.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.blame_slots import Blamed, blamed
from reportedly.claims.blame_words import Kind, blame_words
from reportedly.claims.clause import negations
from reportedly.claims.drafts import Draft
from reportedly.claims.factuality import factuality
from reportedly.claims.merging import EventRows
from reportedly.claims.operators import factuality_words
from reportedly.claims.participants import nobody
from reportedly.claims.parties import Parties
from reportedly.claims.retellings import fits
from reportedly.claims.subjects import subject_of
from reportedly.language.tree import Tree
from reportedly.ontology.events import triggers
from reportedly.report import Anchored, Claim, Participant, Party, Responsibility

__all__ = ["Blame"]

_BACK = frozenset({"it", "this", "that", "them", "they", "which", "these", "those", "both", "either", "neither"})
_TWO = frozenset({"both", "either", "neither"})
_PARTS = frozenset({"one", "some", "several", "most", "many", "half", "part", "any"})
_LATELY = 1
"""Sentences back to the event that blame without any object speaks of ("police blamed the Front")."""
_OWN_DEED = frozenset(
    {"operation", "attack", "work", "action", "deed", "doing", "act", "killing", "bombing", "strike", "raid"}
)
_DOING = frozenset({"do", "commit", "perpetrate"})
_PLURAL = frozenset({"the", "these", "those", "both", "all"})
_UNTOLD = frozenset({"planned", "hypothetical", "conditional", "advocated", "attempted", "foiled", "threatened"})
"""Modalities of the word that blames under which nobody has blamed anybody ("is expected to claim")."""


class Blame:
    """Reads responsibility for the drafts of one report. Needs drafts that were joined within sentences.

    `open` are the rows of words that speak of responsibility for an event which was not found in the report.
    """

    def __init__(
        self, tree: Tree, claims: tuple[Claim, ...], content: dict[int, Claim], rows: EventRows, parties: Parties
    ) -> None:
        self.tree, self.rows, self.parties, self._content = tree, rows, parties, content
        self._by_cue: dict[int, Claim] = {}
        self._claims = {claim.id: claim for claim in claims}
        for claim in claims:
            for span in claim.cue.spans if claim.cue else ():
                for row in tree.rows(span):
                    self._by_cue.setdefault(row, claim)
        self.open: list[int] = []
        outlet = tree.report.publication.outlet
        name = outlet.value if outlet else "this report"
        self._outlet: Anchored[Party] = Anchored(Party(name, "outlet"), (), "told in the outlet's own voice")
        self._words = blame_words()

    def read(self, drafts: list[Draft]) -> None:
        """Add to each draft who is said to be behind it, by whom, and by which claim."""
        for row in range(len(self.tree)):
            if self.tree.pos[row] in {"VERB", "AUX"}:
                for found in blamed(self.tree, row, self._words):
                    if self._blamed(row, found, drafts):
                        break
                else:
                    self._did(row, drafts)
            elif self.tree.lemma[row].lower() in _OWN_DEED and self.tree.pos[row] == "NOUN":
                self._own_deed(row, drafts)
        for draft in drafts:
            self._plain(draft)

    def _blamed(self, verb: int, found: Blamed, drafts: list[Draft]) -> bool:
        """Whether this construction speaks of responsibility, for an event of the report or for one left open."""
        tree, kind, lemma = self.tree, found.cue.kind, self.tree.lemma[verb].lower()
        if nobody(tree, found.party):
            return True
        how = factuality(tree, verb)
        if how.modality.value in _UNTOLD:
            return True
        if how.polarity.value == "negative" or negations(tree, verb, factuality_words()):
            if kind not in {"stated", "admitted", "denied"}:
                return True  # who has not claimed an attack has not denied it
            kind = "denied" if kind == "stated" and lemma in {"be", "stand", "involve", "have", "play"} else "unknown"
        elif how.modality.value == "unknown":
            kind = "unknown"
        if found.event == verb and not _can_answer(self.parties.at(found.party, None)):
            return False  # "police blamed the weather"
        events = self._events(found.event, verb, drafts)
        if not events and self._some_of(found.event):
            self.open.append(verb)
            return True
        share = any(tree.lemma[row].lower() == "responsibility" for row in found.rows)
        if not events and share and kind in {"claimed", "admitted", "denied"}:
            self.open.append(verb)
            return True
        plain = "share" in found.cue.event[:1] and any(tree.lemma[r].lower() in self._words.share for r in found.rows)
        blaming = [d for d in events if d.harm or plain or kind in {"accused", "suspected"}]
        if lemma == "claim" and not plain:
            # "claimed a sixteenth death" is a figure, not a boast
            blaming = [d for d in blaming if d.mode != "death" and d.violent]
        for draft in blaming:
            self._blame(draft, kind, verb, found)
        return bool(blaming)

    def _own_deed(self, noun: int, drafts: list[Draft]) -> None:
        """ "it was our own operation": the speaker takes an event upon himself."""
        tree = self.tree
        owner = tree.child(noun, "poss")
        if owner < 0 or tree.dep[noun] not in {"attr", "dobj"}:
            return
        claim = self._within(noun)
        verb = tree.head[noun]
        if claim is None or claim.source is None or tree.lemma[verb] != "be":
            return
        party = self.parties.at(owner, claim)
        if tree.lower[owner] not in self.parties.first and not _same(party, claim.source):
            return
        subject = tree.child(verb, "nsubj")
        several = subject >= 0 and tree.lower[subject] in _TWO
        named = self._named_in(tree.sentence(noun), drafts)
        before = [d for d in drafts if d.row < noun and d.harm and d.discrete]
        told = self._events(subject, verb, drafts) if subject >= 0 and tree.lower[subject] not in _BACK else []
        negating = negations(tree, verb, factuality_words())
        for draft in told or (named or before)[-2 if several else -1 :]:
            cue = tree.spans(sorted({owner, noun, *negating}))
            self._add(draft, Responsibility("denied" if negating else "claimed", party, claim.id, claim.source, cue))
            draft.others.append((noun,))

    def _did(self, verb: int, drafts: list[Draft]) -> None:
        """ "said they carried out neither attack", "we did it": a source says of itself that it did what was told."""
        tree, claim = self.tree, self._within(verb)
        deed = tree.child(verb, "dobj")
        particle = next((tree.lower[c] for c in tree.children[verb] if tree.dep[c] == "prt"), "")
        phrase = f"{tree.lemma[verb].lower()} {particle}".strip()
        light = phrase in triggers().light or tree.lemma[verb].lower() in _DOING
        if deed < 0 or not light or claim is None or claim.source is None:
            return
        party = self.parties.at(subject_of(tree, verb), claim)
        if not _same(party, claim.source) or factuality(tree, verb).modality.value in _UNTOLD:
            return
        events = [d for d in self._events(deed, verb, drafts) if d.row < verb and d.discrete]
        if not events and any(tree.lower[c] in _PLURAL | {"the"} for c in tree.children[deed]):
            events = [d for d in drafts if d.row < verb and d.harm and d.discrete][-1:]
        negating = negations(tree, verb, factuality_words())
        kind = self._in_words_of(claim, party)
        if negating or kind not in {"claimed", "denied"}:
            kind = "denied" if negating and kind == "claimed" else "unknown"
        for draft in events:
            cue = tree.spans(sorted({verb, deed, *negating}))
            self._add(draft, Responsibility(kind, party, claim.id, claim.source, cue))

    def _some_of(self, row: int) -> bool:
        """ "one of the attacks", "two of the three": some of the events told before, and it is not told which."""
        tree = self.tree
        if tree.pos[row] != "NUM" and tree.lower[row] not in _PARTS:
            return False
        return any(tree.lower[of] == "of" for of in tree.all(row, "prep"))

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
        """The events that a word of blame speaks of: those it names, what they point back to, and their conjuncts."""
        tree = self.tree
        if row == cue:
            here = tree.sentence_number(cue)
            before = [d for d in drafts if d.row < cue and d.harm and d.discrete]
            return [d for d in before[-1:] if here - tree.sentence_number(d.row) <= _LATELY]
        if self._some_of(row):
            return []
        found = [d for d in self.rows.at(row) if d in drafts]
        if not found and tree.dep[row] in {"pobj", "dobj"}:
            inner = [c for of in tree.all(row, "prep") if tree.lower[of] == "of" for c in tree.all(of, "pobj")]
            found = [d for c in inner for d in self.rows.at(c) if d in drafts]
        if not found and tree.pos[row] in {"VERB", "AUX"}:
            found = [d for c in tree.children[row] for d in self.rows.at(c) if d in drafts and d.carrier == row]
        if not found and tree.lower[row] in _BACK:
            before = [d for d in drafts if d.row < cue and d.harm and d.discrete]
            found = before[-2 if tree.lower[row] in _TWO else -1 :]
        joined: list[Draft] = []
        for draft in found:
            joined.append(draft)
            joined.extend(
                d for c in tree.children[draft.row] if tree.dep[c] == "conj" for d in self.rows.at(c) if d in drafts
            )
            joined.extend(self._several(draft, row, drafts))
        return list(dict.fromkeys(joined))

    def _several(self, draft: Draft, row: int, drafts: Sequence[Draft]) -> list[Draft]:
        """The events told before that "the blasts", "the two attacks" or "all three killings" take together."""
        tree = self.tree
        if draft.row != row or tree.tag[row] != "NNS" or draft.told.genericity.value != "iterative":
            return []
        if draft.time or draft.place or not any(tree.lower[c] in _PLURAL for c in tree.children[row]):
            return []
        lemma = tree.lemma[row].lower()
        return [d for d in drafts if d.row < row and d.harm and d.discrete and fits(tree, lemma, draft, d)]

    def _blame(self, draft: Draft, kind: Kind, cue: int, found: Blamed) -> None:
        tree = self.tree
        claim = next((self._by_cue[row] for row in found.rows if row in self._by_cue), None) or self._within(cue)
        reader = self._within(cue) if claim is not None else None
        party = self.parties.at(found.party, reader)
        own = claim is not None and claim.cue is not None and claim is self._within(cue)
        if kind == "stated" and own and claim is not None:
            kind = self._in_words_of(claim, party)
        by = claim.source if claim else None
        if claim is None and found.cue.outlet and found.cue.party != ("object",):
            by = self._outlet
        elif claim is None or (own and found.sayer >= 0 and found.cue.kind != "stated"):
            by = self.parties.at(found.sayer, reader) if found.sayer >= 0 else None
        above = tree.head[cue] if tree.dep[cue] == "xcomp" else -1
        if kind == "stated" and above >= 0 and self._believed(above):
            kind, by = "suspected", by if by is not self._outlet else None
        self._add(draft, Responsibility(kind, party, claim.id if claim else None, by, tree.spans(found.rows)))
        draft.arguments = [a for a in draft.arguments if not (a.role in {"actor", "side"} and a.row == found.party)]
        draft.participants = [
            p for p in draft.participants if p.role not in {"actor", "side_a", "side_b"} or not _same(p.party, party)
        ]

    def _believed(self, verb: int) -> bool:
        return any(cue.kind == "suspected" for cue in self._words.verbs.get(self.tree.lemma[verb].lower(), ()))

    def _in_words_of(self, claim: Claim, party: Anchored[Party]) -> Kind:
        """What a source's plain telling makes of a party: a claim of its own, a denial, an accusation."""
        outer = self._claims.get(claim.within or "")
        if outer is not None and outer.status.value == "denied" and outer.source and _same(outer.source, party):
            return "denied"  # "rejected the accusation that they had"
        if claim.status.value == "denied":
            return "denied"
        if claim.status.value == "believed":
            return "suspected"
        return "claimed" if claim.source is not None and _same(claim.source, party) else "accused"

    def _within(self, row: int) -> Claim | None:
        """The innermost claim in whose content this row stands."""
        return self._content.get(row)

    def _plain(self, draft: Draft) -> None:
        """A doer told in the outlet's own voice is stated; in another's words it is that source who says so.

        So is who attempted it. A source that says of itself that it did not do it denies it.
        """
        tried = draft.told.modality.value == "attempted" and draft.told.polarity.value == "positive"
        undone = draft.told.modality.value == "actual" and draft.told.polarity.value == "negative"
        if not draft.harm or not (draft.occurred or tried or undone):
            return
        telling = self.tree.spans(draft.rows)
        for participant in list(draft.participants):
            if participant.role != "actor" or not _can_answer(participant.party):
                continue
            party, claim = participant.party, self._told_by(draft, participant)
            if undone:
                own = claim is not None and claim.status.value == "asserted"
                if own and claim is not None and claim.source is not None and _same(claim.source, party):
                    self._add(
                        draft, Responsibility("denied", party, claim.id, claim.source, draft.told.polarity.spans)
                    )
            elif claim is not None:
                kind = self._in_words_of(claim, party)
                self._add(draft, Responsibility(kind, party, claim.id, claim.source, telling))
                if kind == "denied":
                    draft.participants.remove(participant)
            elif another := self._not_this_one(draft):
                self._add(draft, Responsibility("denied", party, None, self._outlet, self.tree.spans(another)))
                draft.participants.remove(participant)
            else:
                self._add(draft, Responsibility("stated", party, None, self._outlet, telling))

    def _not_this_one(self, draft: Draft) -> tuple[int, ...]:
        """Rows of "not" in "it was not the army that shelled the mill", or ()."""
        tree = self.tree
        who, verb = tree.head[draft.row], tree.head[tree.head[draft.row]]
        if tree.dep[draft.row] not in {"relcl", "advcl"} or tree.dep[who] != "attr" or tree.lemma[verb] != "be":
            return ()
        subject = tree.child(verb, "nsubj", "expl")
        if subject < 0 or tree.lower[subject] != "it":
            return ()
        return negations(tree, verb, factuality_words())

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
