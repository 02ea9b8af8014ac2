"""Whom a coder may pick as source or participant: those whom the report itself names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.report import Report
from reportedly.review.item import ItemField, Option

__all__ = ["with_names"]

_PARTIES = re.compile(r"source|(participants|responsibility)\[\d+\]\.party")

_KINDS = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "place": "place",
    "document": "document",
}


def with_names(report: Report, fields: Sequence[ItemField]) -> tuple[ItemField, ...]:
    """The fields, those that hold a party with the names of the report to pick from, most often mentioned first.

    Another name may be typed all the same. The meaning is what kind of thing it is, and how the report describes it.
    """
    entities = [each for each in report.entities or () if each.kind in _KINDS and each.name]
    entities.sort(key=lambda each: (-len(each.mentions), each.span.start))
    seen: dict[str, Option] = {}
    for each in entities:
        described = f": {each.descriptions[0].words}" if each.descriptions else ""
        seen.setdefault(each.name, Option(each.name, f"{_KINDS[each.kind]}{described}"))
    names = tuple(seen.values())
    return tuple(
        replace(each, options=names) if _PARTIES.fullmatch(each.path) and not each.options else each
        for each in fields
    )
