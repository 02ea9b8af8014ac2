"""`reportedly people`: who is who across the reports of a ledger, without private people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.incidents.people import Person
    from reportedly.store.ledger import Ledger

__all__ = ["people"]

KINDS = ("person", "organisation", "group")


@click.command(short_help="List people in public office and bodies across reports, with their names and roles.")
@ledger_option
@click.option("--kind", type=click.Choice(KINDS), help="Only people, only organisations or only groups.")
@click.option("--several", is_flag=True, help="Only those whom two reports or more speak of.")
@click.option("--unsure", is_flag=True, help="Instead, the pairs that may be one, for `reportedly judge`.")
@click.option(
    "--names",
    is_flag=True,
    help="List private people, too: victims, witnesses, suspects, all in no public office. Else they are counted "
    "and not shown.",
)
@format_option("text", "jsonl", help="For people, or one JSON record a line with every name, role and link.")
def people(ledger: str, kind: str | None, several: bool, unsure: bool, names: bool, form: str) -> None:
    """List who is who across the reports of a ledger: names, roles over time, and why two reports mean the same.

    In the order of the alphabet: nobody is ranked. Run `reportedly link` first.

    \b
    reportedly people --several
    reportedly people --kind group --format jsonl > groups.jsonl
    reportedly people --unsure
    """
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as opened:
        if unsure:
            _unsure(opened, form, names=names)
        else:
            _list(opened, form, kind=kind, several=several, names=names)


def _list(ledger: Ledger, form: str, *, kind: str | None, several: bool, names: bool) -> None:
    import msgspec

    shown = hidden = 0
    for person in _everybody(ledger, kind):
        if person.private and not names:
            hidden += 1
        elif not several or len({report for report, _, _ in person.appearances}) > 1:
            shown += 1
            click.echo(msgspec.json.encode(person).decode() if form == "jsonl" else _lines(person))
    more = f"; {hidden:,} private people are not shown" if hidden else ""
    click.echo(f"{shown:,} people and bodies{more or '; run `reportedly link` first' * (not shown)}", err=True)


def _everybody(ledger: Ledger, kind: str | None) -> Iterator[Person]:
    import msgspec
    from sqlalchemy import select

    from reportedly.incidents.people import Person
    from reportedly.store import derived
    from reportedly.store.work import unpack

    table = derived.people
    query = select(table.c.body).where(table.c.body.is_not(None)).order_by(table.c.name, table.c.id)
    with ledger.reading() as connection:
        for body in connection.execute(query if kind is None else query.where(table.c.kind == kind)).scalars():
            yield msgspec.json.decode(unpack(body), type=Person)


def _lines(person: Person) -> str:
    from reportedly.export.visible import visible

    reports = len({report for report, _, _ in person.appearances})
    others = [name.name for name in person.names if name.name != person.name]
    out = [f"{person.name}  ({person.kind}, {reports} {'report' if reports == 1 else 'reports'}, {person.id})"]
    if others:
        out.append(f"  also: {', '.join(others)}")
    seen: dict[str, str] = {}
    for role in person.roles:
        seen.setdefault(" ".join(role.words.split()), role.published or "no date")
    out += [f"  {day}: {words}" for words, day in seen.items()]
    if person.links:
        out.append(f"  joined: {person.links[0].sentence}")
    return visible("\n".join(out))


def _unsure(ledger: Ledger, form: str, *, names: bool) -> None:
    from sqlalchemy import select

    from reportedly.export.json_text import json_text
    from reportedly.export.visible import visible
    from reportedly.store import derived

    pair, person = derived.namesakes, derived.people
    private = select(person.c.id).where(person.c.private)
    number = 0
    with ledger.reading() as connection:
        hidden = set(connection.execute(private).scalars())
        for row in connection.execute(select(pair).order_by(pair.c.score.desc(), pair.c.a, pair.c.b)):
            veiled = not names and bool({row.a, row.b} & hidden)
            told = "a private person of one incident; --names shows the names" if veiled else row.sentence
            record: dict[str, Any] = {"a": row.a, "b": row.b, "score": row.score, "sentence": told}
            number += 1
            shown = json_text(record) if form == "jsonl" else None
            click.echo(shown or visible(f"{row.a} {row.b}  {row.score:.2f}  {told}"))
    many = "1 pair waits" if number == 1 else f"{number:,} pairs wait"
    click.echo(f"{many} for a judgement (same_person, different_people)", err=True)
