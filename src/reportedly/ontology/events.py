"""The event ontology and the words that name events, checked against each other when they are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load

__all__ = ["EventType", "Trigger", "Triggers", "event_types", "event_words", "triggers"]

ONTOLOGY = "ontology/events.toml"
TRIGGERS = "lexicons/event_triggers.en.toml"
WORDS = "lexicons/event_words.en.toml"


@dataclass(frozen=True)
class EventType:
    """A type of the ontology with the modes and roles it allows."""

    name: str
    definition: str
    modes: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True)
class Trigger:
    """What a word that names an event says of it.

    `frame` maps a place in the sentence ("subject", "of", "against") to a role. A word that any of `blocked`
    depends on does not name this event ("heart" attack); if there are `needs`, one of them must depend on it. A
    `transitive` verb names it only with an object or in the passive; with `parties` both its subject and whom it
    is done to have to be somebody ("helped the rebels", not "helped the economy"). `carriers` are verbs that only
    carry its nouns, besides the light verbs ("issued an ultimatum").
    """

    type: str
    mode: str
    frame: dict[str, str]
    violent: bool
    effect: str | None
    blocked: frozenset[str]
    needs: frozenset[str]
    transitive: bool
    parties: bool
    carriers: frozenset[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class Triggers:
    """Lemmas to what they say, verbs and nouns apart; words of a phrase are joined by a blank.

    `objects` are verbs that name an event together with their object ("lift", "curfew"). `carried` are nouns that
    name one only with a verb that carries them or with who does it: "issued a warning", "the army's warning", not
    "a warning light". `phrased` are the first words of all phrases and of all verbs with objects.
    """

    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    carried: dict[str, Trigger]
    objects: dict[tuple[str, str], Trigger]
    phrased: frozenset[str]
    entries: tuple[Trigger, ...]
    light: frozenset[str]
    undergo: frozenset[str]
    occur: frozenset[str]
    resource: str


@lru_cache(maxsize=1)
def event_types() -> dict[str, EventType]:
    """The types by name. Raises BadLexicon for a type that allows a role which [roles] does not declare."""
    file = load(ONTOLOGY)
    roles = set(file.tables["roles"])
    out = {}
    for entry in file.entries("type"):
        if unknown := set(entry["roles"]) - roles:
            raise BadLexicon(f"{ONTOLOGY}, type {entry['name']}: roles {sorted(unknown)} are not declared in [roles]")
        out[entry["name"]] = EventType(
            entry["name"], entry["definition"], frozenset(entry["modes"]), frozenset(entry["roles"])
        )
    return out


@lru_cache(maxsize=1)
def effects() -> dict[str, str]:
    """What an event can do to people, with its meaning."""
    return dict(load(ONTOLOGY).tables["effects"])


@lru_cache(maxsize=1)
def triggers() -> Triggers:
    """Every word that names an event.

    Raises BadLexicon for an entry with an unknown type, mode, frame or effect, or a lemma that two entries claim.
    """
    file = load(TRIGGERS)
    verbs: dict[str, Trigger] = {}
    nouns: dict[str, Trigger] = {}
    carried: dict[str, Trigger] = {}
    objects: dict[tuple[str, str], Trigger] = {}
    entries = []
    for number, raw in enumerate(file.entries("trigger"), 1):
        entry = _entry(
            file.tables["frames"], raw, f"{TRIGGERS}, trigger {number} ({raw.get('type')}/{raw.get('mode')})"
        )
        entries.append(entry)
        with_object = [(verb, noun) for pair in raw.get("phrases", []) for verb in pair[0] for noun in pair[1]]
        tables: list[tuple[dict[Any, Trigger], list[Any]]] = [
            (verbs, raw.get("verbs", [])),
            (nouns, raw.get("nouns", [])),
            (carried, raw.get("carried", [])),
            (objects, with_object),
        ]
        for table, lemmas in tables:
            for lemma in lemmas:
                if lemma in table or (table is carried and lemma in nouns):
                    raise BadLexicon(f"{TRIGGERS}, trigger {number}: {lemma!r} is listed twice; keep one of them")
                table[lemma] = entry
    light = file.tables["light"]
    return Triggers(
        verbs,
        nouns,
        carried,
        objects,
        frozenset(phrase.split()[0] for phrase in (*(verb for verb, _ in objects), *(v for v in verbs if " " in v))),
        tuple(entries),
        frozenset(light["verbs"]),
        frozenset(light["undergo"]),
        frozenset(light["occur"]),
        file.resource,
    )


def _entry(frames: dict[str, dict[str, str]], raw: dict[str, Any], where: str) -> Trigger:
    kind = event_types().get(raw["type"])
    if kind is None or raw["mode"] not in kind.modes:
        raise BadLexicon(f"{where}: no such type and mode; they are declared in {ONTOLOGY}")
    if raw["frame"] not in frames:
        raise BadLexicon(f"{where}: no frame {raw['frame']!r}; the frames are {', '.join(frames)}")
    if raw.get("effect") not in {None, *effects()}:
        raise BadLexicon(f"{where}: no effect {raw['effect']!r}; the effects are {', '.join(effects())}")
    if not raw.get("matches") or not raw.get("rejects"):
        raise BadLexicon(f"{where}: give sentences it matches and sentences it rejects; they are its tests")
    return Trigger(
        raw["type"],
        raw["mode"],
        frames[raw["frame"]],
        bool(raw.get("violent", False)),
        raw.get("effect"),
        frozenset(raw.get("blocked", [])),
        frozenset(raw.get("needs", [])),
        bool(raw.get("transitive", False)),
        bool(raw.get("parties", False)),
        frozenset(raw.get("carriers", [])),
        tuple(raw["matches"]),
        tuple(raw["rejects"]),
    )


@lru_cache(maxsize=1)
def event_words() -> dict[str, Any]:
    """Further words that reading events needs: places, instruments, abstract nouns, responsibility."""
    return {name: table for name, table in load(WORDS).tables.items() if name != "header"}
