"""How many were killed, hurt, held or driven out: counts bound to the word that says so and to whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from reportedly.claims.drafts import Draft
from reportedly.language.numbers import counted_nouns, counts, rate
from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Anchored, Claim, Mention, Quantity, Report, Span
from reportedly.values.count import Count, Unit

__all__ = ["Counts", "listed", "quantities", "side_by_side", "sources", "toll"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_FURTHER = frozenset({"more", "other", "further", "additional"})
_LONGEST_WHOLE = 5
_ONE_NAMED = "the words name one"
_ONE = frozenset({"a", "an", "the", "one", "another", "his", "her", "their", "its", "this", "that"})
_MANY = frozenset({"they", "them", "we", "us", "who", "which", "others", "those", "these", "it", "you"})
_SINGLE = frozenset({"he", "she", "him", "her", "i", "me"})


class Counts:
    """The counts of a report by the row at which each begins, from the mentions layer where it has them."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self.tree = tree
        self.at: dict[int, tuple[Span, Count]] = {}
        self.counted: dict[int, tuple[Span, Count]] = {}
        self.persons = {
            row for m in report.mentions or () if m.kind == "person" and m.form == "name" for row in tree.rows(m.head)
        }
        read = [(m.span, m.count) for m in report.mentions or () if m.count is not None]
        for span, count in read or counts(tree):
            for row in tree.rows(span):
                self.at[row] = (span, count)
                if tree.dep[row] == "nummod":
                    self.counted[tree.head[row]] = (span, count)

    def of(self, row: int) -> tuple[Span, Count] | None:
        """The count of the phrase at this row: "12 men", "12 of them", "12", "a man", a named person."""
        tree = self.tree
        if row in self.at:
            return self.at[row]
        for child in tree.children[row]:
            if (
                child < row
                and child in self.at
                and tree.dep[child] in {"nummod", "amod", "quantmod", "det", "advmod", "compound"}
            ):
                return self.at[child]
        both = next((c for c in tree.children[row] if c < row and tree.lower[c] == "both"), -1)
        if tree.tag[row] == "NNS" and both >= 0:
            return tree.span((both,)), Count(2, 2)
        if tree.lower[row] == "average" and (counted := self._average(row)) is not None:
            return counted
        if tree.tag[row] in {"NN", "NNP"} and self._one(row):
            return tree.span((row,)), Count(1, 1)
        if tree.lower[row] in _SINGLE or (tree.lower[row] == "one" and tree.pos[row] == "NUM"):
            return tree.span((row,)), Count(1, 1)
        return None

    def _average(self, row: int) -> tuple[Span, Count] | None:
        """ "an average of 20 people": about so many."""
        tree = self.tree
        for of in tree.all(row, "prep"):
            for noun in tree.all(of, "pobj"):
                if (found := self.of(noun)) is not None and found[1].bound == "exact":
                    return found[0], Count(found[1].low, found[1].high, "about")
        return None

    def _one(self, row: int) -> bool:
        tree = self.tree
        if tree.tag[row] == "NNP":
            return tree.ent[row][2:] == "PERSON" or row in self.persons
        if tree.lemma[row] in event_words()["collectives"]["nouns"]:
            return False
        return any(tree.dep[c] in {"det", "poss"} and tree.lower[c] in _ONE for c in tree.children[row])


