from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from reportedly.errors import BadLedger, NoLedger, UnknownId
from reportedly.incidents.judgement import Judgement
from reportedly.layers.anchoring import Anchored
from reportedly.report import Publication, Report
from reportedly.store.ledger import Ledger
from reportedly.store.schema import APPEND_ONLY, audit, decisions
from reportedly.store.work import Done, Failed
from tests.store.conftest import Opener
from tests.store.fictional import arrivals, filled, reading, report


def test_a_report_comes_out_as_it_went_in(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    assert ledger.report(given.id) == given
    assert ledger.report(given.id[:8]) == given


def test_reports_come_in_the_order_in_which_they_went_in(ledger: Ledger) -> None:
    given = filled(ledger, range(230))
    got = list(ledger.reports())
    assert [each for _, each in got] == given
    assert [sequence for sequence, _ in got] == sorted({sequence for sequence, _ in got})
    assert [each for _, each in ledger.reports(after=got[-2][0])] == given[-1:]


def test_known_things_that_come_again_change_nothing(ledger: Ledger) -> None:
    filled(ledger, range(3))
    before = ledger.digest(), ledger.sequence(), ledger.books()
    assert ledger.receive(arrivals(ledger, range(3))) == 0
    ledger.finish(Done(number + 1, (reading(report(number)),)) for number in range(3))
    assert (ledger.digest(), ledger.sequence(), ledger.books()) == before


def test_one_text_found_in_two_places_is_one_report(ledger: Ledger) -> None:
    ledger.receive(arrivals(ledger, range(2)))
    ledger.finish([Done(1, (reading(report(7)),)), Done(2, (reading(report(7)),))])
    assert len(list(ledger.reports())) == 1
    assert ledger.books().done == 2


def test_a_report_that_comes_again_with_a_day_is_kept_with_it(ledger: Ledger) -> None:
    dated = report(7)
    undated = replace(dated, publication=replace(dated.publication, published=None))
    assert undated.id == dated.id
    ledger.receive(arrivals(ledger, range(2)))
    ledger.finish([Done(1, (reading(undated),))])
    ledger.finish([Done(2, (reading(dated),))])
    assert ledger.report(dated.id) == dated
    assert len(ledger.history(dated.id)) == 2


def test_a_failed_finish_writes_nothing(ledger: Ledger) -> None:
    ledger.receive(arrivals(ledger, range(2)))
    impossible = replace(reading(report(1)), characters="many")  # type: ignore[arg-type]
    with pytest.raises(Exception, match="many"):
        ledger.finish([Done(1, (reading(report(0)),)), Done(2, (impossible,))])
    assert ledger.sequence() == 0
    assert ledger.books().pending == 2


def test_books_and_quarantine_tell_what_became_of_each_item(ledger: Ledger) -> None:
    ledger.receive(arrivals(ledger, range(3)))
    failed = Failed(item=2, stage="extract", cause="the PDF has no text", tool="pdfium 4.30", seconds=1.5, bytes=900)
    for _ in range(2):  # a failure that is handed in twice counts once
        ledger.finish([Done(1, (reading(report(0)),)), failed])
    assert ledger.books().line() == "3 received = 1 done + 1 quarantined + 1 pending"
    (held,) = ledger.quarantined()
    assert (held.item.number, held.stage, held.cause, held.seconds) == (2, "extract", "the PDF has no text", 1.5)
    assert held.item.attempts == 1
    assert ledger.retry() == 1
    assert [item.number for item in ledger.pending(10)] == [2, 3]
    ledger.finish([replace(failed, cause="still no text"), Done(3, ())])
    (held,) = ledger.quarantined()
    assert (held.item.attempts, held.cause) == (2, "still no text")
    assert ledger.retry([1, 3]) == 0
    assert ledger.pending(10) == []


def test_what_is_done_does_not_fail_afterwards(ledger: Ledger) -> None:
    filled(ledger, range(1))
    ledger.finish([Failed(item=1, stage="read", cause="a late report of a worker that was thought dead")])
    assert ledger.books().line() == "1 received = 1 done + 0 quarantined + 0 pending"


def test_pending_goes_on_after_a_number(ledger: Ledger) -> None:
    ledger.receive(arrivals(ledger, range(5)))
    assert [item.number for item in ledger.pending(2, after=1)] == [2, 3]


def test_the_digest_knows_neither_order_nor_clock_nor_place(opener: Opener, tmp_path: Path) -> None:
    one = opener()
    with Ledger.open(tmp_path / "other", create=True) as two:
        for ledger, numbers, when in ((one, [0, 1, 2], "2026-03-01"), (two, [2, 0, 1], "2031-12-31")):
            ledger.receive(arrivals(ledger, range(3)))
            for item, number in enumerate(numbers, 1):
                ledger.finish([Done(item, (reading(report(number, retrieved=when)),))])
        assert one.digest() == two.digest()
        ledger.finish([Done(1, (reading(report(3)),))])
        assert one.digest() != two.digest()


NASTY = "A NUL \x00, a lone surrogate \ud800, a backslash \\u0000, a smile \U0001f600, \r\n and e\u0301."


def test_every_character_survives(ledger: Ledger) -> None:
    nasty = Report.of(NASTY, Publication(outlet=Anchored(NASTY, inferred="given by the user"), location=NASTY))
    ledger.receive([replace(each, location=NASTY) for each in arrivals(ledger, range(1))])
    assert ledger.pending(1)[0].location == NASTY
    ledger.finish([Done(1, (reading(nasty),))])
    assert ledger.report(nasty.id) == nasty


DECISION = {
    "sequence": 99,
    **dict.fromkeys(("digest", "key", "item", "author", "reason", "content", "at"), "x"),
    "kind": "claim",
    "action": "accept",
    "round": "single",
    "body": b"",
    "effects": [],
    "withdrawn": False,
}


def test_the_database_itself_refuses_to_change_the_record(ledger: Ledger) -> None:
    one, other = filled(ledger, range(2))
    ledger.judge(Judgement(verdict="copy", a=one.id, b=other.id, author="ines", reason="word for word"))
    ledger.receive(arrivals(ledger, range(2, 3)))
    ledger.finish([Failed(item=3, stage="read", cause="too long")])
    with ledger.writing() as connection:
        connection.execute(insert(decisions).values(**DECISION))
        connection.execute(insert(audit).values(number=1, who="ines", act="account.role", what="bo", more={}, at="x"))
    for table in APPEND_ONLY:
        column = table.columns.values()[0].name
        for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(BadLedger, match="only added to"), ledger.writing() as connection:
                connection.execute(text(change))


def test_replacing_a_row_is_refused_too(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, create=True) as ledger:
        filled(ledger, range(1))
        with pytest.raises(BadLedger, match="only added to"), ledger.writing() as connection:
            connection.execute(text("INSERT OR REPLACE INTO found SELECT item, report, 9 FROM found"))


def test_who_only_reads_cannot_write(ledger: Ledger) -> None:
    with pytest.raises(BadLedger), ledger.reading() as connection:
        connection.execute(text("DELETE FROM items"))


def test_an_id_that_is_not_there_is_said_so(ledger: Ledger) -> None:
    filled(ledger, range(3))
    for unknown in ("r1-nothing", "", "r1-"):
        with pytest.raises(UnknownId, match="of the ledger"):
            ledger.report(unknown)


def test_a_place_without_a_ledger_is_said_so(place: str) -> None:
    with pytest.raises(NoLedger, match="reportedly ingest"):
        Ledger.open(place)
