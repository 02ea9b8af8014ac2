"""Which proper names of a report are one bearer's, looking at the whole report at once."""

from __future__ import annotations

from collections import defaultdict

from reportedly.language.aliases import acronym, consonants, fold, one_person, short_form, spelt_alike
from reportedly.language.nouns import Nouns
from reportedly.language.readings import Reading

__all__ = ["Bearers", "bearers"]


CROWD = 40
"""So many bearers of one word are compared; a report with more of them is a list, and the rest stay apart."""


class Bearers:
    """The bearer of each named mention: `of` maps a mention's id to a number; `open` to the rival numbers."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.open: dict[str, tuple[int, ...]] = {}
        self.members: list[list[Reading]] = []

    def new(self, readings: list[Reading]) -> int:
        """One more bearer."""
        self.members.append([])
        for reading in readings:
            self.join(len(self.members) - 1, reading)
        return len(self.members) - 1

    def join(self, number: int, reading: Reading) -> None:
        """One more mention of a bearer."""
        self.members[number].append(reading)
        self.of[reading.mention.id] = number


def bearers(readings: list[Reading], nouns: Nouns) -> Bearers:
    """Gather names by bearer: full names first, then short ones to the one bearer they fit.

    Persons: two full names are one person's if last and first words agree; a surname or given name alone goes
    to its only bearer. Where several persons bear it, title and gender may decide, else the mention is open.
    Organisations: same words, acronyms, short forms. Places: same words, or names of one country.
    """
    out = Bearers()
    named = [reading for reading in readings if reading.named and reading.words]
    _persons(out, [r for r in named if r.kind == "person"])
    _places(out, [r for r in named if r.kind == "place"], nouns)
    _bodies(out, [r for r in named if r.kind not in {"person", "place"}], nouns)
    return out


def _persons(out: Bearers, found: list[Reading]) -> None:
    by_word: dict[str, list[int]] = defaultdict(list)
    seen: dict[tuple[str, ...], int] = {}
    for reading in sorted((r for r in found if len(r.words) > 1), key=lambda r: -len(r.words)):
        number = seen.get(reading.words, -1)
        if number < 0:
            near = dict.fromkeys(n for word in (reading.words[-1], reading.words[0]) for n in by_word[word])
            fitting = [n for n in near if _fits(out, n, reading)]
            number = fitting[0] if len(fitting) == 1 else out.new([])
            seen[reading.words] = number
            for word in reading.words:
                if len(by_word[word]) < CROWD:
                    by_word[word].append(number)
        out.join(number, reading)
    sounds: dict[str, list[str]] = defaultdict(list)
    for word in by_word:
        if len(sounds[consonants(word)]) < CROWD:
            sounds[consonants(word)].append(word)
    for reading in (r for r in found if len(r.words) == 1):
        _surname(out, reading, by_word, sounds)


def _fits(out: Bearers, number: int, reading: Reading) -> bool:
    return one_person(out.members[number][0].words, reading.words) and _alike(out, number, reading)


def _surname(out: Bearers, reading: Reading, by_word: dict[str, list[int]], sounds: dict[str, list[str]]) -> None:
    word = reading.words[0]
    rivals = list(dict.fromkeys(by_word[word]))
    if len(rivals) > 1:
        last = [n for n in rivals if any(r.words[-1] == word for r in out.members[n])]
        rivals = last or rivals
    if len(rivals) > 1 and (gender := reading.gender):
        rivals = [n for n in rivals if _gender(out.members[n]) in {gender, None}]
        stated = [n for n in rivals if _gender(out.members[n]) == gender]
        rivals = stated or rivals
    if not rivals:
        like = (known for known in sounds[consonants(word)] if spelt_alike(known, word))
        near = {n for known in like for n in by_word[known] if _alike(out, n, reading)}
        rivals = list(near) if len(near) == 1 else []
    if not rivals:
        by_word[word].append(out.new([reading]))
    elif len(rivals) == 1:
        out.join(rivals[0], reading)
    else:
        out.open[reading.mention.id] = tuple(rivals)


def _alike(out: Bearers, number: int, reading: Reading) -> bool:
    """Whether no title or given name tells the two apart ("Daniel", "Daniela")."""
    mine, theirs = reading.gender or reading.hint, _gender(out.members[number])
    return mine is None or theirs is None or mine == theirs


def _gender(members: list[Reading]) -> str | None:
    return next((r.gender for r in members if r.gender), next((r.hint for r in members if r.hint), None))


def _places(out: Bearers, found: list[Reading], nouns: Nouns) -> None:
    seen: dict[str, int] = {}
    for reading in found:
        words = reading.mention.head.words.lower()
        key = nouns.country.get(words) or nouns.country.get(words.removeprefix("the ")) or " ".join(reading.words)
        if key in seen:
            out.join(seen[key], reading)
        else:
            seen[key] = out.new([reading])


def _bodies(out: Bearers, found: list[Reading], nouns: Nouns) -> None:
    seen: dict[str, int] = {}
    by_word: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    letters: dict[str, int] = {}
    for reading in sorted(found, key=lambda r: -len(r.words)):
        key = _key(reading, nouns)
        number = seen.get(key, -1)
        if number < 0 and len(reading.words) == 1 and reading.mention.head.words.replace(".", "").isupper():
            number = letters.get(reading.words[0], -1)
        if number < 0:
            near = {n: words for word in reading.words for words, n in by_word[word]}
            fitting = {n for n, words in near.items() if short_form(reading.words, words)}
            number = fitting.pop() if len(fitting) == 1 else -1
        if number < 0:
            number = out.new([])
        seen.setdefault(key, number)
        for word in set(reading.words):
            if len(by_word[word]) < CROWD:
                by_word[word].append((reading.words, number))
        if len(reading.words) > 1:
            for each in acronym(reading.words):
                letters.setdefault(each, number)
        out.join(number, reading)


def _key(reading: Reading, nouns: Nouns) -> str:
    words = [word for word in reading.words if word != fold("the")]
    return nouns.country.get(" ".join(words)) or " ".join(words)
