"""The rows of incidents that fit what is asked for, by day."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import func, or_, select

from reportedly.errors import BadInput
from reportedly.incidents.incident_row import row_body
from reportedly.store import derived as tables
from reportedly.store.amended import behind
from reportedly.store.ledger import Ledger

__all__ = ["list_incidents", "unlinked"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def list_incidents(
    ledger: Ledger,
    *,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    min_origins: int = 0,
) -> list[dict[str, Any]]:
    """The incidents as plain rows, by day and id, without a day last; `body` is replaced by what it holds.

    Incidents whose day is not known fit any `since` and `until` only where neither is given. `place` is looked for in
    place and title without regard to case; two capital letters are a country. Raises BadInput for a day.
    """
    table = tables.incidents
    asked = select(table).where(table.c.origins >= min_origins)
    for name, given in (("since", since), ("until", until)):
        if given is not None and not _DAY.fullmatch(given):
            raise BadInput(f"--{name} {given!r} is no day: give it as 2031-05-02")
    if since is not None:
        asked = asked.where(func.coalesce(table.c.day_to, table.c.day_from) >= since)
    if until is not None:
        asked = asked.where(table.c.day_from <= until)
    if place is not None and re.fullmatch("[A-Z]{2}", place):
        asked = asked.where(table.c.country == place)
    elif place is not None:
        words = place.lower()
        asked = asked.where(
            or_(*(func.lower(c).contains(words, autoescape=True) for c in (table.c.place, table.c.title)))
        )
    asked = asked.order_by(table.c.day_from.is_(None), table.c.day_from, table.c.id)
    with ledger.reading() as connection:
        found = [dict(row) for row in connection.execute(asked).mappings()]
    return [{**{k: v for k, v in row.items() if k != "body"}, **row_body(row["body"])} for row in found]


def unlinked(ledger: Ledger) -> bool:
    """Whether something was read or corrected after the ledger was linked, or judged and not linked by yet."""
    with ledger.reading() as connection:
        return behind(connection)
