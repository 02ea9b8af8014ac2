"""`reportedly search`: what it prints, and what it says when a question cannot be meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.report import Report
from reportedly.store.ledger import Ledger
from reportedly.store.searching import index
from reportedly.store.work import Arrival, Done, Reading

Run = Callable[..., Any]


@pytest.fixture
def ledger(tmp_path: Path, harbour: Report) -> Path:
    place = tmp_path / "ledger"
    with Ledger.open(place, create=True) as opened:
        original = opened.originals.put(harbour.text.encode())
        opened.receive([Arrival(original=original, location="port-selwyn.txt", media_type="text/plain")])
        (item,) = opened.pending(1)
        opened.finish([Done(item.number, (Reading.of(harbour, recipe="test"),))])
        assert index(opened) == 1
        assert index(opened) == 0
    return place


def test_a_report_is_shown_with_its_passage_and_why(run: Run, ledger: Path, harbour: Report) -> None:
    ran = run("search", "hospital", "--claimed-by", "front", "--status", "denied", "--ledger", ledger)
    assert ran.code == 0
    assert harbour.id in ran.out
    assert "«Hospital» staff put the toll at 14" in ran.out
    assert "claimed by: Tidewater Front: denied" in ran.out
    assert ran.err == "1-1 of 1 reports, best by words first\n"


def test_json_lines_give_exact_offsets(run: Run, ledger: Path, harbour: Report) -> None:
    row = json.loads(run("search", '"ferry terminal"', "--format", "jsonl", "--ledger", ledger).out)
    assert row["report"] == harbour.id
    for hit in row["snippet"]["hits"]:
        assert harbour.text[hit["start"] : hit["end"]] == hit["words"] == "ferry terminal"


def test_a_search_is_kept_asked_and_forgotten(run: Run, ledger: Path) -> None:
    assert run("search", "bomb*", "--save", "bombs", "--ledger", ledger).code == 0
    assert run("search", "--list", "--ledger", ledger).out == "bombs  words: bomb*  (seen up to 0)\n"
    assert "1-1 of 1" in run("search", "--saved", "bombs", "--new", "--seen", "--ledger", ledger).err
    assert "no report found" in run("search", "--saved", "bombs", "--new", "--ledger", ledger).err
    assert run("search", "--forget", "bombs", "--ledger", ledger).code == 0
    gone = run("search", "--saved", "bombs", "--ledger", ledger)
    assert gone.code == 2
    assert "no search is saved as 'bombs'" in gone.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "say what to look for"),
        (("--new",), "--saved NAME"),
        (("--saved", "x", "bomb"), "leave out words"),
        (("--type", "ASALT"), "did you mean ASSAULT"),
        (("bomb", "--since", "May"), "write it as 2031-05-14"),
    ],
)
def test_a_question_that_cannot_be_meant_is_explained(
    run: Run, ledger: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = run("search", *arguments, "--ledger", ledger)
    assert ran.code == 2
    assert says in ran.err


def test_a_ledger_that_is_not_linked_yet_says_so(run: Run, tmp_path: Path) -> None:
    Ledger.open(tmp_path / "ledger", create=True).close()
    assert "reportedly link" in run("search", "bomb", "--ledger", tmp_path / "ledger").err
