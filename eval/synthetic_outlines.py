"""Stories of `eval.synthetic` as linking, the search for copies, and the search index take them, without reading.

    python -m eval.synthetic_outlines [--reports N]

A story is turned into the outline, the text for copies and the index entry that the default recipe would give, with
gaps where reading has gaps: `RATES` are the shares, counted on stories that were read, and this command prints both
side by side on a sample. The one thing that reading could not give is where fictional towns lie; here each is as a
place of the gazetteer, as towns of the world are.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import mean
from typing import Any

from eval.synthetic import Happening, Story, Town, World, _random, stories
from reportedly.incidents.accounts import Account, Figure, Named, Site
from reportedly.incidents.copies import CopyText
from reportedly.incidents.outlines import Outline, outline
from reportedly.incidents.told_words import fold, told_words
from reportedly.report import Anchored, Publication, Report, annotation_id, report_id
from reportedly.store.folding import folded
from reportedly.store.search_index import Document
from reportedly.store.search_signs import ACTOR, APART, OWN_VOICE, PLACE, STATUSES, TYPE, VOICE, Label, Sign

__all__ = ["Gold", "bare", "copy_text", "gold", "index_entry", "made_outline"]

_CAPITALISED = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")
_SENTENCE = re.compile(r"(?<=[.!?”]) |\n+")


@dataclass(frozen=True)
class Rates:
    """How often reading finds what a story tells, and what it does not: shares of 1.

    `stray` is an account in a report of no incident, `extra` a further one in a report of one: a sentence that was
    taken for another incident.
    """

    stray: float = 0.5
    extra: float = 0.35
    told_site: float = 0.9
    day: float = 0.85
    killed: float = 0.98
    injured: float = 0.98
    wrong_figure: float = 0.03
    victim: float = 0.95
    actor: float = 0.6
    recalled: float = 0.8


RATES = Rates()


@dataclass(frozen=True, slots=True)
class Gold:
    """The incident of each account of a report by id, none for `Rates.extra`; and the story it was made from."""

    accounts: dict[str, str]
    copy_of: int | None


def bare(story: Story) -> Report:
    """The story as a report that nobody has read, with the id it would have."""
    given = {
        "outlet": story.outlet.name,
        "url": story.url,
        "published": story.published.isoformat(),
        "language": "en",
    }
    fields: dict[str, Any] = {name: Anchored(value, inferred="given by the user") for name, value in given.items()}
    head = Report.of(story.text).span(0, len(story.headline))
    return Report.of(story.text, Publication(headline=Anchored(story.headline, (head,)), **fields))


def identity(story: Story) -> str:
    """The id of the story's report."""
    return report_id(story.text, outlet=story.outlet.name, url=story.url)


def copy_text(story: Story) -> CopyText:
    """The story as copies are looked for."""
    return CopyText(
        report=identity(story),
        text=story.text,
        outlet=story.outlet.name,
        url=story.url,
        published=story.published.isoformat(),
    )


def made_outline(story: Story) -> tuple[Outline, Gold]:
    """The story's outline, and which incident each of its accounts is of."""
    report = bare(story)
    # What is found in a copy is what is found in its original: the words are the same.
    rng = _random(f"read {story.copy_of if story.copy_of is not None and story.how == 'copy' else story.number}")
    accounts: list[Account] = []
    incidents: dict[str, str] = {}
    told, past = story.happening, story.past
    if told:
        accounts.append(_main(story, report, told, rng))
        incidents[accounts[-1].id] = told.id
        if past and rng.random() < RATES.recalled:
            accounts.append(_recalled(story, report, past, rng))
            incidents[accounts[-1].id] = past.id
        if rng.random() < RATES.extra:
            accounts.append(_extra(report, 3, rng))
    elif told is None and rng.random() < RATES.stray:
        accounts.append(_stray(story, report, rng))
        incidents[accounts[-1].id] = f"none-{story.copy_of if story.copy_of is not None else story.number}"
    made = Outline(
        report=report.id,
        outlet=story.outlet.name,
        url=story.url,
        published=story.published.isoformat(),
        headline=story.headline,
        accounts=tuple(accounts),
    )
    return made, Gold(incidents, story.copy_of)


