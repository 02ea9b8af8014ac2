"""Incidents as JSON lines, one report a line: templates of MUC-4, each fill with its words and where they stand."""

from __future__ import annotations

import json
from typing import Any

from reportedly.claims.templates import Fill, Template, templates
from reportedly.export.wording import heading
from reportedly.report import Report, Span

__all__ = ["line", "record"]

SLOTS = {
    "perpetrators": "perpetrator",
    "organisations": "organisation",
    "targets": "target",
    "victims": "victim",
    "described_victims": "described victim",
    "instruments": "instrument",
}


def line(report: Report) -> str:
    """`record` as one line of JSON, with its line end."""
    return json.dumps(record(report), ensure_ascii=False) + "\n"


def record(report: Report) -> dict[str, Any]:
    """The report's id, outlet, headline and date, and its templates, which may be none.

    Every fill has `words` with `start` and `end` (code points), all `mentions` as such pairs, and `confidence`; an
    organisation has `responsibility` too: fact, accused, claimed or possible. `events` are ids of the report's.
    """
    publication = report.publication
    return {
        "report": report.id,
        "headline": heading(report).title,
        "outlet": publication.outlet.value if publication.outlet else None,
        "published": publication.published.value if publication.published else None,
        "location": publication.location,
        "templates": [_template(each) for each in templates(report)],
    }


def _template(template: Template) -> dict[str, Any]:
    slots = {name: [_fill(fill) for fill in template.fills if fill.role == role] for name, role in SLOTS.items()}
    return {
        "type": template.type,
        "confidence": template.confidence,
        "stage": template.stage,
        **slots,
        "events": [event.id for event in template.events],
    }


def _fill(fill: Fill) -> dict[str, Any]:
    out: dict[str, Any] = {**_place(fill.span), "confidence": fill.confidence}
    if fill.certainty:
        out["responsibility"] = fill.certainty
    out["mentions"] = [[span.start, span.end] for span in fill.mentions]
    return out


def _place(span: Span) -> dict[str, Any]:
    return {"words": span.words, "start": span.start, "end": span.end}
