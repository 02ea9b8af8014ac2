"""An incident as one line of JSON: every version with its words, spans and chain, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from reportedly.export.incident_view import IncidentView, sparing_outlets
from reportedly.export.json_text import json_text

__all__ = ["incident_json"]


def incident_json(view: IncidentView, veil: Callable[[str], str] | None = None) -> str:
    """The incident as one line of JSON, without the line end; `veil` replaces private names in every text of it.

    Spans count code points of the report's text (end-exclusive). Where a veil changed the words of a span, its
    `words` are the veiled ones and its offsets those of the report.
    """
    plain = msgspec.to_builtins(
        {
            "format": "reportedly.incident.v1",
            "id": view.incident.id,
            "as_of": view.as_of,
            "reports": view.lines,
            "origins": {
                "outlets": view.origins.outlets,
                "independent": view.origins.independent,
                "unknown": view.origins.unknown,
                "groups": view.groups,
            },
            "agreement": view.agreement,
            "pairs": [{"reports": [one, other], "pair": pair} for one, other, pair in view.pairs],
        }
    )
    shown = _veiled(plain, sparing_outlets(view, veil)) if veil else plain
    return json_text(shown, compact=True)


def _veiled(value: Any, veil: Callable[[str], str]) -> Any:
    match value:
        case str():
            return veil(value)
        case list() | tuple():
            return [_veiled(each, veil) for each in value]
        case dict():
            return {key: each if key in _IDS else _veiled(each, veil) for key, each in value.items()}
        case _:
            return value


_IDS = frozenset({"id", "report", "event", "claim", "entity", "a", "b", "incident", "format"})
"""Keys that hold ids, which are no words of anybody."""
