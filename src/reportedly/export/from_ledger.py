"""Rows of a ledger, one after the other in bounded memory, with private people under pseudonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.export.acled_csv import acled_event, acled_incident
from reportedly.export.incident_rows import coded, incident_cells
from reportedly.export.ledger_key import ledger_key
from reportedly.export.ledger_veil import veil_of
from reportedly.export.pseudonyms import Pseudonyms, Veil
from reportedly.export.rows import Cell, rows
from reportedly.export.tables import What
from reportedly.report import Report
from reportedly.store import derived
from reportedly.store.ledger import Ledger
from reportedly.store.schema import reports as kept
from reportedly.store.worklist import in_batches

__all__ = ["Exported", "exported"]

Row = dict[str, Cell]

_LINKS = frozenset({"url", "urls", "location"})
_PLAIN = frozenset(
    {
        *(
            "report",
            "sequence",
            "original_sha256",
            "originals",
            "report_ids",
            "linked_incidents",
            "coded_in",
            "coding",
        ),
        *("claim", "event", "within", "quotes", "source_entity", "audience_entity", "incident", "event_id_cnty"),
        *("published", "dated_earliest", "dated_latest", "language", "document", "stages", "day_from", "day_to"),
        *("type", "subtype", "place_id", "place_kind", "place_country", "place_admin1", "place_admin2", "country"),
        *("place_resolved", "admin1", "admin2", "country_code", "by", "rule", "resource", "event_date", "event_type"),
        *("sub_event_type", "disorder_type", "civilian_targeting", "time_earliest", "time_latest"),
    }
)
"""Columns whose cells are ids, dates, codes and names out of the gazetteer: no words of a report."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What to take out of a ledger. `names` leaves private people's names as reported. `as_of` is a sequence
    number. `only` are ids of incidents, else of reports; None for all."""

    ledger: Ledger
    what: What
    acled: bool = False
    names: bool = False
    as_of: int | None = None
    only: frozenset[str] | None = None


def exported(wanted: Exported) -> Iterator[Row]:
    """The rows, in the ledger's order; incidents by their first day and id.

    Raises BadLedger if there is no key for pseudonyms and none can be made.
    """
    known = _Known(Pseudonyms(b"") if wanted.names else Pseudonyms(ledger_key(wanted.ledger)))
    return _incidents(wanted, known) if wanted.what == "incidents" else _of_reports(wanted, known)


def _of_reports(wanted: Exported, known: _Known) -> Iterator[Row]:
    for sequence, report in _reports(wanted):
        with wanted.ledger.reading() as connection:
            linked = [] if wanted.as_of is not None else known.linked(connection, report.id)
            veil = None if wanted.names else known.veil(connection, [report])
            original = known.originals(connection, [report.id])[report.id]
        more: Row = {"original_sha256": original, "linked_incidents": " | ".join(linked) or None}
        for row in _rows(wanted, report, sequence):
            yield _veiled({**row, **more}, veil)


def _reports(wanted: Exported) -> Iterator[tuple[int, Report]]:
    """The reports asked for with their sequence, in the ledger's order; those that are left out are not read."""
    if wanted.only is None:
        yield from wanted.ledger.reports(as_of=wanted.as_of)
        return
    limit = wanted.ledger.sequence() if wanted.as_of is None else wanted.as_of
    with wanted.ledger.reading() as connection:
        places = {
            row.report: row.sequence
            for some in in_batches(sorted(wanted.only))
            for row in connection.execute(select(kept.c.report, kept.c.sequence).where(kept.c.report.in_(some)))
            if row.sequence <= limit
        }
    for some in in_batches(sorted(places, key=places.__getitem__), 100):
        taken = wanted.ledger.reports_of(some, as_of=limit)
        yield from ((places[report], taken[report]) for report in some if report in taken)


