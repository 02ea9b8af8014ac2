"""The veils of an open ledger: of any of its reports and incidents, each made once and kept until it changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from reportedly.export.known_names import KnownNames
from reportedly.export.ledger_key import ledger_key
from reportedly.export.ledger_veil import known_people
from reportedly.export.names_in import NamesIn, names_in
from reportedly.export.pseudonyms import Hidden, Pseudonyms, Veil
from reportedly.store import as_of, derived
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries, reports
from reportedly.store.searching import texts
from reportedly.store.taking_out import taken_out

__all__ = ["Masked", "Veils"]

REPORTS, VEILS = 20_000, 500
"""How many reports' names are kept (about 1 kB each), and how many veils (about 100 kB each)."""

BATCH = 100


class Masked(NamedTuple):
    """A report's text with every private name covered, as long as it was, and where that is."""

    text: str
    stretches: tuple[Hidden, ...]


class Veils:
    """What hides private people in whatever is told of a ledger. May be used by several threads at once.

    Names of reports are read when they are first asked for: 3 ms a report.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pseudonyms: Pseudonyms | None = None
        self._lock = threading.RLock()
        self._names: OrderedDict[tuple[str, int], NamesIn] = OrderedDict()
        self._veils: OrderedDict[frozenset[str], Veil] = OrderedDict()
        self._masked: OrderedDict[str, tuple[str, Masked]] = OrderedDict()
        self._known: KnownNames | None = None
        self._stamp: tuple[object, ...] = ()

    def of(self, *scopes: Iterable[str]) -> list[Veil]:
        """The veil of each of these sets of reports, by their ids; unknown ids count for nothing.

        Raises BadLedger if there is no key for pseudonyms and none can be made.
        """
        wanted = [frozenset(scope) for scope in scopes]
        with self._lock, self._ledger.reading() as connection:
            self._renew(connection)
            missing = [scope for scope in dict.fromkeys(wanted) if scope not in self._veils]
            names = self._names_of(connection, {report for scope in missing for report in scope})
            for scope in missing:
                self._veils[scope] = self._made(connection, [names[each] for each in sorted(scope) if each in names])
            found = [self._veils[scope] for scope in wanted]
            for scope in wanted:
                self._veils.move_to_end(scope)
            while len(self._veils) > max(VEILS, len(set(wanted))):
                self._veils.popitem(last=False)
        return found

    def report(self, id: str) -> Masked | None:
        """A report's text under the veil of this report alone; None where there is none of this id."""
        (veil,) = self.of([id])
        with self._lock:
            if (kept := self._masked.get(id)) is not None:
                return kept[1]
            with self._ledger.reading() as connection:
                text = texts(connection, [id]).get(id)
            if text is None:
                return None
            stretches = tuple(veil.stretches(text))
            made = Masked(veil.mask(text), stretches)
            self._masked[id] = (text, made)
            while len(self._masked) > VEILS:
                self._masked.popitem(last=False)
            return made

    def text(self, id: str) -> str | None:
        """A report's text as it is; None where there is none of this id."""
        return self._masked[id][0] if self.report(id) is not None else None

    def everywhere(self) -> KnownNames:
        """The private names of the whole ledger, as far as it is linked: for what belongs to no report."""
        with self._lock, self._ledger.reading() as connection:
            self._renew(connection)
            if self._known is None:
                self._known = _known(connection)
            return self._known

    def reports_of(self, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The reports that each id stands for: of a report, an account, an incident, or a person. Others are left
        out."""
        asked = set(ids)
        kinds = {letter: sorted(each for each in asked if each.startswith(letter)) for letter in "raxp"}
        out: dict[str, set[str]] = {}
        account, member, seen = derived.accounts.c, derived.members.c, derived.appearances.c
        with self._ledger.reading() as connection:
            for letter, column, report in (
                ("r", entries.c.report, entries.c.report),
                ("a", account.id, account.report),
                ("x", member.incident, member.report),
                ("p", seen.person, seen.report),
            ):
                for start in range(0, len(kinds[letter]), 500):
                    some = kinds[letter][start : start + 500]
                    for row in connection.execute(select(column, report).where(column.in_(some)).distinct()):
                        out.setdefault(row[0], set()).add(row[1])
        return {each: frozenset(reports) for each, reports in out.items()}

    def _renew(self, connection: Connection) -> None:
        """Forget what the ledger has outgrown."""
        progress = connection.execute(select(derived.progress).order_by(derived.progress.c.step)).all()
        counted = connection.scalar(select(func.count()).select_from(derived.members))
        stamp = (as_of.last(connection), counted, *map(tuple, progress))
        if stamp != self._stamp:
            self._stamp = stamp
            self._veils.clear()
            self._masked.clear()
            self._known = None

    def _names_of(self, connection: Connection, ids: set[str]) -> dict[str, NamesIn]:
        newest = select(entries.c.report, func.max(entries.c.sequence)).group_by(entries.c.report)
        marks: dict[str, int] = {}
        wanted = sorted(ids)
        for start in range(0, len(wanted), 500):
            asked = newest.where(entries.c.report.in_(wanted[start : start + 500]))
            marks.update((report, mark) for report, mark in connection.execute(asked))
        missing = [each for each, mark in marks.items() if (each, mark) not in self._names]
        limit = as_of.last(connection)
        for start in range(0, len(missing), BATCH):
            for each in taken_out(connection, missing[start : start + BATCH], limit):
                self._names[each.report.id, marks[each.report.id]] = names_in(each.report)
        found = {key[0]: self._names[key] for key in marks.items() if key in self._names}
        while len(self._names) > REPORTS:
            self._names.popitem(last=False)
        return found

    def _made(self, connection: Connection, names: list[NamesIn]) -> Veil:
        if self._pseudonyms is None:
            self._pseudonyms = Pseudonyms(ledger_key(self._ledger))
        whose, more = known_people(connection, [each.report for each in names])
        return self._pseudonyms.knowing(whose).veil_over(names, more)


def _known(connection: Connection) -> KnownNames:
    person, appearance = derived.people, derived.appearances
    asked = select(appearance.c.name, person.c.private).join(person, person.c.id == appearance.c.person).distinct()
    private: set[str] = set()
    public: set[str] = set()
    for name, is_private in connection.execute(asked):
        (private if is_private else public).add(name)
    for name, is_private in connection.execute(select(person.c.name, person.c.private)):
        (private if is_private else public).add(name)
    papers = set(connection.scalars(select(reports.c.outlet).where(reports.c.outlet.is_not(None)).distinct()))
    return KnownNames(private - papers, public | papers)  # "the Velmara Herald" was read as somebody's name
