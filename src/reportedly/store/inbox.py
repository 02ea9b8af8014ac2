"""The reports of a ledger as an inbox lists them: newest first, copies under the report they come from.

Pages go by key: a page begins where the one before ended, however far down, and what comes in meanwhile moves
nothing. Nothing here reads a report: what a row shows stands in columns and in the derived tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from reportedly.errors import BadQuery
from reportedly.incidents.glance import GLANCE_VERSION, Glance, unpack_glance
from reportedly.store.derived import folds, glances, incidents, members
from reportedly.store.query import Query
from reportedly.store.schema import reports
from reportedly.store.search import COUNTED, Found, described
from reportedly.store.search_index import indexed_up_to
from reportedly.store.search_labels import choose
from reportedly.store.search_plan import Plan, plan
from reportedly.store.search_tables import documents
from reportedly.store.searching import texts
from reportedly.store.worklist import in_batches

__all__ = ["BELONGS", "Belonging", "Fold", "Order", "Page", "Row", "copies_of", "matching", "page", "rows", "since"]

Order = Literal["taken", "published", "best"]
"""Newest taken in first; newest published first; best by words first (`search.answer`)."""

BELONGS = 3
"""Incidents that a row names."""

DENSE = 5_000
"""Rows of a filter from which its newest are found sooner by going through the newest reports."""

WALKED = 2_000
"""Matches that are gone through for one page before it is given shorter: most may be copies under others."""


@dataclass(frozen=True, slots=True)
class Fold:
    """What is folded under a report: so many copies, in so many outlets beside its own; the sequence of the last."""

    copies: int
    outlets: int
    latest: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """An incident that a report tells as news, or only recalls ("background")."""

    incident: str
    role: str
    title: str | None
    day: str | None
    place: str | None
    kind: str | None
    reports: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report. `at` is when it was taken in (ISO 8601 UTC). `under` is the report of which it is a copy; `glance`
    None and `linked` False until the ledger is linked; `found` says where a search found it."""

    report: str
    sequence: int
    headline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    at: str
    under: str | None = None
    fold: Fold | None = None
    glance: Glance | None = None
    linked: bool = False
    belongs: tuple[Belonging, ...] = ()
    more_incidents: int = 0
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the key at which the next page begins (None: there is none). `read_as` says what was taken for
    what; `up_to` the last indexed sequence, which is None where no index was asked."""

    rows: tuple[Row, ...]
    next: str | None
    order: Order
    read_as: tuple[str, ...] = ()
    up_to: int | None = None


def page(
    connection: Connection,
    query: Query,
    *,
    order: Order | None = None,
    cursor: str | None = None,
    folded: bool = True,
    unread: tuple[int, frozenset[str]] | None = None,
) -> Page:
    """One page of what this query asks for; `query.limit` rows, `offset` is not used.

    Without words and filters the newest taken in come first, also those that are not linked yet; with filters the
    newest published; with words the best. A copy is left out where the report that it comes from is in the same
    list. `unread` is (sequence, reports): leave out what came up to that sequence, and those reports. Raises
    BadQuery, also for a cursor that no page gave.
    """
    asked = bool(query.asked())
    order = order or ("best" if query.wanted else "published" if asked else "taken")
    if order == "best" and query.wanted is None:
        raise BadQuery("the best by words come first where there are words; order by published or taken")
    if order == "taken" and asked:
        raise BadQuery("what is searched is in the order of publication, or best first: order by published or best")
    start = _start(order, cursor)
    if order == "taken":
        ids, following = _taken(connection, query, start, folded, unread)
        return Page(tuple(rows(connection, ids)), following, order)
    return _searched(connection, query, order, start, folded, unread)


def _start(order: Order, cursor: str | None) -> int | None:
    if cursor is None:
        return None
    kind, _, number = cursor.partition(".")
    if kind != order or not number.isdecimal() or len(number) > 18:
        raise BadQuery(f"the cursor {cursor!r} is of no page of this list; take `next` of the page before")
    return int(number)


def _taken(
    connection: Connection,
    query: Query,
    before: int | None,
    folded: bool,
    unread: tuple[int, frozenset[str]] | None,
) -> tuple[list[str], str | None]:
    asked = select(reports.c.report, reports.c.sequence)
    if folded:
        asked = asked.outerjoin(folds, folds.c.report == reports.c.report).where(folds.c.report.is_(None))
    if query.after is not None or unread:
        asked = asked.where(reports.c.sequence > max(query.after or 0, unread[0] if unread else 0))
    ids: list[str] = []
    while True:
        some = asked if before is None else asked.where(reports.c.sequence < before)
        found = connection.execute(some.order_by(reports.c.sequence.desc()).limit(query.limit + 1)).all()
        for report, sequence in found:
            if len(ids) == query.limit:
                return ids, f"taken.{before}"
            before = sequence
            if not unread or report not in unread[1]:
                ids.append(report)
        if len(found) <= query.limit:
            return ids, None


def _searched(
    connection: Connection,
    query: Query,
    order: Order,
    start: int | None,
    folded: bool,
    unread: tuple[int, frozenset[str]] | None,
) -> Page:
    chosen = choose(connection, query)
    up_to = indexed_up_to(connection)
    if chosen.nothing:
        return Page((), None, order, chosen.read_as, up_to)
    made = plan(connection, query, chosen) if order == "best" else plan(connection, query, chosen, many=DENSE)
    scores: dict[int, float | None] = {}
    if order == "best":
        scored = connection.execute(made.scored(COUNTED + 1), made.values).all()
        if len(scored) > COUNTED:
            order, start = "published", start if start and start > COUNTED else None
        else:
            best = sorted((round(score, 9), -doc) for doc, score in scored)
            scores = {-doc: score for score, doc in best}
    kept: list[int] = []
    walked = 0
    following: int | None = start
    more = True
    while more and len(kept) < query.limit and walked < WALKED:
        size = 2 * query.limit
        if scores:
            docs = list(scores)[following or 0 : (following or 0) + size]
        else:
            docs = list(connection.scalars(made.before(following, size), {**made.values, "before": following}))
        walked += len(docs)
        more = len(docs) == size
        shown = set(_standing(connection, made, docs, scores, folded, unread))
        for doc in docs:
            following = (following or 0) + 1 if scores else doc
            if doc in shown:
                kept.append(doc)
                if len(kept) == query.limit:
                    more = more or doc != docs[-1]
                    break
    found = described(connection, query, chosen, {d: scores.get(d) for d in kept}, lambda ids: texts(connection, ids))
    by_report = {each.report: each for each in found}
    made_rows = rows(connection, [each.report for each in found], by_report)
    return Page(tuple(made_rows), f"{order}.{following}" if more else None, order, chosen.read_as, up_to)


def _standing(
    connection: Connection,
    made: Plan,
    docs: Sequence[int],
    scores: dict[int, float | None],
    folded: bool,
    unread: tuple[int, frozenset[str]] | None,
) -> Iterable[int]:
    """Those of these documents that stand in the list: not read, and not under a report that is in it, too."""
    if not docs or not (folded or unread):
        return docs
    asked = select(documents.c.doc, documents.c.report, documents.c.sequence, folds.c.root)
    asked = asked.outerjoin(folds, folds.c.report == documents.c.report).where(documents.c.doc.in_(docs))
    about = connection.execute(asked).all()
    out = [r for r in about if not unread or (r.sequence > unread[0] and r.report not in unread[1])]
    roots = {r.root for r in out if r.root} if folded else set()
    if not roots:
        return [r.doc for r in out]
    doc_of = select(documents.c.report, documents.c.doc).where(documents.c.report.in_(roots))
    of = dict(connection.execute(doc_of).tuples().all())
    if scores:
        there = {doc for doc in of.values() if doc in scores}
    else:
        there = set(connection.scalars(made.among(sorted(of.values())), made.values))
    return [r.doc for r in out if of.get(r.root or "") not in there]


def matching(connection: Connection, query: Query, most: int = 1_000_000) -> list[str]:
    """The ids of all reports that this query asks for, in no order; for exports."""
    chosen = choose(connection, query)
    if chosen.nothing:
        return []
    made = plan(connection, query, chosen)
    docs = connection.scalars(made.newest(most), made.values).all()
    out: list[str] = []
    for some in in_batches(docs):
        out += connection.scalars(select(documents.c.report).where(documents.c.doc.in_(some)))
    return out


def copies_of(connection: Connection, report: str) -> list[Row]:
    """The reports that are folded under this one, in the order they were taken in."""
    asked = select(reports.c.report).join(folds, folds.c.report == reports.c.report).where(folds.c.root == report)
    return rows(connection, list(connection.scalars(asked.order_by(reports.c.sequence))))


def since(connection: Connection, roots: Sequence[str], sequence: int) -> dict[str, int]:
    """How many of the copies under each of these reports came after a sequence number."""
    asked = select(folds.c.root, func.count()).join(reports, reports.c.report == folds.c.report)
    asked = asked.where(folds.c.root.in_(roots), reports.c.sequence > sequence).group_by(folds.c.root)
    return dict(connection.execute(asked).tuples().all()) if roots else {}


def rows(connection: Connection, ids: Sequence[str], found: dict[str, Found] | None = None) -> list[Row]:
    """These reports as rows, in this order; ids that are not there are left out. At most some hundred."""
    if not ids:
        return []
    names = ("report", "sequence", "headline", "outlet", "published", "language", "at")
    about = {
        row.report: row._asdict()
        for row in connection.execute(select(*(reports.c[n] for n in names)).where(reports.c.report.in_(ids)))
    }
    seen = select(glances.c.report, glances.c.body)
    seen = seen.where(glances.c.report.in_(ids), glances.c.version == GLANCE_VERSION)
    seen_by = {report: unpack_glance(body) for report, body in connection.execute(seen)}
    under = dict(
        connection.execute(select(folds.c.report, folds.c.root).where(folds.c.report.in_(ids))).tuples().all()
    )
    below = _folds(connection, ids)
    belongs = _belongs(connection, ids)
    indexed = set(connection.scalars(select(documents.c.report).where(documents.c.report.in_(ids))))
    return [
        Row(
            **about[report],
            under=under.get(report),
            fold=below.get(report),
            glance=seen_by.get(report),
            linked=report in indexed,
            belongs=tuple(belongs.get(report, ())[:BELONGS]),
            more_incidents=len(belongs.get(report, ())[BELONGS:]),
            found=(found or {}).get(report),
        )
        for report in ids
        if report in about
    ]


def _folds(connection: Connection, ids: Sequence[str]) -> dict[str, Fold]:
    many = (func.count(), func.count(reports.c.outlet.distinct()), func.max(reports.c.sequence))
    asked = select(folds.c.root, *many).join(reports, reports.c.report == folds.c.report)
    asked = asked.where(folds.c.root.in_(ids)).group_by(folds.c.root)
    return {root: Fold(copies, outlets, latest) for root, copies, outlets, latest in connection.execute(asked)}


def _belongs(connection: Connection, ids: Sequence[str]) -> dict[str, list[Belonging]]:
    """The incidents of each report: those it tells as news first, then those with most origins."""
    i = incidents.c
    told = (i.id, i.title, i.day_from, i.place, i.kind, i.reports, i.outlets, i.origins)
    asked = select(members.c.report, members.c.role, *told).join(incidents, i.id == members.c.incident)
    out: dict[str, dict[str, Belonging]] = {}
    for row in connection.execute(asked.where(members.c.report.in_(ids))):
        known = out.setdefault(row.report, {})
        if row.id in known and known[row.id].role == "news":
            continue
        known[row.id] = Belonging(
            row.id, row.role, row.title, row.day_from, row.place, row.kind,
            row.reports or 0, row.outlets or 0, row.origins or 0,
        )  # fmt: skip
    return {
        report: sorted(of.values(), key=lambda each: (each.role != "news", -each.origins, each.incident))
        for report, of in out.items()
    }
