"""Accounts made ready to be compared: days as numbers, words as rows of numbers with their rarity."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from reportedly.incidents.accounts import Account
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import Table
from reportedly.incidents.told_words import fold

__all__ = ["VOCABULARIES", "Collection", "Counts", "Facts", "Rarities", "Vocabulary"]

_RUN = re.compile(r"\b[^\W\d_a-z][\w'’]*(?: [^\W\d_a-z][\w'’]*)*")

RARE_SURNAME = 3.0
"""Least rarity (about 5 in 100 reports) of a surname that says something where it stands in another account."""


@dataclass(slots=True)
class Facts:
    """An account as clues compare it. Days are ordinals (`date.toordinal`), None where open; `row` is its place.

    `account` comes without its words: they are in the `Vocabulary` of the collection.
    """

    row: int
    account: Account
    published: int | None
    days: tuple[tuple[int | None, int | None], ...]
    named_days: frozenset[int]
    unlisted: frozenset[str]
    involved: Mapping[str, int | None]
    others: frozenset[str]
    surnames: frozenset[str]
    victims: frozenset[str]


class Rarities(Protocol):
    """How much it says that two accounts share something: what clues ask of the whole collection."""

    def of_name(self, name: str) -> float:
        """How rare a folded name of one or more words is; that of its rarest part where it is in no vocabulary."""
        ...

    def of_person(self, key: str) -> float:
        """How rare somebody is (`Named.key`)."""
        ...

    def of_surname(self, name: str) -> float:
        """How rare a surname of somebody involved is as a word."""
        ...

    def stands(self, name: str, row: int) -> bool:
        """Whether a rare surname of somebody involved stands as a word in the account of a row."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many accounts of a whole collection words stand, for comparing a few of them as if all were there.

    `among` is the number of accounts. `found` maps the name of a vocabulary ("words", "lead", "names", "people") to
    its words that stand more than once; any other stands once.
    """

    among: int
    found: Mapping[str, Mapping[str, int]]


T = TypeVar("T")

AT_ONCE = 10_000
"""Accounts whose words are weighed at a time."""

VOCABULARIES = ("words", "lead", "names", "people")
"""What a collection counts, as `Counts` names it."""


class Vocabulary:
    """Which accounts have which words, in compressed rows; weights grow with a word's rarity and are of length 1."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self._starts = array("q", [0])
        self._terms = array("i")
        self._counts = array("f")

    def add(self, words: Iterable[tuple[str, int]]) -> None:
        """The next account's words, with how often each stands there."""
        number = self.number
        for word, count in words:
            self._terms.append(number.setdefault(word, len(number)))
            self._counts.append(count)
        self._starts.append(len(self._terms))

    def weigh(
        self,
        table: Table,
        *,
        power: float = 1.0,
        least: float = 0.7,
        counted: tuple[int, Mapping[str, int]] | None = None,
    ) -> None:
        """Fix the rarity of each word and the weight of each in each account.

        A word counts (1 + ln count) * rarity ** power; words of less rarity than `least` are left out. `counted` are
        the accounts of a larger collection and what stands in more than one of them (`Counts`); else it is counted
        here. A weight is the same number, to the last bit, whichever accounts come beside its own.
        """
        self.starts = np.frombuffer(self._starts, dtype=np.int64)
        self.terms = np.frombuffer(self._terms, dtype=np.int32) if self._terms else np.zeros(0, np.int32)
        counts = np.frombuffer(self._counts, dtype=np.float32) if self._counts else np.zeros(0, np.float32)
        size = len(self.starts) - 1
        self.words = list(self.number)
        if counted is None:
            among, found = size, np.bincount(self.terms, minlength=len(self.number))
        else:
            among = counted[0]
            found = np.array([counted[1].get(word, 1) for word in self.words], np.int64)
        self.rarity = np.array(
            [table.rarity(word, int(found[k]), among) for k, word in enumerate(self.words)], dtype=np.float32
        )
        self.found = found
        factor = np.where(self.rarity >= least, self.rarity, 0.0) ** power if len(self.words) else self.rarity
        self.weights = np.empty(len(self.terms), np.float32)
        for low in range(0, size, AT_ONCE):
            bounds = self.starts[low : low + AT_ONCE + 1]
            some, many = slice(bounds[0], bounds[-1]), np.diff(bounds)
            weights = (1 + np.log(counts[some])) * factor[self.terms[some]]
            squares = np.append(weights.astype(np.float64) ** 2, 0.0)
            lengths = np.sqrt(np.where(many > 0, np.add.reduceat(squares, bounds[:-1] - bounds[0]), 0.0))
            self.weights[some] = weights / np.repeat(np.where(lengths > 0, lengths, 1.0), many)
        self._counts = array("f")

    def row(self, row: int) -> npt.NDArray[np.int32]:
        """The numbers of an account's words."""
        return self.terms[self.starts[row] : self.starts[row + 1]]

    def cosines(self, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """The cosine of each pair of accounts. `left` must be sorted: a row is spread out once for all its pairs."""
        out = np.zeros(len(left), np.float32)
        spread = np.zeros(len(self.words), np.float32)
        bounds = np.flatnonzero(np.r_[True, left[1:] != left[:-1], True]) if len(left) else np.zeros(1, int)
        starts = self.starts
        for k in range(len(bounds) - 1):
            first, last = bounds[k], bounds[k + 1]
            mine = slice(starts[left[first]], starts[left[first] + 1])
            spread[self.terms[mine]] = self.weights[mine]
            for at in range(first, last):
                theirs = slice(starts[right[at]], starts[right[at] + 1])
                out[at] = spread[self.terms[theirs]] @ self.weights[theirs]
            spread[self.terms[mine]] = 0.0
        return out

    def shared(self, a: int, b: int) -> list[tuple[float, str]]:
        """What two accounts share, with its rarity, rarest first, then by the alphabet."""
        both = np.intersect1d(self.row(a), self.row(b))
        return sorted(((float(self.rarity[k]), self.words[k]) for k in both), key=lambda each: (-each[0], each[1]))


class Collection:
    """All accounts of the outlines given, in their order, with three vocabularies: words, names and people.

    With `counts` they are some of a larger collection, and what they share is as rare as it is there.
    """

    def __init__(self, outlines: Iterable[Outline], table: Table, counts: Counts | None = None) -> None:
        self.facts: list[Facts] = []
        self.words, self.names, self.people = Vocabulary(), Vocabulary(), Vocabulary()
        self.lead = Vocabulary()
        self._once: dict[object, object] = {}
        for outline in outlines:
            for account in outline.accounts:
                self._add(account, outline.published)
        self._once.clear()
        known = {name: (counts.among, counts.found[name]) if counts else None for name in VOCABULARIES}
        self.words.weigh(table, counted=known["words"])
        self.lead.weigh(table, counted=known["lead"])
        self.names.weigh(table, power=2.0, least=2.0, counted=known["names"])
        self.people.weigh(table, counted=known["people"])
        self.surnames = self._surnames()

    def __len__(self) -> int:
        return len(self.facts)

    def counted(self) -> Iterator[tuple[str, str, int]]:
        """What stands in more than one account: the vocabulary, the word, in how many. `Counts` are made of it."""
        for name in VOCABULARIES:
            vocabulary: Vocabulary = getattr(self, name)
            for k in np.flatnonzero(vocabulary.found > 1).tolist():
                yield name, vocabulary.words[k], int(vocabulary.found[k])

    def of_name(self, name: str) -> float:
        """See `Rarities`."""
        known = self.names.number.get(name)
        if known is not None:
            return float(self.names.rarity[known])
        parts = [self.words.number[word] for word in name.split() if word in self.words.number]
        return max((float(self.words.rarity[part]) for part in parts), default=0.0)

    def of_person(self, key: str) -> float:
        """See `Rarities`."""
        return float(self.people.rarity[self.people.number[key]])

    def of_surname(self, name: str) -> float:
        """See `Rarities`."""
        return float(self.words.rarity[self.words.number[name]])

    def stands(self, name: str, row: int) -> bool:
        """See `Rarities`."""
        return row in self.surnames.get(name, ())

    def _surnames(self) -> dict[str, frozenset[int]]:
        """In which accounts each rare surname of somebody involved stands as a word."""
        names = {name for fact in self.facts for name in fact.surnames}
        numbers = {self.words.number[name]: name for name in names if name in self.words.number}
        chosen = np.zeros(len(self.words.words), bool)
        chosen[[k for k in numbers if self.words.rarity[k] > RARE_SURNAME]] = True
        at = np.flatnonzero(chosen[self.words.terms])
        rows = np.searchsorted(self.words.starts, at, side="right") - 1
        out: dict[str, set[int]] = {}
        for term, row in zip(self.words.terms[at].tolist(), rows.tolist(), strict=True):
            out.setdefault(numbers[term], set()).add(row)
        return {name: frozenset(where) for name, where in out.items()}

    def _add(self, account: Account, published: str | None) -> None:
        self.words.add(account.words)
        self.lead.add((word, 1) for word in account.lead)
        self.names.add((name, 1) for name in account.names)
        self.people.add((key, 1) for key in sorted({named.key for named in account.people}))
        once = self._same
        account = replace(
            account,
            words=(),
            lead=(),
            names=(),
            sites=once(tuple(map(once, account.sites))),
            people=once(tuple(map(once, account.people))),
            days=once(account.days),
            named_days=once(account.named_days),
            kinds=once(account.kinds),
            actors=once(account.actors),
            instruments=once(account.instruments),
            day_words=once(account.day_words),
        )
        involved = {named.key: named.age for named in account.people if named.part != "other"}
        self.facts.append(
            Facts(
                row=len(self.facts),
                account=account,
                published=_ordinal(published),
                days=once(tuple((_ordinal(first), _ordinal(last)) for first, last in account.days)),
                named_days=once(_days(account)),
                unlisted=once(
                    frozenset(name for site in account.sites if site.id is None for name in _names(site.name))
                ),
                involved=involved,
                others=frozenset(named.key for named in account.people if named.part == "other"),
                surnames=once(frozenset(key.split()[-1] for key in involved)),
                victims=once(frozenset(named.key for named in account.people if named.part == "victim")),
            )
        )

    def _same(self, value: T) -> T:
        """The first value equal to this one: accounts of one incident say much in the same words."""
        return self._once.setdefault(value, value)  # type: ignore[return-value]


def _days(account: Account) -> frozenset[int]:
    """All single days that an account names, for its events or otherwise."""
    single = {first for first, last in account.days if first is not None and first == last}
    return frozenset(day for each in {*single, *account.named_days} if (day := _ordinal(each)) is not None)


def _names(words: str) -> list[str]:
    """Runs of capitalised words, folded: of "Port Arden fuel depot" "port arden"."""
    return [" ".join(fold(word) for word in run.split()) for run in _RUN.findall(words)]


def _ordinal(day: str | None) -> int | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
