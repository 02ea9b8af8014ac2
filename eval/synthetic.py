"""Fictional reports in bulk, with what they tell: for growth, search and tests of whole ledgers.

    python -m eval.synthetic [--reports N] [--seed S] [--as texts|stories]

Countries, towns, people, groups and outlets are made of syllables; nothing in them is anybody's. Incidents have
sizes after Zipf (most have one report, a few have fifty and more), days over two years, and true tolls that early
reports understate. Reports of one are written apart (own words, own lead), taken over from an agency word for word,
under a new headline or with edits, follow up with a raised toll, and are recalled by reports of later incidents. A
third of all reports is of no incident: politics, sport, weather, trade. The same seed gives the same reports, a
stream in the order of days; a million need little more memory than a thousand.

Every report is a `Story`: text, outlet, URL and day, and the gold: its incident, the one that it recalls, the story
it was taken from. `eval.synthetic_outlines` makes of it what linking, copies and search take, without reading it.
"""

from __future__ import annotations

import argparse
import bisect
import heapq
import itertools
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from eval.synthetic_words import KINDS, SENTENCES, TOPICS, Kind

__all__ = ["FIRST_DAY", "Happening", "Outlet", "Person", "Story", "Town", "World", "stories"]

FIRST_DAY = date(2031, 1, 1)
DAYS = 730
MOST = 90
"""Reports of the largest incident."""

UNRELATED = 0.65
"""Share of things reported that are no incident: a third of all reports, since most have but one."""

RECALLS = 0.12
"""Share of first-hand reports that recall an earlier incident of their country."""


@dataclass(frozen=True, slots=True)
class Town:
    """A fictional place; degrees; `area` is a code as GeoNames' ("XA.03"), `country` a user-assigned ISO code."""

    id: str
    name: str
    area: str
    province: str
    country: str
    nation: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: an agency, daily, broadcaster, local paper, portal (mostly agency copy) or blog."""

    name: str
    kind: str
    host: str
    country: str


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    age: int


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: the truth behind the reports of one incident."""

    number: int
    kind: Kind
    town: Town
    day: date
    spot: str
    second_spot: str
    actor: str
    killed: int
    injured: int
    victims: tuple[Person, ...]
    suspect: Person | None
    official: str
    witness: str

    @property
    def id(self) -> str:
        return f"h{self.number}"


@dataclass(frozen=True, slots=True)
class Story:
    """One report. `incident` and `recalled` are ids of happenings, `copy_of` the number of the story it was made from
    (`how`: "copy", "headline", "edited"). `killed` and `injured` are as told here, `names` the victims it names."""

    number: int
    text: str
    headline: str
    outlet: Outlet
    url: str
    published: date
    happening: Happening | None = None
    past: Happening | None = None
    copy_of: int | None = None
    how: str | None = None
    killed: int = 0
    injured: int = 0
    victims: tuple[Person, ...] = ()
    told_actor: str | None = None
    lead_words: int = 40
    dates: bool = True

    @property
    def incident(self) -> str | None:
        return self.happening.id if self.happening else None

    @property
    def recalled(self) -> str | None:
        return self.past.id if self.past else None


class Zipf:
    """Draws from a list, the first much more often than the last."""

    def __init__(self, values: Sequence[str], power: float = 0.8) -> None:
        self.values = values
        self._sums = list(itertools.accumulate((n + 1) ** -power for n in range(len(values))))

    def __call__(self, rng: random.Random) -> str:
        return self.values[bisect.bisect_left(self._sums, rng.random() * self._sums[-1])]


_ONSETS = (
    "b",
    "bl",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sk",
    "sl",
    "st",
    "t",
    "tr",
    "v",
    "vr",
    "z",
    "sh",
    "ch",
    "j",
)
_VOWELS = ("a", "e", "i", "o", "u", "a", "e", "o", "ai", "au", "ea", "ei", "ia", "io", "oa")
_CODAS = ("", "n", "r", "l", "s", "m", "t", "k", "nd", "rn", "lm", "st", "rk", "nt", "x", "v")
_GIVEN_ENDS = ("a", "o", "an", "el", "in", "en", "is", "ar", "ia", "o", "e", "us", "on", "i", "y")

