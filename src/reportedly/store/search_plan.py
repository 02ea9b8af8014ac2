"""How a query is put to the database: which rows are gone through, and which conditions are asked of each.

Rows come from the rarest filter if it leaves few, else from the full-text index, else from the documents, newest
first. A filter that leaves not too many is worked out once, and the rows are looked up in it; one that leaves more is
asked of each row. Whatever a user typed is a bound parameter, and search words are folded words in quotation marks
besides.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from reportedly.store.query import Query
from reportedly.store.search_index import day_number
from reportedly.store.search_labels import Chosen, fts5, tsquery
from reportedly.store.search_signs import STATUSES, VOICE
from reportedly.store.search_tables import BITS

__all__ = ["Plan", "plan"]

MANY = 100_000
"""Rows of a filter up to which it is worked out once; above, it is asked of each row."""


@dataclass
class Plan:
    """The parts of a statement that gives the numbers of documents. `doc` is what conditions call the number.

    `bounded` says that few enough rows are gone through for all to be counted.
    """

    source: str
    doc: str
    conditions: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    score: str | None = None
    bounded: bool = False

    def scored(self, most: int) -> Any:
        """The statement for number and score of all, in no order, at most so many."""
        return text(f"SELECT {self.doc}, {self.score} FROM {self.source} WHERE {self._where()} LIMIT {most}")  # noqa: S608

    def newest(self, limit: int, offset: int = 0) -> Any:
        """The statement for the newest."""
        return text(
            f"SELECT {self.doc} FROM {self.source} WHERE {self._where()} "  # noqa: S608
            f"ORDER BY {self.doc} DESC LIMIT {limit} OFFSET {offset}"
        )

    def before(self, doc: int | None, limit: int) -> Any:
        """The statement for the newest below a document, bound as `before`; of all where it is None."""
        below = "" if doc is None else f" AND {self.doc} < :before"
        return text(
            f"SELECT {self.doc} FROM {self.source} WHERE {self._where()}{below} "  # noqa: S608
            f"ORDER BY {self.doc} DESC LIMIT {limit}"
        )

    def among(self, docs: Sequence[int]) -> Any:
        """The statement for those of these documents that match."""
        listed = ", ".join(str(int(doc)) for doc in docs)
        return text(f"SELECT {self.doc} FROM {self.source} WHERE {self._where()} AND {self.doc} IN ({listed})")  # noqa: S608

    def _where(self) -> str:
        return " AND ".join(self.conditions) or "1 = 1"


def plan(connection: Connection, query: Query, chosen: Chosen, *, many: int = MANY) -> Plan:
    """How this query is answered best, by counting rows of each filter first.

    `many` are the rows of a filter up to which it is worked out once: fewer where only the newest are asked for.
    """
    sqlite = connection.dialect.name == "sqlite"
    if query.wanted is None:
        made = Plan("search_documents d", "d.doc", [])
    elif sqlite:
        made = Plan(
            "search_words", "search_words.rowid", ["search_words MATCH :words"], {"words": fts5(query.wanted)}
        )
        made.score = "bm25(search_words, 4.0, 1.0)"
    else:
        made = Plan("search_words w", "w.number", ["w.words @@ CAST(:words AS tsquery)"])
        made.values["words"] = tsquery(query.wanted)
        made.score = "-ts_rank(w.words, CAST(:words AS tsquery), 1)"
    filters = _filters(query, chosen, made.values, sqlite=sqlite)
    fewest, rarest, rows = many + 1, None, ""
    for each in filters:
        for table in each.rows:
            if (found := _rows(connection, table, made.values, fewest)) < fewest:
                fewest, rarest, rows = found, each, table
    made.bounded = rarest is not None
    # The full-text index is read through and each document looked up in the set. The other way round, each document
    # of the set looked up in the full-text index, takes milliseconds a document for a common word.
    read_through = "+" if query.wanted is not None and sqlite else ""
    for each in filters:
        if each is rarest:
            made.conditions.append(f"{read_through}{made.doc} IN (SELECT doc FROM {rows})")  # noqa: S608
            if each.whole:
                continue
        made.conditions.append(each.condition.replace("{doc}", made.doc))
    _days(query, made)
    return made


@dataclass(frozen=True)
class _Filter:
    """A filter as tables whose rows may be gone through, and as a condition on one document.

    `whole` says that the rows of the one table are all that the filter asks.
    """

    rows: tuple[str, ...]
    condition: str

    @property
    def whole(self) -> bool:
        return len(self.rows) == 1


def _rows(connection: Connection, rows: str, values: dict[str, Any], most: int) -> int:
    """How many rows there are, counted up to `most`."""
    used = {name: value for name, value in values.items() if f":{name}" in rows}
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT {most}) AS counted"  # noqa: S608
    return int(connection.scalar(text(statement), used) or 0)


def _filters(query: Query, chosen: Chosen, values: dict[str, Any], *, sqlite: bool) -> list[_Filter]:
    out: list[_Filter] = []

    def among(column: str, name: str, members: Sequence[int]) -> str:
        values[name] = json.dumps(list(members)) if sqlite else list(members)
        return f"{column} IN (SELECT value FROM json_each(:{name}))" if sqlite else f"{column} = ANY(:{name})"  # noqa: S608

    if chosen.outlets is not None:
        out.append(_document(among("d2.outlet", "outlets", chosen.outlets)))
    if query.language:
        values["language"] = query.language
        out.append(_document("d2.language = :language"))
    if query.after is not None:
        values["after"] = query.after
        out.append(_document("d2.sequence > :after"))
    if query.incident or query.min_origins:
        conditions = ["i.incident = :incident"] * bool(query.incident)
        conditions += ["i.origins >= :origins"] * bool(query.min_origins)
        values.update({"incident": query.incident} if query.incident else {})
        values.update({"origins": query.min_origins} if query.min_origins else {})
        where = f"search_incidents i WHERE {' AND '.join(conditions)}"
        out.append(_Filter((where,), f"EXISTS (SELECT 1 FROM {where} AND i.doc = {{doc}})"))  # noqa: S608
    asked: list[str] = []
    for number, (name, found) in enumerate(chosen.signs):
        conditions = [f"s{number}.field = {name}"]
        if found is not None:
            conditions.append(among(f"s{number}.term", f"terms{number}", found))
        if name == VOICE and query.status is not None:
            status = STATUSES.index(query.status)
            conditions.append(f"s{number}.status = {status}")
            if status and found is None:
                conditions.append(f"s{number}.status > 0")  # by which SQLite knows that its index of these will do
        asked.append(" AND ".join(conditions))
    if asked:
        # Any of the fields may be the rare one; all are then asked of one part of the document.
        by_doc = " INDEXED BY search_signs_by_doc" if sqlite else ""
        others = "".join(
            f" JOIN search_signs s{n}{by_doc} ON s{n}.doc = s0.doc AND s{n}.part = s0.part AND {asked[n]}"
            for n in range(1, len(asked))
        )
        together = f"EXISTS (SELECT 1 FROM search_signs s0{by_doc}{others} WHERE s0.doc = {{doc}} AND {asked[0]})"  # noqa: S608
        out.append(_Filter(tuple(f"search_signs s{n} WHERE {where}" for n, where in enumerate(asked)), together))
    return out


def _document(condition: str) -> _Filter:
    where = f"search_documents d2 WHERE {condition}"
    return _Filter((where,), f"EXISTS (SELECT 1 FROM {where} AND d2.doc = {{doc}})")  # noqa: S608


def _days(query: Query, made: Plan) -> None:
    if query.since or query.until:
        made.values["first"] = day_number(query.since) if query.since else 1 << BITS
        made.conditions.append(f"{made.doc} >= :first")
    if query.until:
        made.values["last"] = day_number(query.until) + (1 << BITS) - 1
        made.conditions.append(f"{made.doc} <= :last")
