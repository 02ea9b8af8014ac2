"""What is taken in is kept first and noted once; what cannot be had is named."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.text.made import docx_file, warc
from tests.text.pages import page

from reportedly.ingest.take_in import take_in
from reportedly.store.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger", create=True) as opened:
        yield opened


def lines(count: int, start: int = 0) -> str:
    return "".join(
        json.dumps({"text": f"Two men were killed, report {n}."}) + "\n" for n in range(start, start + count)
    )


def test_a_file_of_lines_is_one_original_and_an_item_a_line(ledger: Ledger, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text(lines(2_500))
    taken = take_in(ledger, [source], overrides=[("outlet", "Northern Wire")])
    assert (taken.originals, taken.items, taken.new, taken.errors) == (1, 2_500, 2_500, [])
    first, *_ = ledger.pending(1)
    assert (first.locator, first.location, first.overrides) == (
        "line 1 (0+43)",
        str(source),
        (("outlet", "Northern Wire"),),
    )
    with ledger.originals.open(first.original) as kept:
        assert kept.read() == source.read_bytes()


def test_the_same_again_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(5))
    (folder / "b.docx").write_bytes(docx_file())
    (folder / "c.warc.gz").write_bytes(warc([page().encode()]))
    take_in(ledger, [folder])
    before = ledger.digest()
    again = take_in(ledger, [folder])
    assert (again.items, again.new, ledger.digest()) == (7, 0, before)


def test_what_cannot_be_had_is_named_and_stops_nothing(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    (tmp_path / "a.txt").write_text("Two men were killed.")
    (tmp_path / "b.urls").write_text("# addresses\nhtp://echo.example\n")
    sources = ["no such file", str(tmp_path / "nothing"), str(tmp_path / "b.urls"), "a\0b", str(tmp_path / "a.txt")]
    taken = take_in(ledger, sources)
    assert taken.new == 1
    assert [str(error).replace(str(tmp_path), "") for error in taken.errors] == [
        "no such file: there is no such file or folder: give a path, a URL beginning with http, or - for stdin",
        "/nothing: there are no files in this folder",
        "/b.urls line 2: 'htp://echo.example' is no URL beginning with http",
        "a\0b: there is no such file or folder: give a path, a URL beginning with http, or - for stdin",
    ]


def test_an_address_inside_the_network_is_refused(ledger: Ledger) -> None:
    taken = take_in(ledger, ["http://127.0.0.1/page"])
    assert taken.new == 0
    assert "127.0.0.1" in str(taken.errors[0])


def test_standard_input_is_kept_as_it_came(ledger: Ledger) -> None:
    take_in(ledger, ["-"], stdin=io.BytesIO(lines(3).encode()))
    assert [item.locator for item in ledger.pending(10)] == ["line 1 (0+43)", "line 2 (43+43)", "line 3 (86+43)"]
