"""Pairs are scored the same wherever it is done: here, in other processes, on the workers of a cluster."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.incidents.accounts import PORT_ARDEN, VESK, outline, victim

from reportedly.batch.mapping import opened_map
from reportedly.cli.main import cli
from reportedly.errors import BadCluster
from reportedly.incidents import scoring
from reportedly.incidents.linking import Linking, link
from reportedly.incidents.outlines import Outline
from reportedly.store.ledger import Ledger

NAMES = ("Dana Oriel", "Tomas Hale", "Ada Brekke", "Jana Belk", "Pavel Orso", "Corin Halvard")


def town(size: int = 90) -> list[Outline]:
    """Reports of six killings in two places, each of some days, with words that they share and words of their own."""
    rng = random.Random(3)  # noqa: S311
    out = []
    for number in range(size):
        of = number % 6
        own = " ".join("".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(5))
        text = f"{NAMES[of]} was shot near the {('quay', 'mill', 'market')[of % 3]} on Friday. {own}"
        site = (PORT_ARDEN, VESK)[of % 2]
        out.append(
            outline(f"{number:03}", text, day=f"2031-05-0{of + 1}", sites=(site,), people=(victim(NAMES[of], 30),))
        )
    return out


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of a few pairs, so that there are many."""
    monkeypatch.setattr(scoring, "PAIRS", 150)


@pytest.fixture(scope="module")
def expected() -> Linking:
    return link(town())


def same(linking: Linking, expected: Linking) -> bool:
    return linking.incidents == expected.incidents and list(linking.pairs) == list(expected.pairs)


def test_chunks_of_any_size_give_the_same(expected: Linking) -> None:
    assert len(expected.incidents) < 90
    assert len(expected.pairs) > 90
    assert same(link(town()), expected)


def test_processes_of_this_machine_link_as_one_does(expected: Linking) -> None:
    with opened_map(workers=2) as over:
        assert same(link(town(), score_chunks=over), expected)


def test_a_dask_cluster_links_as_one_process_does(expected: Linking) -> None:
    pytest.importorskip("distributed")
    with opened_map("dask", workers=1) as over:
        assert same(link(town(), score_chunks=over), expected)


def test_what_no_process_can_do_is_said() -> None:
    with opened_map(workers=2) as over, pytest.raises(BadCluster, match="fewer --workers"):
        list(over(die, range(3)))


def die(_: int) -> None:
    import os

    os._exit(1)


def test_the_command_takes_processes_and_refuses_a_scheduler_without_its_engine(tmp_path: Path) -> None:
    Ledger.open(tmp_path / "ledger", create=True).close()
    place = ["link", "--ledger", str(tmp_path / "ledger")]
    done = CliRunner().invoke(cli, [*place, "--workers", "2"])
    assert done.exit_code == 0
    assert "0 reports linked" in done.stdout
    refused = CliRunner().invoke(cli, [*place, "--scheduler", "tcp://127.0.0.1:1"])
    assert refused.exit_code == 2
    assert "--engine dask" in refused.stderr
