"""An item of the review queue: what is asked, the words, the fields, why one may doubt them, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reportedly.layers.anchoring import Span
from reportedly.layers.claims import Tier
from reportedly.store.decisions import Action, Kind

__all__ = [
    "Clue",
    "CodebookEntry",
    "Doubt",
    "Highlight",
    "Incident",
    "Item",
    "ItemField",
    "Measure",
    "Option",
    "Passage",
    "ReportReference",
    "Side",
    "item_id",
    "kind_of",
    "parts",
]

Measure = Literal["nominal", "interval", "ratio"]
"""How far apart two values of a field are: equal or not, by their difference, by their ratio (Krippendorff 2019)."""

Editing = Literal["choice", "text", "number", "spans", "json", "no"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that a field rests on; offsets into the report, in code points."""

    start: int
    end: int
    words: str
    field: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a report: where it begins, in code points, its words, and those that matter."""

    start: int
    text: str
    highlights: tuple[Highlight, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class ReportReference:
    """A report as one needs it to judge; `published` is ISO 8601."""

    id: str
    headline: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field may hold, and what it means."""

    value: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemField:
    """A field that is reviewed. `path` is what a correction names, `value` in the form of the report's JSON."""

    path: str
    label: str
    value: Any
    shown: str
    spans: tuple[Span, ...] = ()
    inferred: str | None = None
    options: tuple[Option, ...] = ()
    editable: Editing = "no"
    takes_spans: bool = False
    measure: Measure = "nominal"


@dataclass(frozen=True, slots=True)
class Clue:
    """A reason, in a sentence; of a pair with its score, positive for one incident."""

    name: str
    sentence: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely it is (0..1) that a field is wrong, and the sentence that says how this is known."""

    field: str
    probability: float
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The incident that an item belongs to, with its figures as linked last."""

    id: str
    title: str | None = None
    reports: int | None = None
    origins: int | None = None
    killed_low: int | None = None
    killed_high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two things that are compared: an account, or a report."""

    id: str
    report: ReportReference
    passage: Passage
    facts: tuple[ItemField, ...] = ()
    incident: Incident | None = None


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """An entry of the codebook that bears on an item."""

    section: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to be decided. Claims and events have a report, a passage and fields; pairs and copies two sides.

    `doubt` is the probability that what stands now is wrong, `stakes` what rests on it (1 and up), with `reasons` in
    words; `value` is their product (`review.worth`). `account` is that of the claim or event, None without one.
    """

    id: str
    kind: Kind
    question: str
    actions: tuple[Action, ...]
    action_labels: dict[str, str]
    report: ReportReference | None = None
    annotation: str | None = None
    passage: Passage | None = None
    fields: tuple[ItemField, ...] = ()
    sides: tuple[Side, ...] = ()
    clues: tuple[Clue, ...] = ()
    codebook: tuple[CodebookEntry, ...] = ()
    tier: Tier | None = None
    doubts: tuple[Doubt, ...] = ()
    doubt: float = 0.0
    stakes: float = 1.0
    reasons: tuple[str, ...] = ()
    incident: Incident | None = None

    @property
    def value(self) -> float:
        """What a look is worth."""
        return self.doubt * self.stakes


def item_id(one: str, other: str) -> str:
    """The id of an item: of a report and its annotation, or of the two things that are compared."""
    return f"{one}.{other}"


def parts(item: str) -> tuple[str, str]:
    """The two ids that an item's id is made of; the second is empty for what is no id of an item."""
    one, _, other = item.partition(".")
    return one, other


def kind_of(item: str) -> Kind | None:
    """What kind an item is of, by its id; None for what is no id of an item."""
    one, other = parts(item)
    return _KINDS.get((one[:1], other[:1])) if other else None


_KINDS: dict[tuple[str, str], Kind] = {
    ("r", "c"): "claim",
    ("r", "e"): "event",
    ("a", "a"): "pair",
    ("r", "r"): "copy",
}
