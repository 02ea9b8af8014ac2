"""What a coder changed of an item and has not sent: by field, and only what differs from what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportedly.review.changes import Change
from reportedly.review.item import ItemField

__all__ = ["Draft", "corrections", "shown_of", "spans_of", "value_of", "with_spans", "with_value", "wording"]

Draft = dict[str, Change]
"""Path of a field -> what it should hold."""

Places = tuple[tuple[int, int], ...]
"""(start, end) of words, in code points of the report."""


def with_value(draft: Draft, field: ItemField, value: Any) -> Draft:
    """The draft with another value for this field; its own value again takes the change back."""
    spans = draft[field.path].spans if field.path in draft else None
    return _put(
        draft, field, Change(field.path, None if value == field.value else value, spans, value == field.value)
    )


def with_spans(draft: Draft, field: ItemField, spans: Places) -> Draft:
    """The draft with other words for this field; its own words again take the change back."""
    before = draft.get(field.path, Change(field.path, keep_value=True))
    return _put(draft, field, replace(before, spans=None if spans == _own(field) else spans))


def value_of(draft: Draft, field: ItemField) -> Any:
    """What the field holds with the draft laid over it."""
    change = draft.get(field.path)
    return field.value if change is None or change.keep_value else change.value


def spans_of(draft: Draft, field: ItemField) -> Places:
    """The words it rests on with the draft laid over it."""
    change = draft.get(field.path)
    return _own(field) if change is None or change.spans is None else change.spans


def shown_of(draft: Draft, field: ItemField) -> str:
    """The value as people read it."""
    change = draft.get(field.path)
    return wording(field.shown if change is None or change.keep_value else change.value)


def corrections(draft: Draft, fields: Sequence[ItemField]) -> tuple[Change, ...]:
    """The draft as `review.deciding` takes it, in the order of the fields."""
    return tuple(draft[field.path] for field in fields if field.path in draft)


def wording(value: Any) -> str:
    """ "official_unnamed" as people write it; nothing for what is open."""
    return "" if value is None else str(value).replace("_", " ")


def _own(field: ItemField) -> Places:
    return tuple((span.start, span.end) for span in field.spans)


def _put(draft: Draft, field: ItemField, change: Change) -> Draft:
    left = {path: each for path, each in draft.items() if path != field.path}
    nothing = change.keep_value and change.spans is None
    return left if nothing else left | {field.path: change}
