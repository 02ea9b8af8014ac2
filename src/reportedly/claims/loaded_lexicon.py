"""The lexicon of loaded words: which word takes a side in which way, on what conditions, and who advises about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.report import LoadedKind

__all__ = ["LEXICON", "About", "LoadedEntry", "LoadedGroup", "LoadedLexicon", "TermPos", "loaded_lexicon"]

LEXICON = "lexicons/loaded_language.en.toml"

TermPos = Literal["noun", "adjective", "verb", "phrase"]
"""Part of speech of a term; a phrase is found by its words, whatever the parser makes of them."""

About = Literal["people", "persons", "places", "power", "migrants", "not-animals"]
"""What a term must be said of, where it has other senses."""

_CONDITIONS = ("heads", "not_heads", "modifiers", "not_modifiers", "not_after", "not_in_sentence")
_TABLES = {
    "nouns": "noun",
    "adjectives": "adjective",
    "verbs": "verb",
    "phrases": "phrase",
}


@dataclass(frozen=True, slots=True, eq=False)
class LoadedGroup:
    """Words that take a side in the same way, with the conditions of the lexicon's head comment.

    `plainer` is wording that the sources advise; `sources` are their full titles. `legal` says that in a charge, law
    or court case the words are terms of law.
    """

    name: str
    kind: LoadedKind
    plainer: tuple[str, ...]
    sources: tuple[str, ...]
    conditions: Mapping[str, frozenset[str]]
    about: About | None = None
    of: bool = False
    said_of: bool = False
    called: bool = False
    legal: bool = False
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    legal_uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class LoadedEntry:
    """One term as it is looked for: its lower-case words (a hyphen is a word of its own), and its group."""

    term: str
    words: tuple[str, ...]
    pos: TermPos
    group: LoadedGroup


@dataclass(frozen=True)
class LoadedLexicon:
    """Entries by first word, longest first; groups by name; word lists by (table, key); `resource` for an Origin."""

    by_first: Mapping[str, tuple[LoadedEntry, ...]]
    groups: Mapping[str, LoadedGroup]
    lists: Mapping[tuple[str, str], frozenset[str]]
    resource: str

    def has(self, table: str, key: str, word: str) -> bool:
        """Whether the word is listed in [table] under key."""
        return word in self.lists[table, key]


@lru_cache(maxsize=2)
def loaded_lexicon(name: str = LEXICON) -> LoadedLexicon:
    """The lexicon of this file. Raises BadLexicon for a group without words, kind or a source that is listed."""
    data = load(name)
    titles = {source["key"]: source["title"] for source in data.entries("source")}
    groups: dict[str, LoadedGroup] = {}
    found: dict[str, list[LoadedEntry]] = {}
    seen: set[tuple[str, TermPos]] = set()
    for table in data.entries("group"):
        group = _group(name, table, titles)
        groups[group.name] = group
        for entry in _entries(name, table, group):
            if (entry.term, entry.pos) in seen:
                raise BadLexicon(f"{name}: {entry.pos} {entry.term!r} stands in two groups; leave it in one")
            seen.add((entry.term, entry.pos))
            found.setdefault(entry.words[0], []).append(entry)
    lists = {
        (table, key): frozenset(words)
        for table, keys in data.tables.items()
        if isinstance(keys, dict) and table != "header"
        for key, words in keys.items()
    }
    ordered = {first: tuple(sorted(own, key=lambda e: -len(e.words))) for first, own in found.items()}
    return LoadedLexicon(ordered, groups, lists, data.resource)


def _group(name: str, table: dict[str, Any], titles: Mapping[str, str]) -> LoadedGroup:
    called = table.get("name", "?")
    if table.get("kind") not in get_args(LoadedKind):
        raise BadLexicon(
            f"{name}: group {called!r} has kind = {table.get('kind')!r}; use one of {', '.join(get_args(LoadedKind))}"
        )
    if table.get("about") not in (None, *get_args(About)):
        raise BadLexicon(
            f"{name}: group {called!r} is about {table['about']!r}; use one of {', '.join(get_args(About))}"
        )
    sources = table.get("sources", [])
    if not sources or (unknown := set(sources) - set(titles)):
        what = f"names {', '.join(sorted(unknown))}, which no [[source]] describes" if sources else "names no source"
        raise BadLexicon(f"{name}: group {called!r} {what}; say which guide or study speaks of its words")
    return LoadedGroup(
        name=called,
        kind=table["kind"],
        plainer=tuple(table.get("plainer", ())),
        sources=tuple(titles[key] for key in sources),
        conditions={key: frozenset(table[key]) for key in _CONDITIONS if key in table},
        about=table.get("about"),
        of=table.get("of", False),
        said_of=table.get("said_of", False),
        called=table.get("called", False),
        legal=table.get("legal", False),
        matches=tuple(table.get("matches", ())),
        rejects=tuple(table.get("rejects", ())),
        legal_uses=tuple(table.get("legal_uses", ())),
    )


def _entries(name: str, table: dict[str, Any], group: LoadedGroup) -> list[LoadedEntry]:
    out = [
        LoadedEntry(term, tuple(term.replace("-", " - ").split()), _pos(key), group)
        for key in _TABLES
        for term in table.get(key, ())
    ]
    if not out:
        raise BadLexicon(f"{name}: group {group.name!r} has no words; give nouns, adjectives, verbs or phrases")
    return out


def _pos(key: str) -> TermPos:
    pos: TermPos = _TABLES[key]  # type: ignore[assignment]
    return pos
