"""Weights for linking, learned from what people judged: refused where that is too little, and used where they say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reportedly.cli.main import main
from reportedly.derive.link import link
from reportedly.derive.linking_weights import weights_of
from reportedly.derive.relink import relink
from reportedly.errors import BadInput, BadModel, NotLearned
from reportedly.incidents.accounts import Account
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.outlines import Outline
from reportedly.incidents.sketch import SKETCH_VERSION, Sketch, pack_sketch
from reportedly.incidents.weights import read_weights, weights
from reportedly.learn.linking import learn_linking
from reportedly.learn.writing import place_for, write_linking
from reportedly.report import Report
from reportedly.store.beside import beside
from reportedly.store.judging import judge
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading, Working
from tests.incidents.accounts import PORT_ARDEN, VESK, account, victim

NAMES = [
    *(
        "Ada Brekke",
        "Bo Lindqvist",
        "Cem Tarrant",
        "Dov Halloran",
        "Eli Marsh",
        "Fay Werrin",
        "Gus Oriel",
        "Hal Venn",
    ),
    *("Ivo Strand", "Jan Belk", "Kai Norrby", "Lea Quist", "Max Orlov", "Nia Pell", "Ole Rask", "Pia Sund"),
]


def told(name: str, day: int, telling: int) -> tuple[Report, Account]:
    """A report of a shooting of somebody in Port Arden, and its account."""
    text = f"{name} was shot in Port Arden, police of district {day} said in statement {telling} of that week."
    report = Report.of(text)
    site = PORT_ARDEN if telling < 2 else VESK
    fields = {"people": (victim(name),), "sites": (site,), "day": f"2031-05-{day + telling * 3:02d}"}
    return report, account(report.id, text, **fields)


@pytest.fixture
def shootings(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of thirty-two reports: two of the shooting of each of sixteen people, on days apart."""
    with Ledger.open(tmp_path / "ledger", create=True) as ledger:
        for number, name in enumerate(NAMES):
            for telling in range(2):
                report, one = told(name, number + 1, telling)
                outline = Outline(report=report.id, published=f"2031-05-{number + 2:02d}", accounts=(one,))
                sketch = Working("sketches", SKETCH_VERSION, pack_sketch(Sketch(outline=outline)))
                other = [each for each in beside(report) if each.table != "sketches"]
                original = ledger.originals.put(report.text.encode())
                ledger.receive([Arrival(original=original, location=f"{report.id}.txt")])
                (item,) = ledger.pending(1)
                ledger.finish([Done(item.number, (Reading.of(report, "recipe", (sketch, *other)),))])
        link(ledger)
        yield ledger


def accounts_of(number: int) -> tuple[str, str]:
    """The accounts of the two reports about one person."""
    one, other = (told(NAMES[number], number + 1, telling)[1].id for telling in range(2))
    return one, other


def judged(ledger: Ledger, verdict: Callable[[bool], str]) -> None:
    """Judge pairs of one person, and of two, as `verdict` says of whether they are one."""
    said = []
    for number in range(len(NAMES)):
        one, other = accounts_of(number)
        said.append(Judgement(verdict=verdict(True), a=one, b=other, author="ines", reason=f"one {number}"))  # type: ignore[arg-type]
        for step in (1, 2):
            third = accounts_of((number + step) % len(NAMES))[0]
            said.append(Judgement(verdict=verdict(False), a=one, b=third, author="ines", reason="two"))  # type: ignore[arg-type]
    with ledger.writing() as connection:
        for each in said:
            judge(connection, each, "2031-06-01T00:00:00.000000Z")
        relink(connection)


def test_a_handful_of_judgements_is_too_few_to_learn_from(shootings: Ledger) -> None:
    one, other = accounts_of(0)
    shootings.judge(Judgement(verdict="same", a=one, b=other, author="ines", reason="one man"))
    with pytest.raises(NotLearned, match="1 judgements of accounts are too few"):
        learn_linking(shootings)


def test_judgements_at_random_teach_nothing_and_nothing_is_written(shootings: Ledger, tmp_path: Path) -> None:
    turn = iter(range(1_000))
    judged(shootings, lambda one: "same" if (next(turn) * 7919) % 5 < 2 else "different")
    with pytest.raises(NotLearned):
        learn_linking(shootings)
    assert not (tmp_path / "ledger" / "learned").exists()


def test_what_was_learned_links_the_ledger_and_what_is_judged_then(shootings: Ledger, tmp_path: Path) -> None:
    judged(shootings, lambda one: "same" if one else "different")
    found = learn_linking(shootings)
    assert (found.same, found.different) == (16, 32)
    assert found.after.log_loss < found.before.log_loss
    assert learn_linking(shootings) == found
    place = place_for(shootings, "linking", "ines", None)
    write_linking(found.weights, place)
    link(shootings, given=read_weights(place))
    with shootings.reading() as connection:
        assert weights_of(connection) == found.weights
    again = shootings.digest()
    link(shootings)
    assert shootings.digest() == again
    one, other = accounts_of(0)
    with shootings.writing() as connection:
        judge(connection, Judgement(verdict="unsure", a=one, b=other, author="ines", reason="hm"), "2031")
        assert relink(connection).again is None
    digest = shootings.digest()
    link(shootings)
    assert shootings.digest() == digest
    link(shootings, given="shipped")
    with shootings.reading() as connection:
        assert weights_of(connection) == weights()


def test_a_file_that_is_there_stays_as_it_is(shootings: Ledger) -> None:
    place = place_for(shootings, "linking", "ines", None)
    write_linking(weights(), place)
    with pytest.raises(BadInput, match="is there already"):
        place_for(shootings, "linking", "ines", None)
    with pytest.raises(FileExistsError):
        write_linking(weights(), place)
    assert read_weights(place) == weights()


def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(BadModel, match="reportedly learn linking"):
        read_weights(tmp_path / "other.json")


def test_the_command_prints_scores_and_says_how_to_use_the_file(
    shootings: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged(shootings, lambda one: "same" if one else "different")
    place = str(tmp_path / "ledger")
    for extra in ([], ["--name", "again", "--format", "jsonl"]):
        with pytest.raises(SystemExit) as ended:
            main(["learn", "linking", "--ledger", place, *extra])
        assert not ended.value.code
    text, record = capsys.readouterr().out.strip().rsplit("\n", 1)
    assert "log loss" in text
    assert "reportedly link --weights" in text
    assert json.loads(record)["after"]["log_loss"] < json.loads(record)["before"]["log_loss"]
