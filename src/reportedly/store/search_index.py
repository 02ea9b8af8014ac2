"""The search index: written from readings, a batch in one go, and brought up to date when a reading changed.

It is derived: `clear` and `index` of every report give the same digests again, in whatever order they come.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Insert, Table, case, delete, func, insert, select

from reportedly.report import Report
from reportedly.store.derived import incidents, members
from reportedly.store.folding import folded
from reportedly.store.search_signs import OUTLET, Label, Sign, signs
from reportedly.store.search_tables import BITS, TABLES, digests, documents, of_incidents, terms
from reportedly.store.search_tables import signs as sign_table
from reportedly.store.worklist import in_batches

__all__ = [
    "Document",
    "attach_incidents",
    "clear",
    "day_number",
    "document",
    "index",
    "index_documents",
    "indexed_up_to",
    "optimise",
]

BATCH = 2_000
"""Documents that are written at once. The full-text index takes rows of rising numbers without writing out what it
holds in memory, so each batch is sorted; below some hundred, most of the time goes there."""


class Document(NamedTuple):
    """All that the index holds of one report."""

    report: str
    sequence: int
    published: str | None
    outlet: str | None
    language: str | None
    headline: str
    words: str
    signs: Sequence[Sign]

    @property
    def digest(self) -> bytes:
        """Covers everything but the sequence, which another order of arrival would change."""
        hasher = hashlib.blake2b(digest_size=16)
        for part in (self.report, self.published, self.outlet, self.language, self.headline, self.words):
            hasher.update(repr(part).encode("utf-8", "backslashreplace"))
        hasher.update(repr(self.signs).encode("utf-8", "backslashreplace"))
        return hasher.digest()


def clear(connection: Connection) -> None:
    """Empty the whole index; saved searches stay."""
    for table in TABLES:
        connection.execute(delete(table))
    for name in ("search_words", "search_term_words"):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('delete-all')")  # noqa: S608
        else:
            connection.exec_driver_sql(f"TRUNCATE {name}")


def document(sequence: int, report: Report) -> Document:
    """What the index holds of a report."""
    publication = report.publication
    outlet, language = publication.outlet, publication.language
    return Document(
        report.id,
        sequence,
        publication.published.value if publication.published else None,
        outlet.value if outlet else None,
        language.value if language else None,
        publication.headline.value if publication.headline else "",
        " ".join(folded(report.text)),
        signs(report),
    )


def index(connection: Connection, reports: Iterable[tuple[int, Report]]) -> int:
    """Enter these reports (each with its sequence in the ledger); returns how many were new or had changed.

    A report that is there already and reads the same costs a look-up. Memory is bounded by the batch.
    """
    return index_documents(connection, (document(sequence, report) for sequence, report in reports))


def index_documents(connection: Connection, made: Iterable[Document]) -> int:
    """As `index`, from what `document` made in another process."""
    if connection.scalar(select(documents.c.doc).limit(1)) is None:
        clear(connection)  # who empties all derived tables leaves what the full-text index held
    changed = 0
    for batch in in_batches(made, BATCH):
        changed += _enter(connection, batch)
    return changed


def indexed_up_to(connection: Connection) -> int:
    """The highest sequence of an indexed report; 0 for an empty index."""
    return int(connection.scalar(select(func.max(documents.c.sequence))) or 0)


def attach_incidents(connection: Connection, only: Iterable[str] | None = None) -> int:
    """Take over from the derived tables which incidents each document belongs to; returns how many rows there are.

    To be called whenever `members` and `incidents` were written; for reports in `only` alone, if no others changed.
    Origins of what a report only recalls count as 0.
    """
    if only is None:
        connection.execute(delete(of_incidents))
        connection.execute(_attach())
    for some in in_batches(sorted(only or ())):
        ours = select(documents.c.doc).where(documents.c.report.in_(some))
        connection.execute(delete(of_incidents).where(of_incidents.c.doc.in_(ours)))
        connection.execute(_attach(members.c.report.in_(some)))
    return int(connection.scalar(select(func.count()).select_from(of_incidents)) or 0)


def _attach(*given: ColumnElement[bool]) -> Insert:
    news = members.c.role == "news"
    asked = (
        select(
            documents.c.doc,
            members.c.incident,
            func.min(case((news, "news"), else_="background")),
            func.max(case((news, func.coalesce(incidents.c.origins, 0)), else_=0)),
        )
        .join_from(members, incidents, incidents.c.id == members.c.incident)
        .join(documents, documents.c.report == members.c.report)
        .where(*given)
        .group_by(documents.c.doc, members.c.incident)
    )
    return insert(of_incidents).from_select(["doc", "incident", "role", "origins"], asked)


def optimise(connection: Connection) -> None:
    """Merge what many batches left apart, so that searches read less; worth it after a first fill."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('optimize')")
        connection.exec_driver_sql("INSERT INTO search_term_words(search_term_words) VALUES ('optimize')")
    connection.exec_driver_sql("ANALYZE")


