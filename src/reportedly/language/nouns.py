"""What common nouns, titles, given names and nationalities tell about whom they name. All of it is data."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from reportedly.lexicons.loader import DataFile, load
from reportedly.report import MentionKind

__all__ = ["Gender", "Nouns", "nouns"]

Gender = Literal["female", "male"]

FILES = ("persons", "groups", "titles", "given_names", "nationalities")


class Nouns:
    """The lexicons of persons, groups, titles, given names and nationalities, as look-ups by lower-case word.

    `titles` and `gendered` map a word to the gender it states (None: a title that states none). `given` maps
    a given name to the gender of most bearers: a hint for choosing between pronouns, never a finding.
    `unnamed` are speakers that reports leave without a name ("a spokesman").
    `named` are words that make an organisation only of a name ("Northern Dawn Front", not "the home front").
    `singular` are organisations only one at a time ("the body", not "bodies"); `public` those of the state, which
    "the group" never takes up. `portfolios` are what an office is about ("interior", "state").
    `country` maps a name or demonym to one name of the country ("u.s.", "american" -> "United States"); `states`
    are those that "the country" can take up.
    """

    def __init__(self) -> None:
        files = {name: load(f"lexicons/{name}.en.toml") for name in FILES}
        groups = files["groups"]
        self.resource = files["groups"].resource
        self.persons = _words(files["persons"], "nouns")
        self.unnamed = _words(files["persons"], "unnamed")
        self.organisations = _words(groups, "organisations", named=False)
        self.named = _words(groups, "organisations", named=True)
        self.singular = _words(groups, "organisations", singular=True)
        self.public = _words(groups, "organisations", public=True)
        self.groups = _words(groups, "groups")
        self.documents = _words(groups, "documents")
        self.places = _words(groups, "places")
        self.general: dict[str, MentionKind] = {
            word: kind for kind, table in _GENERAL.items() for word in _words(groups, table, general=True)
        }
        self.gendered = _gendered(files["persons"], "gendered")
        self.portfolios = _words(files["titles"], "portfolios")
        self.titles = _gendered(files["titles"], "titles")
        self.given = {w: g for w, g in _gendered(files["given_names"], "names").items() if g}
        self.country: dict[str, str] = {}
        self.demonyms: set[str] = set()
        self.states: set[str] = set()
        for entry in files["nationalities"].entries("countries"):
            if entry.get("state", True):
                self.states.add(entry["names"][0])
            self.country.update({name.lower(): entry["names"][0] for name in entry["names"]})
            for demonym in entry["demonyms"]:
                self.demonyms.update((demonym.lower(), f"{demonym.lower()}s"))
                self.country.setdefault(demonym.lower(), entry["names"][0])
                self.country.setdefault(f"{demonym.lower()}s", entry["names"][0])

    def kind(self, lemma: str, *, plural: bool = False) -> MentionKind | None:
        """What a description with this head names, or None where it is none of the kinds we follow.

        Several persons are a group. A word in more than one list counts as the first of person,
        organisation, group, document, place: who can act and speak comes first.
        """
        for word in (lemma, lemma.rpartition("-")[2]):
            if word in self.persons:
                return "group" if plural else "person"
            if word in self.organisations and not (plural and word in self.singular):
                return "organisation"
            if word in self.groups:
                return "group"
            if word in self.documents:
                return "document"
            if word in self.places:
                return "place"
        return None


_GENERAL: dict[MentionKind, str] = {"organisation": "organisations", "document": "documents", "place": "places"}


def _words(file: DataFile, table: str, **flags: bool) -> frozenset[str]:
    return frozenset(
        word
        for entry in file.entries(table)
        if all(entry.get(flag, False) == wanted for flag, wanted in flags.items())
        for word in entry["words"].split()
    )


def _gendered(file: DataFile, table: str) -> dict[str, Gender | None]:
    return {word: entry.get("gender") for entry in file.entries(table) for word in entry["words"].split()}


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The lexicons, read once for the process."""
    return Nouns()
