"""What hides the private people of some reports of a ledger, by what linking knows of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from reportedly.export.ledger_key import ledger_key
from reportedly.export.pseudonyms import Pseudonyms, Veil
from reportedly.report import Report
from reportedly.store import derived
from reportedly.store.ledger import Ledger

__all__ = ["known_people", "ledger_veil", "veil_of"]


def ledger_veil(ledger: Ledger, reports: Iterable[Report]) -> Veil:
    """The veil of reports that speak of one incident, with the ledger's own pseudonyms: those of its exports.

    Raises BadLedger if there is no key for pseudonyms and none can be made.
    """
    pseudonyms = Pseudonyms(ledger_key(ledger))
    with ledger.reading() as connection:
        return veil_of(connection, pseudonyms, list(reports))


def veil_of(connection: Connection, pseudonyms: Pseudonyms, reports: list[Report]) -> Veil:
    """The same over an open connection. Names that other reports of the same incidents have are hidden, too."""
    whose, more = known_people(connection, [report.id for report in reports])
    return pseudonyms.knowing(whose).veil(reports, more)


def known_people(
    connection: Connection, ids: list[str]
) -> tuple[dict[tuple[str, str], tuple[str, bool]], list[tuple[str, str]]]:
    """What linking knows of the people of these reports and of others of the same incidents.

    As (report, entity) to (id of the person, whether private), and the private names with the ids of their bearers.
    """
    person, appearance, member = derived.people, derived.appearances, derived.members
    incidents = select(member.c.incident).where(member.c.report.in_(ids))
    near = select(member.c.report).where(member.c.incident.in_(incidents))
    query = (
        select(appearance.c.report, appearance.c.entity, appearance.c.name, person.c.id, person.c.private)
        .join(person, person.c.id == appearance.c.person)
        .where(appearance.c.report.in_(ids) | appearance.c.report.in_(near))
    )
    found = connection.execute(query).all()
    whose = {(row.report, row.entity): (row.id, bool(row.private)) for row in found}
    return whose, [(row.name, row.id) for row in found if row.private]
