"""A saying: one value of one field of an incident, as one report tells it, with its words and who stands behind them.

Sayings are what agreement is made of. They are taken out of readings as they are; nothing here compares two of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.report import Link, Party, Span
from reportedly.values.count import Count
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

__all__ = ["FIELDS", "Saying"]

FIELDS = (
    "killed",
    "injured",
    "shot",
    "missing",
    "detained",
    "day",
    "place",
    "what",
    "coding",
    "weapon",
    "actor",
    "victims",
    "target",
    "responsibility",
)
"""The fields of an incident, in the order in which they are shown. Other effects that are counted (abducted,
displaced) follow under their own names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one source says of one field, in one report.

    `value` says it in the project's words ("at least 4", "2031-05-02") and is what is compared; `spans` are the
    report's own words, empty only where `inferred` says how the value was come by. `source` names the innermost
    holder of `chain`; `own` is True where that is the outlet's own voice. `order` is the place of the report among
    those of the incident, `day` the ISO date on which it appeared as far as known (`day_known_by` where not given),
    `published` its published time as it was given.

    `denied` is True where the source says that it is not so. `aside` is True of what is not compared: a figure that
    counts only some of an effect ("including two children") or is far beyond this incident's, a period of months as
    its day. `before` is what a source is said to have given earlier ("revised from four to seven"). `kind` is that of
    a responsibility (claimed, accused, denied, ...), `by` who says it. `private` marks a person told of as a private
    one, or of whom that is open; `sort` is what sort of actor a party is. One of count, time, place, party holds the
    reading.
    """

    report: str
    outlet: str | None
    published: str | None
    day: str | None
    day_known_by: str | None = None
    order: int
    field: str
    value: str
    spans: tuple[Span, ...]
    chain: tuple[Link, ...]
    source: str
    own: bool
    event: str | None = None
    inferred: str | None = None
    denied: bool = False
    aside: bool = False
    private: bool = False
    sort: str | None = None
    kind: str | None = None
    by: str | None = None
    before: Count | None = None
    count: Count | None = None
    time: TimeValue | None = None
    place: PlaceName | None = None
    party: Party | None = None

    @property
    def words(self) -> str:
        """The report's words, pieces joined by an ellipsis; empty where the value was inferred."""
        return " … ".join(span.words for span in self.spans)
