from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadInput
from reportedly.incidents.fingerprints import fingerprint, opened, words

STORY = """An explosion tore through a grain silo on the eastern quay of Port Arden shortly before dawn on Tuesday.
Firefighters needed four hours to bring the blaze under control, and three dockers were treated for smoke."""


THREE_MEN_HURT = "0101010000005996d100"
"""Recipe 1, every shingle, one shingle, its hash: it must never change without another recipe."""


def shared(a: str, b: str) -> float:
    one, other = opened(fingerprint(a)), opened(fingerprint(b))
    return len(set(one.hashes) & set(other.hashes)) / min(len(one.hashes), len(other.hashes))


def test_a_fingerprint_is_the_same_bytes_on_every_machine() -> None:
    assert fingerprint("three men hurt").hex() == THREE_MEN_HURT


def test_marks_capitals_and_hidden_characters_make_no_other_text() -> None:
    assert words("“Port\u00adArden” IS\u200b quiet") == ["portarden", "is", "quiet"]
    assert fingerprint(STORY.upper().replace("Port", "\u200bPort")) == fingerprint(STORY)


def test_a_cut_text_lies_wholly_in_the_longer_one() -> None:
    assert shared(STORY, STORY.splitlines()[0]) == 1.0


def test_texts_of_one_event_in_other_words_share_little() -> None:
    other = (
        "Before sunrise a silo for grain blew up at the harbour. Three workers breathed smoke and were looked after."
    )
    assert shared(STORY, other) < 0.1


def test_what_is_no_fingerprint_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match="make it anew"):
        opened(b"\x07\x01abcdefgh")


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_that_can_be_opened(text: str) -> None:
    found = opened(fingerprint(text))
    assert len(found.hashes) <= found.shingles
    assert list(found.hashes) == sorted(set(found.hashes))
