"""A value and the characters it was read from, who read it, and the ids of what was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.errors import BadReport

__all__ = [
    "ID_RECIPE",
    "Anchored",
    "Annotation",
    "Origin",
    "Span",
    "annotation_id",
    "report_id",
]

T = TypeVar("T")

ID_RECIPE = "1"
"""Version of the two recipes below. It is part of every id: a change of recipe can never collide with old ids."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a report's text (code points, end-exclusive) and what they say.

    `words` repeats `text[start:end]`, so that a row taken out of its report can still prove itself and
    a wrong offset (a browser's, say) is caught instead of believed. Make one with `Report.span`.
    """

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or len(self.words) != self.end - self.start:
            raise BadReport(
                f"span {self.start}-{self.end} with {len(self.words)} characters of words is impossible: "
                "use 0 <= start <= end, counted in code points, and exactly the words between them"
            )

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)


@dataclass(frozen=True, slots=True)
class Anchored(Generic[T]):
    """A value and the characters it was read from.

    `spans` has more than one member where the words are discontinuous. It is empty only for a value that
    stands on no words of the text, and then `inferred` says where it comes from ("publication date",
    "continues the quotation before", "given by the user"). `inferred` may also accompany spans, where the
    words alone do not yield the value ("the former MP" -> the entity it was linked to).
    """

    value: T
    spans: tuple[Span, ...] = ()
    inferred: str | None = None

    def __post_init__(self) -> None:
        if not self.spans and not self.inferred:
            raise BadReport(
                f"value {self.value!r} has neither words nor a stated inference: give the spans it was read "
                "from, or say in `inferred` where it comes from"
            )

    @property
    def words(self) -> str:
        """The words, pieces joined by an ellipsis; the empty string for a value that has none."""
        return " … ".join(span.words for span in self.spans)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what made an annotation.

    `by` is a versioned stage ("claims.attribution.v1") or a person ("analyst:maria"). `rule` names the rule
    or the model's decision within it. `resource` is the sha256 of the lexicon or weights used, as
    "name@sha256:hex", so that any row says which words and weights read it.
    """

    by: str
    rule: str | None = None
    resource: str | None = None


def _digest(*parts: str | int | None) -> str:
    """Base-32 of the first 80 bits of a sha256 over length-prefixed parts (no two lists of parts collide)."""
    hasher = hashlib.sha256()
    for part in parts:
        data = b"-" if part is None else str(part).encode("utf-8", "surrogatepass")
        hasher.update(f"{'n' if part is None else 's'}{len(data)}:".encode())
        hasher.update(data)
    number = int.from_bytes(hasher.digest()[:10], "big")
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(75, -1, -5))


def report_id(text: str, *, outlet: str | None, url: str | None) -> str:
    """Id of a report: recipe 1 is r1- and the digest of ("report", text, outlet, url).

    The outlet and URL belong to it because the same words in two papers are two reports. Dates do not:
    learning when a report was published must not make it another report.
    """
    return f"r{ID_RECIPE}-{_digest('report', text, outlet, url)}"


def annotation_id(letter: str, report: str, *parts: str | int | None) -> str:
    """Id of an annotation: its layer's letter, the recipe, and the digest of (report id, parts).

    Stages pass what makes the annotation that one and no other (spans, kind), never what may be corrected
    about it (confidence, origin), so that a rerun with better rules gives the same id to the same finding.
    """
    return f"{letter}{ID_RECIPE}-{_digest(letter, report, *parts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What Mention, Entity, Quote, Claim, Event, LoadedTerm, Coding and Issue have in common.

    `confidence` is a calibrated probability 0..1, or None where none was estimated (what a rule alone decides).
    """

    id: str
    span: Span
    origin: Origin
    confidence: float | None = None
