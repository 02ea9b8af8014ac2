"""`reportedly verify` and `reportedly schema`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportedly.codec import schema, to_json
from reportedly.report import Report

Run = Callable[..., Any]


def test_sound_reports_are_counted(run: Run, tmp_path: Path, harbour: Report) -> None:
    (tmp_path / "r.jsonl").write_text((to_json(harbour) + "\n") * 2, "utf-8")
    ran = run("verify", tmp_path / "r.jsonl")
    assert ran.code == 0
    assert ran.out == f"2 reports checked, {2 * harbour.verify()} spans equal to their words: no fault\n"


def test_each_faulty_report_is_named_with_its_first_fault(run: Run, tmp_path: Path, harbour: Report) -> None:
    good = to_json(harbour)
    edited = good.replace("two officials", "six officials", 1)
    (tmp_path / "r.jsonl").write_text(f"{good}\n{edited}\n\nnonsense\n", "utf-8")
    ran = run("verify", tmp_path / "r.jsonl")
    assert ran.code == 1
    assert "2 reports faulty" in ran.out
    first, second = ran.err.splitlines()
    assert "line 2:" in first
    assert "officials" in first
    assert "line 4:" in second


def test_nothing_to_check_is_exit_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("\n")
    assert run("verify", tmp_path / "r.jsonl").code == 2
    assert run("verify", tmp_path / "gone.jsonl").code == 2


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("schema").out) == schema()
