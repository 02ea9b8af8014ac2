"""A toll over time, and where figures and other versions exclude each other, as the page gets them."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.incident_view import label, side, told_by, toll_note
from reportedly.incidents.toll_series import TollSeries
from reportedly.web.incident.numbering import Numbering, source_of
from reportedly.web.incident.versions import words_of
from reportedly.web.shapes import incident as shapes

__all__ = ["conflicts", "toll"]


def toll(on: Numbering, series: TollSeries) -> shapes.IncidentToll:
    """A toll with every figure, its source and words, and how its source came to it."""
    field = on.view.agreement.field(series.effect)
    at = {id(s): n for n, v in enumerate(field.versions if field else ()) for s in v.sayings}
    moved = {
        id(change.after): f"{change.how} from {change.was}"
        for change in on.view.agreement.changes
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
                voice=on.number_of[source_of(point.saying)],
                own=point.saying.own,
                told_by=told_by(point.saying),
                report=on.number[point.saying.report],
                version=at.get(id(point.saying)),
                spans=[words_of(span) for span in point.saying.spans],
                changed=moved.get(id(point.saying)),
            )
            for point in series.points
        ],
    )


def conflicts(on: Numbering) -> Iterator[shapes.IncidentConflict]:
    """Versions that cannot both be so, in words."""
    by_name = {field.name: field for field in on.view.agreement.fields}
    for each in on.view.agreement.contradictions:
        field = by_name[each.field]
        one, other = field.versions[each.one], field.versions[each.other]
        yield shapes.IncidentConflict(
            field=each.field,
            label=label(field),
            one=each.one,
            other=each.other,
            rule=each.rule,
            sentence=on.numbered(each.sentence),
            side=side(on.view, one),
            against=side(on.view, other),
        )
