"""How sure claims are, set right by what reviewers accepted and rejected."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.claims.attribution import calibrated
from reportedly.cli.main import main
from reportedly.errors import NotLearned
from reportedly.learn.claims import learn_claims
from reportedly.pipeline import load_recipe
from reportedly.report import Report
from reportedly.store.decisions import Decision, add
from reportedly.store.ledger import Ledger
from reportedly.store.work import Done
from tests.store.fictional import arrivals, reading, report


def read_with(number: int) -> Report:
    """A report whose one claim was read as nearly certain, or as likely."""
    plain = report(number)
    (claim,) = plain.claims or ()
    return plain.with_layers(claims=(replace(claim, confidence=0.95 if number % 2 else 0.6),))


def reviewed(place: Path, many: int, right: Callable[[int], bool]) -> None:
    """A ledger of so many claims, each accepted where `right` says so, else rejected."""
    with Ledger.open(place, create=True) as ledger:
        ledger.receive(arrivals(ledger, range(many)))
        made = [read_with(number) for number in range(many)]
        items = ledger.pending(many)
        ledger.finish([Done(item.number, (reading(each),)) for item, each in zip(items, made, strict=True)])
        with ledger.writing() as connection:
            for number, each in enumerate(made):
                (claim,) = each.claims or ()
                decision = Decision(
                    item=f"{each.id}.{claim.id}",
                    kind="claim",
                    action="accept" if right(number) else "reject",
                    round="single",
                    author="ines",
                    key=f"k{number}",
                    report=each.id,
                    body={"window": [0, 10], "before": {}, "after": {}},
                )
                add(connection, decision, "2031-06-01T00:00:00.000000Z")


def half_of_the_sure(number: int) -> bool:
    """Of the nearly certain claims six in ten are right, of the likely ones one in five."""
    return (number // 2) % 5 < (3 if number % 2 else 1)


def test_what_was_too_sure_becomes_less_sure(tmp_path: Path) -> None:
    reviewed(tmp_path / "ledger", 80, half_of_the_sure)
    with Ledger.open(tmp_path / "ledger") as ledger:
        found = learn_claims(ledger)
        assert learn_claims(ledger) == found
    assert found.after.log_loss < found.before.log_loss
    assert found.after.right > found.before.right
    assert calibrated(0.95, found.shift, found.stretch) == pytest.approx(0.6, abs=0.12)
    assert calibrated(0.6, found.shift, found.stretch) == pytest.approx(0.2, abs=0.12)


def test_a_dozen_decisions_are_too_few(tmp_path: Path) -> None:
    reviewed(tmp_path / "ledger", 12, half_of_the_sure)
    with Ledger.open(tmp_path / "ledger") as ledger, pytest.raises(NotLearned, match="12 decisions about claims"):
        learn_claims(ledger)


def test_what_was_learned_is_a_recipe_that_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed(tmp_path / "ledger", 80, half_of_the_sure)
    with pytest.raises(SystemExit) as ended:
        main(["learn", "claims", "--ledger", str(tmp_path / "ledger"), "--to", str(tmp_path), "--name", "spring"])
    assert not ended.value.code
    assert "reportedly read --recipe" in capsys.readouterr().out
    recipe = tmp_path / "claims-spring.toml"
    (attribution,) = [
        stage
        for stage in tomllib.loads(recipe.read_text("utf-8"))["stage"]
        if stage["name"] == "claims.attribution.v1"
    ]
    shift, stretch = attribution["calibration"]
    (claim,) = [
        each
        for each in load_recipe(recipe)(Report.of("Dana Oriel said the depot burned.")).claims or ()
        if each.source
    ]
    assert claim.confidence is not None
    assert claim.confidence <= calibrated(0.999, shift, stretch)
