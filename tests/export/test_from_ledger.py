"""What leaves a ledger: every format whole, typed, harmless in a spreadsheet, and without private people's names."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import stat
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export import linked

from reportedly.cli.main import main
from reportedly.errors import BadLedger
from reportedly.export.csv import safe
from reportedly.export.geojson import geometry
from reportedly.export.ledger_key import key_file, ledger_key
from reportedly.export.row_lines import write_csv, write_jsonl
from reportedly.export.rows import Column
from reportedly.export.tables import ACLED, TABLES, WHAT, documented
from reportedly.pipeline import default_pipeline
from reportedly.store.ledger import Ledger

ALL = [
    *((what, form) for what in WHAT for form in ("jsonl", "csv", "parquet")),
    *((what, form) for what in ("incidents", "events") for form in ("acled", "geojson")),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three reports and their incidents."""
    folder = tmp_path_factory.mktemp("export") / "ledger"
    pipeline = default_pipeline()
    linked.filled(folder, [linked.read(pipeline, at) for at in range(len(linked.STORIES))]).close()
    return folder


@pytest.fixture
def export(place: Path, tmp_path: Path) -> Callable[..., bytes]:
    """Runs `reportedly export`; gives the bytes of the file."""

    def run(what: str, form: str, *more: str, name: str = "out") -> bytes:
        out = tmp_path / f"{name}.{form}"
        with pytest.raises(SystemExit) as ended:
            main(["export", "--ledger", str(place), "--what", what, "--format", form, "--out", str(out), *more])
        assert ended.value.code == 0
        return out.read_bytes()

    return run


def text_of(data: bytes, form: str) -> str:
    """All cells of a file as text, however it packs them."""
    if form != "parquet":
        return data.decode()
    from pyarrow import parquet  # type: ignore[import-untyped]

    return json.dumps(parquet.read_table(io.BytesIO(data)).to_pylist(), ensure_ascii=False)


@pytest.mark.parametrize(("what", "form"), ALL)
def test_no_planted_name_leaves_in_any_format_or_field(export: Callable[..., bytes], what: str, form: str) -> None:
    told = text_of(export(what, form), form)
    assert [word for word in linked.PLANTED if word.casefold() in told.casefold()] == []
    shown = text_of(export(what, form, "--names"), form)
    assert what == "reports" or "Tarrant" in told
    assert form == "acled" or "Belk" in shown


@pytest.mark.parametrize(("what", "form"), ALL)
def test_the_same_ledger_gives_the_same_bytes(export: Callable[..., bytes], what: str, form: str) -> None:
    assert export(what, form) == export(what, form, name="again")


def test_one_person_has_one_pseudonym_in_all_reports_of_an_incident(export: Callable[..., bytes]) -> None:
    claims = [json.loads(line) for line in export("claims", "jsonl").splitlines()]
    reports = {row["report"] for row in claims if row["content"].startswith(("person-", "Gunmen shot person-"))}
    assert len(reports) == 2
    (incident,) = [row for row in map(json.loads, export("incidents", "jsonl").splitlines()) if row["reports"] == 2]
    assert len(set(re.findall(r"person-[0-9a-f]{8}", incident["voices"]))) == len(linked.PLANTED) / 2


def test_each_row_names_its_report_words_chain_and_original(export: Callable[..., bytes], place: Path) -> None:
    with Ledger.open(place) as ledger:
        for line in export("claims", "jsonl", "--names").splitlines():
            row = json.loads(line)
            report = ledger.report(row["report"])
            start, end = map(int, row["content_offsets"].split()[0].split("-"))
            assert row["content"].startswith(report.text[start:end])
            assert row["chain"].startswith(report.publication.outlet.value)  # type: ignore[union-attr]
            with ledger.originals.open(row["original_sha256"]) as original:
                assert original.read().decode() == report.text
    (incident,) = [row for row in map(json.loads, export("incidents", "jsonl").splitlines()) if row["reports"] == 2]
    assert incident["report_ids"].count(" | ") == incident["originals"].count(" | ") == 1
    assert (incident["outlets"], incident["origins"] + incident["unknown"]) == (2, 2)


def test_a_manifest_says_which_state_of_the_ledger_it_is_and_that_the_file_is_whole(
    export: Callable[..., bytes], place: Path, tmp_path: Path
) -> None:
    data = export("events", "csv")
    manifest = json.loads((tmp_path / "out.csv.manifest.json").read_text())
    assert manifest["sha256"] == hashlib.sha256(data).hexdigest()
    assert manifest["bytes"] == len(data)
    assert manifest["private_people"] == "pseudonymised"
    assert manifest["columns"] == [column.name for column in TABLES["events"]]
    with Ledger.open(place) as ledger:
        assert manifest["ledger"]["sequence"] == ledger.sequence()
        assert manifest["ledger"]["digest"] == ledger.digest()
    assert str(place) not in json.dumps(manifest)


def test_as_of_shows_the_reports_that_were_there_then(export: Callable[..., bytes]) -> None:
    rows = [json.loads(line) for line in export("reports", "jsonl").splitlines()]
    moment = str(rows[1]["sequence"] - 1)
    then = [json.loads(line) for line in export("reports", "jsonl", "--as-of", moment).splitlines()]
    assert [row["report"] for row in then] == [rows[0]["report"]]


