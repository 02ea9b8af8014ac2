from __future__ import annotations

import pytest

from reportedly.errors import UnknownId
from reportedly.incidents.judgement import Judgement, Verdict
from reportedly.store.ledger import Ledger
from tests.store.fictional import filled


def judgement(verdict: Verdict, a: str = "a1-one", b: str = "a1-two", author: str = "ines") -> Judgement:
    return Judgement(verdict=verdict, a=a, b=b, author=author, reason="same street, same hour")


def verdicts(ledger: Ledger, as_of: int | None = None) -> list[str]:
    return [each.verdict for each in ledger.judgements(as_of=as_of)]


def test_a_later_judgement_of_a_pair_supersedes_and_the_earlier_stays_readable(ledger: Ledger) -> None:
    first = ledger.judge(judgement("same"))
    second = ledger.judge(judgement("different", "a1-two", "a1-one"))
    assert verdicts(ledger) == ["different"]
    assert verdicts(ledger, as_of=first) == ["same"]
    (now,) = ledger.judgements()
    assert (now.a, now.b, now.sequence, now.author) == ("a1-one", "a1-two", second, "ines")


def test_judgements_of_other_pairs_and_kinds_stand_beside_each_other(ledger: Ledger) -> None:
    one, two = filled(ledger, range(2))
    ledger.judge(judgement("same"))
    ledger.judge(judgement("unsure", b="a1-three"))
    ledger.judge(judgement("copy", one.id, two.id))
    ledger.judge(judgement("same_person"))
    assert verdicts(ledger) == ["same", "unsure", "copy", "same_person"]


def test_the_same_judgement_again_adds_nothing(ledger: Ledger) -> None:
    assert len({ledger.judge(judgement("same")) for _ in range(3)}) == 1
    assert ledger.judge(judgement("same", author="tomas")) == 2


def test_a_judgement_can_be_taken_back_and_that_too_is_kept(ledger: Ledger) -> None:
    number = ledger.judge(judgement("same"))
    taken = ledger.withdraw_judgement(number, author="tomas", reason="another year")
    assert verdicts(ledger) == []
    assert verdicts(ledger, as_of=number) == ["same"]
    for wrong in (number, taken, 77):
        with pytest.raises(UnknownId, match=f"number {wrong}"):
            ledger.withdraw_judgement(wrong, author="tomas", reason="again")
    ledger.judge(judgement("same"))
    assert verdicts(ledger) == ["same"]
