"""Words are counted by code points, whatever they look like on the screen."""

from __future__ import annotations

import pytest

from reportedly.review.item import Highlight, Option, Passage
from reportedly.terminal.choices import matching
from reportedly.terminal.ends import characters, first_word, with_end_moved
from reportedly.terminal.marks import harmless, marked

FAMILY = "👩\u200d👩\u200d👧"
TEXT = f"Chief שלום said {FAMILY} é🇫🇷中文 wasn't hit."
PASSAGE = Passage(100, TEXT, (), whole=False)


def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [TEXT[start - 100 : end - 100] for start, end in spans]


def test_a_character_is_what_a_person_takes_for_one() -> None:
    text = f"a{FAMILY}e\u0301🇫🇷🇩🇪👍🏽कि"
    assert [text[a:b] for a, b in characters(text)] == ["a", FAMILY, "e\u0301", "🇫🇷", "🇩🇪", "👍🏽", "कि"]


def test_an_end_never_stops_within_a_character() -> None:
    start = 100 + TEXT.index("said")
    spans: tuple[tuple[int, int], ...] = ((start, start + 4),)
    for expected in ("said ", f"said {FAMILY}", f"said {FAMILY} "):
        spans = with_end_moved(PASSAGE, spans, 1, 1, word=False)
        assert words(spans) == [expected]


def test_an_end_moves_by_words_and_an_apostrophe_is_within_one() -> None:
    start = 100 + TEXT.index("中文")
    spans = with_end_moved(PASSAGE, ((start, start + 2),), 1, 1, word=True)
    assert words(spans)[0].endswith("wasn't")
    assert words(with_end_moved(PASSAGE, spans, 0, -1, word=True))[0].startswith("é")


@pytest.mark.parametrize(("end", "by"), [(0, 1), (1, -1)])
def test_words_never_become_none(end: int, by: int) -> None:
    one = ((100, 101),)
    assert with_end_moved(PASSAGE, one, end, by, word=False) == one
    assert with_end_moved(PASSAGE, one, end, by, word=True) == one


def test_pieces_do_not_run_into_each_other() -> None:
    spans = ((100, 105), (106, 110))
    moved = with_end_moved(PASSAGE, spans, 1, 1, word=True)
    assert moved == spans
    assert first_word(PASSAGE) == (100, 105)


def test_what_commands_a_terminal_is_shown_as_a_sign_and_marks_stay_on_their_words() -> None:
    text = "He \x1b[2Jsaid\r\n\u202e中\u2028文 was\thit"
    assert len(harmless(text)) == len(text)
    assert not set("\x1b\r\t\u202e\u2028") & set(harmless(text))
    place = text.index("中")
    made = marked(Passage(7, text, (Highlight(7 + place, 8 + place, "中", "content"),), whole=True), "denied")
    (span,) = made.spans
    assert (span.start, span.end) == (place, place + 1)
    assert span.style.strike  # type: ignore[union-attr]


def test_a_few_letters_find_a_value_by_its_name_before_its_meaning() -> None:
    options = (Option("asserted", "nothing is denied"), Option("official_unnamed", "who"), Option("denied", "not so"))
    assert [each.value for each in matching(options, "deni")] == ["denied", "asserted"]
    assert [each.value for each in matching(options, "Unnám")] == ["official_unnamed"]
    assert [each.value for each in matching(options, "")] == ["asserted", "official_unnamed", "denied"]
