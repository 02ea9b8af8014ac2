"""Names that were read as a body or a thing and may be a person's: they are treated as private, to be careful."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.incidents.body_names import known_body
from reportedly.incidents.rarity import table
from reportedly.language.nouns import nouns
from reportedly.report import Report

__all__ = ["attackers", "exposed", "family", "looks_like_a_person", "says_nothing_of_a_body"]


def exposed(report: Report) -> frozenset[str]:
    """Entities that are told of as harmed, arrested or suspected, and of no sort that bodies are."""
    found = set()
    for event in report.events or ():
        parties = [(p.party, p.actor) for p in event.participants if p.role == "victim"]
        parties += [(r.party, r.actor) for r in event.responsibility]
        for party, actor in parties:
            kind = actor.kind.value if actor and actor.kind else None
            if party.value.entity and kind in {None, "civilians", "prisoners", "criminals"}:
                found.add(party.value.entity)
    return frozenset(found)


def looks_like_a_person(name: str, *, exposed: bool = False) -> bool:
    """Whether a name that was read as another thing may be a person's: no word of it is one for a body or place.

    It has to begin with a given name, unless its bearer is `exposed`: told of as harmed, arrested or suspected.
    """
    known = nouns()
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() for word in words):
        return False
    if words[0].lower() not in known.given and (not exposed or name.isupper() or known_body(name)):
        return False
    rest = [word.lower().strip(".,'’") for word in words[1:]]
    return not any(known.kind(word) in _THINGS or word in known.named or word in known.country for word in rest)


_THINGS = frozenset({"organisation", "group", "document", "place"})


def attackers(report: Report) -> frozenset[str]:
    """Entities that are told to do violence or to fight."""
    return frozenset(
        p.party.value.entity
        for event in report.events or ()
        for p in event.participants
        if event.violent and p.role in {"actor", "side", "side_a", "side_b"} and p.party.value.entity
    )


def says_nothing_of_a_body(name: str) -> bool:
    """Whether a body is named by two or three words that no news has: "Maiko Marumo", no "Selm Gazette"."""
    words, known, common = name.split(), nouns(), table().counts
    if not 2 <= len(words) <= 3 or name.isupper() or known_body(name):
        return False
    if not all(word.isalpha() and len(word) > 2 and word[0].isupper() for word in words):
        return False
    return not any(
        word.lower() in common or known.kind(word.lower()) or word.lower() in known.named for word in words
    )


def family(name: str, words: Iterable[str]) -> bool:
    """Whether a name is nothing but words of private people's names: "the Belks", "Belk"."""
    own = {word.casefold() for word in words}
    told = [word.casefold() for word in name.split()]
    return bool(told) and all(word in own or word.removesuffix("s") in own for word in told)
