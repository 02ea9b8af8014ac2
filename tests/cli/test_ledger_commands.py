"""`reportedly stats`, `judge`, `correct`, and `verify` of a ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.store.fictional import filled

from reportedly.report import Report
from reportedly.store.derived import accounts, incidents, members, pairs
from reportedly.store.ledger import Ledger

Run = Callable[..., Any]
WHO = ("--author", "ines", "--reason", "word for word")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Report]:
    """Three reports in the ledger that commands work on when none is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTEDLY_LEDGER", raising=False)
    with Ledger.open("ledger", create=True) as ledger:
        return filled(ledger, range(3))


@pytest.fixture
def linked(reports: list[Report]) -> list[str]:
    """Two incidents with an account each, and an undecided pair of these; the ids of both accounts."""
    ids = [f"a1-{letter}" for letter in "xy"]
    with Ledger.open("ledger") as ledger, ledger.writing() as connection:
        for number, each in enumerate(ids):
            row = {"id": each, "report": reports[number].id, "number": 1, "newness": "main"}
            connection.execute(accounts.insert().values(row))
            connection.execute(incidents.insert().values(id=f"i1-{each[-1]}"))
            named = {"incident": f"i1-{each[-1]}", "account": each, "report": reports[number].id, "role": "news"}
            connection.execute(members.insert().values(named))
        clues = [{"name": "day", "score": 1.5, "sentence": "both are on 3 March"}]
        connection.execute(pairs.insert().values(a=ids[0], b=ids[1], score=0.5, verdict="unsure", clues=clues))
    return ids


def test_stats_count_what_is_there(run: Run, reports: list[Report]) -> None:
    told = run("stats").out
    assert "3 received = 3 done + 0 quarantined + 0 pending" in told
    assert "2026-03-01 to 2026-03-03" in told
    assert "not yet; run: reportedly link" in told
    (line,) = run("stats", "--format", "jsonl").out.splitlines()
    totals = json.loads(line)
    assert (totals["reports"], totals["claims"], totals["originals"]) == (3, 3, 1)


def test_stats_list_outlets_languages_and_days(run: Run, reports: list[Report]) -> None:
    assert run("stats", "--by", "outlet", "--format", "jsonl").out == '{"outlet":"Northern Wire","reports":3}\n'
    assert [line.split() for line in run("stats", "--by", "day").out.splitlines()] == [
        ["1", f"2026-03-0{day}"] for day in (1, 2, 3)
    ]


def test_a_sound_ledger_verifies(run: Run, reports: list[Report]) -> None:
    ran = run("verify")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 original, 3 reports, 3 readings, 18 spans")
    assert ran.out.endswith("no fault\n")


def test_each_fault_of_a_ledger_is_named(run: Run, reports: list[Report]) -> None:
    with Ledger.open("ledger") as ledger:
        (name,) = ledger.originals
        ledger.originals.path(name).unlink()
    ran = run("verify", "--ledger", "ledger")
    assert ran.code == 1
    assert ran.err.startswith(f"original: {name}: ")
    ran = run("verify", "--format", "jsonl")
    assert json.loads(ran.out)["kind"] == "original"
    assert "1 fault" in ran.err


def test_without_a_ledger_commands_say_how_to_make_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (("verify",), ("stats",), ("judge", "--list"), ("correct", "--list")):
        ran = run(*command)
        assert ran.code == 2
        assert "there is no ledger in ledger" in ran.err
        assert len(ran.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_reports_are_judged_listed_and_undone(run: Run, reports: list[Report]) -> None:
    one, two = reports[0].id, reports[1].id
    assert "as number 7" in run("judge", one[:9], two[:9], "--copy", *WHO).err
    (line,) = run("judge", "--list", "--format", "jsonl").out.splitlines()
    said = json.loads(line)
    assert {said["a"], said["b"]} == {one, two}
    assert (said["verdict"], said["author"], said["reason"]) == ("copy", "ines", "word for word")
    assert "copy, by ines: word for word" in run("judge", "--list").out
    assert run("judge", "--undo", 7, *WHO).code == 0
    assert run("judge", "--list").err == "no judgements\n"
    assert "7 (copy) taken back" in run("judge", "--all").out


def test_incidents_may_be_named_for_their_accounts(run: Run, linked: list[str]) -> None:
    shown = run("judge", "--review").out
    assert "a1-x a1-y  50% likely the same" in shown
    assert "both are on 3 March" in shown
    assert run("judge", "i1-x", "i1-y", "--different", *WHO).code == 0
    with Ledger.open("ledger") as ledger:
        (made,) = ledger.judgements()
    assert [made.a, made.b, made.verdict] == [*linked, "different"]
    assert "nothing to review" in run("judge", "--review").err


def test_a_judgement_says_what_it_needs(run: Run, reports: list[Report]) -> None:
    one, two = reports[0].id, reports[1].id
    assert "give two ids and a verdict" in run("judge", one, two).err
    assert "--author NAME" in run("judge", one, two, "--copy").err
    assert "none of the reports of this ledger has the id 'r9'" in run("judge", one, "r9", "--copy", *WHO).err
    assert "none of the accounts" in run("judge", one, two, "--same", *WHO).err


def test_a_field_is_corrected_listed_and_restored(run: Run, reports: list[Report]) -> None:
    report, claim = reports[0].id, (reports[0].claims or ())[0].id
    asked = ("correct", report[:9], claim[:6], "source", "the fire brigade", "--words", "houses", *WHO)
    assert "as number 7" in run(*asked).err
    with Ledger.open("ledger") as ledger:
        (now,) = ledger.report(report).claims or ()
    assert now.source is not None
    assert (now.source.value.name, now.source.words) == ("the fire brigade", "houses")
    assert '.source = "the fire brigade" by ines' in run("correct", "--list").out
    assert json.loads(run("correct", "--list", "--format", "jsonl").out)["field"] == "source"
    assert run("correct", "--review").err == "none\n"
    assert run("correct", "--undo", 7, *WHO).code == 0
    kinds = [
        json.loads(line)["kind"]
        for line in run("correct", report, "--history", "--format", "jsonl").out.split("\n")[:-1]
    ]
    assert kinds == ["reading", "correction", "withdrawal"]
    assert "7 taken back by ines" in run("correct", report, "--history").out


def test_a_correction_says_what_it_needs(run: Run, reports: list[Report]) -> None:
    report, claim = reports[0].id, (reports[0].claims or ())[0].id
    assert "give REPORT ANNOTATION FIELD VALUE" in run("correct", report).err
    assert "does not have these words" in run("correct", report, claim, "source", "x", "--words", "fog", *WHO).err
    assert "cannot be 'disproved'" in run("correct", report, claim, "status", "disproved", *WHO).err
    assert run("verify").code == 0
