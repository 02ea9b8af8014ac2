"""The headline facts of an incident: the version to call it by, with who says so and on what it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportedly.export.incident_view import counted, shown_source, toll_note, value_words
from reportedly.web.incident.numbering import Numbering
from reportedly.web.shapes import incident as shapes
from reportedly.web.shapes import said

__all__ = ["FACTS", "facts"]

FACTS = ("what", "day", "place", "killed", "injured", "weapon", "responsibility", "missing", "shot")
"""Fields that head the page, in this order, where they are told."""


def facts(on: Numbering, fields: Sequence[said.IncidentField]) -> Iterator[shapes.IncidentFact]:
    """The headline facts, in the order of FACTS, of fields that the page has."""
    series = {toll.effect: toll for toll in on.view.agreement.tolls}
    by_name = {field.name: field for field in fields}
    for name in FACTS:
        told, shown = on.view.agreement.field(name), by_name.get(name)
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
            contradicted=any(c.field == name for c in on.view.agreement.contradictions),
            who=list(dict.fromkeys(shown_source(on.view, source) for source in chief.sources)),
            counted=counted(chief),
            why=[
                f"{each.root or 'not known whose'}: {_reasons(each)}" if each.reasons else each.root or ""
                for each in version.backing
            ],
        )


def _range(low: int, high: int | None) -> str:
    return str(low) if low == high else f"{low}–{high}" if high is not None else f"{low} or more"


def _reasons(backing: said.OriginLane) -> str:
    many = Counter(reason.says for reason in backing.reasons)
    return "; ".join(f"report {_first(backing.reasons, says)} {says}" for says in many)


def _first(reasons: Iterable[said.OriginReason], says: str) -> str:
    return ", ".join(str(reason.report) for reason in reasons if reason.says == says)
