"""The ledger: what was taken in and what was read in it, kept for good, with corrections and judgements beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from reportedly.errors import ChangedMeanwhile, UnknownId
from reportedly.incidents.judgement import Judgement
from reportedly.report import Report
from reportedly.store import as_of as order
from reportedly.store import books as bookkeeping
from reportedly.store import correcting, judging, opening, readings, retrieving, taking_out, worklist
from reportedly.store import digest as digesting
from reportedly.store import history as versions
from reportedly.store.books import Books
from reportedly.store.corrections import Correction, corrected
from reportedly.store.history import HistoryEntry
from reportedly.store.originals import Originals
from reportedly.store.retrieving import Retrieval
from reportedly.store.work import Arrival, Done, Failed, Item, Quarantined

__all__ = ["WAIT", "Ledger"]

WAIT = 30.0
"""Seconds that a writer waits for another before it gives up with LedgerBusy."""

BATCH = 100
"""Reports taken out at a time; about 15 MB of JSON."""


class Ledger:
    """A ledger that is open. Close it, or use it as a context manager.

    Several processes may read at once; one writes at a time, and others wait for it. What a method has written when
    it returns is safe on the disk. Methods raise LedgerBusy if another process writes for longer than `wait` seconds,
    and BadLedger if the database is damaged, full or away.
    """

    def __init__(self, engine: Engine, originals: Originals, place: str, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        self.originals = originals
        self.place = place
        self._clock = clock

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        create: bool = False,
        originals: Path | None = None,
        wait: float = WAIT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Ledger:
        """The ledger in this folder, or at this URL (postgresql://...?originals=FOLDER); made if `create` says so.

        `originals` is another folder for originals than the one within the ledger. `clock` tells the time that rows
        are noted with, which only informs. Raises NoLedger, BadLedger, LedgerBusy, MissingExtra.
        """
        engine, folder = opening.located(place, create=create, originals=originals, wait=wait)
        shown = engine.url.render_as_string() if engine.dialect.name == "postgresql" else str(place)
        ledger = cls(engine, Originals(folder), shown, clock)
        try:
            with ledger.reading() as connection:
                current = opening.is_current(connection)
            if not current:
                with ledger.writing() as connection:
                    opening.prepare(connection, place=shown, create=create)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. The ledger cannot be used afterwards."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is at one moment, whoever writes meanwhile, and cannot write."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a writing transaction: all of the block is written, or nothing. Do not open one in another.

        Raises LedgerBusy.
        """
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    # The work list

    def receive(self, arrivals: Iterable[Arrival]) -> int:
        """Put what came in on the work list; returns how many items are new. Known ones stay as they are.

        One transaction for each thousand, so that a source of any length is read in bounded memory.
        """
        new = 0
        for batch in worklist.in_batches(arrivals, 1_000):
            with self.writing() as connection:
                new += worklist.receive(connection, batch, self.now())
        return new

    def pending(self, limit: int, after: int = 0) -> list[Item]:
        """Up to `limit` items that wait to be read, with numbers above `after`, in the order of their arrival."""
        with self.reading() as connection:
            return worklist.pending(connection, limit, after)

    def item(self, number: int) -> Item:
        """The item with this number, whatever its state. Raises UnknownId."""
        with self.reading() as connection:
            return worklist.item(connection, number)

    def finish(self, results: Iterable[Done | Failed]) -> None:
        """Note outcomes, all or none: reports, readings, and what became of each item.

        The same results again change nothing. An item that is done stays done; a failure of one that is not pending
        is ignored.
        """
        results = list(results)
        done = [each for each in results if isinstance(each, Done)]
        failed = [each for each in results if isinstance(each, Failed)]
        with self.writing() as connection:
            now = self.now()
            readings.add(connection, done, now)
            worklist.settle(connection, [each.item for each in done])
            worklist.fail(connection, failed, now)

    def books(self) -> Books:
        """How many items came in, and what became of them."""
        with self.reading() as connection:
            return bookkeeping.books(connection)

    def quarantined(self) -> Iterator[Quarantined]:
        """Items that could not be read, each with its latest failure, in the order of their arrival."""
        after = 0
        while True:
            with self.reading() as connection:
                batch = worklist.quarantined(connection, after, worklist.MANY)
            yield from batch
            if len(batch) < worklist.MANY:
                return
            after = batch[-1].item.number

    def retry(self, items: Iterable[int] | None = None) -> int:
        """Put items of the quarantine (None: all) back on the work list; returns how many."""
        with self.writing() as connection:
            return worklist.retry(connection, items)

    # Reports

    def report(self, id: str, *, as_of: int | None = None) -> Report:
        """The report with this id (or the only one whose id begins so): newest reading, corrections laid over it.

        `as_of` is a sequence number: the report as it stood then. Raises UnknownId.
        """
        with self.reading() as connection:
            return self._taken_out(connection, id, as_of).report

    def reports_of(self, ids: Iterable[str], *, as_of: int | None = None) -> dict[str, Report]:
        """These reports by id, as `report` gives each; ids that are not there are left out."""
        out: dict[str, Report] = {}
        with self.reading() as connection:
            limit = self._limit(connection, as_of)
            for some in worklist.in_batches(sorted(set(ids)), BATCH):
                out.update((each.report.id, each.report) for each in taking_out.taken_out(connection, some, limit))
        return out

    def reports(self, *, after: int = 0, as_of: int | None = None) -> Iterator[tuple[int, Report]]:
        """Each report with its place in the sequence, above `after`, in that order, in bounded memory.

        What is added while this runs is not given, unless `as_of` lies ahead.
        """
        limit = self.sequence() if as_of is None else as_of
        while True:
            with self.reading() as connection:
                ids = taking_out.after(connection, after, limit, BATCH)
                batch = taking_out.taken_out(connection, ids, limit) if ids else []
            yield from ((each.sequence, each.report) for each in batch)
            if len(ids) < BATCH:
                return
            after = batch[-1].sequence

    def correct(
        self,
        report: str,
        annotation: str,
        field: str,
        value: object,
        *,
        author: str,
        reason: str,
        spans: tuple[tuple[int, int], ...] | None = None,
    ) -> int:
        """Say what one field of one annotation should hold; returns the sequence of the correction.

        `field` is a path ("status", "source.name", "quantities[0].count"), `value` in the form of the report's JSON.
        The field keeps its characters, or gets those of `spans` (start, end). Raises UnknownId, BadCorrection.
        """
        return self.correct_several(report, [(annotation, field, value, spans)], author=author, reason=reason)[0]

    def correct_several(
        self,
        report: str,
        changes: Sequence[tuple[str, str, object, tuple[tuple[int, int], ...] | None]],
        *,
        author: str,
        reason: str,
        seen: int | None = None,
        then: Callable[[Connection, str], object] = lambda connection, report: None,
    ) -> list[int]:
        """Correct several fields for one reason, all or none: (annotation, field, value, spans) as for `correct`.

        `seen` is the newest sequence of the report that the author looked at. Raises ChangedMeanwhile if it has a
        newer one, and what `correct` raises. Returns the sequences. `then` is called with the report's id within the
        same transaction: `derive.renew.renew` brings what is derived in step.
        """
        with self.writing() as connection:
            now = self._taken_out(connection, report, None).report
            self._check_seen(connection, now.id, seen)
            made = []
            for annotation, field, value, spans in changes:
                correction = Correction(
                    report=now.id,
                    annotation=now.find(annotation).id,
                    field=field,
                    value=value,
                    spans=spans,
                    author=author,
                    reason=reason,
                )
                now = corrected(now, correction)
                made.append(correcting.add(connection, correction, self.now()))
            then(connection, now.id)
            return made

    def newest(self, report: str, *, as_of: int | None = None) -> int:
        """The sequence of the newest reading, correction or withdrawal of the report with this full id; 0 if none."""
        with self.reading() as connection:
            return versions.newest(connection, report, self._limit(connection, as_of))

    @staticmethod
    def _check_seen(connection: Connection, report: str, seen: int | None) -> None:
        newest = versions.newest(connection, report, order.last(connection))
        if seen is not None and seen != newest:
            raise ChangedMeanwhile(
                f"report {report} was changed since you looked at it (you saw {seen}, it is at {newest} now): "
                "look at it again, then correct it",
                newest,
            )

    def corrections(self, *, report: str | None = None, as_of: int | None = None) -> list[Correction]:
        """The corrections in force, of one report or of all, in the order they were made."""
        with self.reading() as connection:
            limit = self._limit(connection, as_of)
            ids = None if report is None else [taking_out.full_id(connection, report, limit)]
            return correcting.in_force(connection, ids, limit)

    def to_review(self) -> list[Correction]:
        """Corrections in force that no longer find their annotation or field in the newest reading."""
        with self.reading() as connection:
            limit = order.last(connection)
            ids = sorted({each.report for each in correcting.in_force(connection, None, limit)})
            taken = [
                each
                for some in worklist.in_batches(ids, BATCH)
                for each in taking_out.taken_out(connection, some, limit)
            ]
        return [correction for each in taken for correction in each.to_review]

    def history(self, report: str, *, as_of: int | None = None) -> list[HistoryEntry]:
        """Every reading, correction and withdrawal of a report, the oldest first. Raises UnknownId."""
        with self.reading() as connection:
            limit = self._limit(connection, as_of)
            return versions.history(connection, taking_out.full_id(connection, report, limit), limit)

    def changed(self, *, after: int = 0, as_of: int | None = None) -> Iterator[tuple[int, str]]:
        """(sequence, report id) of each reading, correction and withdrawal after a place in the sequence, in order.

        What derived tables have to look at again. What is added while this runs is not given.
        """
        limit = self.sequence() if as_of is None else as_of
        while True:
            with self.reading() as connection:
                batch = versions.changed(connection, after, limit, worklist.MANY)
            yield from batch
            if len(batch) < worklist.MANY:
                return
            after = batch[-1][0]

    def retrievals(self, report: str) -> list[Retrieval]:
        """Each time that an item came in which gave this report: from where, when, and with which headers."""
        with self.reading() as connection:
            full = taking_out.full_id(connection, report, order.last(connection))
            return retrieving.retrievals_of(connection, full)

    def withdraw_correction(
        self,
        sequence: int,
        *,
        author: str,
        reason: str,
        report: str | None = None,
        seen: int | None = None,
        then: Callable[[Connection, str], object] = lambda connection, report: None,
    ) -> int:
        """Take a correction back; what was read stands again. Returns the sequence of that. Raises UnknownId.

        With `report` (a full id) it has to be one of that report; `seen` and `then` are as for `correct_several`.
        """
        with self.writing() as connection:
            if report is not None:
                self._check_seen(connection, report, seen)
                if not any(each.sequence == sequence for each in correcting.in_force(connection, [report], sequence)):
                    raise UnknownId(f"report {report} has no correction with the number {sequence} in force")
            made = correcting.withdraw(connection, sequence, author, reason, self.now())
            then(connection, versions.changed(connection, made - 1, made, 1)[0][1])
            return made

    # Judgements

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement, which supersedes an earlier one of the same pair and kind; returns its sequence."""
        with self.writing() as connection:
            return judging.judge(connection, judgement, self.now())

    def judgements(self, *, as_of: int | None = None) -> list[Judgement]:
        """The judgements in force, in the order they were made."""
        with self.reading() as connection:
            return judging.in_force(connection, self._limit(connection, as_of))

    def all_judgements(self) -> list[dict[str, Any]]:
        """Every judgement ever made, also those superseded or taken back (`withdrawn`), as rows, in order."""
        with self.reading() as connection:
            return judging.told(connection, order.last(connection))

    def withdraw_judgement(self, sequence: int, *, author: str, reason: str) -> int:
        """Take a judgement back, so that the pair is open again. Returns the sequence of that. Raises UnknownId."""
        with self.writing() as connection:
            return judging.withdraw(connection, sequence, author, reason, self.now())

    # Order and content

    def sequence(self) -> int:
        """The number that was given last to a report, entry, judgement or decision; 0 in an empty ledger."""
        with self.reading() as connection:
            return order.last(connection)

    def sequence_at(self, moment: str) -> int:
        """The number that was given last by this moment (ISO 8601; a date is its end in UTC), for `as_of`.

        Raises BadInput.
        """
        with self.reading() as connection:
            return order.sequence_at(connection, moment)

    def digest(self, *, derived: bool = True) -> str:
        """A digest of the content: equal for equal content, whatever the order of arrival, clock and database."""
        with self.reading() as connection:
            return digesting.digest(connection, with_derived=derived)

    def _taken_out(self, connection: Connection, id: str, as_of: int | None) -> taking_out.TakenOut:
        limit = self._limit(connection, as_of)
        full = taking_out.full_id(connection, id, limit)
        return taking_out.taken_out(connection, [full], limit)[0]

    @staticmethod
    def _limit(connection: Connection, as_of: int | None) -> int:
        return order.last(connection) if as_of is None else as_of

    def now(self) -> str:
        """The moment that rows are noted with (ISO 8601, UTC, always as long); it only informs."""
        return order.stamp(self._clock())
