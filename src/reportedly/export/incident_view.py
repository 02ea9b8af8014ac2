"""An incident opened for showing: its reports numbered, their origins, what links them, and what they agree on.

Everything that the terminal, the page and the JSON show is put together here once, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.export.wording import day, tally
from reportedly.incidents.agreement import Agreement
from reportedly.incidents.clues import in_its_sense
from reportedly.incidents.contradictions import Contradiction
from reportedly.incidents.copies import CopyLink
from reportedly.incidents.incident import Incident
from reportedly.incidents.matrix import Field, Version
from reportedly.incidents.origins import OriginGroup, Origins
from reportedly.incidents.reported_days import reported_days
from reportedly.incidents.review import Pair
from reportedly.incidents.sayings import Saying
from reportedly.incidents.toll_series import TollSeries
from reportedly.report import Report

__all__ = [
    "IncidentView",
    "ReportLine",
    "clue_words",
    "counted",
    "incident_view",
    "label",
    "short_count",
    "shown_source",
    "side",
    "sparing_outlets",
    "told_by",
    "toll_note",
    "value_words",
]

LEAST = 0.2
"""Log-odds from which a clue is worth a reader's time."""

_LABELS = {
    "day": "when",
    "place": "where",
    "what": "what happened",
    "coding": "coded as",
    "weapon": "weapon or cause",
    "actor": "who did it, as told",
    "victims": "who was harmed",
    "target": "what was hit",
    "responsibility": "who answers for it",
    "shot": "shot (hit)",
}
"""How fields are called for readers; others by their own name."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the incident. `number` is how the others refer to it; `role` is news or background.

    `credits` are the agencies and outlets that it names as its source, `takes_from` the number of a report it takes
    from and the sentence why, `root` whom its text goes back to as far as known.
    """

    number: int
    id: str
    role: str
    outlet: str | None
    published: str | None
    day: str | None
    day_known_by: str | None
    headline: str | None
    url: str | None
    credits: tuple[str, ...]
    takes_from: tuple[tuple[int, str], ...]
    root: str | None


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident with all that is shown of it. `pairs` are the comparisons that hold its accounts together.

    `as_of` says up to which moment reports are taken in, None for all.
    """

    incident: Incident
    agreement: Agreement
    lines: tuple[ReportLine, ...]
    origins: Origins
    pairs: tuple[tuple[int, int, Pair], ...]
    as_of: str | None = None

    def number(self, report: str) -> int:
        """The number of a report, 0 for one that is not of the incident."""
        return next((line.number for line in self.lines if line.id == report), 0)

    def line(self, report: str) -> ReportLine:
        """The line of a report."""
        return next(line for line in self.lines if line.id == report)

    def flags(self, field: Field, number: int) -> list[Contradiction]:
        """The contradictions in which a version of a field stands, by its number in the field."""
        return [c for c in self.agreement.contradictions if c.field == field.name and number in (c.one, c.other)]

    def conflicts(self) -> Iterator[tuple[Field, Version, list[Contradiction]]]:
        """Each version that others contradict, once a pair, with the contradictions in which it stands first."""
        for field in self.agreement.fields:
            for number, version in enumerate(field.versions):
                if against := [c for c in self.flags(field, number) if c.one == number]:
                    yield field, version, against

    @property
    def groups(self) -> tuple[OriginGroup, ...]:
        """The origins of its reports, those that are known first."""
        return tuple(sorted(self.origins.groups, key=lambda group: group.root is None))


def incident_view(
    incident: Incident,
    agreement: Agreement,
    reports: Mapping[str, Report],
    origins: Origins,
    *,
    links: Sequence[CopyLink] = (),
    pairs: Sequence[Pair] = (),
    credits: Mapping[str, Sequence[str]] | None = None,
    as_of: str | None = None,
) -> IncidentView:
    """Put together what is shown of an incident; `reports` are those that count, by id.

    Reports are numbered by the day on which they appeared (of one day, as they came in), background after news.
    """
    news = list(dict.fromkeys(a.report for a in incident.accounts if a.report in reports))
    background = [a.report for a in incident.background if a.report in reports and a.report not in news]
    days = reported_days([*news, *dict.fromkeys(background)], reports)
    order = [*_by_day(news, days, reports), *_by_day(list(dict.fromkeys(background)), days, reports)]
    numbers = {report: number for number, report in enumerate(order, 1)}
    roots = {report: group.root for group in origins.groups for report in group.reports}
    lines = []
    for report in order:
        publication = reports[report].publication
        taken = [(numbers[x.a], f"{x.kind}: {x.reason}") for x in links if x.b == report and x.a in numbers]
        day, known_by = days.get(report, (None, None))
        lines.append(
            ReportLine(
                number=numbers[report],
                id=report,
                role="news" if report in news else "background",
                outlet=publication.outlet.value if publication.outlet else None,
                published=publication.published.value if publication.published else None,
                day=day,
                day_known_by=known_by,
                headline=publication.headline.value if publication.headline else None,
                url=publication.url.value if publication.url else None,
                credits=tuple(dict.fromkeys((credits or {}).get(report, ()))),
                takes_from=tuple(taken),
                root=roots.get(report),
            )
        )
    account = {a.id: a.report for a in (*incident.accounts, *incident.background)}
    held: list[tuple[int, int, Pair]] = []
    for pair in pairs:
        one, other = numbers.get(account.get(pair.a, ""), 0), numbers.get(account.get(pair.b, ""), 0)
        if one and other and one != other:
            held.append((min(one, other), max(one, other), pair))
    shown = tuple(sorted(held, key=lambda each: (-each[2].score, each[0], each[1])))
    return IncidentView(incident, agreement, tuple(lines), origins, shown, as_of)


def label(field: Field) -> str:
    """How a field is called for readers: "when", "killed"."""
    return _LABELS.get(field.name, field.name)


def value_words(version: Version) -> str:
    """The value of a version; days as people write them."""
    return " to ".join(day(each) for each in version.value.split(" to "))


def side(view: IncidentView, version: Version) -> str:
    """A version and who says so, as one side of a contradiction: "6 (government and 2 more)"."""
    names = list(dict.fromkeys(shown_source(view, source) for source in version.sources))
    who = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{'not ' if version.denied else ''}{value_words(version)} ({who})"


def toll_note(series: TollSeries) -> str:
    """What all figures of a toll amount to: "likeliest 6, between 4 and 11 (...)", or "3 (...)" where all say one."""
    if series.low == series.high:
        return f"{series.low} ({series.basis})"
    best = f"likeliest {series.best}, " if series.best is not None else ""
    return f"{best}between {series.low} and {series.high} ({series.basis})"


def shown_source(view: IncidentView, source: str) -> str:
    """A source as readers know it: an outlet that is not known by its report's number."""
    if not source.startswith("report r"):
        return source
    return f"[{view.number(source.removeprefix('report '))}]"


