"""Templates of incidents of political violence: what sort of attack, by whom, with what, on whom, as far as it got.

They are the templates of the Fourth Message Understanding Conference (1992): type of incident, perpetrator,
organisation behind it with the firmness with which it is held responsible, physical target, human victim, instrument,
stage. `templates` is a function of a Report and adds nothing to it. Two voices say who fills which role: an encoder
that reads the whole report (`language.backends.incident_reader`), and signs of the parse that were counted
(`claims.filler_signs`). Judges fitted on reports that neither had seen weigh them (`claims.incident_judges`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from reportedly.claims.event_signs import EventSigns
from reportedly.claims.fillers import Candidate, candidates
from reportedly.claims.incident_judges import SEVERAL, Judges, judges, pair_features, type_features
from reportedly.claims.responsible import Certainty, certainty
from reportedly.claims.stage_signs import stage_signs
from reportedly.language.backends.incident_reader import ROLES, TYPES, incident_reader
from reportedly.language.tree import Tree
from reportedly.report import Event, Report, Span

__all__ = ["INCIDENTS", "Fill", "IncidentType", "Role", "Stage", "Template", "templates"]

INCIDENTS = "incidents"
"""The set of weights that the package brings."""

ORGANISATION = ROLES.index("organisation")
_BEHIND = frozenset({ROLES.index("perpetrator"), ORGANISATION})

IncidentType = Literal["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]
Role = Literal["perpetrator", "organisation", "target", "victim", "described victim", "instrument"]
Stage = Literal["accomplished", "attempted", "threatened"]

_TYPES: tuple[IncidentType, ...] = get_args(IncidentType)
_ROLES: tuple[Role, ...] = get_args(Role)
_STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Fill:
    """Who or what fills a role: the words that say it best, all words that do, and how likely it does (0..1).

    `certainty` is set for organisations alone: how firmly the report holds it responsible.
    """

    role: Role
    span: Span
    mentions: tuple[Span, ...]
    confidence: float
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """One incident. `confidence` is how likely the report tells an incident of this type at all; `events` are the

    events of the report that share words with its fills.
    """

    type: IncidentType
    confidence: float
    stage: Stage
    fills: tuple[Fill, ...]
    events: tuple[Event, ...] = ()

    def of(self, role: Role) -> tuple[Fill, ...]:
        """The fills of one role, the likeliest first."""
        return tuple(fill for fill in self.fills if fill.role == role)


Chosen = tuple[Candidate, float]


def templates(report: Report, *, weights: str = INCIDENTS, threads: int = 1) -> list[Template]:
    """The incidents of violence that a report tells; none for one without tokens. Needs the default layers.

    Raises BadModel if there are no such weights, or their bytes are not those on their card.
    """
    if not report.tokens:
        return []
    tree = Tree(report)
    judge, read = judges(weights), incident_reader(weights, threads)(report.text)
    events = EventSigns(tree)
    found = candidates(events, tree, read, judge.filler_signs, judge.triggers)
    weighed = [(candidate, judge.fills(candidate)) for candidate in found]
    signs = judge.report_signs(events.report())
    told = {k: judge.tells(k, type_features(k, read, signs, weighed)) for k in range(len(TYPES))}
    types = [k for k in told if told[k] >= judge.thresholds["type"]]
    if not types:
        return []
    out = []

    def pair(one: Candidate, other: Candidate) -> tuple[float, ...]:
        return pair_features(events, tree, one, other, float(signs[SEVERAL]))

    chosen = best_wordings(weighed, judge.thresholds["fill"])
    for type_ in types:
        mine = of_type(chosen, type_, types, judge.thresholds["type of fill"])
        if mine or told[type_] >= judge.thresholds["type without fills"]:
            out += [
                _template(events, tree, judge, type_, told[type_], incident) for incident in apart(judge, pair, mine)
            ]
    return out


def best_wordings(weighed: Iterable[Chosen], least: float) -> list[Chosen]:
    """The likeliest wording of each filler, likeliest first; what is part of another's words is the same."""
    out: list[Chosen] = []
    for candidate, chance in sorted(weighed, key=lambda pair: -pair[1]):
        if chance < least:
            break
        if not any(_same(candidate, other) for other, _ in out):
            out.append((candidate, chance))
    return out


