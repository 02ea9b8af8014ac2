"""Proper names in a tree: the parser's entity labels, repaired by what words and the rest of the report say.

A name is its bare words, without title, article or possessive mark: "Halvorsen" in "Mr Halvorsen's".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.language.nouns import Nouns
from reportedly.language.tree import Tree
from reportedly.report import MentionKind

__all__ = ["OPENERS", "SPEAKING", "Name", "names"]

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

VALUES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})

SPEAKING = frozenset(
    {"say", "tell", "add", "explain", "claim", "argue", "believe", "think", "insist", "warn", "write"}
)

TRIM = frozenset(
    {
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "'",
        "’",
        '"',
        "“",
        "”",
        "‘",
        ",",
        ".",
        "(",
        ")",
        "[",
        "]",
        ":",
        ";",
        "-",
        "–",
        "—",
    }
)


OPENERS = frozenset(
    {
        "later",
        "meanwhile",
        "however",
        "earlier",
        "still",
        "then",
        "now",
        "also",
        "yet",
        "today",
        "yesterday",
        "but",
        "and",
        "after",
        "before",
        "since",
        "once",
        "when",
        "while",
        "according",
        "dear",
        "both",
        "unlike",
        "like",
    }
)
"""Words that open a sentence with a capital letter and are no part of the name after them."""

RANKS = frozenset(
    {"high", "chief", "deputy", "vice", "prime", "senior", "executive", "assistant", "associate", "acting"}
)

INITIALS = re.compile(r"(?:[A-Z]\.)+")

PREFIXES = ("anti-", "pro-", "post-", "pre-", "ex-", "non-", "mid-")


class Name(NamedTuple):
    """A proper name: rows `first` to `last` (inclusive) hold its bare words, `row` is its syntactic head."""

    first: int
    last: int
    row: int
    kind: MentionKind


def names(tree: Tree, nouns: Nouns) -> list[Name]:
    """Every proper name, in text order, with its kind.

    The parser's labels are followed except where words speak louder: a title or a given name makes a person,
    a head noun such as "Front" or "Ministry" an organisation, "Report" a document, a country a place. One name
    has one kind in a report: that of the majority of its labels, and a lone surname that of the full name.
    """
    runs = _labelled(tree)
    taken = {row for first, last, _ in runs for row in range(first, last + 1)}
    runs += _unlabelled(tree, nouns, taken)
    runs = _joined(tree, nouns, sorted(runs))
    found: list[tuple[Name, bool]] = []
    for first, last, label in _split(tree, nouns, runs):
        first, last = _bare(tree, nouns, _widened(tree, nouns, first, last, label), last)
        if first > last or not any(c.isalpha() for c in tree.text[last]):
            continue
        if first == last and _common(tree, nouns, first):
            continue
        row = _root(tree, first, last)
        kind = _kind(tree, nouns, first, last, row, label)
        if found and first == last and _bracketed(tree, first) and found[-1][0].last in {first - 2, first - 3}:
            kind = found[-1][0].kind
        found.append((Name(first, last, row, kind), label != ""))
    return _agreed(tree, nouns, found)


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


def _common(tree: Tree, nouns: Nouns, row: int) -> bool:
    """Whether a lone capitalised word is a title or a description ("Mr", "a former MP"), not a name."""
    if tree.ent[row][2:] in {"GPE", "PERSON", "NORP", "FAC", "LOC"} and tree.lower[row] not in nouns.titles:
        return False
    if tree.lower[row] in nouns.titles:
        return True
    if tree.lower[row] not in nouns.persons:
        return False
    described = tree.text[row].isupper() or any(tree.dep[c] in {"amod", "poss"} for c in tree.children[row])
    return described or tree.dep[row] in {"compound", "appos"}


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


def _joined(tree: Tree, nouns: Nouns, runs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join what the model split: "the Legion" + "of" + "Northmark", "Ilse" + "Vandermeer"."""
    out: list[tuple[int, int, str]] = []
    for first, last, label in runs:
        if out:
            before, end, old = out[-1]
            gap = tree.lower[end + 1 : first]
            adjacent = (
                not gap
                and (label in {"", old} or not old)
                and tree.dep[end] == "compound"
                and first <= tree.head[end] <= last
                and tree.lower[end] not in nouns.country
                and tree.lower[end] not in nouns.titles
            )
            of = (
                gap in (["of"], ["of", "the"], ["for"], ["for", "the"])
                and (tree.lower[end] in nouns.organisations or tree.lower[end] in nouns.named)
                and old not in {"PERSON", "NORP"}
                and label != "PERSON"
                and tree.head[end + 1] == end
            )
            if adjacent or of:
                out[-1] = (before, last, "ORG" if of else (old or label))
                continue
        out.append((first, last, label))
    return out


