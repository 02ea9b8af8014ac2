"""One whole report, read with the default recipe: who says what, and what is told as having happened.

The report is invented, and built to hold what is hard in a real one: a source who is "she", a role and a name;
quotations that run over paragraphs or stand without a cue; a document that speaks; a claimed deed; deeds wished for
and deeds done.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from eval.cases import CASES, failures, read_case

from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Claim, Event, Publication, Report

TEXT = (Path(__file__).parent / "reports" / "underground.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def report() -> Report:
    return default_pipeline()(Report.of(TEXT))


@pytest.fixture(scope="module")
def dated() -> Report:
    published = Publication(published=Anchored("2031-06-20", inferred="given by the user"))
    return default_pipeline()(Report.of(TEXT, published))


def claims_with(report: Report, words: str) -> list[Claim]:
    """Claims whose content holds these words, innermost last."""
    start = report.text.index(words)
    place = report.span(start, start + len(words))
    return [c for c in report.claims or () if any(place in span for span in c.content)]


def deaths(report: Report) -> list[Event]:
    return [e for e in report.events or () if e.violent and e.discrete]


@pytest.mark.parametrize(
    ("words", "source", "status"),
    [
        ("hundreds of dockers are enrolling", "Mirela Dankova", "asserted"),
        ("saboteurs wanted to begin a campaign", "Mirela Dankova", "asserted"),
        ("the council will fall only by force", "Mirela Dankova", "asserted"),
        ("young men were queueing", "Mirela Dankova", "asserted"),
        ("In the ports, the number of our friends", "Mirela Dankova", "asserted"),
        ("It is slower than I would have wished", "Mirela Dankova", "asserted"),
        ("to be an envoy of the league", "Mirela Dankova", "alleged"),
        ("further killings would follow if", "Mirela Dankova", "conditional"),
        ("Ostra above all opposed such acts", "Mirela Dankova", "asserted"),
        ("strikes on officers of the council are more useful", "Mirela Dankova", "asserted"),
        ("there we are helpless", "Mirela Dankova", "asserted"),
        ("the Ostrans listen to others", "Mirela Dankova", "asserted"),
        ("as a government in waiting", "Assembly of Free Velmara", None),
        ("to back the armed overthrow", "Assembly of Free Velmara", "demanded"),
        ("The council has unleashed a slaughter", "Freedom Charter", "asserted"),
        ("force against the council’s butchers", "Freedom Charter", "asserted"),
    ],
)
def test_every_claim_has_its_voice_and_its_firmness(
    report: Report, words: str, source: str, status: str | None
) -> None:
    found = [(c.source.value.name if c.source else None, c.status.value) for c in claims_with(report, words)]
    assert source in {name for name, _ in found}, found
    if status:
        assert (source, status) in found


def test_what_was_claimed_is_a_claim_of_the_group(report: Report) -> None:
    [claim] = claims_with(report, "Both killings")
    assert claim.source is not None
    assert "Free Harbour League" in claim.source.words


def test_the_two_deaths_are_the_only_violent_events_told_as_having_happened_once(report: Report) -> None:
    assert [event.span.words for event in deaths(report)] == ["killed", "died"]


@pytest.mark.parametrize(
    ("number", "victim", "cause"), [(0, "Anton Rusk", "parcel bomb"), (1, "Berta Koll", "blast")]
)
def test_a_death_has_its_victim_and_its_cause(report: Report, number: int, victim: str, cause: str) -> None:
    event = deaths(report)[number]
    assert [p.party.value.name for p in event.participants if p.role == "victim"] == [victim]
    causes = [p.party.words for p in event.participants if p.role in {"cause", "instrument"}]
    assert any(cause in words for words in [*causes, *(span.words for span in event.mentions)])


def test_one_place_is_stated_and_the_other_is_not(report: Report) -> None:
    first, second = deaths(report)
    assert first.place is None
    assert second.place is not None
    assert "Selm restaurant" in second.place.words


def test_a_month_is_a_month_and_a_relative_year_stays_open_until_the_date_is_known(
    report: Report, dated: Report
) -> None:
    (march, relative), (_, closed) = (
        [event.time.value for event in deaths(each) if event.time] for each in (report, dated)
    )
    assert (march.earliest, march.latest) == ("2030-03-01", "2030-03-31")
    assert relative.open
    assert (closed.earliest, closed.latest) == ("2030-01-01", "2030-12-31")


def test_the_deaths_are_claimed_by_the_group_and_nobody_is_their_actor_by_fact(report: Report) -> None:
    for event in deaths(report):
        groups = [r for r in event.responsibility if "Free Harbour League" in r.party.value.name]
        assert [r.kind for r in groups] == ["claimed"]
        assert not [p for p in event.participants if p.role == "actor"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_real_report_is_read_as_its_case_asks(case: Path, corpora: Path) -> None:
    assert list(failures(*read_case(case, corpora))) == []
