"""Where loaded words stand in the sense that takes a side: "the Orvan regime", but not "a training regime"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.claims.loaded_conditions import Conditions, LoadedUse
from reportedly.claims.loaded_lexicon import LoadedEntry, LoadedLexicon
from reportedly.claims.so_called import so_called
from reportedly.language.tree import Tree
from reportedly.report import MentionKind

__all__ = ["loaded_uses"]

_POS = {"noun": ("NOUN", "PROPN", "ADJ"), "adjective": ("ADJ", "NOUN", "PROPN"), "verb": ("VERB",)}
_NAMES = frozenset(("ORG", "LAW", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "PERSON", "GPE", "LOC"))
_IN_TITLES = 0.7
"""Share of its longer words with a capital from which a sentence is a headline in title case."""


def loaded_uses(tree: Tree, lexicon: LoadedLexicon, kinds: Mapping[int, MentionKind]) -> Iterator[LoadedUse]:
    """Every use, in text order, the longest of those that begin with one word.

    `kinds` says for the head row of each mention what it names. Terms within official names are left out.
    """
    conditions = Conditions(tree, lexicon, kinds)
    row = 0
    while row < len(tree):
        use = next((use for use in _possible(tree, row, lexicon, conditions) if conditions.hold(use)), None)
        if use is not None:
            yield use
        row = use.rows.stop if use else row + 1


def _possible(tree: Tree, first: int, lexicon: LoadedLexicon, conditions: Conditions) -> Iterator[LoadedUse]:
    """The entries whose words begin in this row, longest first, as uses."""
    known: dict[LoadedEntry, None] = {}
    for word in (tree.lower[first], tree.lemma[first].lower()):
        known.update(dict.fromkeys(lexicon.by_first.get(word, ())))
    for entry in sorted(known, key=lambda e: -len(e.words)):
        rows = range(first, first + len(entry.words))
        row = _head_row(tree, rows, entry)
        if row >= 0 and not _within_name(tree, rows):
            called = so_called(tree, rows, row, entry, lexicon)
            yield LoadedUse(rows, row, entry, called, entry.group.legal and conditions.as_law(row))


def _head_row(tree: Tree, rows: range, entry: LoadedEntry) -> int:
    """The head word of the entry if it stands in these rows, else -1."""
    if rows.stop > len(tree):
        return -1
    last = rows[-1]
    if any(tree.lower[row] != word for row, word in zip(rows[:-1], entry.words[:-1], strict=True)):
        return -1
    if entry.pos == "phrase":
        return _top(tree, rows) if tree.lower[last] == entry.words[-1] else -1
    if entry.words[-1] not in (tree.lower[last], tree.lemma[last].lower()):
        return -1
    if tree.pos[last] not in _POS[entry.pos]:
        return -1
    if entry.pos == "adjective" and tree.pos[last] != "ADJ" and tree.dep[last] not in ("amod", "compound", "nmod"):
        return -1
    return last


def _top(tree: Tree, rows: range) -> int:
    return next((row for row in reversed(rows) if tree.head[row] not in rows or tree.head[row] == row), rows[-1])


def _within_name(tree: Tree, rows: range) -> bool:
    """Whether the term is part of an official name: "the Terrorism Act", "Martyrs' Square"; not in title case."""
    sentence = tree.sentence(rows.start)
    if not any(tree.text[row][:1].isupper() for row in rows) or _headline(tree, sentence):
        return False
    for row in rows:
        beside = [at for at in (row - 1, row + 1, row + 2) if at in sentence and at not in rows]
        beside = [at for at in beside if tree.text[at][:1].isupper()]
        label = tree.ent[row][2:]
        if label in _NAMES and any(tree.ent[at][2:] == label for at in beside):
            return True
        if tree.pos[row] == "PROPN" and row != sentence.start and any(tree.pos[at] == "PROPN" for at in beside):
            return True
    return False


def _headline(tree: Tree, sentence: range) -> bool:
    """Whether a sentence is set in title case: no full stop, and nearly all its longer words with a capital."""
    longer = [at for at in sentence if len(tree.text[at]) > 3 and tree.text[at].isalpha()]
    capital = sum(tree.text[at][:1].isupper() for at in longer)
    stopped = tree.text[sentence[-1]] in (".", "!", "?", "”")
    return len(longer) > 2 and capital >= _IN_TITLES * len(longer) and not stopped