_GROUPS = ("Liberation Front", "Defence Force", "Resistance Army", "Brigade", "People’s Guard")
_SPOTS = ("Street", "Road", "Market", "Bridge", "Square", "Mosque", "Avenue", "Hotel")
_QUARTERS = ("district", "neighbourhood", "quarter", "crossing")


def _random(seed: str) -> random.Random:
    """Nothing here is a secret: the same seed has to give the same reports."""
    return random.Random(seed)  # noqa: S311


def _coined(rng: random.Random, syllables: int) -> str:
    parts = (rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))
    return ("".join(parts) + rng.choice(_CODAS)).capitalize()


def _names(rng: random.Random, number: int, syllables: tuple[int, ...]) -> list[str]:
    out: dict[str, None] = {}
    while len(out) < number:
        out[_coined(rng, rng.choice(syllables))] = None
    return list(out)


class World:
    """The fictional countries with their towns, names, groups and outlets; the same for every run with a seed."""

    def __init__(self, seed: int = 1, *, reports: int = 100_000) -> None:
        rng = _random(f"world {seed}")
        wide = max(1.0, (reports / 10_000) ** 0.5)
        self.given = Zipf([n[: len(n) - 1] + rng.choice(_GIVEN_ENDS) for n in _names(rng, 400, (1, 2))])
        self.surnames = Zipf(_names(rng, int(4_000 * wide), (2, 2, 3)), 0.7)
        self.proper = Zipf(_names(rng, int(6_000 * wide), (2, 3)), 0.6)
        self.nations: list[str] = [f"{n}ia" for n in _names(rng, 10, (2,))]
        self.towns: dict[str, list[Town]] = {}
        self.groups: dict[str, list[str]] = {}
        self.weights: list[float] = [1.0 / (n + 1) for n in range(len(self.nations))]
        for number, nation in enumerate(self.nations):
            code = f"X{chr(65 + number)}"
            latitude, longitude = -30.0 + 7.0 * number, -100.0 + 19.0 * number
            towns = []
            for province in range(6):
                area = f"{_coined(rng, 2)} Province"
                x, y = latitude + rng.uniform(-3, 3), longitude + rng.uniform(-4, 4)
                for town in range(int(25 * wide)):
                    name = _coined(rng, rng.choice((2, 2, 3)))
                    name = f"Port {name}" if rng.random() < 0.06 else name
                    ident = f"syn:{code}.{province:02}.{town}"
                    at = (round(x + rng.uniform(-0.8, 0.8), 4), round(y + rng.uniform(-0.8, 0.8), 4))
                    towns.append(Town(ident, name, f"{code}.{province:02}", area, code, nation, *at))
            rng.shuffle(towns)
            self.towns[nation] = towns
            regions = [towns[n].province.split()[0] for n in range(0, 40, 8)]
            self.groups[nation] = [f"{regions[n % len(regions)]} {rng.choice(_GROUPS)}" for n in range(5)]
        self.outlets = self._outlets(rng, wide)
        self.agencies = [outlet for outlet in self.outlets if outlet.kind == "agency"]
        self._by_nation = {n: [o for o in self.outlets if o.country in {n, ""}] for n in self.nations}

    def _outlets(self, rng: random.Random, wide: float) -> list[Outlet]:
        out: dict[str, Outlet] = {}

        def add(name: str, kind: str, country: str) -> None:
            host = re.sub(r"[^a-z]", "", name.lower()) + ".example"
            out.setdefault(host, Outlet(name, kind, host, country))

        for word in ("Northern Wire", "Meridian Press Agency", "Delta News Service"):
            add(word, "agency", "")
        for _ in range(int(12 * wide)):
            add(f"{_coined(rng, 2)} World Report", "portal", "")
        for nation in self.nations:
            towns = self.towns[nation]
            for kind, number, ends in (
                ("daily", 5, ("Daily Lantern", "Times", "Tribune", "Chronicle", "Standard")),
                ("broadcaster", 3, ("Radio One", "TV 7", "Broadcasting")),
                ("local", int(12 * wide), ("Herald", "Echo", "Post", "Courier")),
                ("portal", int(6 * wide), ("Online", "Today", "Now 24")),
                ("blog", int(3 * wide), ("Watch", "Observer Blog", "Notes")),
            ):
                for n in range(number):
                    first = (
                        nation if kind in {"daily", "broadcaster"} else towns[rng.randrange(min(60, len(towns)))].name
                    )
                    add(f"{first} {ends[n % len(ends)]}", kind, nation)
        return list(out.values())

    def nation(self, rng: random.Random) -> str:
        return rng.choices(self.nations, self.weights)[0]

    def town(self, rng: random.Random, nation: str) -> Town:
        towns = self.towns[nation]
        return towns[min(len(towns) - 1, int(len(towns) * rng.random() ** 2.2))]

    def person(self, rng: random.Random) -> str:
        return f"{self.given(rng)} {self.surnames(rng)}"

    def outlet(self, rng: random.Random, nation: str, kinds: tuple[str, ...] = ()) -> Outlet:
        own = self._by_nation[nation]
        for _ in range(20):
            found = rng.choice(own)
            if not kinds or found.kind in kinds:
                return found
        return found

    def happening(self, seed: int, number: int, day: date) -> Happening:
        rng = _random(f"happening {seed} {number}")
        nation = self.nation(rng)
        kind = rng.choices(KINDS, [each.weight for each in KINDS])[0]
        killed = min(120, int(rng.paretovariate(1.3))) if kind.deadly else 0
        injured = min(300, int(rng.paretovariate(0.9)) - 1) if kind.deadly or rng.random() < 0.5 else 0
        named = min(killed or 1, rng.choice((0, 1, 1, 1, 2, 3))) if kind.names_victims else 0
        actor = rng.choice(self.groups[nation]) if kind.group else rng.choice(kind.actors)
        return Happening(
            number=number,
            kind=kind,
            town=self.town(rng, nation),
            day=day,
            spot=f"{self.proper(rng)} {rng.choice(_SPOTS)}",
            second_spot=f"{self.proper(rng)} {rng.choice(_QUARTERS)}",
            actor=actor,
            killed=killed,
            injured=injured,
            victims=tuple(Person(self.person(rng), rng.randrange(3, 86)) for _ in range(named)),
            suspect=Person(self.person(rng), rng.randrange(17, 60)) if rng.random() < 0.3 else None,
            official=self.person(rng),
            witness=self.person(rng),
        )


