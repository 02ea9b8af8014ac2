"""`reportedly people` lists who is public, with roles and reasons, and never a private person unasked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export import linked

from reportedly.pipeline import default_pipeline


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "ledger"
    pipeline = default_pipeline()
    linked.filled(folder, [linked.read(pipeline, at) for at in range(2)]).close()
    return folder


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_private_people_are_counted_and_not_shown(run: Callable[..., Any], place: Path, form: str) -> None:
    ran = run("people", "--ledger", place, "--format", form)
    assert "Ilse Tarrant" in ran.out
    assert [word for word in linked.PLANTED if word in ran.out] == []
    assert "private people are not shown" in ran.err
    assert "Jana Belk" in run("people", "--ledger", place, "--format", form, "--names").out


def test_a_person_comes_with_roles_and_the_reason_of_each_join(run: Callable[..., Any], place: Path) -> None:
    ran = run("people", "--ledger", place, "--several", "--kind", "person")
    assert ran.out.startswith("Ilse Tarrant  (person, 2 reports, p1-")
    assert "  2031-05-06: Mayor\n" in ran.out
    assert "both reports are of one incident" in ran.out
    (record,) = map(
        json.loads, run("people", "--ledger", place, "--kind", "person", "--format", "jsonl").out.splitlines()
    )
    assert len(record["appearances"]) == 2


def test_unsure_pairs_show_no_private_name(run: Callable[..., Any], place: Path) -> None:
    ran = run("people", "--ledger", place, "--unsure")
    assert "for a judgement" in ran.err
    assert [word for word in linked.PLANTED if word in ran.out] == []
