"""When: a time expression as an interval of days, never more precise than its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["TimeValue"]


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time expression denotes.

    `type` and `timex` follow TIMEX3 (TimeML 1.2.1): "2022-08", "P3D", "PRESENT_REF". `earliest` and `latest`
    are ISO dates, inclusive: "August 2022" is 2022-08-01 to 2022-08-31, a month and not a day. Both are None
    while the expression is open, that is, relative to a date that is not known. `anchor` says what it is
    relative to: nothing ("absolute"), the publication date ("published"), days between which the report was
    published as its own words show ("inferred"; the interval is then wide enough for all of them), or another
    expression of the text ("text"). `rule` names the rule that read it.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex: str | None
    earliest: str | None
    latest: str | None
    anchor: Literal["absolute", "published", "inferred", "text", "none"]
    rule: str

    @property
    def open(self) -> bool:
        """Whether the expression waits for a date that is not known."""
        return self.earliest is None and self.latest is None

    def __str__(self) -> str:
        if self.open:
            return f"open ({self.timex or 'no value'}, relative to {self.anchor})"
        if self.earliest is None or self.latest is None:
            return f"from {self.earliest}" if self.earliest else f"until {self.latest}"
        return self.earliest if self.earliest == self.latest else f"{self.earliest} to {self.latest}"