@dataclass(order=True)
class _Task:
    """A story to be written on its day; `kind` "own", "follow", or how it is taken over from the task `of`."""

    day: int
    order: int
    happening: Happening | None = field(compare=False)
    kind: str = field(compare=False)
    outlet: Outlet = field(compare=False)
    of: int | None = field(compare=False, default=None)
    seed: str = field(compare=False, default="")
    source_kind: str = field(compare=False, default="own")
    agency: Outlet | None = field(compare=False, default=None)
    writer: Outlet | None = field(compare=False, default=None)
    age: int = field(compare=False, default=0)


def stories(reports: int, *, seed: int = 1, world: World | None = None) -> Iterator[Story]:
    """`reports` stories in the order of their days; gold in their fields."""
    world = world or World(seed, reports=reports)
    rng = _random(f"order {seed} {reports}")
    waiting: list[_Task] = []
    numbers = itertools.count()
    happenings = itertools.count(1)
    recent: dict[str, list[Happening]] = {}
    number_of: dict[int, int] = {}
    written = 0
    per_day = reports / DAYS
    due = 0.0
    for day in itertools.count():
        due += per_day if day < DAYS else 1.0
        while due > 0:
            made = _tasks(world, rng, seed, day, numbers, happenings, recent)
            due -= len(made)
            for task in made:
                heapq.heappush(waiting, task)
        while waiting and waiting[0].day <= day:
            task = heapq.heappop(waiting)
            past = _past(task, recent)
            story = _written(world, task, past, written)
            number_of[task.order] = written
            if task.of is not None:
                story = replace(story, copy_of=number_of.get(task.of))
            if len(number_of) > 200_000:
                for old in sorted(number_of)[:100_000]:
                    del number_of[old]
            yield story
            written += 1
            if written == reports:
                return


