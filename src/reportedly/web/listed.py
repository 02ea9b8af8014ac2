"""Rows of the inbox as they go over the wire."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incidents.accounts import Figure
from reportedly.incidents.deeds import named_deed
from reportedly.incidents.glance import Glance, Happening
from reportedly.store.inbox import Row
from reportedly.store.search import Found
from reportedly.web.shapes import inbox as shapes

__all__ = ["shown"]

PASSAGE = 420
"""Characters of the longest passage in a list."""


def shown(
    rows: Sequence[Row], *, read: frozenset[str], looked: int, new_copies: dict[str, int]
) -> list[shapes.InboxRow]:
    """These rows for somebody who has read these reports and looked up to this sequence."""
    return [_row(row, read=read, looked=looked, new_copies=new_copies.get(row.report, 0)) for row in rows]


def _row(row: Row, *, read: frozenset[str], looked: int, new_copies: int) -> shapes.InboxRow:
    fold = row.fold
    return shapes.InboxRow(
        report=row.report,
        sequence=row.sequence,
        headline=row.headline,
        outlet=row.outlet,
        published=row.published,
        taken_in=row.at,
        language=row.language,
        read=row.report in read,
        new=0 < looked < row.sequence,
        under=row.under,
        copies=shapes.Copies(copies=fold.copies, outlets=fold.outlets, new=new_copies) if fold else None,
        seen=_seen(row.glance) if row.glance else None,
        linked=row.linked,
        belongs=[shapes.Belongs.model_validate(each, from_attributes=True) for each in row.belongs],
        more_incidents=row.more_incidents,
        passage=_pieces(row.found) if row.found else [],
        matched=[
            shapes.Match(filter=each.filter, value=each.value, words=each.span.words if each.span else None)
            for each in (row.found.matched if row.found else ())
        ],
    )


def _seen(glance: Glance) -> shapes.Seen:
    return shapes.Seen(
        read=glance.read,
        claims=glance.claims,
        doubted=glance.doubted,
        voices=[shapes.Voice(source_type=v.source_type, name=v.name, claims=v.claims) for v in glance.voices],
        more_voices=glance.more_voices,
        happened=[_happened(each) for each in glance.happenings],
        more_happened=glance.more_happenings,
        loaded=glance.loaded,
        own_loaded=glance.own_loaded,
        issues=glance.issues,
        document=glance.document,
    )


def _happened(each: Happening) -> shapes.Happened:
    type_, _, mode = (each.kind or "").partition("/")
    return shapes.Happened(
        newness=each.newness,
        kind=named_deed(type_, mode or None),
        coded=each.coded,
        place=each.place,
        country=each.country,
        day_from=each.day_from,
        day_to=each.day_to,
        killed=_figures(each.killed),
        injured=_figures(each.injured),
    )


def _figures(figure: Figure | None) -> shapes.Figures | None:
    return shapes.Figures(best=figure.best, low=figure.low, high=figure.high) if figure else None


def _pieces(found: Found) -> list[shapes.Piece]:
    """The passage cut at its hits, so that nobody has to count characters."""
    span = found.snippet.span
    out: list[shapes.Piece] = []
    at = span.start
    for hit in found.snippet.hits:
        if hit.start < at or hit.end > span.end:
            continue
        out += [
            shapes.Piece(text=span.words[at - span.start : hit.start - span.start], hit=False),
            shapes.Piece(text=hit.words[:PASSAGE], hit=True),
        ]
        at = hit.end
    rest = span.words[at - span.start :]
    out.append(shapes.Piece(text=rest if len(rest) <= PASSAGE else f"{rest[:PASSAGE]} …", hit=False))
    return [piece for piece in out if piece.text]
