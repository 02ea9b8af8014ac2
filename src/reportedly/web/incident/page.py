"""An opened incident as its page gets it: the view of the terminal and the static page, with reports by number."""

from __future__ import annotations

from reportedly.derive.around import Around
from reportedly.derive.opened import Opened
from reportedly.export.incident_view import IncidentView, clue_words, shown_source
from reportedly.export.wording import tally
from reportedly.incidents.matrix import Counted
from reportedly.web.incident.beside import account, decisions, leads
from reportedly.web.incident.facts import facts
from reportedly.web.incident.numbering import Numbering
from reportedly.web.incident.places import places
from reportedly.web.incident.tolls import conflicts, toll
from reportedly.web.incident.versions import field_of
from reportedly.web.shapes import incident as shapes
from reportedly.web.shapes import said

__all__ = ["incident_page"]


def incident_page(
    found: Opened, view: IncidentView, beside: Around | None, *, behind: bool, masked: bool = False
) -> shapes.IncidentPage:
    """Everything that the page shows. `beside` is None for an earlier moment: only what was said is shown."""
    return _page(Numbering(found, view), beside, behind=behind, masked=masked)


def _page(on: Numbering, beside: Around | None, *, behind: bool, masked: bool) -> shapes.IncidentPage:
    view, agreement = on.view, on.view.agreement
    accounts = [*((a, "news") for a in on.found.incident.accounts)]
    accounts += [(a, "background") for a in on.found.incident.background]
    fields = [field_of(on, field, news=True) for field in agreement.fields]
    recalled = [field_of(on, field, news=False) for field in agreement.background]
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
        facts=list(facts(on, fields)),
        voices=on.voices,
        reports=_reports(on),
        origins=[on.lane(group) for group in view.groups],
        copies=[
            shapes.CopyEdge(
                a=on.number[link.a],
                b=on.number[link.b],
                kind=link.kind,
                score=link.score,
                reason=on.numbered(link.reason),
            )
            for link in on.found.links
            if link.a in on.number and link.b in on.number
        ],
        fields=fields,
        background=recalled,
        tolls=[toll(on, series) for series in agreement.tolls],
        contradictions=list(conflicts(on)),
        changes=[
            shapes.ChangedMind(
                field=change.field,
                source=shown_source(view, change.source),
                how=change.how,
                was=change.was,
                now=change.now,
                sentence=on.numbered(change.sentence),
                before=on.number[change.before.report] if change.before else None,
                after=on.number[change.after.report],
            )
            for change in agreement.changes
        ],
        places=list(places(on)),
        pairs=[
            shapes.IncidentPair(one=one, other=other, score=pair.score, verdict=pair.verdict, clues=clue_words(pair))
            for one, other, pair in view.pairs
        ],
        leads=leads(on, beside) if beside else [],
        sentences=[
            said.IncidentSentence(report=on.number[report], start=span.start, end=span.end, words=span.words)
            for report, span in on.sentences.taken
        ],
        accounts=[account(on, each, role) for each, role in accounts if each.report in on.number],
        decisions=list(decisions(on, beside)) if beside else [],
    )


def _reports(on: Numbering) -> list[shapes.IncidentReport]:
    lane_of = {report: n for n, group in enumerate(on.view.groups) for report in group.reports}
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
        for line in on.view.lines
    ]


def _counted(origins: Counted) -> str:
    known = f"{tally(origins.outlets, 'outlet')}, {tally(origins.independent, 'origin')}"
    return known + (f", {origins.unknown} unknown" if origins.unknown else "")
