"""Incidents of violence as templates: type, who, with what, on whom, and how firmly somebody is held responsible."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly
from reportedly.claims.fillers import FEATURES, Candidate, plain
from reportedly.claims.responsible import cue_beside
from reportedly.claims.templates import Template, best_wordings, of_type, templates
from reportedly.export.templates import line
from reportedly.language.backends.incident_reader import CERTAINTIES, STAGES, TYPES
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.pipeline import default_pipeline
from reportedly.report import Report

BOMBING = (
    "ARDEN, 3 Jan 90 -- A powerful bomb exploded in front of the Tarn Bank in downtown Arden last night and killed "
    "Judge Ivan Halvorsen, police reported. The People's Liberation Front [PLF] claimed responsibility for the "
    "attack in a telephone call to a radio station. Terrorists had placed the dynamite in a car.\n"
)
KIDNAPPING = (
    "ARDEN, 5 Feb 89 -- Guerrillas of the PLF kidnapped the mayor of Tarn, Ida Brekke, on Friday. Four armed men "
    "took her from her home.\n"
)
HARVEST = (
    "ARDEN, 4 May 90 -- The ministry of agriculture said that the harvest was good and coffee prices would rise.\n"
)


def told(text: str) -> list[Template]:
    return templates(reportedly.read(text))


def words(template: Template, role: str) -> set[str]:
    return {plain(fill.span.words) for fill in template.fills if fill.role == role}


def test_a_bombing_has_its_target_victim_and_organisation() -> None:
    (template,) = told(BOMBING)
    assert template.type == "bombing"
    assert template.stage == "accomplished"
    assert "ivan halvorsen" in words(template, "victim")
    assert words(template, "target") & {"tarn bank", "bank"}
    assert {"plf", "peoples liberation front"} & words(template, "organisation")


def test_an_organisation_that_claims_an_attack_is_responsible_by_claim() -> None:
    (template,) = told(BOMBING)
    assert "claimed" in {fill.certainty for fill in template.of("organisation")}
    assert all(fill.certainty is None for fill in template.fills if fill.role != "organisation")


def test_a_kidnapping_is_told_by_its_type() -> None:
    assert [template.type for template in told(KIDNAPPING)] == ["kidnapping"]


def test_a_report_of_nothing_violent_has_no_template() -> None:
    assert told(HARVEST) == []
    assert templates(Report.of("")) == []


def test_capitals_do_not_change_what_is_told() -> None:
    small, loud = told(KIDNAPPING), told(KIDNAPPING.upper())
    assert [t.type for t in small] == [t.type for t in loud]
    assert words(small[0], "victim") == words(loud[0], "victim")


@pytest.mark.parametrize("text", [BOMBING, KIDNAPPING.upper(), HARVEST])
def test_every_fill_shows_its_words(text: str) -> None:
    row = json.loads(line(reportedly.read(text)))
    for template in row["templates"]:
        for value in template.values():
            for fill in value if isinstance(value, list) else ():
                if isinstance(fill, dict):
                    assert text[fill["start"] : fill["end"]] == fill["words"]
                    assert all(text[a:b].strip() for a, b in fill["mentions"])


@pytest.mark.parametrize("entry", load("lexicons/held_responsible.en.toml").entries("cues"))
def test_words_beside_an_organisation_say_how_firmly_it_is_held_responsible(entry: dict[str, Any]) -> None:
    for sentences, expected in ((entry["matches"], entry["certainty"]), (entry["rejects"], None)):
        for sentence in sentences:
            tree = Tree(default_pipeline()(Report.of(sentence)))
            assert cue_beside(tree, (tree.lower.index("front"),)) == expected


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.sampled_from(("Guerrillas kidnapped", "A BOMB KILLED", "")))
def test_no_text_breaks_it(words: str, before: str) -> None:
    report = default_pipeline()(Report.of(f"{before} {words}"))
    for template in templates(report):
        assert all(report.text[f.span.start : f.span.end] == f.span.words for f in template.fills)


def candidate(role: int, name: str, *heads: int, belongs: float = 0.9) -> Candidate:
    of = np.full(len(TYPES), 0.0, np.float32)
    of[0] = belongs
    certain, stage = np.zeros(len(CERTAINTIES), np.float32), np.zeros(len(STAGES), np.float32)
    places = tuple((head, head) for head in heads)
    return Candidate(role, name, places, heads, (0.0,) * len(FEATURES), of, certain, stage, np.zeros(32, np.float32))


def test_of_several_wordings_of_one_phrase_the_likeliest_is_given() -> None:
    men, armed = candidate(0, "men", 4), candidate(0, "armed men", 4)
    guards = candidate(0, "guards", 9)
    assert best_wordings([(men, 0.4), (armed, 0.6), (guards, 0.3)], 0.25) == [(armed, 0.6), (guards, 0.3)]


def test_a_part_of_a_name_is_not_somebody_else() -> None:
    whole, part = candidate(3, "ivan halvorsen", 4), candidate(3, "halvorsen", 30)
    assert best_wordings([(whole, 0.6), (part, 0.5)], 0.25) == [(whole, 0.6)]
    assert len(best_wordings([(whole, 0.6), (candidate(0, "halvorsen", 30), 0.5)], 0.25)) == 2


def test_a_filler_goes_with_the_likeliest_type_that_is_told() -> None:
    chosen = [(candidate(0, "men", 4, belongs=0.2), 0.5)]
    assert of_type(chosen, 0, [0, 2], 0.7) == chosen
    assert of_type(chosen, 2, [0, 2], 0.7) == []
