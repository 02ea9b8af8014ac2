"""Whether two names of bodies can be one body's: word order, spelling, acronyms, known aliases, factions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reportedly.claims.actor_lexicon import actor_words
from reportedly.incidents.person_names import Likeness
from reportedly.incidents.spellings import SPELLINGS, SURE, alike, plain
from reportedly.language.aliases import acronym
from reportedly.lexicons.loader import load

__all__ = ["BodyName", "body_name", "compare_bodies", "known_body"]

_WORD = re.compile(r"[^\s,()\"“”«»/]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_COUNTED = {
    word: str(number)
    for number, words in enumerate(
        [
            "one first",
            "two second",
            "three third",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
            "eleven eleventh",
            "twelve twelfth",
        ],
        1,
    )
    for word in words.split()
}
_ENDINGS = ("n", "an", "ian", "ean", "ese", "i", "ish", "al", "s")


@dataclass(frozen=True, slots=True)
class BodyName:
    """The words of a body's name that count, in order; `countries` as ISO codes, `numbers` as digits.

    `letters` is the name itself where it is an acronym ("HTS"); `acronyms` are those that its words would have.
    """

    words: tuple[str, ...]
    countries: frozenset[str]
    numbers: frozenset[str]
    letters: str
    acronyms: frozenset[str]


class _Words:
    """The tables of bodies' words as look-ups."""

    def __init__(self) -> None:
        tables = load(SPELLINGS).tables
        bodies = tables["bodies"]
        self.same = {plain(word): line.split()[0] for line in bodies["same"] for word in line.split()}
        self.contested = frozenset(word for line in bodies["contested"] for word in line.split())
        self.idle, self.weak = frozenset(bodies["idle"]), frozenset(bodies["weak"])
        self.faction, self.split = frozenset(bodies["faction"]), frozenset(bodies["split"])
        self.near = {frozenset(line.split()) for line in bodies["near"]}
        self.also = {_key(name): names[0] for names in tables["also_known"]["groups"] for name in names}
        self.successors = {frozenset((_key(a), _key(b))): (a, b, how) for a, b, how in tables["successors"]["pairs"]}


def _key(name: str) -> str:
    return " ".join(piece for word in _WORD.findall(name) if (piece := plain(word)) and piece not in {"the", "al"})


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


@lru_cache(maxsize=20_000)
def known_body(name: str) -> str | None:
    """The well-known actor that the whole name stands for, by the name its lexicon gives first; None for none.

    A name that says more than the alias ("FARC dissidents") is not it.
    """
    also: str | None = _words().also.get(_key(name))
    if also:
        return also
    tokens = _WORD.findall(re.sub(r"^[Tt]he ", "", name.replace("’", "'")))
    found = actor_words().known(tokens, frozenset())
    if found is None:
        return None
    first, last, actor = found
    rest = [w for w in (*tokens[:first], *tokens[last + 1 :]) if plain(w) not in _words().idle | _words().weak]
    return actor.name if not rest else None


@lru_cache(maxsize=50_000)
def body_name(name: str) -> BodyName:
    """The parts of a body's name: "Ministry of Defence of Russia" has the words ministry, defense and the country
    RU."""
    table = _words()
    name = re.sub(r"(?<=\w)['’]s\b", "", name.replace("’", "'"))
    raw = _WORD.findall(name)
    countries, taken = _countries(raw)
    words: list[str] = []
    numbers: set[str] = set()
    for at, word in enumerate(raw):
        parts = [word] if "-" not in word else word.split("-")
        for piece in (plain(part) for part in parts if part and at not in taken):
            if (counted := _COUNTED.get(piece)) or (digits := _ORDINAL.fullmatch(piece)):
                numbers.add(counted or (digits[1] if digits else ""))
                continue
            if mixed := re.fullmatch(r"([a-z])(\d+)", piece):
                numbers.add(mixed[2])
            if piece and piece not in table.idle:
                words.append(table.same.get(piece, piece))
    joined = [*words]
    for pair, one in (
        (("foreign", "affairs"), "foreign"),
        (("home", "affairs"), "interior"),
        (("internal", "affairs"), "interior"),
    ):
        if set(pair) <= set(joined):
            joined = [word for word in joined if word not in pair] + [one]
    letters = plain(name) if _is_acronym(name) else ""
    folded = tuple(plain(part) for word in raw for part in word.split("-") if plain(part))
    return BodyName(tuple(joined), countries, frozenset(numbers), letters, acronym(folded))


def _is_acronym(name: str) -> bool:
    bare = name.replace(".", "").replace("-", "")
    return (
        2 <= len(bare) <= 7 and bare.isalnum() and sum(c.isupper() for c in bare) >= len(bare) - 1 and " " not in bare
    )


def _countries(raw: list[str]) -> tuple[frozenset[str], set[int]]:
    """Countries and peoples that a name holds, and where their words stand; never all of its words."""
    words = actor_words()
    found: set[str] = set()
    taken: set[int] = set()
    for length in (3, 2, 1):
        for at in range(len(raw) - length + 1):
            run = range(at, at + length)
            name = " ".join(raw[at : at + length]).lower()
            code = words.country.get(name) or words.demonym.get(name)
            if code and not taken & set(run) and length < len(raw):
                found.add(code)
                taken.update(run)
    return frozenset(found), taken


