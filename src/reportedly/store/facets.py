"""How many reports a list has, and of which outlets, languages and months: what one can narrow it down to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from reportedly.store.query import Query
from reportedly.store.search import COUNTED
from reportedly.store.search_labels import choose
from reportedly.store.search_plan import plan
from reportedly.store.search_tables import BITS, documents, terms
from reportedly.store.worklist import in_batches

__all__ = ["FEW", "Facets", "facets"]

FEW = 12
"""Outlets and languages that are counted by name."""

TOGETHER = 5_000
"""Documents that are looked up in one statement."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of the reports of a list, of the newest `search.COUNTED` where there are `more`. Months are ISO
    ("2031-05"), newest first; outlets and languages the most frequent first."""

    total: int
    more: bool
    outlets: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]


def facets(connection: Connection, query: Query) -> Facets:
    """The facets of what this query asks for; of all indexed reports where it asks for nothing. Raises BadQuery."""
    d = documents.c
    if not query.asked() and query.after is None:
        outlets, said = (
            Counter[Any](dict(connection.execute(select(by, func.count()).group_by(by)).tuples().all()))
            for by in (d.outlet, d.language)
        )
        day = d.doc.op(">>")(BITS)
        months = _months(dict(connection.execute(select(day, func.count()).group_by(day)).tuples().all()))
        return _named(connection, sum(outlets.values()), False, outlets, said, months)
    chosen = choose(connection, query)
    if chosen.nothing:
        return Facets(0, False, (), (), ())
    made = plan(connection, query, chosen, many=4 * COUNTED)
    docs = connection.scalars(made.newest(COUNTED + 1), made.values).all()
    more, docs = len(docs) > COUNTED, docs[:COUNTED]
    by_outlet: Counter[Any] = Counter()
    by_language: Counter[Any] = Counter()
    for some in in_batches(docs, TOGETHER):
        for outlet, language in connection.execute(select(d.outlet, d.language).where(d.doc.in_(some))):
            by_outlet[outlet] += 1
            by_language[language] += 1
    return _named(connection, len(docs), more, by_outlet, by_language, _months(Counter(doc >> BITS for doc in docs)))


def _months(days: Mapping[int, int]) -> Counter[str]:
    out: Counter[str] = Counter()
    for day, many in days.items():
        out[date.fromordinal(day).isoformat()[:7] if day else ""] += many
    return out


def _named(
    connection: Connection, total: int, more: bool, outlets: Counter[Any], said: Counter[Any], months: Counter[str]
) -> Facets:
    most = [(term, many) for term, many in outlets.most_common() if term is not None][:FEW]
    words = select(terms.c.term, terms.c.words).where(terms.c.term.in_([term for term, _ in most]))
    names = dict(connection.execute(words).tuples().all())
    return Facets(
        total,
        more,
        tuple((names[term], many) for term, many in most if term in names),
        tuple((code, many) for code, many in said.most_common(FEW) if code),
        tuple(sorted(((month, many) for month, many in months.items() if month), reverse=True)),
    )