def _same(one: Candidate, other: Candidate) -> bool:
    if one.role != other.role:
        return False
    padded, within = f" {one.words} ", f" {other.words} "
    return bool(set(one.heads) & set(other.heads)) or padded in within or within in padded


def of_type(chosen: Sequence[Chosen], type_: int, types: Sequence[int], least: float) -> list[Chosen]:
    """The fillers that belong to incidents of a type: it is the likeliest of those told, or likely by itself."""
    return [
        (candidate, chance)
        for candidate, chance in chosen
        if candidate.belongs[type_] >= least or type_ == max(types, key=lambda k: candidate.belongs[k])
    ]


def apart(
    judge: Judges, pair: Callable[[Candidate, Candidate], tuple[float, ...]], mine: Sequence[Chosen]
) -> list[list[Chosen]]:
    """The fillers of each incident of one type: targets, victims and instruments by what stands together, by average

    link; whoever is behind it goes with every incident that it likely belongs to.
    """
    behind = [each for each in mine if each[0].role in _BEHIND]
    groups = [[each] for each in mine if each[0].role not in _BEHIND] or [[]]

    def likeness(some: Sequence[Chosen], others: Sequence[Chosen]) -> float:
        pairs = [judge.together(pair(a, b)) for a, _ in some for b, _ in others]
        return float(np.mean(pairs)) if pairs else 1.0

    while len(groups) > 1:
        best, one, other = max(
            (likeness(a, b), -x, -y) for x, a in enumerate(groups) for y, b in enumerate(groups) if x < y
        )
        if best < judge.thresholds["one incident"]:
            break
        groups[-one] += groups.pop(-other)
    out = []
    for group in groups:
        with_it = [
            each
            for each in behind
            if (here := likeness([each], group)) >= judge.thresholds["behind it"]
            or here == max(likeness([each], other) for other in groups)
        ]
        out.append([*with_it, *group])
    return out


def _template(
    signs: EventSigns, tree: Tree, judge: Judges, type_: int, told: float, incident: Sequence[Chosen]
) -> Template:
    report = tree.report
    fills = []
    for candidate, chance in incident:
        mentions = tuple(dict.fromkeys(tree.span(range(a, b + 1)) for a, b in candidate.places))
        firm = certainty(tree, candidate) if candidate.role == ORGANISATION else None
        fills.append(Fill(_ROLES[candidate.role], mentions[0], mentions, round(chance, 3), firm))
    spans = [span for fill in fills for span in fill.mentions]
    events = tuple(
        event
        for event in report.events or ()
        if event.violent
        and any(
            mine.overlaps(span)
            for participant in event.participants
            for mine in participant.party.spans
            for span in spans
        )
    )
    return Template(_TYPES[type_], round(told, 3), _stage(signs, tree, judge, type_, incident), tuple(fills), events)


def _stage(events: EventSigns, tree: Tree, judge: Judges, type_: int, incident: Sequence[Chosen]) -> Stage:
    """How far the incident got, by counted signs alone: so few are unaccomplished that the encoder learns little."""
    mine = [candidate for candidate, _ in incident if candidate.role != ORGANISATION]
    heads = [head for candidate in mine for head in candidate.heads[:3]]
    signs = stage_signs(events, tree, heads, TYPES[type_], {ROLES[candidate.role] for candidate in mine})
    chances = 1 / (1 + np.exp(-judge.stage_signs(signs)))
    least = judge.thresholds["not accomplished"]
    return _STAGES[1 + int(chances.argmax())] if chances.max() >= least else "accomplished"
