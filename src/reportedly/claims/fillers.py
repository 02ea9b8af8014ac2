"""Words that may fill a role in an incident of violence: phrases of the parse, with what two voices say of each.

The encoder (`language.backends.incident_reader`) says of each word piece how likely it is part of a filler; the parse
says which words make a phrase. Every noun that the encoder marks proposes the wordings it may be named by ("two
heavily armed men", "armed men", "men"); `features` are what the judges hear of each wording.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np

from reportedly.claims.event_signs import EventSigns
from reportedly.claims.filler_signs import nominal_heads
from reportedly.language.backends.incident_reader import ROLES, ReadIncidents
from reportedly.language.backends.onnx_encoder import Floats
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["FEATURES", "Candidate", "candidates", "plain"]

SEEN = 0.1
"""From this chance on that a noun is part of a filler it is looked at."""

_LEFT = frozenset(
    {"compound", "amod", "nummod", "nmod", "poss", "det", "quantmod", "advmod", "punct", "case", "prep"}
)
_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’")
_ARTICLES = frozenset({"a", "an", "the"})
_LONGEST = 9
"""Words of the longest wording to the left of its head."""

FEATURES = (
    "bias",
    "inside",
    "head inside",
    "least inside",
    "begins",
    "before inside",
    "after inside",
    "everywhere",
    "rivals",
    "first of role",
    "type told",
    "belongs",
    "signs",
    "signs beyond others",
    "times",
    "place",
    "words",
    "whole phrase",
    "head alone",
    "of phrase",
    "marked so",
    "named entity",
    "title first",
    "number first",
    "adjective first",
    "name first",
    "name",
    "plural",
    "determiner before",
)
"""What the judges hear of a wording, in this order; chances are given as log odds."""


class Candidate(NamedTuple):
    """A wording that may fill a role: where it stands, the heads of its phrases, and what the judges hear.

    `places` are (first row, last row) of each mention, the best one first. `belongs`, `certainty` and `stage` are the
    encoder's chances on its heads, `link` the vector that fillers of one incident share.
    """

    role: int
    words: str
    places: tuple[tuple[int, int], ...]
    heads: tuple[int, ...]
    features: tuple[float, ...]
    belongs: Floats
    certainty: Floats
    stage: Floats
    link: Floats


def plain(words: str) -> str:
    """Words without case, punctuation and articles: what two mentions of one thing have in common."""
    return " ".join(w for w in words.lower().translate(_PUNCTUATION).split() if w not in _ARTICLES)


class _Marked:
    """What the encoder found, by rows of the parse."""

    def __init__(self, tree: Tree, read: ReadIncidents) -> None:
        firsts: list[int] = []
        at = 0
        starts = [piece.start for piece in read.pieces]
        for start in tree.start:
            while at + 1 < len(starts) and starts[at + 1] <= start:
                at += 1
            firsts.append(at)
        ends = [max(b, a + 1) for a, b in pairwise([*firsts, len(starts)])]
        self.inside = np.array(
            [1 - read.roles[a:b, :, 0].mean(0) for a, b in zip(firsts, ends, strict=True)]
        ).reshape(len(tree), len(ROLES))
        self.begins = read.roles[firsts, :, 1] if firsts else np.zeros((0, len(ROLES)))
        self.firsts = firsts


def candidates(
    told: EventSigns,
    tree: Tree,
    read: ReadIncidents,
    weigh: Callable[[frozenset[str]], Floats],
    triggers: frozenset[str],
) -> list[Candidate]:
    """Every wording that may fill a role, with its features. `weigh` gives the log odds of signs for each role."""
    if not read.pieces or not len(tree):
        return []
    marked = _Marked(tree, read)
    any_told = float(read.types.max())
    heads = list(nominal_heads(tree))
    signs: dict[int, frozenset[str]] = {}
    by_word: dict[str, list[int]] = {}
    for head in heads:
        by_word.setdefault(_name(tree, head), []).append(head)
    out: list[Candidate] = []
    for role in range(len(ROLES)):
        seen = [head for head in heads if marked.inside[_phrase(tree, head), role].max() >= SEEN]
        strongest = sorted((float(marked.inside[head, role]) for head in seen), reverse=True)
        found: dict[str, list[tuple[float, int, int, int]]] = {}
        for head in seen:
            for first, last in _wordings(tree, head, marked, role):
                words = plain(" ".join(tree.text[first : last + 1]))
                if words:
                    mean = float(marked.inside[first : last + 1, role].mean())
                    found.setdefault(words, []).append((mean + float(marked.inside[head, role]), first, last, head))
        for words, mentions in found.items():
            mentions.sort(key=lambda m: (-round(m[0], 4), m[1]))
            _, first, last, head = mentions[0]
            group = tuple(dict.fromkeys(m[3] for m in mentions))
            everywhere = by_word.get(_name(tree, head), [head])
            if head not in signs:
                signs |= dict.fromkeys(everywhere, told.of(everywhere, triggers))
            weighed = weigh(signs[head])
            values = _features(tree, marked, role, first, last, head)
            belongs = read.belongs[[marked.firsts[h] for h in group]].mean(0)
            values |= {
                "bias": 1.0,
                "everywhere": _odds(float(marked.inside[everywhere, role].mean())),
                "rivals": log(1 + sum(each > marked.inside[head, role] for each in strongest)),
                "first of role": float(strongest[0] <= marked.inside[head, role]),
                "type told": _odds(any_told),
                "belongs": _odds(float(belongs.max())),
                "signs": float(weighed[role]),
                "signs beyond others": float(weighed[role] - np.delete(weighed, role).max()),
                "times": log(len(everywhere)),
                "place": first / len(tree),
            }
            rows = [marked.firsts[h] for h in group]
            out.append(
                Candidate(
                    role,
                    words,
                    tuple((m[1], m[2]) for m in mentions),
                    group,
                    tuple(values[name] for name in FEATURES),
                    belongs,
                    read.certainty[rows].mean(0),
                    read.stage[rows].mean(0),
                    read.link[rows[0]],
                )
            )
    return out


def _odds(chance: float) -> float:
    return log(max(chance, 1e-3) / max(1 - chance, 1e-3))


def _name(tree: Tree, head: int) -> str:
    rows = [c for c in tree.children[head] if tree.dep[c] in {"compound", "nmod"} and c < head]
    return plain(" ".join(tree.text[row] for row in [*rows, head]))


def _phrase(tree: Tree, head: int) -> list[int]:
    """The rows of the words to the left that belong to the head's phrase, and the head."""
    first = head
    while first > 0 and head - first < _LONGEST and _hangs_on(tree, first - 1, head):
        first -= 1
    return list(range(first, head + 1))


