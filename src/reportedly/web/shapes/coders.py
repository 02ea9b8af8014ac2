"""What goes over the wire of how far coders have come, and how well they agree."""

from __future__ import annotations

from pydantic import Field

from reportedly.web.shapes.review import Kind, Measure, Shape

__all__ = ["Agreement", "AgreementOfField", "Coder", "Met", "Progress", "ProgressDay"]


class Coder(Shape):
    """How far one coder has come."""

    name: str
    decisions: int
    accept: int
    correct: int
    reject: int
    skip: int
    unsure: int
    taken_back: int
    seconds_median: float | None = Field(description="of decisions that say how long they took")
    last: str | None = Field(description="ISO 8601, UTC")


class ProgressDay(Shape):
    """Decisions of one coder on one day (UTC)."""

    day: str
    name: str
    decisions: int


class Progress(Shape):
    """How far review has come."""

    open: dict[str, int] = Field(description="open items by kind")
    pending: int = Field(description="double-coded items with one decision")
    disputed: int
    decided: int = Field(description="items with a decision in force that took effect")
    coders: list[Coder]
    days: list[ProgressDay]


class Met(Shape):
    """On how many units two coders gave these two values, whoever gave which; the same twice where they agree."""

    a: str
    b: str
    units: int


class AgreementOfField(Shape):
    """Agreement of coders on one field, over items that two people coded."""

    kind: Kind
    field: str = Field(description="`decision` is whether the item stands at all")
    measure: Measure
    units: int = Field(description="items that both coded")
    raw: float | None = Field(description="share of items on which both say the same, 0..1")
    alpha: float | None = Field(
        description="Krippendorff's alpha; null where it is not defined: no variation, or one unit"
    )
    low: float | None = Field(description="2.5th percentile of alpha over resampled units")
    high: float | None = Field(description="97.5th percentile")
    why: str = Field(default="", description="why there is no alpha")
    met: list[Met] = Field(
        default=[], description="of a nominal field of the codebook: which values met, most often first; else empty"
    )


class Agreement(Shape):
    """Agreement per field."""

    items: list[AgreementOfField]
    units: int
    resamples: int
