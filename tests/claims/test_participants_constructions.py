"""Roles by construction: the table of participants.toml, and that a miss which is mended is no longer called one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.roles import Case, cases, roles_of

from reportedly.report import Report

MARKED = [
    pytest.param(case, marks=pytest.mark.xfail(reason="still missed", strict=True) if case.missed else ())
    for case in cases()
]


@pytest.mark.parametrize("case", MARKED)
def test_roles_by_construction(case: Case, read_text: Callable[[str], Report]) -> None:
    assert roles_of(read_text(case.text), case.word) == case.roles


def test_most_constructions_are_read() -> None:
    every = list(cases())
    assert len(every) >= 180
    assert sum(not case.missed for case in every) >= 0.8 * len(every)
