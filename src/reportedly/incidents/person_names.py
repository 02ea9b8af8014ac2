"""A person's name in its parts, and whether two names can be one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reportedly.incidents.spellings import SPELLINGS, SURE, Spelling, alike, given, plain
from reportedly.lexicons.loader import load

__all__ = ["Likeness", "PersonName", "compare_people", "person_name"]

_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv|vi|vii|viii|i|v|xiv|xvi|xxiii)")
_PARTICLES = frozenset(
    [
        "bin",
        "ibn",
        "ben",
        "bint",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "y",
        "e",
        "ud",
        "ul",
        "ur",
        "af",
        "av",
        "st",
    ]
)
_ARTICLES = frozenset(["al", "el", "ad", "as", "ash", "az", "an", "ar", "at", "as", "ed", "es", "l"])
_SERVANT = re.compile(r"abd(?:el|ul|al|ol|er|ur|ar|ou|es|as|u|e)?")
_WORD = re.compile(r"[^\s,()\"“”«»]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names say about being one bearer's. `score` is 0..1, `sentence` the reason.

    `relation` names the reason for programs: "same name", "spelling", "short form", "part", "initial", "one name",
    "order", "suffix", "other", "acronym", "known", "successor", "faction", "number", "country", "contested".
    """

    score: float
    sentence: str
    relation: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's words without title, article and particle; `suffix` is "jr", "iii" or "". `title` is what was left
    off."""

    words: tuple[str, ...]
    suffix: str
    title: str

    @property
    def last(self) -> str:
        """The last word, in English usage the surname; the empty string for no name at all."""
        return self.words[-1] if self.words else ""

    @property
    def full(self) -> bool:
        """Whether it has more than a surname or given name alone: two words, one of them more than an initial."""
        return len(self.words) > 1 and len(plain(self.words[-1])) > 1


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    file = load("lexicons/titles.en.toml")
    entries = (*file.entries("titles"), *file.entries("portfolios"))
    described = load(SPELLINGS).tables["offices"]["described"]
    return frozenset(word for entry in entries for word in entry["words"].split()) | frozenset(described)


@lru_cache(maxsize=50_000)
def person_name(name: str) -> PersonName:
    """The parts of a name as a report writes it: "Gen. Abdel Fattah al-Sisi" is ("abdfattah", "sisi")."""
    name = name.replace("’", "'")
    if "," in name:
        family, _, rest = name.partition(",")
        name = f"{family} {rest}" if _SUFFIX.fullmatch(plain(rest)) else f"{rest} {family}"
    raw = re.sub(r"(?<=[A-Z]\.)(?=[A-Z])", " ", name)
    words = _WORD.findall(raw)
    begin = _after_title(words)
    title, words = " ".join(words[:begin]), words[begin:]
    suffix = ""
    if len(words) > 1 and _SUFFIX.fullmatch(plain(words[-1])) and (len(plain(words[-1])) > 1 or words[-1] in "IV"):
        suffix, words = plain(words[-1]), words[:-1]
    return PersonName(tuple(_joined(words)), suffix, title)


def _after_title(words: list[str]) -> int:
    """How many words before the name are a title or description: "NATO chief" of "NATO chief Jens Stoltenberg"."""
    begin = 0
    for at, word in enumerate(words[:-1]):
        lower = word.lower()
        common = word[:1].islower() and lower.partition("-")[0] not in _PARTICLES | _ARTICLES | {"abu", "umm"}
        if common or (lower in _titles() and (at == 0 or len(plain(word)) > 1)):
            begin = at + 1
    return begin


def _joined(words: list[str]) -> list[str]:
    """The words in plain letters; articles and particles dropped, "Abdel Fattah" and "Abu Bakr" as one word each."""
    pieces: list[str] = []
    for word in words:
        parts = [plain(part) for part in word.split("-")]
        lower = [part for part in parts if part]
        if len(lower) > 1 and lower[0] in _ARTICLES:
            lower = lower[1:]
        pieces.append(
            "".join(part for part in lower if len(lower) == 1 or part not in {"ud", "ul"}) or "".join(lower)
        )
    out: list[str] = []
    prefix = ""
    for piece in pieces:
        if not piece:
            continue
        if len(out) + bool(prefix) and piece in _ARTICLES:
            continue
        if piece in {"abu", "abou", "umm"} or _SERVANT.fullmatch(piece):
            prefix = "abd" if piece not in {"abu", "abou", "umm"} else "abu"
            continue
        if piece in _PARTICLES and len(pieces) > 2:
            continue
        if (
            not prefix
            and piece.startswith("abd")
            and (found := _SERVANT.match(piece))
            and len(piece) > found.end() + 3
        ):
            piece = "abd" + piece[found.end() :] if piece not in {"abdullah", "abdallah", "abdulla"} else piece
        out.append(prefix + piece)
        prefix = ""
    return [*out, prefix] if prefix else out


@lru_cache(maxsize=100_000)
def compare_people(one: str, other: str) -> Likeness:
    """Whether two names can be one person's, by the names alone. Same from .75, different up to .3, unsure between.

    A surname alone, an initial for a given name, and a suffix on one side only are always unsure.
    """
    a, b = person_name(one), person_name(other)
    if not a.words or not b.words:
        return Likeness(0.0, "there is no name to compare", "other")
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return Likeness(0.02, f"“{one}” and “{other}” tell two bearers of one name apart", "suffix")
    found = _compared(a, b, one, other)
    if a.suffix != b.suffix and found.score >= 0.3:
        return Likeness(
            0.5, f"one of “{one}” and “{other}” has “{a.suffix or b.suffix}”, the other may be a relative", "suffix"
        )
    return found


def _compared(a: PersonName, b: PersonName, one: str, other: str) -> Likeness:
    both = f"“{one}” and “{other}”"
    if a.words == b.words:
        if len(a.words) == 1:
            return Likeness(0.5, f"“{one}” alone is borne by many", "one name")
        return Likeness(0.97, f"{both} are the same name", "same name")
    if len(a.words) == 1 or len(b.words) == 1:
        return _single(a, b, both)
    whole = alike("".join(a.words), "".join(b.words))
    if whole.score >= 0.93 and len(a.words) != len(b.words):
        return Likeness(0.95, f"{both} are one name, parted differently", "spelling")
    first, last = alike(a.words[0], b.words[0], short=True), alike(a.words[-1], b.words[-1])
    if first.score >= SURE and last.score >= SURE:
        return _middles(a, b, both, min(first, last))
    if _reversed(a, b):
        return _order(a, both)
    shorter, longer = sorted((a.words, b.words), key=len)
    inner = longer[1:-1] if len(shorter) < len(longer) else ()
    surname = len(shorter) == 2 and any(alike(shorter[-1], word).score >= SURE for word in inner)
    if first.score >= SURE and surname:
        return Likeness(0.82, f"{both} share given name and first surname", "part")
    if last.score >= SURE and any(alike(shorter[0], word, short=True).score >= SURE for word in inner):
        return Likeness(0.6, f"{both} share a surname, and one's first name is the other's middle name", "part")
    if last.score >= SURE and first.score == 0.5:
        return _initials(a, b, both)
    if min(first.score, last.score) >= 0.6 and first.score + last.score >= 1.4:
        weak = min(first, last)
        return Likeness(0.55, f"{both} are nearly the same: {weak.reason}", "spelling")
    hyphen = last.score >= SURE and _begins(a.words[0], b.words[0])
    if hyphen or (first.score >= SURE and _begins(a.words[-1], b.words[-1]) and "-" in one + other):
        return Likeness(0.5, f"{both}: one name is part of the other's", "part")
    why = "share a surname and have different given names" if last.score >= SURE else "are different names"
    return Likeness(0.05, f"{both} {why}", "other")


def _begins(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    return len(short) >= 3 and long.startswith(short) and len(long) >= len(short) + 4


def _single(a: PersonName, b: PersonName, both: str) -> Likeness:
    """A surname, given name or by-name alone, beside a full name or another alone."""
    single, full = sorted((a, b), key=lambda name: len(name.words))
    near = [alike(single.words[0], word) for word in (full.words[-1], full.words[0])]
    if max(near).score >= SURE:
        return Likeness(0.5, f"{both} share a name that alone is borne by many", "one name")
    return Likeness(0.05, f"{both} are different names", "other")


def _middles(a: PersonName, b: PersonName, both: str, weakest: Spelling) -> Likeness:
    """First and last words agree: the words between must not contradict each other."""
    short, long = sorted((a.words[1:-1], b.words[1:-1]), key=len)
    at = 0
    for word in short:
        while at < len(long) and not _fits(word, long[at]):
            at += 1
        if at == len(long):
            return Likeness(0.1, f"{both} have different middle names", "other")
        at += 1
    if short and len(short) != len(long):
        return Likeness(0.5, f"{both}: one gives more middle names than the other, as relatives' names do", "part")
    if weakest.score < 1:
        return Likeness(round(min(weakest.score, 0.95), 2), f"{both}: one is {weakest.reason}", "spelling")
    return Likeness(0.9, f"{both}: only one gives the middle name", "part")


def _fits(word: str, other: str) -> bool:
    found = alike(word, other, short=True)
    return found.score >= SURE or found.score == 0.5


def _initials(a: PersonName, b: PersonName, both: str) -> Likeness:
    if len(a.words[0]) == 1 and len(b.words[0]) == 1 and a.words[:-1] != b.words[:-1]:
        return Likeness(0.1, f"{both} have different initials", "initial")
    return Likeness(0.6, f"{both} share a surname, and one gives the other's initial alone", "initial")


def _reversed(a: PersonName, b: PersonName) -> bool:
    return alike(a.words[0], b.words[-1]).score >= SURE and alike(a.words[-1], b.words[0]).score >= SURE


def _order(a: PersonName, both: str) -> Likeness:
    if given(a.words[0]) and given(a.words[-1]):
        return Likeness(0.2, f"{both} have the same words in another order, and all are given names", "order")
    return Likeness(0.85, f"{both} are one name with the surname first in one of them", "order")
