"""Whose time it is: of a sentence that tells of a deed and of what is said of it, each has its own day.

"The army blamed the group for a raid on a village on Monday": a parser hangs the day on the blaming, and whoever
reads it takes it for the raid's. The words of [deeds_spoken_of] in `lexicons/event_words.en.toml` are such verbs.
"""

from __future__ import annotations

from collections.abc import Collection

from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Report

__all__ = ["BY_DATING", "onsets", "spoken_of", "written_by"]

BY_DATING = "by the days to which the report is dated"
"""What a field says whose value rests on a date of the report that is itself inferred."""

_LINKS = frozenset({"dobj", "pobj", "prep", "pcomp", "nsubjpass", "attr", "appos", "conj", "dative"})
_LATE = frozenset({"prep", "acl", "relcl"})


def written_by(report: Report) -> str | None:
    """The last day on which the report can have been written, as it says or as it was dated by its words; or None."""
    if published := report.publication.published:
        return published.value[:10]
    return next((dating.published.value.latest for dating in report.dating or ()), None)


def spoken_of(tree: Tree, verb: int, at: int, deeds: Collection[int], *, timed_before: int) -> int:
    """The row of the deed that a time at `at`, hung on `verb`, is of; -1 where it is the verb's own.

    It is the deed's where it follows the deed, and either the verb has a time of its own before it (at row
    `timed_before`, else -1), or the verb speaks of deeds and the deed is new ("a raid") or told at length ("the raid
    on a village"). "Condemned the attack on Monday" stays with the verb, and so do arrests, charges and trials.
    """
    between = [row for row in deeds if verb < row < at and row in tree.subtree(verb)]
    if not between or not _hangs_on(tree, max(between), verb):
        return -1
    deed = max(between)
    if verb < timed_before < deed or -1 < timed_before < verb:
        return deed
    if tree.lemma[verb].lower() not in event_words()["deeds_spoken_of"]["verbs"]:
        return -1
    new = any(tree.lower[c] in {"a", "an"} for c in tree.all(deed, "det")) or tree.tag[deed] in {"VBG", "NNS"}
    told = any(tree.dep[c] in _LATE and deed < c and tree.subtree(c)[-1] < at for c in tree.children[deed])
    return deed if new or told else -1


def _hangs_on(tree: Tree, deed: int, verb: int) -> bool:
    """Whether the deed is governed by the verb as a thing: no clause of its own lies between them."""
    row = deed
    while row != verb and tree.head[row] != row:
        if tree.dep[row] not in _LINKS:
            return False
        row = tree.head[row]
    return row == verb


def onsets(tree: Tree, row: int, deeds: Collection[int]) -> list[int]:
    """The verbs that say when a deed began: "fighting that began on Friday", "an offensive launched in May".

    `row` is the trigger; of a verb, the deed that is its subject or in which it happened counts ("was killed in
    clashes that broke out on Friday").
    """
    nouns = [row, *(c for c in tree.all(row, "nsubj") if c in deeds)]
    for preposition in tree.all(row, "prep"):
        if tree.lower[preposition] in {"in", "during"}:
            nouns.extend(tree.all(preposition, "pobj"))
    begin = event_words()["deeds_spoken_of"]["onsets"]
    return [
        c
        for noun in nouns
        if tree.pos[noun] in {"NOUN", "PROPN"} or noun in deeds
        for c in tree.all(noun, "relcl", "acl")
        if tree.lemma[c].lower() in begin
    ]