def quantities(tree: Tree, draft: Draft, known: Counts, times: list[Mention]) -> list[Anchored[Quantity]]:
    """The quantities that a draft states of those it harms.

    Conjuncts are added up where each is exact or has a least number ("three men and a child" is four, "A, B and C"
    three, "at least three guards and two drivers" at least five), each keeping its words. Counts of the same words
    are read once. `times` are the rates ("every day") that belong to the draft.
    """
    effect = draft.entry.effect
    if effect is None:
        return []
    if draft.noun and draft.row in known.counted:
        span, value = known.counted[draft.row]
        return [Anchored(Quantity(effect, value, None), (_widened(tree, draft.row, span),))]
    heads = [argument.row for argument in draft.arguments if argument.role == "victim"]
    rows = list(dict.fromkeys(row for head in heads for row in (head, *listed(tree, head))))
    found = [(row, count) for row in rows if (count := known.of(row)) is not None]
    if not found:
        return []
    per = next((unit for mention in times if (unit := _rate(mention))), None)
    per = per or next((unit for row in _noun_phrases(tree, rows) if (unit := rate(tree, row))), None)
    spans = tuple(dict.fromkeys(span for _, (span, _) in found))
    values = [value for _, (_, value) in found]
    if len(found) > 1 and len(spans) == len(found) and (total := _sum(values, per)) is not None:
        units = {_unit(tree, row) for row, _ in found}
        if len(units) == 1:
            return [Anchored(Quantity(effect, total, None, unit=units.pop()), spans, "added up")]
    out = []
    for row, (span, value) in found:
        rated = replace(value, per=per) if per else value
        why = _ONE_NAMED if value == Count(1, 1) and row not in known.at else None
        quantity = Quantity(effect, rated, _group(tree, row, span), unit=_unit(tree, row))
        out.append(Anchored(quantity, (_widened(tree, row, span),), why))
    return list(dict.fromkeys(out))


def _noun_phrases(tree: Tree, rows: list[int]) -> Iterator[int]:
    """These rows and the nouns after their "of": "an average of 20 people"."""
    for row in rows:
        yield row
        yield from (noun for of in tree.all(row, "prep") for noun in tree.all(of, "pobj") if tree.lower[of] == "of")


def _unit(tree: Tree, row: int) -> Unit:
    """What is counted: persons, unless the noun (or that after "dozens of") says families, houses, animals, ..."""
    units = counted_nouns()
    if tree.lower[row] == "family" and any(tree.lower[of] == "of" for of in tree.all(row, "prep")):
        return "persons"  # "a family of five"
    own = units.get(tree.lemma[row].lower())
    if own or (tree.pos[row] == "NOUN" and tree.child(row, "nummod") >= 0):
        return own or "persons"
    within = (units.get(tree.lemma[n].lower()) for n in _noun_phrases(tree, [row]) if n != row)
    return next((unit for unit in within if unit and tree.pos[row] in {"NUM", "NOUN"}), "persons")


def listed(tree: Tree, row: int) -> list[int]:
    """The names that follow a name in a list which the parser took for appositions: B and C of "A, B and C"."""
    if tree.pos[row] != "PROPN":
        return []
    out = []
    for second in tree.all(row, "appos"):
        last = tree.child(second, "conj")
        if tree.pos[second] == "PROPN" and last >= 0 and tree.pos[last] == "PROPN":
            out += [second, *(c for c in tree.subtree(second) if tree.dep[c] == "conj" and tree.pos[c] == "PROPN")]
    return out


def _sum(values: list[Count], per: str | None) -> Count | None:
    """The sum of what conjuncts count; None where one is vague or has no least number."""
    if any(v.vague or v.low is None or v.bound not in {"exact", "at least"} for v in values):
        return None
    total = sum(v.low or 0 for v in values)
    exact = all(v.bound == "exact" for v in values)
    return Count(total, total if exact else None, "exact" if exact else "at least", per=per)


def sources(claims: Iterable[Claim]) -> dict[str, str]:
    """For each claim, by its id, whose it is: two claims of one source give one figure."""
    out = {}
    for claim in claims:
        party = claim.source.value if claim.source else None
        out[claim.id] = claim.id if party is None else party.entity or party.name.lower()
    return out


