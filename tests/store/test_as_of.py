from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from reportedly.errors import BadInput
from reportedly.store.as_of import instant
from reportedly.store.ledger import Ledger
from reportedly.store.work import Done
from tests.store.conftest import Opener
from tests.store.fictional import arrivals, reading, report


def written_at(opener: Opener, *days: int) -> Ledger:
    """A ledger with one report written when the clock said each of these days of May 2026; two numbers for each."""
    times: Iterator[int] = iter((days[0], *days))
    ledger = opener(clock=lambda: datetime(2026, 5, next(times), 12, tzinfo=UTC))
    ledger.receive(arrivals(ledger, range(len(days))))
    for number, _ in enumerate(days):
        ledger.finish([Done(number + 1, (reading(report(number)),))])
    return ledger


def test_a_moment_is_a_place_in_the_sequence(opener: Opener) -> None:
    ledger = written_at(opener, 1, 2, 4)
    asked = ["2026-04-30", "2026-05-01", "2026-05-02T11:59:59Z", "2026-05-02T12:00Z", "2026-05-03", "2030-01-01"]
    assert [ledger.sequence_at(moment) for moment in asked] == [0, 2, 2, 4, 4, 6]
    assert len(list(ledger.reports(as_of=ledger.sequence_at("2026-05-03")))) == 2


@pytest.mark.parametrize("jump", [1, 31])
def test_a_clock_that_was_wrong_for_a_while_hides_and_shows_nothing_else(opener: Opener, jump: int) -> None:
    ledger = written_at(opener, 10, 11, 12, jump, 13, 14, 15)
    # Right beside the jump one cannot know; there the earlier of two answers is given, which shows less.
    asked = [f"2026-05-{day:02}" for day in (9, 10, 11, 14, 15)]
    assert [ledger.sequence_at(moment) for moment in asked] == [0, 2, 4, 12, 14]


def test_reports_come_in_their_order_whatever_the_clock_said(opener: Opener) -> None:
    ledger = written_at(opener, 9, 3, 20, 1)
    assert [each for _, each in ledger.reports()] == [report(number) for number in range(4)]


def test_moments_are_read_as_utc_unless_they_say_otherwise() -> None:
    assert instant("2026-05-02") == "2026-05-02T23:59:59.999999Z"
    assert instant("2026-05-02T10:00") == instant("2026-05-02T12:00+02:00") == "2026-05-02T10:00:00.000000Z"
    with pytest.raises(BadInput, match="give a date"):
        instant("last Tuesday")


def test_an_empty_ledger_has_no_moments(ledger: Ledger) -> None:
    assert ledger.sequence_at("2026-05-02") == ledger.sequence() == 0