def _unbracketed(tree: Tree, runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Part a name from the acronym in brackets after it: "Coastal Front (CF"."""
    for first, last, label in runs:
        bracket = next((r for r in range(first + 1, last) if tree.text[r] in {"(", "["}), -1)
        if bracket > 0:
            yield first, bracket - 1, label
            yield bracket + 1, last, label
        else:
            yield first, last, label


def _split(tree: Tree, nouns: Nouns, runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Part what the model ran together: "Ida Brekke for Harbour Watch", "Harbour Ministry Spokesperson"."""
    for first, last, label in _unbracketed(tree, runs):
        verb = next((r for r in range(first + 1, last + 1) if tree.pos[r] == "VERB" and tree.text[r].islower()), -1)
        if verb > 0 and tree.dep[first] != "ROOT" and label in {"ORG", "PERSON", "GPE", ""}:
            yield first, verb - 1, "" if label == "ORG" else label
            if verb < last:
                yield verb + 1, last, ""
            continue
        if label in {"", "ORG", "FAC", "WORK_OF_ART"} and last > first:
            inner = next((r for r in range(first + 1, last) if tree.lower[r] in {"for", "of", "at", ","}), -1)
            if (
                inner > 0
                and inner - first in {2, 3}
                and tree.lower[first] in nouns.given
                and not _noun_kind(tree, nouns, inner - 1)
            ):
                yield first, inner - 1, "PERSON"
                yield inner + 1, last, label
                continue
            while (
                last > first
                and (tree.lower[last] in nouns.persons or tree.lower[last] in RANKS)
                and tree.head[last - 1] != last + 1
            ):
                last -= 1
        yield first, last, label


def _bare(tree: Tree, nouns: Nouns, first: int, last: int) -> tuple[int, int]:
    while first < last and (
        tree.lower[first] in TRIM
        or (
            tree.lower[first] in nouns.titles
            and tree.text[first][:1].isupper()
            and first + 1 <= last
            and tree.lower[first + 1] not in {"of", "for"}
            and _title(tree, nouns, first, last)
        )
    ):
        first += 1
    while first < last and tree.lower[first].startswith(PREFIXES):
        first += 1
    while last >= first and tree.lower[last] in TRIM:
        last -= 1
    if first == last and tree.lower[first].startswith(PREFIXES):
        return first, first - 1
    return first, last


def _widened(tree: Tree, nouns: Nouns, first: int, last: int, label: str) -> int:
    """Where the name begins: "Northern" belongs to "Dawn Front", but not "Later" to "Later Brekke"."""
    sentence = tree.sentence(first)
    if first < last and tree.lower[first] in OPENERS:
        return first + 1
    while (
        label in {"ORG", ""}
        and first - 1 > sentence.start
        and tree.text[first - 1][:1].isupper()
        and tree.pos[first - 1] in {"PROPN", "ADJ"}
        and tree.dep[first - 1] in {"compound", "amod", "nmod"}
        and not (tree.ent[first - 1] and label)
        and tree.lower[first - 1] not in nouns.country
        and tree.lower[first - 1] not in nouns.titles
    ):
        first -= 1
    return first


def _title(tree: Tree, nouns: Nouns, first: int, last: int) -> bool:
    """Whether the word `first` is a title here: not in "General Hospital", where a head noun ends the name."""
    return not _noun_kind(tree, nouns, last)


def _bracketed(tree: Tree, row: int) -> bool:
    return (
        tree.text[row].isupper() and row > 0 and tree.text[row - 1] == "(" and tree.text[row + 1 : row + 2] == [")"]
    )


def _root(tree: Tree, first: int, last: int) -> int:
    for row in range(first, last + 1):
        if not first <= tree.head[row] <= last or tree.head[row] == row:
            return row
    return last


def _noun_kind(tree: Tree, nouns: Nouns, row: int) -> MentionKind | None:
    lower = tree.lower[row]
    return (
        nouns.kind(tree.lemma[row].lower()) or nouns.kind(lower) or ("organisation" if lower in nouns.named else None)
    )


def _kind(tree: Tree, nouns: Nouns, first: int, last: int, row: int, label: str) -> MentionKind:
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
    if label in {"", "ORG"} and last > first and not _noun_kind(tree, nouns, last):
        described = any(_noun_kind(tree, nouns, c) == "person" for c in tree.all(row, "appos") if tree.tag[c] == "NN")
        if described or INITIALS.fullmatch(tree.text[first]):
            return "person"
    if (beside := _said_to_be(tree, nouns, first, row)) and label != "NORP":
        return beside
    if label == "NORP":
        return "nationality" if tree.dep[row] in {"amod", "compound", "nmod", "acomp"} else _people(tree, row)
    root = _noun_kind(tree, nouns, row)
    if last > first or before == "the":
        ends = _noun_kind(tree, nouns, last)
        if root in {"organisation", "document"} and label != "PERSON":
            return root
        if (
            ends in {"organisation", "document"}
            and label not in {"PERSON", "GPE"}
            and tree.lower[first] not in nouns.given
        ):
            return ends
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
        if kind == "person" and before in {"the", "a"} and last == first:
            return "organisation"
        return kind
    if before == "the":
        return "organisation" if _speaks(tree, row) else "other"
    if _speaks(tree, row) or any(tree.lower[c] == "who" for r in tree.all(row, "relcl") for c in tree.children[r]):
        return "person"
    return "person" if tree.lower[first] in nouns.given and last == first else "other"


def _said_to_be(tree: Tree, nouns: Nouns, first: int, row: int) -> MentionKind | None:
    """What the noun before or after says the name is: "research group Open Harbour", "Upper Senn, a village"."""
    before = first - 1
    if (
        before >= 0
        and tree.tag[before] == "NN"
        and tree.lower[before] not in nouns.titles
        and tree.text[before].islower()
    ):
        kind = _noun_kind(tree, nouns, before)
        if kind in {"organisation", "person", "place"}:
            return kind
    if before > 0 and tree.lower[before] == "of" and _noun_kind(tree, nouns, before - 1) == "place":
        return "place"
    for child in tree.all(row, "appos"):
        kind = _noun_kind(tree, nouns, child)
        if kind in {"place", "organisation", "person"} and tree.tag[child] == "NN" and child > row:
            return kind
    return None


def _people(tree: Tree, row: int) -> MentionKind:
    return "group" if tree.tag[row] in {"NNPS", "NNS"} or tree.lower[row].endswith("s") else "person"


def _speaks(tree: Tree, row: int) -> bool:
    return tree.dep[row] == "nsubj" and tree.lemma[tree.head[row]].lower() in SPEAKING


def _agreed(tree: Tree, nouns: Nouns, found: list[tuple[Name, bool]]) -> list[Name]:
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
        elif name.first == name.last and kind not in {"place"}:
            kind = surnames.get(words, kind)
        if kind == "person" and tree.lower[name.last] in with_article and tree.lower[name.first] not in nouns.given:
            kind = "organisation"
        out.append(name._replace(kind=kind))
    return out