def told_by(saying: Saying) -> str:
    """Who says so within the report, outermost first, without the outlet: "Northern Wire → two officials"."""
    links = saying.chain[1:]
    if not links:
        return "in its own voice"
    parts = []
    for link in links:
        held = link.status if link.status not in (None, "asserted") else link.stance
        parts.append(f"{link.holder.name} ({held})" if held and held != "neutral" else link.holder.name)
    return " → ".join(parts)


def short_count(version: Version) -> str:
    """ "2→1" for two outlets and one independent origin, "3→1 +1?" with one more text whose origin is not known."""
    return f"{version.outlets}→{version.independent}" + (f" +{version.unknown}?" if version.unknown else "")


def sparing_outlets(view: IncidentView, veil: Callable[[str], str]) -> Callable[[str], str]:
    """The veil, but for the names of outlets and agencies: a paper that bears a person's name is still a paper."""
    lines = view.lines
    names = {line.outlet for line in lines} | {c for line in lines for c in line.credits} | {x.root for x in lines}
    kept = sorted((name for name in names if name and " " in name), key=len, reverse=True)
    if not kept:
        return veil
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, kept))})(?!\w)")

    def spared(text: str) -> str:
        return "".join(part if place % 2 else veil(part) for place, part in enumerate(pattern.split(text)))

    return spared


def clue_words(pair: Pair) -> str:
    """What speaks for a pair being one incident, and what against it; clues that say nothing are left out."""
    said = {
        "": [c.sentence for c in pair.clues if c.score > LEAST and not c.sentence.startswith(("no ", "nobody "))],
        "against: ": [in_its_sense(clue.score, clue.sentence) for clue in pair.clues if clue.score < -LEAST],
    }
    return "; ".join(before + "; ".join(sentences) for before, sentences in said.items() if sentences)


def counted(version: Version) -> str:
    """ "2 outlets, 1 origin", with how many origins are unknown where there are any."""
    known = f"{tally(version.outlets, 'outlet')}, {tally(version.independent, 'origin')}"
    return known + (f", {version.unknown} unknown" if version.unknown else "")


def _by_day(reports: list[str], days: Mapping[str, tuple[str, str | None]], of: Mapping[str, Report]) -> list[str]:
    """By published moment, else day; those of which neither is known last."""

    def moment(report: str) -> str:
        published = of[report].publication.published
        return published.value if published else days.get(report, ("9999", None))[0]

    return sorted(reports, key=moment)
