"""Decisions: what they change, that nothing is lost, and how they are taken back."""

from __future__ import annotations

import threading

import pytest

from reportedly.derive.opened import open_incident
from reportedly.errors import AlreadyDecided, BadCorrection, BadDecision, OwnWork, UnknownId
from reportedly.incidents.judgement import Judgement
from reportedly.review.changes import Change
from reportedly.review.deciding import decide, undo
from reportedly.review.offering import next_items
from reportedly.store.checking import Checked, check
from reportedly.store.ledger import Ledger
from tests.review.asking import first, opened, queue, say


def test_accepting_takes_the_item_out_and_changes_no_reading(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    before = book.report(item.report.id)
    assert say(book, item.id, "accept").state == "decided"
    assert item.id not in queue(book)
    assert book.report(item.report.id) == before
    assert opened(book, item.id).state == "decided"


def test_a_correction_enters_all_fields_or_none(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    before, sequence = book.report(item.report.id), book.sequence()
    wrong = (Change("status", "denied"), Change("stance", "furious"))
    with pytest.raises(BadCorrection, match="stance"):
        say(book, item.id, "correct", changes=wrong)
    assert (book.report(item.report.id), book.sequence()) == (before, sequence)
    done = say(book, item.id, "correct", changes=(Change("status", "denied"), Change("stance", "distancing")))
    claim = next(each for each in book.report(item.report.id).claims or () if each.id == item.annotation)
    assert (claim.status.value, claim.stance.value) == ("denied", "distancing")
    assert claim.origin.by == "analyst:ines"
    assert len(done.decision.effects) == 2
    assert done.changed == (item.report.id,)
    assert opened(book, item.id).state == "decided"


def test_words_are_corrected_by_marking_them(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    text = book.report(item.report.id).text
    content = next(field for field in item.fields if field.path == "content")
    span = content.spans[0]
    cut = text.rfind(" ", span.start, span.end)
    say(book, item.id, "correct", changes=(Change("content", spans=((span.start, cut),)),))
    claim = next(each for each in book.report(item.report.id).claims or () if each.id == item.annotation)
    assert [each.words for each in claim.content] == [text[span.start : cut]]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("type", "PROTEST", "PROTEST"),
        ("time", "2031-05-01/2031-05-02", "2031-05-01/2031-05-02"),
        ("place", "Selm", "Selm"),
        ("polarity", "negative", "negative"),
    ],
)
def test_fields_of_an_event_are_written_as_people_write_them(
    book: Ledger, field: str, value: str, shown: str
) -> None:
    item = first(book, "event").item
    say(book, item.id, "correct", changes=(Change(field, value),))
    assert {each.path: each.value for each in opened(book, item.id).item.fields}[field] == shown


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (Change("mood", "sad"), "no field of this item"),
        (Change("time", "May Day"), "write it as 2031-05-02"),
        (Change("time", "2031-05-03/2031-05-02"), "write it as"),
        (Change("type", "PICNIC"), "type cannot be 'PICNIC'"),
    ],
)
def test_what_no_field_can_hold_is_refused_in_words(book: Ledger, change: Change, complaint: str) -> None:
    item = first(book, "event").item
    with pytest.raises(BadCorrection, match=complaint):
        say(book, item.id, "correct", changes=(change,))


