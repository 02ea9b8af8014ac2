"""Two texts word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.incidents.word_changes import Run, word_changes

WORDS = st.lists(st.sampled_from(["Police", "said", "nine", "died.", "\n", "🌊", "“Help”", "שלום", "!"]), max_size=30)


def told(a: str, b: str) -> list[tuple[str, str]]:
    """What changed, as (kind, words)."""
    runs = (run for run in word_changes(a, b) if run.kind != "same")
    return [(run.kind, (a[slice(*run.a)] or b[slice(*run.b)]).strip()) for run in runs]


def test_a_raised_toll_is_one_word_gone_and_one_new() -> None:
    before = "Police said nine people died. The mayor left."
    after = "Police said twelve people died. The mayor left."
    assert told(before, after) == [("gone", "nine"), ("new", "twelve")]


def test_a_sentence_that_was_added_is_new_and_the_rest_the_same() -> None:
    before = "The ferry sank. Nobody spoke."
    after = "The ferry sank. A guard denied it. Nobody spoke."
    assert told(before, after) == [("new", "A guard denied it.")]


def test_other_white_space_is_no_change() -> None:
    assert told("The ferry sank.\n\nNobody spoke.", "The ferry sank. Nobody spoke.") == []


def test_texts_with_nothing_in_common_are_replaced_whole() -> None:
    assert word_changes("Rain", "Snow") == [Run("gone", (0, 4), (0, 0)), Run("new", (4, 4), (0, 4))]


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_runs_cover_both_texts_in_order_and_agree_where_they_say_so(a: str, b: str) -> None:
    runs = word_changes(a, b)
    assert "".join(a[slice(*run.a)] for run in runs) == a
    assert "".join(b[slice(*run.b)] for run in runs) == b
    for run in runs:
        assert run.kind != "same" or a[slice(*run.a)].split() == b[slice(*run.b)].split()
        assert run.kind != "gone" or run.b[0] == run.b[1]
        assert run.kind != "new" or run.a[0] == run.a[1]
