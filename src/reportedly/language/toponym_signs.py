"""What speaks for and against a toponym's being the name of a place: the signs that its weights are fitted to.

A sign is a short name such as "label=GPE" or "after=road". Their weights are in `lexicons/place_weights.en.toml`,
made by `models/train/places.py`; everything here only says which signs there are.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import numpy as np

from reportedly.language.gazetteer import KINDS, Gazetteer
from reportedly.language.nouns import Nouns
from reportedly.language.toponyms import LOCATING, Found, Toponym
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["Whole", "kind_beside", "labelled", "signs", "speaks", "words"]

_FLAGS = ("own", "other", "demonym", "abbreviation", "postal", "respelled")
_SAYING = frozenset(
    {"say", "tell", "add", "accuse", "deny", "claim", "warn", "urge", "want", "call", "announce", "insist"}
)


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, frozenset[str]]]:
    """The lists of lexicons/place_words.en.toml, by table and name."""
    tables = load("lexicons/place_words.en.toml").tables
    return {
        table: {name: frozenset(listed.split()) for name, listed in tables[table].items()}
        for table in ("prepositions", "after", "kinds", "compass")
    }


class Whole:
    """What the whole report says about its names: labels of the same words elsewhere, surnames, small letters."""

    def __init__(self, tree: Tree, found: Found, index: Gazetteer) -> None:
        self.surnames: set[str] = set()
        self.small = {word for word in tree.text if word.islower()}
        self.labels: dict[int, Counter[str]] = {}
        self.placed: Counter[int] = Counter()
        row = 0
        while row < len(tree):
            if tree.ent[row] == "B-PERSON":
                last = row
                while last + 1 < len(tree) and tree.ent[last + 1] == "I-PERSON":
                    last += 1
                if last > row:
                    self.surnames.update(tree.lower[row : last + 1])
                row = last
            row += 1
        prepositions = words()["prepositions"]["words"]
        for toponym in found.toponyms:
            if toponym.key >= 0:
                self.labels.setdefault(toponym.key, Counter())[labelled(tree, toponym)[0]] += 1
                if toponym.first and tree.lower[toponym.first - 1] in prepositions:
                    self.placed[toponym.key] += 1
        self.kinds = _widest(found, index)


def _widest(found: Found, index: Gazetteer) -> list[tuple[str, str, int]]:
    """For each key the widest kind it may be, the best kind of name, and log10 of the most inhabitants (or -1)."""
    out = [("none", "none", -1)] * len(found.keys)
    candidates = found.candidates
    if len(candidates.name) == 0:
        return out
    kinds = index.places["kind"][candidates.row]
    people = index.places["people"][candidates.row].astype(np.float32)
    best: dict[int, tuple[int, int, float]] = {}
    for key, kind, flag, many in zip(
        candidates.name.tolist(), kinds.tolist(), candidates.flag.tolist(), people.tolist(), strict=True
    ):
        old = best.get(key)
        best[key] = (kind, flag, many) if old is None else (min(old[0], kind), min(old[1], flag), max(old[2], many))
    for key, (kind, flag, many) in best.items():
        out[key] = (KINDS[kind], _FLAGS[flag], int(many))
    return out


def labelled(tree: Tree, toponym: Toponym) -> tuple[str, str]:
    """The parser's label of these rows, and how they lie in what it labels: whole, begins, ends, inside, across."""
    first, last = toponym.first, toponym.last
    label = tree.ent[last][2:] or tree.ent[first][2:]
    if not label:
        return "none", "none"
    left = first
    while left > 0 and tree.ent[left] == f"I-{label}":
        left -= 1
    right = last
    while right + 1 < len(tree) and tree.ent[right + 1] == f"I-{label}":
        right += 1
    while left < first and tree.lower[left] in {"the", "a"}:
        left += 1
    while right > last and tree.lower[right] in {"'s", "’s", "'", "’"}:
        right -= 1
    if left == first and right == last:
        return label, "whole"
    if left > first:
        return label, "across"
    return label, "begins" if left == first else "ends" if right == last else "inside"


