"""Whether two appearances, in two reports, are one person's or one body's: names first, then what else is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportedly.incidents.appearances import Appearance
from reportedly.incidents.body_names import body_name
from reportedly.incidents.same_name import same_name
from reportedly.incidents.standing import office
from reportedly.language.nouns import nouns

__all__ = ["Acquaintance", "Company", "compared"]

_BASE = {"public": 0.82, "open": 0.55, "incident": 0.85}
_KNOWN_IN = 3
"""Reports in which somebody of that full name is told of in public office before a report that does not say so
joins."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Two appearances (or people), how likely they are one and the same (0..1), and the sentence that says why."""

    a: str
    b: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Company:
    """What a comparison may know of all reports. `incident` maps a report to its incident, where that is known.

    `common` are folded surnames that many given names stand before; `public` counts the reports in which a full name
    is told of in public office.
    """

    incident: Mapping[str, str]
    common: frozenset[str] = frozenset()
    public: Mapping[str, int] | None = None

    def shared(self, a: Appearance, b: Appearance) -> bool:
        """Whether both reports are of one incident."""
        one = self.incident.get(a.report)
        return one is not None and one == self.incident.get(b.report)


def compared(a: Appearance, b: Appearance, company: Company) -> Acquaintance | None:
    """How likely two appearances are one; None where that must not even be asked.

    Private people are compared within one incident only. Of two different incidents a private person's name is no
    sign at all: nobody is to be followed from report to report by it.
    """
    if (a.kind == "person") != (b.kind == "person"):
        return None
    return _people(a, b, company) if a.kind == "person" else _bodies(a, b, company)


def _people(a: Appearance, b: Appearance, company: Company) -> Acquaintance | None:
    together = company.shared(a, b)
    signs = {a.sign, b.sign}
    if not together and ("private" in signs or "public" not in signs):
        return None
    names = same_name(a.name, b.name, "person")
    if names.score <= 0.3:
        return None
    said = [names.sentence]
    if (against := _against(a, b)) is not None:
        return Acquaintance(a.id, b.id, 0.1, f"{names.sentence}, but {against}")
    score = names.score
    if together:
        said.append("both reports are of one incident")
        if names.relation == "one name":
            score += 0.1 if a.sign == b.sign else 0.0
        score = min(score, _BASE["incident"] + 0.1)
        if a.age is not None and a.age == b.age:
            score += 0.1
            said.append(f"both give the age {a.age}")
    elif signs == {"public"}:
        score, clue = _public(a, b, score, company)
        said.append(clue)
    else:
        score, clue = _open(a, b, score, company)
        said.append(clue)
    return Acquaintance(a.id, b.id, round(min(score, 0.99), 2), "; ".join(said))


def _against(a: Appearance, b: Appearance) -> str | None:
    if a.gender and b.gender and a.gender != b.gender:
        return "one is told of as a woman and the other as a man"
    if a.age is not None and b.age is not None:
        years = abs(_year(a) - _year(b)) if _year(a) and _year(b) else 0
        if abs(a.age - b.age) > years + 1:
            return f"one is told to be {a.age} and the other {b.age}"
    if a.countries and b.countries and not set(a.countries) & set(b.countries):
        return f"one is of {', '.join(a.countries)} and the other of {', '.join(b.countries)}"
    return None


def _year(appearance: Appearance) -> int:
    return int(appearance.published[:4]) if appearance.published and appearance.published[:4].isdigit() else 0


def _shared_words(a: Appearance, b: Appearance) -> tuple[str, ...]:
    return tuple(sorted(_whose(a) & _whose(b)))


def _whose(appearance: Appearance) -> set[str]:
    titles = nouns().titles
    return {word for word in appearance.parts if word.lower() not in titles and word.lower() not in {"the", "chief"}}


def _offices(appearance: Appearance) -> set[str]:
    return {found for role in appearance.roles if role.sign == "public" and (found := office(role.words))}


def _public(a: Appearance, b: Appearance, score: float, company: Company) -> tuple[float, str]:
    """Two who are both told of in public office."""
    score = min(score, _BASE["public"])
    if whose := _shared_words(a, b):
        return score + 0.12, f"both are told of in public office, of “{', '.join(whose)}”"
    if both := _offices(a) & _offices(b):
        if len(a.name.split()) == 1 or len(b.name.split()) == 1:
            return _by_office(a, b, score, both, company)
        common = company.common and _surname(a) in company.common
        return score + (0.0 if common else 0.08), f"both are told of as {', '.join(sorted(both))}"
    if _surname(a) in company.common:
        return score - 0.2, "both are told of in public office, in different ones, and the surname is a common one"
    return score - 0.03, "both are told of in public office"


