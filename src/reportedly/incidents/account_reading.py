"""One report's reading, opened at the account of one incident: its events, and who says what in which chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from reportedly.incidents.accounts import Account
from reportedly.incidents.sayings import Saying
from reportedly.report import Claim, Event, Link, Party, Report, Span, Stance, Status, Telling
from reportedly.values.time import TimeValue

__all__ = ["AccountReading"]

LONGEST = 31
"""Days of a period from which it dates no incident: "the past 17 months"."""

UNNAMED = "somebody not named"
"""How a chain calls a source that the report does not name (Report.chain)."""


@dataclass(frozen=True)
class AccountReading:
    """A report and the account in it that is asked for; `order` and `day` go into each saying."""

    report: Report
    account: Account
    order: int
    day: tuple[str, str | None] | None

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The account's events, in the order of the text."""
        wanted = set(self.account.events)
        return tuple(sorted((e for e in self.report.events or () if e.id in wanted), key=lambda e: e.span))

    @cached_property
    def harms(self) -> tuple[Event, ...]:
        """Those that did the harm, and not what came after it (arrests, charges, aid) or a death as its result."""
        return tuple(event for event in self.events if harms(event))

    @cached_property
    def tellings(self) -> dict[str, Telling]:
        """How the report tells each of its events, by the event's id."""
        return {telling.event: telling for telling in self.report.tellings or ()}

    @property
    def main(self) -> bool:
        """Whether it is the report's main incident, to which what the report says of "the toll" belongs."""
        return self.account.number == 1

    def dates(self, time: TimeValue) -> bool:
        """Whether a time can be that of the account: no period of months, and not apart from its days by over a day.

        What is open and names no day ("3 o'clock") dates nothing, and neither does a duration.
        """
        if time.open:
            return time.type == "DATE" or (time.timex or "").startswith("XXXX-W")
        if not (time.earliest and time.latest):
            return False
        first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])
        if (last - first).days > LONGEST:
            return False
        if not (self.account.day_from and self.account.day_to):
            return True
        slack = timedelta(days=1)
        begins, ends = date.fromisoformat(self.account.day_from[:10]), date.fromisoformat(self.account.day_to[:10])
        return first <= ends + slack and begins <= last + slack

    def elsewhere(self, event: Event) -> bool:
        """Whether the report puts the event into another incident than this one."""
        telling = self.tellings.get(event.id)
        return telling is not None and telling.incident not in (None, self.account.number)

    def claim_at(self, spans: Iterable[Span]) -> Claim | None:
        """The innermost claim in whose content the first of these words stand; of several the shortest."""
        first = next(iter(spans), None)
        if first is None:
            return None
        holds = [c for c in self.report.claims or () if any(first in content for content in c.content)]
        return min(holds, key=lambda c: (sum(s.end - s.start for s in c.content), c.within is None), default=None)

    def chain(self, claim: str | Claim | None) -> tuple[Link, ...]:
        """The chain of a claim (or its id), the outlet's own voice for None."""
        if isinstance(claim, Claim):
            return self.report.chain(claim)
        found = next((c for c in self.report.claims or () if c.id == claim), None) if claim else None
        return self.report.chain(found) if found else (Link(self._outlet, None, status="asserted"),)

    def spoken_by(
        self, source: Party, *, status: Status = "asserted", stance: Stance = "neutral"
    ) -> tuple[Link, ...]:
        """The chain for a source that no claim of the report has: the outlet, and the source."""
        return (Link(self._outlet, None, stance=stance), Link(source, None, status=status))

    @property
    def _outlet(self) -> Party:
        outlet = self.report.publication.outlet
        return Party(outlet.value if outlet else "this report", "outlet")

    def saying(self, field: str, value: str, spans: Sequence[Span], chain: tuple[Link, ...], **more: Any) -> Saying:
        """A saying of this report; `more` are further fields of it."""
        published, outlet = self.report.publication.published, self.report.publication.outlet
        own = len(chain) == 1
        holder = chain[-1].holder.name
        return Saying(
            report=self.report.id,
            outlet=outlet.value if outlet else None,
            published=published.value if published else None,
            day=self.day[0] if self.day else None,
            day_known_by=self.day[1] if self.day else None,
            order=self.order,
            field=field,
            value=value,
            spans=tuple(spans),
            chain=chain,
            source=holder if not own or outlet else f"report {self.report.id}",
            own=own,
            **more,
        )


def harms(event: Event) -> bool:
    """Whether the event is harm done: an assault, an accident, an explosion; not a death or injury as its result."""
    if event.type == "OTHER":
        return event.mode == "explosion"
    return event.type in {"ASSAULT", "ACCIDENT"} or (event.violent and event.type not in {"LEGAL", "ACCUSE"})
