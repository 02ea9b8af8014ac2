"""One JSON object to a Report: a record of somebody's corpus, or a report that reportedly wrote before."""

from __future__ import annotations

import json
from typing import Any

from reportedly import codec
from reportedly.errors import BadInput, BadReport
from reportedly.report import Anchored, Publication, Report, Span
from reportedly.text.dates import iso_date
from reportedly.text.decode import well_formed
from reportedly.text.remarks import Remark

__all__ = ["load_object", "read_record", "stored_report"]

_FIELDS = {
    "headline": ("headline", "title"),
    "url": ("url",),
    "published": ("published", "date", "datePublished", "dct"),
    "outlet": ("outlet", "source"),
    "byline": ("byline", "author", "authors"),
    "language": ("language",),
}
"""Fields of a Publication, and the names under which they are looked for, first name first. "datePublished" is
schema.org's, "dct" TimeML's (document creation time)."""

_TEXT = ("text", "content", "articleBody", "body")
"""Names under which the words of a report are looked for, first name first; the third is schema.org's."""

EXPECTED = (
    'expected an object with at least "text", for example '
    '{"text": "...", "id": "17", "headline": "...", "url": "...", "published": "2024-06-20", "outlet": "..."}'
)


def load_object(line: str) -> dict[str, Any]:
    """The JSON object in a line. Raises BadInput where it is none."""
    try:
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not a line of JSON ({error}): {EXPECTED}") from error
    if not isinstance(record, dict):
        raise BadInput(f"a JSON {type(record).__name__}: {EXPECTED}")
    return record


def stored_report(record: dict[str, Any], line: str) -> Report | None:
    """Text and publication of a report in reportedly's own JSON form; None where the object is not one.

    Layers are left behind: what reads the text next reads it anew. Raises BadInput for one that is broken.
    """
    if not str(record.get("format", "")).startswith("reportedly."):
        return None
    try:
        stored = codec.from_json(line)
    except BadReport as error:
        raise BadInput(f"a stored report that cannot be read: {error}") from error
    return Report.of(stored.text, stored.publication)


def read_record(record: dict[str, Any]) -> tuple[str, Publication, list[Remark]]:
    """The text of a record, what its fields say of its publication, and what could not be read of them.

    Raises BadInput where no field of `_TEXT` is a string.
    """
    text = next((words for name in _TEXT if isinstance(words := record.get(name), str)), None)
    if text is None:
        keys = ", ".join(list(map(str, record))[:12]) or "none"
        raise BadInput(f'the object has no string "text" or "content" (its keys: {keys[:200]}): {EXPECTED}')
    text = well_formed(text)
    remarks: list[Remark] = []
    found: dict[str, Any] = {}
    for field, names in _FIELDS.items():
        for name in names:
            value = _words(record.get(name))
            if field == "published" and value and (day := iso_date(value)) is None:
                remarks.append(
                    Remark(
                        "publication.date-unreadable",
                        f"the field {name!r} is {value[:64]!r}, no full date that reads one way only",
                        "write it as 2024-06-20, or give the date with --published",
                    )
                )
                continue
            if value:
                value = day if field == "published" and day else value
                found[field] = _anchored(text, field, value, name)
                break
    return text, Publication(**found), remarks


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return well_formed(" ".join(value.split())) if isinstance(value, str) else ""


def _anchored(text: str, field: str, value: str, name: str) -> Anchored[str]:
    start = len(text) - len(text.lstrip())
    opens = (
        field == "headline" and text.startswith(value, start) and text[start + len(value) :][:1] in {"", "\n", "\r"}
    )
    spans = (Span(start, start + len(value), value),) if opens else ()
    return Anchored(value, spans, f"json field {name}")
