"""Is the ledger sound? Originals against their names, readings against their text, and everything that points
elsewhere.

What is found here is damage or tampering: the ledger writes nothing that these checks would name. What a ledger
cannot show of itself is that its last rows were cut off, or that all of it was written anew: for that, keep its
digest elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, func, select, text, union_all
from sqlalchemy.exc import SQLAlchemyError

from reportedly.codec import from_json
from reportedly.errors import BadOriginal, BadReport, ReportedlyError
from reportedly.report import Report
from reportedly.store import decisions as deciding
from reportedly.store.append_only import missing_guards
from reportedly.store.books import books
from reportedly.store.derived import derived
from reportedly.store.judging import FAMILIES
from reportedly.store.ledger import Ledger
from reportedly.store.retrieving import retrieval_digest
from reportedly.store.schema import (
    SEQUENCED,
    decisions,
    entries,
    failures,
    found,
    items,
    judgements,
    reports,
    retrievals,
)
from reportedly.store.work import Arrival, Reading, digest_of, reading_digest, unpack

__all__ = ["CHECKS", "Checked", "Fault", "check"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the ledger wrote it. `kind` is a slug, `where` names the row or file."""

    kind: str
    where: str
    message: str


@dataclass(slots=True)
class Checked:
    """How much was looked at."""

    originals: int = 0
    reports: int = 0
    readings: int = 0
    spans: int = 0
    corrections: int = 0
    judgements: int = 0
    decisions: int = 0


def check(ledger: Ledger, count: Checked) -> Iterator[Fault]:
    """Every fault of the ledger, as it is at one moment; `count` says afterwards how much was looked at.

    Takes about 20 ms a report and reads every original once.
    """
    with ledger.reading() as connection:
        for each in CHECKS:
            try:
                yield from each(ledger, connection, count)
            except (ReportedlyError, ValueError, TypeError, SQLAlchemyError) as error:
                # Rows so damaged that they cannot even be compared; the other checks still run.
                yield Fault("unreadable", each.__name__.strip("_"), str(error))


def _database(_ledger: Ledger, connection: Connection, _count: Checked) -> Iterator[Fault]:
    """The database's own structures, and the triggers that guard the record."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Fault("database", "ledger.db", str(said))
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield Fault("dangling", f"{row[0]}, row {row[1]}", f"refers to {row[2]}, which is not there")
    for name in missing_guards(connection):
        yield Fault("guard", name, "the trigger that keeps rows from being changed or deleted is gone")


def _sequence(_ledger: Ledger, connection: Connection, _count: Checked) -> Iterator[Fault]:
    """Each number from 1 to the last was given once."""
    given = union_all(*(select(table.c.sequence) for table in SEQUENCED)).subquery()
    twice = select(given.c.sequence).group_by(given.c.sequence).having(func.count() > 1)
    for (number,) in connection.execute(twice.order_by(given.c.sequence)):
        yield Fault("sequence", f"sequence {number}", "was given to two rows")
    expected = 1
    for (number,) in connection.execution_options(yield_per=5_000).execute(select(given).order_by(given.c.sequence)):
        if number > expected:
            until = f" to {number - 1}" if number - 1 > expected else ""
            yield Fault("sequence", f"sequence {expected}{until}", "no row has it: rows were deleted")
        expected = number + 1


def _books(_ledger: Ledger, connection: Connection, _count: Checked) -> Iterator[Fault]:
    """The work list adds up, and says why something is in quarantine."""
    now = books(connection)
    if not now.balanced:
        yield Fault("books", "items", now.line())
    told = exists().where(failures.c.item == items.c.number, failures.c.attempt == items.c.attempts)
    for (number,) in connection.execute(select(items.c.number).where(items.c.state == "quarantined", ~told)):
        yield Fault("books", f"item {number}", "is in quarantine, and no failure says why")
    unread = select(items.c.number, found.c.report).join(found, found.c.item == items.c.number)
    for row in connection.execute(unread.where(items.c.state != "done")):
        yield Fault("books", f"item {row.number}", f"gave report {row.report}, and is not noted as done")


def _items(_ledger: Ledger, connection: Connection, _count: Checked) -> Iterator[Fault]:
    """Every item and every retrieval is the one that was noted."""
    asked = select(items).order_by(items.c.number)
    keys: dict[int, str] = {}
    for row in connection.execution_options(yield_per=1_000).execute(asked):
        keys[row.number] = row.key
        said = tuple((name, value) for name, value in row.overrides)
        named = {"original": row.original, "location": row.location, "locator": row.locator}
        if Arrival(**named, overrides=said).key != row.key:
            yield Fault("item", f"item {row.number}", "its key is not that of what it names: it was changed")
    for row in connection.execution_options(yield_per=1_000).execute(select(retrievals)):
        if row.item not in keys or row.digest != retrieval_digest(keys[row.item], row):
            yield Fault("item", f"item {row.item}", "a retrieval of it was changed")


def _originals(ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every original that is spoken of is there, with the bytes that its name promises."""
    named = select(items.c.original).union(select(reports.c.original)).order_by(text("1"))
    for (sha256,) in connection.execution_options(yield_per=500).execute(named):
        count.originals += 1
        try:
            ledger.originals.open(sha256).close()
        except BadOriginal as error:
            yield Fault("original", sha256, str(error))
        except OSError as error:
            yield Fault("original", sha256, f"cannot be read: {error.strerror or error}")


