"""Copies under the report that they come from, for lists: forty reprints are one thing to read."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.incidents.copies import CopyLink
from reportedly.incidents.origins import LINKING

__all__ = ["folded_under"]


def folded_under(links: Iterable[CopyLink]) -> dict[str, str]:
    """For each report that is a copy, rewrite or version of another: the report at the end of that chain.

    Where it takes from several, it goes under the one that it has most of, the first by id among equals. Reports that
    only take passages from another, or about which a person has yet to decide, stand for themselves.
    """
    best: dict[str, CopyLink] = {}
    for link in links:
        if link.kind in LINKING and (
            (had := best.get(link.b)) is None or (-link.score, link.a) < (-had.score, had.a)
        ):
            best[link.b] = link
    return {report: root for report in sorted(best) if (root := _root(report, best)) != report}


def _root(report: str, best: dict[str, CopyLink]) -> str:
    passed = [report]
    while (link := best.get(passed[-1])) is not None:
        if link.a in passed:  # what people judged may lead round in a circle: its smallest id stands for it
            return min(passed[passed.index(link.a) :])
        passed.append(link.a)
    return passed[-1]
