"""Reads the table of roles by construction, and scores a pipeline against it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly.report import Event, Report

__all__ = ["Case", "cases", "roles_of"]


class Case(NamedTuple):
    """A sentence, the word that names the event, and who plays which role in it; whether it is still missed."""

    missed: bool
    phenomenon: str
    text: str
    word: str
    roles: dict[str, list[str]]


def cases() -> Iterator[Case]:
    """Every case of the table."""
    for phenomenon, table in tomllib.loads(Path(__file__).with_name("participants.toml").read_text("utf-8")).items():
        for line in table["cases"]:
            missed = line.startswith("MISSED ")
            text, word, told = (part.strip() for part in line.removeprefix("MISSED ").split("|"))
            roles = {}
            if told != "-":
                for each in told.split(";"):
                    role, _, parties = each.partition(":")
                    roles[role.strip()] = [_bare(party) for party in parties.split(" + ")]
            yield Case(missed, phenomenon, text, word, roles)


def _bare(words: str) -> str:
    """The words without the article, which a name's mention leaves out."""
    words = words.strip()
    return words[4:] if words[:4].lower() == "the " else words


def roles_of(report: Report, word: str) -> dict[str, list[str]] | None:
    """The roles of the event that this word names; None where no event is named by it."""
    event = _event(report, word)
    if event is None:
        return None
    out: dict[str, list[str]] = {}
    for participant in event.participants:
        words = participant.party.words
        out.setdefault(participant.role, []).append(_bare(words))
    return out


def _event(report: Report, word: str) -> Event | None:
    for event in report.events or ():
        if word == event.span.words or word in [span.words for span in event.mentions]:
            return event
    near = [
        e for e in report.events or () if any(word.split()[0] in span.words.split() for span in (e.span, *e.mentions))
    ]
    return near[0] if near else None
