"""`reportedly read`: data on stdout, talk on stderr; a bad source stops no other; files whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from reportedly.cli.read import TIERS
from reportedly.codec import from_json
from reportedly.report import Report, Tier

Run = Callable[..., Any]


def test_the_ledger_is_written_to_stdout_and_the_numbers_to_stderr(run: Run, article: Path) -> None:
    ran = run("read", article)
    assert ran.code == 0
    assert "WHO SAYS WHAT" in ran.out
    assert "Dara Quill" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err.startswith("1 report read: ")
    assert ran.err.count("\n") == 1


def test_jsonl_is_one_report_a_line(run: Run, article: Path) -> None:
    ran = run("read", article, article, "--format", "jsonl", "--published", "2031-03-12", "--outlet", "The Echo")
    reports = [from_json(line) for line in ran.out.splitlines()]
    assert len(reports) == 2
    assert reports[0].publication.published is not None
    assert reports[0].publication.published.value == "2031-03-12"
    assert reports[0].publication.outlet is not None
    assert reports[0].publication.outlet.inferred == "given by the user"


def test_csv_has_one_header_over_all_reports(run: Run, article: Path) -> None:
    ran = run("read", article, article, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) >= 4
    assert ran.out.count("report,outlet,url") == 1
    assert run("read", article, "--format", "csv", "--rows", "events").out.startswith(
        "report,outlet,url,published,document,event,"
    )


def test_templates_are_one_report_a_line(run: Run, article: Path) -> None:
    ran = run("read", article, article, "--format", "templates")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert len(rows) == 2
    assert rows[0] == rows[1]
    assert rows[0]["templates"] == [] or rows[0]["templates"][0]["type"]
    assert run("read", article, "--format", "templates", "--tier", "high").code == 2


def _sure(report: Report, *confidences: float) -> Report:
    claims = zip(report.claims or (), confidences, strict=False)
    return report.with_layers(claims=tuple(replace(claim, confidence=sure) for claim, sure in claims), events=())


def test_a_tier_shortens_the_list_of_claims(
    run: Run, harbour: Report, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = _sure(harbour.with_layers(loaded=(), issues=()), 0.9, 0.6)
    monkeypatch.setattr("reportedly.api.read_many", lambda *_, **__: iter([report]))
    written = {
        tier: run("read", article, "--format", "csv", "--tier", tier).out for tier in ("high", "medium", "low")
    }
    assert [out.count("\r\n") for out in written.values()] == [2, 3, 3]
    ledger = run("read", article, "--tier", "high")
    assert "1 claim of a lower tier left out" in ledger.out
    assert ledger.err.startswith("1 report read: 2 claims")


@pytest.mark.parametrize("form", [("jsonl",), ("csv", "--rows", "events")])
def test_what_is_always_written_whole_takes_no_tier(run: Run, article: Path, form: tuple[str, ...]) -> None:
    ran = run("read", article, "--tier", "high", "--format", *form)
    assert (ran.code, ran.out) == (2, "")
    assert "always written whole" in " ".join(ran.err.split())


def test_the_tiers_are_those_of_a_claim() -> None:
    assert get_args(Tier) == TIERS


def test_one_bad_file_is_named_in_one_line_and_skipped(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    ran = run(
        "read", tmp_path / "empty.txt", tmp_path / "gone.txt", article, tmp_path / "picture.txt", "--format", "jsonl"
    )
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    lines = ran.err.splitlines()
    assert [line.startswith("skipped: ") for line in lines] == [True, True, True, False]
    assert "empty.txt" in lines[0]
    assert "gone.txt" in lines[1]
    assert lines[3].startswith("1 report read, 3 skipped: ")


def test_nothing_readable_is_exit_2_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    ran = run("read", tmp_path / "gone.txt", "--format", "jsonl", "--out", out)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == "no report read, 1 skipped"
    assert out.read_text() == "before"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--published", "03/04/2031"), "2024-06-20"),
        (("--language", "no such language"), "BCP 47"),
        (("--recipe", "nosuch"), "default"),
        (("--format", "pdf"), "jsonl"),
        (("--out", "/dev/null", "--format", "jsonl"), "not an ordinary file"),
        (("--out", "/nonexistent/x.jsonl", "--format", "jsonl"), "there is no folder"),
        (("--out", "/tmp", "--format", "jsonl"), "is a folder"),  # noqa: S108
        (("--out", "/dev/null", "--format", "html"), "not a folder"),
    ],
)
def test_wrong_use_is_exit_2_and_says_what_is_right(
    run: Run, article: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = run("read", article, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in " ".join(ran.err.split())
    assert "Traceback" not in ran.err


def test_no_source_is_wrong_use(run: Run) -> None:
    assert run("read").code == 2


def test_an_output_file_is_there_whole_or_not_at_all(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "reports.jsonl"
    out.parent.mkdir()
    ran = run("read", article, "--format", "jsonl", "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert from_json(out.read_text("utf-8")).claims
    assert list(out.parent.iterdir()) == [out]


def test_an_interrupted_reading_leaves_the_old_file(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "reports.jsonl"
    out.write_text("before")

    def interrupted(*_: object, **__: object) -> Any:
        yield Report.of("One report.").with_layers(claims=(), events=())
        raise KeyboardInterrupt

    monkeypatch.setattr("reportedly.api.read_many", interrupted)
    ran = run("read", article, "--format", "jsonl", "--out", out)
    assert ran.code == 130
    assert ran.err == "reportedly: stopped; nothing that was not finished has been written\n"
    assert out.read_text() == "before"
    assert not list(tmp_path.glob(".*.part"))


def test_a_page_for_each_report_and_an_index(run: Run, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("../../Etc said it would not <b>move</b>.\n", "utf-8")
    pages = tmp_path / "pages"
    ran = run("read", article, other, "--format", "html", "--out", pages)
    assert ran.code == 0
    names = sorted(file.name for file in pages.iterdir())
    assert len(names) == 3
    assert "index.html" in names
    assert all(name.replace("-", "").removesuffix(".html").isalnum() for name in names)
    index = (pages / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in index for name in names if name != "index.html")


def test_one_page_goes_to_stdout_or_a_file_and_two_need_a_folder(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("read", article, "--format", "html").out.startswith("<!doctype html>")
    run("read", article, "--format", "html", "--out", tmp_path / "one.html")
    assert (tmp_path / "one.html").read_text("utf-8").startswith("<!doctype html>")
    ran = run("read", article, article, "--format", "html", "--out", tmp_path / "two.html")
    assert ran.code == 2
    assert "--out pages/" in ran.err
    assert not (tmp_path / "two.html").exists()


def test_a_fault_of_a_stage_is_one_skipped_report(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report) -> Report:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr("reportedly.api.default_pipeline", lambda: broken)
    ran = run("read", article)
    assert ran.code == 2
    assert "IndexError: tuple index out of range" in ran.err
    assert "fault of reportedly" in ran.err


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportedly", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_standard_input_is_read_and_a_closed_pipe_is_quiet(article: Path) -> None:
    process = _start("read", "-", "--format", "html")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stdin is not None
    process.stdin.write(article.read_bytes())
    process.stdin.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert b"Traceback" not in said
    assert b"BrokenPipe" not in said


def test_an_output_that_cannot_be_written_is_one_line(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = run("read", article, "--format", "jsonl", "--out", tmp_path / "reports.jsonl")
    assert ran.code == 2
    assert "cannot be written: No space left on device" in ran.err
    assert list(tmp_path.iterdir()) == [article]
