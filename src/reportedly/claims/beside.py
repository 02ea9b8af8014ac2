"""The reporting word beside a quotation: right after its closing mark, right before its opening mark, or above it."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.claims.verb_sources import source_of
from reportedly.language.tree import Tree

__all__ = ["MARKS", "after_colon", "given", "name_speaker", "speaks", "verb_beside"]

MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟", "‹", "›", "‚", ","))
_NEAR = 14
"""How many words after a quotation its reporting verb is looked for ("... ", the minister for roads said)."""


def verb_beside(context: Context, piece: int) -> int:
    verb = -1 if after_colon(context, piece) else _verb_after(context, piece)
    if verb < 0:
        verb = _verb_before(context, piece)
    return verb if verb >= 0 else _verb_above(context, piece)


def _verb_above(context: Context, piece: int) -> int:
    """The reporting verb of a paragraph that ends in a colon, where the quotation opens the next one; or -1."""
    tree = context.tree
    paragraph = tree.paragraph(context.quoted[piece][0])
    above = paragraph.start - 1
    opens = all(tree.text[row] in MARKS for row in range(paragraph.start, context.quoted[piece][0]))
    if above < 0 or not opens or tree.text[above] != ":":
        return -1
    for at in range(above - 1, max(above - 16, tree.paragraph(above).start - 1), -1):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", "?", "!"):
            break
        if speaks(context, at):
            return at
    return -1


def after_colon(context: Context, position: int) -> bool:
    """Whether the quotation stands after a colon."""
    before = context.quoted[position][0] - 1
    tree = context.tree
    while before >= 0 and tree.text[before] in MARKS and tree.text[before] != ",":
        before -= 1
    return before >= 0 and tree.text[before] == ":"


def speaks(context: Context, row: int) -> bool:
    """Whether the word is a verb of the reporting lexicon."""
    tree = context.tree
    return tree.pos[row] == "VERB" and (lemma_of(tree, row), "verb") in cue_lexicon()


def _verb_after(context: Context, position: int) -> int:
    """The reporting verb right after the quotation: "...," said she; "...," the minister for roads said; or -1.

    None is looked for behind a full stop, where the next sentence begins, unless that begins with a small letter.
    """
    tree = context.tree
    last = context.quoted[position][-1]
    row = last + 1
    paragraph = tree.paragraph(last)
    while row in paragraph and tree.text[row] in MARKS:
        row += 1
    if row not in paragraph or tree.text[row] in (".", ":", ";"):
        return -1
    if tree.text[last] == "." and tree.text[row][:1].isupper():
        return -1
    comma = "," in (tree.text[last], tree.text[last + 1])
    for at in range(row, min(row + _NEAR, paragraph.stop)):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", ":", "—"):
            break
        verb = tree.tag[at] != "VB" and (speaks(context, at) or (comma and tree.pos[at] == "VERB"))
        if not verb and not (comma and at > row and _mistaken_noun(context, at)):
            continue
        subject = tree.child(at, "nsubj", "nsubjpass")
        if at == row or (subject >= row and context.inside[subject] < 0) or tree.pos[at - 1] in ("PROPN", "PRON"):
            return at
    return -1


def _mistaken_noun(context: Context, row: int) -> bool:
    """A reporting verb taken for a noun by the parser: "...," Tadan notes."""
    tree = context.tree
    word = tree.lower[row]
    return (
        tree.pos[row] == "NOUN"
        and tree.pos[row - 1] in ("PROPN", "PRON")
        and ((word.removesuffix("s"), "verb") in cue_lexicon() or (word.removesuffix("es"), "verb") in cue_lexicon())
    )


def _verb_before(context: Context, position: int) -> int:
    """The reporting verb right before the quotation: He said, "..."; The report says: "..."; or -1."""
    tree = context.tree
    first = context.quoted[position][0]
    row = first - 1
    paragraph = tree.paragraph(first)
    while row in paragraph and tree.text[row] in MARKS and tree.text[row] != ",":
        row -= 1
    if row not in paragraph:
        return -1
    lead = tree.text[row]
    if lead not in (",", ":", "that") and not speaks(context, row) and tree.tag[first] not in ("PRP",):
        return -1
    steps = 30 if lead == ":" else 12
    for at in range(row, max(row - steps, paragraph.start - 1), -1):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", "?", "!"):
            break
        if speaks(context, at) or (lead == ":" and tree.pos[at] == "VERB"):
            return at
    return -1


def given(context: Context, verb: int, by_head: dict[int, Candidate], candidates: list[Candidate]) -> Candidate:
    """The candidate of this verb, made and added to the candidates if it has none."""
    tree = context.tree
    if verb not in by_head:
        source, shared, form = source_of(tree, verb)
        made = Candidate(verb, [verb], lemma_of(tree, verb), "verb", "quotation", source, set(), shared)
        made.signs.append("src:" + form)
        by_head[verb] = made
        candidates.append(made)
    return by_head[verb]


def name_speaker(context: Context, candidate: Candidate) -> None:
    """Give the name beside it to a reporting verb whose source the parse puts inside the quotation, or nowhere."""
    if candidate.pos != "verb" or context.inside[candidate.head] >= 0:
        return
    if candidate.source is None or any(context.inside[row] >= 0 for row in candidate.source):
        candidate.source = _name_beside(context, candidate.head)


def _name_beside(context: Context, verb: int) -> list[int] | None:
    """The noun phrase right before or after a reporting verb."""
    tree = context.tree
    sentence = tree.paragraph(verb)
    for step in (-1, 1):
        at, seen = verb + step, 0
        if step < 0 and at in sentence and tree.text[at] == ",":
            at -= 1
        while at in sentence and seen < 4 and tree.pos[at] in ("AUX", "ADV", "PART", "DET", "ADJ"):
            at, seen = at + step, seen + 1
        if at not in sentence or context.inside[at] >= 0 or tree.pos[at] not in ("NOUN", "PROPN", "PRON"):
            continue
        inside = [row for row in phrase(tree, _top(tree, at, verb)) if context.inside[row] < 0 and row != verb]
        near = [row for row in inside if (row < verb) == (step < 0)]
        if near:
            return near
    return None


def _top(tree: Tree, row: int, verb: int) -> int:
    """The head of the noun phrase that `row` belongs to."""
    while tree.dep[row] in ("compound", "amod", "det", "poss", "nmod", "appos", "flat") and tree.head[row] != verb:
        row = tree.head[row]
    return row
