"""The constructions that say who is behind an event, read from `lexicons/responsibility.en.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load

__all__ = ["LEXICON", "BlameCue", "BlameWords", "Kind", "blame_words", "takes_the_blame"]

LEXICON = "lexicons/responsibility.en.toml"

Kind = Literal["stated", "claimed", "admitted", "accused", "suspected", "denied", "unknown"]


@dataclass(frozen=True, slots=True)
class BlameCue:
    """A verb's construction: what it makes of the party, and in which slots party and event stand (in the lexicon).

    `passive_only`: not in the active ("is believed to", but not "believes"). `outlet`: whoever tells it says so.
    """

    kind: Kind
    party: tuple[str, ...]
    event: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    passive_only: bool = False
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class BlameWords:
    """Constructions by verb (lemma, with its particle), in the order of the file, and the nouns of a share."""

    verbs: Mapping[str, tuple[BlameCue, ...]]
    share: frozenset[str]
    resource: str


@lru_cache(maxsize=2)
def blame_words(name: str = LEXICON) -> BlameWords:
    """The lexicon of this file. Raises BadLexicon for a kind of responsibility we do not have."""
    data = load(name)
    verbs: dict[str, tuple[BlameCue, ...]] = {}
    for entry in data.entries("cue"):
        kind = next((known for known in get_args(Kind) if known == entry.get("kind")), None)
        if kind is None:
            raise BadLexicon(f"{name}: kind {entry.get('kind')!r} is unknown; use one of {', '.join(get_args(Kind))}")
        cue = BlameCue(
            kind,
            tuple(entry["party"].split(", ")),
            tuple(entry["event"]),
            frozenset(entry.get("needs", ())),
            entry.get("only") == "passive",
            entry.get("voice") == "outlet" or kind == "stated",
        )
        for verb in entry["verbs"]:
            verbs[verb] = (*verbs.get(verb, ()), cue)
    return BlameWords(verbs, frozenset(data.tables["share"]["nouns"]), data.resource)


def takes_the_blame(verb: str) -> bool:
    """Whether the object of this verb is said to be behind something ("accuse", "convict")."""
    return any(cue.party == ("object",) for cue in blame_words().verbs.get(verb, ()))
