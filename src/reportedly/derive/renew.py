"""After a correction: what hangs on the one report made anew at once, and what follows of it where that is local.

Most corrections (how firmly something is said, what is denied, a claim that is none) leave the report's accounts as
they are compared with those of other reports. Then its incidents are told anew and nothing else is behind. Another
day, place, toll or name, or an account more or less, changes which pairs are compared, and how rare every word is:
only linking everything gives what then holds, and until then incidents stand as they were linked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from reportedly.derive import rows
from reportedly.derive.progress import LINKED, reached
from reportedly.derive.putting import having, put
from reportedly.derive.relink import Relinked, relink
from reportedly.incidents.accounts import Account
from reportedly.incidents.sketch import Sketch, unpack_sketch
from reportedly.store import derived as tables
from reportedly.store.amended import settle
from reportedly.store.as_of import last
from reportedly.store.beside import beside
from reportedly.store.schema import entries
from reportedly.store.search_index import attach_incidents, document, index_documents, indexed_up_to
from reportedly.store.taking_out import TakenOut, taken_out

__all__ = ["renew"]


def renew(connection: Connection, report: str) -> Relinked:
    """Bring what is derived in step with the corrections of a report (full id), within the caller's transaction.

    Its sketch, its glance and what search knows of it are made anew in any case. `again` of the answer says why its
    incidents can only follow when the ledger is linked again, where that is so. Judgements that were not linked by
    yet are, along with it.
    """
    limit, linked = last(connection), reached(connection, LINKED)
    found = taken_out(connection, [report], limit)[0]
    now = _beside(connection, found)
    _search(connection, found)
    kept = connection.execute(select(tables.amended).where(tables.amended.c.report == report)).first()
    if linked is None or kept is None:
        return Relinked({}, {})
    if (why := _beyond(connection, report, kept.body, now, linked)) is not None:
        return Relinked({}, {}, why)
    accounts = having(connection, tables.accounts, "report", [report])
    put(connection, tables.accounts, accounts, map(rows.account_row, unpack_sketch(now).outline.accounts))
    settle(connection, report, limit, now)
    out = relink(connection, corrected=frozenset([report]))
    if out.again is not None:
        settle(connection, report, kept.settled, kept.body)
        put(connection, tables.accounts, having(connection, tables.accounts, "report", [report]), accounts.values())
    return out


def _beside(connection: Connection, found: TakenOut) -> bytes:
    """Write the rows that a report has beside its reading; gives the sketch."""
    made = {each.table: each for each in beside(found.report)}
    for table in (tables.sketches, tables.glances):
        row = made[table.name]
        connection.execute(delete(table).where(table.c.report == found.report.id))
        connection.execute(insert(table).values(report=found.report.id, version=row.version, body=row.body))
    return made[tables.sketches.name].body


def _search(connection: Connection, found: TakenOut) -> None:
    if found.sequence <= indexed_up_to(connection):
        index_documents(connection, [document(found.sequence, found.report)])
        attach_incidents(connection, [found.report.id])


def _beyond(connection: Connection, report: str, old: bytes | None, new: bytes, linked: int) -> str | None:
    """Why only linking the whole ledger can tell what follows; None where what is stored tells it."""
    read = select(entries.c.sequence).where(entries.c.report == report, entries.c.kind == "reading")
    if connection.scalar(read.where(entries.c.sequence > linked).limit(1)) is not None:
        return "the report was read since the ledger was linked"
    if old is None:
        return "the report was corrected before, or while the ledger was being linked"
    if old == new:
        return None
    return _compared_otherwise(unpack_sketch(old), unpack_sketch(new))


def _compared_otherwise(old: Sketch, new: Sketch) -> str | None:
    if (old.appearances, old.credits) != (new.appearances, new.credits):
        return "who is named or credited in the report is compared with every other report"
    if replace(old.outline, accounts=()) != replace(new.outline, accounts=()):
        return "when and where the report was published counts in comparing it with every other report"
    if [each.id for each in old.outline.accounts] != [each.id for each in new.outline.accounts]:
        return "the report tells other incidents now, which are compared with those of every other report"
    if _as_compared(old.outline.accounts) != _as_compared(new.outline.accounts):
        return "what the report tells of day, place, deed, people or toll is compared with every other report"
    return None


def _as_compared(accounts: Sequence[Account]) -> list[Account]:
    """Without what no clue looks at: the events themselves, and whether they are the news or recalled."""
    return [replace(each, events=(), newness="main") for each in accounts]
