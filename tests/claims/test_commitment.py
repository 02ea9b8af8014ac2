"""What a source commits to, and apart from it what its reporter does; each shows the words that decided it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.commitment import commit
from reportedly.claims.cues import CueEntry, cue_lexicon
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Cue, Report, Stance, Status

Parse = Callable[[str], Report]

GROUPS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("commitment.toml").read_text("utf-8"))["group"]
CASES = [pytest.param(s, g["status"], g["stance"], id=f"{g['status']}: {s}") for g in GROUPS for s in g["sentences"]]


def read(parse: Parse, marked: str) -> tuple[Anchored[Status], Anchored[Stance]]:
    """Commit on a sentence whose {cue} and [content] are marked."""
    marks: dict[str, list[tuple[int, int]]] = {"{": [], "[": []}
    text, start, kind = "", 0, ""
    for piece in re.split(r"([\[\]{}])", marked):
        if piece in marks:
            start, kind = len(text), piece
        elif piece in {"]", "}"}:
            marks[kind].append((start, len(text)))
        else:
            text += piece
    report = parse(text)
    tree = Tree(report)
    rows = [row for a, b in marks["{"] for row in tree.rows(report.span(a, b))]
    entry = entry_of(tree, rows)
    cue = Cue(entry.lemma, entry.kind, "given") if entry else None
    return commit(tree, cue_rows=rows, content=[report.span(a, b) for a, b in marks["["]], cue=cue, entry=entry)


def entry_of(tree: Tree, rows: list[int]) -> CueEntry | None:
    phrase = " ".join(tree.lower[row] for row in rows)
    listed = [
        (phrase, "phrase"),
        *((tree.lemma[r], pos) for pos in ("verb", "adverb", "noun") for r in reversed(rows)),
    ]
    return next((cue_lexicon()[key] for key in listed if key in cue_lexicon()), None)


@pytest.mark.parametrize(("sentence", "status", "stance"), CASES)
def test_source_and_reporter_commit_as_the_words_say(parse: Parse, sentence: str, status: str, stance: str) -> None:
    found = read(parse, sentence)
    assert (found[0].value, found[1].value) == (status, stance)


@pytest.mark.parametrize(
    ("sentence", "field", "words"),
    [
        ("The army never {said} [its guns had fired].", 0, "never said"),
        ("He {said} [more killings would happen if the group got consent].", 0, "if"),
        ("The colonel falsely {claimed} that [the farmers had fired].", 1, "falsely claimed"),
        ("The colonel {denied} that [his men had fired].", 0, "denied"),
        ("She {said} [the guards must be tried].", 0, "must"),
        ("The Red Lantern group {claimed} [responsibility for the raid].", 0, "claimed responsibility"),
    ],
)
def test_each_firmness_shows_the_words_that_decided_it(parse: Parse, sentence: str, field: int, words: str) -> None:
    assert read(parse, sentence)[field].words == words


def test_every_status_and_stance_is_declared_with_a_meaning_and_an_example() -> None:
    ontology = load("ontology/stances.toml")
    for table, values in (("status", get_args(Status)), ("stance", get_args(Stance))):
        entries = {entry["name"]: entry for entry in ontology.entries(table)}
        assert set(entries) == set(values)
        assert all(e["meaning"] and e["examples"] and isinstance(e["order"], int) for e in entries.values())


def test_any_rows_and_spans_get_an_answer(parse: Parse) -> None:
    report = parse(
        "“No,” the duke did not say, “the guards never fired if they were there.” Who asked? (He denied it.)"
    )
    tree = Tree(report)
    rows, ends = st.integers(0, len(tree) - 1), st.integers(0, len(report.text))

    @settings(max_examples=150, deadline=None)
    @given(st.lists(rows, max_size=3), st.lists(st.tuples(ends, ends), min_size=1, max_size=2))
    def check(cue_rows: list[int], pairs: list[tuple[int, int]]) -> None:
        content = [report.span(min(pair), max(pair)) for pair in pairs]
        cue = Cue("say", "speech", "given") if cue_rows else None
        for found in commit(tree, cue_rows=cue_rows, content=content, cue=cue, entry=None):
            assert found.spans
            assert all(report.text[s.start : s.end] == s.words for s in found.spans)

    check()
