"""`reportedly incidents` and `reportedly incident`, over a real ledger of the harbour reports."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.api import read
from reportedly.cli.main import cli
from reportedly.derive.link import link
from reportedly.report import Report
from reportedly.store.beside import beside
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
NAMES = ("harbour-wire.txt", "harbour-reprint.html", "harbour-herald.txt", "harbour-courier.txt")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of four reports, two of them one text, and a shooting elsewhere whose outlet is hostile."""
    folder = tmp_path_factory.mktemp("incident") / "ledger"
    shooting = "SELM, Velmara, June 12, 2031 — Gunmen wounded two market traders in Selm on Thursday, the mayor said."
    with Ledger.open(folder, create=True) as ledger:
        for name in NAMES:
            take(ledger, read(EXAMPLES / name))
        take(ledger, read(shooting, published="2031-06-12", outlet=SCRIPT))
        link(ledger)
    return str(folder)


def take(ledger: Ledger, report: Report) -> None:
    original = ledger.originals.put(report.text.encode())
    ledger.receive([Arrival(original=original, location=f"{report.id}.txt")])
    (item,) = ledger.pending(1)
    ledger.finish([Done(item.number, (Reading.of(report, "recipe", beside(report)),))])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def ids(place: str, *options: str) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for line in run("incidents", "--ledger", place, "--format", "jsonl", *options).stdout.splitlines()
    ]


def harbour(place: str) -> str:
    """The incident of the wire, its reprint and the papers that tell it otherwise."""
    return next(str(row["id"]) for row in ids(place) if "dockers’ union" in str(row["summary"]))


def test_incidents_are_listed_by_day_with_outlets_and_origins(place: str) -> None:
    rows = ids(place)
    days = [str(row["day_from"]) for row in rows if row["day_from"]]
    assert days == sorted(days)
    wire = next(row for row in rows if row["id"] == harbour(place))
    assert int(str(wire["outlets"])) > int(str(wire["origins"])) > 0
    assert "Port Arden" in str(wire["title"])


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--since", "2031-06-01"), {"Selm"}),
        (("--until", "2031-05-31"), {"Port Arden"}),
        (("--place", "port arden"), {"Port Arden"}),
        (("--min-origins", "9"), set()),
    ],
)
def test_lists_can_be_narrowed(place: str, options: tuple[str, ...], found: set[str]) -> None:
    titles = [str(row["title"]) for row in ids(place, *options)]
    assert {name for name in ("Selm", "Port Arden") if any(name in title for title in titles)} == found


def test_a_day_that_is_none_is_refused(place: str) -> None:
    from reportedly.errors import BadInput

    with pytest.raises(BadInput, match="2031-05-02"):
        run("incidents", "--ledger", place, "--since", "yesterday")


def test_the_table_and_the_text_stay_within_the_width(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for shown in (
        run("incidents", "--ledger", place).stdout,
        run("incident", harbour(place), "--ledger", place).stdout,
    ):
        assert max(len(line) for line in shown.splitlines()) <= 80


def test_an_incident_shows_versions_words_origins_and_why(place: str) -> None:
    shown = run("incident", harbour(place), "--ledger", place).stdout
    for part in (
        "at least 4",
        "dockers’ union",
        "“late on Friday”",
        "INDEPENDENT ORIGINS",
        "Northern Wire",
        "ONE INCIDENT",
    ):
        assert part in shown


def test_the_json_holds_every_version_with_its_spans(place: str) -> None:
    [line] = run("incident", harbour(place), "--ledger", place, "--format", "jsonl", "--names").stdout.splitlines()
    found = json.loads(line)
    killed = next(field for field in found["agreement"]["fields"] if field["name"] == "killed")
    four = next(version for version in killed["versions"] if version["value"] == "at least 4")
    assert all(saying["spans"][0]["words"] for saying in four["sayings"])
    assert {line["number"] for line in found["reports"]} == set(range(1, len(found["reports"]) + 1))


def test_the_page_asks_for_nothing_and_escapes_what_reports_say(place: str) -> None:
    selm = next(str(row["id"]) for row in ids(place) if "Selm" in str(row["title"]))
    for incident in (harbour(place), selm):
        page = run("incident", incident, "--ledger", place, "--format", "html", "--names").stdout
        assert "default-src" in page
        assert "<script" not in page
        assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("form", ["html", "jsonl"])
def test_private_people_are_under_pseudonyms_in_what_is_passed_on(place: str, form: str) -> None:
    """The crane driver is a witness, the police spokeswoman speaks in office."""
    shown = run("incident", harbour(place), "--ledger", place, "--format", form).stdout
    assert "Werrin" not in shown
    assert "Velmara Herald" in shown
    assert "Dana Oriel" in shown


def test_an_incident_as_of_a_moment_before_it_was_known(place: str) -> None:
    from reportedly.errors import UnknownId

    with pytest.raises(UnknownId):
        run("incident", harbour(place), "--ledger", place, "--as-of", "2001-01-01")


def test_an_incident_as_of_a_later_moment_is_what_it_is_now_and_says_so(place: str) -> None:
    incident = harbour(place)
    now = run("incident", incident, "--ledger", place).stdout
    then = run("incident", incident, "--ledger", place, "--as-of", "2999-01-01").stdout
    assert "as of 2999-01-01" in then
    assert [line for line in then.splitlines() if "as of" not in line] == now.splitlines()


def test_an_incident_that_is_not_there_is_named(place: str) -> None:
    from reportedly.errors import UnknownId

    with pytest.raises(UnknownId, match="reportedly incidents"):
        run("incident", "zzz", "--ledger", place)
