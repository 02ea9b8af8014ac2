"""Search: full text and filters over claims and events, in one answer that says what matched and where.

It finds reports. It ranks no people and lists none: a name is looked for in the words that reports have of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.report import Span
from reportedly.store.query import Query
from reportedly.store.search_index import indexed_up_to
from reportedly.store.search_labels import Chosen, choose
from reportedly.store.search_plan import Plan, plan
from reportedly.store.search_signs import ACTOR, PLACE, STATUSES, TYPE, VOICE
from reportedly.store.search_tables import documents, of_incidents, signs, terms
from reportedly.store.snippets import Snippet, snippet

__all__ = ["COUNTED", "Found", "Matched", "Results", "answer", "described"]

COUNTED = 10_000
"""Up to so many reports are counted and ranked by their words; of more, the newest come first, and the answer says
so: words that so many reports have say little about any of them."""

COUNTED_UNBOUNDED = 1_000
"""The same without words, where every filter has very many reports."""

_FILTERS = {TYPE: "type", ACTOR: "actor", PLACE: "place", VOICE: "claimed_by"}

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Report ids -> the texts of those that are there."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Why a report passed a filter: what the report says, and the words that show it (None: no words of the text do).

    For "claimed_by" and "status" `span` is the claim, or the source's words; the value names source and status.
    """

    filter: str
    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Found:
    """One report. `origins` are the independent origins known of the incident that has most of them; `score` is the
    rank by words (lower is better; comparable within one answer only), None where the newest come first."""

    report: str
    sequence: int
    headline: str
    outlet: str | None
    published: str | None
    language: str | None
    incidents: tuple[str, ...]
    origins: int
    score: float | None
    snippet: Snippet
    matched: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page. `total` is exact up to `COUNTED`; `more` says that there are still more. `read_as` says what was
    taken for what ("place 'Georgia' is taken for ..."), `up_to` which report was the last in the index."""

    query: Query
    found: tuple[Found, ...]
    total: int
    more: bool
    ranked: bool
    read_as: tuple[str, ...]
    up_to: int


def answer(connection: Connection, query: Query, texts: Texts) -> Results:
    """The page of reports that this query asks for.

    Best by words first (BM25 of SQLite's FTS5, headline counting fourfold; in PostgreSQL ts_rank, which knows no
    rarity of words), then the newest, then by id. Without words, or with more than `COUNTED` reports, the newest
    first. Pages do not overlap while the index stays as it is. Raises BadQuery for a type or status that does not
    exist.
    """
    chosen = choose(connection, query)
    up_to = indexed_up_to(connection)
    if chosen.nothing:
        return Results(query, (), 0, False, query.wanted is not None, chosen.read_as, up_to)
    made = plan(connection, query, chosen)
    rows, total, more, ranked = _page(connection, query, made)
    found = described(connection, query, chosen, rows, texts)
    return Results(query, found, total, more, ranked, chosen.read_as, up_to)


def _page(connection: Connection, query: Query, made: Plan) -> tuple[dict[int, float | None], int, bool, bool]:
    """Numbers and scores of one page, how many there are in all, whether there are more, and whether by words."""
    last = query.offset + query.limit
    if query.wanted is not None:
        scored = connection.execute(made.scored(COUNTED + 1), made.values).all()
        if len(scored) <= COUNTED:
            best = sorted((round(score, 9), -doc) for doc, score in scored)
            return {-doc: score for score, doc in best[query.offset : last]}, len(best), False, True
        newest = connection.scalars(made.newest(query.limit, query.offset), made.values)
        return dict.fromkeys(newest), COUNTED, True, False
    most = max(last, COUNTED if made.bounded else COUNTED_UNBOUNDED)
    docs = connection.scalars(made.newest(most + 1), made.values).all()
    return dict.fromkeys(docs[query.offset : last]), min(len(docs), most), len(docs) > most, False


def described(
    connection: Connection, query: Query, chosen: Chosen, rows: Mapping[int, float | None], texts: Texts
) -> tuple[Found, ...]:
    """These documents (number: score) as they are shown: where the words stand, and why each passed the filters."""
    if not rows:
        return ()
    columns = (
        documents.c.doc, documents.c.report, documents.c.sequence, documents.c.headline, terms.c.words,
        documents.c.published, documents.c.language,
    )  # fmt: skip
    joined = select(*columns).outerjoin(terms, terms.c.term == documents.c.outlet)
    about = {row[0]: row for row in connection.execute(joined.where(documents.c.doc.in_(rows)))}
    of = texts([row[1] for row in about.values()])
    incidents: dict[int, list[tuple[int, str]]] = {}
    told = select(of_incidents.c.doc, of_incidents.c.origins, of_incidents.c.incident)
    for doc, origins, incident in connection.execute(told.where(of_incidents.c.doc.in_(rows))):
        incidents.setdefault(doc, []).append((-origins, incident))
    matched = _matched(connection, query, chosen, list(rows))
    out = []
    for doc, score in rows.items():
        _, report, sequence, headline, outlet, published, language = about[doc]
        text = of.get(report, "")
        belongs = sorted(incidents.get(doc, ()))
        why = tuple(
            Matched(name, value, Span(start, end, text[start:end]) if end and end <= len(text) else None)
            for name, value, start, end in matched.get(doc, ())
        )
        out.append(
            Found(
                report=report,
                sequence=sequence,
                headline=headline,
                outlet=outlet,
                published=published,
                language=language,
                incidents=tuple(incident for _, incident in belongs),
                origins=-belongs[0][0] if belongs else 0,
                score=None if score is None else round(float(score), 6),
                snippet=snippet(text, query.wanted, [each.span for each in why if each.span]),
                matched=why,
            )
        )
    return tuple(out)


def _matched(
    connection: Connection, query: Query, chosen: Chosen, docs: Sequence[int]
) -> dict[int, list[tuple[str, str, int, int]]]:
    """For each document the first part that has a sign of every field asked for, and those signs."""
    if not chosen.signs:
        return {}
    wanted: dict[int, frozenset[int] | None] = {
        field: None if found is None else frozenset(found) for field, found in chosen.signs
    }
    status = None if query.status is None else STATUSES.index(query.status)
    columns = (
        signs.c.doc, signs.c.part, signs.c.field, signs.c.start, signs.c.finish, signs.c.status, signs.c.term,
        terms.c.words,
    )  # fmt: skip
    asked = select(*columns).join(terms, terms.c.term == signs.c.term).where(signs.c.doc.in_(docs))
    parts: dict[int, dict[int, dict[int, Any]]] = {}
    rows = connection.execute(asked.where(signs.c.field.in_(wanted)))
    for doc, part, field, start, end, held, term, words in sorted(rows, key=tuple):
        allowed = wanted[field]
        if (allowed is not None and term not in allowed) or (field == VOICE and status not in {None, held}):
            continue
        parts.setdefault(doc, {}).setdefault(part, {}).setdefault(field, (words, held, start, end))
    out: dict[int, list[tuple[str, str, int, int]]] = {}
    for doc, of_doc in parts.items():
        for of_part in of_doc.values():
            if len(of_part) == len(wanted):
                out[doc] = [_said(query, field, *of_part[field]) for field in sorted(of_part)]
                break
    return out


def _said(query: Query, field: int, words: str, status: int, start: int, end: int) -> tuple[str, str, int, int]:
    if field != VOICE:
        return _FILTERS[field], words, start, end
    name = "claimed_by" if query.claimed_by is not None else "status"
    return name, f"{words or 'the report itself'}: {STATUSES[status]}", start, end
