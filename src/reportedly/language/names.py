"""Proper names in a tree: the parser's entity labels, repaired by what words and the rest of the report say.

A name is its bare words, without title, article or possessive mark: "Halvorsen" in "Mr Halvorsen's".
"""

from __future__ import annotations

from reportedly.language.name_bounds import bare, joined, parted, root_of, widened
from reportedly.language.name_kinds import Name, agreed, kind_of
from reportedly.language.nouns import Nouns
from reportedly.language.tree import Tree

__all__ = ["names"]

VALUES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})


CLOCKS = frozenset({"utc", "gmt", "cet", "est", "edt", "pst", "pdt", "a.m.", "p.m.", "am", "pm"})
"""Capitals beside a time of day: "at 1430 UTC"."""


def names(tree: Tree, nouns: Nouns) -> list[Name]:
    """Every proper name, in text order, with its kind.

    The parser's labels are followed except where words speak louder: a title or a given name makes a person,
    a head noun such as "Front" or "Ministry" an organisation, "Report" a document, a country a place. One name
    has one kind in a report: that of the majority of its labels, and a lone surname that of the full name.
    """
    runs = _labelled(tree)
    taken = {row for first, last, _ in runs for row in range(first, last + 1)}
    runs += _unlabelled(tree, nouns, taken)
    runs = joined(tree, nouns, sorted(runs))
    found: list[tuple[Name, bool]] = []
    for first, last, label in parted(tree, nouns, runs):
        first, last = bare(tree, nouns, widened(tree, nouns, first, last, label), last)
        if first > last or not any(c.isalpha() for c in tree.text[last]):
            continue
        if first == last and _common(tree, nouns, first):
            continue
        row = root_of(tree, first, last)
        kind = kind_of(tree, nouns, first, last, row, label)
        if found and first == last and _bracketed(tree, first) and found[-1][0].last in {first - 2, first - 3}:
            kind = found[-1][0].kind
        found.append((Name(first, last, row, kind), label != ""))
    return agreed(tree, nouns, found)


def _labelled(tree: Tree) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    for row, label in enumerate(tree.ent):
        kind = label[2:]
        if not label or kind in VALUES:
            continue
        if label[0] == "I" and runs and runs[-1][1] == row - 1 and runs[-1][2] == kind:
            runs[-1] = (runs[-1][0], row, kind)
        elif tree.pos[row] not in {"VERB", "ADP", "ADV", "PRON"} or tree.text[row][:1].isupper():
            runs.append((row, row, kind))
    return [
        run
        for run in runs
        if any(tree.text[row][:1].isupper() or tree.text[row].isnumeric() for row in range(run[0], run[1] + 1))
    ]


def _unlabelled(tree: Tree, nouns: Nouns, taken: set[int]) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    for row in range(len(tree)):
        if (
            (tree.pos[row] != "PROPN" and tree.text[row] != "WHO")
            or row in taken
            or tree.ent[row]
            or not tree.text[row][:1].isupper()
        ):
            continue
        if (
            runs
            and runs[-1][1] == row - 1
            and (tree.head[row - 1] == row or tree.head[row - 1] == tree.head[row])
            and tree.dep[row - 1] == "compound"
        ):
            runs[-1] = (runs[-1][0], row, "")
        else:
            runs.append((row, row, ""))
    return runs


def _common(tree: Tree, nouns: Nouns, row: int) -> bool:
    """Whether a lone capitalised word is a title, part of one or a description ("Mr", "a former MP")."""
    if tree.lower[row] in CLOCKS:
        return True
    if tree.lower[row] in nouns.portfolios and _of_office(tree, nouns, row):
        return True
    if tree.ent[row][2:] in {"GPE", "PERSON", "NORP", "FAC", "LOC"} and tree.lower[row] not in nouns.titles:
        return False
    if tree.lower[row] in nouns.titles:
        return True
    if tree.lower[row] not in nouns.persons:
        return False
    described = tree.text[row].isupper() or any(tree.dep[c] in {"amod", "poss"} for c in tree.children[row])
    return described or tree.dep[row] in {"compound", "appos"}


def _of_office(tree: Tree, nouns: Nouns, row: int) -> bool:
    """Whether the word says what office somebody has: "Interior Minister", "Secretary of State"."""
    if row > 1 and tree.lower[row - 1] == "of":
        return tree.lower[row - 2] in nouns.titles
    return row + 1 < len(tree) and tree.lower[row + 1] in nouns.titles


def _bracketed(tree: Tree, row: int) -> bool:
    return (
        tree.text[row].isupper() and row > 0 and tree.text[row - 1] == "(" and tree.text[row + 1 : row + 2] == [")"]
    )
