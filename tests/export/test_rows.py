"""Rows, CSV and frames hold the same columns, typed, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv as reader
import importlib.util
import io
from collections.abc import Callable
from typing import Any

import pytest

from reportedly.errors import BadReport
from reportedly.export.csv import safe, table
from reportedly.export.frame import frame
from reportedly.export.rows import COLUMNS, LAYERS, rows
from reportedly.report import Anchored, Dating, Origin, Publication, Report
from reportedly.values.time import TimeValue


def _read(text: str) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(text, newline="")))


def test_a_row_of_dating_has_the_interval_and_the_words_of_its_clues() -> None:
    report = Report.of("President Joe Biden spoke.")
    words = report.span(0, 19)
    value = TimeValue("DATE", None, "2021-01-20", "2025-01-20", "text", "dated-fact")
    dating = Dating(
        id="d1-0",
        span=words,
        origin=Origin("test"),
        published=Anchored(value, (words,)),
        clues=(Anchored("from 2021-01-20 to 2025-01-20", (words,)),),
    )
    (row,) = rows(report.with_layers(dating=(dating,)), "dating")
    assert list(row) == [column.name for column in COLUMNS["dating"]]
    assert (row["earliest"], row["latest"], row["words"]) == ("2021-01-20", "2025-01-20", "President Joe Biden")


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "dating"])
def test_rows_have_exactly_the_columns(harbour: Report, layer: str) -> None:
    made = rows(harbour, layer)
    assert made
    kinds: dict[str, type | tuple[type, ...]] = {"text": str, "whole": int, "number": (int, float), "yes/no": bool}
    for row in made:
        assert list(row) == [column.name for column in COLUMNS[layer]]
        for column in COLUMNS[layer]:
            assert row[column.name] is None or isinstance(row[column.name], kinds[column.kind]), column


def test_offsets_lead_to_the_words(harbour: Report) -> None:
    for row in rows(harbour, "claims"):
        for field in ("source", "cue", "status", "stance"):
            offsets = str(row[f"{field}_offsets"] or "").split()
            found = [harbour.text[int(a) : int(b)] for a, _, b in (each.partition("-") for each in offsets)]
            assert " … ".join(found) == (row[f"{field}_words"] or "")


def test_the_chain_of_a_claim_is_written_out(harbour: Report) -> None:
    chains = [row["chain"] for row in rows(harbour)]
    assert str(chains[5]).split(" > ") == [
        "The Harbour Courier (neutral)",
        "The Northern Wire (neutral)",
        "two officials (neutral)",
        "the army (believed)",
    ]


def test_conflicting_tolls_stay_two_rows(harbour: Report) -> None:
    made = {str(row["trigger"]): row for row in rows(harbour, "events")}
    assert (made["killed"]["killed_low"], made["killed"]["killed_high"]) == (9, None)
    assert (made["toll"]["killed_low"], made["toll"]["killed_high"]) == (14, 14)
    assert made["killed"]["responsibility"] == "claimed: Tidewater Front; suspected: Tidewater Front"
    assert made["raid"]["happened"] is False


def test_an_unknown_layer_is_refused(harbour: Report) -> None:
    with pytest.raises(BadReport, match="use one of claims, events"):
        rows(harbour, "tokens")


@pytest.mark.parametrize("layer", LAYERS)
def test_csv_reads_back_as_the_rows(harbour: Report, layer: str) -> None:
    text = table(harbour, layer)
    assert text.endswith("\r\n")
    assert len(_read(text)) == len(rows(harbour, layer))
    if layer == "claims":
        assert [each["content"] for each in _read(text)] == [row["content"] for row in rows(harbour, layer)]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+31 20", "'+31 20"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        ("“-1”", "“-1”"),
        ("— he said", "— he said"),
        ("", ""),
        ("a\x00b", "a\ufffdb"),
        ("a\ud800", "a\ufffd"),
        (True, "yes"),
        (False, "no"),
        (None, None),
        (0.5, 0.5),
        (-3, -3),
    ],
)
def test_no_cell_is_a_formula(cell: Any, written: Any) -> None:
    assert safe(cell) == written


def test_a_hostile_report_stays_one_row_of_cells() -> None:
    hostile = '=HYPERLINK("http://x","y")\r\n"quoted",\x00;=2'
    report = Report.of(hostile, Publication(outlet=Anchored(hostile, inferred="test"))).with_layers(claims=())
    report = report.with_issues(report.issue("x.y", hostile, by="test", at=report.span(0, len(hostile))))
    (row,) = _read(table(report, "issues"))
    assert None not in row
    assert row["outlet"] == row["message"] == row["words"] == "'" + hostile.replace("\x00", "\ufffd")


def test_frames_are_typed(harbour: Report) -> None:
    polars = pytest.importorskip("polars")
    claims = harbour.to_frame()
    assert claims.columns == [column.name for column in COLUMNS["claims"]]
    assert claims.height == 14
    events = harbour.to_frame("events")
    assert events.schema["happened"] == polars.Boolean
    assert events.schema["killed_low"] == polars.Int64
    assert events.filter(polars.col("happened"))["killed_low"].to_list() == [9, 14, None, None]
    assert Report.of("Words.").to_frame().height == 0


def test_without_a_frame_library_the_error_names_the_extra(harbour: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.export.frame.find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"reportedly\[frame\]"):
        frame(harbour)


def test_pandas_serves_where_polars_is_not_there(harbour: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    if importlib.util.find_spec("pandas") is None:
        pytest.skip("pandas is not installed")
    monkeypatch.setattr("reportedly.export.frame.find_spec", lambda name: name == "pandas" or None)
    made = frame(harbour, "events")
    assert str(made["killed_low"].dtype) == "Int64"
    assert list(made["happened"]) == [row["happened"] for row in rows(harbour, "events")]


RECALLED = (
    "ODRIN — Rebels shelled the harbour in Odrin on 3 May 2031.\n\nMany people fled.\n\n"
    "In 2014, rebels killed nine soldiers in Velm."
)


@pytest.mark.parametrize("layer", ["events", "dyads", "codings"])
def test_rows_of_what_is_recalled_say_so(layer: str, read_text: Callable[[str], Report]) -> None:
    told = {row["trigger"]: row for row in rows(read_text(RECALLED), layer)}
    assert told["shelled"]["newness"] == "main"
    assert (told["killed"]["newness"], told["killed"]["newness_words"]) == ("background", "2014")
    assert told["shelled"]["incident"] != told["killed"]["incident"]


@pytest.mark.parametrize(
    "recalled",
    [
        "In 2014, rebels killed nine soldiers in Velm.",
        "On 9 June 2014, rebels killed nine soldiers in Velm.",
        "The post in Velm was rebuilt in 2015 after rebels killed nine soldiers there.",
        "Rebels killed nine soldiers in Velm ten years ago.",
        "A court jailed a rebel for killing nine soldiers in Velm.",
    ],
)
def test_what_is_recalled_is_never_codable_and_says_that_it_is_not_new(
    recalled: str, read_text: Callable[[str], Report]
) -> None:
    report = read_text(f"Rebels shelled the harbour in Odrin on 3 May 2031.\n\nMany people fled.\n\n{recalled}")
    old = [row for row in rows(report, "codings") if row["newness"] == "background"]
    assert {row["trigger"] for row in old} >= {next(w for w in ("killed", "killing") if w in recalled)}
    assert all(row["codable"] is False and "new" in str(row["lacks"]) for row in old)
