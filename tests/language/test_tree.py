"""The tree gives rules what they ask of a parse: sentences, subtrees, and the spans of rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.language.tree import Tree
from reportedly.report import Report, Tokens


@pytest.fixture
def tree() -> Tree:
    """ "Guards fled . Crowds cheered the end ." in two paragraphs, with its tree written out by hand."""
    text = "Guards fled.\n\nCrowds cheered the end."
    words = ["Guards", "fled", ".", "Crowds", "cheered", "the", "end", "."]
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    tokens = Tokens(
        start=tuple(starts),
        end=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemma=tuple(word.lower() for word in words),
        pos=("NOUN", "VERB", "PUNCT", "NOUN", "VERB", "DET", "NOUN", "PUNCT"),
        tag=("NNS", "VBD", ".", "NNS", "VBD", "DT", "NN", "."),
        dep=("nsubj", "ROOT", "punct", "nsubj", "ROOT", "det", "dobj", "punct"),
        head=(1, 1, 1, 4, 4, 6, 4, 4),
        ent=("",) * 8,
        sentences=(0, 3),
        paragraphs=(0, 3),
    )
    return Tree(Report.of(text).with_layers(tokens=tokens))


def test_sentences_and_paragraphs_are_ranges_of_rows(tree: Tree) -> None:
    assert tree.sentences() == [range(3), range(3, 8)]
    assert (tree.sentence(5), tree.paragraph(1), tree.sentence_number(7), tree.paragraph_number(7)) == (
        range(3, 8),
        range(3),
        1,
        1,
    )


def test_a_subtree_is_in_text_order_and_can_leave_branches_out(tree: Tree) -> None:
    assert tree.subtree(4) == [3, 4, 5, 6, 7]
    assert tree.subtree(4, without=[6]) == [3, 4, 7]


def test_children_are_found_by_label(tree: Tree) -> None:
    assert (tree.child(4, "dobj"), tree.child(4, "iobj"), tree.all(4, "nsubj", "punct")) == (6, -1, [3, 7])


def test_ancestors_are_nearest_first_and_a_root_has_none(tree: Tree) -> None:
    assert (tree.ancestors(5), tree.ancestors(4)) == ([6, 4], [])


def test_rows_that_are_not_neighbours_give_discontinuous_spans(tree: Tree) -> None:
    assert [span.words for span in tree.spans([3, 5, 6])] == ["Crowds", "the end"]
    assert tree.span([3, 6]).words == "Crowds cheered the end"


def test_a_span_gives_back_the_rows_in_it_wholly_or_in_part(tree: Tree) -> None:
    report = tree.report
    assert tree.rows(tree.span([3, 4, 5])) == range(3, 6)
    assert tree.rows(report.span(tree.start[4] + 2, tree.start[5] + 1)) == range(4, 6)
    assert list(tree.rows(report.span(12, 14))) == []


def test_an_unparsed_report_has_no_tree() -> None:
    with pytest.raises(ValueError, match="has not been parsed"):
        Tree(Report.of("Two died."))


def test_every_parse_is_a_forest_with_one_tree_per_sentence(parse: Callable[[str], Report]) -> None:
    tree = Tree(parse("Police said four died. The union, which disagrees, says nine.\n\nNobody knows."))
    for sentence in tree.sentences():
        roots = [row for row in sentence if tree.head[row] == row]
        assert len(roots) == 1
        assert tree.subtree(roots[0]) == list(sentence)
