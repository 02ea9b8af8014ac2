"""`reportedly explain` finds what is meant and shows why it was read so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.codec import to_json
from reportedly.report import Report

Run = Callable[..., Any]


@pytest.fixture
def stored(tmp_path: Path, harbour: Report) -> Path:
    file = tmp_path / "reports.jsonl"
    file.write_text(to_json(harbour) + "\n", "utf-8")
    return file


def test_a_stored_claim_is_explained_with_its_words(run: Run, stored: Path, harbour: Report) -> None:
    claim = (harbour.claims or ())[5]
    ran = run("explain", claim.id, stored)
    assert ran.code == 0
    for words in (
        f"claim {claim.id}",
        "claims.attribution.v1",
        "reporting_cues.en.toml@sha256:",
        "The Harbour Courier → The Northern Wire → two officials → the army (believed)",
        "citing two officials, said [the army] believed the Tidewater Front",
        "read by language.entities.v1, rule name variants",
    ):
        assert words in ran.out


def test_a_claim_is_explained_with_its_tier_and_an_event_has_none(run: Run, stored: Path) -> None:
    assert re.search(r"confidence  \d+%; high tier\n", run("explain", "c1", stored).out)
    assert "tier" not in run("explain", "e1", stored).out
    assert json.loads(run("explain", "c1", stored, "--format", "json").out)["tier"] == "high"


def test_numbers_of_the_ledger_and_beginnings_of_ids_will_do(run: Run, stored: Path, harbour: Report) -> None:
    claim = (harbour.claims or ())[5]
    assert run("explain", claim.id[:8], stored).out == run("explain", claim.id, stored).out
    assert run("explain", "c6", stored).out == run("explain", claim.id, stored).out
    assert "document; not told as having happened" in run("explain", "e6", stored).out


def test_json_holds_the_same(run: Run, stored: Path) -> None:
    made = json.loads(run("explain", "e1", stored, "--format", "json").out)
    assert made["kind"] == "event"
    (trigger,) = (field for field in made["fields"] if field["field"] == "trigger")
    assert trigger["words"][0]["words"] == "killed"


@pytest.mark.parametrize(
    ("id", "says"), [("c1-", "give more of the id"), ("zzz", "has the id"), ("c99", "has the id")]
)
def test_what_is_not_found_is_exit_2(run: Run, stored: Path, id: str, says: str) -> None:
    ran = run("explain", id, stored)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_an_article_is_read_again_and_has_the_same_ids(run: Run, article: Path, tmp_path: Path) -> None:
    line = run("read", article, "--format", "jsonl").out
    claim = json.loads(line)["claims"][0]["id"]
    assert f"claim {claim}" in run("explain", claim, article).out
    assert run("explain", claim, article, "--outlet", "Another").code == 2


def test_nothing_readable_is_exit_2(run: Run, tmp_path: Path) -> None:
    ran = run("explain", "c1", tmp_path / "gone.txt")
    assert ran.code == 2
    assert "no report could be read" in ran.err


def test_lone_surrogates_can_be_explained(run: Run, tmp_path: Path) -> None:
    report = Report.of("Half \ud800 pair.")
    report = report.with_issues(report.issue("a.b", "half \ud800", by="t", at=report.span(5, 6)))
    (tmp_path / "r.jsonl").write_text(to_json(report) + "\n", "utf-8")
    issue = report.issues[0].id
    assert (
        json.loads(run("explain", issue, tmp_path / "r.jsonl", "--format", "json").out)["fields"][0]["value"]
        == "half \ud800"
    )
    assert "[⟨U+D800⟩]" in run("explain", issue, tmp_path / "r.jsonl").out