def signs(tree: Tree, found: Found, whole: Whole, toponym: Toponym, nouns: Nouns) -> list[str]:
    """The signs of one toponym."""
    first, last, key = toponym
    label, lies = labelled(tree, toponym)
    kind, flag, many = whole.kinds[key] if key >= 0 else ("none", "none", -1)
    before = _before(tree, found, first, nouns)
    after = _after(tree, last)
    single = first == last
    out = [
        f"label={label}", f"lies={label} {lies}", f"kind={kind}", f"flag={flag}", f"kind flag={kind} {flag}",
        f"before={before}", f"after={after}", f"label before={label} {before}", f"label kind={label} {kind}",
        f"label after={label} {after}", f"flag label={flag} {label}", f"pos={tree.pos[last]}",
        f"dep={tree.dep[last]}", f"tokens={min(last - first, 2)}",
    ]  # fmt: skip
    if kind == "city":
        out += [f"people={many} {flag}", f"people label={min(many, 6)} {label}"]
    if single:
        word = tree.lower[first]
        out.append(f"single {label} {lies}")
        if word in nouns.given:
            out.append(f"given {label}")
        if word in whole.small:
            out.append("small elsewhere")
        if word in nouns.persons or nouns.kind(word):
            out.append("common noun")
        if tree.sentence(first)[0] == first:
            out.append(f"opens sentence {label}")
    out += [f"{side}={label}" for side in kind_beside(tree, toponym)]
    if tree.lower[last] in whole.surnames and label not in LOCATING:
        out.append(f"surname {label}")
    elsewhere = whole.labels.get(key)
    if elsewhere:
        others = elsewhere.total() - 1
        for each in ("GPE", "PERSON", "ORG", "none"):
            if elsewhere[each] > (label == each):
                out.append(f"elsewhere={each} {label}")
        if not others:
            out.append("once")
        if whole.placed[key] > (tree.lower[first - 1] in words()["prepositions"]["words"] if first else 0):
            out.append("placed elsewhere")
    head = tree.head[last]
    if speaks(tree, toponym):
        out.append(f"speaks {label}")
    if tree.dep[last] in {"compound", "amod", "nmod"} and not first <= head <= last:
        out.append(f"modifies {'name' if tree.text[head][:1].isupper() else 'noun'} {label}")
    return out


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    return frozenset().union(*words()["kinds"].values())


def kind_beside(tree: Tree, toponym: Toponym) -> list[str]:
    """Where a word for a kind of place describes a name: "the village of Vesk", "village Vesk", "Vesk, a village"."""
    first, last, kinds = toponym.first, toponym.last, _kinds()
    out = []
    if first > 1 and tree.lower[first - 1] == "of" and tree.lower[first - 2] in kinds:
        out.append("kind of")
    elif first and tree.lower[first - 1] in kinds and tree.text[first - 1].islower():
        out.append("kind before")
    if last + 3 < len(tree) and tree.text[last + 1] == "," and tree.lower[last + 2] in {"a", "an", "the"}:
        following = tree.lower[last + 3 : last + 3 + _DESCRIBED]
        if any(word in kinds for word in following[: _until(following)]):
            out.append("kind after")
    return out


_DESCRIBED = 5
"""Words of a description in which the kind is looked for ("a small farming village")."""


def _until(lower: list[str]) -> int:
    """Where a description's own noun phrase ends at the latest."""
    ends = {"of", "in", "near", ",", ".", "who", "where", "which", "and", "on", "for", "from"}
    return next((n for n, word in enumerate(lower) if word in ends), len(lower))


def speaks(tree: Tree, toponym: Toponym) -> bool:
    """ "Vesk accused", "Vesk said": whether the name stands for those who speak from there."""
    return tree.dep[toponym.last] == "nsubj" and tree.lemma[tree.head[toponym.last]].lower() in _SAYING


def _before(tree: Tree, found: Found, first: int, nouns: Nouns) -> str:
    if not first:
        return "start"
    word = tree.lower[first - 1]
    if word in words()["prepositions"]["words"]:
        return word
    if word in {"the", ",", "(", "and", "-", "—", "'s", "’s"}:
        return word
    if word in nouns.titles and tree.text[first - 1][:1].isupper():
        return "title"
    if word in words()["compass"]["words"]:
        return "compass"
    if tree.text[first - 1][:1].isupper():
        return "name" if first - 1 not in tree.tokens.sentences else "first word"
    return "other"


def _after(tree: Tree, last: int) -> str:
    if last + 1 >= len(tree):
        return "end"
    word = tree.lower[last + 1]
    capital = tree.text[last + 1][:1].isupper()
    for name, listed in words()["after"].items():
        if word in listed and (capital or name in {"area", "body"}):
            return name if capital else f"{name} small"
    if word in {",", ".", "'s", "’s", "-", "(", ")", "—", "and"}:
        return word
    if capital:
        return "name"
    return "verb" if tree.pos[last + 1] in {"VERB", "AUX"} else "noun" if tree.pos[last + 1] == "NOUN" else "other"