def gold(made: Iterable[tuple[Outline, Gold]]) -> dict[str, str]:
    """The incident of every account."""
    return {account: incident for _, each in made for account, incident in each.accounts.items()}


def _main(story: Story, report: Report, told: Happening, rng: random.Random) -> Account:
    days: tuple[tuple[str | None, str | None], ...] = ()
    if story.dates and rng.random() < RATES.day:
        days = ((told.day.isoformat(), told.day.isoformat()),)
    sites = _sites(story, told, rng)
    return _account(
        report,
        1,
        days=days,
        sites=sites,
        kinds=(told.kind.type, *(("ASSAULT",) if rng.random() < 0.5 else ())),
        killed=_figure(story.killed, RATES.killed, rng),
        injured=_figure(story.injured, RATES.injured, rng),
        people=_people(story, told, rng),
        actors=(" ".join(map(fold, told.actor.split())),) if rng.random() < RATES.actor else (),
    )


def _recalled(story: Story, report: Report, past: Happening, rng: random.Random) -> Account:
    at = story.text.find(past.spot)
    start = max(story.text.rfind("\n", 0, at), 0)
    end = story.text.find("\n", at) if story.text.find("\n", at) >= 0 else len(story.text)
    day = past.day.isoformat()
    return _account(
        report,
        2,
        newness=False,
        ranges=((start, end),),
        days=((day, day),) if rng.random() < 0.5 else (),
        sites=(_site(past.town, told=True),),
        kinds=(past.kind.type,),
        killed=_figure(past.killed, RATES.killed, rng),
    )


def _stray(story: Story, report: Report, rng: random.Random) -> Account:
    """What reading takes for an incident in a report of none: a few words, seldom a figure or place."""
    day = (story.published - timedelta(days=rng.randrange(3))).isoformat()
    kinds = ("ASSAULT",) if rng.random() < 0.25 else ()
    return _account(report, 1, days=((day, day),) if rng.random() < 0.3 else (), kinds=kinds)


