"""Words that may name a place: capitalised runs that the gazetteer knows, and names that the parser takes for places.

Being found here says little ("Reading", "Mobile", "Jordan"); `language.toponym_signs` weighs what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reportedly.language.gazetteer import ABBREVIATION, DEMONYM, OTHER, POSTAL, RESPELLED, Candidates, Gazetteer
from reportedly.language.place_keys import fold, shortened
from reportedly.language.place_spellings import LEAST, spellings
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["LOCATING", "Found", "Toponym", "general", "toponyms"]

LOCATING = frozenset({"GPE", "LOC", "FAC"})

_VALUES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_WITHIN = frozenset(
    {
        "of", "the", "de", "la", "del", "da", "do", "dos", "du", "des", "di", "al", "el", "and", "upon", "on", "sur",
        "le", "les", "an", "am", "bei", "au", "aux", "ibn", "bin", "-", "'", "’", "’s", "'s", "&", "y", "by",
    }
)  # fmt: skip
_ARTICLES = frozenset({"al", "el", "ash", "ad", "as", "at", "az", "ar", "an"})
_FUNCTION = frozenset({"DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "NUM", "INTJ", "SYM", "SPACE"})
_NAMING = frozenset({"PROPN", "ADJ", "NOUN"})
_LONGEST = 6


class Toponym(NamedTuple):
    """Rows `first` to `last` (inclusive) that may name a place, and which key (`Found.keys`) they are looked up by.

    `key` is -1 for a name that the gazetteer does not have, in another spelling neither.
    """

    first: int
    last: int
    key: int


class Found(NamedTuple):
    """The toponyms of a report, the keys they are looked up by, and what each key may stand for.

    `respelled` are the numbers of keys that the gazetteer has in another spelling only (`place_spellings`).
    """

    toponyms: list[Toponym]
    keys: list[str]
    candidates: Candidates
    demonym: list[bool]
    abbreviated: list[bool]
    respelled: frozenset[int] = frozenset()


def toponyms(tree: Tree, index: Gazetteer, others: Sequence[str] = ()) -> Found:
    """Every toponym, in text order, none overlapping another: at each word the longest name that is known.

    `others` are keys to look up beside them, which stand nowhere in the text.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for first, last in _spans(tree):
        spans.setdefault(_key(tree, first, last), []).append((first, last))
    keys = list(dict.fromkeys((*spans, *others)))
    found = index.candidates(keys)
    known = set(found.name.tolist())
    weakest = np.full(len(keys), 9)
    np.minimum.at(weakest, found.name, found.flag)
    flags = weakest.tolist()
    by_start: dict[int, tuple[int, int]] = {}
    for number, key in enumerate(keys):
        if number not in known or key in general():
            continue
        for first, last in spans.get(key, ()):
            if flags[number] >= ABBREVIATION and not _written_short(
                tree, first, last, postal=flags[number] == POSTAL
            ):
                continue
            if last > by_start.get(first, (-1, -1))[0]:
                by_start[first] = (last, number)
    out: list[Toponym] = []
    at = -1
    for first in sorted(by_start):
        if first > at:
            at, number = by_start[first]
            out.append(Toponym(first, at, number))
    out = [each for each in out if not _part(tree, each)]
    covered = {row for each in out for row in range(each.first, each.last + 1)}
    out += [Toponym(first, last, -1) for first, last in _labelled(tree) if covered.isdisjoint(range(first, last + 1))]
    out += [Toponym(first, last, -1) for first, last in _told_to_be(tree, spans) if first not in covered]
    out = sorted(set(out))
    demonym = [flag == DEMONYM for flag in flags]
    short = [flag in {ABBREVIATION, POSTAL} for flag in flags]
    return _respelled(tree, index, Found(out, keys, found, demonym, short))


_TOLD = frozenset({"in", "near", "outside"})
_MOST = 8
"""Places, those with most inhabitants, that another spelling may stand for."""


