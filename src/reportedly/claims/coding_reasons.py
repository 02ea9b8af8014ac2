"""The sentence that says why an event is coded as it is, or why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.report import Coding, Ground, Lack

__all__ = ["reason"]

_LACKS: dict[Lack, str] = {
    "type": "no rule of the codebook applies to it",
    "actual": "it is not told as having happened",
    "once": "it is not told as one occurrence",
    "new": "it is recalled and not the report's news",
    "day": "no range of days is known for it",
    "place": "no place is told for it",
}
_SHOWN = 3
"""Words shown for one ground."""


def reason(coding: Coding, first: Coding | None = None) -> str:
    """Why this coding is as it is; `first` is the coding of the same incident that stands for it."""
    what = coding.subtype or coding.type
    said = (
        f"{what}: {_grounds(coding.grounds)}" if what else f"“{coding.span.words}” is of no type of {coding.codebook}"
    )
    if first is not None:
        whole = f"{first.subtype or first.type} “{first.span.words}”"
        return f"{said}; not codable by itself, because it is part of the {whole}"
    if coding.codable and coding.supplied:
        said = f"{said}; codable with {_and([_lent(ground) for ground in coding.supplied])}"
    missing = [_LACKS[lack] for lack in coding.lacks if what or lack != "type"]
    return f"{said}; not codable, because {_and(missing)}" if missing and what else said


def _lent(ground: Ground) -> str:
    """A day or place that the event's own clause does not tell, with where it is from."""
    return f"the {ground.field} “{ground.value.value}” of {_FROM.get(ground.value.inferred or '', 'elsewhere')}"


_FROM = {
    "told with it": "an event told with it",
    "the place of the sentence before": "the sentence before",
    "the headline": "the headline",
    "the dateline": "the dateline",
    "told of another event of the incident": "another event of the incident",
}


def _grounds(grounds: Sequence[Ground]) -> str:
    """Each field with its values and their words; a value that is its own word is not said twice."""
    fields: dict[str, list[str]] = {}
    for ground in grounds:
        value, spans = ground.value.value, ground.value.spans[:_SHOWN]
        words = ", ".join(f"“{span.words}”" for span in spans)
        same = bool(spans) and all(value.casefold() in span.words.casefold() for span in spans)
        said = words if same else f"{value} ({words})" if words else value
        name = ground.field.replace("_", " ")
        fields.setdefault(f"another event’s {name}" if ground.of else name, []).append(said)
    return _and([f"{name} is {_and(list(dict.fromkeys(said)))}" for name, said in fields.items()])


def _and(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
