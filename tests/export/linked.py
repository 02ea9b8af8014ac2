"""A ledger with two incidents, read and linked for real; planted names of private people that no export may show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportedly.derive.link import link
from reportedly.layers.anchoring import Anchored
from reportedly.report import Publication, Report
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading

PLANTED = ("Jana", "Belk", "Pavel", "Orso", "Corin", "Halvard", "Mirela", "Tolm")
"""Words of the names of a child who was killed, two witnesses and a suspect."""

STORIES = (
    (
        "Northern Wire",
        "Gunmen kill girl in Nairobi market",
        "Gunmen shot Jana Belk, 9, dead at a market in Nairobi on Monday, Mayor Ilse Tarrant said.\n\n"
        "Belk's neighbour Pavel Orso, 41, was wounded. “Jana was at the stall when it began,” Orso said. Police "
        "arrested Corin Halvard on suspicion of the shooting, a police spokesman said.",
    ),
    (
        "Daily Lantern",
        "Jana Belk, 9, shot dead in Nairobi: Mirela Tolm saw it",
        "Jana Belk, 9, was shot dead at a market in Nairobi on Monday, her aunt Mirela Tolm said.\n\n"
        "“The Belks lost everything,” Tolm told the Daily Lantern. Mayor Ilse Tarrant promised an inquiry.",
    ),
    (
        "Northern Wire",
        "=HYPERLINK(1) march in Kenya",
        "=Thousands of protesters marched through Kenya on 3 June 2031, President Bram Okello said.\n\n"
        "Soldiers shelled a village in Turkana County, Kenya, on 2 June 2031, killing at least four people, he said.",
    ),
)


def read(pipeline: Callable[[Report], Report], at: int) -> Report:
    """Story number `at`, read, with outlet, URL and date."""
    outlet, headline, text = STORIES[at]
    slug = headline.lower().replace(" ", "-").replace(",", "")
    told = {"outlet": outlet, "headline": headline, "url": f"https://example.org/{at}/{slug}", "language": "en"}
    told["published"] = "2031-05-06" if at < 2 else "2031-06-04"
    given: Any = {name: Anchored(value, inferred="given by the user") for name, value in told.items()}
    return pipeline(Report.of(text, Publication(**given)))


def filled(place: Path | str, reports: list[Report]) -> Ledger:
    """A ledger with these reports, one original each, linked."""
    ledger = Ledger.open(place, create=True)
    for report in reports:
        original = ledger.originals.put(report.text.encode())
        ledger.receive([Arrival(original=original, location=f"{report.id}.txt")])
        item = ledger.pending(1)[0]
        ledger.finish([Done(item.number, (Reading.of(report, "recipe-1", []),))])
    link(ledger)
    return ledger
