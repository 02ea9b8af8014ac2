"""Incidents on a map and a timeline, and the network of who asserts what of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import select

from reportedly.derive.actor_network import Asserted, assertions_between, edges, network
from reportedly.derive.actor_network import Network as Found
from reportedly.derive.incident_columns import Columns, Sought, fitting, incident_columns, picked
from reportedly.derive.list_incidents import unlinked
from reportedly.errors import BadInput
from reportedly.incidents.assertions import told_sayings
from reportedly.language.towns import towns
from reportedly.store.derived import assertions
from reportedly.store.ledger import Ledger
from reportedly.web.kept_answers import KeptAnswers, derived_state
from reportedly.web.masking_layer import ALREADY
from reportedly.web.paging import Cursor, Limit, Page, part, place_of
from reportedly.web.shapes.atlas import AtlasIncidents, Link, Statement, Town, Towns, Words
from reportedly.web.shapes.atlas import Network as NetworkShape
from reportedly.web.state import LedgerOf, one_of_app
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_Many = Annotated[list[str], Query(max_length=200)]
_Degrees = Annotated[float, Query(ge=-180, le=180)]
_Latitude = Annotated[float, Query(ge=-90, le=90)]


def _kept(request: Request) -> KeptAnswers:
    return one_of_app(request, "atlas", KeptAnswers)


def _sought(
    since: Annotated[
        str | None, Query(description="ISO day; intervals that touch it fit, unknown days do not.")
    ] = None,
    until: Annotated[str | None, Query(description="ISO day, as `since`.")] = None,
    kind: Annotated[list[str], Query(max_length=200, description="Any of these.")] = [],  # noqa: B006
    country: Annotated[list[str], Query(max_length=300, description="Any of these (ISO 3166-1 alpha-2).")] = [],  # noqa: B006
    box: Annotated[str | None, Query(description="west,south,east,north in degrees.", max_length=200)] = None,
    min_killed: Annotated[int, Query(ge=0, description="Some source gives at least so many at last.")] = 0,
    min_injured: Annotated[int, Query(ge=0)] = 0,
    min_origins: Annotated[int, Query(ge=0, description="At least so many independent origins.")] = 0,
    words: Annotated[str, Query(max_length=500, description="All of these, in title, place or kind.")] = "",
    actor: Annotated[
        str | None,
        Query(max_length=200, description="Id of an actor who asserts, or is blamed for, something of it."),
    ] = None,
) -> tuple[Sought, str | None]:
    for name, day in (("since", since), ("until", until)):
        if day is not None and not _DAY.fullmatch(day):
            raise BadInput(f"{name}={day!r} is no day: give it as 2031-05-02")
    sought = Sought(
        since=since,
        until=until,
        kinds=frozenset(kind),
        countries=frozenset(country),
        box=_box(box),
        killed=min_killed,
        injured=min_injured,
        origins=min_origins,
        words=words,
    )
    return sought, actor


_Sought = Annotated[tuple[Sought, str | None], Depends(_sought)]


def _box(given: str | None) -> tuple[float, float, float, float] | None:
    if not given:
        return None
    try:
        west, south, east, north = (float(each) for each in given.split(","))
    except ValueError:
        raise BadInput(f"box={given!r} is none: give west,south,east,north in degrees") from None
    return west, south, east, north


@router.get("/api/atlas/incidents", response_model=AtlasIncidents)
def atlas_incidents(
    visitor: Annotated[Visitor, needs("read")], request: Request, ledger: LedgerOf, asked: _Sought
) -> Response:
    """All incidents that fit, in columns: every one of them, with an ETag, so that a page filters by itself."""
    state, open_names = derived_state(ledger), visitor.may("see_names")
    kept = _kept(request)

    def made() -> dict[str, Any]:
        columns = _columns(request, ledger, state, open_names)
        places = fitting(columns, _with_actor(asked, request, ledger, state))
        shown = columns if len(places) == len(columns["id"]) else picked(columns, places)
        return {
            "state": state,
            "total": len(places),
            "of": len(columns["id"]),
            "linked": not unlinked(ledger),
            "columns": shown,
        }

    answer = kept.answer(request, state, ("incidents", asked, open_names), made)
    answer.headers[ALREADY] = "masked"
    return answer


@router.get("/api/atlas/network", response_model=NetworkShape)
def atlas_network(
    visitor: Annotated[Visitor, needs("read")], request: Request, ledger: LedgerOf, asked: _Sought
) -> Response:
    """Public actors and what they claim, deny, blame on each other and count, in the incidents that fit."""
    state, open_names = derived_state(ledger), visitor.may("see_names")
    kept = _kept(request)

    def made() -> dict[str, Any]:
        columns = _columns(request, ledger, state, open_names)
        found = _network(request, ledger, state)
        places = fitting(columns, _with_actor(asked, request, ledger, state))
        wanted = {columns["id"][place] for place in places}
        told = [each for each in found.asserted if each.incident in wanted]
        veil = (lambda name: name) if open_names else request.app.state.veils.everywhere()
        return {"state": state} | _shown(found, told, veil)

    answer = kept.answer(request, state, ("network", asked, open_names), made)
    answer.headers[ALREADY] = "masked"
    return answer


@router.get("/api/atlas/statements")
def atlas_statements(
    visitor: Annotated[Visitor, needs("read")],
    request: Request,
    ledger: LedgerOf,
    asked: _Sought,
    by: Annotated[str | None, Query(max_length=200, description="Id of who asserts.")] = None,
    about: Annotated[str | None, Query(max_length=200, description="Id of who is blamed; incident for none.")] = None,
    assertion: Annotated[list[str], Query(max_length=20, description="Kinds of assertion; all, if left out.")] = [],  # noqa: B006
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Statement]:
    """What an edge of the network rests on: every report's words, with their voices, by incident."""
    state = derived_state(ledger)
    found = _network(request, ledger, state)
    told = assertions_between(found, by=by, about=about, kinds=assertion)
    if asked != (Sought(), None):
        columns = _columns(request, ledger, state, visitor.may("see_names"))
        places = fitting(columns, _with_actor(asked, request, ledger, state))
        wanted = {columns["id"][place] for place in places}
        told = [each for each in told if each.incident in wanted]
    after = place_of(cursor, tuple[str, int])
    if after is not None:
        told = [each for each in told if (each.incident, each.number) > after]
    some, following = part(told, limit, lambda each: (each.incident, each.number))
    return Page(items=list(_statements(ledger, some)), next=following, total=len(told) if after is None else None)


