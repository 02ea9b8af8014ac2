"""Double coding: blind, without effect until both agree, adjudicated by a third; and how agreement is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import AlreadyDecided, OwnWork
from reportedly.review.agreement import agreement, double_coded
from reportedly.review.asked import chance
from reportedly.review.changes import Change
from reportedly.review.deciding import adjudicate, undo
from reportedly.review.disputes import disputes
from reportedly.review.double_coding import DoubleCoding
from reportedly.review.offering import next_items
from reportedly.review.progress import progress
from reportedly.review.training import examples
from reportedly.store import decisions as kept
from reportedly.store.decisions import Decision
from reportedly.store.ledger import Ledger
from tests.review.asking import first, opened, queue, say, twice

DENIED = (Change("status", "denied"),)


@pytest.fixture
def place(tmp_path: Path) -> str:
    """One database is enough: what the other does differently is tried with single decisions and the queue."""
    return str(tmp_path / "ledger")


def status(book: Ledger, item: str) -> str:
    claim = next(c for c in book.report(item.split(".")[0]).claims or () if c.id == item.split(".")[1])
    return claim.status.value


def test_a_larger_share_only_adds_items() -> None:
    items = [f"r1-{n}.c1-{n}" for n in range(300)]
    tenth = {item for item in items if DoubleCoding(share=0.1).chosen(item)}
    half = {item for item in items if DoubleCoding(share=0.5).chosen(item)}
    assert tenth < half
    assert 10 <= len(tenth) <= 60
    assert all(0 <= chance(item) < 1 for item in items)
    assert not any(DoubleCoding(share=0.0).chosen(item) for item in items)
    assert not DoubleCoding(share=1.0).chosen("a1-x.a1-y")


def test_the_second_coder_sees_nothing_of_the_first_and_both_together_take_effect(book: Ledger) -> None:
    item = first(book, "claim").item.id
    before = status(book, item)
    twice(book, item)
    unseen = opened(book, item, "tomas")
    assert say(book, item, "correct", changes=DENIED).state == "pending"
    assert status(book, item) == before
    then = opened(book, item, "tomas")
    assert (then.state, then.own, then.etag, then.item) == (unseen.state, None, unseen.etag, unseen.item)
    assert item in {each.item.id for each in next_items(book, "tomas", 20)[0]}
    assert item not in {each.item.id for each in next_items(book, "ines", 20)[0]}
    assert list(examples(book)) == []
    assert say(book, item, "correct", "tomas", changes=DENIED, seen=then.etag).state == "decided"
    assert status(book, item) == "denied"
    assert item not in queue(book)
    (example,) = examples(book)
    assert (example.author, example.after["status"].value) == ("ines and tomas", "denied")


def test_where_two_differ_nothing_changes_until_a_third_decides(book: Ledger) -> None:
    item = first(book, "claim").item.id
    before = status(book, item)
    twice(book, item)
    say(book, item, "correct", changes=DENIED)
    assert say(book, item, "accept", "tomas").state == "disputed"
    assert status(book, item) == before
    assert item not in queue(book)
    with book.reading() as connection:
        (dispute,), total = disputes(connection, "mira", limit=5)
    assert (dispute.differ, dispute.yours, total) == (("status",), False, 1)
    for coder in ("ines", "tomas"):
        with pytest.raises(OwnWork, match="one of the two"):
            adjudicate(book, item, "accept", author=coder, key="adjudicated-by-me")
    with pytest.raises(AlreadyDecided):
        say(book, item, "accept", "ada")
    right = dispute.decisions[0].sequence
    done = adjudicate(book, item, "accept", author="mira", key="adjudicated-1", take=right)
    assert (done.decision.action, status(book, item)) == ("correct", "denied")
    undo(book, None, author="mira")
    assert status(book, item) == before
    assert item in queue(book, "disputed")


def test_taking_back_one_of_two_that_agreed_takes_back_the_effect(book: Ledger) -> None:
    item = first(book, "claim").item.id
    before = status(book, item)
    twice(book, item)
    one = say(book, item, "correct", changes=DENIED).decision.sequence
    say(book, item, "correct", "tomas", changes=DENIED)
    undo(book, one, author="ines")
    assert status(book, item) == before
    assert item in queue(book)
    assert opened(book, item, "tomas").state == "pending"


def test_a_coder_may_change_their_mind_while_it_is_pending(book: Ledger) -> None:
    item = first(book, "claim").item.id
    twice(book, item)
    say(book, item, "reject")
    say(book, item, "accept")
    assert say(book, item, "accept", "tomas").state == "decided"


def test_progress_counts_what_is_pending_disputed_and_decided(book: Ledger) -> None:
    one, two, three = list(queue(book))[:3]
    twice(book, one, two)
    say(book, one, "accept", seconds=4.0)
    say(book, two, "accept", seconds=8.0)
    say(book, two, "reject", "tomas")
    undo(book, say(book, three, "accept", seconds=90.0).decision.sequence, author="ines")
    say(book, three, "skip")
    with book.reading() as connection:
        now = progress(connection)
    assert (now.pending, now.disputed, now.decided) == (1, 1, 0)
    ines = next(each for each in now.coders if each.name == "ines")
    assert (ines.decisions, ines.skip, ines.taken_back, ines.seconds_median) == (2, 1, 1, 6.0)


def coded(unit: int, author: str, values: dict[str, object], action: str = "accept") -> Decision:
    """A blind decision by which fields hold these values."""
    held = {path: {"value": value, "spans": []} for path, value in values.items()}
    body = {"seen": f"{unit}", "before": held}
    return Decision(
        item=f"r1-{unit}.c1-{unit}",
        kind="claim",
        action=action,  # type: ignore[arg-type]
        round="blind",
        author=author,
        key=f"{unit} {author}",
        body=body,
        sequence=unit * 2 + (author == "tomas"),
    )


def test_alpha_is_that_of_krippendorffs_own_example() -> None:
    # "Computing Krippendorff's Alpha-Reliability" (2011), B: two observers, 12 units, nominal values, alpha 0.692.
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    both = enumerate(zip(ben, gerry, strict=True))
    units = [(coded(n, "ines", {"status": a}), coded(n, "tomas", {"status": b})) for n, (a, b) in both]
    fields = {each.field: each for each in agreement(units)}
    assert fields["status"].alpha == pytest.approx(0.692, abs=5e-4)
    assert fields["status"].raw == pytest.approx(0.75)
    assert fields["decision"].alpha is None
    assert "nothing varies" in fields["decision"].why


def test_who_agrees_in_all_has_alpha_one_and_by_chance_about_none() -> None:
    same = [
        (coded(n, "ines", {"status": "ab"[n % 2]}), coded(n, "tomas", {"status": "ab"[n % 2]})) for n in range(20)
    ]
    other = [
        (coded(n, "ines", {"status": "ab"[n % 2]}), coded(n, "tomas", {"status": "ab"[n // 2 % 2]}))
        for n in range(40)
    ]
    (one,) = [each for each in agreement(same) if each.field == "status"]
    (none,) = [each for each in agreement(other) if each.field == "status"]
    assert (one.alpha, one.low, one.high, one.raw) == (1.0, 1.0, 1.0, 1.0)
    assert none.alpha == pytest.approx(0.0, abs=0.05)
    assert none.alpha is not None
    assert none.low is not None
    assert none.high is not None
    assert none.low < none.alpha < none.high


def test_figures_that_are_close_agree_more_than_figures_that_are_far() -> None:
    def of(shift: int) -> float:
        units = [
            (
                coded(n, "ines", {"quantities[0].count": {"low": n, "high": n, "best": n}}),
                coded(n, "tomas", {"quantities[0].count": {"low": n, "high": n, "best": n + shift}}),
            )
            for n in range(2, 30, 3)
        ]
        (found,) = [each for each in agreement(units) if each.field == "quantities.count"]
        assert found.measure == "ratio"
        assert found.alpha is not None
        return found.alpha

    assert of(0) == 1.0
    assert of(1) > of(6)


def test_what_one_rejects_has_no_fields_to_agree_on() -> None:
    units = [(coded(1, "ines", {"status": "a"}), coded(1, "tomas", {"status": "a"}, "reject"))]
    assert [each.field for each in agreement(units)] == ["decision"]


def test_units_are_blind_decisions_of_two_on_the_same_fields(book: Ledger) -> None:
    item = first(book, "claim").item.id
    twice(book, item)
    say(book, item, "accept")
    say(book, item, "accept", "tomas")
    with book.reading() as connection:
        ((one, other),) = double_coded(kept.each(connection))
    assert (one.author, other.author) == ("ines", "tomas")
