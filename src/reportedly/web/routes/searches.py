"""Searches kept under a name: for all who work with the ledger, each with how far the visitor has looked."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from reportedly.errors import BadQuery
from reportedly.store import saved
from reportedly.store.desk import Desk
from reportedly.store.facets import facets
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.search_index import indexed_up_to
from reportedly.web.shapes.searches import Search, Searches, ToKeep
from reportedly.web.state import DeskOf, LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Reader = Annotated[Visitor, needs("read")]
Name = Annotated[str, Path(max_length=100, description="One word.")]

_NUMBERS = {"min_origins"}
_FILTERS = {"actor", "place", "since", "until", "type", "status", "claimed_by", "outlet", "language", "incident"}


@router.get("/api/searches")
def searches(visitor: Reader, ledger: LedgerOf, desk: DeskOf) -> Searches:
    """The searches that are kept, each with how many reports are new to me."""
    return Searches(items=[_told(ledger, desk, visitor, each) for each in saved.saved_searches(ledger)])


@router.put("/api/searches/{name}")
def keep_search(
    visitor: Annotated[Visitor, needs("annotate")], ledger: LedgerOf, desk: DeskOf, name: Name, wanted: ToKeep
) -> Search:
    """Keep a search under a name; another of this name is replaced."""
    kept = saved.save(ledger, name, _query(wanted))
    desk.look(visitor.name, _up_to(ledger), name)
    return _told(ledger, desk, visitor, kept)


@router.post("/api/searches/{name}/seen")
def search_seen(visitor: Reader, ledger: LedgerOf, desk: DeskOf, name: Name) -> Search:
    """Note that I have looked at all that this search finds now."""
    kept = saved.saved(ledger, name)
    desk.look(visitor.name, _up_to(ledger), name)
    return _told(ledger, desk, visitor, kept)


@router.delete("/api/searches/{name}", status_code=204)
def forget_search(
    visitor: Annotated[Visitor, needs("annotate")], ledger: LedgerOf, desk: DeskOf, name: Name
) -> Response:
    """Delete a search that was kept."""
    saved.forget(ledger, name)
    desk.forget(visitor.name, name)
    return Response(status_code=204)


def _query(wanted: ToKeep) -> Query:
    if unknown := set(wanted.filters) - _FILTERS - _NUMBERS:
        raise BadQuery(f"there is no filter {', '.join(sorted(unknown))}; there are {', '.join(sorted(_FILTERS))}")
    given: dict[str, Any] = {name: value for name, value in wanted.filters.items() if value}
    for name in _NUMBERS & set(given):
        if not given[name].isdecimal():
            raise BadQuery(f"{name} {given[name]!r} is no number")
        given[name] = int(given[name])
    return Query(words=wanted.words, **given)


def _up_to(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return indexed_up_to(connection)


def _told(ledger: Ledger, desk: Desk, visitor: Visitor, kept: saved.Saved) -> Search:
    seen, _ = desk.looked(visitor.name, kept.name)
    with ledger.reading() as connection:
        found = facets(connection, replace(kept.query, after=seen))
    asked = {name: str(value) for name, value in kept.query.asked().items() if name != "words"}
    return Search(name=kept.name, words=kept.query.words, filters=asked, seen=seen, new=found.total, more=found.more)
