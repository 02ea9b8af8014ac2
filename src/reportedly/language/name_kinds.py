"""What kind of bearer a proper name has: judged by its label, its words, what stands beside it, and the report."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from reportedly.language.acting import acts
from reportedly.language.nouns import Nouns
from reportedly.language.tree import Tree
from reportedly.report import MentionKind

__all__ = ["SPEAKING", "Name", "agreed", "kind_of", "noun_kind"]

LABELS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "nationality",
    "WORK_OF_ART": "document",
    "LAW": "document",
    "EVENT": "other",
    "PRODUCT": "other",
}

SPEAKING = frozenset(
    {"say", "tell", "add", "explain", "claim", "argue", "believe", "think", "insist", "warn", "write"}
)

LOCAL = frozenset({"in", "near", "outside", "around"})
"""What a name labelled a place follows is a place, whoever else bears it."""

INITIALS = re.compile(r"(?:[A-Z]\.)+")


class Name(NamedTuple):
    """A proper name: rows `first` to `last` (inclusive) hold its bare words, `row` is its syntactic head."""

    first: int
    last: int
    row: int
    kind: MentionKind


def kind_of(tree: Tree, nouns: Nouns, first: int, last: int, row: int, label: str) -> MentionKind:
    """The kind of the name in rows `first` to `last`, headed by `row`, with the parser's label or "" for none."""
    words = " ".join(tree.lower[first : last + 1])
    if words in nouns.country:
        people = words in nouns.demonyms and label != "GPE"
        if not people:
            return "place"
        return (
            "nationality"
            if tree.pos[row] == "ADJ" or tree.dep[row] in {"amod", "compound", "nmod"}
            else _people(tree, row)
        )
    before = tree.lower[first - 1] if first else ""
    if (
        before in nouns.titles
        and tree.text[first - 1][:1].isupper()
        and tree.head[first - 1] in range(first, last + 1)
    ):
        return "person"
    if label in {"", "ORG"} and last > first and not noun_kind(tree, nouns, last):
        described = any(noun_kind(tree, nouns, c) == "person" for c in tree.all(row, "appos") if tree.tag[c] == "NN")
        if described or INITIALS.fullmatch(tree.text[first]):
            return "person"
    if (beside := _said_to_be(tree, nouns, first, row)) and label != "NORP":
        return beside
    if label == "NORP":
        return "nationality" if tree.dep[row] in {"amod", "compound", "nmod", "acomp"} else _people(tree, row)
    root = noun_kind(tree, nouns, row)
    if last > first or before == "the":
        ends = noun_kind(tree, nouns, last)
        if root in {"organisation", "document"} and label != "PERSON":
            return "organisation" if label != "LAW" and acts(tree, row) else root
        if (
            ends in {"organisation", "document"}
            and label not in {"PERSON", "GPE"}
            and tree.lower[first] not in nouns.given
        ):
            return "organisation" if label != "LAW" and acts(tree, row) else ends
        if ends == "place" and label in {"", "ORG"}:
            return "place"
    if (
        tree.lower[first] in nouns.given
        and label in {"", "ORG", "GPE", "WORK_OF_ART", "PRODUCT"}
        and last - first in {1, 2}
        and before != "the"
        and not root
    ):
        return "person"
    if label in LABELS:
        kind = LABELS[label]
        if label == "ORG" and last == first and tree.lower[first] in nouns.given and before != "the":
            return "person"
        if kind == "person" and before in {"the", "a"} and tree.lower[first] not in nouns.given:
            return "organisation"
        if kind in {"document", "other"} and label != "LAW" and acts(tree, row):
            return "organisation"
        return kind
    if before == "the":
        return "organisation" if _speaks(tree, row) or acts(tree, row) else "other"
    if _speaks(tree, row) or any(tree.lower[c] == "who" for r in tree.all(row, "relcl") for c in tree.children[r]):
        return "person"
    return "person" if tree.lower[first] in nouns.given and last == first else "other"


def noun_kind(tree: Tree, nouns: Nouns, row: int) -> MentionKind | None:
    """What the word in this row makes of a name that ends in it, or None."""
    lower = tree.lower[row]
    return (
        nouns.kind(tree.lemma[row].lower()) or nouns.kind(lower) or ("organisation" if lower in nouns.named else None)
    )


def _said_to_be(tree: Tree, nouns: Nouns, first: int, row: int) -> MentionKind | None:
    """What the noun before or after says the name is: "research group Open Harbour", "Upper Senn, a village"."""
    before = first - 1
    if (
        before >= 0
        and tree.tag[before] == "NN"
        and tree.lower[before] not in nouns.titles
        and tree.text[before].islower()
    ):
        kind = noun_kind(tree, nouns, before)
        if kind in {"organisation", "person", "place"}:
            return kind
    if before > 0 and tree.lower[before] == "of" and noun_kind(tree, nouns, before - 1) == "place":
        return "place"
    for child in tree.all(row, "appos"):
        kind = noun_kind(tree, nouns, child)
        if kind in {"place", "organisation", "person"} and tree.tag[child] == "NN" and child > row:
            return kind
    return None


def _people(tree: Tree, row: int) -> MentionKind:
    return "group" if tree.tag[row] in {"NNPS", "NNS"} or tree.lower[row].endswith("s") else "person"


def _speaks(tree: Tree, row: int) -> bool:
    return tree.dep[row] == "nsubj" and tree.lemma[tree.head[row]].lower() in SPEAKING


def _where(tree: Tree, name: Name) -> bool:
    """Whether the sentence uses a name for a place: "in Brekke", "Brekke's mayor" may be, "Brekke said" is not."""
    return tree.dep[name.row] in {"pobj", "appos", "npadvmod", "conj"} or name.row != name.first


def agreed(tree: Tree, nouns: Nouns, found: list[tuple[Name, bool]]) -> list[Name]:
    """Give one name one kind throughout: the majority of what the model labelled, and the full name's.

    What is also spoken of with an article ("the Courier") is no person.
    """
    votes: dict[str, Counter[MentionKind]] = {}
    surnames: dict[str, MentionKind] = {}
    for name, labelled in found:
        words = " ".join(tree.lower[name.first : name.last + 1])
        votes.setdefault(words, Counter())[name.kind] += 2 if labelled else 1
        if name.kind == "person" and name.last > name.first:
            surnames[tree.lower[name.last]] = "person"
    with_article = {
        tree.lower[name.last]
        for name, _ in found
        if name.first == name.last and any(tree.lower[c] == "the" for c in tree.all(name.row, "det"))
    }
    out = []
    for name, _ in found:
        words = " ".join(tree.lower[name.first : name.last + 1])
        kind = votes[words].most_common(1)[0][0]
        if name.kind == "nationality" or kind == "nationality":
            kind = name.kind
        elif name.first == name.last and (kind != "place" or (words not in nouns.country and not _where(tree, name))):
            kind = surnames.get(words, kind)
        if name.kind == "place" and tree.dep[name.row] == "pobj" and tree.lower[tree.head[name.row]] in LOCAL:
            kind = "place"
        if kind == "person" and tree.lower[name.last] in with_article and tree.lower[name.first] not in nouns.given:
            kind = "organisation"
        out.append(name._replace(kind=kind))
    return out
