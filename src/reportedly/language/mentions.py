"""Mentions: the words that stand for persons, groups, organisations, places, documents, times and amounts.

A mention's `span` is the whole phrase ("a former Northmark MP", "Mr Halvorsen") without trailing relative
clause, participle or apposition; its `head` is the bare name ("Halvorsen", "Northern Dawn Front") or the noun
("MP"). One phrase is one mention; a name inside another's phrase ("Northmark" above) is a mention of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.language.name_bounds import OPENERS
from reportedly.language.name_kinds import Name
from reportedly.language.names import names
from reportedly.language.nouns import nouns
from reportedly.language.numbers import counts
from reportedly.language.phrases import Phrases
from reportedly.language.place_mentions import placed
from reportedly.language.place_weights import Weights
from reportedly.language.pronouns import pronouns
from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.report import Mention, MentionForm, MentionKind, Origin, Report, Span, annotation_id

__all__ = ["Mentions"]

INSIDE = frozenset({"compound", "amod", "nmod", "det", "case", "punct", "advmod", "quantmod", "nummod"})
"""A noun that hangs so on another is part of that one's name, not a description of its own."""

_Add = Callable[[Span, Span, MentionKind, MentionForm], None]


class Mentions:
    """Stage: every mention of the report, in text order. Needs tokens.

    Looks at names first, then at pronouns, then at common nouns that the lexicons know to name a person, group,
    organisation, document or place. Times and counts are read by `language.times` and `language.numbers`, and
    which places the names stand for by `language.places`; where that stays open, an issue says so. `places` are
    weights to read places with instead of the package's (cross-validation).
    """

    name = "language.mentions.v1"
    needs = frozenset({"tokens"})
    makes = frozenset({"mentions"})

    def __init__(self, places: Weights | None = None) -> None:
        self._places = places
        self._nouns = nouns()
        self._pronouns = pronouns()
        self._origins = {
            form: Origin(self.name, form, resource)
            for form, resource in (
                ("name", self._nouns.resource),
                ("nominal", self._nouns.resource),
                ("pronoun", self._pronouns.resource),
            )
        }

    def __call__(self, report: Report) -> Report:
        tree = Tree(report)
        phrases = Phrases(tree)
        found: dict[tuple[int, int, str], Mention] = {}

        def add(span: Span, head: Span, kind: MentionKind, form: MentionForm) -> None:
            key = (head.start, head.end, form)
            if key not in found:
                identity = annotation_id("m", report.id, span.start, span.end, head.start, head.end, kind)
                found[key] = Mention(
                    id=identity, span=span, origin=self._origins[form], kind=kind, form=form, head=head
                )

        heads = self._names(tree, phrases, add)
        self._others(tree, phrases, heads, add)
        mentions = list(found.values()) + self._values(report, tree)
        mentions, issues = placed(tree, mentions, self._places)
        mentions.sort(key=lambda m: (m.span.start, -m.span.end, m.head.start))
        return report.with_layers(mentions=tuple(mentions)).with_issues(*issues)

    def _names(self, tree: Tree, phrases: Phrases, add: _Add) -> set[int]:
        """Add the names; returns the rows they cover."""
        rows: set[int] = set()
        for name in names(tree, self._nouns):
            rows.update(range(name.first, name.last + 1))
            head = tree.span((name.first, name.last))
            add(tree.span(self._extent(tree, phrases, name)), head, name.kind, "name")
        return rows

    def _extent(self, tree: Tree, phrases: Phrases, name: Name) -> tuple[int, int]:
        if name.kind == "nationality" or (
            tree.dep[name.row] in {"compound", "nmod"} and tree.pos[tree.head[name.row]] in {"NOUN", "PROPN"}
        ):
            return name.first, name.last
        first, last = phrases.of(name.row, name=True)
        while first < name.first and tree.lower[first] in OPENERS:
            first += 1
        return min(first, name.first), max(last, name.last)

    def _others(self, tree: Tree, phrases: Phrases, named: set[int], add: _Add) -> None:
        for row in range(len(tree)):
            if row in named:
                continue
            if pronoun := self._pronouns.at(tree, row):
                span = tree.span((row,))
                add(span, span, pronoun.kind, "pronoun")
            elif kind := self.description(tree, row):
                first, last = phrases.of(row)
                if tree.lower[first] not in {"not", "neither"}:
                    add(tree.span((first, last)), tree.span((row,)), kind, "nominal")

    def description(self, tree: Tree, row: int) -> MentionKind | None:
        """What the common noun in this row describes, or None."""
        if tree.pos[row] not in {"NOUN", "PROPN", "ADJ"} or tree.ent[row][2:] in {"DATE", "TIME", "MONEY"}:
            return None
        if tree.pos[row] == "ADJ" and (
            tree.dep[row] not in {"nsubj", "nsubjpass", "dobj", "pobj"} or tree.tag[row] == "CD"
        ):
            return None
        if tree.dep[row] in INSIDE and tree.pos[tree.head[row]] in {"NOUN", "PROPN"}:
            return None
        if any(tree.lower[child] in {"no", "neither"} and tree.dep[child] == "det" for child in tree.children[row]):
            return None
        if tree.tag[row] == "NN" and _situation(tree, row):
            return None
        plural = tree.tag[row] in {"NNS", "NNPS"}
        return self._nouns.kind(tree.lemma[row].lower(), plural=plural) or self._nouns.kind(
            tree.lower[row], plural=plural
        )

    def _values(self, report: Report, tree: Tree) -> list[Mention]:
        published = report.publication.published
        found: dict[Span, Mention] = {}
        for span, time in times(tree, published.value if published else None, within=report.dating or ()):
            found[span] = replace(_value(report, span, "time", "language.times.v1"), time=time)
        for span, count in counts(tree):
            if span not in found:
                found[span] = replace(_value(report, span, "number", "language.numbers.v1"), count=count)
        return list(found.values())


def _value(report: Report, span: Span, kind: MentionKind, by: str) -> Mention:
    identity = annotation_id("m", report.id, span.start, span.end, kind)
    return Mention(id=identity, span=span, origin=Origin(by), kind=kind, form="value", head=span)


def _situation(tree: Tree, row: int) -> bool:
    """Whether a bare noun says in which situation somebody is: "in court", "in office", "at school"."""
    above = tree.head[row]
    return (
        tree.dep[row] == "pobj"
        and tree.lower[above] in {"in", "at", "into"}
        and above == row - 1
        and tree.text[row].islower()
        and not tree.children[row]
    )
