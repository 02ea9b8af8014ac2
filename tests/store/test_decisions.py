"""Decisions in the database: added once, superseded, taken back, never changed."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from reportedly.errors import BadInput, ReportedlyError, UnknownId
from reportedly.store import decisions
from reportedly.store.copying import copy
from reportedly.store.decisions import Decision
from reportedly.store.ledger import Ledger
from tests.store.conftest import Opener
from tests.store.fictional import filled


def made(item: str = "a1-one.a1-two", action: str = "accept", author: str = "ines", key: str = "k-1") -> Decision:
    return Decision(
        item=item,
        kind="pair",
        action=action,  # type: ignore[arg-type]
        round="single",
        author=author,
        key=key,
        body={"seen": "abc"},
        seconds=2.5,
    )


def add(ledger: Ledger, decision: Decision) -> int:
    with ledger.writing() as connection:
        return decisions.add(connection, decision, ledger.now())


def standing(ledger: Ledger, item: str = "a1-one.a1-two") -> list[tuple[str, str]]:
    with ledger.reading() as connection:
        return [(each.author, each.action) for each in decisions.in_force(connection, item)]


def test_a_decision_takes_the_next_number_of_the_whole_ledger(ledger: Ledger) -> None:
    filled(ledger, range(2))
    before = ledger.sequence()
    assert add(ledger, made()) == before + 1 == ledger.sequence()


def test_handed_in_twice_it_is_one_and_the_key_of_another_is_refused(ledger: Ledger) -> None:
    assert add(ledger, made()) == add(ledger, made())
    with pytest.raises(BadInput, match="another decision"):
        add(ledger, made(action="reject"))
    assert add(ledger, made(author="tomas")) == 2
    assert standing(ledger) == [("ines", "accept"), ("tomas", "accept")]


def test_a_later_decision_of_the_same_person_supersedes_and_can_be_taken_back(ledger: Ledger) -> None:
    add(ledger, made(action="skip"))
    number = add(ledger, made(key="k-2"))
    assert standing(ledger) == [("ines", "accept")]
    with ledger.writing() as connection:
        decisions.withdraw(connection, number, "ines", "misread", ledger.now())
    assert standing(ledger) == []
    with ledger.reading() as connection:
        assert [each.action for each in decisions.each(connection, as_of=number)] == ["accept"]
        assert [each.action for each in decisions.each(connection)] == []
    with pytest.raises(UnknownId, match="taken back already"), ledger.writing() as connection:
        decisions.withdraw(connection, number, "ines", "again", ledger.now())


def test_the_database_refuses_to_change_or_delete_one(ledger: Ledger) -> None:
    add(ledger, made())
    for said in ("UPDATE decisions SET author = 'tomas'", "DELETE FROM decisions"):
        with pytest.raises((DatabaseError, ReportedlyError), match="only added to"), ledger.writing() as connection:
            connection.execute(text(said))


def test_a_digest_that_was_kept_before_there_were_decisions_still_holds(ledger: Ledger, opener: Opener) -> None:
    before = ledger.digest(derived=False)
    add(ledger, made())
    assert ledger.digest(derived=False) != before


def test_a_copy_has_the_decisions_too(ledger: Ledger, tmp_path) -> None:  # type: ignore[no-untyped-def]
    filled(ledger, range(1))
    add(ledger, made())
    with Ledger.open(tmp_path / "copy", create=True) as other:
        copy(ledger, other)
        assert standing(other) == [("ines", "accept")]
        assert other.digest(derived=False) == ledger.digest(derived=False)