def _tasks(
    world: World,
    rng: random.Random,
    seed: int,
    day: int,
    numbers: Iterator[int],
    happenings: Iterator[int],
    recent: dict[str, list[Happening]],
) -> list[_Task]:
    """The reports of something that comes up on this day, spread over the days that follow."""
    if rng.random() < UNRELATED:
        nation = world.nation(rng)
        outlet = world.outlet(rng, nation)
        first = _Task(day, next(numbers), None, "own", outlet, seed=f"{seed} u{rng.random()}", writer=outlet)
        out = [first]
        if rng.random() < 0.15:
            for _ in range(rng.choice((1, 1, 2, 4))):
                how = rng.choice(("copy", "headline", "edited"))
                out.append(
                    replace(
                        first,
                        order=next(numbers),
                        kind=how,
                        of=first.order,
                        day=day + rng.choice((0, 0, 1)),
                        outlet=world.outlet(rng, nation, ("portal", "local")),
                    )
                )
        return out
    happening = world.happening(seed, next(happenings), FIRST_DAY + timedelta(days=min(day, 100_000)))
    nation = happening.town.nation
    recent.setdefault(nation, []).append(happening)
    if len(recent[nation]) > 400:
        del recent[nation][:200]
    size = min(MOST, int(rng.paretovariate(1.05)))
    out = []
    originals: list[_Task] = []
    for n in range(size):
        age = 0 if n == 0 else min(60, int(rng.expovariate(0.5)))
        order = next(numbers)
        choice = rng.random()
        if n == 0 or choice < 0.30 or (choice < 0.5 and age > 2):
            kind = "follow" if age > 1 and rng.random() < 0.7 else "own"
            agency = rng.choice(world.agencies) if rng.random() < 0.35 else None
            outlet = agency or world.outlet(rng, nation, ("daily", "broadcaster", "local", "blog"))
            task = _Task(
                day + age,
                order,
                happening,
                kind,
                outlet,
                seed=f"{seed} s{order}",
                source_kind=kind,
                agency=agency,
                writer=outlet,
                age=age,
            )
            originals.append(task)
        else:
            source = rng.choice(originals)
            how = rng.choices(("copy", "headline", "edited"), (5, 3, 2))[0]
            kinds = ("portal", "local", "daily") if source.agency else ("portal", "blog")
            task = replace(
                source,
                day=source.day + rng.choice((0, 0, 0, 1)),
                order=order,
                kind=how,
                of=source.order,
                outlet=world.outlet(rng, nation, kinds),
            )
        out.append(task)
    return out


def _past(task: _Task, recent: dict[str, list[Happening]]) -> Happening | None:
    """The earlier incident that this story recalls, the same for every copy of it."""
    if task.happening is None:
        return None
    rng = _random(f"past {task.seed}")
    earlier = [
        h for h in recent[task.happening.town.nation] if h.number < task.happening.number - 3 and h.kind.deadly
    ]
    if not earlier or rng.random() > RECALLS:
        return None
    return max(
        (h for h in earlier if h.number % 7 == task.happening.number % 7), key=lambda h: h.number, default=None
    )


_SLOT = re.compile(r"\{([^{}]*)\}")


@lru_cache(maxsize=4096)
def _compiled(template: str) -> tuple[str | tuple[str, ...], ...]:
    """Plain text, and for each {slot} or {this|that} a tuple."""
    out: list[str | tuple[str, ...]] = []
    at = 0
    for match in _SLOT.finditer(template):
        out += [template[at : match.start()], tuple(match.group(1).split("|"))]
        at = match.end()
    return (*out, template[at:])


def _filled(template: str, facts: dict[str, str], rng: random.Random) -> str:
    out = []
    for part in _compiled(template):
        if isinstance(part, str):
            out.append(part)
        elif len(part) == 1:
            out.append(facts[part[0]])
        else:
            choice = part[int(rng.random() * len(part))]
            out.append(facts[choice[1:]] if choice[:1] == "$" else choice)
    text = "".join(out).replace("person were", "person was")
    return text[:1].upper() + text[1:]


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _count(number: int, noun: str = "people") -> str:
    word = _NUMBERS[number] if number <= 10 else str(number)
    return f"{word} {noun if number != 1 else {'people': 'person', 'others': 'other person'}.get(noun, noun)}"


