from __future__ import annotations

from typing import Any

import pytest

from reportedly.errors import BadCorrection, BadInput, BadReport, UnknownId
from reportedly.layers.anchoring import Anchored
from reportedly.layers.claims import Claim, Party
from reportedly.report import Report
from reportedly.store.ledger import Ledger
from reportedly.store.work import Done
from tests.store.fictional import RECIPE, filled, reading, report

INES: dict[str, Any] = {"author": "ines", "reason": "she denied it in the next sentence"}


def claim(of: Report) -> Claim:
    assert of.claims is not None
    return of.claims[0]


def test_a_correction_keeps_the_characters_and_says_who_made_it(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    ledger.correct(given.id, claim(given).id, "status", "denied", **INES)
    now = claim(ledger.report(given.id))
    assert now.status == Anchored("denied", claim(given).status.spans, "corrected by ines")
    assert now.origin.by == "analyst:ines"
    assert now.origin.rule == "correction of status; read by claims.attribution.v1"
    assert now.source == claim(given).source


def test_other_words_may_be_given_for_a_value(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    at = given.text.index("houses")
    ledger.correct(given.id, claim(given).id, "source", "the houses", spans=((at, at + 6),), **INES)
    source = claim(ledger.report(given.id)).source
    assert source is not None
    assert (source.value, source.words) == (Party("the houses", "person"), "houses")
    with pytest.raises(BadReport, match="no span"):
        ledger.correct(given.id, claim(given).id, "source", "nobody", spans=((0, 10_000),), **INES)


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("source.name", "Dana Oriel, MP", lambda c: c.source.value.name),
        ("source", {"name": "the council", "kind": "organisation"}, lambda c: c.source.value),
        ("source", None, lambda c: c.source),
        ("source_type", "eyewitness", lambda c: c.source_type.value),
        ("confidence", 0.2, lambda c: c.confidence),
        ("kind", "mixed", lambda c: c.kind),
    ],
)
def test_any_field_can_be_corrected(ledger: Ledger, field: str, value: Any, held: Any) -> None:
    (given,) = filled(ledger, range(1))
    ledger.correct(given.id, claim(given).id, field, value, **INES)
    want = Party("the council", "organisation") if isinstance(value, dict) else value
    assert held(claim(ledger.report(given.id))) == want


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("status", "disproved", "status cannot be 'disproved'"),
        ("status", None, "cannot be None"),
        ("mood", "sad", "no field 'mood'; there are id, span"),
        ("id", "c1-other", "cannot be corrected"),
        ("span.start", 3, "cannot be corrected"),
        ("content[4].start", 3, "there is no number 4"),
        ("content[0].start", 3, "impossible"),
        ("within", "c1-nowhere", "which is not in the report"),
        ("source name", "x", "no path to a field"),
        ("audience.name", "x", "nothing to step into"),
    ],
)
def test_what_no_field_could_hold_is_refused_and_not_written(
    ledger: Ledger, field: str, value: Any, complaint: str
) -> None:
    (given,) = filled(ledger, range(1))
    before = ledger.sequence()
    with pytest.raises(BadCorrection, match=complaint):
        ledger.correct(given.id, claim(given).id, field, value, **INES)
    assert ledger.sequence() == before


def test_a_correction_needs_an_author_a_reason_and_an_annotation(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    with pytest.raises(BadInput, match="author and a reason"):
        ledger.correct(given.id, claim(given).id, "status", "denied", author=" ", reason="so")
    with pytest.raises(UnknownId, match="e1-x"):
        ledger.correct(given.id, "e1-x", "status", "denied", **INES)


def test_a_correction_outlives_a_newer_reading(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    ledger.correct(given.id, claim(given).id, "status", "denied", **INES)
    ledger.finish([Done(1, (reading(given, "recipe-2"),))])
    assert claim(ledger.report(given.id)).status.value == "denied"
    assert ledger.to_review() == []


def test_a_correction_without_its_annotation_goes_to_review_and_is_told_in_the_report(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    number = ledger.correct(given.id, claim(given).id, "status", "denied", **INES)
    ledger.finish([Done(1, (reading(given.with_layers(claims=()), "recipe-2"),))])
    (left,) = ledger.to_review()
    assert (left.sequence, left.annotation, left.value) == (number, claim(given).id, "denied")
    now = ledger.report(given.id)
    assert now.claims == ()
    assert [issue.code for issue in now.issues] == ["ledger.correction-open"]
    assert "ines" in now.issues[0].message
    now.verify()


def test_a_later_correction_supersedes_and_the_earlier_stays_readable(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    status = (claim(given).id, "status")
    first = ledger.correct(given.id, *status, "denied", **INES)
    second = ledger.correct(given.id, *status, "alleged", author="tomas", reason="not a denial")
    assert claim(ledger.report(given.id)).status.value == "alleged"
    assert claim(ledger.report(given.id, as_of=first)).status.value == "denied"
    assert claim(ledger.report(given.id, as_of=first - 1)).status.value == "asserted"
    read, one, two = ledger.history(given.id)
    assert (read.kind, read.recipe, read.claims) == ("reading", RECIPE, 1)
    assert (one.value, one.supersedes) == ("denied", read.sequence)
    assert (two.value, two.author, two.supersedes) == ("alleged", "tomas", one.sequence)
    assert [each.sequence for each in ledger.corrections()] == [second]


def test_a_correction_can_be_taken_back_and_that_too_is_kept(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    number = ledger.correct(given.id, claim(given).id, "status", "denied", **INES)
    taken = ledger.withdraw_correction(number, author="ines", reason="I misread")
    assert ledger.report(given.id) == given
    assert ledger.corrections() == []
    assert claim(ledger.report(given.id, as_of=number)).status.value == "denied"
    assert [each.kind for each in ledger.history(given.id)] == ["reading", "correction", "withdrawal"]
    for wrong in (number, taken, 1, 99):
        with pytest.raises(UnknownId, match=f"number {wrong}"):
            ledger.withdraw_correction(wrong, author="ines", reason="again")
    again = ledger.correct(given.id, claim(given).id, "status", "denied", **INES)
    assert again > taken
    assert claim(ledger.report(given.id)).status.value == "denied"


def test_the_same_correction_again_adds_nothing(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    numbers = {ledger.correct(given.id, claim(given).id, "status", "denied", **INES) for _ in range(3)}
    assert len(numbers) == 1


def test_what_changed_is_told_in_order(ledger: Ledger) -> None:
    one, two = filled(ledger, range(2))
    until = ledger.sequence()
    number = ledger.correct(one.id, claim(one).id, "status", "denied", **INES)
    assert [each for _, each in ledger.changed()] == [one.id, two.id, one.id]
    assert list(ledger.changed(after=until)) == [(number, one.id)]


def test_two_readings_of_one_report_are_both_kept(ledger: Ledger) -> None:
    (given,) = filled(ledger, range(1))
    first = ledger.sequence()
    plain = report(0).with_layers(claims=())
    ledger.finish([Done(1, (reading(plain, "recipe-2"),))])
    assert ledger.report(given.id).claims == ()
    assert ledger.report(given.id, as_of=first) == given
