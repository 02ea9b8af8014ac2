"""Where a proper name begins and ends: joining what the parser split, parting what it ran together."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.language.name_kinds import noun_kind
from reportedly.language.nouns import Nouns
from reportedly.language.tree import Tree

__all__ = ["OPENERS", "bare", "joined", "parted", "root_of", "widened"]

TRIM = frozenset({"the", "a", "an"} | set("'’‘\"“”,.()[]:;-–—") | {"'s", "’s"})
"""Words and marks that are no part of the name they stand beside."""

_ADVERBS = {"later", "meanwhile", "however", "earlier", "still", "then", "now", "also", "yet", "today", "yesterday"}
_JOINING = {"but", "and", "after", "before", "since", "once", "when", "while", "according", "both", "unlike", "like"}

OPENERS = frozenset(_ADVERBS | _JOINING | {"dear"})
"""Words that open a sentence with a capital letter and are no part of the name after them."""

RANKS = frozenset(
    {"high", "chief", "deputy", "vice", "prime", "senior", "executive", "assistant", "associate", "acting"}
)

PREFIXES = ("anti-", "pro-", "post-", "pre-", "ex-", "non-", "mid-")


def joined(tree: Tree, nouns: Nouns, runs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
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


def parted(tree: Tree, nouns: Nouns, runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
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
                and not noun_kind(tree, nouns, inner - 1)
            ):
                yield first, inner - 1, "PERSON"
                yield inner + 1, last, label
                continue
            while (
                last > first
                and (tree.lower[last] in nouns.persons or tree.lower[last] in RANKS)
                and tree.lower[last] not in nouns.named
                and tree.head[last - 1] != last + 1
            ):
                last -= 1
        yield first, last, label


def _unbracketed(tree: Tree, runs: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Part a name from the acronym in brackets after it: "Coastal Front (CF"."""
    for first, last, label in runs:
        bracket = next((r for r in range(first + 1, last) if tree.text[r] in {"(", "["}), -1)
        if bracket > 0:
            yield first, bracket - 1, label
            yield bracket + 1, last, label
        else:
            yield first, last, label


def bare(tree: Tree, nouns: Nouns, first: int, last: int) -> tuple[int, int]:
    """The rows of a name without articles, titles, prefixes and marks; first > last if nothing is left."""
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


def widened(tree: Tree, nouns: Nouns, first: int, last: int, label: str) -> int:
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
    return not noun_kind(tree, nouns, last)


def root_of(tree: Tree, first: int, last: int) -> int:
    """The syntactic head of rows `first` to `last`."""
    for row in range(first, last + 1):
        if not first <= tree.head[row] <= last or tree.head[row] == row:
            return row
    return last
