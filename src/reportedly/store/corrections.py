"""A correction: one field of one annotation, as a person says it should be, laid over what was read.

The field keeps the characters it was read from, or is given others of the same text; `inferred` says who corrected
it, and the annotation's `origin` becomes the analyst. Nothing else of the reading changes. A correction of the field
`rejected` leaves the annotation out (`rejecting`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from reportedly.errors import BadCorrection, BadReport, UnknownId
from reportedly.layers.anchoring import Anchored, Annotation, Origin, Span, annotation_id
from reportedly.report import Issue, Report
from reportedly.store import rejecting

__all__ = ["Correction", "corrected", "laid_over"]

STAGE = "store.corrections.v1"

_FIXED = frozenset({"id", "span", "origin"})
"""What makes an annotation that one: another id, place or reader is another annotation, not a correction of this."""

_PART = re.compile(r"([A-Za-z_]\w*)((?:\[\d+\])*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says one field should hold.

    `field` is a path: "status", "source.name", "quantities[0].count"; `Anchored` is stepped through and not named.
    `value` is in the form that the report's JSON has. `spans` are the (start, end) of other words for it, None to
    keep those it has. `sequence` is the place in the ledger's order; `at` (ISO 8601 UTC) only informs.
    """

    report: str
    annotation: str
    field: str
    value: Any
    author: str
    reason: str
    spans: tuple[tuple[int, int], ...] | None = None
    sequence: int = 0
    supersedes: int | None = None
    at: str = ""


def corrected(report: Report, correction: Correction) -> Report:
    """The report with this correction laid over it, and checked. Raises BadCorrection, UnknownId."""
    old = next((each for each in report.annotations() if each.id == correction.annotation), None)
    if old is None:
        raise UnknownId(f"no annotation has the id {correction.annotation!r} in report {report.id}")
    if correction.field == rejecting.FIELD:
        out = rejecting.without(report, old, correction.value, correction.author, correction.reason, STAGE)
        out.verify()
        return out
    path = _path(correction.field)
    if path[0] in _FIXED:
        raise BadCorrection(
            f"{path[0]} of {old.id} is what makes it that annotation and cannot be corrected; correct the "
            "field that is wrong"
        )
    spans = None if correction.spans is None else tuple(report.span(start, end) for start, end in correction.spans)
    put = _Put(f"{old.id}.{correction.field}", correction.value, spans, f"corrected by {correction.author}")
    new: Annotation = put.into(old, type(old), path)
    rule = f"correction of {correction.field}; read by {old.origin.by}"
    new = replace(new, origin=Origin(f"analyst:{correction.author}", rule))
    out = _replaced(report, old, new)
    try:
        out.verify()
    except BadReport as error:
        raise BadCorrection(f"{old.id}.{correction.field} cannot be {correction.value!r}: {error}") from error
    return out


def laid_over(report: Report, corrections: Iterable[Correction]) -> tuple[Report, tuple[Correction, ...]]:
    """The report with these corrections, in the order of their sequence, and those that no longer find their place.

    The latter are for a person to review; each leaves an Issue in the report. Rejections come last, so that no
    correction made before one has lost its place.
    """
    left = []
    for correction in sorted(corrections, key=lambda each: (each.field == rejecting.FIELD, each.sequence)):
        try:
            report = corrected(report, correction)
        except (BadCorrection, BadReport, UnknownId) as error:
            left.append(correction)
            report = report.with_issues(_open(report, correction, error))
    return report, tuple(left)


def _open(report: Report, correction: Correction, why: Exception) -> Issue:
    code = "ledger.correction-open"
    return Issue(
        id=annotation_id("i", report.id, code, correction.annotation, correction.field),
        span=report.span(0, 0),
        origin=Origin(STAGE),
        code=code,
        message=f"{correction.author} corrected {correction.field} of {correction.annotation} to "
        f"{correction.value!r} "
        f"({correction.reason}), and this reading has no place for it: {why}",
        hint="look at the correction again: reportedly correct --review",
    )


def _path(field: str) -> list[str | int]:
    out: list[str | int] = []
    for part in field.split("."):
        match = _PART.fullmatch(part)
        if match is None:
            raise BadCorrection(
                f"{field!r} is no path to a field: write it as status, source.name or quantities[0].count"
            )
        out += [match[1], *(int(number) for number in re.findall(r"\d+", match[2]))]
    return out


def _replaced(report: Report, old: Annotation, new: Annotation) -> Report:
    for field in fields(Report):
        layer = getattr(report, field.name)
        if isinstance(layer, tuple) and any(each is old for each in layer):
            return report.with_layers(**{field.name: tuple(new if each is old else each for each in layer)})
    raise UnknownId(f"no layer of report {report.id} holds {old.id}")


@dataclass(frozen=True, slots=True)
class _Put:
    """Puts one value in its place, however deep. `where` names it in errors."""

    where: str
    value: Any
    spans: tuple[Span, ...] | None
    by: str

    def into(self, old: Any, kind: Any, path: Sequence[str | int]) -> Any:
        if (anchored := _anchored(kind)) is not None:
            return self._anchored(old, kind, anchored, path)
        if not path:
            return self._made(kind, self.value, old)
        step, rest = path[0], path[1:]
        if isinstance(step, int):
            if not isinstance(old, tuple) or step >= len(old):
                raise BadCorrection(f"{self.where}: there is no number {step} (the first is 0)")
            member = get_args(_plain(kind))[0]
            return (*old[:step], self.into(old[step], member, rest), *old[step + 1 :])
        if not is_dataclass(old) or isinstance(old, type):
            raise BadCorrection(f"{self.where}: nothing to step into at {step!r}; the field is {old!r}")
        names = [field.name for field in fields(old)]
        if step not in names:
            raise BadCorrection(f"{self.where}: no field {step!r}; there are {', '.join(names)}")
        hint = get_type_hints(type(old))[step]
        return self._checked(lambda: replace(old, **{step: self.into(getattr(old, step), hint, rest)}))

    def _anchored(self, old: Anchored[Any] | None, kind: Any, inner: Any, path: Sequence[str | int]) -> Any:
        if not path and self.value is None:
            return self._made(kind, None, old)
        value = self.into(old.value if old else None, inner, path)
        spans = self.spans if self.spans is not None else old.spans if old else ()
        return Anchored(value, spans, self.by)

    def _made(self, kind: Any, value: Any, old: Any) -> Any:
        named = _plain(kind)
        if isinstance(value, str) and is_dataclass(named) and not isinstance(old, str):
            # "Dana Oriel" for a party or a place: its name, the rest as it was.
            first = fields(named)[0].name
            value = (msgspec.to_builtins(old) if old is not None else {}) | {first: value}
        return self._checked(lambda: msgspec.convert(value, kind))

    def _checked(self, make: Any) -> Any:
        try:
            return make()
        except (msgspec.ValidationError, BadReport, ValueError, TypeError) as error:
            raise BadCorrection(f"{self.where} cannot be {self.value!r}: {error}") from error


def _members(kind: Any) -> list[Any]:
    """The alternatives of a type: X | None gives X and None."""
    return list(get_args(kind)) if get_origin(kind) in (Union, UnionType) else [kind]


def _anchored(kind: Any) -> Any:
    """What is held by a field that is Anchored (or None where it is open); None for any other field."""
    return next((get_args(each)[0] for each in _members(kind) if get_origin(each) is Anchored), None)


def _plain(kind: Any) -> Any:
    """The type without None."""
    named = [each for each in _members(kind) if each is not type(None)]
    return named[0] if len(named) == 1 else kind