class _Passing(dict[str, str]):
    """Facts; people, firms and figures that are mentioned in passing are others in each sentence."""

    def __init__(self, world: World, rng: random.Random) -> None:
        super().__init__()
        self._world, self._rng = world, rng

    def __missing__(self, slot: str) -> str:
        if slot in {"name", "other"}:
            return self._world.person(self._rng)
        if slot in {"proper", "firm"}:
            return self._world.proper(self._rng)
        low, high = {"number": (11, 900), "small": (2, 12), "money": (2, 90)}[slot]
        return str(self._rng.randrange(low, high))


def _facts(world: World, task: _Task, rng: random.Random, killed: int, injured: int) -> dict[str, str]:
    h = task.happening
    published = FIRST_DAY + timedelta(days=task.day)
    facts = _Passing(world, rng)
    facts |= {"outlet": task.outlet.name, "agency": (task.agency or task.outlet).name}
    nation = h.town.nation if h else (task.outlet.country or world.nation(rng))
    town = h.town if h else world.town(rng, nation)
    beside = world.town(rng, nation)
    facts |= {
        "nation": nation, "town": town.name, "province": town.province, "beside": beside.name,
        "capital": world.towns[nation][0].name, "weekday": published.strftime("%A"),
        "date": f"{published.day} {published.strftime('%B')}",
    }  # fmt: skip
    if h:
        facts |= {
            "day": h.day.strftime("%A"), "full_day": f"{h.day.day} {h.day.strftime('%B')}", "spot": h.spot,
            "second_spot": h.second_spot, "actor": h.actor, "official": h.official, "witness": h.witness,
            "dead": _count(killed), "hurt": _count(injured, "others" if killed else "people"),
            "dead_number": str(killed), "hurt_number": str(injured), "weapon": rng.choice(h.kind.weapons),
            "deed": rng.choice(h.kind.nouns), "suspect": h.suspect.name if h.suspect else "a local man",
            "suspect_age": str(h.suspect.age if h.suspect else 30),
        }  # fmt: skip
        facts["victim_or"] = h.victims[0].name if h.victims else "a trader"
    return facts


def _written(world: World, task: _Task, past: Happening | None, number: int) -> Story:
    """The story of a task; a copy is its source, written again from the same seed, and then changed."""
    rng = _random(task.seed)
    h = task.happening
    copied = task.kind in {"copy", "headline", "edited"}
    source = task.writer or task.outlet
    killed = injured = 0
    if h:
        early = task.age == 0 and rng.random() < 0.5
        killed = max(min(h.killed, 1), int(h.killed * rng.choice((0.5, 0.75, 1.0)))) if early else h.killed
        injured = max(min(h.injured, 1), int(h.injured * rng.choice((0.5, 0.8, 1.0)))) if early else h.injured
    facts = _facts(world, replace(task, outlet=source), rng, killed, injured)
    victims = h.victims if h and h.victims and (task.age > 0 or rng.random() < 0.5) else ()
    dates = rng.random() < 0.8
    headline, body, told = _body(task, facts, past, victims, killed, injured, rng, dates)
    copying = _random(f"{task.seed} {task.order}")
    if task.kind == "headline" and h:
        headline = _filled(copying.choice(h.kind.headlines), facts, copying)
    if task.kind == "edited":
        body = _edited(body, world, copying)
    dateline = f"{facts['town'].upper()} ({source.name}) — " if source.kind == "agency" else ""
    credit = f"\n\n({task.agency.name})" if copied and task.agency and copying.random() < 0.6 else ""
    text = f"{headline}\n\n{dateline}{body}{credit}"
    slug = re.sub(r"[^a-z0-9]+", "-", headline.lower()).strip("-")[:60]
    day = FIRST_DAY + timedelta(days=task.day)
    url = f"https://{task.outlet.host}/{day:%Y/%m}/{slug}-{task.order}"
    return Story(
        number=number, text=text, headline=headline, outlet=task.outlet, url=url, published=day, happening=h,
        past=past, how=task.kind if copied else None, killed=killed, injured=injured, victims=victims,
        told_actor=h.actor if told and h else None, dates=dates,
    )  # fmt: skip


