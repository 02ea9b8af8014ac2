"""Contexts are read from the words of an event's own clause, and every example of the ontology is as it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.contexts import Contexts
from reportedly.claims.occurrences import occurrences
from reportedly.language.tree import Tree
from reportedly.ontology.contexts import context_words
from reportedly.report import Anchored, Report

Parse = Callable[[str], Report]


def _contexts(report: Report, trigger: str) -> dict[str, Anchored[str]]:
    tree = Tree(report)
    return {context.value: context for context in Contexts(tree).of(tree.lower.index(trigger))}


def _all(parse: Parse, text: str) -> set[str]:
    tree = Tree(parse(text))
    contexts = Contexts(tree)
    rows = [draft.row for draft in occurrences(tree)] or range(len(tree))
    return {context.value for row in rows for context in contexts.of(row)}


@pytest.mark.parametrize("name", context_words().contexts)
def test_a_context_is_found_in_its_examples_and_not_in_the_others(name: str, parse: Parse) -> None:
    context = context_words().contexts[name]
    assert [text for text in context.examples if name not in _all(parse, text)] == []
    assert [text for text in context.counterexamples if name in _all(parse, text)] == []


def test_every_context_keeps_its_words(parse: Parse) -> None:
    report = parse("Nurses marched over pay in Odrin.")
    pay = _contexts(report, "marched")["economic"]
    assert [(span.start, span.end) for span in pay.spans] == [(20, 23)]


def test_a_phrase_is_one_span(parse: Parse) -> None:
    found = _contexts(parse("Inspectors found two chemical weapons in Karsk."), "found")
    assert found["weapons-of-mass-destruction"].words == "chemical weapons"


def test_the_clause_beside_lends_no_context(parse: Parse) -> None:
    report = parse("Police arrested a thief and miners went on strike over pay in Dorn.")
    assert "economic" not in _contexts(report, "arrested")
    assert "economic" in _contexts(report, "strike")


def test_events_of_a_report_have_contexts(read_text: Parse) -> None:
    report = read_text("Residents of Selm protested against the tax on Monday.")
    (protest,) = [event for event in report.events or () if event.type == "PROTEST"]
    assert [context.value for context in protest.contexts] == ["economic"]
    report.verify()
