"""The tables of the search index: derived, rebuilt from the readings, the same questions in SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Table, event, text

from reportedly.store.columns import Body, Whole, Words
from reportedly.store.derived import derived

__all__ = ["BITS", "TABLES", "digests", "documents", "of_incidents", "signs", "terms"]

BITS = 30
"""A document's number is its day of publication (proleptic ordinal, 0 for none) and so many bits of its id's digest.

So the full-text index keeps its rows in the order of days: a range of days is a range of numbers, and the newest
come first without sorting, however many there are. The bits are few, so that differences between numbers stay short
in the lists of the index, and enough that two of a day seldom meet (then the later takes the next free number)."""

_VERSION = "search_1"
"""A name within the declaration of each table: they belong together, and a ledger makes all anew when it changes."""

_ABOUT: dict[str, Any] = {"info": {"digest": False}, "sqlite_strict": True}

documents = Table(
    "search_documents",
    derived,
    Column("doc", Whole, CheckConstraint("doc > 0", name=_VERSION), primary_key=True, autoincrement=False),
    Column("report", Words, nullable=False, unique=True),
    Column("sequence", Whole, nullable=False, index=True),
    Column("outlet", Whole),
    Column("language", Words),
    Column("headline", Words, nullable=False),
    Column("published", Words),
    Index("search_documents_by_outlet", "outlet", "doc"),
    Index("search_documents_by_language", "language", "doc"),
    **_ABOUT,
)
"""A report that can be found. `outlet` is a term."""

digests = Table(
    "search_digests",
    derived,
    Column("report", Words, primary_key=True),
    Column("digest", Body, CheckConstraint("length(digest) > 0", name=_VERSION + "_digests"), nullable=False),
    sqlite_strict=True,
)
"""What the index holds of each report, without any number that depends on the order in which reports came. The
digest of a ledger covers the index by this table alone."""

terms = Table(
    "search_terms",
    derived,
    Column(
        "term", Whole, CheckConstraint("term > 0", name=_VERSION + "_terms"), primary_key=True, autoincrement=False
    ),
    Column("field", Whole, nullable=False),
    Column("words", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("area", Words, nullable=False),
    Column("country", Words, nullable=False),
    Index("search_terms_once", "words", "field", "place", "area", "country", unique=True),
    Index("search_terms_by_place", "place"),
    Index("search_terms_by_area", "area"),
    Index("search_terms_by_country", "country"),
    **_ABOUT,
)
"""Every name, type and place once (`search_signs.Label`), and its words in an index of their own."""

signs = Table(
    "search_signs",
    derived,
    Column("field", Whole, CheckConstraint("field >= 0", name=_VERSION + "_signs"), primary_key=True),
    Column("term", Whole, primary_key=True),
    Column("doc", Whole, primary_key=True),
    Column("part", Whole, primary_key=True),
    Column("status", Whole, primary_key=True),
    Column("start", Whole, nullable=False),
    Column("finish", Whole, nullable=False),
    sqlite_with_rowid=False,
    **_ABOUT,
)
"""What documents can be filtered by (`search_signs.Sign`)."""

Index("search_signs_by_doc", signs.c.doc, signs.c.part, signs.c.field)
_doubtful = text("status > 0")
Index("search_signs_by_status", signs.c.status, signs.c.doc, sqlite_where=_doubtful, postgresql_where=_doubtful)

of_incidents = Table(
    "search_incidents",
    derived,
    Column("doc", Whole, CheckConstraint("doc > 0", name=_VERSION + "_incidents"), primary_key=True),
    Column("incident", Words, primary_key=True),
    Column("role", Words, nullable=False),
    Column("origins", Whole, nullable=False),
    Index("search_incidents_by_incident", "incident", "doc"),
    sqlite_with_rowid=False,
    **_ABOUT,
)
"""The incidents of each document, as the last `link` left them."""

TABLES = (documents, digests, terms, signs, of_incidents)

_WORDS = {
    documents: ("search_words", "headline, words, content='', tokenize='ascii'"),
    terms: ("search_term_words", "words, content='', tokenize='ascii', columnsize=0"),
}
"""The full-text index of a table: made and dropped with it. It keeps no text of its own: texts are in the ledger."""


@event.listens_for(documents, "after_create")
@event.listens_for(terms, "after_create")
def _make_words(table: Table, connection: Any, **_: Any) -> None:
    name, columns = _WORDS[table]
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {name} USING fts5({columns})")
        return
    connection.exec_driver_sql(f"CREATE TABLE {name} (number bigint PRIMARY KEY, words tsvector NOT NULL)")
    connection.exec_driver_sql(f"CREATE INDEX {name}_by_words ON {name} USING gin (words)")


@event.listens_for(documents, "before_drop")
@event.listens_for(terms, "before_drop")
def _drop_words(table: Table, connection: Any, **_: Any) -> None:
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_WORDS[table][0]}")