@lru_cache(maxsize=100_000)
def compare_bodies(one: str, other: str) -> Likeness:
    """Whether two names can be one body's, by the names alone. Same from .75, different up to .3, unsure between."""
    both = f"“{one}” and “{other}”"
    table = _words()
    if (told := table.successors.get(frozenset((_key(one), _key(other))))) is not None:
        return Likeness(0.2, f"“{told[0]}” and “{told[1]}” are two names in a row: the first {told[2]}", "successor")
    known, known_too = known_body(one), known_body(other)
    a, b = body_name(one), body_name(other)
    if split := table.split & set(a.words) ^ table.split & set(b.words):
        return Likeness(0.1, f"{both}: {_list(sorted(split))} sets a faction apart", "faction")
    if known and known_too:
        if known == known_too:
            return Likeness(0.98, f"{both} are both names of {known}", "known")
        succession = table.successors.get(frozenset((_key(known), _key(known_too))))
        how = f"; {succession[0]} {succession[2]}" if succession else ""
        return Likeness(0.03, f"{both} are names of {known} and of {known_too}{how}", "known")
    if a.countries and b.countries and not a.countries & b.countries:
        return Likeness(0.03, f"{both} are of different countries", "country")
    if (a.numbers or b.numbers) and a.numbers != b.numbers:
        return Likeness(0.05, f"{both} have different numbers", "number")
    if plain(one) == plain(other):
        return Likeness(0.97, f"{both} are the same name", "same name")
    if a.letters or b.letters:
        return _letters(a, b, both)
    return _worded(a, b, both)


def _letters(a: BodyName, b: BodyName, both: str) -> Likeness:
    short, full = (a, b) if a.letters else (b, a)
    if a.letters and b.letters:
        return Likeness(0.05, f"{both} are different acronyms", "other")
    if short.letters in full.acronyms:
        score = 0.75 if len(short.letters) >= 3 else 0.5
        return Likeness(score, f"{both}: one has the initials of the other", "acronym")
    if len(full.words) > 1 and short.letters in full.words:
        return Likeness(
            0.15, f"{both}: a name that says more than the acronym is another body's, or a part", "faction"
        )
    return Likeness(0.05, f"{both} are different names", "other")


def _worded(a: BodyName, b: BodyName, both: str) -> Likeness:
    table = _words()
    pairs, left, right = _matched(a.words, b.words)
    contested = [w for w in (*left, *right) if w in table.contested]
    left = [w for w in left if w not in table.contested or not any(r in table.contested for r in right)]
    right = [w for w in right if w not in table.contested or not any(r in table.contested for r in contested[:1])]
    if not pairs:
        return Likeness(0.03, f"{both} share no word", "other")
    extra = [*left, *right]
    if any(word in table.faction for word in extra):
        words = ", ".join(f"“{w}”" for w in extra if w in table.faction)
        return Likeness(0.12, f"{both}: {words} sets a faction, part or rival apart", "faction")
    if len(left) == len(right) == 1 and frozenset(extra) in table.near:
        return Likeness(0.5, f"{both} differ in words that translators exchange", "contested")
    if left and right:
        return Likeness(0.08, f"{both} differ in {_list(left)} and {_list(right)}", "other")
    ordered = [word for word, _ in pairs] == [word for word in a.words if word in {w for w, _ in pairs}] and [
        word for _, word in pairs
    ] == [word for word in b.words if word in {w for _, w in pairs}]
    disputed = any(word in table.contested for word in (*a.words, *b.words))
    if disputed and (not ordered or contested or a.countries != b.countries):
        return Likeness(0.55, f"{both}: bodies that split often differ by no more than this", "contested")
    if not extra:
        how = "are the same words" if ordered else "are the same words in another order"
        spelt = min((alike(x, y).score if x != y else 1.0) for x, y in pairs)
        relation = "order" if not ordered else "spelling"
        country = a.countries != b.countries
        if country:
            return Likeness(0.5, f"{both} differ in that one names a country", "part")
        return Likeness(0.85 if not ordered else max(0.9, round(spelt, 2) - 0.01), f"{both} {how}", relation)
    if all(word in table.weak for word in extra) and a.countries == b.countries and (left or right):
        sure = "police" in a.words or "sheriff" in a.words or extra in (["newspaper"], ["company"])
        return Likeness(0.8 if sure else 0.55, f"{both} differ in {_list(extra)} alone, which says little", "part")
    return Likeness(0.45, f"{both}: one says {_list(extra)} more, and may be a part or another", "part")


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _matched(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Words of two names that are one word, and those left over on each side."""
    rest = list(b)
    pairs, left = [], []
    for word in a:
        found = next((w for w in rest if w == word), None) or next((w for w in rest if _one_word(word, w)), None)
        if found is None:
            left.append(word)
        else:
            rest.remove(found)
            pairs.append((word, found))
    order = {word: at for at, word in enumerate(b)}
    pairs.sort(key=lambda pair: order[pair[1]])
    return pairs, left, rest


def _one_word(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    if len(short) >= 4 and long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    if (
        len(short) >= 5
        and short[-1] in "ey"
        and long.startswith(short[:-1])
        and long[len(short) - 1 :] in {"al", "ies"}
    ):
        return True
    return len(short) >= 5 and alike(x, y).score >= SURE
