"""An opened incident as its page gets it: the view of the terminal and the static page, with reports by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.derive.around import Around
from reportedly.derive.opened import Opened
from reportedly.export.incident_view import (
    LEAST,
    IncidentView,
    clue_words,
    counted,
    label,
    shown_source,
    side,
    told_by,
    toll_note,
    value_words,
)
from reportedly.export.wording import tally
from reportedly.incidents.accounts import Account
from reportedly.incidents.matrix import Counted, Field, Version
from reportedly.incidents.origins import OriginGroup, Origins
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.incidents.toll_series import TollSeries
from reportedly.incidents.version_origins import version_origins
from reportedly.report import Span
from reportedly.web.sentences import Sentences
from reportedly.web.shapes import incident as shapes

__all__ = ["incident_page"]

FACTS = ("what", "day", "place", "killed", "injured", "weapon", "responsibility", "missing", "shot")
"""Fields that head the page, in this order, where they are told."""


def incident_page(
    found: Opened, view: IncidentView, beside: Around | None, *, behind: bool, masked: bool = False
) -> shapes.IncidentPage:
    """Everything that the page shows. `beside` is None for an earlier moment: only what was said is shown."""
    return _Page(found, view).page(beside, behind=behind, masked=masked)


class _Page:
    """Makes the parts; knows the number of each report and the voice of each source."""

    def __init__(self, found: Opened, view: IncidentView) -> None:
        self.found, self.view = found, view
        self.number = {line.id: line.number for line in view.lines}
        self.voices, self.number_of = _voices(view)
        self.sentences = Sentences(found.reports)
        self.parties: list[str] = []
        news, recalled = found.incident.accounts, found.incident.background
        self.news, self.recalled = (
            version_origins(
                found.origins_of,
                tuple(dict.fromkeys(a.report for a in accounts if a.report in found.reports)),
                found.reports,
            )
            for accounts in (news, recalled)
        )

    def page(self, beside: Around | None, *, behind: bool, masked: bool) -> shapes.IncidentPage:
        view, agreement = self.view, self.view.agreement
        accounts = [*((a, "news") for a in self.found.incident.accounts)]
        accounts += [(a, "background") for a in self.found.incident.background]
        fields = [self.matrix(field, news=True) for field in agreement.fields]
        recalled = [self.matrix(field, news=False) for field in agreement.background]
        news = sum(line.role == "news" for line in view.lines)
        return shapes.IncidentPage(
            id=view.incident.id,
            title=agreement.title,
            summary=agreement.summary,
            as_of=view.as_of,
            behind=behind,
            masked=masked,
            news=news,
            outlets=view.origins.outlets,
            independent=view.origins.independent,
            unknown=view.origins.unknown,
            counted=f"{tally(news, 'report')}, {_counted(view.origins)}",
            facts=list(self.facts(fields)),
            voices=self.voices,
            reports=self.reports(),
            origins=[self.lane(group) for group in view.groups],
            copies=[
                shapes.CopyEdge(
                    a=self.number[link.a],
                    b=self.number[link.b],
                    kind=link.kind,
                    score=link.score,
                    reason=self.numbered(link.reason),
                )
                for link in self.found.links
                if link.a in self.number and link.b in self.number
            ],
            fields=fields,
            background=recalled,
            tolls=[self.toll(series) for series in agreement.tolls],
            contradictions=list(self.opposed()),
            changes=[
                shapes.ChangedMind(
                    field=change.field,
                    source=shown_source(view, change.source),
                    how=change.how,
                    was=change.was,
                    now=change.now,
                    sentence=self.numbered(change.sentence),
                    before=self.number[change.before.report] if change.before else None,
                    after=self.number[change.after.report],
                )
                for change in agreement.changes
            ],
            places=list(self.places()),
            pairs=[
                shapes.IncidentPair(
                    one=one, other=other, score=pair.score, verdict=pair.verdict, clues=clue_words(pair)
                )
                for one, other, pair in view.pairs
            ],
            leads=self.leads(beside) if beside else [],
            sentences=[
                shapes.IncidentSentence(report=self.number[report], start=span.start, end=span.end, words=span.words)
                for report, span in self.sentences.taken
            ],
            accounts=[self.account(each, role) for each, role in accounts if each.report in self.number],
            decisions=list(self.decisions(beside)) if beside else [],
        )

    def numbered(self, sentence: str) -> str:
        for report, number in self.number.items():
            shown = f"report {number}"
            sentence = sentence.replace(f"report {report}", shown).replace(report, shown)
        return sentence

    def reports(self) -> list[shapes.IncidentReport]:
        lane_of = {report: n for n, group in enumerate(self.view.groups) for report in group.reports}
        return [
            shapes.IncidentReport(
                number=line.number,
                id=line.id,
                role="news" if line.role == "news" else "background",
                outlet=line.outlet,
                published=line.published,
                day=line.day,
                day_known_by=line.day_known_by,
                headline=line.headline,
                url=line.url,
                credits=list(line.credits),
                lane=lane_of.get(line.id),
            )
            for line in self.view.lines
        ]

    def lane(self, group: OriginGroup) -> shapes.OriginLane:
        return shapes.OriginLane(
            root=self.numbered(group.root) if group.root else None,
            kind=group.kind,
            reports=[self.number[report] for report in group.reports if report in self.number],
            reasons=[
                shapes.OriginReason(report=self.number[reason.report], says=self.numbered(reason.says))
                for reason in group.reasons
                if reason.report in self.number
            ],
        )

    def backing(self, version: Version, *, news: bool) -> list[shapes.OriginLane]:
        behind = (self.news if news else self.recalled)(version.sayings)
        return [self.lane(group) for group in behind.groups] if isinstance(behind, Origins) else []

    def matrix(self, field: Field, *, news: bool) -> shapes.IncidentField:
        versions = [
            shapes.IncidentVersion(
                value=value_words(version),
                denied=version.denied,
                aside=version.aside,
                kind=version.kind,
                party=self.party(version),
                private=any(saying.private for saying in version.sayings),
                outlets=version.outlets,
                independent=version.independent,
                unknown=version.unknown,
                counted=counted(version),
                first=version.first,
                last=version.last,
                against=sorted({c.other if c.one == n else c.one for c in self.view.flags(field, n)} if news else ()),
                sayings=[self.said(saying) for saying in version.sayings],
                backing=self.backing(version, news=news),
            )
            for n, version in enumerate(field.versions)
        ]
        return shapes.IncidentField(name=field.name, label=label(field), versions=versions)

    def party(self, version: Version) -> str | None:
        """Who is held to answer, by one name for all versions of the party."""
        first = version.sayings[0]
        if first.field != "responsibility" or first.party is None:
            return None
        name = first.party.name
        known = next((each for each in self.parties if same_party(each, name)), None)
        if known is None:
            self.parties.append(name)
        return known or name

    def said(self, saying: Saying) -> shapes.IncidentSaying:
        last = saying.chain[-1]
        return shapes.IncidentSaying(
            report=self.number[saying.report],
            voice=self.number_of[_source(saying)],
            own=saying.own,
            told_by=told_by(saying),
            chain=[
                shapes.SaidBy(name=link.holder.name, kind=link.holder.kind, stance=link.stance, status=link.status)
                for link in saying.chain
            ],
            firmness=_firmness(saying),
            spans=[_words(span) for span in saying.spans],
            sentences=self.sentences.of(saying.report, saying.spans),
            inferred=saying.inferred,
            private=saying.private,
            by=saying.by,
            claim=last.claim,
            event=saying.event,
        )

    def facts(self, fields: Sequence[shapes.IncidentField]) -> Iterator[shapes.IncidentFact]:
        series = {toll.effect: toll for toll in self.view.agreement.tolls}
        by_name = {field.name: field for field in fields}
        for name in FACTS:
            told, shown = self.view.agreement.field(name), by_name.get(name)
            if told is None or shown is None:
                continue
            chief = told.chief
            at = next((n for n, version in enumerate(told.versions) if version is chief), None)
            if chief is None or at is None:
                continue
            version, toll = shown.versions[at], series.get(name)
            value, note = value_words(chief), None
            if toll is not None and toll.low is not None:
                value = _range(toll.low, toll.high)
                note = toll_note(toll)
            others = sum(not each.aside for each in told.versions) - 1
            yield shapes.IncidentFact(
                field=name,
                label=shown.label,
                value=value,
                chief=value_words(chief),
                note=note,
                version=at,
                others=others,
                contradicted=any(c.field == name for c in self.view.agreement.contradictions),
                who=list(dict.fromkeys(shown_source(self.view, source) for source in chief.sources)),
                counted=counted(chief),
                why=[
                    f"{each.root or 'not known whose'}: {_reasons(each)}" if each.reasons else each.root or ""
                    for each in version.backing
                ],
            )

    def toll(self, series: TollSeries) -> shapes.IncidentToll:
        field = self.view.agreement.field(series.effect)
        at = {id(s): n for n, v in enumerate(field.versions if field else ()) for s in v.sayings}
        moved = {
            id(change.after): f"{change.how} from {change.was}"
            for change in self.view.agreement.changes
            if change.field == series.effect
        }
        return shapes.IncidentToll(
            effect=series.effect,
            low=series.low,
            best=series.best,
            high=series.high,
            note=toll_note(series),
            figures=[
                shapes.TollFigure(
                    day=point.day,
                    low=point.low,
                    best=point.best,
                    high=point.high,
                    shown=str(point.saying.count) if point.saying.count else point.saying.value,
                    voice=self.number_of[_source(point.saying)],
                    own=point.saying.own,
                    told_by=told_by(point.saying),
                    report=self.number[point.saying.report],
                    version=at.get(id(point.saying)),
                    spans=[_words(span) for span in point.saying.spans],
                    changed=moved.get(id(point.saying)),
                )
                for point in series.points
            ],
        )

    def opposed(self) -> Iterator[shapes.IncidentConflict]:
        by_name = {field.name: field for field in self.view.agreement.fields}
        for each in self.view.agreement.contradictions:
            field = by_name[each.field]
            one, other = field.versions[each.one], field.versions[each.other]
            yield shapes.IncidentConflict(
                field=each.field,
                label=label(field),
                one=each.one,
                other=each.other,
                rule=each.rule,
                sentence=self.numbered(each.sentence),
                side=side(self.view, one),
                against=side(self.view, other),
            )

    def places(self) -> Iterator[shapes.IncidentPlace]:
        field = self.view.agreement.field("place")
        for number, version in enumerate(field.versions if field else ()):
            told = next((s.place for s in version.sayings if s.place and s.place.resolved), None)
            meant = told.resolved if told else None
            place = (meant.place or meant.within) if meant else None
            yield shapes.IncidentPlace(
                version=number,
                name=version.value,
                described=told.described if told else version.value,
                kind=place.kind if place else None,
                country=place.country if place else None,
                latitude=place.latitude if place else None,
                longitude=place.longitude if place else None,
                radius_km=place.radius_km if place else None,
                somewhere=bool(told and meant and (told.resolved_by or meant.place is None)),
                score=meant.score if meant else None,
                independent=version.independent,
                outlets=version.outlets,
            )

    def leads(self, beside: Around) -> list[shapes.IncidentLead]:
        reports = {a.id: a.report for a in (*self.found.incident.accounts, *self.found.incident.background)}
        return [
            shapes.IncidentLead(
                own=lead.own,
                own_report=self.number.get(reports[lead.own], 0),
                account=lead.account,
                incident=lead.row["id"],
                title=lead.row["title"],
                day_from=lead.row["day_from"],
                day_to=lead.row["day_to"],
                place=lead.row["place"],
                reports=lead.row["reports"] or 0,
                origins=lead.row["origins"] or 0,
                headline=lead.headline,
                outlet=lead.outlet,
                score=lead.pair.score,
                verdict=lead.pair.verdict,
                clues=[
                    ("against: " if clue.score < 0 else "") + clue.sentence
                    for clue in lead.pair.clues
                    if abs(clue.score) > LEAST or clue.name in ("judgement", "veto", "copy")
                ],
            )
            for lead in beside.leads
        ]

    def account(self, account: Account, role: str) -> shapes.IncidentAccount:
        return shapes.IncidentAccount(
            id=account.id,
            report=self.number[account.report],
            role="news" if role == "news" else "background",
            day_from=account.day_from,
            day_to=account.day_to,
            place=account.site.name if account.site else None,
            killed=account.killed.best if account.killed else None,
            injured=account.injured.best if account.injured else None,
        )

    def decisions(self, beside: Around) -> Iterator[shapes.IncidentDecision]:
        reports = {a.id: a.report for a in (*self.found.incident.accounts, *self.found.incident.background)}
        made = []
        for judged in beside.judged:
            row = judged.row
            sides = [self.named(row[side], reports) for side in "ab"]
            said = _VERDICTS.get(row["verdict"], row["verdict"]).format(*sides)
            made.append(
                shapes.IncidentDecision(
                    sequence=row["sequence"],
                    what="judgement",
                    verdict="withdrawn" if row["withdrawn"] else row["verdict"],
                    sentence=f"taken back: {said}" if row["withdrawn"] else said,
                    a=row["a"],
                    b=row["b"],
                    author=row["author"],
                    reason=row["reason"],
                    at=row["at"],
                    in_force=judged.in_force,
                )
            )
        for each in beside.corrections:
            made.append(
                shapes.IncidentDecision(
                    sequence=each.sequence or 0,
                    what="correction",
                    verdict="corrected",
                    sentence=f"{each.field} of {each.annotation} in {self.named(each.report, reports)} corrected",
                    a=each.report,
                    b=each.annotation,
                    author=each.author,
                    reason=each.reason,
                    at=each.at,
                    in_force=True,
                )
            )
        yield from sorted(made, key=lambda decision: -decision.sequence)

    def named(self, id: str, reports: Mapping[str, str]) -> str:
        number = self.number.get(reports.get(id, id))
        return f"report {number}" if number else f"{id[:10]} of another incident" if id[:1] == "a" else id[:10]


_VERDICTS = {
    "same": "{} and {} tell of one incident",
    "different": "{} and {} tell of two incidents",
    "unsure": "{} and {}: left open",
    "copy": "of {} and {}, one takes from the other",
    "independent": "{} and {} do not take from each other",
    "same_person": "{} and {} are one",
    "different_people": "{} and {} are two",
}


_HELD = {"believed": "uncertain", "unknown": "uncertain"}


def _words(span: Span) -> shapes.SaidWords:
    return shapes.SaidWords(start=span.start, end=span.end, words=span.words)


def _firmness(saying: Saying) -> shapes.Firmness:
    if saying.denied or saying.kind == "denied":
        return "denied"
    status = _HELD.get(saying.chain[-1].status or "asserted", saying.chain[-1].status or "asserted")
    distant = any(link.stance in ("distancing", "rejecting") for link in saying.chain[:-1])
    return "doubted" if status == "asserted" and distant else status  # type: ignore[return-value]


def _source(saying: Saying) -> str:
    return "" if saying.own else saying.source


def _voices(view: IncidentView) -> tuple[list[shapes.IncidentVoice], dict[str, int]]:
    """The sources, most reports first, names that are one together; "" is the outlets in their own voice."""
    fields = (*view.agreement.fields, *view.agreement.background)
    sayings = [saying for field in fields for version in field.versions for saying in version.sayings]
    reports: dict[str, set[str]] = {}
    for saying in sayings:
        reports.setdefault(_source(saying), set()).add(saying.report)
    kinds: list[list[str]] = []
    for name in sorted((n for n in reports if n), key=lambda n: (-len(reports[n]), -len(n), n)):
        same = next((kind for kind in kinds if same_party(kind[0], name)), None)
        if same is None:
            kinds.append([name])
        else:
            same.append(name)
    voices = [shapes.IncidentVoice(number=0, name="outlets themselves", reports=len(reports.get("", ())))]
    number_of = {"": 0}
    for number, names in enumerate(kinds, 1):
        number_of.update(dict.fromkeys(names, number))
        many = len(set().union(*(reports[name] for name in names)))
        voices.append(shapes.IncidentVoice(number=number, name=names[0], reports=many))
    return voices, number_of


def _counted(origins: Counted) -> str:
    known = f"{tally(origins.outlets, 'outlet')}, {tally(origins.independent, 'origin')}"
    return known + (f", {origins.unknown} unknown" if origins.unknown else "")


def _range(low: int, high: int | None) -> str:
    return str(low) if low == high else f"{low}–{high}" if high is not None else f"{low} or more"


def _reasons(backing: shapes.OriginLane) -> str:
    many = Counter(reason.says for reason in backing.reasons)
    return "; ".join(f"report {_first(backing.reasons, says)} {says}" for says in many)


def _first(reasons: Iterable[shapes.OriginReason], says: str) -> str:
    return ", ".join(str(reason.report) for reason in reasons if reason.says == says)