def test_a_rejected_claim_is_left_out_and_never_deleted(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    then = book.sequence()
    done = say(book, item.id, "reject", reason="a headline, nobody says it")
    now = book.report(item.report.id)
    assert item.annotation not in {each.id for each in now.claims or ()}
    assert any(each.code == "ledger.rejected" and "nobody says it" in each.message for each in now.issues)
    assert item.annotation in {each.id for each in book.report(item.report.id, as_of=then).claims or ()}
    with pytest.raises(UnknownId, match="ines rejected"):
        opened(book, item.id)
    undo(book, done.decision.sequence, author="ines")
    assert item.annotation in {each.id for each in book.report(item.report.id).claims or ()}
    assert item.id in queue(book)


def test_an_incident_can_be_looked_at_after_its_event_was_rejected(book: Ledger) -> None:
    shared = [opened(book, each).item for each, row in queue(book).items() if row.kind == "event"]
    item = max(shared, key=lambda each: each.incident.reports or 0 if each.incident else 0)
    assert item.incident is not None
    say(book, item.id, "reject")
    shown = open_incident(book, item.incident.id)
    assert item.annotation not in {each.id for report in shown.reports.values() for each in report.events or ()}


def test_undoing_puts_everything_back_and_leaves_the_trace(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    before = book.report(item.report.id)
    asked = queue(book)
    number = say(book, item.id, "correct", changes=(Change("status", "denied"),)).decision.sequence
    assert undo(book, None, author="ines").state == "open"
    assert book.report(item.report.id) == before
    assert queue(book) == asked
    kinds = [each.kind for each in book.history(item.report.id)]
    assert kinds[-2:] == ["correction", "withdrawal"]
    with pytest.raises(UnknownId, match="taken back already"):
        undo(book, number, author="ines")


def test_nobody_takes_back_what_somebody_else_decided(book: Ledger) -> None:
    item = first(book, "claim").item
    number = say(book, item.id, "accept").decision.sequence
    with pytest.raises(OwnWork, match="ines's"):
        undo(book, number, author="tomas")
    assert undo(book, number, author="tomas", anybodys=True).state == "open"


def test_what_was_corrected_anew_since_cannot_be_undone(book: Ledger) -> None:
    item = first(book, "claim").item
    assert item.report is not None
    number = say(book, item.id, "correct", changes=(Change("status", "denied"),)).decision.sequence
    book.correct(item.report.id, str(item.annotation), "status", "alleged", author="mira", reason="she alleges it")
    with pytest.raises(BadDecision, match="corrected or judged anew"):
        undo(book, number, author="ines")


def test_the_same_key_again_is_the_same_decision(book: Ledger) -> None:
    item = first(book, "claim").item
    first_time = decide(book, item.id, "accept", author="ines", key="one-and-the-same")
    sequence = book.sequence()
    again = decide(book, item.id, "accept", author="ines", key="one-and-the-same")
    assert (again.decision.sequence, book.sequence()) == (first_time.decision.sequence, sequence)
    with pytest.raises(BadDecision, match="stands for another decision"):
        decide(book, item.id, "reject", author="ines", key="one-and-the-same")


def test_of_two_who_decide_at_once_one_is_told_and_nothing_is_lost(book: Ledger) -> None:
    item = first(book, "claim").item
    seen = {name: opened(book, item.id, name).etag for name in ("ines", "tomas")}
    outcome: dict[str, str] = {}

    def decides(name: str) -> None:
        try:
            outcome[name] = say(book, item.id, "accept", name, seen=seen[name]).state
        except AlreadyDecided as error:
            outcome[name] = str(error)

    both = [threading.Thread(target=decides, args=(name,)) for name in seen]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(outcome.values())[0] == "decided"
    assert sorted(outcome.values())[1].startswith("somebody decided")


def test_two_coders_are_never_given_the_same_item_and_leases_end(book: Ledger) -> None:
    mine, _ = next_items(book, "ines", 4)
    yours, _ = next_items(book, "tomas", 4)
    assert not {each.item.id for each in mine} & {each.item.id for each in yours}
    assert [each.item.id for each in next_items(book, "ines", 4)[0]] == [each.item.id for each in mine]
    with book.writing() as connection:
        from reportedly.store.derived import leases

        connection.execute(leases.update().values(until="2001-01-01T00:00:00.000000Z"))
    later, _ = next_items(book, "tomas", 4)
    assert [each.item.id for each in later] == [each.item.id for each in mine]


def test_what_one_skips_comes_to_others_and_back_when_asked_for(book: Ledger) -> None:
    item = first(book, "claim").item
    say(book, item.id, "skip")
    assert first(book, "claim").item.id != item.id
    assert first(book, "claim", "tomas").item.id == item.id
    assert say(book, item.id, "accept", "tomas").state == "decided"


def test_a_pair_that_is_judged_is_linked_by_at_once(book: Ledger) -> None:
    pair = next((item for item, row in queue(book).items() if row.kind == "pair"), None)
    if pair is None:
        one, other = sorted(each.id for each in _accounts(book))[:2]
        pair = f"{one}.{other}"
    one, other = pair.split(".")
    done = say(book, pair, "reject", reason="two quays")
    assert done.judged
    (kept,) = [each for each in book.judgements() if {each.a, each.b} == {one, other}]
    assert (kept.verdict, kept.author, kept.reason) == ("different", "ines", "two quays")
    assert _incident(book, one) != _incident(book, other)
    undo(book, done.decision.sequence, author="ines")
    assert book.judgements() == []
    said = say(book, pair, "accept").said
    assert said == "accepted"
    assert _incident(book, one) == _incident(book, other)


def test_copies_are_judged_between_reports(book: Ledger) -> None:
    reports = sorted({each.report for each in _accounts(book)})[:2]
    say(book, ".".join(reports), "accept")
    assert [each.verdict for each in book.judgements()] == ["copy"]
    assert isinstance(book.judgements()[0], Judgement)


def test_a_ledger_with_decisions_is_sound_and_a_changed_one_is_named(book: Ledger) -> None:
    item = first(book, "claim").item
    number = say(book, item.id, "correct", changes=(Change("status", "denied"),)).decision.sequence
    undo(book, number, author="ines")
    say(book, item.id, "accept")
    count = Checked()
    assert [fault for fault in check(book, count) if fault.kind != "report"] == []
    assert count.decisions == 3


def _accounts(book: Ledger) -> list:  # type: ignore[type-arg]
    from sqlalchemy import select

    from reportedly.store.derived import accounts

    with book.reading() as connection:
        return list(connection.execute(select(accounts).order_by(accounts.c.id)))


def _incident(book: Ledger, account: str) -> str | None:
    from sqlalchemy import select

    from reportedly.store.derived import members

    with book.reading() as connection:
        return connection.scalar(select(members.c.incident).where(members.c.account == account))
