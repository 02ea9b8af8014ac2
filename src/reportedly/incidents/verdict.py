"""What an overlap of two texts means: one is the other's copy or rewrite, nobody can say, or neither."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reportedly.incidents.overlap import SAME, Overlap

__all__ = ["CopyVerdict", "verdict"]


class CopyVerdict(NamedTuple):
    """`kind`, how sure (0-1: 0.5 and more for copies and rewrites), and a sentence that says what is shared."""

    kind: Literal["copy", "part", "rewrite", "unsure", "none"]
    score: float
    reason: str


# Chosen on the first seed of the generator, the odd pairs by hand and the gun-violence articles (`python -m
# eval.copies`). Two papers that both re-word one statement of the police share up to a third of their runs: from
# there on a rewrite is a rewrite, and below it a question for a person.
COPY_SHARE, COPY_WORDS = 0.5, 25
"""Share of the shorter text in the same sentences that makes it a copy; words that a text must have to be judged."""

PART_SHARE, PART_SENTENCES = 0.2, 3
"""The same for a text that is otherwise its own: so much of it, and so many sentences."""

OWN_BESIDE = 0.6
"""Share in matched sentences below which a text with so many of another's is otherwise its own."""

AGREED, REWRITE_AGREED = 0.6, 0.7
"""Share of names and numbers in matched sentences that must be the same in a copy, and in a rewrite."""

ONE_STORY = 0.5
"""Share of the shorter text's names and numbers that the other must have, if not most of its sentences are the
same."""

REWRITE = ((0.32, 0.55), (0.15, 0.8), (0.4, 0.45))
"""Shares in common runs and in matched sentences, any pair of which makes a rewrite."""

BRIEF_AGREED, BRIEF_ALIKE = 0.85, 0.5
"""What a rewrite with less than three matched sentences must reach: names and numbers agreed, share matched."""

UNSURE_RUNS, UNSURE_ALIKE = 0.12, 0.3


def verdict(found: Overlap) -> CopyVerdict:
    """Decide, and say why in terms of sentences.

    A copy has half of the shorter text's sentences word for word (a word or two apart); a part is three and more of
    them in a text that is otherwise its own. A rewrite has most of them re-worded, with the same names and numbers
    in them.
    """
    reason = _reason(found)
    whole = sum(match.likeness >= SAME for match in found.matches)
    if found.words < COPY_WORDS:
        return CopyVerdict("none", round(min(0.49, found.runs), 3), reason)
    if found.same >= COPY_SHARE and found.same_agreed >= AGREED:
        return CopyVerdict("copy", round(0.5 + found.same / 2, 3), reason)
    likeness = found.same + found.alike
    if found.facts >= ONE_STORY:
        if found.same >= PART_SHARE and whole >= PART_SENTENCES and found.same_agreed >= AGREED:
            kind: Literal["part", "rewrite"] = "part" if likeness < OWN_BESIDE else "rewrite"
            return CopyVerdict(kind, round(0.5 + found.same / 2, 3), reason)
        if found.agreed >= REWRITE_AGREED and len(found.matches) >= min(2, found.sentences):
            sure = len(found.matches) >= PART_SENTENCES or (found.agreed >= BRIEF_AGREED and likeness >= BRIEF_ALIKE)
            if sure and any(found.runs >= runs and likeness >= alike for runs, alike in REWRITE):
                return CopyVerdict("rewrite", round(min(0.99, 0.5 + found.runs / 2), 3), reason)
            if found.runs >= UNSURE_RUNS and likeness >= UNSURE_ALIKE:
                return CopyVerdict("unsure", round(min(0.49, found.runs), 3), reason)
    return CopyVerdict("none", round(min(0.49, found.runs), 3), reason)


def _reason(found: Overlap) -> str:
    whole = sum(match.likeness >= SAME for match in found.matches)
    alike = len(found.matches) - whole
    parts = []
    if whole:
        parts.append(f"{whole} of {found.sentences} sentences {'is' if whole == 1 else 'are'} the same")
    if alike:
        of = "" if whole else f" of {found.sentences} sentences"
        order = " in the same order" if alike > 2 and found.order >= 0.8 else ""
        parts.append(f"{alike}{of} {'is' if alike == 1 else 'are'} re-worded{order}")
    if found.quotations:
        parts.append(f"{found.quotations} quotation{'' if found.quotations == 1 else 's'} shared")
    if found.matches and not found.headline:
        parts.append("the headline differs")
    return "; ".join(parts) or "no sentence in common"
