"""What a person means by an id, or by the beginning of one, of the things that can be judged."""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Connection, select

from reportedly.errors import UnknownId
from reportedly.store.derived import accounts, incidents, members, people
from reportedly.store.schema import reports

__all__ = ["beginning", "meant", "only"]


def meant(connection: Connection, family: str, id: str) -> str:
    """The id of the account, report or person that has this id, or the only one that begins so.

    An incident may be named for its accounts: it stands for the one that it is called after. Raises UnknownId.
    """
    columns = {"accounts": accounts.c.id, "reports": reports.c.report, "people": people.c.id}
    found = beginning(connection, columns[family], id)
    if not found and family == "accounts" and (of := beginning(connection, incidents.c.id, id)):
        found = _first_accounts(connection, of)
    if one := only(found, id):
        return one
    what = f"several {family} of this ledger begin with" if found else f"none of the {family} of this ledger has"
    where = "reportedly incidents" if family == "accounts" else "reportedly search"
    raise UnknownId(f"{what} the id {id!r}; ids are listed by: {where}")


def beginning(connection: Connection, column: Column[str], id: str, *given: ColumnElement[bool]) -> list[str]:
    """Up to three ids of this column that are or begin with `id`, by the alphabet, of rows that are as `given`."""
    asked = select(column).where(column >= id, column < id + "\U0010ffff", *given).order_by(column).limit(3)
    return list(connection.scalars(asked))


def only(found: list[str], id: str) -> str | None:
    """Which of these ids is meant by `id`: itself, or the only one; None where there is none or several."""
    if id in found:
        return id
    return found[0] if len(found) == 1 and id else None


def _first_accounts(connection: Connection, ids: list[str]) -> list[str]:
    """Of each of these incidents the first account that tells it as news, in the order in which reports came."""
    out = []
    for incident in ids:
        asked = (
            select(members.c.account)
            .join(reports, reports.c.report == members.c.report)
            .where(members.c.incident == incident)
            .order_by(members.c.role.desc(), reports.c.sequence, members.c.account)  # "news" before "background"
            .limit(1)
        )
        out += list(connection.scalars(asked))
    return out
