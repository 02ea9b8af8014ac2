"""A sketch: what is kept of a report beside its reading."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.incidents.sketch import pack_sketch, sketch, unpack_sketch
from reportedly.report import Report

TEXT = (
    "Two killed in Port Arden blast\n\nPORT ARDEN, Velmara, May 3 (Northern Wire) — A bomb killed two dockers "
    "in Port Arden on Friday, police spokeswoman Dana Oriel told the Courier."
)


def test_a_sketch_holds_accounts_credits_and_names_and_survives_packing(read_text: Callable[[str], Report]) -> None:
    made = sketch(read_text(TEXT))
    assert [account.number for account in made.outline.accounts] == [1]
    assert "Northern Wire" in {credit.name for credit in made.credits}
    assert "Dana Oriel" in {appearance.name for appearance in made.appearances}
    assert unpack_sketch(pack_sketch(made)) == made


def test_a_report_that_no_stage_has_read_has_an_empty_sketch() -> None:
    made = sketch(Report.of("Quelques mots."))
    assert (made.outline.accounts, made.appearances) == ((), ())
