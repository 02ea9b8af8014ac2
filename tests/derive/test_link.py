"""Linking a ledger: what is derived, that it is the same however often one links, and what people change."""

from __future__ import annotations

from sqlalchemy import delete, select

from reportedly.derive.link import link
from reportedly.derive.rebuild import rebuild
from reportedly.incidents.judgement import Judgement
from reportedly.report import Report
from reportedly.store.derived import accounts, copies, incidents, members, people, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.searching import search
from tests.derive.conftest import taken


def incidents_of(ledger: Ledger, *reports: Report) -> list[set[str]]:
    """For each report the incidents of which it tells as news."""
    with ledger.reading() as connection:
        asked = select(members.c.report, members.c.incident).where(members.c.role == "news")
        rows = list(connection.execute(asked))
    return [{incident for report, incident in rows if report == each.id} for each in reports]


def test_a_reprint_joins_the_incident_of_the_wire_and_adds_no_origin(
    filled: Ledger, readings: dict[str, Report]
) -> None:
    summary = link(filled)
    wire, lantern, selm = incidents_of(
        filled, readings["Northern Wire"], readings["Daily Lantern"], readings["Selm Post"]
    )
    assert wire == lantern
    assert not wire & selm
    assert summary.copies == 1
    with filled.reading() as connection:
        (copied,) = connection.execute(select(copies.c.a, copies.c.b).where(copies.c.kind != "unsure"))
        row = connection.execute(select(incidents).where(incidents.c.id == next(iter(wire)))).one()
    assert set(copied) == {readings["Northern Wire"].id, readings["Daily Lantern"].id}
    assert row.outlets > row.origins


def test_linking_again_changes_nothing_and_rebuilding_gives_the_same_digest(filled: Ledger) -> None:
    link(filled)
    digest = filled.digest()
    link(filled)
    assert filled.digest() == digest
    assert rebuild(filled).same
    assert filled.digest() == digest


def test_linking_after_each_report_comes_out_as_linking_once(ledger: Ledger, readings: dict[str, Report]) -> None:
    for report in readings.values():
        taken(ledger, report)
        link(ledger)
    digest = ledger.digest()
    assert rebuild(ledger).after == digest


def test_what_was_not_sketched_when_it_was_read_is_sketched_when_it_is_linked(filled: Ledger) -> None:
    link(filled)
    digest = filled.digest()
    with filled.writing() as connection:
        connection.execute(delete(sketches))
    assert link(filled).sketched == 4
    assert filled.digest() == digest


def test_a_person_keeps_two_accounts_apart_for_good(filled: Ledger, readings: dict[str, Report]) -> None:
    link(filled)
    with filled.reading() as connection:
        asked = select(accounts.c.report, accounts.c.id).where(accounts.c.number == 1)
        account = dict(connection.execute(asked).tuples().all())
    wire, lantern = readings["Northern Wire"], readings["Daily Lantern"]
    filled.judge(
        Judgement(verdict="different", a=account[wire.id], b=account[lantern.id], author="maria", reason="two depots")
    )
    link(filled)
    one, other = incidents_of(filled, wire, lantern)
    assert not one & other
    assert rebuild(filled).same


def test_a_correction_shows_when_the_ledger_is_linked_again(filled: Ledger, readings: dict[str, Report]) -> None:
    link(filled)
    wire = readings["Northern Wire"]
    toll = next(each for each in wire.tolls or () if each.effect == "killed")
    filled.correct(wire.id, toll.id, "best", 5, author="maria", reason="the caption says five")
    assert link(filled).sketched == 1
    with filled.reading() as connection:
        killed = connection.scalar(select(accounts.c.killed).where(accounts.c.report == wire.id))
    assert killed == 5


def test_a_witness_who_is_named_in_two_reports_is_marked_as_private(filled: Ledger) -> None:
    link(filled)
    with filled.reading() as connection:
        private = dict(connection.execute(select(people.c.name, people.c.private)).tuples().all())
    assert private["Tomas Werrin"]


def test_what_was_linked_can_be_searched_by_its_incident(filled: Ledger, readings: dict[str, Report]) -> None:
    link(filled)
    wire = readings["Northern Wire"]
    (incident,) = incidents_of(filled, wire)[0]
    found = search(filled, Query(words="bangs", incident=incident))
    assert {hit.report for hit in found.found} == {wire.id, readings["Daily Lantern"].id}


def test_an_empty_ledger_links_to_nothing(ledger: Ledger) -> None:
    assert link(ledger).incidents == 0