def _told_to_be(tree: Tree, spans: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """Single names of which nothing is known but that something is in or near them, or that it is a village."""
    for runs in spans.values():
        for first, last in runs:
            if first != last or not first or len(tree.text[first]) < LEAST or tree.pos[first] != "PROPN":
                continue
            before = tree.lower[first - 1]
            after = tree.text[last + 1] if last + 1 < len(tree) else ""
            if after[:1].isupper() or after == "-" or tree.ent[first][2:] in LOCATING:
                continue
            if before in _TOLD or _settled(tree, first):
                yield first, last


def _settled(tree: Tree, row: int) -> bool:
    """ "the village of Vesk", "Vesk, a small village": a single name that is told to be a settlement."""
    kinds = _settlements()
    if row > 1 and tree.lower[row - 1] == "of" and tree.lower[row - 2] in kinds:
        return True
    if tree.text[row + 1 : row + 2] != [","] or tree.lower[row + 2 : row + 3] not in (["a"], ["the"]):
        return False
    return any(word in kinds for word in tree.lower[row + 3 : row + 6]) and tree.pos[row] == "PROPN"


@lru_cache(maxsize=1)
def _settlements() -> frozenset[str]:
    """Words for kinds of settlements."""
    return frozenset(load("lexicons/place_words.en.toml").tables["kinds"]["city"].split())


def _respelled(tree: Tree, index: Gazetteer, found: Found) -> Found:
    """With what other spellings of the names that the gazetteer lacks may stand for."""
    numbers: dict[str, int] = {}
    rows: dict[str, list[int]] = {}
    out = []
    for toponym in found.toponyms:
        key = _key(tree, toponym.first, toponym.last) if toponym.key < 0 else ""
        if key and key not in rows:
            rows[key] = _other_spellings(index, key)
        if not key or not rows[key]:
            out.append(toponym)
            continue
        if key not in numbers:
            numbers[key] = len(found.keys) + len(numbers)
        out.append(Toponym(toponym.first, toponym.last, numbers[key]))
    told = [t for t in out if t.key >= 0 or tree.ent[t.first][2:] in LOCATING or _settled(tree, t.first)]
    if not numbers:
        return found._replace(toponyms=told)
    names = [number for key, number in numbers.items() for _ in rows[key]]
    places = [row for key in numbers for row in rows[key]]
    old = found.candidates
    candidates = Candidates(
        np.concatenate([old.name, np.array(names, np.int64)]),
        np.concatenate([old.row, np.array(places, np.int64)]),
        np.concatenate([old.flag, np.full(len(places), RESPELLED, np.int64)]),
    )
    more = [False] * len(numbers)
    return Found(
        told, [*found.keys, *numbers], candidates, found.demonym + more, found.abbreviated + more,
        frozenset(numbers.values()),
    )  # fmt: skip


def _other_spellings(index: Gazetteer, key: str) -> list[int]:
    """The rows of settlements and areas that bear the name in another spelling, most inhabitants first."""
    near = () if general() & set(key.split()) else spellings(key)  # streets and rivers are in no list of towns
    if not near:
        return []
    found = index.candidates(near)
    rows = np.unique(found.row[found.flag <= OTHER])
    rows = rows[index.places["seat"][rows] >= 0]
    order = np.argsort(-index.places["people"][rows].astype(np.float32), kind="stable")
    return [int(row) for row in rows[order][:_MOST]]


def _key(tree: Tree, first: int, last: int) -> str:
    key = fold(tree.report.text[tree.start[first] : tree.end[last]])
    return shortened(key) if last > first + 1 and tree.lower[first] in _ARTICLES else key


def _spans(tree: Tree) -> Iterator[tuple[int, int]]:
    """Every run of up to six rows that begins and ends with a capital and holds nothing that names never hold."""
    capital = [_capital(tree, row) for row in range(len(tree))]
    for first in range(len(tree)):
        if not capital[first] and not _article(tree, capital, first):
            continue
        for last in range(first, min(first + _LONGEST, len(tree))):
            if capital[last]:
                yield first, last
            elif tree.lower[last] not in _WITHIN and last > first:
                break


def _capital(tree: Tree, row: int) -> bool:
    word = tree.text[row]
    inner = word[1:2] in {"'", "’"} and word[2:3].isupper()  # "d'Ivoire"
    if not (word[0].isupper() or inner) or tree.ent[row][2:] in _VALUES:
        return False
    return tree.pos[row] in _NAMING or bool(tree.ent[row]) or (tree.pos[row] not in _FUNCTION and len(word) > 3)


def _article(tree: Tree, capital: list[bool], row: int) -> bool:
    """ "al-Gorv": a small article before a hyphen and a name."""
    return (
        tree.lower[row] in _ARTICLES
        and row + 2 < len(tree)
        and tree.text[row + 1] in {"-", "‐", "‑"}
        and capital[row + 2]
    )


def _written_short(tree: Tree, first: int, last: int, *, postal: bool) -> bool:
    """Whether an abbreviation is written as one: with stops or in capitals; a postal code only after a comma."""
    words = tree.report.text[tree.start[first] : tree.end[last]]
    after_comma = first > 1 and tree.text[first - 1] == ","
    if postal and "." not in words:
        return words.isupper() and after_comma and tree.text[first - 2][:1].isupper()
    if words.isupper() and len(words) > 1:
        return True
    return "." in words or (after_comma and last + 1 < len(tree) and tree.text[last + 1] == ".")


@lru_cache(maxsize=1)
def general() -> frozenset[str]:
    """Words that are part of many names and by themselves say nothing of which: "North", "Street"."""
    tables = load("lexicons/place_words.en.toml").tables
    listed = [*tables["after"].values(), *tables["compass"].values()]
    return frozenset(word for words in listed for word in words.split()) - {"georgia"}


def _part(tree: Tree, toponym: Toponym) -> bool:
    """Whether the parser takes a longer name for one place ("Vesk" in "Vesk Selm"): another than its part."""
    first, last = toponym.first, toponym.last
    if tree.ent[last][2:] not in {"GPE", "LOC"} or tree.ent[first][2:] != tree.ent[last][2:]:
        return False
    before = first > 0 and tree.ent[first][0] == "I" and _more(tree, first - 1)
    after = last + 1 < len(tree) and tree.ent[last + 1][:1] == "I" and _more(tree, last + 1)
    return before or after


def _more(tree: Tree, row: int) -> bool:
    return tree.text[row][:1].isupper() and tree.lower[row] not in general()


def _labelled(tree: Tree) -> Iterator[tuple[int, int]]:
    """What the parser takes for a place, without article and possessive mark."""
    row = 0
    while row < len(tree):
        label = tree.ent[row]
        if label[2:] not in LOCATING:
            row += 1
            continue
        first, row = row, row + 1
        while row < len(tree) and tree.ent[row] == f"I-{label[2:]}":
            row += 1
        last = row - 1
        while first < last and (tree.lower[first] in {"the", "a", "an"} or not tree.text[first][:1].isalnum()):
            first += 1
        while last > first and tree.lower[last] in {"'s", "’s", "'", "’", ",", "."}:
            last -= 1
        if any(c.isupper() for c in tree.text[first]):
            yield first, last
