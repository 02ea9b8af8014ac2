"""An incident opened from the ledger, now and as it stood."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reportedly.derive.link import link
from reportedly.derive.opened import open_incident
from reportedly.errors import UnknownId
from reportedly.report import Report
from reportedly.store.derived import members
from reportedly.store.ledger import Ledger
from tests.derive.conftest import taken


def incident_of(ledger: Ledger, report: Report) -> str:
    with ledger.reading() as connection:
        asked = select(members.c.incident).where(members.c.report == report.id, members.c.role == "news")
        return str(connection.scalar(asked))


def test_an_incident_has_its_accounts_readings_copies_and_origins(
    filled: Ledger, readings: dict[str, Report]
) -> None:
    link(filled)
    wire, lantern = readings["Northern Wire"], readings["Daily Lantern"]
    opened = open_incident(filled, incident_of(filled, wire))
    assert {wire.id, lantern.id} <= set(opened.reports)
    assert opened.reports[wire.id].claims == wire.claims
    assert ("copy", {wire.id, lantern.id}) in [(link.kind, {link.a, link.b}) for link in opened.links]
    assert opened.origins_of([wire.id, lantern.id]).independent == 1
    assert any(pair.verdict == "same" for pair in opened.pairs)
    assert open_incident(filled, opened.incident.id[:8]).incident == opened.incident


def test_as_of_shows_what_was_known_then(ledger: Ledger, readings: dict[str, Report]) -> None:
    taken(ledger, readings["Northern Wire"])
    then = ledger.sequence()
    taken(ledger, readings["Daily Lantern"])
    link(ledger)
    incident = incident_of(ledger, readings["Northern Wire"])
    assert set(open_incident(ledger, incident, as_of=then).reports) == {readings["Northern Wire"].id}
    with pytest.raises(UnknownId, match="nothing of incident"):
        open_incident(ledger, incident, as_of=0)


def test_an_id_that_is_not_there_says_what_to_do(filled: Ledger) -> None:
    with pytest.raises(UnknownId, match="reportedly link"):
        open_incident(filled, "x1-nothing")
    link(filled)
    with pytest.raises(UnknownId, match="reportedly incidents"):
        open_incident(filled, "x1-nothing")
