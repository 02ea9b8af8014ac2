"""The words that say what sort of actor somebody is, and the table of well-known groups, as look-ups."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.ontology.actors import actor_types
from reportedly.values.actor import ActorKind, Relation, Standing

__all__ = ["ActorWords", "Known", "Sort", "actor_words", "folded"]

WORDS = "lexicons/actors.en.toml"
KNOWN = "lexicons/actors_known.en.toml"
COUNTRIES = "lexicons/nationalities.en.toml"

_PIECE = re.compile(r"[^\W_]+")
_ACRONYM = 6
"""Aliases of one word that are not longer than this are written in capitals, and must stand so in the text."""


class Sort(NamedTuple):
    """What a word says: the kind of actor, its subtype, and whether such a person is private or public."""

    kind: ActorKind
    subtype: str | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class Known:
    """A well-known actor. `country` is ISO 3166-1 alpha-2, None for one of many; years None where not sure."""

    name: str
    kind: ActorKind
    country: str | None
    since: int | None
    until: int | None


class _Alias(NamedTuple):
    pieces: tuple[str, ...]
    written: tuple[str, ...]
    actor: Known
    exact: bool
    here: bool


class ActorWords:
    """Look-ups of three lexicons. Raises BadLexicon for a kind, subtype or word that does not fit the ontology."""

    def __init__(self) -> None:
        file, known = load(WORDS), load(KNOWN)
        self.resource = f"{file.resource} {known.resource}"
        self.heads: dict[str, Sort] = {}
        for number, entry in enumerate(file.entries("heads"), 1):
            sort = _sort(entry["kind"], entry.get("subtype"), entry.get("standing"), f"{WORDS}, heads {number}")
            if not entry.get("matches") or not entry.get("rejects"):
                raise BadLexicon(
                    f"{WORDS}, heads {number}: give sentences it matches and rejects; they are its tests"
                )
            for word in entry["words"]:
                if word in self.heads:
                    raise BadLexicon(f"{WORDS}, heads {number}: {word!r} is listed twice; keep one of them")
                self.heads[word] = sort
        tables = file.tables
        self.general = frozenset(tables["general"]["heads"])
        self.containers = frozenset(tables["general"]["containers"])
        self.modifiers: dict[str, Sort] = {
            word: _sort(kind, None, None, f"{WORDS}, modifiers")
            for kind, words in tables["modifiers"].items()
            for word in words
        }
        self.functions = {word: name for name, words in tables["functions"].items() for word in words}
        self.affiliations: dict[str, Relation] = {
            word: relation for relation, words in tables["affiliations"].items() for word in words
        }
        self.protesting = frozenset(tables["context"]["protesting"])
        self.mobs = frozenset(tables["context"]["mobs"])
        self.riot = {name: frozenset(tables["context"][name]) for name in ("riot", "riot_with", "riot_things")}
        self.nouns = {name: frozenset(words) for name, words in tables["nouns"].items()}
        self.verbs = {name: frozenset(words) for name, words in tables["verbs"].items()}
        self._aliases: dict[str, list[_Alias]] = {}
        for entry in known.tables["known"]["actors"]:
            actor = Known(entry["name"], entry["kind"], entry.get("country"), entry.get("since"), entry.get("until"))
            _sort(actor.kind, None, None, f"{KNOWN}, {actor.name}")
            for alias in (actor.name, *entry.get("aliases", ())):
                self._add(alias, actor, here=False)
            for alias in entry.get("here", ()):
                self._add(alias, actor, here=True)
        self.country: dict[str, str] = {}
        self.demonym: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        for entry in load(COUNTRIES).entries("countries"):
            if iso := entry.get("iso"):
                self.country.update((name.lower(), iso) for name in entry["names"])
                for demonym in entry["demonyms"]:
                    self.demonym.setdefault(demonym.lower(), iso)
                    self.demonym.setdefault(f"{demonym.lower()}s", iso)
                self.seats.update((seat.lower(), iso) for seat in entry.get("seats", ()))

    def _add(self, alias: str, actor: Known, *, here: bool) -> None:
        written = tuple(_PIECE.findall(folded(alias)))
        pieces = tuple(piece.lower() for piece in written)
        exact = len(alias) <= _ACRONYM and alias[1:] != alias[1:].lower()
        self._aliases.setdefault(pieces[0], []).append(_Alias(pieces, written, actor, exact, here))

    def known(self, words: Sequence[str], countries: frozenset[str]) -> tuple[int, int, Known] | None:
        """The longest well-known name among these words (tokens), with its first and last position; None for none.

        `countries` are those that the report names: some aliases stand for an actor only beside its country, or where
        no country is named at all.
        """
        pieces = [(piece, at) for at, word in enumerate(words) for piece in _PIECE.findall(folded(word))]
        best: tuple[int, int, Known] | None = None
        longest = 0
        for start, (first, at) in enumerate(pieces):
            if not (first[:1].isupper() or first[:1].isdigit() or first == "al"):
                continue
            for alias in self._aliases.get(first.lower(), ()):
                length = len(alias.pieces)
                run = pieces[start : start + length]
                if length < longest or tuple(piece.lower() for piece, _ in run) != alias.pieces:
                    continue
                if alias.exact and tuple(piece for piece, _ in run) != alias.written:
                    continue
                if alias.here and countries and alias.actor.country not in countries:
                    continue
                best, longest = (at, run[-1][1], alias.actor), length
        return best


def _sort(kind: str, subtype: str | None, standing: str | None, where: str) -> Sort:
    known = actor_types().get(kind)
    if known is None:
        raise BadLexicon(f"{where}: no kind {kind!r}; the kinds are declared in ontology/actors.toml")
    if subtype is not None and subtype not in known.subtypes:
        raise BadLexicon(f"{where}: {kind} has no subtype {subtype!r}; it has {', '.join(sorted(known.subtypes))}")
    if standing not in {None, "private", "public"}:
        raise BadLexicon(f"{where}: standing {standing!r} is neither private nor public")
    return Sort(known.name, subtype, standing)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text without accents, and with straight apostrophes: "Séléka" as "Seleka"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def actor_words() -> ActorWords:
    """The look-ups, read once for the process."""
    return ActorWords()
