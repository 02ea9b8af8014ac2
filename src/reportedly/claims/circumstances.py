"""When and where an event took place: the time and place expressions that belong to its clause, and no others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from reportedly.claims.drafts import Draft
from reportedly.claims.event_times import BY_DATING, onsets, spoken_of, written_by
from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words, triggers
from reportedly.report import Anchored, Mention, Report, Span
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

__all__ = ["Circumstances"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PREMODIFIERS = frozenset({"nummod", "amod", "compound", "nmod", "poss"})
_APART = frozenset({"since", "before", "until"})
_STEPS = 12
_UNITS = frozenset({"km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "yard", "foot"})
_DATELINE = 25
"""Most tokens of a dateline."""
_BODIES = frozenset({"organisation", "group", "document"})


class _Told(NamedTuple):
    """A time expression that begins in `row`; `borrowed` where it belongs to a noun of the clause first.

    `moved` where it was hung on a verb that only speaks of the deed.
    """

    row: int
    mention: Mention
    borrowed: bool
    moved: bool = False


class Circumstances:
    """The time and place expressions of one report, and the words of the tree that each belongs to.

    `deeds` are the rows of the words that name events.
    """

    def __init__(self, report: Report, tree: Tree, phrases: Phrases, deeds: Collection[int] = ()) -> None:
        self.tree, self.phrases, self.deeds = tree, phrases, deeds
        self.places: dict[int, Mention] = {}
        self.time_rows: set[int] = set()
        self._persons: set[int] = set()
        self._times_of: dict[int, list[_Told]] = {}
        self._published = written_by(report)
        for mention in report.mentions or ():
            rows = tree.rows(mention.span)
            if not rows:
                continue
            if mention.time is not None:
                self.time_rows.update(rows)
                if not _in_dateline(tree, rows[0]):
                    self._attach(mention, rows)
            elif mention.kind in _BODIES or (mention.kind == "person" and len(tree.rows(mention.head)) > 1):
                # one unknown name after "in" is as often a place that was taken for a person
                self._persons.update(tree.rows(mention.head))
            elif mention.kind == "place":
                for row in tree.rows(mention.head):
                    self.places.setdefault(row, mention)

    def _attach(self, mention: Mention, rows: range) -> None:
        """Record every word from the time expression up to and including the verb of its clause.

        A time that is part of a noun ("the 2014 attack") is that noun's, and its verb's at most: of "a suspect in the
        2014 attack" and "the anniversary of the 2014 attack" it goes no further.
        """
        tree, row = self.tree, self._top(rows)
        deadline = tree.lower[tree.head[row]] == "by"
        part = tree.dep[row] in _PREMODIFIERS and tree.pos[tree.head[row]] in _NOMINAL
        owner = tree.head[row] if part else -1
        for _ in range(_STEPS):
            head = tree.head[row]
            if head == row:
                break
            row = head
            if deadline and tree.pos[row] in _NOMINAL:
                continue  # "claimed the attack by Friday": a deadline is no time of what a noun names
            if part and row != owner and tree.pos[row] in _NOMINAL:
                break
            borrowed = part and row != owner
            if tree.pos[row] in _VERBAL and not part and row < rows[0]:
                before = min((told.row for told in self._times_of.get(row, ())), default=-1)
                deed = spoken_of(tree, row, rows[0], self.deeds, timed_before=before)
                if deed >= 0:
                    self._times_of.setdefault(deed, []).append(_Told(rows[0], mention, borrowed=False, moved=True))
                    break
            self._times_of.setdefault(row, []).append(_Told(rows[0], mention, borrowed))
            if tree.pos[row] in _VERBAL:
                break
            if row not in rows and tree.pos[row] in _NOMINAL and tree.lower[tree.head[row]] in _APART:
                break  # "since the coup in 2021, hundreds were killed"

    def _top(self, rows: range) -> int:
        return next((row for row in rows if self.tree.head[row] not in rows or self.tree.head[row] == row), rows[-1])

    def time(self, draft: Draft, frames: list[int]) -> Anchored[TimeValue] | None:
        """The time of a draft whose clause is headed by these rows, nearest first; None where none is stated.

        A date is preferred to a clock time or a rate; a bare duration says how long, not when.
        """
        best: tuple[tuple[int, bool, int], _Told] | None = None
        for order, row in enumerate(frames):
            for told in self._times_of.get(row, ()):
                value = told.mention.time
                if value is None or not _tells_when(value) or self._of_another(draft, row, told.row):
                    continue
                if told.borrowed and not draft.entry.violent:
                    continue  # "the 2014 massacre was condemned": the massacre is of 2014, the condemning is not
                rank = (_rank(value), told.borrowed, order)
                if best is None or rank < best[0]:
                    best = rank, told
        if best is None or best[1].mention.time is None:
            return self._onset(frames)
        return self._bounded(best[1], best[1].mention.time)

    def _onset(self, frames: list[int]) -> Anchored[TimeValue] | None:
        """ "fighting that began on Friday": from then on, and no later than the report."""
        for row in frames:
            for verb in onsets(self.tree, row, self.deeds):
                for told in self._times_of.get(verb, ()):
                    value = told.mention.time
                    if value is None or not _tells_when(value) or value.type not in {"DATE", "TIME"}:
                        continue
                    if not value.open and (self._published is None or (value.earliest or "") <= self._published):
                        value = replace(value, latest=self._published)
                    return Anchored(value, (told.mention.span,), "begun then")
        return None

    def _bounded(self, told: _Told, value: TimeValue) -> Anchored[TimeValue]:
        """ "since Friday" runs on to the day of the report, "before Friday" and "by Friday" have no beginning."""
        tree = self.tree
        before = tree.lower[told.row - 1] if told.row else ""
        ahead = value.earliest is not None and self._published is not None and value.earliest > self._published
        if not value.open and not ahead and before == "since":
            value = replace(value, latest=self._published)
            return Anchored(value, (told.mention.span,), "since then")
        if not value.open and not ahead and before in {"until", "till", "by", "before"}:
            value = replace(value, earliest=None, latest=value.earliest if before == "before" else value.latest)
            return Anchored(value, (told.mention.span,), f"{before} then")
        notes = ["stands after what it dates"] if told.moved else []
        notes += [BY_DATING] if value.anchor == "inferred" else []
        return Anchored(value, (told.mention.span,), ", ".join(notes) or None)

    def rates(self, frames: list[int]) -> list[Mention]:
        """The repeated times ("every day") of a clause headed by these rows."""
        found = [told.mention for row in frames for told in self._times_of.get(row, ())]
        return [m for m in found if m.time is not None and m.time.type == "SET"]

    def _of_another(self, draft: Draft, row: int, at: int) -> bool:
        """A time after a later verb of a coordination ("attacked X and fled on Friday") is that verb's."""
        tree = self.tree
        return any(
            tree.dep[c] in {"conj", "advcl", "ccomp", "relcl", "acl"} and tree.pos[c] == "VERB" and row < c < at
            and c != draft.row
            for c in tree.children[row]
        ) and tree.head[self._top(range(at, at + 1))] != row  # fmt: skip

    def place(self, frames: list[int], own: tuple[int, ...] = ()) -> Anchored[PlaceName] | None:
        """The place named by a phrase of these rows ("in a market in Gorv", "near Selm"), or None."""
        tree, prepositions = self.tree, event_words()["places"]["prepositions"]
        for row in frames:
            if found := self._measured(row):
                return found
            for child in tree.children[row]:
                if child in own:
                    continue  # the preposition of "call on" is part of the trigger
                if tree.dep[child] == "advmod" and (found := self._relative(child)):
                    return found
                if tree.lower[child] == "between" and (found := self._between(child)):
                    return found
                if tree.dep[child] not in {"prep", "agent"} or tree.lower[child] not in prepositions:
                    continue
                for noun in tree.all(child, "pobj"):
                    if (found := self._place(noun, tree.lower[child], row)) is not None:
                        return found
        return None

    def struck(self, draft: Draft) -> Anchored[PlaceName] | None:
        """The place that is itself attacked ("shelled the outskirts of Vesk", "stormed Vesk"), or None.

        A country that is attacked says too little of where.
        """
        if not (draft.harm or draft.mode in {"seize", "occupy"}):
            return None
        for argument in draft.arguments:
            row = argument.row
            if argument.role != "target" or argument.slot not in {"object", "on", "against", "of", "undergo"}:
                continue
            mention = self.places.get(row)
            known = mention.place.value.place if mention is not None and mention.place is not None else None
            if known is not None and known.kind in {"country", "continent"}:
                continue
            found = self._place(row, "in", draft.row)
            if found is not None and (known or found.value.within or found.value.name[:1].isupper()):
                return found
        return None

    def named_in(self, draft: Draft) -> Anchored[PlaceName] | None:
        """The place that stands before a noun for an attack or protest ("the Vesk bombing"), or None."""
        if not (draft.harm or draft.type == "PROTEST"):
            return None
        for noun in (draft.row, *(row for rows in draft.others for row in rows)):
            for child in self.tree.all(noun, "compound", "nmod") if self.tree.pos[noun] == "NOUN" else ():
                mention = self.places.get(child)
                place = mention.place.value.place if mention is not None and mention.place is not None else None
                if place is not None and place.kind not in {"country", "continent"}:
                    return Anchored(PlaceName(self._name(child), "in"), (self.places[child].head,))
        return None

    def _named(self, row: int) -> bool:
        return row in self.places and self.places[row].form == "name" and self.tree.pos[row] == "PROPN"

    def _between(self, preposition: int) -> Anchored[PlaceName] | None:
        """ "between Vesk and Selm": a place that is neither of the two."""
        tree = self.tree
        ends = [row for noun in tree.all(preposition, "pobj") for row in (noun, *tree.all(noun, "conj"))]
        if len(ends) != 2 or not all(self._named(row) for row in ends):
            return None
        span = tree.span((preposition + 1, ends[1]))
        return Anchored(PlaceName(span.words, "between"), (tree.span((preposition, ends[1])),))

    def _measured(self, row: int) -> Anchored[PlaceName] | None:
        """ "about 40 kilometres south-west of Vesk", whatever the parser makes of the measure."""
        tree = self.tree
        for unit in tree.children[row]:
            if tree.lemma[unit].lower() not in _UNITS or unit <= row or tree.child(unit, "nummod") < 0:
                continue
            first = min(tree.subtree(unit))
            for of in range(unit + 1, min(unit + 6, len(tree) - 1)):
                if tree.lower[of] not in {"of", "from"}:
                    continue
                way = tree.report.text[tree.start[unit + 1] : tree.end[of - 1]].lower() if of > unit + 1 else ""
                if way and f"{way} of" not in event_words()["places"]["relations"]:
                    break
                for noun in tree.all(of, "pobj"):
                    if found := self._place(noun, tree.span((first, of)).words, row):
                        last = tree.rows(found.spans[0])[-1]
                        return replace(found, spans=(tree.span((first, last)), *found.spans[1:]))
        return None

    def _relative(self, adverb: int) -> Anchored[PlaceName] | None:
        """ "north of Selm", "close to the border"."""
        tree = self.tree
        for child in tree.all(adverb, "prep"):
            relation = f"{tree.lower[adverb]} {tree.lower[child]}"
            if relation in event_words()["places"]["relations"]:
                for noun in tree.all(child, "pobj"):
                    if found := self._place(noun, relation, adverb):
                        return self._at_distance(found, adverb)
        return None

    def _at_distance(self, found: Anchored[PlaceName], adverb: int) -> Anchored[PlaceName]:
        """ "20 km north of Selm": how far is part of the relation."""
        tree = self.tree
        unit = tree.child(adverb, "npadvmod")
        if unit < 0 or tree.lemma[unit].lower() not in _UNITS:
            return found
        first = min(tree.subtree(unit))
        words = tree.span((first, adverb)).words
        relation = f"{words} {found.value.relation.partition(' ')[2]}"
        return replace(
            found,
            value=replace(found.value, relation=relation),
            spans=(tree.span((first, tree.rows(found.spans[0])[-1])), *found.spans[1:]),
        )

    def _place(self, noun: int, relation: str, holder: int) -> Anchored[PlaceName] | None:
        tree, lemma = self.tree, self.tree.lemma[noun].lower()
        if noun in self.time_rows:
            return None
        named = noun in self.places or tree.ent[noun][2:] in {"GPE", "LOC", "FAC"} or self._unlisted(noun, relation)
        kinds = event_words()["places"]["nouns"]
        common = (lemma in kinds or tree.lower[noun] in kinds) and tree.pos[noun] in _NOMINAL
        if noun in self._persons and noun not in self.places:
            named, common = False, common and lemma not in event_words()["places"]["bodies"] and relation != "by"
        if not named and not common:
            return None
        if relation in {"by", "under", "through", "between", "behind", "over"} and not common:
            return None
        if named and not common and relation == "by":
            return None
        if relation == "on" and common and tree.tag[noun] == "NNS":
            return None  # "attacks on ports": what was attacked, not where
        if relation == "on" and named and (not common or tree.pos[holder] in _NOMINAL):
            relation = "at"  # "the attack on the embassy" took place there
        if relation == "through" and tree.lemma[holder].lower() in triggers().occur:
            relation = "at"  # "an explosion tore through a depot"
        first, last = self.phrases.of(noun)
        if lemma == "front" and relation == "in" and first == noun:
            relation = "in front of"
            inner = next((p for of in tree.all(noun, "prep") for p in tree.all(of, "pobj")), -1)
            return self._place(inner, relation, holder) if inner >= 0 else None
        if common and tree.pos[noun] == "NOUN":
            # "the town of Vesk" is Vesk; "a market in Gorv" lies in Gorv
            for of in tree.all(noun, "prep"):
                for inner in tree.all(of, "pobj"):
                    if tree.lower[of] == "of" and (inner in self.places or tree.pos[inner] == "PROPN"):
                        name = self._words(inner)
                        part = f"{tree.lower[noun]} of"
                        relation = part if part in event_words()["places"]["relations"] else relation
                        return Anchored(PlaceName(name, relation, self._wider(inner)), (tree.span((first, last)),))
        return Anchored(PlaceName(self._words(noun), relation, self._wider(noun)), (self._span(noun, first, last),))

    def _unlisted(self, noun: int, relation: str) -> bool:
        """A proper name after "in" or "near" that nothing else is known of ("in Gorv") is taken for a place."""
        tree = self.tree
        if tree.pos[noun] != "PROPN" or relation not in {
            "in",
            "near",
            "outside",
            *event_words()["places"]["relations"],
        }:
            return False
        return (
            noun not in self._persons
            and tree.ent[noun][2:] in {"", "ORG", "PERSON", "PRODUCT"}
            and not any(tree.dep[c] == "det" for c in tree.children[noun])
        )

    def _span(self, noun: int, first: int, last: int) -> Span:
        rows = [first, last, *self._wider_rows(noun)]
        return self.tree.span(rows)

    def _words(self, noun: int) -> str:
        """The phrase up to its noun without the article: the place as it would stand in a column."""
        tree = self.tree
        first, _ = self.phrases.of(noun)
        rows = list(range(first, noun + 1))
        owned = [row for row in rows[:-1] if tree.lower[row] in {"'s", "’s"} and tree.dep[row] == "case"]
        rows = [row for row in rows if not owned or row > owned[-1]]  # "Vesk's harbour district"
        while rows[:-1] and tree.pos[rows[0]] in {"DET", "PUNCT"}:
            rows.pop(0)
        name = tree.span(rows).words
        mention = self.places.get(noun)
        if mention is not None and mention.form == "name" and mention.head.words in mention.span.words:
            return mention.head.words if tree.pos[rows[0]] == "PROPN" or len(rows) == 1 else name
        return name

    def _wider_rows(self, noun: int) -> list[int]:
        tree, out = self.tree, []
        for child in tree.children[noun]:
            proper = tree.pos[child] == "PROPN" or tree.ent[child][2:] in {"GPE", "LOC"}
            if child > noun and proper and tree.dep[child] in {"appos", "npadvmod", "conj"} and child in self.places:
                if tree.text[child - 1] == "," or (child > 1 and tree.dep[child] != "conj"):
                    out.append(child)
            elif child > noun and tree.dep[child] == "appos":
                out.extend(self._described_in(child))
            elif child > noun and tree.dep[child] == "prep" and tree.lower[child] in {"in", "near"}:
                for inner in tree.all(child, "pobj"):
                    if (inner in self.places and self.places[inner].form == "name") or self._unlisted(inner, "in"):
                        out.append(inner)
                    else:  # "a depot in the harbour of Port Sarn"
                        of = [
                            c for p in tree.all(inner, "prep") if tree.lower[p] == "of" for c in tree.all(p, "pobj")
                        ]
                        out.extend(c for c in of if c in self.places or tree.ent[c][2:] in {"GPE", "LOC"})
        return out

    def _described_in(self, kind: int) -> list[int]:
        """ "Vesk, a village in Selm province": what the description says that it lies in or near."""
        tree = self.tree
        if tree.pos[kind] != "NOUN" or tree.lemma[kind].lower() not in event_words()["places"]["nouns"]:
            return []
        return [
            inner
            for prep in tree.all(kind, "prep")
            if tree.lower[prep] in {"in", "near", "of"}
            for inner in tree.all(prep, "pobj")
            if self._is_place(inner) or tree.pos[inner] == "NOUN"
        ]

    def _is_place(self, row: int) -> bool:
        return row in self.places or self.tree.ent[row][2:] in {"GPE", "LOC", "FAC"}

    def _name(self, row: int) -> str:
        if row in self.places and self.places[row].form == "name":
            return self.places[row].head.words
        return self._words(row) if self.tree.pos[row] == "NOUN" else self.tree.text[row]

    def _wider(self, noun: int) -> tuple[str, ...]:
        tree, names = self.tree, []
        for child in tree.children[noun]:
            if child < noun and tree.dep[child] in {"compound", "nmod", "poss"} and self._is_place(child):
                names.append(self._name(child))
        for row in self._wider_rows(noun):
            names.append(self._name(row))
            names.extend(self._wider(row))
        own = self._words(noun)
        told = [name for name in dict.fromkeys(names) if name != own]
        return tuple(name for name in told if not any(name != other and name in other for other in (own, *told)))


def _in_dateline(tree: Tree, row: int) -> bool:
    """Whether a row stands before the dash of a dateline ("PORT SARN, May 3 (Northern Wire) —")."""
    first = tree.paragraph(row)[0]
    if not tree.text[first].isupper() or row - first > _DATELINE:
        return False
    return any(tree.text[at] in {"—", "–", "--", "-"} for at in range(row, min(first + _DATELINE, len(tree))))


def _tells_when(value: TimeValue) -> bool:
    if value.type == "DURATION":
        return value.earliest is not None
    return value.timex not in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def _rank(value: TimeValue) -> int:
    if value.type == "SET":
        return 3
    if value.type == "DURATION":
        return 2
    return 1 if value.rule == "clock" else 0
