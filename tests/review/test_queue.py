"""The queue: what is in it, in which order, and how it stays in step with the ledger."""

from __future__ import annotations

import pytest

from reportedly.derive.link import link
from reportedly.derive.rebuild import rebuild
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.item import Doubt, Incident
from reportedly.review.offering import next_items
from reportedly.review.queue import behind, fill, keep_up
from reportedly.store.ledger import Ledger
from tests.derive.conftest import taken
from tests.review.asking import first, opened, queue, say


def test_what_is_least_sure_and_weighs_most_comes_first() -> None:
    sure, unsure = (worth.doubt([Doubt("content", p, "")]) for p in (0.05, 0.5))
    small = Incident(id="x", reports=1, origins=2, killed_low=0, killed_high=0)
    large = Incident(id="y", reports=8, origins=4, killed_low=5, killed_high=7)
    plain, blaming = worth.Own().weight, worth.Own(blame=True).weight
    value = [unsure * worth.stakes(blaming, large), unsure * worth.stakes(plain, large)]
    value += [unsure * worth.stakes(plain, small), sure * worth.stakes(plain, small)]
    assert value == sorted(value, reverse=True)
    assert worth.doubt([]) == 0
    assert worth.doubt([Doubt("a", 0.5, ""), Doubt("b", 0.5, "")]) == pytest.approx(0.75)


def test_an_incident_that_only_one_origin_tells_of_weighs_more_than_the_same_told_by_two() -> None:
    one, two = (Incident(id="x", reports=2, origins=n, killed_low=3, killed_high=3) for n in (1, 2))
    assert worth.breadth(one) == worth.breadth(two)  # one doubling of origins is worth what being alone is
    assert "at most one origin" in " ".join(worth.reasons(worth.Own(), one))


def test_items_come_by_what_a_look_is_worth_with_their_words_and_reasons(book: Ledger) -> None:
    found, left = next_items(book, "ines", 5)
    values = [each.item.value for each in found]
    assert values == sorted(values, reverse=True)
    assert left == len(queue(book))
    for each in found:
        item = each.item
        assert item.doubts
        assert item.reasons or item.stakes == 1.0
        assert item.value == pytest.approx(queue(book)[item.id].value)
        if item.passage and each.report:
            text = each.report.text
            assert text[item.passage.start :].startswith(item.passage.text)
            marked = [text[mark.start : mark.end] for mark in item.passage.highlights]
            assert marked == [mark.words for mark in item.passage.highlights]


def test_filling_again_changes_nothing_and_rebuilding_fills_it_the_same(book: Ledger) -> None:
    before = queue(book)
    assert fill(book) == 0
    digest = book.digest()
    assert rebuild(book).same
    fill(book)
    assert queue(book) == before
    assert book.digest() == digest


def test_what_most_rests_on_comes_first_and_the_queue_is_the_same_in_the_end(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = queue(book)
    rebuild(book)
    monkeypatch.setattr("reportedly.review.queue.FIRST", 0)
    fill(book)
    assert queue(book) == before


def test_a_new_report_puts_its_items_in_and_linking_weighs_them(ledger: Ledger, readings: dict[str, Report]) -> None:
    taken(ledger, readings["Northern Wire"])
    link(ledger)
    fill(ledger)
    alone = queue(ledger)
    taken(ledger, readings["Arden Courier"])
    assert behind(ledger) == 1
    assert keep_up(ledger, most=0) == 1
    assert keep_up(ledger) == 0
    more = queue(ledger)
    assert {row.report for row in more.values()} == {readings[o].id for o in ("Northern Wire", "Arden Courier")}
    link(ledger)
    keep_up(ledger)
    heavier = queue(ledger)
    assert any(heavier[item].stakes > row.stakes for item, row in alone.items() if item in heavier)


def test_a_correction_by_somebody_elsewhere_takes_its_item_out_and_taking_it_back_puts_it_in(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    number = book.correct(
        item.report.id, str(item.annotation), "status", "denied", author="mira", reason="she denies it"
    )
    keep_up(book)
    assert item.id not in queue(book)
    book.withdraw_correction(number, author="mira", reason="misread")
    keep_up(book)
    assert item.id in queue(book)


def test_a_newer_reading_that_holds_the_same_asks_nothing_again(book: Ledger, readings: dict[str, Report]) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    say(book, item.id, "accept")
    report = book.report(item.report.id)
    of_outlet = next(each for each in readings.values() if each.id == report.id)
    from reportedly.store.work import Done, Reading

    book.finish([Done(1, (Reading.of(of_outlet, "another recipe"),))])
    keep_up(book)
    assert item.id not in queue(book)
    assert opened(book, item.id).state == "decided"
