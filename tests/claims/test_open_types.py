"""An event whose words leave open what it was says so, and one whose words tell it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Report

OPEN = [
    ("An explosion shook the harbour of Gorv on Monday.", "explosion"),
    ("A clerk was found dead in Odrin on Monday.", "dead"),
    ("A fire destroyed the mill in Lenn. The cause of the fire is unknown.", "destroyed"),
    ("A fire broke out at the mill in Lenn on Monday. No cause was immediately known.", "fire"),
    ("A miner died in Tarn on Monday. The circumstances of his death are unclear.", "died"),
]

TOLD = [
    "A bomb exploded outside the bank in Dorn.",
    "A gas leak caused an explosion at the bakery in Gorv.",
    "The miner died of cancer in Tarn.",
    "Two miners died in hospital on Friday.",
    "A clerk was found dead in Odrin. Police say a burglar stabbed him.",
    "A fire at the mill in Lenn killed six.",
    "No explosion was heard in Gorv.",
    "Rebels shelled Gorv on Monday.",
]


def _open(report: Report) -> list[str]:
    return [issue.span.words for issue in report.issues if issue.code == "event.type-open" and issue.span]


@pytest.mark.parametrize(("text", "word"), OPEN, ids=[text for text, _ in OPEN])
def test_what_the_words_leave_open_is_said_to_be_open(
    text: str, word: str, read_text: Callable[[str], Report]
) -> None:
    assert word in _open(read_text(text))


@pytest.mark.parametrize("text", TOLD)
def test_what_the_words_tell_is_not(text: str, read_text: Callable[[str], Report]) -> None:
    assert _open(read_text(text)) == []
