"""Corrections as a coder gives them, and as the ledger takes them: values that people write, and words they mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from reportedly.errors import BadCorrection
from reportedly.layers.claims import Claim
from reportedly.layers.events import Event
from reportedly.ontology.events import event_types
from reportedly.report import Report
from reportedly.review.claim_item import claim_fields
from reportedly.review.event_item import event_fields
from reportedly.review.item import Item, ItemField
from reportedly.store.corrections import Correction, corrected
from reportedly.values.time import TimeValue

__all__ = ["Change", "changed_fields", "field_values", "values_of"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one field should hold. `spans` are (start, end) of other words, None to keep those it has; with
    `keep_value` only the words change."""

    field: str
    value: Any = None
    spans: tuple[tuple[int, int], ...] | None = None
    keep_value: bool = False

    def to_json(self, text: str) -> dict[str, Any]:
        """For the record, with the words of the report's `text`."""
        marked = None if self.spans is None else [_marked(text, start, end) for start, end in self.spans]
        return {"field": self.field, "value": self.value, "spans": marked, "keep_value": self.keep_value}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Change:
        """What `to_json` gave."""
        spans = said["spans"]
        marked = None if spans is None else tuple((each["start"], each["end"]) for each in spans)
        return cls(said["field"], said["value"], marked, said["keep_value"])


def _marked(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "words": text[start:end]}


def changed_fields(report: Report, item: Item, changes: Sequence[Change]) -> list[Change]:
    """The corrections that the ledger is to enter, in an order in which each fits. Raises BadCorrection.

    A day is written 2031-05-02 or 2031-05-02/2031-05-04, a number is a number, content is given by its words. Where
    another type of event does not have its mode, the mode is emptied with it.
    """
    by_path = {field.path: field for field in item.fields}
    out = []
    for each in changes:
        field = by_path.get(each.field.split(".")[0]) or by_path.get(each.field)
        if field is None or field.editable == "no":
            raise BadCorrection(
                f"{each.field} is no field of this item that can be corrected; there are "
                f"{', '.join(path for path, one in by_path.items() if one.editable != 'no')}"
            )
        out.append(_meant(report, field, each))
    named = {each.field for each in out}
    kind = next((each.value for each in out if each.field == "type"), None)
    mode = by_path.get("mode")
    if kind is not None and "mode" not in named and mode is not None and mode.value is not None:
        modes = event_types()[kind].modes if kind in event_types() else frozenset()
        if mode.value not in modes:
            out.append(Change("mode", None))
    if len(named) < len(changes):
        raise BadCorrection("a field was corrected twice in one decision: give each once")
    return out


def _meant(report: Report, field: ItemField, change: Change) -> Change:
    value = field.value if change.keep_value else change.value
    spans = change.spans
    if field.path == "content":
        if not spans:
            raise BadCorrection("content is corrected by its words: give `spans`, one or more")
        pieces = sorted(report.span(start, end) for start, end in spans)
        return Change("content", msgspec.to_builtins(pieces))
    if field.path == "cue":
        if not spans:
            raise BadCorrection("a cue is corrected by its words: give `spans`")
        return Change("cue.lemma", field.value, spans)
    if field.path == "type" and value not in event_types():
        raise BadCorrection(f"type cannot be {value!r}: there are {', '.join(event_types())}")
    if field.path == "time" and isinstance(value, str):
        value = _time(value)
    if field.path.endswith(".count") and isinstance(value, int | str) and not isinstance(value, bool):
        value = _count(value)
    if field.path == "place" and change.keep_value:
        return Change("place.name", value, spans)
    return Change(change.field, value, spans)


def _time(said: str) -> dict[str, Any]:
    match = re.fullmatch(r"\s*(\d{4}-\d\d-\d\d)?\s*(/)?\s*(\d{4}-\d\d-\d\d)?\s*", said)
    try:
        if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
            raise ValueError
        first, last = match[1], match[3] if match[2] else match[1]
        if first and last and date.fromisoformat(first) > date.fromisoformat(last):
            raise ValueError
    except ValueError:
        raise BadCorrection(f"time cannot be {said!r}: write it as 2031-05-02 or 2031-05-02/2031-05-04") from None
    value = TimeValue("DATE", first if first == last else None, first, last, "absolute", "written by an analyst")
    made: dict[str, Any] = msgspec.to_builtins(value)
    return made


def _count(said: int | str) -> dict[str, Any]:
    if isinstance(said, str):
        match = re.fullmatch(r"\s*(\d+)\s*", said)
        if match is None:
            raise BadCorrection(f"a number cannot be {said!r}: write it in figures, such as 12")
        said = int(match[1])
    if said < 0:
        raise BadCorrection(f"nobody counts {said}: give a number from 0")
    return {"low": said, "high": said, "bound": "exact", "best": said}


def values_of(fields: Sequence[ItemField]) -> dict[str, Any]:
    """What fields hold, for the record: path -> value and the (start, end) of its words."""
    return {f.path: {"value": f.value, "spans": [[s.start, s.end] for s in f.spans]} for f in fields}


def field_values(report: Report, item: Item, changes: Sequence[Change], author: str) -> dict[str, Any]:
    """What the fields that these corrections change would hold after them. Raises what correcting raises."""
    for each in changed_fields(report, item, changes):
        correction = Correction(
            report=report.id,
            annotation=str(item.annotation),
            field=each.field,
            value=each.value,
            spans=each.spans,
            author=author,
            reason="to see",
        )
        report = corrected(report, correction)
    annotation = next(each for each in report.annotations() if each.id == item.annotation)
    fields: Sequence[ItemField] = ()
    if isinstance(annotation, Claim):
        fields = claim_fields(annotation)
    elif isinstance(annotation, Event):
        fields = event_fields(annotation)
    before, now = values_of(item.fields), values_of(fields)
    return {path: held for path, held in now.items() if before.get(path) != held}