@router.get("/api/atlas/places")
def atlas_places(
    visitor: Annotated[Visitor, needs("read")],
    west: _Degrees,
    south: _Latitude,
    east: _Degrees,
    north: _Latitude,
    limit: Limit = 60,
) -> Towns:
    """The towns of a box with most inhabitants, for the labels of a map: GeoNames, from the package itself."""
    return Towns(items=[Town(**town._asdict()) for town in towns(west, south, east, north, limit)])


def _columns(request: Request, ledger: Ledger, state: str, open_names: bool) -> Columns:
    def made() -> Columns:
        with ledger.reading() as connection:
            return incident_columns(connection)

    kept = _kept(request)
    columns: Columns = kept.value(state, "columns", made)
    if open_names:
        return columns

    def masked() -> Columns:
        veil = request.app.state.veils.everywhere()
        return columns | {name: [each and veil(each) for each in columns[name]] for name in ("title", "place")}

    hidden: Columns = kept.value(state, "masked columns", masked)
    return hidden


def _network(request: Request, ledger: Ledger, state: str) -> Found:
    def made() -> Found:
        with ledger.reading() as connection:
            return network(connection)

    found: Found = _kept(request).value(state, "network", made)
    return found


def _with_actor(asked: tuple[Sought, str | None], request: Request, ledger: Ledger, state: str) -> Sought:
    sought, actor = asked
    if actor is None:
        return sought
    told = _network(request, ledger, state).asserted
    among = frozenset(each.incident for each in told if actor in (each.by, each.about))
    return Sought(**{name: getattr(sought, name) for name in sought.__slots__} | {"among": among})


def _shown(found: Found, told: Sequence[Asserted], veil: Any) -> dict[str, Any]:
    named = {each.by for each in told} | {each.about for each in told if each.about}
    actors = [actor for actor in found.actors if actor.id in named]
    place = {actor.id: number for number, actor in enumerate(actors)}
    return {
        "actors": [{"id": actor.id, "name": veil(actor.name), "kind": actor.kind} for actor in actors],
        "edges": edges(told),
        "asserted": {
            "incident": [each.incident for each in told],
            "number": [each.number for each in told],
            "kind": [each.kind for each in told],
            "by": [place[each.by] for each in told],
            "about": [place[each.about] if each.about else None for each in told],
            "origins": [each.roots for each in told],
            "unknown": [each.unknown for each in told],
            "reports": [each.reports for each in told],
        },
    }


def _statements(ledger: Ledger, told: Sequence[Asserted]) -> Any:
    wanted = sorted({each.incident for each in told})
    with ledger.reading() as connection:
        asked = select(assertions.c.incident, assertions.c.number, assertions.c.body)
        rows = connection.execute(asked.where(assertions.c.incident.in_(wanted)))
        bodies = {(row.incident, row.number): row.body for row in rows}
    for each in told:
        body = bodies.get((each.incident, each.number))
        for saying in told_sayings(body) if body else ():
            yield Statement(
                incident=each.incident,
                number=each.number,
                kind=each.kind,
                by=each.by,
                about=each.about,
                report=saying["report"],
                outlet=saying["outlet"],
                published=saying["published"],
                value=saying["value"],
                spans=[Words(start=start, end=end, words=words) for start, end, words in saying["spans"]],
                chain=[Link(holder=holder, holds=holds) for holder, holds in saying["chain"]],
                inferred=saying["inferred"],
            )
