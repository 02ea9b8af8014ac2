"""Paragraphs are lines, or blocks where the lines are hard-wrapped; no word falls outside one."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.paragraphs import paragraphs

LONG = (
    "The mayor of Arvenport said on Monday that nothing had been decided about the old harbour wall, and that the "
    "council would meet again in June to hear from those who live behind it. Nobody from the port company came."
)
OTHER = (
    "“We never said so,” Orla Venn told reporters outside the town hall, where some two hundred people had gathered "
    "in the rain since the morning. “And we will not say so tomorrow, whatever the company may write in its letters.”"
)


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\r\n\r\n", " \n \n ", "\u2029", "\n\n\n\t"])
def test_a_line_is_a_paragraph(between: str) -> None:
    assert read(between.join([LONG, OTHER, LONG])) == [LONG, OTHER, LONG]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_hard_wrapped_lines_are_joined_into_their_block(width: int, line_end: str) -> None:
    wrapped = [textwrap.fill(each, width).replace("\n", line_end) for each in (LONG, OTHER, LONG)]
    assert read((line_end * 2).join(wrapped)) == wrapped


def test_headline_byline_and_lists_stay_apart() -> None:
    text = (
        f"Mayor denies plan\nBy Jane Roe\n\n{LONG}\n\nThe dead were:\n- Ali Din, 40\n- Ines Karode, 31\n\n{OTHER}\n"
    )
    assert len(read(text)) == 7


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n \u2028"])
def test_no_words_no_paragraphs(text: str) -> None:
    assert read(text) == []


@given(st.text() | st.text("ab. \n\r\t\u2028\x85"))
def test_paragraphs_are_in_order_tidy_and_leave_no_word_out(text: str) -> None:
    found = paragraphs(text)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    inside = {position for start, end in found for position in range(start, end)}
    assert all(text[position].isspace() for position in set(range(len(text))) - inside)


@pytest.mark.parametrize("piece", ["\n", " \n", "\n ", "\r", "\u2028 ", "a\n\n", "a b\n", "\t"])
def test_an_endless_text_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    paragraphs(piece * 300_000)
    assert time.process_time() - began < 2.5
