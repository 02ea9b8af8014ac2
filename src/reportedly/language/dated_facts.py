"""What is known of the world and bears a date: who held which office, what had begun, what was going on.

The table is `lexicons/dated_facts.en.toml`. Each mention in a report is a `Clue` to the days on which it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from reportedly.language import periods
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span

__all__ = ["DATED_FACTS", "Clue", "Range", "elections", "named_facts", "terms"]

DATED_FACTS = "lexicons/dated_facts.en.toml"

Range = tuple[date, date]


class Clue(NamedTuple):
    """Words and the stretches of days on which they could have been written, in order; `rule` says why.

    A clue that only says "not before" ends with date.max, one that only says "not after" begins with date.min.
    """

    span: Span
    ranges: tuple[Range, ...]
    rule: str


class _Terms(NamedTuple):
    names: dict[str, list[tuple[str, tuple[Range, ...]]]]
    surnames: frozenset[str]


@lru_cache(maxsize=1)
def _offices() -> tuple[re.Pattern[str], dict[str, _Terms]]:
    """The titles as a pattern, and for each title its holders by every first and last word of their names."""
    tables = load(DATED_FACTS).tables
    titles = {title: table for title, table in tables.items() if title not in _NO_TITLES}
    offices = {}
    for title, holders in titles.items():
        names: dict[str, list[tuple[str, tuple[Range, ...]]]] = {}
        for name, days in holders.items():
            terms = tuple((date.fromisoformat(a), _end(b)) for a, b in zip(days[::2], days[1::2], strict=True))
            for word in {name.split()[0], name.split()[-1], _family(name)}:
                names.setdefault(word, []).append((name, terms))
        offices[title] = _Terms(names, frozenset(tables["surname_enough"].get(title, ())))
    either = "|".join(sorted((re.escape(t).replace("\\ ", r"\s") for t in [*titles, *_ALSO]), key=len, reverse=True))
    pattern = re.compile(
        rf"(?P<before>\b[\w’'-]+[ -])?\b(?P<title>{either})(?P<elect>-elect)?"
        r"(?:,? of (?:the )?(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?)?,?\s"
        r"(?=(?P<name>(?-i:[A-ZÉÖ][\w.’'-]*)(?:\s(?:da |de |al-|el-|von der |arap )?(?-i:[A-ZÉÖ][\w.’'-]*)){0,3}))",
        re.IGNORECASE,
    )
    return pattern, offices


_NO_TITLES = frozenset({"header", "surname_enough", "began", "meeting", "period", "succession"})
_ALSO = {
    "premier": "prime minister", "secretary general": "secretary-general", "speaker": "house speaker",
    "secretary of defense": "defense secretary", "london mayor": "mayor", "fed chairman": "federal reserve chairman",
}  # fmt: skip
_GONE = frozenset({"former", "ex", "late", "ousted", "deposed", "past", "onetime", "then", "under"})


_ELSEWHERE = re.compile(r" of the (?!(?i:united states|republic|european|philippines|democratic))")
"""What follows a president of a club or a company: "President Trump of the Vesk chess club"."""

_SUPPOSED = frozenset({"a", "any", "another", "possible", "potential", "future", "hypothetical"})
"""Words before an administration or a president that is only thought of."""


def _end(day: str) -> date:
    return date.fromisoformat(day) if day else date.max


def _family(name: str) -> str:
    return name.split()[-1].rpartition("-")[2]


def terms(tree: Tree, dated: set[int]) -> Iterator[Clue]:
    """ "President Bill Clinton": written while he was in office, unless the sentence has a date or calls him former.

    `dated` are the numbers of the sentences that have an explicit date.
    """
    yield from _administrations(tree, dated)
    pattern, offices = _offices()
    for match in pattern.finditer(tree.report.text):
        title = " ".join(match["title"].lower().split())
        held, sure = _holder(offices[_ALSO.get(title, title)], match["name"])
        if _ELSEWHERE.match(tree.report.text, match.end("name")):
            continue
        if not held:
            continue
        span = tree.report.span(match.start("title"), match.end("name"))
        rows = tree.rows(span)
        before = (match["before"] or "").strip(" -").lower()
        if (before in {"vice", "deputy"} and title != "vice president") or before in _SUPPOSED:
            continue
        if before in _GONE:
            ended = [end for _, end in held if end != date.max]
            if before in {"former", "ex", "ousted", "deposed"} and ended:
                yield Clue(span, ((ended[0], date.max),), "former-holder")
        elif match["elect"]:
            yield Clue(span, tuple((start - timedelta(160), start) for start, _ in held), "elected-holder")
        elif rows and tree.sentence_number(rows[0]) not in dated:
            yield Clue(span, held, "holder-of-office" if title in _FIRST and sure else "holder-of-lesser-office")


_FIRST = frozenset({"president", "prime minister", "premier", "chancellor", "secretary-general", "secretary general",
                    "pope", "secretary of state", "vice president"})  # fmt: skip
"""Offices whose holders the news names while they hold them; of others it tells old stories as often."""

_ADMINISTRATION = re.compile(r"\b(?P<name>Nixon|Carter|Reagan|Bush|Clinton|Obama|Trump|Biden) administration\b")


def _administrations(tree: Tree, dated: set[int]) -> Iterator[Clue]:
    _, offices = _offices()
    for match in _ADMINISTRATION.finditer(tree.report.text):
        span = tree.report.span(*match.span())
        rows = tree.rows(span)
        if rows and tree.sentence_number(rows[0]) not in dated and tree.lower[rows[0] - 1] not in _GONE | _SUPPOSED:
            held, _ = _holder(offices["president"], match["name"])
            yield Clue(span, held, "holder-of-lesser-office")


def _holder(office: _Terms, words: str) -> tuple[tuple[Range, ...], bool]:
    """The terms of whoever is named so, and whether it is one; of both, where two share a name ("President Bush")."""
    parts = words.replace("’s", "").replace("'s", "").split()
    full = [terms for name, terms in office.names.get(parts[0].strip(".,"), ()) if words.startswith(name)]
    if not full and parts[0].rstrip(".,") in office.surnames:
        full = [terms for name, terms in office.names.get(parts[0].rstrip(".,"), ())]
    if not full:
        for part in parts[1:]:
            both = office.names.get(part.rstrip(".,"), ())
            full = [terms for name, terms in both if name.split()[0][:2] == parts[0][:2] and name.split()[0] != part]
            if full:
                break
    return tuple(sorted({term for terms in full for term in terms})), len(set(full)) == 1


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    tables = load(DATED_FACTS).tables
    names = sorted({*tables["began"], *tables["meeting"], *tables["period"]}, key=len, reverse=True)
    either = "|".join(re.escape(n).replace("\\ ", r"\s").replace("Nato", "N(?:ato|ATO)") for n in names)
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w)")


def named_facts(tree: Tree) -> Iterator[Clue]:
    tables = load(DATED_FACTS).tables
    counts: dict[str, int] = {}
    for match in _named().finditer(tree.report.text):
        name = " ".join(match.group().split()).replace("NATO", "Nato")
        span = tree.report.span(*match.span())
        counts[name] = counts.get(name, 0) + 1
        if name in tables["period"] and counts[name] == (1 if _amid(tree, match.start()) else _NEWS):
            first, last = tables["period"][name]
            yield Clue(span, ((date.fromisoformat(first), _end(last)),), "going-on")
        elif day := tables["began"].get(name):
            yield Clue(span, ((date.fromisoformat(day), date.max),), "begun-by-then")
        elif name in tables["meeting"]:
            start, end = (date.fromisoformat(day) for day in tables["meeting"][name])
            rows = tree.rows(span)
            if near := _counted_from(tree, match.start(), match.end(), start):
                yield Clue(tree.report.span(*near[0]), (near[1],), "meeting-from-now")
            verbs = [row for row in tree.ancestors(rows[-1]) if tree.pos[row] in {"VERB", "AUX"}] if rows else []
            if verbs and any(tree.lower[c] in {"will", "shall"} for c in tree.children[verbs[0]]):
                yield Clue(span, ((date.min, end),), "still-to-come")
            elif verbs and tree.tag[verbs[0]] == "VBD":
                yield Clue(span, ((start, date.max),), "past-meeting")


def _amid(tree: Tree, start: int) -> bool:
    """ "amid the COVID-19 pandemic", "the ongoing ...": what is spoken of as going on is so even if named once."""
    return (
        re.search(r"\b(?:amid|amidst|ongoing|current)(?: \w+){0,2} $", tree.report.text[max(start - 40, 0) : start])
        is not None
    )


_FROM_NOW = re.compile(
    r"\b(?:(?P<which>next|last|this|coming) (?P<unit>week|month|year)|(?P<day>yesterday|today|tomorrow))\b",
    re.IGNORECASE,
)


def _counted_from(tree: Tree, start: int, end: int, first: date) -> tuple[tuple[int, int], Range] | None:
    """ "the Nato summit early next month": the words together, and the days from which that counts right."""
    text, rows = tree.report.text, tree.rows(tree.report.span(start, end))
    if not rows:
        return None
    sentence = tree.span(tree.sentence(rows[0]))
    begin, stop = max(sentence.start, start - _BESIDE), min(sentence.end, end + _BESIDE)
    near = list(_FROM_NOW.finditer(text, begin, stop))
    if len(near) != 1:
        return None
    found = near[0]
    words = (min(start, found.start()), max(end, found.end()))
    if found["day"]:
        at = first + timedelta({"yesterday": 1, "today": 0, "tomorrow": -1}[found["day"].lower()])
        return words, (at, at)
    by = {"last": 1, "this": 0}.get(found["which"].lower(), -1)
    period = periods.shift({"week": "W", "month": "M", "year": "Y"}[found["unit"].lower()], by, first)
    return words, (period.first, period.last)


_BESIDE = 60
"""Characters beside the name of a meeting within which "next month" is said of it."""

_NEWS = 2
"""Times that a report names what is going on before it is taken for news and not for history."""

_ELECTION = re.compile(
    r"\b(?P<year>19\d\d|20\d\d) (?:[A-Z][\w.]+ ){0,3}(?:presidential|general|parliamentary|federal|midterm)?\s?"
    r"(?:elections?|primar(?:y|ies)|nomination|race|campaign|candidate|caucus(?:es)?)\b"
)
_RUNNING = re.compile(
    r"\b(?:candidates?|nominees?|running for|primary|primaries|caucus|campaigning|nomination|running mate)\b",
    re.IGNORECASE,
)


def elections(tree: Tree, latest: int) -> Iterator[Clue]:
    """ "a candidate in the 2020 presidential election", where no later year is named: the two years before it."""
    text = tree.report.text
    for match in _ELECTION.finditer(text):
        of = int(match["year"])
        if of == latest and _RUNNING.search(text, max(match.start() - 120, 0), min(match.end() + 120, len(text))):
            span = tree.report.span(*match.span())
            yield Clue(span, ((date(of - 2, 11, 1), date(of, 12, 31)),), "election")
            return
