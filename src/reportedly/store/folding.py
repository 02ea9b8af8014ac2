"""Words as the search index knows them: small Latin letters and digits, whatever case, accents or script they had.

Both sides of a search go through here, the text when it is indexed and the words that are looked for, so that SQLite
and PostgreSQL find the same and nothing that a user types can be read as syntax of either: what comes out is
`[a-z0-9]+`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["LONGEST", "fold", "folded", "words_of"]

LONGEST = 64
"""Letters of a word that are kept: PostgreSQL refuses lexemes above 2 kB, and nobody types the rest of a hash."""

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""Letters and digits, with combining accents between them; "al-Bashir" and "Arden's" are two words each."""

_PLAIN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word of the text as it stands in the index, "" if nothing of it can be written in letters.

    Other scripts and letters with accents are written in Latin letters as anyascii 0.3 does ("Müller" -> "muller",
    "Київ" -> "kiiv"), letter by letter: enough to find a name in either spelling of its accents.
    """
    plain = word.casefold()
    if not plain.isascii():
        from anyascii import anyascii

        plain = "".join(_PLAIN.findall(anyascii(plain).casefold()))
    return plain[:LONGEST]


def folded(text: str) -> list[str]:
    """The words of a text as they stand in the index, in their order."""
    if text.isascii():
        return [word[:LONGEST] if len(word) > LONGEST else word for word in _PLAIN.findall(text.lower())]
    return [plain for word in _WORD.findall(text) if (plain := fold(word))]


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """As `folded`, each with the code points at which it begins and ends in the text."""
    for match in _WORD.finditer(text):
        if plain := fold(match.group()):
            yield plain, match.start(), match.end()
