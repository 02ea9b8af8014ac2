"""Who offers no comment or evidence says nothing: it is neither a denial nor a claim of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Claim, Report

Read = Callable[[str], Report]


def cues(report: Report) -> list[tuple[str, str]]:
    """Status and cue words of every claim."""
    return [(claim.status.value, claim.cue.words if claim.cue else "") for claim in report.claims or ()]


@pytest.mark.parametrize(
    "text",
    [
        "The colonel said the farmers had burned the mill, but offered no evidence.",
        "The army offered no comment on whether its men had burned the mill.",
    ],
)
def test_offering_nothing_is_no_denial(read_text: Read, text: str) -> None:
    assert "denied" not in [status for status, _ in cues(read_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Without offering evidence, the colonel said the farmers had burned the mill.",
        "The colonel said, without providing evidence, that the farmers had burned the mill.",
    ],
)
def test_what_is_said_without_evidence_is_one_claim_kept_at_a_distance(read_text: Read, text: str) -> None:
    claims: tuple[Claim, ...] = read_text(text).claims or ()
    assert [(claim.cue.words if claim.cue else "", claim.stance.value) for claim in claims] == [
        ("said", "distancing")
    ]


def test_no_comment_on_something_is_one_claim(read_text: Read) -> None:
    assert len(cues(read_text("The army offered no comment on whether its men had burned the mill."))) == 1


def test_a_clause_that_says_what_lacks_evidence_stays(read_text: Read) -> None:
    assert cues(read_text("The inquiry said it had no evidence that the guards had burned the mill."))
