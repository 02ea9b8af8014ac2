"""The tables of the search index: derived, rebuilt from the readings, the same questions in SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, SmallInteger, Table, Text, event
from sqlalchemy.schema import DDL

__all__ = ["BITS", "documents", "of_incidents", "search_metadata", "signs", "terms"]

BITS = 30
"""A document's number is its day of publication (proleptic ordinal, 0 for none) and so many bits of its id's digest.

So the full-text index keeps its rows in the order of days: a range of days is a range of numbers, and the newest
come first without sorting, however many there are. The bits are few, so that differences between numbers stay short
in the lists of the index, and enough that two of a day seldom meet (then the later takes the next free number)."""

search_metadata = MetaData()

documents = Table(
    "search_documents",
    search_metadata,
    Column("doc", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("report", Text, nullable=False, unique=True),
    Column("sequence", BigInteger().with_variant(Integer, "sqlite"), nullable=False, index=True),
    Column("outlet", Integer),
    Column("language", Text),
    Column("headline", Text, nullable=False),
    Column("published", Text),
    Column("digest", LargeBinary, nullable=False),
    Index("search_documents_of_outlet", "outlet", "doc"),
    Index("search_documents_of_language", "language", "doc"),
    sqlite_strict=True,
)
"""A report that can be found. `outlet` is a term; `digest` covers all that the index holds of it, but no number that
depends on the order in which reports came."""

terms = Table(
    "search_terms",
    search_metadata,
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("field", SmallInteger().with_variant(Integer, "sqlite"), nullable=False),
    Column("words", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("country", Text, nullable=False),
    Index("search_terms_once", "field", "words", "place", "area", "country", unique=True),
    Index("search_terms_of_place", "place"),
    Index("search_terms_of_area", "area"),
    Index("search_terms_of_country", "country"),
    sqlite_strict=True,
)
"""Every name, type and place once (`search_signs.Label`), and its words in an index of their own."""

_DOC = BigInteger().with_variant(Integer, "sqlite")
signs = Table(
    "search_signs",
    search_metadata,
    Column("field", SmallInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("term", Integer, primary_key=True),
    Column("doc", _DOC, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("status", SmallInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("finish", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("search_signs_of_doc", signs.c.doc, signs.c.part, signs.c.field)
Index(
    "search_signs_of_status",
    signs.c.status,
    signs.c.doc,
    sqlite_where=signs.c.status > 0,
    postgresql_where=signs.c.status > 0,
)

of_incidents = Table(
    "search_incidents",
    search_metadata,
    Column("doc", _DOC, primary_key=True),
    Column("incident", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Index("search_incidents_of_incident", "incident", "doc"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The incidents of each document, as the last `link` left them."""

for _statement in (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(headline, words, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_term_words "
    "USING fts5(words, content='', tokenize='ascii', columnsize=0)",
):
    event.listen(search_metadata, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
for _name in ("search_words", "search_term_words"):
    event.listen(search_metadata, "before_drop", DDL(f"DROP TABLE IF EXISTS {_name}"))
    for _statement in (
        f"CREATE TABLE IF NOT EXISTS {_name} (number bigint PRIMARY KEY, words tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {_name}_words ON {_name} USING gin (words)",
    ):
        event.listen(search_metadata, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
