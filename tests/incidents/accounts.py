"""Fictional accounts and outlines, built by hand: as small as a clue needs them."""

from __future__ import annotations

import re
from typing import Any

from reportedly.incidents.accounts import Account, Named, Site
from reportedly.incidents.outlines import Outline
from reportedly.incidents.told_words import told_words
from reportedly.report import Report

PORT_ARDEN = Site(
    name="Port Arden", words="Port Arden", kind="city", id="gn:1", country="VX", area="VX.01",
    latitude=10.0, longitude=20.0, radius_km=5.0, told=True,
)  # fmt: skip
VESK = Site(
    name="Vesk", words="Vesk", kind="city", id="gn:2", country="VX", area="VX.09",
    latitude=15.0, longitude=25.0, radius_km=5.0, told=True,
)  # fmt: skip


def account(report: str, text: str = "", **fields: Any) -> Account:
    """The main account of a report of this text, told as news."""
    words, lead, names = told_words(Report.of(text), [(0, len(text))])
    given: dict[str, Any] = {"id": f"a1-{report}", "number": 1, "newness": "main", "events": (f"e1-{report}",)}
    given |= {"words": words, "lead": lead, "names": names, "kinds": ("ASSAULT/firearms",)}
    if "day" in fields:
        day = fields.pop("day")
        given |= {"day_from": day, "day_to": day, "day_words": "on that day", "days": ((day, day),)}
    return Account(report=report, **(given | fields))


def outline(report: str, text: str = "", *, published: str = "2031-05-03", **fields: Any) -> Outline:
    """The outline of a report with one account."""
    return Outline(report=report, published=published, accounts=(account(report, text, **fields),))


def victim(name: str, age: int | None = None) -> Named:
    """Somebody harmed."""
    words = re.findall(r"\w+", name.lower())
    return Named(name, f"{words[0]} {words[-1]}", "victim", age)
