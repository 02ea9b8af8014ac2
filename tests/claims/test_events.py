"""The events stage as a whole: what it promises of every event of every report."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.claims import second_opinion
from reportedly.claims.events import Events
from reportedly.errors import BadModel
from reportedly.language.backends.factuality_judge import factuality_judge
from reportedly.language.backends.onnx_encoder import weights_folder
from reportedly.ontology.events import effects, event_types, triggers
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Publication, Report

STORY = (
    "Two guards were killed on Monday when gunmen stormed a customs post near Selm, officials said. The Ash Brigade "
    "claimed responsibility for the attack. The governor, Jana Belk, warned that more attacks would follow if the "
    "road stayed open. Police plan to search the valley next week. In 2014 rebels killed nine drivers on that road."
)

FRAGMENTS = ["killed", "Killed. Attack! The the the.", "attack attack attack of by on", "— “killed by”"]


def _conforms(report: Report) -> None:
    report.verify()
    types = event_types()
    for event in report.events or ():
        assert event.mode in types[event.type].modes
        assert {p.role for p in event.participants} <= types[event.type].roles
        assert {q.value.effect for q in event.quantities} <= set(effects())
        assert len({e.id for e in report.events or ()}) == len(report.events or ())


def test_every_event_keeps_to_the_ontology_and_to_its_words(read_text: Callable[[str], Report]) -> None:
    _conforms(read_text(STORY))


def test_one_story_is_read_into_its_incidents(read_text: Callable[[str], Report]) -> None:
    report = read_text(STORY)
    happened = [e for e in report.events or () if e.violent and e.discrete]
    assert [e.time.words if e.time else None for e in happened] == ["Monday", "2014"]
    first, second = happened
    assert [(said.kind, said.party.value.name) for said in first.responsibility if said.kind == "claimed"] == [
        ("claimed", "Ash Brigade")
    ]
    assert [(said.kind, said.party.words) for said in second.responsibility] == [("stated", "rebels")]
    assert str(first.quantities[0].value.count) == "2"
    assert (first.place and str(first.place.value) == "near Selm") or first.place is None


def test_events_read_twice_have_the_same_ids(read_text: Callable[[str], Report]) -> None:
    report = read_text(STORY)
    again = Events()(report.with_layers(events=None))
    assert [e.id for e in again.events or ()] == [e.id for e in report.events or ()]


def test_a_report_without_events_has_an_empty_layer(read_text: Callable[[str], Report]) -> None:
    assert read_text("The library has blue doors.").events == ()


def test_what_is_due_after_publication_is_planned() -> None:
    published = Publication(published=Anchored("2024-06-20", (), "given by the user"))
    report = default_pipeline()(Report.of("Ministers will speak at the summit in Selb on 4 July 2024.", published))
    (summit,) = [e for e in report.events or () if e.span.words == "summit"]
    assert not summit.discrete


def test_responsibility_for_an_event_not_told_leaves_an_issue(read_text: Callable[[str], Report]) -> None:
    report = read_text("The Ash Brigade claimed responsibility for it.")
    assert "event.responsibility-open" in [issue.code for issue in report.issues]


def test_every_event_names_the_innermost_claim_it_stands_in(read_text: Callable[[str], Report]) -> None:
    report = read_text("Officials said rebels killed a guard in Gorv. Rebels killed a driver in Dorn.")
    first, second = [e for e in report.events or () if e.span.words == "killed"]
    assert first.claim == next(c.id for c in report.claims or () if c.cue and c.cue.words == "said")
    assert second.claim is None


TRIGGERS = [
    ("Police called the killing murder.", ["killing"]),
    ("The mayor called the stabbing an outrage.", ["stabbing"]),
    ("The judge ruled the killing a murder.", ["killing"]),
    ("Soldiers had opened fire on workers.", ["opened fire"]),
    ("The report concluded that the dam was safe.", []),
    ("The two states concluded a treaty.", ["concluded"]),
    ("The minister warned that taxes would rise.", []),
    ("The minister warned Ostra that it would pay.", ["warned"]),
    ("The leader vowed to bring his men to the capital.", []),
    ("A burst of automatic fire woke the village.", ["burst of automatic fire"]),
]


@pytest.mark.parametrize(("text", "words"), TRIGGERS)
def test_what_is_named_an_event(text: str, words: list[str], read_text: Callable[[str], Report]) -> None:
    assert [event.span.words for event in read_text(text).events or ()] == words


NOT_YET = [
    "The garrison expects another siege.",
    "The Front threatened further attacks on ports unless the government released 12 prisoners.",
    "Its fighters would strike the capital without mercy.",
    "He wants 2,000 volunteers to join an assault that could begin in the autumn.",
    "A plot to bomb the mint was foiled in March.",
    "The general called off the attack.",
    "Police ruled out an attack.",
    "The Front has not carried out an attack in the capital since it was founded.",
]


@pytest.mark.parametrize("text", NOT_YET)
def test_what_is_wanted_feared_or_stopped_has_not_happened(text: str, read_text: Callable[[str], Report]) -> None:
    events = [event for event in read_text(text).events or () if event.violent]
    assert events
    assert not [event.span.words for event in events if event.discrete]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_fragments_are_survived(text: str, read_text: Callable[[str], Report]) -> None:
    _conforms(read_text(text))


def test_news_reports_keep_to_the_ontology(corpora: Path, read_text: Callable[[str], Report]) -> None:
    lines = (corpora / "data" / "wikinews" / "wikinews_2019_2020.jsonl").read_text("utf-8").splitlines()
    for line in lines[:6]:
        _conforms(read_text(json.loads(line)["text"]))


def heard(judge: str, text: str) -> Report:
    """A text whose events a stage with this judge has read."""
    return Events(judge=judge)(default_pipeline()(Report.of(text)).with_layers(events=None, issues=()))


FIRM = "Gunmen stormed a customs post near Selm on Monday and killed two guards."
DOUBTFUL = "Imagine rebels storming the mill at dawn."


def test_what_the_outlet_tells_plainly_is_likely_read_rightly() -> None:
    report = heard("factuality", FIRM)
    assert report.events
    assert all(event.confidence and event.confidence > 0.95 for event in report.events)
    assert report.issues == ()


def test_a_fact_that_the_judge_does_not_see_told_is_kept_and_leaves_an_issue() -> None:
    report = heard("factuality", DOUBTFUL)
    [storming] = report.events or ()
    assert storming.occurred
    assert storming.confidence is not None
    assert storming.confidence < 0.2
    assert [(issue.code, issue.span) for issue in report.issues] == [("event.doubtful", storming.span)]
    assert storming.origin.resource
    assert "factuality@sha256:" in storming.origin.resource


@pytest.mark.parametrize(
    "text",
    [
        "Officials said gunmen stormed a customs post near Selm.",
        "“Gunmen stormed the customs post,” the governor said.",
        "Gunmen did not storm the customs post.",
    ],
)
def test_the_judge_is_not_asked_what_a_source_tells_nor_what_is_negated(text: str) -> None:
    events = heard("factuality", text).events
    assert events
    assert [event.confidence for event in events] == [None]


@pytest.mark.parametrize("text", [STORY, FIRM, DOUBTFUL])
def test_the_judge_changes_no_reading(text: str) -> None:
    with_it, without = heard("factuality", text), heard("none", text)
    assert without.events == tuple(
        replace(event, confidence=None, origin=replace(event.origin, resource=triggers().resource))
        for event in with_it.events or ()
    )
    assert "event.doubtful" not in [issue.code for issue in without.issues]


def test_a_package_without_the_judge_reads_as_if_none_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "has_weights", lambda name: False)
    assert heard("factuality", DOUBTFUL).to_json() == heard("none", DOUBTFUL).to_json()


def test_a_judge_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(BadModel, match="no weights 'oracle'"):
        Events(judge="oracle")


def test_the_shares_were_counted_with_the_weights_beside_them() -> None:
    table = tomllib.loads((weights_folder("factuality") / second_opinion.AGREEMENT).read_text("utf-8"))
    assert table["weights"] == factuality_judge("factuality").resource
    for kind in ("told", "not_told"):
        assert table[kind]["from"] == sorted(table[kind]["from"])
        assert len(table[kind]["from"]) == len(table[kind]["right"])
