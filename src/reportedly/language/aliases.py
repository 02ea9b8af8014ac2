"""Whether two names can be one bearer's: variants, short forms, acronyms. Pure comparison of words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["acronym", "consonants", "fold", "one_person", "short_form", "spelt_alike"]

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "del", "al", "el", "&"})
PARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "az-", "an-", "ar-", "at-")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word without case, accents, full stops and Arabic article ("Al-Bashir" -> "bashir", "U.N." -> "un")."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    plain = plain.replace(".", "").replace("’", "'")
    for particle in PARTICLES:
        if plain.startswith(particle) and len(plain) > len(particle) + 2:
            return plain[len(particle) :]
    return plain


def one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded full names (two words or more each) can be one person's.

    The last words must agree and so must the first: the same, an initial, or one the beginning of the other
    with at least three letters ("Alex", "Alexander"). Surnames alone never make one person of two.
    """
    one, other = _without_suffix(one), _without_suffix(other)
    if set(one) <= set(other) or set(other) <= set(one):
        return one[-1] == other[-1] or one[0] == other[0]
    if one[-1] != other[-1]:
        return False
    first, second = sorted((one[0], other[0]), key=len)
    if len(first) == 1:
        return second.startswith(first)
    return (len(first) >= 3 and second.startswith(first)) or spelt_alike(first, second)


def spelt_alike(one: str, other: str) -> bool:
    """Whether two folded words are one name in two spellings: "Sergei" and "Sergey", "Mohamed" and "Mohammad".

    They must begin alike, agree in their consonants, have five letters, and differ by one letter (by two from
    seven letters on): enough for transliteration and slips of the pen, too little for "Martin" and "Morton".
    """
    short = min(len(one), len(other))
    if short < 5 or one[0] != other[0] or consonants(one) != consonants(other):
        return False
    return _edits(one, other) <= (2 if short >= 7 else 1)


def consonants(word: str) -> str:
    """The first letter and the consonants after it, doubled ones once: what spellings of one name share."""
    out = word[:1]
    for letter in word[1:]:
        if letter not in "aeiouy" and letter != out[-1]:
            out += letter
    return out


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    return name[:-1] if len(name) > 2 and name[-1] in SUFFIXES else name


def acronym(words: tuple[str, ...]) -> frozenset[str]:
    """The folded acronyms a name can have: initials of all words, and of the words that count."""
    parts = [part for word in words for part in word.split("-") if part[:1].isalnum()]
    every = "".join(part[0] for part in parts)
    weighty = "".join(part[0] for part in parts if part not in SMALL)
    return frozenset(each for each in (every, weighty) if len(each) >= 2)


def short_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the folded words of one organisation's name are a short form, or a permutation, of another's.

    "Congress" of "Congress of the Valleys", "Defence Ministry" of "Ministry of Defence"; not "Valleys", which
    neither begins nor ends a head ("of" comes before it).
    """
    weighty = [word for word in short if word not in SMALL]
    whole = {word for word in full if word not in SMALL}
    if not weighty or not whole.issuperset(weighty):
        return False
    if len(weighty) == len(whole):
        return True
    head = full[: full.index("of")] if "of" in full else full
    return weighty[0] in head and (weighty[-1] in {head[-1], weighty[0]} or weighty[0] == full[0])