_HIGH = frozenset({"president", "minister", "premier", "chancellor", "king", "queen", "pope", "emir", "sultan"})


def _by_office(a: Appearance, b: Appearance, score: float, both: set[str], company: Company) -> tuple[float, str]:
    """As "President Tarrant" and "Ilse Tarrant, the president": of high offices there are few, of names many."""
    known = max((company.public or {}).get(each.name.casefold(), 0) for each in (a, b))
    sure = both & _HIGH and known >= _KNOWN_IN and _surname(a) not in company.common
    return score + (0.28 if sure else 0.1), f"both are told of as {', '.join(sorted(both))}"


def _open(a: Appearance, b: Appearance, score: float, company: Company) -> tuple[float, str]:
    """One of whom it is told that he is in public office, and one of whom nothing is told."""
    base = min(score, _BASE["open"])
    if whose := _shared_words(a, b):
        return base + 0.25, f"both are told of with “{', '.join(whose)}”"
    public = a if a.sign == "public" else b
    reports = (company.public or {}).get(public.name.casefold(), 0)
    if reports >= _KNOWN_IN and _surname(a) not in company.common and score > 0.8:
        return base + 0.25, f"{reports} reports tell of one of that full name in public office, and of no other"
    return base, "only one of the two reports tells of a public office"


def _surname(appearance: Appearance) -> str:
    return appearance.name.split()[-1].casefold()


def _bodies(a: Appearance, b: Appearance, company: Company) -> Acquaintance | None:
    """Two bodies. A name that every country has, or mere initials, is not even asked about without another sign."""
    if a.known_as and a.known_as == b.known_as:
        return Acquaintance(a.id, b.id, 0.98, f"both reports mean {a.known_as}, a well-known actor")
    if "private" in {a.sign, b.sign} and not company.shared(a, b):
        return None
    names = same_name(a.name, b.name, "organisation")
    if names.score <= 0.3:
        return None
    score, said = names.score, [names.sentence]
    if a.countries and b.countries and not set(a.countries) & set(b.countries):
        why = f"one is of {a.countries[0]}, the other of {b.countries[0]}"
        return Acquaintance(a.id, b.id, 0.1, f"{names.sentence}, but {why}")
    near = ""
    if company.shared(a, b):
        near = "both reports are of one incident"
    elif set(a.countries) & set(b.countries):
        near = f"both are of {a.countries[0]}"
    if names.relation == "acronym":
        initials = min(a.name, b.name, key=len)
        introduced = initials in {name for name, _ in (a if initials == b.name else b).names}
        if not near and not introduced:
            return None
        score = 0.8 if introduced and (near or len(initials) >= _LONG) else 0.6
        said += [f"a report gives it the initials {initials}"] if introduced else []
    elif names.relation != "known" and (generic(a.name) or generic(b.name)):
        if not near:
            return None
        score = min(score, 0.8)
    if near:
        score, said = score + 0.05, [*said, near]
    return Acquaintance(a.id, b.id, round(min(score, 0.99), 2), "; ".join(said))


_LONG = 4
"""Initials of so many letters are seldom those of two bodies of one corpus of news."""

_PLENTY = frozenset(
    [
        "defense",
        "high",
        "supreme",
        "federal",
        "national",
        "central",
        "foreign",
        "health",
        "security",
        "county",
        "city",
        "town",
        "sheriff",
        "emergency",
        "medical",
        "local",
        "news",
        "eyewitness",
        "state",
        "regional",
        "district",
        "general",
        "channel",
        "action",
        "weather",
        "sports",
        "community",
    ]
)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    known = nouns()
    every = (
        known.organisations,
        known.named,
        known.groups,
        known.portfolios,
        known.public,
        known.persons,
        known.places,
    )
    return frozenset(_PLENTY.union(*every))


@lru_cache(maxsize=50_000)
def generic(name: str) -> bool:
    """Whether a body's name has no word of its own: "Ministry of Defence", "Police Department", "Supreme Court"."""
    parts, common = body_name(name), _common()
    if parts.countries or parts.letters:
        return False
    return all(word in common or word.rstrip("s") in common for word in parts.words)
