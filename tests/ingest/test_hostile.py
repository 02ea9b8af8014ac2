"""A handful of the files that `python -m eval.hostile` is made of: good reports among them are read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval.hostile import hostile, swept

CHOSEN = (
    "zeros.jsonl.gz",
    "nested 4.gz",
    "nested 2.zip",
    "words.docx",
    "flate 100000000.pdf",
    "record.warc.gz",
    "encoded.warc.gz",
    "laughs.docx",
    "div 400000.html",
    "arrays.json",
    "surrogate.jsonl",
    "3 a.warc.gz",
    "4 a.docx",
    "many.eml",
    "names.zip",
    "lying.zip",
    "noise.warc.gz",
    "chunks.warc.gz",
    "surrogates.txt",
    "boms.html",
)


def test_good_reports_are_read_among_hostile_ones(
    tmp_path: Path, quick: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [each for each in hostile() if each.name in CHOSEN]
    assert len(bad) > len(CHOSEN)
    assert swept(tmp_path, bad, workers=1, recipe=quick)
    said = capsys.readouterr().out
    assert "0 good reports lost, books balance" in said


def test_there_are_some_hundred_of_them() -> None:
    names = [each.name for each in hostile()]
    assert len(names) > 300
    assert len(set(names)) > 0.6 * len(names)