def _enter(connection: Connection, batch: list[Document]) -> int:
    newest = {each.report: each for each in batch}
    known = _known(connection, newest)
    marks = {each.report: each.digest for each in newest.values()}
    changed = [each for each in newest.values() if known.get(each.report, (0, b"", ""))[1] != marks[each.report]]
    _remove(connection, [(known[each.report], each) for each in changed if each.report in known])
    numbers = _numbers(connection, changed)
    changed.sort(key=lambda each: numbers[each.report])
    outlets = [Label(OUTLET, each.outlet) for each in changed if each.outlet]
    term = _terms(connection, [*outlets, *(sign.label for each in changed for sign in each.signs)])
    entered = [
        {
            "doc": numbers[each.report],
            "report": each.report,
            "sequence": each.sequence,
            "outlet": term[Label(OUTLET, each.outlet)] if each.outlet else None,
            "language": each.language,
            "headline": each.headline,
            "published": each.published,
        }
        for each in changed
    ]
    _insert(connection, documents, entered)
    _insert(connection, digests, [{"report": each.report, "digest": marks[each.report]} for each in changed])
    rows = [
        (sign.label.field, term[sign.label], numbers[each.report], sign.part, sign.status, sign.start, sign.end)
        for each in changed
        for sign in each.signs
    ]
    marked = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * 7)
    statement = f"INSERT INTO search_signs (field, term, doc, part, status, start, finish) VALUES ({marked})"  # noqa: S608
    _execute_many(connection, statement, sorted(rows))
    _insert_words(connection, [(numbers[e.report], " ".join(folded(e.headline)), e.words) for e in changed])
    return len(changed)


def _known(connection: Connection, reports: Iterable[str]) -> dict[str, tuple[int, bytes, str]]:
    """Number, digest and headline of those of these reports that are in the index."""
    out: dict[str, tuple[int, bytes, str]] = {}
    for ids in in_batches(sorted(reports)):
        found = select(documents.c.report, documents.c.doc, digests.c.digest, documents.c.headline)
        found = found.join(digests, digests.c.report == documents.c.report)
        for report, doc, mark, headline in connection.execute(found.where(documents.c.report.in_(ids))):
            out[report] = (doc, bytes(mark), headline)
    return out


def _remove(connection: Connection, old: list[tuple[tuple[int, bytes, str], Document]]) -> None:
    if not old:
        return
    for reports in in_batches([each.report for _, each in old]):
        connection.execute(delete(digests).where(digests.c.report.in_(reports)))
    for docs in in_batches([known[0] for known, _ in old]):
        connection.execute(delete(sign_table).where(sign_table.c.doc.in_(docs)))
        connection.execute(delete(of_incidents).where(of_incidents.c.doc.in_(docs)))
        connection.execute(delete(documents).where(documents.c.doc.in_(docs)))
    if connection.dialect.name == "sqlite":
        # An index without the texts has to be told what it held. A report's text never changes; the headline may.
        rows = [(doc, " ".join(folded(headline)), each.words) for (doc, _, headline), each in old]
        connection.exec_driver_sql(
            "INSERT INTO search_words(search_words, rowid, headline, words) VALUES ('delete', ?, ?, ?)", rows
        )
    else:
        rows = [(known[0],) for known, _ in old]  # type: ignore[misc]
        connection.exec_driver_sql("DELETE FROM search_words WHERE number = %s", rows)