def side_by_side(
    found: Iterable[Anchored[Quantity]], source: Mapping[str, str] = MappingProxyType({})
) -> tuple[Anchored[Quantity], ...]:
    """Figures that differ, or that different voices give, stay apart; one given twice is one, with all its words.

    `source` says whose each claim is; the first claim that gives a figure is kept with it.
    """
    out: dict[tuple[str, Count, str, str | None], Anchored[Quantity]] = {}
    for each in found:
        claim = each.value.claim
        key = (each.value.effect, each.value.count, each.value.unit, source.get(claim, claim) if claim else None)
        if key in out and each.inferred == _ONE_NAMED:
            continue
        if key in out:
            spans = tuple(dict.fromkeys((*out[key].spans, *each.spans)))
            value = replace(out[key].value, of=out[key].value.of or each.value.of)
            out[key] = Anchored(value, spans, out[key].inferred if out[key].inferred == each.inferred else None)
        else:
            out[key] = each
    return tuple(out.values())


def _widened(tree: Tree, row: int, span: Span) -> Span:
    """The count with the noun it counts, if that follows: "three guards"."""
    return span if tree.end[row] <= span.end else tree.report.span(span.start, tree.end[row])


def _group(tree: Tree, row: int, span: Span) -> str | None:
    whole = tree.pos[row] == "NUM" or tree.lower[row] == "average"
    if whole or (tree.tag[row] == "NNS" and tree.end[row] <= span.end):  # "12 of them", "dozens"
        for of in tree.all(row, "prep"):
            if tree.lower[of] == "of" and (noun := tree.child(of, "pobj")) >= 0:
                return tree.lower[noun] if tree.pos[noun] == "NOUN" else None
        return None
    if tree.pos[row] != "NOUN":
        return None
    adjectives = [c for c in tree.children[row] if tree.dep[c] in {"amod", "compound"} and c == row - 1]
    words = [c for c in adjectives if tree.start[c] >= span.end and tree.lower[c] not in _FURTHER] + [row]
    if tree.lemma[row] == "member":
        for of in tree.all(row, "prep"):  # "five members of one family"
            body = list(tree.subtree(of))
            words += body if tree.lower[of] == "of" and len(body) <= _LONGEST_WHOLE else []
    return " ".join(tree.lower[c] for c in words)


def _rate(mention: Mention) -> str | None:
    if mention.time is None or mention.time.type != "SET" or mention.time.timex is None:
        return None
    unit = re.fullmatch(r"P1([DWMY])", mention.time.timex)
    return {"D": "day", "W": "week", "M": "month", "Y": "year"}[unit[1]] if unit else None


def toll(tree: Tree, row: int, known: Counts, phrases: Phrases | None = None) -> Anchored[Quantity] | None:
    """ "the death toll rose to 15", "a death toll of 15", "bringing the toll to 15": the count a toll noun gives."""
    words = event_words()["toll"]
    counted = _number_of(tree, row)
    if tree.lemma[row].lower() not in words["nouns"] and not counted:
        return None
    modifiers = {tree.lemma[c].lower() for c in tree.children[row]}
    effect = counted or ("injured" if modifiers & set(words["injured"]) else "killed")
    for holder in (row, tree.head[row]):
        for preposition in tree.all(holder, "prep"):
            if tree.lower[preposition] in ({"to", "at"} if counted else {"to", "of", "at"}):
                for noun in tree.all(preposition, "pobj"):
                    if (count := known.of(noun)) is not None and noun not in (row,):
                        return Anchored(Quantity(effect, count[1], None), (tree.span((row,)), count[0]))
        if holder != row:
            for attribute in tree.all(holder, "attr"):
                if (count := known.of(attribute)) is not None:
                    return Anchored(Quantity(effect, count[1], None), (tree.span((row,)), count[0]))
    return None


def _number_of(tree: Tree, row: int) -> str | None:
    """What the people were that "the number of dead", "the number of those injured" counts; None: no such number."""
    words = event_words()["toll"]
    if tree.lemma[row].lower() not in words["numbers"]:
        return None
    for of in tree.all(row, "prep"):
        for noun in tree.all(of, "pobj") if tree.lower[of] == "of" else ():
            said = {tree.lower[noun], tree.lemma[noun].lower(), *(tree.lower[c] for c in tree.all(noun, "acl"))}
            for effect, key in (("killed", "dead"), ("injured", "hurt")):
                if said & set(words[key]):
                    return effect
    return None
