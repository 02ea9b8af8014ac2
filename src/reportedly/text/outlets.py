"""Whether a line of a header is the name of a publication: "Arden Courier", "Radio Velmara", "The Echo"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicons.loader import load

__all__ = ["LEXICON", "is_outlet"]

LEXICON = "lexicons/outlets.en.toml"

LONGEST, MOST_WORDS = 60, 5
"""Characters and words of the longest name; what is longer is a headline far more often."""

_ARTICLES = {"a", "an", "the"}


class _Words(NamedTuple):
    titles: frozenset[str]
    things: frozenset[str]
    needed: frozenset[str]
    openings: frozenset[str]
    small: frozenset[str]
    labels: frozenset[str]
    people: frozenset[str]


def is_outlet(line: str) -> bool:
    """Whether the line is a publication's name and nothing else, by its press word (see the lexicon's remarks).

    Capitals throughout are as good as capitals first. Names without a press word ("Reuters") are not known.
    """
    words = line.split()
    if not 1 <= len(words) <= MOST_WORDS or len(line) > LONGEST:
        return False
    known = _words()
    plain = [word.casefold() for word in words]
    if not all(_capitalised(word) or plain[n] in known.small for n, word in enumerate(words)):
        return False
    if known.people.intersection(plain) or plain[0] in {"a", "an"}:
        return False
    if plain[-1] in known.titles:
        return len(set(plain) - _ARTICLES) > 1 or plain[0] == "the"
    named = set(plain) - known.small - known.labels - known.things - known.openings
    if plain[0] in known.openings:
        return bool(named)
    return plain[-1] in known.things and bool(named) and bool(known.needed.intersection(plain))


def _capitalised(word: str) -> bool:
    return re.fullmatch(r"[^\W\d_][\w’'-]*", word) is not None and word[0].isupper()


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = load(LEXICON)

    def of(table: str, field: str = "words") -> frozenset[str]:
        return frozenset(word for entry in data.entries(table) for word in entry.get(field, ()))

    small, labels, people = (frozenset(data.tables[name]["words"]) for name in ("small", "label", "person"))
    return _Words(of("title"), of("thing"), of("thing", "needs"), of("opening"), small, labels, people)
