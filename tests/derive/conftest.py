"""Ledgers with real readings in them, over both databases."""

from __future__ import annotations

import pytest

from reportedly.pipeline import default_pipeline
from reportedly.report import Report
from reportedly.store.beside import beside
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading
from reportedly.text.overrides import Overrides
from reportedly.text.readers import report_from_text
from tests.store.conftest import ledger, opener, place, postgres_place, server

__all__ = ["ledger", "opener", "place", "postgres_place", "server"]

WIRE = """\
Bomb kills four at Port Arden depot

PORT ARDEN, Velmara, May 3, 2031 (Northern Wire) — A bomb killed four dockers at a fuel depot in Port \
Arden on Friday, police spokeswoman Dana Oriel said.

“We heard two bangs, one small and one enormous,” said Tomas Werrin, a crane driver. “Then the whole quay \
was burning.”

No group has claimed responsibility for the bombing.
"""
LATER = """\
Port Arden depot bombing: toll rises to seven

By Ada Lindt, Arden Courier

Seven dockers died in Friday's bombing of a fuel depot in Port Arden, police spokeswoman Dana Oriel told the \
Courier on Sunday, 4 May 2031.

Tomas Werrin, a crane driver, said the whole quay had been burning after the bomb exploded.
"""
ELSEWHERE = """\
Shooting in Selm wounds two

SELM, Velmara, June 12, 2031 (Northern Wire) — Gunmen wounded two market traders in Selm on Thursday, the \
mayor said.
"""
REPORTS = {
    "Northern Wire": (WIRE, "2031-05-03"),
    "Arden Courier": (LATER, "2031-05-04"),
    "Selm Post": (ELSEWHERE, ""),
}


@pytest.fixture(scope="session")
def readings() -> dict[str, Report]:
    """Reports of three outlets, the wire's also in the Daily Lantern, each read with the default recipe."""
    pipeline = default_pipeline()
    given = REPORTS | {"Daily Lantern": (WIRE.replace("Bomb kills four", "Inferno: four die"), "2031-05-03")}
    return {
        outlet: pipeline(report_from_text(text, overrides=Overrides(outlet=outlet, published=published or None)))
        for outlet, (text, published) in given.items()
    }


def taken(into: Ledger, *reports: Report) -> None:
    """Take these reports into the ledger, read."""
    for report in reports:
        original = into.originals.put(report.text.encode())
        into.receive([Arrival(original=original, location=f"{report.id}.txt")])
        (item,) = into.pending(1)
        into.finish([Done(item.number, (Reading.of(report, "recipe", beside(report)),))])


@pytest.fixture
def filled(ledger: Ledger, readings: dict[str, Report]) -> Ledger:
    """A ledger with all of them."""
    taken(ledger, *readings.values())
    return ledger
