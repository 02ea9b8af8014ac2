"""A report is shown to the encoder whole, and never twice."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.lead_windows import LEAD, WINDOW, lead_windows
from reportedly.language.word_pieces import BREAK


def by_letters(words: str) -> tuple[list[int], list[tuple[int, int]]]:
    places = [(k, k + 1) for k, letter in enumerate(words) if not letter.isspace()]
    return [ord(words[a]) for a, _ in places], places


@given(st.text(alphabet="ab. \n", max_size=1500))
def test_every_piece_is_read_once_and_no_window_is_too_long(text: str) -> None:
    read = [piece for window, repeated in lead_windows(text, by_letters) for piece in window[repeated:]]
    assert [(piece.start, piece.end) for piece in read] == by_letters(text)[1]
    assert all(len(window) <= WINDOW - 2 for window, _ in lead_windows(text, by_letters))


def test_later_windows_begin_with_the_lead() -> None:
    (first, none), (second, repeated), *_ = lead_windows("ab. " * 400, by_letters)
    assert none == 0
    assert repeated == LEAD + 1
    assert second[:LEAD] == first[:LEAD]
    assert second[LEAD] is BREAK


def test_a_window_ends_with_a_sentence() -> None:
    first, _ = next(lead_windows("abcdefgh. " * 100, by_letters))
    assert first[-1].id == ord(".")
