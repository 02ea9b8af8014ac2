from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from tests.incidents.test_difference import AFTER, BEFORE

from reportedly.cli.main import cli


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["diff", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_two_files_are_compared_and_each_change_shows_both_words(tmp_path: Path) -> None:
    a, b = tmp_path / "monday.txt", tmp_path / "tuesday.txt"
    a.write_text(BEFORE)
    b.write_text(AFTER)
    code, out, err = run(str(a), str(b))
    assert code == 1
    assert "toll raised: the number of killed rose from 6 to 11\n  - " in out
    assert "[terrorists]" in out
    assert "sentences the same" in err
    code, out, _ = run(str(a), str(b), "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert {"a", "b", "kind", "says", "before", "after"} <= set(rows[0])
    assert rows[0]["kind"] == "headline"


def test_the_same_file_twice_has_no_change(tmp_path: Path) -> None:
    a = tmp_path / "monday.txt"
    a.write_text("Two dockers were killed in Port Arden on Monday, police said.")
    code, out, _ = run(str(a), str(a))
    assert code == 0
    assert "nothing changed" in out


def test_what_is_neither_a_file_nor_in_the_ledger_is_named(tmp_path: Path) -> None:
    code, _, err = run("r1-nothing", "r1-else", "--ledger", str(tmp_path / "none"))
    assert code == 2
    assert "there is no file r1-nothing" in err
