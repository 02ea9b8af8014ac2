"""A glance: what lists show of a report."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.incidents.glance import glance, pack_glance, unpack_glance
from reportedly.incidents.sketch import sketch
from reportedly.report import Report

TEXT = (
    "Two killed in Port Arden blast\n\nPORT ARDEN, Velmara, May 3 (Northern Wire) — A bomb killed two dockers "
    "in Port Arden on Friday, police said. Tomas Werrin, a crane driver, denied that he saw a van. The Tidewater "
    "Front claimed responsibility. “We heard two bangs,” said Tomas Werrin’s lawyers."
)


def test_a_glance_tells_voices_incident_and_toll_and_survives_packing(read_text: Callable[[str], Report]) -> None:
    report = read_text(TEXT)
    made = glance(report, sketch(report))
    assert made.read
    assert made.claims == len(report.claims or ()) == sum(v.claims for v in made.voices)
    assert made.happenings[0].number == 1
    killed = made.happenings[0].killed
    assert killed is not None
    assert killed.best == 2
    assert unpack_glance(pack_glance(made)) == made


def test_no_person_is_named_in_a_glance_nor_a_body_that_is_called_after_one(
    read_text: Callable[[str], Report],
) -> None:
    report = read_text(TEXT)
    assert b"Werrin" not in b"".join(repr(each).encode() for each in glance(report, sketch(report)).voices)


def test_a_report_that_no_stage_has_read_says_so() -> None:
    report = Report.of("Quelques mots.")
    made = glance(report, sketch(report))
    assert not made.read
    assert (made.claims, made.happenings) == (0, ())
