"""How many: numbers, number words and vague amounts that count people and things, with the words that bound them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, get_args

from reportedly.errors import BadLexicon
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span
from reportedly.values.count import Bound, Count, Unit

__all__ = ["NUMBERS", "counted_nouns", "counts", "number_of", "rate"]

NUMBERS = "lexicons/numbers.en.toml"

_NOT_CARDINAL = {"PERCENT", "MONEY", "QUANTITY", "ORDINAL", "DATE", "TIME"}
_LONGEST_BOUND = 3
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


class _Words(NamedTuple):
    words: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, int]
    bounds: dict[str, Bound]
    groups: frozenset[str]
    units: frozenset[str]
    currency: frozenset[str]
    before: frozenset[str]


@lru_cache(maxsize=1)
def counted_nouns() -> dict[str, Unit]:
    """What a figure counts by the noun it stands with: "families" for "household"; persons where it is not here."""
    tables = load(NUMBERS).tables["counted"]
    if wrong := set(tables) - set(get_args(Unit)):
        raise BadLexicon(f"{NUMBERS}: [counted] has {sorted(wrong)}; use one of {', '.join(get_args(Unit))}")
    return {noun: unit for unit, nouns in tables.items() for noun in nouns}


def rate(tree: Tree, row: int) -> str | None:
    """The period of a rate that the counted noun in this row carries: "two people a day", "20 people per month"."""
    units = load(NUMBERS).tables["periods"]["units"]
    for child in tree.children[row]:
        each = [tree.lower[c] for c in tree.all(child, "det")]
        if tree.dep[child] == "npadvmod" and tree.lemma[child] in units and set(each) & {"a", "an", "each", "every"}:
            return tree.lemma[child]
        if tree.dep[child] == "prep" and tree.lower[child] in {"per", "a"}:
            return next((tree.lemma[n] for n in tree.all(child, "pobj") if tree.lemma[n] in units), None)
    return None


@lru_cache(maxsize=1)
def _lexicon() -> _Words:
    tables = load(NUMBERS).tables
    if wrong := set(tables["bounds"].values()) - set(get_args(Bound)):
        raise BadLexicon(f"{NUMBERS}: [bounds] has {sorted(wrong)}; use one of {', '.join(get_args(Bound))}")
    no = tables["not_counts"]
    return _Words(
        tables["words"],
        tables["multipliers"],
        tables["vague"],
        tables["bounds"],
        frozenset(tables["groups"]["nouns"]),
        frozenset(no["units"]),
        frozenset(no["currency"]),
        frozenset(no["before"]),
    )


def number_of(words: list[str]) -> int | None:
    """The whole number that these lower-case words spell ("two", "hundred", "and", "six"), or None.

    Digits may carry thousands commas; "1.2", "million" is 1,200,000. Hyphens and "and" are passed over.
    """
    lexicon = _lexicon()
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word in {"-", "‑", "and"}:
            continue
        if _DIGITS.fullmatch(word):
            current += float(word.replace(",", ""))
        elif word in lexicon.words:
            current += lexicon.words[word]
        elif word in {"a", "an"}:
            current += 1
        elif word in lexicon.multipliers:
            times = lexicon.multipliers[word]
            if times >= 1000:
                total, current = total + (current or 1) * times, 0.0
            else:
                current = (current or 1) * times
        else:
            return None
        seen = True
    value = total + current
    return int(value) if seen and value == int(value) else None


def counts(tree: Tree) -> list[tuple[Span, Count]]:
    """Every expression that counts people or things, in text order, with the words that bound it.

    "at least 12", "dozens", "up to 30", "between 5 and 7", "a family of five". Left out are ordinals, ages,
    dates, clock times, distances, money, percentages, votes, and numbers that are names ("Flight 12").
    """
    lexicon, out, row = _lexicon(), [], 0
    while row < len(tree):
        if (found := _number_at(tree, row, lexicon)) is None:
            row += 1
            continue
        first, last, count = found
        out.append((tree.span(range(first, last + 1)), count))
        row = last + 1
    return out


def _number_at(tree: Tree, row: int, lexicon: _Words) -> tuple[int, int, Count] | None:
    """The count that begins at this row (its bound words may lie before), as (first row, last row, count)."""
    if _couple(tree, row):
        return row, row + 1, Count(2, 2)
    if tree.lower[row] == "half" and tree.lower[row + 1 : row + 3] == ["a", "dozen"]:
        return row, row + 2, Count(6, 6)
    if (vague := _vague_at(tree, row, lexicon)) is not None:
        stop, least = vague
        first, bound = _bound_before(tree, row, lexicon)
        plain = bound in {"exact", "about", "at least"}
        return first, stop, Count(least, None, "at least", True) if plain else _bounded(least, bound, vague=True)
    if (last := _run(tree, row, lexicon)) is None:
        return None
    low = number_of(tree.lower[row : last + 1])
    if low is None or not _counts_things(tree, row, last, lexicon):
        return None
    sentence = tree.sentence(row)
    if (other := _second(tree, row, last, lexicon, sentence.stop)) and other[1] > low:
        start = row - 1 if row > sentence.start and tree.lower[row - 1] in {"between", "from"} else row
        return start, other[0], Count(low, other[1], "range")
    first, bound = _bound_before(tree, row, lexicon)
    after = tree.lower[last + 1 : min(last + 3, sentence.stop)]
    if bound == "exact" and after in (["or", "more"], ["and", "counting"]):
        return first, last + 2, Count(low, None, "at least")
    if bound == "exact" and after == ["or", "so"]:
        return first, last + 2, Count(low, low, "about")
    if first - 1 > sentence.start and tree.lower[first - 1] == "of" and tree.lower[first - 2] in lexicon.groups:
        first -= 3 if first - 3 >= sentence.start and tree.pos[first - 3] == "DET" else 2
    return first, last, _bounded(low, bound)


def _couple(tree: Tree, row: int) -> bool:
    """ "A couple and their son": two people, and not some few of something ("a couple of men")."""
    if tree.lower[row : row + 2] != ["a", "couple"]:
        return False
    then = row + 2
    return then >= len(tree) or (tree.lower[then] != "of" and tree.pos[then] not in {"NOUN", "PROPN", "ADJ", "NUM"})


def _bounded(number: int, bound: Bound, *, vague: bool = False) -> Count:
    match bound:
        case "at most" | "fewer than":
            return Count(None, number, bound, vague)
        case "at least" | "more than":
            return Count(number, None, bound, vague)
        case _:
            return Count(number, number, bound, vague)


def _vague_at(tree: Tree, row: int, lexicon: _Words) -> tuple[int, int] | None:
    """The last row of a vague amount that begins here, and the least it promises."""
    word, stop = tree.lower[row], tree.sentence(row).stop
    pair = f"{word} {tree.lower[row + 1]}" if row + 1 < stop else ""
    if pair in lexicon.vague:
        if row + 2 < stop and tree.lower[row + 2] in lexicon.multipliers:
            return row + 2, lexicon.vague[pair] * lexicon.multipliers[tree.lower[row + 2]]  # "a few hundred"
        return row + 1, lexicon.vague[pair]
    if word not in lexicon.vague or tree.ent[row][2:] in {"MONEY", "DATE", "TIME"}:
        return None
    low, last = lexicon.vague[word], row
    if row + 1 < stop and tree.lower[row + 1] in lexicon.multipliers:
        return row + 1, low * lexicon.multipliers[tree.lower[row + 1]]  # "several dozen", "several hundred"
    if last + 2 < stop and tree.lower[last + 1] == "of" and tree.lower[last + 2] in lexicon.vague:
        # "tens of thousands", "hundreds of thousands": the second word multiplies
        low, last = low * (lexicon.vague[tree.lower[last + 2]] // 2), last + 2
    if last + 1 < stop and tree.lower[last + 1] == "and" and tree.lower[last + 2 : last + 3] == [tree.lower[last]]:
        last += 2
    following = last + 2 if tree.lower[last + 1 : last + 2] == ["of"] else last + 1
    if following < stop and tree.lower[following] in lexicon.units:
        return None
    return last, low


def _run(tree: Tree, row: int, lexicon: _Words) -> int | None:
    """The last row of the number written from this row on, or None where none is written here."""
    stop, at = tree.sentence(row).stop, row

    def is_number(k: int) -> bool:
        return bool(
            _DIGITS.fullmatch(tree.text[k]) or tree.lower[k] in lexicon.words or tree.lower[k] in lexicon.multipliers
        )

    if tree.lower[row] in {"a", "an"} and row + 1 < stop and tree.lower[row + 1] in lexicon.multipliers:
        at = row + 1
    elif not is_number(row) or tree.lower[row] == "score":
        return None
    while at + 1 < stop:
        hop = at + 2 if tree.lower[at + 1] in {"-", "‑"} or _joins(tree, at, lexicon) else at + 1
        if (
            hop < stop
            and is_number(hop)
            and not _DIGITS.fullmatch(tree.text[hop])
            and _continues(tree, at, hop, lexicon)
        ):
            at = hop
        else:
            break
    return at


def _joins(tree: Tree, at: int, lexicon: _Words) -> bool:
    return tree.lower[at + 1] == "and" and tree.lower[at] in {"hundred", "thousand"}


def _continues(tree: Tree, at: int, hop: int, lexicon: _Words) -> bool:
    if tree.lower[hop] in lexicon.multipliers:
        return tree.lower[hop] != "score"
    before = lexicon.words.get(tree.lower[at], 0)
    return tree.lower[at] in lexicon.multipliers or (before >= 20 and lexicon.words[tree.lower[hop]] < 10)


def _second(tree: Tree, row: int, last: int, lexicon: _Words, stop: int) -> tuple[int, int] | None:
    """The upper end of a range ("5 to 7", "between 5 and 7", "5-7"), as (last row, number)."""
    if last + 2 >= stop:
        return None
    link, between = tree.lower[last + 1], row > 0 and tree.lower[row - 1] == "between"
    if link not in {"to", "-", "–", "or"} and not (link == "and" and between):
        return None
    end = _run(tree, last + 2, lexicon)
    number = number_of(tree.lower[last + 2 : end + 1]) if end is not None else None
    return (end, number) if end is not None and number is not None else None


def _bound_before(tree: Tree, row: int, lexicon: _Words) -> tuple[int, Bound]:
    start = tree.sentence(row).start
    for length in range(_LONGEST_BOUND, 0, -1):
        if row - length >= start and (bound := lexicon.bounds.get(" ".join(tree.lower[row - length : row]))):
            return row - length, bound
    return row, "exact"


def _counts_things(tree: Tree, row: int, last: int, lexicon: _Words) -> bool:
    sentence = tree.sentence(row)
    before = tree.lower[row - 1] if row > sentence.start else ""
    after = tree.lower[last + 1] if last + 1 < sentence.stop else ""
    if after == "-" and last + 2 < sentence.stop:
        after = tree.lower[last + 2]
        if _DIGITS.fullmatch(after):
            return not before or before in {"between", "from"} or tree.pos[row - 1] != "PROPN"
        return False  # "48-year-old", "two-hour", "F-16": a number inside a compound word counts nothing
    if after in lexicon.units or before in lexicon.currency or before in lexicon.before:
        return False
    if any(tree.ent[k][2:] in _NOT_CARDINAL for k in range(row, last + 1)) and tree.dep[last] != "nummod":
        return False
    head = tree.head[last]
    counted = (
        tree.dep[last] == "nummod"
        and tree.tag[head] == "NNS"
        and head > last
        and tree.lower[head] not in lexicon.units
    )
    if not counted and any(tree.ent[k][2:] in {"PERCENT", "MONEY", "DATE", "TIME"} for k in range(row, last + 1)):
        return before == "between" and _DIGITS.fullmatch(tree.text[min(last + 2, sentence.stop - 1)]) is not None
    if before == "-" or (":" in (before, after) and after[:1].isdigit()):
        return False
    if _is_age(tree, row, last, before, after) or _is_year(tree, row, last, before):
        return False
    if tree.lower[row] == "one" and row == last:
        return _one_counts(tree, row, before, after)
    return not (tree.pos[row - 1] == "PROPN" and before and not tree.ent[row] and tree.dep[row] != "nummod")


def _is_age(tree: Tree, row: int, last: int, before: str, after: str) -> bool:
    """ ", 48," after a name: an age."""
    return (
        before == ","
        and after in {",", ".", ")", ""}
        and tree.pos[max(row - 2, 0)] in {"PROPN", "NOUN"}
        and (tree.text[row].isdigit() and int(tree.text[row]) < 120)
    )


def _is_year(tree: Tree, row: int, last: int, before: str) -> bool:
    word = tree.text[row]
    if row != last or re.fullmatch(r"(?:19|20)\d\d", word) is None:
        return False
    return tree.dep[row] != "nummod" or before in {"in", "since", "by", "until", "of"}


def _one_counts(tree: Tree, row: int, before: str, after: str) -> bool:
    if (
        before in {"no", "the", "any", "every", "this", "that", "each", "another", "some", "-"}
        or tree.tag[row] != "CD"
    ):
        return False
    return tree.dep[row] in {"nummod", "nsubjpass", "nsubj", "dobj", "appos", "conj"} or after == "of"
