"""Reads the table of where events took place, and what a report says of the place of an event."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.report import Event, Report

__all__ = ["Placing", "placings", "where"]


class Placing(NamedTuple):
    """A text, the word that names its event, the words of the place ("" for none), the gazetteer's name of it ("").

    `inferred` where the place is not told in the event's own clause.
    """

    missed: bool
    text: str
    word: str
    name: str
    inferred: bool
    place: str


def placings() -> Iterator[Placing]:
    """Every case of the table."""
    for line in tomllib.loads(Path(__file__).with_name("event_places.toml").read_text("utf-8"))["cases"]:
        text, word, name, place = (part.strip() for part in line.removeprefix("MISSED ").split("|"))
        inferred = name.startswith("~")
        told = "" if name == "-" else name.removeprefix("~")
        yield Placing(line.startswith("MISSED "), text, word, told, inferred, place)


def where(report: Report, word: str) -> tuple[str, bool, str] | None:
    """Name, whether it is inferred, and the gazetteer's name of the place of the event; None for no event."""
    event = next((e for e in report.events or () if _named(e, word)), None)
    if event is None:
        return None
    if event.place is None:
        return "", False, ""
    found = event.place.value.resolved
    return (
        event.place.value.name,
        event.place.inferred is not None,
        found.place.name if found is not None and found.place is not None else "",
    )


def _named(event: Event, word: str) -> bool:
    return any(word in span.words for span in (event.span, *event.mentions))
