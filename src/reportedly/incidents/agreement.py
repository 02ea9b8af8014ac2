"""What the reports of one incident agree on and where they do not: every version of every field, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.accounts import Account
from reportedly.incidents.best_toll import Vote
from reportedly.incidents.blame import blame
from reportedly.incidents.changed_minds import ChangedMind, changed_minds
from reportedly.incidents.contradictions import FIGURES, Contradiction, contradictions
from reportedly.incidents.figures import figures
from reportedly.incidents.incident import Incident
from reportedly.incidents.incident_words import summary, title
from reportedly.incidents.matrix import Field, OriginsOf, by_outlet_only, matrix
from reportedly.incidents.means import means
from reportedly.incidents.reported_days import reported_days
from reportedly.incidents.sayings import Saying
from reportedly.incidents.told_values import merged, told_values
from reportedly.incidents.toll_series import TollSeries, toll_series
from reportedly.incidents.toll_statements import toll_statements
from reportedly.incidents.version_origins import version_origins
from reportedly.report import Report

__all__ = ["Agreement", "agreement", "sayings"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that is said of one incident, compared and not decided.

    `fields` hold the versions that reports give as news, `background` those of reports that only recall it: these
    are kept apart and are no confirmation. `contradictions` and `changes` are of `fields`. `title` and `summary` are
    made of the versions alone.
    """

    incident: str
    title: str
    summary: str
    fields: tuple[Field, ...]
    contradictions: tuple[Contradiction, ...]
    changes: tuple[ChangedMind, ...]
    tolls: tuple[TollSeries, ...]
    background: tuple[Field, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, None where nobody tells it."""
        return next((field for field in self.fields if field.name == name), None)


def agreement(incident: Incident, reports: Mapping[str, Report], origins_of: OriginsOf = by_outlet_only) -> Agreement:
    """Compare the accounts of an incident. `reports` are the readings by id, of all its accounts that are to count.

    An account whose report is not among them is left out: this is how an earlier state is shown. `origins_of` tells
    for report ids what their origins are (`incidents.origins.origins`); by default none is known. Deterministic: the
    order of accounts is that of the ledger, and nothing else decides.
    """
    news, recalling = _readings(incident.accounts, reports), _readings(incident.background, reports)
    fields, recalled = (
        matrix(
            one_of_many([s for reading in readings for s in sayings(reading)]),
            version_origins(origins_of, tuple(dict.fromkeys(r.report.id for r in readings)), reports),
        )
        for readings in (news, recalling)
    )
    by_name = {field.name: field for field in fields}
    votes = _votes(news, origins_of)
    tolls = tuple(toll_series(field, votes.get(field.name, ())) for field in fields if field.name in FIGURES)
    return Agreement(
        incident=incident.id,
        title=title(by_name or {field.name: field for field in recalled}, _headlines((*news, *recalling))),
        summary=summary(tolls, by_name.get("responsibility")),
        fields=fields,
        contradictions=contradictions(fields),
        changes=changed_minds(fields),
        tolls=tolls,
        background=recalled,
    )


def sayings(reading: AccountReading) -> list[Saying]:
    """Everything that one report says of the incident, field by field."""
    stated = toll_statements(reading)
    told = figures(reading)
    new = [s for s in stated if not _known(s, told)]
    kept = [s for s in told if not any(_better(n, s) for n in new)]
    return merged([*kept, *new, *told_values(reading), *means(reading), *blame(reading)])


def one_of_many(told: Iterable[Saying]) -> list[Saying]:
    """The sayings, with a single person who is told of ("my brother") marked as a part where others count more."""
    told = list(told)
    most = {s.field: 0 for s in told}
    for s in told:
        if s.count and not s.aside:
            most[s.field] = max(most[s.field], s.count.low or 0)
    return [
        replace(s, aside=True) if s.count and s.count.best == 1 and s.inferred and most[s.field] > 1 else s
        for s in told
    ]


def _known(stated: Saying, told: Iterable[Saying]) -> bool:
    """Whether an event tells the figure already and says as well whose it is."""
    return any(
        stated.field == other.field
        and stated.before is None
        and any(a.overlaps(b) for a in stated.spans[-1:] for b in other.spans)
        and (stated.own or not other.own)
        for other in told
    )


def _better(stated: Saying, told: Saying) -> bool:
    """Whether a statement says of the same words more than the event that counts them does."""
    return stated.field == told.field and any(a.overlaps(b) for a in stated.spans for b in told.spans)


def _readings(accounts: Iterable[Account], reports: Mapping[str, Report]) -> list[AccountReading]:
    there = [account for account in accounts if account.report in reports]
    order = list(dict.fromkeys(account.report for account in there))
    days = reported_days(order, reports)
    return [
        AccountReading(reports[account.report], account, order.index(account.report), days.get(account.report))
        for account in there
    ]


def _headlines(readings: Iterable[AccountReading]) -> list[str]:
    return [r.report.publication.headline.value for r in readings if r.report.publication.headline]


def _votes(readings: Iterable[AccountReading], origins_of: OriginsOf) -> dict[str, list[Vote]]:
    """What each report's toll layer makes of its main incident, by effect; reports of one origin share a vote."""
    readings = [reading for reading in readings if reading.main]
    groups = getattr(origins_of(tuple(r.report.id for r in readings)), "groups", ())
    origin = {report: str(number) for number, group in enumerate(groups) for report in group.reports}
    out: dict[str, list[Vote]] = {}
    for reading in readings:
        for toll in reading.report.tolls or ():
            day = reading.day[0] if reading.day else None
            report = reading.report.id
            vote = Vote(report, toll.best.value, toll.confidence or 0.5, day, origin.get(report, report))
            out.setdefault(toll.effect, []).append(vote)
    return out
