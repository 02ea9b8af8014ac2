"""Whether the sentence uses a name for somebody who acts: it kills, denies, is blamed, has members."""

from __future__ import annotations

from functools import lru_cache

from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["acts"]


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    (entry,) = load("lexicons/bodies.en.toml").entries("acting")
    return {key: frozenset(entry[key].split()) for key in ("does", "suffers", "has")}


def acts(tree: Tree, row: int) -> bool:
    """Whether the name headed by `row` does, suffers or has what only people and bodies do, suffer and have."""
    words, above = _words(), tree.head[row]
    dep, verb = tree.dep[row], tree.lemma[above].lower()
    if dep == "nsubj":
        return verb in words["does"]
    if dep in {"dobj", "nsubjpass"}:
        return verb in words["suffers"]
    if dep != "pobj":
        return False
    further = tree.head[above]
    if tree.dep[above] == "agent":
        return tree.lemma[further].lower() in words["does"]
    return tree.lower[above] == "of" and tree.lower[further] in words["has"]
