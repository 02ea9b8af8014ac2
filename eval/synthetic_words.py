"""The sentences of which `eval.synthetic` makes reports, from synthetic.toml, which explains its keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["KINDS", "SENTENCES", "TOPICS", "Kind", "Topic"]


@dataclass(frozen=True)
class Kind:
    """A kind of incident. `type` is the event type and mode that it is read as, `coded` type and sub-type."""

    name: str
    weight: float
    type: str
    coded: tuple[str, str]
    nouns: tuple[str, ...]
    weapons: tuple[str, ...]
    actors: tuple[str, ...]
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    follow_headlines: tuple[str, ...]
    follow_leads: tuple[str, ...]
    details: tuple[str, ...]
    deadly: bool
    names_victims: bool
    group: bool


@dataclass(frozen=True)
class Topic:
    """What a report of no incident is about."""

    weight: float
    headlines: tuple[str, ...]
    sentences: tuple[str, ...]


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


_TABLES = tomllib.loads(Path(__file__).with_name("synthetic.toml").read_text("utf-8"))
_FOLLOW = {f"follow_{name}": value for name, value in _TABLES["follow"].items()}

KINDS: tuple[Kind, ...] = tuple(Kind(**_tuples(_FOLLOW | table)) for table in _TABLES["kinds"])
SENTENCES: dict[str, tuple[str, ...]] = _tuples(_TABLES["sentences"])
TOPICS: tuple[Topic, ...] = tuple(Topic(**_tuples(table)) for table in _TABLES["topics"])