def _body(
    task: _Task,
    facts: dict[str, str],
    past: Happening | None,
    victims: tuple[Person, ...],
    killed: int,
    injured: int,
    rng: random.Random,
    dates: bool,
) -> tuple[str, str, bool]:
    h = task.happening
    if h is None:
        topic = TOPICS[rng.choices(range(len(TOPICS)), [each.weight for each in TOPICS])[0]]
        headline = _filled(rng.choice(topic.headlines), facts, rng)
        lines = rng.sample(topic.sentences, min(len(topic.sentences), rng.randrange(5, 10)))
        lines += [rng.choice(SENTENCES["any"]) for _ in range(rng.randrange(6, 22))]
        return headline, _paragraphs(lines, facts, rng), False
    kind = h.kind
    stage = "follow" if task.source_kind == "follow" else "own"
    headlines = kind.follow_headlines if stage == "follow" else kind.headlines
    headline = _filled(rng.choice(headlines), facts, rng)
    when = " on {day}" if dates else ""
    if task.age > 5 and dates:
        when = " on {full_day}"
    toll = "toll" if killed and injured else "dead" if killed else "hurt" if injured else "unharmed"
    lead = rng.choice(kind.leads if stage == "own" else kind.follow_leads)
    lines = [lead.replace("@when", when), *rng.sample(SENTENCES[toll], 1)]
    told = rng.random() < 0.6
    if told:
        lines.append(rng.choice(SENTENCES["claimed" if kind.group else "suspected"]))
    middle = list(kind.details)
    middle += SENTENCES["official"] + SENTENCES["witness"] + SENTENCES["any"] + SENTENCES["aftermath"]
    if victims:
        for victim in victims:
            named = {"victim": victim.name, "victim_age": str(victim.age)}
            lines.append(_filled(rng.choice(SENTENCES["victim"]), named, rng))
    if h.suspect and task.age > 0:
        lines.append(rng.choice(SENTENCES["suspect"]))
    lines += rng.sample(middle, min(len(middle), rng.randrange(10, 20)))
    lines += [rng.choice(SENTENCES["any"]) for _ in range(rng.randrange(2, 14))]
    if past:
        there = {
            "past_town": past.town.name, "past_dead": _count(past.killed), "past_spot": past.spot,
            "past_deed": past.kind.nouns[0], "past_day": f"{past.day.day} {past.day.strftime('%B')}",
        }  # fmt: skip
        lines.append(_filled(rng.choice(SENTENCES["recall"]), there, rng))
    return headline, _paragraphs(lines, facts, rng), told


def _paragraphs(lines: Sequence[str], facts: dict[str, str], rng: random.Random) -> str:
    sentences = [_filled(line, facts, rng) if "{" in line else line for line in lines]
    out, at = [], 0
    while at < len(sentences):
        some = rng.choice((1, 1, 2, 2, 3))
        out.append(" ".join(sentences[at : at + some]))
        at += some
    return "\n\n".join(out)


def _edited(body: str, world: World, rng: random.Random) -> str:
    """A tenth of the words changed, a paragraph dropped or two exchanged."""
    paragraphs = body.split("\n\n")
    if len(paragraphs) > 3:
        at = rng.randrange(1, len(paragraphs) - 1)
        if rng.random() < 0.5:
            del paragraphs[at]
        else:
            paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]
    changed = []
    for paragraph in paragraphs:
        words = paragraph.split(" ")
        for n, word in enumerate(words):
            if word.islower() and len(word) > 3 and rng.random() < 0.1:
                words[n] = rng.choice(("also", "still", "later", "nearby", "again", "reportedly"))
        changed.append(" ".join(words))
    return "\n\n".join(changed)


def main() -> None:
    """Print stories as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for story in stories(arguments.reports, seed=arguments.seed):
        row: dict[str, object] = {"text": story.text, "outlet": story.outlet.name, "url": story.url}
        row |= {"published": story.published.isoformat(), "incident": story.incident, "recalled": story.recalled}
        row |= {"copy_of": story.copy_of, "how": story.how}
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
