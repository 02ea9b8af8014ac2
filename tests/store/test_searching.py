"""The search index keeps up with a ledger: with what comes, is read anew, corrected, withdrawn and judged."""

from __future__ import annotations

from reportedly.report import Report
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.searching import index, search
from reportedly.store.work import Arrival, Done, Reading
from tests.fictional import harbour


def _take_in(ledger: Ledger, report: Report, recipe: str) -> None:
    original = ledger.originals.put(report.text.encode() + recipe.encode())
    ledger.receive([Arrival(original=original, location=f"{recipe}.txt", media_type="text/plain")])
    ledger.finish([Done(item.number, (Reading.of(report, recipe),)) for item in ledger.pending(10)])


def _found(ledger: Ledger, **fields: str) -> int:
    return search(ledger, Query(**fields)).total  # type: ignore[arg-type]


def test_the_index_follows_new_readings_and_corrections(ledger: Ledger) -> None:
    whole = harbour()
    _take_in(ledger, whole.with_layers(claims=(), events=(), loaded=(), tolls=(), codings=(), issues=()), "first")
    assert index(ledger) == 1
    assert _found(ledger, words="ferry") == 1
    assert _found(ledger, claimed_by="army") == 0

    _take_in(ledger, whole, "second")
    assert index(ledger) == 1
    assert _found(ledger, claimed_by="army", status="believed") == 1
    assert _found(ledger, words="ferry") == 1

    belief = next(claim for claim in whole.claims or () if claim.status.value == "believed")
    correction = ledger.correct(
        whole.id, belief.id, "status", "asserted", author="dana", reason="it said so outright"
    )
    assert index(ledger) == 1
    assert _found(ledger, claimed_by="army", status="believed") == 0
    assert index(ledger) == 0

    ledger.withdraw_correction(correction, author="dana", reason="no, it did not")
    assert index(ledger) == 1
    assert _found(ledger, claimed_by="army", status="believed") == 1
