"""What coders look up: the values of each field with definitions and sentences, out of the ontology and codebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.export.wording import SOURCE_TYPES
from reportedly.lexicons.loader import load
from reportedly.ontology.codebooks import codebook as read_codebook
from reportedly.ontology.events import effects, event_types
from reportedly.review.item import Option

__all__ = ["Code", "Codebook", "CodebookSection", "codebook", "options"]

_STANCES = "ontology/stances.toml"
_GUIDE = "ontology/review.toml"


@dataclass(frozen=True, slots=True)
class Code:
    """An entry: what it is called, what it means, sentences that are so and that are not."""

    name: str
    definition: str
    parent: str | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookSection:
    """Entries that explain the same `fields` of items (their paths, without numbers)."""

    name: str
    title: str
    purpose: str
    fields: tuple[str, ...]
    entries: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All sections, in the order in which a coder meets them."""

    sections: tuple[CodebookSection, ...]

    def section(self, name: str) -> CodebookSection:
        """The section of this name. Raises KeyError."""
        return next(each for each in self.sections if each.name == name)


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """The codebook of this release: what it says of fields in `ontology/review.toml`, stances, events, incidents."""
    guide = load(_GUIDE)
    sections = [
        CodebookSection(
            entry["name"],
            entry["title"],
            entry["purpose"],
            tuple(entry["fields"]),
            tuple(
                Code(
                    one["name"],
                    one["definition"],
                    None,
                    tuple(one.get("examples", ())),
                    tuple(one.get("counterexamples", ())),
                )
                for one in entry.get("code", ())
            )
            or _built(entry["from"]),
        )
        for entry in guide.entries("section")
    ]
    return Codebook(tuple(sections))


def options(section: str) -> tuple[Option, ...]:
    """The values of a field, as its section of the codebook lists them."""
    return tuple(Option(code.name, code.definition) for code in codebook().section(section).entries)


def _built(source: str) -> tuple[Code, ...]:
    return {
        "status": _status,
        "stance": _stance,
        "source_type": _source_types,
        "event": _events,
        "effects": _effects,
        "incidents": _incidents,
    }[source]()


def _status() -> tuple[Code, ...]:
    return _stances("status")


def _stance() -> tuple[Code, ...]:
    return _stances("stance")


def _stances(table: str) -> tuple[Code, ...]:
    entries = sorted(load(_STANCES).entries(table), key=lambda each: each["order"])
    return tuple(Code(each["name"], each["meaning"], None, tuple(each["examples"])) for each in entries)


def _source_types() -> tuple[Code, ...]:
    meanings: Mapping[str, str] = load(_GUIDE).tables["source_types"]
    return tuple(Code(name, meanings.get(name, called)) for name, called in SOURCE_TYPES.items())


def _events() -> tuple[Code, ...]:
    out = []
    for kind in event_types().values():
        out.append(Code(kind.name, kind.definition))
        out += [Code(mode, f"{kind.name}, by {mode.replace('-', ' ')}", kind.name) for mode in sorted(kind.modes)]
    return tuple(out)


def _effects() -> tuple[Code, ...]:
    return tuple(Code(name, meaning) for name, meaning in effects().items())


def _incidents() -> tuple[Code, ...]:
    return tuple(
        Code(code.name, code.definition, code.type, code.examples, code.counterexamples)
        for code in read_codebook("incidents").codes.values()
    )
