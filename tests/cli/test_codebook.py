"""`reportedly codebook`: list, show and check; and `reportedly read --codebook`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
EXAMPLE = Path(__file__).parents[2] / "examples" / "codebooks" / "press-freedom.toml"


def test_the_built_in_codebook_is_listed(run: Run) -> None:
    ran = run("codebook", "list")
    assert ran.code == 0
    assert ran.out.startswith("incidents 1: 25 codes")


def test_a_codebook_is_shown_with_its_meanings(run: Run) -> None:
    ran = run("codebook", "show", EXAMPLE)
    assert "press-freedom 1: What is done to journalists" in ran.out
    assert "Killed: A journalist is killed (rules in lines " in ran.out


@pytest.mark.parametrize("source", ["incidents", str(EXAMPLE)])
def test_the_codebooks_we_ship_pass_their_own_check(run: Run, source: str) -> None:
    ran = run("codebook", "check", source, "--quiet")
    assert (ran.code, ran.out.count("MISS")) == (0, 0), ran.out
    assert "all coded as the codebook says" in ran.out


def test_a_miss_says_what_was_coded_instead_and_fails(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(EXAMPLE.read_text("utf-8").replace("Gunmen killed a farmer", "Gunmen killed an editor"), "utf-8")
    ran = run("codebook", "check", file, "--quiet")
    assert ran.code == 1
    assert "MISS “Gunmen killed an editor in Karsk on Monday.” is not Killed" in ran.out
    assert "Killed: act is ASSAULT" in ran.out


def test_a_broken_codebook_is_one_line_with_file_and_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(EXAMPLE.read_text("utf-8").replace('words = ["@press"]', 'words = ["@pres"]', 1), "utf-8")
    ran = run("codebook", "check", file)
    assert ran.code == 2
    assert "mine.toml, line " in ran.err
    assert "no group '@pres'" in ran.err


def test_read_codes_by_the_codebook_that_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Gunmen killed a journalist in Karsk on 3 May 2031.\n", "utf-8")
    ran = run("read", file, "--codebook", EXAMPLE, "--format", "csv", "--rows", "codings")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["codebook"], row["type"], row["codable"]) == ("press-freedom 1", "Killed", "yes")
    assert "journalist" in row["grounds_words"]