def _numbers(connection: Connection, made: list[Document]) -> dict[str, int]:
    """A free number for each: its day, then bits of its id."""
    wanted = {each.report: _number(each) for each in made}
    taken: set[int] = set()
    for docs in in_batches(sorted(wanted.values())):
        taken.update(connection.scalars(select(documents.c.doc).where(documents.c.doc.in_(docs))))
    for report in sorted(wanted):
        number = wanted[report]
        while number in taken or (
            number != wanted[report]
            and connection.scalar(select(documents.c.doc).where(documents.c.doc == number)) is not None
        ):
            number += 1
        taken.add(number)
        wanted[report] = number
    return wanted


def day_number(day: str | None) -> int:
    """The number at which the documents of this day begin; 0 for none, or one that is no ISO day."""
    try:
        return date.fromisoformat(day[:10]).toordinal() << BITS if day else 0
    except ValueError:
        return 0


def _number(each: Document) -> int:
    bits = int.from_bytes(hashlib.blake2b(each.report.encode(), digest_size=8).digest(), "big") >> (64 - BITS)
    return day_number(each.published) + max(bits, 1)


def _terms(connection: Connection, labels: Iterable[Label]) -> dict[Label, int]:
    """The number of each label; labels that are new get the next ones."""
    wanted = sorted(set(labels))
    out: dict[Label, int] = {}
    asked = select(terms.c.field, terms.c.words, terms.c.place, terms.c.area, terms.c.country, terms.c.term)
    for words in in_batches(sorted({label.words for label in wanted})):
        for row in connection.execute(asked.where(terms.c.words.in_(words))):
            out[Label(*row[:5])] = row[5]
    new = [label for label in wanted if label not in out]
    first = int(connection.scalar(select(func.max(terms.c.term))) or 0) + 1
    out.update(zip(new, range(first, first + len(new)), strict=True))
    _insert(connection, terms, [{"term": out[label], **label._asdict()} for label in new])
    rows = [(out[label], " ".join(folded(label.words))) for label in new]
    if connection.dialect.name == "sqlite":
        _execute_many(connection, "INSERT INTO search_term_words(rowid, words) VALUES (?, ?)", rows)
    else:
        vectors = [(number, _vector(words.split())) for number, words in rows]
        _execute_many(connection, "INSERT INTO search_term_words VALUES (%s, %s::tsvector)", vectors)
    return out


def _insert_words(connection: Connection, rows: list[tuple[int, str, str]]) -> None:
    if connection.dialect.name == "sqlite":
        _execute_many(connection, "INSERT INTO search_words(rowid, headline, words) VALUES (?, ?, ?)", rows)
        return
    vectors = [(doc, _vector(words.split(), headline.split())) for doc, headline, words in rows]
    _execute_many(connection, "INSERT INTO search_words VALUES (%s, %s::tsvector)", vectors)


_LAST_POSITION = 16_383
"""PostgreSQL keeps no position behind this one; words beyond are found, though in no phrase."""


def _vector(words: list[str], headline: Sequence[str] = ()) -> str:
    """A tsvector as PostgreSQL reads it: every word with its positions, those of the headline marked A.

    A gap keeps phrases from reaching from the headline into the text.
    """
    at: dict[str, list[str]] = {}
    for position, word in enumerate(headline, 1):
        at.setdefault(word, []).append(f"{min(position, _LAST_POSITION)}A")
    for position, word in enumerate(words, len(headline) + 2):
        at.setdefault(word, []).append(str(min(position, _LAST_POSITION)))
    return " ".join(f"'{word}':{','.join(places[:255])}" for word, places in at.items())


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _execute_many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
