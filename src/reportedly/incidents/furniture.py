"""Sentences that are a site's furniture, or how such things are always said, and link no two reports."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations

from reportedly.incidents.passages import Passages, Sentence
from reportedly.lexicons.loader import load

__all__ = ["Furniture", "is_furniture"]

LEXICON = "lexicons/furniture.en.toml"

_CLIP = re.compile(r"\d{1,2} \d\d (?!a m|p m)\D")
"""The length of a film before its title ("1:06 Harbour from above"), in the words of `fingerprints.words`."""

STORIES = 3
"""Stories with little else in common that have the same sentence, from which it is furniture."""

ONE_STORY = 0.35
"""Share of names and numbers that texts of one incident have in common on average, beside the sentences they share;
texts of two incidents in one town have about half of it (gun-violence articles, development part)."""

SAMPLE = 6
"""Texts by which it is decided whether those that share a sentence tell one story."""


def is_furniture(sentence: Sentence) -> bool:
    """Whether the sentence holds a phrase by which furniture is known wherever it stands."""
    return _furniture(sentence.words)


class Furniture:
    """What is furniture in one ledger: learned from all its stories, asked for one sentence."""

    def __init__(self, found: frozenset[int] = frozenset()) -> None:
        self._found = found

    def __contains__(self, sentence: Sentence) -> bool:
        return is_furniture(sentence) or _key(sentence) in self._found

    @classmethod
    def among(cls, texts: Iterable[int], passages: Callable[[int], Passages]) -> Furniture:
        """Sentences that stand in several of these texts which have few names and numbers in common otherwise.

        `texts` are one of each story; `passages` gives the text of a number. Sentences that differ in numbers alone
        ("Copyright 2031", "called at 7:40 p.m.") are one. A sentence of an agency that many papers print is none,
        because these papers tell one story.
        """
        holders: dict[int, list[int]] = defaultdict(list)
        for text in texts:
            for key in {_key(sentence) for sentence in passages(text).sentences}:
                holders[key].append(text)
        shared = {key: where for key, where in holders.items() if len(where) >= STORIES}
        facts: dict[int, frozenset[str]] = {}

        def own(text: int) -> frozenset[str]:
            if text not in facts:
                rest = (s.facts for s in passages(text).sentences if _key(s) not in shared)
                facts[text] = frozenset().union(*rest)
            return facts[text]

        out = set()
        for key, where in shared.items():
            some = [own(text) for text in where[:: max(1, len(where) // SAMPLE)][:SAMPLE]]
            alike = [len(a & b) / max(1, min(len(a), len(b))) for a, b in combinations(some, 2)]
            if sum(alike) / len(alike) < ONE_STORY:
                out.add(key)
        return cls(frozenset(out))


def _key(sentence: Sentence) -> int:
    """A short number for a sentence without its numbers."""
    return _key_of(sentence.words)


@lru_cache(maxsize=50_000)
def _key_of(words: tuple[str, ...]) -> int:
    line = " ".join(word for word in words if not word.isdigit())
    return zlib.crc32(line.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=50_000)
def _furniture(words: tuple[str, ...]) -> bool:
    line = " ".join(words)
    return _CLIP.match(line) is not None or _phrases().search(line) is not None


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    listed = (phrase for phrases in load(LEXICON).tables["phrases"].values() for phrase in phrases)
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(listed)))