def _hangs_on(tree: Tree, row: int, head: int) -> bool:
    for _ in range(4):
        if tree.head[row] == head:
            return tree.dep[row] in _LEFT and tree.dep[row] != "prep"
        if tree.head[row] == row or tree.dep[row] not in _LEFT | {"conj", "cc", "npadvmod"}:
            return False
        row = tree.head[row]
    return False


def _wordings(tree: Tree, head: int, marked: _Marked, role: int) -> Iterator[tuple[int, int]]:
    """First and last rows of what the head may be named by: shorter and longer phrases, with "of ..." or without."""
    phrase = _phrase(tree, head)
    lasts = [head]
    for child in tree.children[head]:
        if tree.dep[child] == "prep" and child == lasts[0] + 1 and tree.lower[child] in {"of", "from", "in", "for"}:
            for object_ in tree.all(child, "pobj"):
                lasts.append(object_)
                inner = [c for c in tree.children[object_] if tree.dep[c] == "prep" and tree.lower[c] == "of"]
                lasts += [o for c in inner[:1] for o in tree.all(c, "pobj")]
    if head + 1 < len(tree) and tree.head[head + 1] == head and tree.pos[head + 1] in {"NOUN", "PROPN", "NUM"}:
        lasts.append(head + 1)
    firsts = [row for row in phrase if tree.pos[row] not in {"DET", "PUNCT", "PART"} and tree.dep[row] != "case"]
    out = {(first, last) for first in firsts for last in lasts if last - first < 2 * _LONGEST}
    low = head
    floor = 0.5 * float(marked.inside[phrase, role].max())
    while low > 0 and marked.inside[low - 1, role] >= floor and head - low < _LONGEST:
        low -= 1
    high = head
    while high + 1 < len(tree) and marked.inside[high + 1, role] >= floor and high - head < _LONGEST:
        high += 1
    while low < high and tree.pos[low] in {"DET", "PUNCT", "ADP", "CCONJ"}:
        low += 1
    while low < high and tree.pos[high] in {"PUNCT", "ADP", "CCONJ", "DET"}:
        high -= 1
    if low <= head <= high:
        out.add((low, high))
    yield from sorted(out)


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    entries = load("lexicons/titles.en.toml").entries("titles")
    return frozenset(word.rstrip(".") for entry in entries for word in entry["words"].split())


def _features(tree: Tree, marked: _Marked, role: int, first: int, last: int, head: int) -> dict[str, float]:
    inside = marked.inside[:, role]
    here = inside[first : last + 1]
    phrase = [row for row in _phrase(tree, head) if tree.pos[row] not in {"DET", "PUNCT", "PART"}]
    low = high = head
    while low > 0 and inside[low - 1] >= 0.5 * inside[head]:
        low -= 1
    while high + 1 < len(inside) and inside[high + 1] >= 0.5 * inside[head]:
        high += 1
    entity = tree.ent[first].startswith("B")
    after = tree.ent[last + 1] if last + 1 < len(tree) else ""
    return {
        "inside": _odds(float(here.mean())),
        "head inside": _odds(float(inside[head])),
        "least inside": _odds(float(here.min())),
        "begins": _odds(float(marked.begins[first, role])),
        "before inside": _odds(float(inside[first - 1]) if first else 0.0),
        "after inside": _odds(float(inside[last + 1]) if last + 1 < len(inside) else 0.0),
        "words": log(last - first + 1),
        "whole phrase": float(first == phrase[0] and last == head),
        "head alone": float(first == last),
        "of phrase": float(last > head),
        "marked so": float(first == low and last == high),
        "named entity": float(entity and not after.startswith("I-")),
        "title first": float(tree.lower[first].rstrip(".") in _titles()),
        "number first": float(tree.pos[first] == "NUM"),
        "adjective first": float(tree.pos[first] == "ADJ" or tree.tag[first] in {"VBN", "VBG"}),
        "name first": float(tree.pos[first] == "PROPN"),
        "name": float(tree.pos[head] == "PROPN"),
        "plural": float(tree.tag[head] in {"NNS", "NNPS"}),
        "determiner before": float(first > 0 and tree.pos[first - 1] == "DET"),
    }