def _reports(_ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every text is the one that its id was made of, came from somewhere, and was read."""
    read = exists().where(entries.c.report == reports.c.report, entries.c.kind == "reading").label("read")
    given = exists().where(found.c.report == reports.c.report).label("given")
    asked = select(reports, read, given).order_by(reports.c.sequence)
    for row in connection.execution_options(yield_per=100).execute(asked):
        count.reports += 1
        where = f"report {row.report}"
        if not row.read:
            yield Fault("report", where, "has no reading")
        if not row.given:
            yield Fault("report", where, "no item of the work list gave it")
        taken = _taken(row)
        if isinstance(taken, str):
            yield Fault("report", where, taken)
            continue
        again = Reading.of(taken, "")
        names = ("report", "outlet", "url", "headline", "published", "language", "characters", "content")
        for name in names:
            if getattr(row, name) != getattr(again, name):
                yield Fault("report", where, f"{name} says {getattr(row, name)!r}, its text {getattr(again, name)!r}")


def _readings(_ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every span of every reading shows its words, and the reading is of the report it is noted under."""
    asked = select(entries).where(entries.c.kind == "reading").order_by(entries.c.sequence)
    for row in connection.execution_options(yield_per=100).execute(asked):
        count.readings += 1
        where = f"entry {row.sequence} (reading of {row.report})"
        taken = _taken(row)
        if isinstance(taken, str):
            yield Fault("reading", where, taken)
            continue
        count.spans += sum(1 for _ in taken.spans())
        if taken.id != row.report:
            yield Fault("reading", where, f"holds report {taken.id}")
        if row.digest != reading_digest(taken, row.recipe):
            yield Fault("reading", where, "its digest is not that of report and recipe")
        told = (row.claims, row.events, row.issues)
        if told != (counted := (len(taken.claims or ()), len(taken.events or ()), len(taken.issues))):
            yield Fault("reading", where, f"says {told} claims, events and issues, and holds {counted}")


def _corrections(_ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every correction supersedes an earlier entry of the same report, and its digest is that of what it says."""
    former = entries.alias("former")
    told = [former.c[name].label(f"former_{name}") for name in ("digest", "report", "kind", "annotation", "field")]
    asked = select(entries, *told).outerjoin(former, former.c.sequence == entries.c.supersedes)
    asked = asked.where(entries.c.author.is_not(None)).order_by(entries.c.sequence)
    for row in connection.execute(asked):
        count.corrections += 1
        where = f"entry {row.sequence} ({row.kind} of {row.report})"
        if row.former_digest is None or row.supersedes >= row.sequence or row.former_report != row.report:
            yield Fault("correction", where, f"supersedes {row.supersedes}, which is no earlier entry of this report")
            continue
        same = (row.former_annotation, row.former_field) == (row.annotation, row.field)
        if row.former_kind != "reading" and not same:
            yield Fault("correction", where, f"supersedes {row.supersedes}, which is of another field")
        what = digest_of(row.kind, row.report, row.annotation, row.field, row.body, row.author, row.reason)
        if row.digest != digest_of(what, row.former_digest):
            yield Fault("correction", where, "its digest is not that of what it says: it was changed")


def _judgements(_ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every judgement is of things that exist, supersedes an earlier one of its pair, and says what was said."""
    former = judgements.alias("former")
    of_pair = and_(*(former.c[name] == judgements.c[name] for name in ("family", "a", "b")))
    asked = select(judgements, former.c.digest.label("former")).outerjoin(
        former, and_(former.c.sequence == judgements.c.supersedes, of_pair, former.c.sequence < judgements.c.sequence)
    )
    for row in connection.execute(asked.order_by(judgements.c.sequence)):
        count.judgements += 1
        where = f"judgement {row.sequence}"
        if row.supersedes is not None and row.former is None:
            yield Fault("judgement", where, f"supersedes {row.supersedes}, which is no earlier one of this pair")
        said = [row.family, row.verdict, row.a, row.b, row.author, row.reason, int(row.withdrawn)]
        if row.digest != digest_of("judgement", *said, row.former) or FAMILIES.get(row.verdict) != row.family:
            yield Fault("judgement", where, "its digest is not that of what it says: it was changed")
        for thing in (row.a, row.b):
            if not _exists(connection, row.family, thing):
                yield Fault("judgement", where, f"is of {thing}, and there is no such thing among the {row.family}")


def _decisions(_ledger: Ledger, connection: Connection, count: Checked) -> Iterator[Fault]:
    """Every decision supersedes an earlier one on its item, says what was said, and entered what is there."""
    numbers = select(decisions.c.sequence).order_by(decisions.c.sequence)
    for number in list(connection.scalars(numbers)):
        count.decisions += 1
        where = f"decision {number}"
        kept = connection.scalar(select(decisions.c.digest).where(decisions.c.sequence == number))
        made = deciding.decision(connection, number)
        former = deciding.decision(connection, made.supersedes) if made and made.supersedes else None
        if made is None or kept != deciding.digest_of_decision(made, former):
            yield Fault("decision", where, "its digest is not that of what it says: it was changed")
        elif made.supersedes and (former is None or former.item != made.item or former.sequence >= number):
            yield Fault("decision", where, f"supersedes {made.supersedes}, which is no earlier one on this item")
        for effect in made.effects if made else ():
            of_entries = exists().where(entries.c.sequence == effect)
            if not connection.scalar(select(of_entries | exists().where(judgements.c.sequence == effect))):
                yield Fault("decision", where, f"entered number {effect}, which is no correction or judgement")


def _exists(connection: Connection, family: str, id: str) -> bool:
    """Whether this thing is there. Where nothing was derived yet, accounts and people cannot be looked up."""
    if family == "reports":
        return bool(connection.scalar(select(exists().where(reports.c.report == id))))
    table = derived.tables[family]
    some = connection.scalar(select(exists().select_from(table)))
    return not some or bool(connection.scalar(select(exists().where(table.c.id == id))))


def _taken(row: Row[Any]) -> Report | str:
    """The report in a row, or what is wrong with it."""
    try:
        return from_json(unpack(row.body))
    except BadReport as error:
        return str(error)
    except Exception as error:  # what the inflater and the decoder raise of damaged bytes
        return f"its bytes are damaged: {error}"


CHECKS: tuple[Callable[[Ledger, Connection, Checked], Iterator[Fault]], ...] = (
    _database,
    _sequence,
    _books,
    _items,
    _originals,
    _reports,
    _readings,
    _corrections,
    _judgements,
    _decisions,
)
"""Every check, in the order in which they run; a damaged database is named first."""
