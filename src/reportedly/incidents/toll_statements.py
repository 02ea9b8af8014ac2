"""Tolls stated as a number by itself: "the union put the number of dead at nine", "revised from four to seven"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportedly.incidents.account_reading import AccountReading
from reportedly.incidents.sayings import Saying
from reportedly.language.numbers import counts
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Link, Party, Span
from reportedly.values.count import Count

__all__ = ["TOLL_STATEMENTS", "toll_statements"]

TOLL_STATEMENTS = "lexicons/toll_statements.en.toml"

_SPEAKS_OF = re.compile(
    r"\b(?:tolls?|numbers?|total|counts?|figures?|deaths|fatalities|bodies|injuries|arrests)\b", re.IGNORECASE
)
"""Without one of these words no toll is stated, and no number of the report needs to be looked at."""

_REACH = 18
"""Words before a number among which its verb and noun are looked for."""

_UNNAMED_NOUNS = frozenset({"count", "figure"})


_ADJECTIVES = frozenset({"dead", "killed", "injured", "wounded", "missing", "hurt", "detained", "arrested"})
_NUMBER_OF = frozenset({"number", "numbers", "total", "toll"})


def toll_statements(reading: AccountReading) -> list[Saying]:
    """The tolls that the report states in so many words, of its main incident; none for other accounts.

    The source is who states it: the subject ("The dockers' union put"), whose count it is ("the police count"), else
    the source of the claim that the number stands in. Of "from four to seven" four is kept in `before`.
    """
    report = reading.report
    if not reading.main or report.tokens is None or not _SPEAKS_OF.search(report.text):
        return []
    tree = Tree(report)
    return [s for span, count in counts(tree) for s in _stated(reading, tree, span, count)]


def _stated(reading: AccountReading, tree: Tree, span: Span, count: Count) -> Iterator[Saying]:
    rows = tree.rows(span)
    if not rows:
        return
    start = tree.sentence(rows[0]).start
    before = range(max(start, rows[0] - _REACH), rows[0])
    verb = next((row for row in reversed(before) if tree.pos[row] in {"VERB", "AUX"} and _class(tree.lemma[row])), -1)
    if verb < 0 or not _leads_to(tree, verb, rows[0]):
        return
    kind = _class(tree.lemma[verb])
    noun, effect = _noun(tree, max(start, verb - _REACH), rows[0])
    if effect is None or (kind == "stands" and noun > verb):
        return
    after = tree.lower[rows[-1] + 1 : rows[-1] + 2]
    if after and (after[0] in {"%", "percent", "million", "billion"} or tree.pos[rows[-1] + 1] == "SYM"):
        return
    was, value = None, count
    before_it = (tree.lower[rows[0]], tree.lower[rows[0] - 1])
    if count.bound == "range" and "from" in before_it:
        was, value = Count(count.low, count.low), Count(count.high, count.high)
    elif kind in {"revises", "moves"} and before_it[1] == "from":
        return  # what it was, of which the next number is told
    subject = -1 if kind in {"stands"} else tree.child(verb, "nsubj")
    holder = _whose(tree, noun) if kind in {"stands", "moves"} or subject < 0 else ()
    speaker = _named(tree, subject) if subject >= 0 and kind in {"states", "revises"} else holder
    spans = (tree.span(range(noun, noun + 1)), span) if noun < rows[0] else (span,)
    reason = f"“{tree.text[noun]}” taken for the dead" if tree.lower[noun] in _UNNAMED_NOUNS else None
    yield reading.saying(
        effect, str(value), spans, _chain(reading, tree, span, speaker), count=value, before=was, inferred=reason
    )


def _leads_to(tree: Tree, verb: int, number: int) -> bool:
    """Whether "at", "to" or the verb itself stands right before the number: "stands at four", "reached four"."""
    before = tree.lower[number - 1]
    return before in {"at", "to", "from", "as"} or verb == number - 1 or tree.lower[number] in {"from", "at", "to"}


def _chain(reading: AccountReading, tree: Tree, span: Span, speaker: tuple[int, ...]) -> tuple[Link, ...]:
    claim = reading.claim_at((span,))
    outer = claim if claim and claim.status.value in {"asserted", "alleged", "believed"} else None
    if not speaker:
        return reading.chain(outer)
    words = tree.span(speaker).words
    party = _known(reading, tree.span(speaker)) or Party(words, "unknown")
    if outer is None or (outer.source and outer.source.value.name == party.name):
        return reading.chain(outer) if outer else reading.spoken_by(party)
    passed = reading.chain(outer)
    return (
        *passed[:-1],
        Link(passed[-1].holder, passed[-1].claim, stance="neutral"),
        Link(party, None, status="asserted"),
    )


def _known(reading: AccountReading, words: Span) -> Party | None:
    """The entity that these words stand for, by its fullest name; None where they are linked to none."""
    report = reading.report
    inside = {m.id: m for m in report.mentions or () if m.span.start >= words.start - 4 and m.span.end == words.end}
    for entity in report.entities or ():
        if any(mention in inside for mention in entity.mentions) and entity.kind in {
            "person",
            "organisation",
            "group",
        }:
            return Party(entity.name, "person" if entity.kind == "person" else "organisation", entity.id)
    return None


def _named(tree: Tree, row: int) -> tuple[int, ...]:
    """The subject without what is told of it: "police", of "police, who first spoke of four dead"."""
    return tuple(tree.subtree(row, without=tree.all(row, "relcl", "appos", "punct", "acl", "advcl")))


def _whose(tree: Tree, noun: int) -> tuple[int, ...]:
    """Whose count it is: "the police count", "the ministry's figure"; not "the death toll"."""
    words = _nouns()
    for row in tree.all(noun, "compound", "poss", "nmod"):
        if tree.lower[row] not in {"death", "body", "casualty", "injury", "its", "their", "the", "his", "her"} | set(
            words
        ):
            return tuple(row for row in tree.subtree(row) if tree.dep[row] != "case")
    return ()


def _noun(tree: Tree, start: int, stop: int) -> tuple[int, str | None]:
    """The nearest word before the number that says what is counted, and the effect; "number of" says nothing."""
    nouns = _nouns()
    for row in range(stop - 1, start - 1, -1):
        effect = nouns.get(tree.lower[row])
        if effect is None:
            continue
        near = tree.lower[max(start, row - 4) : row]
        if tree.lower[row] in _ADJECTIVES and not _NUMBER_OF.intersection(near):
            continue
        return row, effect
    return -1, None


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {noun: effect for effect, nouns in load(TOLL_STATEMENTS).tables["nouns"].items() for noun in nouns}


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    verbs: dict[str, list[str]] = load(TOLL_STATEMENTS).tables["verbs"]
    out: dict[str, str] = {}
    for kind, words in verbs.items():
        for word in words:
            out.setdefault(word, kind)
    return out


def _class(lemma: str) -> str | None:
    return _classes().get(lemma)
