"""Which claim the words of a report stand in: of several within each other the one with the shortest content."""

from __future__ import annotations

from reportedly.language.tree import Tree
from reportedly.report import Claim, Report

__all__ = ["innermost"]


def innermost(report: Report, tree: Tree) -> dict[int, Claim]:
    """For each row that stands in the content of a claim, the claim with the shortest content that holds it."""
    out: dict[int, Claim] = {}
    for claim in sorted(report.claims or (), key=lambda c: -sum(s.end - s.start for s in c.content)):
        for span in claim.content:
            out.update(dict.fromkeys(tree.rows(span), claim))
    return out
