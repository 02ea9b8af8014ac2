"""Two reporting verbs of one subject are two acts: "said the boats sank and blamed the storm".

The tagger tends to hear the second as part of what the first reports. Where constructions are sure of both, no
reading of the first may swallow the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from reportedly.claims.candidates import Candidate
from reportedly.claims.fusion import LIKELY, Reading
from reportedly.language.tree import Tree

__all__ = ["coordinated"]


def coordinated(tree: Tree, groups: Sequence[Sequence[Reading]]) -> list[list[Reading]]:
    """The groups of readings without those whose content holds another likely verb of their own source."""
    out = [list(group) for group in groups]
    likely = [(group, best[0]) for group in out if (best := group[0].best) is not None and best[1] >= LIKELY]
    by_source: dict[tuple[int, ...], list[tuple[list[Reading], Candidate]]] = {}
    for group, made in likely:
        if made.source:
            by_source.setdefault(tuple(made.source), []).append((group, made))
    for acts in by_source.values():
        for (group, made), (later, second) in combinations(sorted(acts, key=lambda act: act[1].head), 2):
            if second.head in made.content or tree.sentence_number(second.head) != tree.sentence_number(made.head):
                continue
            kept = [reading for reading in group if second.head not in reading.candidate.content]
            if kept and len(kept) < len(group):
                group[:] = kept
                for reading in later:
                    reading.apart = True
    return out