def _rows(wanted: Exported, report: Report, sequence: int) -> Iterable[Row]:
    if wanted.what == "reports":
        return [_report(report, sequence)]
    if wanted.acled:
        return [acled_event(each) for each in coded(report)]
    return rows(report, wanted.what)


def _report(report: Report, sequence: int) -> Row:
    publication = report.publication
    dating = report.dating[0].published.value if report.dating and not publication.published else None
    told: Row = {
        name: (value.value if (value := getattr(publication, name)) else None)
        for name in ("outlet", "url", "headline", "published", "language")
    }
    return {
        "report": report.id,
        "sequence": sequence,
        **told,
        "dated_earliest": dating.earliest if dating else None,
        "dated_latest": dating.latest if dating else None,
        "document": report.document.value if report.document else None,
        "characters": len(report.text),
        "claims": len(report.claims) if report.claims is not None else None,
        "events": len(report.events) if report.events is not None else None,
        "issues": len(report.issues),
        "stages": " | ".join(report.stages) or None,
    }


def _incidents(wanted: Exported, known: _Known) -> Iterator[Row]:
    table = derived.incidents
    with wanted.ledger.reading() as connection:
        found = connection.execute(select(table.c.day_from, table.c.id)).all()
    chosen = ((day, one) for day, one in found if wanted.only is None or one in wanted.only)
    for _, incident in sorted((day or "9999", one) for day, one in chosen):
        with wanted.ledger.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == incident)).mappings().first()
            members = known.members(connection, incident)
        if row is None or not members:
            continue
        reports = {report: wanted.ledger.report(report) for report in dict.fromkeys(m[1] for m in members)}
        with wanted.ledger.reading() as connection:
            veil = None if wanted.names else known.veil(connection, list(reports.values()))
            originals = known.originals(connection, list(reports))
        cells, chief = incident_cells(dict(row), members, reports)
        told = str(cells["report_ids"]).split(" | ")
        cells["originals"] = " | ".join(originals.get(each, "-") for each in told)
        cells["original_sha256"] = originals.get(chief.report.id) if chief else None
        yield _veiled(acled_incident(cells, chief) if wanted.acled else cells, veil)


class _Known:
    """What the tables say of a report: its incidents, its original, what hides its private people."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self.pseudonyms = pseudonyms

    def veil(self, connection: Connection, reports: list[Report]) -> Veil:
        """What hides the private people of these reports."""
        return veil_of(connection, self.pseudonyms, reports)

    def linked(self, connection: Connection, report: str) -> list[str]:
        """The incidents that a report tells as news."""
        table = derived.members
        query = select(table.c.incident).where(table.c.report == report, table.c.role == "news")
        return sorted(set(connection.execute(query).scalars()))

    def originals(self, connection: Connection, ids: list[str]) -> dict[str, str]:
        """The SHA-256 of the original of each report."""
        query = select(kept.c.report, kept.c.original).where(kept.c.report.in_(ids))
        return {row.report: row.original for row in connection.execute(query)}

    def members(self, connection: Connection, incident: str) -> list[tuple[str, str, int, str]]:
        """The accounts of an incident as (account, report, number, role), in the order of the ledger."""
        member, account = derived.members, derived.accounts
        query = (
            select(member.c.account, member.c.report, account.c.number, member.c.role)
            .join(account, account.c.id == member.c.account)
            .join(kept, kept.c.report == member.c.report)
            .where(member.c.incident == incident)
            .order_by(kept.c.sequence, account.c.number)
        )
        return [tuple(row) for row in connection.execute(query)]


def _veiled(row: Row, veil: Veil | None) -> Row:
    return row if veil is None else {name: _hidden(name, cell, veil) for name, cell in row.items()}


def _hidden(name: str, cell: Cell, veil: Veil) -> Cell:
    if not isinstance(cell, str) or name in _PLAIN or name.endswith("_offsets"):
        return cell
    if name in _LINKS:
        return " | ".join(veil.link(url) for url in cell.split(" | "))
    return veil(cell)