def _extra(report: Report, number: int, rng: random.Random) -> Account:
    start = rng.randrange(len(report.text) // 2, len(report.text))
    ranges = ((start, min(len(report.text), start + 140)),)
    return _account(report, number, newness=rng.random() < 0.5, ranges=ranges, kinds=("ASSAULT",))


def _account(
    report: Report,
    number: int,
    *,
    newness: bool = True,
    ranges: Sequence[tuple[int, int]] | None = None,
    days: tuple[tuple[str | None, str | None], ...] = (),
    sites: tuple[Site, ...] = (),
    kinds: tuple[str, ...] = (),
    killed: Figure | None = None,
    injured: Figure | None = None,
    people: tuple[Named, ...] = (),
    actors: tuple[str, ...] = (),
) -> Account:
    words, lead, names = told_words(report, ranges or ((0, len(report.text)),))
    event = annotation_id("e", report.id, number)
    return Account(
        id=annotation_id("a", report.id, "account", event),
        report=report.id,
        number=number,
        newness="main" if newness else "background",
        events=(event,),
        day_from=days[0][0] if days else None,
        day_to=days[0][1] if days else None,
        day_words=date.fromisoformat(days[0][0]).strftime("%A") if days and days[0][0] else "",
        days=days,
        sites=sites,
        kinds=kinds,
        killed=killed,
        injured=injured,
        people=people,
        ages=tuple(sorted({person.age for person in people if person.age is not None})),
        actors=actors,
        words=words,
        lead=lead,
        names=names,
    )


def _figure(number: int, found: float, rng: random.Random) -> Figure | None:
    if not number or rng.random() > found:
        return None
    best = max(1, number + rng.choice((-1, 1, 2))) if rng.random() < RATES.wrong_figure else number
    return Figure(best, best, best)


def _sites(story: Story, told: Happening, rng: random.Random) -> tuple[Site, ...]:
    beside = [_site(told.town, told=False, province=True)] if told.town.province in story.text else []
    return (_site(told.town, told=rng.random() < RATES.told_site), *beside)


def _site(town: Town, *, told: bool, province: bool = False) -> Site:
    return Site(
        name=f"{town.province}, {town.country}" if province else f"{town.name}, {town.province}, {town.country}",
        words=town.province if province else town.name,
        kind="admin1" if province else "city",
        id=f"syn:{town.area}" if province else town.id,
        country=town.country,
        area=town.area,
        latitude=town.latitude,
        longitude=town.longitude,
        radius_km=80.0 if province else 5.0,
        told=told,
    )


def _people(story: Story, told: Happening, rng: random.Random) -> tuple[Named, ...]:
    people: dict[str, Named] = {}
    for person in story.victims:
        if person.name in story.text and rng.random() < RATES.victim:
            key = _key(person.name)
            people[key] = Named(person.name, key, rng.choice(("victim", "involved")), person.age)
    if told.suspect and told.suspect.name in story.text:
        key = _key(told.suspect.name)
        people[key] = Named(told.suspect.name, key, "suspect", told.suspect.age)
    for first, last in _CAPITALISED.findall(story.text):
        if first in _given_names():
            key = _key(f"{first} {last}")
            people.setdefault(key, Named(f"{first} {last}", key))
    return tuple(sorted(people.values(), key=lambda each: (each.part == "other", each.key)))[:40]


def _key(name: str) -> str:
    words = [fold(word) for word in name.split()]
    return f"{words[0]} {words[-1]}"


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(World(1, reports=10).given.values)


_SAID = re.compile(r"\b(?:said|told|added|warned|denied|blamed|accused|called|wrote|claimed)\b")
_SOURCES = ("police", "officials", "residents", "witnesses", "the army", "a spokesman", "the authorities", "doctors")


def index_entry(story: Story, sequence: int) -> Document:
    """The story as the search index holds it."""
    rng = _random(f"signs {story.number}")
    return Document(
        report=identity(story),
        sequence=sequence,
        published=story.published.isoformat(),
        outlet=story.outlet.name,
        language="en",
        headline=story.headline,
        words=" ".join(folded(story.text)),
        signs=_signs(story, rng),
    )


def _signs(story: Story, rng: random.Random) -> list[Sign]:
    found: set[Sign] = set()

    def put(part: int, label: Label, at: int, status: int = -1) -> None:
        found.add(Sign(part, label, status, at, min(len(story.text), at + 12)))

    told = story.happening
    said = [match.start() for match in _SAID.finditer(story.text)]
    for at in said:
        weights = [90 if name == "asserted" else 3 if name in {"denied", "alleged"} else 1 for name in STATUSES]
        status = rng.choices(range(len(STATUSES)), weights)[0]
        source = told.official if told and rng.random() < 0.2 else rng.choice(_SOURCES)
        if rng.random() < 0.1:
            source = told.actor if told else OWN_VOICE
        put(rng.choice((APART, 1, 1001)), Label(VOICE, source), at, status)
    if told:
        for name in (told.kind.type.split("/")[0], *told.kind.coded):
            put(1, Label(TYPE, name), 0)
        for part in range(1, 1 + rng.randrange(8)):
            put(part, Label(ACTOR, rng.choice((told.actor, "police", "the army", "residents", "soldiers"))), 0)
        for part in range(1, 1 + rng.choice((0, 1, 1, 2, 3))):
            town = told.town
            words = f"{town.name} | {town.province}"
            put(part, Label(PLACE, words, town.id, town.area, town.country), max(0, story.text.find(town.name)))
    for number in range(rng.randrange(7, 16)):
        name = rng.choice(("STATEMENT", "ACCUSE", "REQUEST", "COERCE", "OTHER", "SUPPORT", "LEGAL", "RETREAT"))
        put(1000 + number, Label(TYPE, name), rng.randrange(len(story.text)))
        put(1000 + number, Label(VOICE, OWN_VOICE), rng.randrange(len(story.text)), STATUSES.index("asserted"))
    first: dict[tuple[int, Label, int], Sign] = {}
    for sign in sorted(found):
        first.setdefault(sign[:3], sign)
    return list(first.values())


def main() -> None:
    """Read a sample with the default recipe and print how it compares with what is made."""
    from reportedly.pipeline import default_pipeline
    from reportedly.store.search_index import document
    from reportedly.text.readers import Overrides, report_from_text

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=120, help="stories to read, at a fifth of a second each")
    many = parser.parse_args().reports
    whole = list(stories(max(10_000, many)))
    chosen = whole[len(whole) // 2 : len(whole) // 2 + many]
    pipeline = default_pipeline()
    read: list[tuple[Outline, Document]] = []
    for story in chosen:
        overrides = Overrides(outlet=story.outlet.name, url=story.url, published=story.published.isoformat())
        report = pipeline(report_from_text(story.text, overrides=overrides))
        read.append((outline(report), document(1, report)))
    made = [(made_outline(story)[0], index_entry(story, 1)) for story in chosen]
    compared(chosen, read, made)


def compared(
    chosen: Sequence[Story], read: Sequence[tuple[Outline, Document]], made: Sequence[tuple[Outline, Document]]
) -> None:
    """Print the figures of outlines and index entries that were read and made, side by side."""
    rows: dict[str, list[float]] = {}
    for name, measure in _MEASURES.items():
        rows[name] = [measure(chosen, [o for o, _ in each]) for each in (read, made)]
    for number, name in enumerate(("types", "actors", "places", "voices")):
        of = [[sum(s.label.field == number for s in e.signs) for _, e in each] for each in (read, made)]
        rows[f"signs of a report: {name}"] = [mean(each) for each in of]
    print(f"{'':44}    read    made   ({len(chosen)} stories)")
    for name, (a, b) in rows.items():
        print(f"{name:44}{a:8.2f}{b:8.2f}")


def _mains(chosen: Sequence[Story], outlines: Sequence[Outline]) -> list[tuple[Story, Account]]:
    pairs = zip(chosen, outlines, strict=True)
    return [(story, each.accounts[0]) for story, each in pairs if story.happening and each.accounts]


def _share(values: Sequence[bool]) -> float:
    return mean(values) if values else 0.0


_MEASURES: dict[str, Callable[[Sequence[Story], Sequence[Outline]], float]] = {
    "accounts of a report of an incident": lambda c, o: mean(
        len(x.accounts) for s, x in zip(c, o, strict=True) if s.happening
    ),
    "accounts of a report of none": lambda c, o: mean(
        [len(x.accounts) for s, x in zip(c, o, strict=True) if not s.happening] or [0]
    ),
    "share of incident reports with an account": lambda c, o: _share(
        [bool(x.accounts) for s, x in zip(c, o, strict=True) if s.happening]
    ),
    "main account: site told": lambda c, o: _share([a.site is not None for _, a in _mains(c, o)]),
    "main account: sites": lambda c, o: mean(len(a.sites) for _, a in _mains(c, o)),
    "main account: day": lambda c, o: _share([a.day_from is not None for _, a in _mains(c, o)]),
    "main account: right day, of those with one": lambda c, o: _share(
        [a.day_from == s.happening.day.isoformat() for s, a in _mains(c, o) if a.day_from and s.happening]
    ),
    "main account: killed, where told": lambda c, o: _share(
        [a.killed is not None for s, a in _mains(c, o) if s.killed]
    ),
    "main account: killed right, of those": lambda c, o: _share(
        [a.killed.best == s.killed for s, a in _mains(c, o) if s.killed and a.killed]
    ),
    "main account: injured, where told": lambda c, o: _share(
        [a.injured is not None for s, a in _mains(c, o) if s.injured]
    ),
    "main account: people": lambda c, o: mean(len(a.people) for _, a in _mains(c, o)),
    "main account: victims, suspects, involved": lambda c, o: mean(
        sum(p.part != "other" for p in a.people) for _, a in _mains(c, o)
    ),
    "main account: actors": lambda c, o: mean(len(a.actors) for _, a in _mains(c, o)),
    "main account: kinds": lambda c, o: mean(len(a.kinds) for _, a in _mains(c, o)),
    "main account: different words": lambda c, o: mean(len(a.words) for _, a in _mains(c, o)),
    "main account: names": lambda c, o: mean(len(a.names) for _, a in _mains(c, o)),
    "main account: words of the lead": lambda c, o: mean(len(a.lead) for _, a in _mains(c, o)),
    "accounts that recall, of an incident report": lambda c, o: mean(
        sum(a.newness == "background" for a in x.accounts) for s, x in zip(c, o, strict=True) if s.happening
    ),
}


if __name__ == "__main__":
    main()
