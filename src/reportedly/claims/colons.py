"""Colons that report: "She added: the road is shut", a paragraph after one, a headline's "Minister: dam is safe"."""

from __future__ import annotations

from reportedly.claims.beside import given, speaks
from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.cues import LEXICON
from reportedly.lexicons.loader import load

__all__ = ["colon_candidates"]

_OPEN_FRAMES = frozenset(("object", "preposition", "gerund", "passive"))
"""Frames whose content gives way to what stands after the colon ("She gave a reason: the road was shut")."""


def colon_candidates(context: Context, candidates: list[Candidate]) -> None:
    """What stands after a colon: in the sentence of a reporting verb, or as the next paragraph ("She added:").

    A name and a colon at the beginning of a paragraph report without a verb ("Minister: dam is safe").
    """
    tree = context.tree
    by_head = {c.head: c for c in candidates}
    for row in context.rows:
        if tree.text[row] != ":" or context.inside[row] >= 0 or row in by_head:
            continue
        paragraph = tree.paragraph(row)
        after = list(range(row + 1, paragraph.stop))
        block = not after
        if block and paragraph.stop < len(tree):
            after = list(tree.paragraph(paragraph.stop))
        if not after or any(context.inside[r] >= 0 for r in after[:3]):
            continue
        verb = next((r for r in range(row - 1, max(row - 12, paragraph.start - 1), -1) if speaks(context, r)), -1)
        sentence = tree.sentence(after[0])
        content = set(after if block else [r for r in after if r < sentence.stop])
        if verb >= 0 and not any(tree.text[r] in (".", ";") for r in range(verb, row)):
            found = given(context, verb, by_head, candidates)
            if found.frame in _OPEN_FRAMES or (found.frame == "quotation" and not found.quotes):
                found.frame, found.content = "colon", content
                if found.cue[-1] == row - 1:
                    found.cue.append(row)
        elif verb < 0 and row - paragraph.start <= 6 and row > paragraph.start and not block:
            name = range(paragraph.start, row)
            label = tree.lower[row - 1] in load(LEXICON).tables["labels"]["words"]
            place = label or all(tree.ent[r].endswith("GPE") for r in name)
            if not place and all(tree.pos[r] in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT") for r in name):
                candidates.append(Candidate(row, [row], ":", "phrase", "colon", list(name), set(after)))
