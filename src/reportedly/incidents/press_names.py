"""Names of agencies and outlets: which names are one, which name an agency, and which stand for the outlet itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicons.loader import load
from reportedly.text.outlets import is_outlet

__all__ = ["LEXICON", "Agency", "agency", "bare_name", "named_agencies", "own_words", "plain_name", "same_press"]

LEXICON = "lexicons/agencies.en.toml"


class Agency(NamedTuple):
    """An agency as it is known: canonical name, ISO country and who owns it (None for one known by its name
    alone)."""

    name: str
    country: str | None = None
    owned: str | None = None


class _Known(NamedTuple):
    by_name: dict[str, Agency]
    short: dict[str, Agency]
    endings: tuple[str, ...]
    pattern: re.Pattern[str]


def plain_name(name: str) -> str:
    """A name as it is compared: folded, without article, marks and web ending ("The Arden Courier", "arden
    courier")."""
    return bare_name(re.sub(r"(?i)^www\.|\.(?:com|org|net|co\.\w\w|example)$", "", name))


def bare_name(name: str) -> str:
    """A name folded, without article and marks; a web ending stays ("The Arden Courier", "arden courier")."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def agency(name: str) -> Agency | None:
    """The agency of this name: one of the list, or one whose name ends as agencies' do ("Northern Wire").

    Abbreviations count in their own letters alone: "AA" is an agency where a credit stands, "aa" nothing.
    """
    name = name.strip(" .,:;()[]—–-")
    known = _known()
    found = known.short.get(name) or known.by_name.get(plain_name(name))
    if found:
        return found
    words = plain_name(name)
    if any(words.endswith(f" {ending}") for ending in known.endings) and name[:1].isupper() and len(words) < 50:
        return Agency(re.sub(r"^[Tt]he ", "", name))
    return None


def same_press(a: str, b: str) -> bool:
    """Whether two names may be one outlet's: equal, of one agency, or one the short form of the other ("the
    Courier").

    A short form is the last words of the longer name, and must be an outlet's by itself: "The Courier" of "Arden
    Courier"; "News" of "Arden News" is not.
    """
    one, other = plain_name(a), plain_name(b)
    if not one or not other:
        return False
    if one == other:
        return True
    first, second = agency(a), agency(b)
    if first and second:
        return first.name == second.name
    short, long = sorted((one, other), key=len)
    if not long.endswith(f" {short}"):
        return False
    return is_outlet(f"The {short.title()}") or short.split()[-1] in ("wire", "newswire")


def named_agencies(words: str) -> list[tuple[Agency, int, int]]:
    """Agencies named in the words of a credit, with code-point ranges, in order."""
    known, out = _known(), []
    for match in known.pattern.finditer(words):
        if found := agency(match.group()):
            out.append((found, match.start(), match.end()))
    return out


def own_words(table: str) -> frozenset[str]:
    """The words of one list of [own] or [generic] in the lexicon: "outlet", "staff", "desk", "unnamed"."""
    return _own()[table]


@lru_cache(maxsize=1)
def _own() -> dict[str, frozenset[str]]:
    tables = load(LEXICON).tables
    return {
        **{name: frozenset(words) for name, words in tables["own"].items()},
        "unnamed": frozenset(tables["generic"]["unnamed"]),
    }


@lru_cache(maxsize=1)
def _known() -> _Known:
    data = load(LEXICON)
    by_name: dict[str, Agency] = {}
    short: dict[str, Agency] = {}
    exact: list[str] = []
    for entry in data.entries("agency"):
        found = Agency(entry["name"], entry["country"], entry["owned"])
        for name in (entry["name"], *entry.get("names", ())):
            exact.append(name)
            by_name[plain_name(name)] = found
        for name in entry.get("short", ()):
            exact.append(name)
            short[name] = found
    endings = tuple(data.tables["generic"]["endings"])
    names = "|".join(re.escape(name) for name in sorted(set(exact), key=lambda name: (-len(name), name)))
    generic = (
        r"(?:[^\W\d_a-z][\w’'-]+ ){1,4}(?:[Ww]ire(?: [Ss]ervice)?|[Nn]ewswire"
        r"|(?:[Nn]ews|[Pp]ress|[Tt]elegraph) [Aa]gency|(?:News|Press) Service)"
    )
    return _Known(by_name, short, endings, re.compile(rf"(?<![\w-])(?:{names}|{generic})(?![\w-])"))