def test_parquet_has_the_documented_types_and_the_words_of_jsonl(export: Callable[..., bytes]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64()}
    types["yes/no"] = pyarrow.bool_()
    for what in WHAT:
        table = parquet.read_table(io.BytesIO(export(what, "parquet")))
        assert [(f.name, f.type) for f in table.schema] == [(c.name, types[c.kind]) for c in TABLES[what]]
        assert table.schema.field(0).metadata[b"meaning"].decode() == TABLES[what][0].meaning
        assert table.to_pylist() == [json.loads(line) for line in export(what, "jsonl").splitlines()]


def test_csv_reads_back_as_jsonl_but_for_formulas(export: Callable[..., bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(export("reports", "csv").decode(), newline="")))
    told = [json.loads(line) for line in export("reports", "jsonl").splitlines()]
    assert [row["headline"] for row in rows][2] == "'" + told[2]["headline"] == "'=HYPERLINK(1) march in Kenya"
    for row, other in zip(rows, told, strict=True):
        assert {k: v.removeprefix("'") for k, v in row.items()} == {
            k: "" if v is None else str(v) for k, v in other.items()
        }


def test_acled_has_31_columns_in_order_and_our_own_behind_them(export: Callable[..., bytes]) -> None:
    assert [column.name for column in ACLED[:3]] == ["event_id_cnty", "event_date", "year"]
    assert [column.name for column in ACLED].index("timestamp") == 30
    rows = list(csv.DictReader(io.StringIO(export("events", "acled").decode(), newline="")))
    assert list(rows[0]) == [column.name for column in ACLED]
    shelled = next(row for row in rows if row["sub_event_type"] == "Shelling/artillery/missile attack")
    assert shelled["event_type"] == "Explosions/Remote violence"
    assert (shelled["inter1"], shelled["country"]) == ("1", "Kenya")
    assert (shelled["event_date"], shelled["time_precision"]) == ("2031-06-02", "1")
    assert (shelled["fatalities"], shelled["fatalities_low"], shelled["fatalities_high"]) == ("", "4", "")


def test_geojson_draws_a_town_as_a_point_and_wider_places_as_areas(export: Callable[..., bytes]) -> None:
    collection = json.loads(export("events", "geojson"))
    assert collection["type"] == "FeatureCollection"
    kinds = {f["properties"]["place_kind"]: f for f in collection["features"] if f["geometry"]}
    assert kinds["city"]["geometry"]["type"] == "Point"
    wide = next(f for kind, f in kinds.items() if kind in {"country", "admin1", "admin2"})
    assert wide["geometry"]["type"] == "Polygon"
    assert wide["properties"]["place_radius_km"] > 0


@given(st.floats(-89, 89), st.floats(-180, 180), st.sampled_from(["city", "country", "admin1"]), st.floats(1, 3000))
def test_every_ring_is_closed_counterclockwise_and_on_the_globe(lat: float, lon: float, kind: str, km: float) -> None:
    made: Any = geometry(lat, lon, kind, km)
    if made is None or made["type"] == "Point":
        return
    polygons = [made["coordinates"]] if made["type"] == "Polygon" else made["coordinates"]
    for (ring,) in polygons:
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        area = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
        assert area <= 1e-6


STARTS = [b + s for b in ("", " ", "\u200b", "'", "\ufeff", "\t") for s in "=+-@＝＋－＠"]
FORMULAS = st.builds(lambda begin, rest: begin + rest, st.sampled_from([*STARTS, "\t", "\r"]), st.text(max_size=20))


@given(FORMULAS)
def test_no_cell_of_a_csv_file_is_a_formula(cell: str) -> None:
    out = io.BytesIO()
    write_csv([{"a": cell}], (Column("a", "text", ""),), out)
    (row,) = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))[1:]
    assert row[0].startswith("'")
    assert row[0] == safe(cell).encode("utf-8", "replace").decode()  # type: ignore[union-attr]


@given(st.text())
def test_jsonl_holds_any_words_exactly(cell: str) -> None:
    out = io.BytesIO()
    write_jsonl([{"a": cell}], (Column("a", "text", ""),), out)
    assert json.loads(out.getvalue()) == {"a": cell}


def test_the_key_is_made_once_for_its_owner_alone_and_never_exported(place: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "new", create=True) as ledger:
        key = ledger_key(ledger)
        assert ledger_key(ledger) == key
        assert len(key) == 32
        assert stat.S_IMODE(key_file(ledger).stat().st_mode) == 0o600
        key_file(ledger).write_text("no key")
        with pytest.raises(BadLedger, match="64 hexadecimal digits"):
            ledger_key(ledger)
    with Ledger.open(place) as ledger:
        assert ledger_key(ledger) != key


def test_a_failed_export_leaves_the_old_file_and_no_manifest(
    export: Callable[..., bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = export("claims", "jsonl")

    def fail(*_: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(AssertionError):
        export("claims", "jsonl", "--names")
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--what", "claims", "--format", "acled"], "for incidents and events"),
        (["--what", "reports", "--format", "geojson"], "for incidents and events"),
        (["--format", "parquet"], "needs --out"),
        (["--as-of", "2031-01-01"], "incidents are linked anew"),
    ],
)
def test_what_cannot_be_written_is_said(
    place: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "--ledger", str(place), *arguments])
    assert ended.value.code == 2
    assert says in " ".join(capsys.readouterr().err.split())


def test_the_page_of_exports_lists_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
    for columns in (TABLES["incidents"], TABLES["reports"], ACLED, TABLES["claims"], TABLES["events"]):
        assert documented(columns) in page
