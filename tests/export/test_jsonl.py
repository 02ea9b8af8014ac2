"""Reports survive JSON lines, and one that is broken names its line and stops nothing."""

from __future__ import annotations

import io

import pytest

from reportedly.errors import BadReport
from reportedly.export.jsonl import holds_reports, lines, read
from reportedly.report import Report


def test_reports_come_back_equal(harbour: Report) -> None:
    text = "".join(lines([harbour, Report.of("Half \ud800 pair.")]))
    assert list(read(io.BytesIO(text.encode()))) == [harbour, Report.of("Half \ud800 pair.")]
    assert holds_reports(text.encode())


@pytest.mark.parametrize("bad", [b"{}\n", b"no json\n", b"[" * 100_000 + b"\n", b"\xff\xfe\n"])
def test_a_broken_line_is_named_and_the_next_one_read(harbour: Report, bad: bytes) -> None:
    found = list(read(io.BytesIO(b"\n" + bad + "".join(lines([harbour])).encode())))
    assert isinstance(found[0], BadReport)
    assert str(found[0]).startswith("line 2: ")
    assert found[1] == harbour


@pytest.mark.parametrize("beginning", [b"", b"{}", b'{"text": "a"}', b"An article", b'{"format":"other.v1"'])
def test_an_article_is_not_taken_for_reports(beginning: bytes) -> None:
    assert not holds_reports(beginning)
