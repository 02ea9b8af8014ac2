"""Whether two words are one name in two spellings: romanisations of other scripts, accents, slips of the pen."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from reportedly.language.nouns import nouns
from reportedly.lexicons.loader import load

__all__ = ["SPELLINGS", "SURE", "Spelling", "alike", "given", "plain", "skeleton"]

SPELLINGS = "lexicons/name_spellings.toml"

SURE = 0.85
"""Score of `alike` from which two words are one name."""

_VOWELS = frozenset("aeiou")
_NEAR_VOWELS = {frozenset(pair): cost for pair, cost in (("ei", 0.25), ("ou", 0.25), ("ae", 0.3), ("ai", 0.6))}
_NEAR_CONSONANTS = {
    frozenset(pair): cost
    for pair, cost in (("vw", 0.2), ("kg", 0.5), ("sz", 0.5), ("kq", 0.1), ("jz", 0.5), ("yj", 0.4))
}
_RULES = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("tsch", "ch"),
    ("x", "ks"),
    ("ph", "f"),
    ("kh", "h"),
    ("dh", "d"),
    ("gh", "g"),
    ("q", "k"),
    ("ck", "k"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("tz", "ts"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("ey", "ei"),
    ("ay", "ei"),
    ("ai", "ei"),
    ("y", "i"),
)
"""Letters of English romanisations (BGN/PCGN, ISO 9, Library of Congress) that stand for one letter of the
original."""


class Spelling(NamedTuple):
    """How alike two words are, 0..1, and the reason in words; at `SURE` and above they are one name."""

    score: float
    reason: str


_UNVOWELLED = re.compile("[\u0590-\u06ff]")
"""Letters of Hebrew and Arabic, which write few vowels."""


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word in lower-case Latin letters and digits alone: "Zelens'kyi" as "zelenskyi", and so "Зеленський".

    A word of Hebrew or Arabic letters loses its article and begins with "_": its vowels are not to be compared.
    """
    if word.startswith("_"):
        return word
    letters = "".join(letter for letter in anyascii(word.removeprefix("\u0627\u0644")).lower() if letter.isalnum())
    return f"_{letters}" if letters and _UNVOWELLED.search(word) else letters


@lru_cache(maxsize=50_000)
def _written(word: str) -> str:
    """One way of writing what several romanisations write differently; doubled letters once."""
    for old, new in _RULES:
        word = word.replace(old, new)
    if word.startswith("ie") and len(word) > 4:
        word = word[1:]
    once = "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])
    if len(once) > 4 and once.endswith("h"):
        once = once[:-1]
    return f"{once[:-1]}a" if len(once) > 4 and once.endswith("ie") else once


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A key that spellings of one name share: its consonants, a first vowel as "*". Words of the table give their
    first."""
    word = plain(word).removeprefix("_")
    word = _table().first.get(word, word)
    written = _written(word).replace("w", "v").replace("g", "k").replace("z", "s").replace("h", "")
    letters = "".join(letter for letter in written if letter not in _VOWELS)
    start = "*" if written[:1] in _VOWELS else ""
    return start + "".join(c for at, c in enumerate(letters) if at == 0 or c != letters[at - 1])


def given(word: str) -> bool:
    """Whether a word is a given name that the lexicons know, in any of its spellings."""
    folded = plain(word)
    return folded in nouns().given or folded in _table().given


class _Table:
    """The table of spellings and short forms as look-ups."""

    def __init__(self) -> None:
        tables = load(SPELLINGS).tables
        self.groups: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, str] = {}
        for line in (line for group in ("given", "family", "bodies") for line in tables["spellings"][group]):
            words = [plain(word) for word in line.split()]
            for word in words:
                self.groups[word].add(words[0])
                self.first.setdefault(word, words[0])
        self.given = frozenset(plain(w) for line in tables["spellings"]["given"] for w in line.split())
        self.short: dict[frozenset[str], str] = {}
        for kind in ("one", "several"):
            for line in tables["nicknames"][kind]:
                short, *full = line.split()
                self.short.update({frozenset((short, each)): kind for each in full})


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


@lru_cache(maxsize=100_000)
def alike(one: str, other: str, *, short: bool = False) -> Spelling:
    """How alike two words of names are. With `short`, "Bill" and "William" count as alike.

    1: the same letters. .97: spellings of the table. .93: by the rules of romanisation. .85: this and a vowel or two.
    .6: one slip of the pen apart, or a short form that stands for several names. .5: an initial. 0: two names.
    """
    a, b = plain(one), plain(other)
    if a == b:
        return Spelling(1.0, "the same")
    if not a or not b:
        return Spelling(0.0, "nothing to compare")
    if len(a) == 1 or len(b) == 1:
        same = a[0] == b[0]
        return (
            Spelling(0.5, f"an initial of {max(one, other, key=len)}") if same else Spelling(0.0, "another initial")
        )
    if "_" in {a[0], b[0]}:
        same = len(skeleton(a)) > 1 and skeleton(a) == skeleton(b)
        return Spelling(0.85, "the same consonants") if same else Spelling(0.0, "other consonants")
    table = _table()
    if table.groups.get(a, set()) & table.groups.get(b, set()):
        return Spelling(0.97, "a known spelling of the same name")
    if short and (kind := table.short.get(frozenset((a, b)))):
        return (
            Spelling(0.9, "a short form of it") if kind == "one" else Spelling(0.6, "a short form of several names")
        )
    x, y = _written(a), _written(b)
    if x == y:
        return Spelling(0.93, "another way to romanise it")
    if a.replace("oe", "o").replace("ue", "u").replace("ae", "a") == b.replace("oe", "o").replace("ue", "u").replace(
        "ae", "a"
    ):
        return Spelling(0.93, "the same with its accents written out")
    if Levenshtein.distance(x, y, score_cutoff=4) > 4:
        return Spelling(0.0, "another name")
    cost, shorter = _cost(x, y), min(len(x), len(y))
    if cost <= (0.9 if shorter >= 5 else 0.3):
        return Spelling(0.85, "another spelling of it")
    if shorter >= 6 and Levenshtein.distance(a, b) == 1 and a[-1] not in _VOWELS and b[-1] not in _VOWELS:
        return Spelling(0.6, "one letter apart")
    return Spelling(0.0, "another name")


def _cost(x: str, y: str) -> float:
    """Edit distance in which letters that romanisations exchange cost little, and a last vowel much."""
    before = [0.0]
    for at, letter in enumerate(y):
        before.append(before[-1] + _added(letter, y, at))
    for i, a in enumerate(x):
        row = [before[0] + _added(a, x, i)]
        for j, b in enumerate(y):
            change = 0.0 if a == b else _change(a, b, last=i == len(x) - 1 and j == len(y) - 1)
            row.append(min(before[j] + change, before[j + 1] + _added(a, x, i), row[j] + _added(b, y, j)))
        before = row
    return before[-1]


def _added(letter: str, word: str, at: int) -> float:
    if letter == "h":
        return 0.4
    if letter in _VOWELS:
        inside = 0 < at < len(word) - 1
        return 0.5 if inside else 1.5
    return 0.9 if letter == "j" else 1.0


def _change(a: str, b: str, *, last: bool) -> float:
    pair = frozenset((a, b))
    if pair <= _VOWELS:
        near = _NEAR_VOWELS.get(pair, 1.0)
        return 1.5 if last and "a" in pair and near > 0.25 else near
    return _NEAR_CONSONANTS.get(pair, 1.0)
