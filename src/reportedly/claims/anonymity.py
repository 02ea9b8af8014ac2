"""Names that are withheld, and the words by which a report says so: "who asked not to be named because ..."."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Span

__all__ = ["LEXICON", "Withheld", "names_withheld"]

LEXICON = "lexicons/sourcing.en.toml"

_QUOTED = re.compile(r"[“\"«][^”\"»\n]*[”\"»]")
_LONGEST_REASON = 160
"""Characters of the longest reason that is kept with the words ("because ...")."""
_LINKS = frozenset(("mark", "aux", "advmod", "cc"))


class Withheld(NamedTuple):
    """Words that say that a name is withheld, with the reason where one follows, and the rows they take up."""

    span: Span
    rows: range


def names_withheld(tree: Tree) -> list[Withheld]:
    """Every place where a report explains that it does not name somebody, in text order; nothing in quotations."""
    whole, reason = _patterns()
    report = tree.report
    quiet = _QUOTED.sub(lambda found: "\0" * len(found.group()), report.text).replace("\n", " ")
    out: list[Withheld] = []
    for match in whole.finditer(quiet):
        rows = tree.rows(report.span(*match.span()))
        if not rows or (out and rows[0] in out[-1].rows):
            continue
        why = reason.match(quiet, match.end(), match.end() + _LONGEST_REASON)
        if why is not None:
            rows = range(rows.start, _end_of_reason(tree, tree.rows(report.span(*why.span()))) or rows.stop)
        out.append(Withheld(tree.span(rows), rows))
    return out


def _end_of_reason(tree: Tree, rows: range) -> int:
    """The row after the reason in these rows: where the clause or phrase that its first word opens ends; or 0."""
    first = next((row for row in rows if tree.pos[row] != "PUNCT"), -1)
    if first < 0:
        return 0
    top = tree.head[first] if tree.dep[first] in _LINKS and tree.head[first] in rows else first
    own, at = set(tree.subtree(top)), first
    while at in rows and at in own:
        at += 1
    return at


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load(LEXICON)
    every = "|".join(f"(?:{pattern})" for entry in data.entries("anonymity") for pattern in entry["patterns"])
    return (
        re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE),
        re.compile(data.tables["anonymity_reason"]["pattern"], re.IGNORECASE),
    )
