"""Gives mentions the places they name: the reading of `language.places`, laid over the mentions of the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reportedly.language.gazetteer import KINDS, NOWHERE, Gazetteer, gazetteer
from reportedly.language.place_weights import place_weights
from reportedly.language.places import Prepared, Reading, prepared, readings
from reportedly.language.toponym_signs import speaks
from reportedly.language.toponyms import LOCATING, Toponym
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Issue, Mention, MentionKind, Origin, Span, annotation_id
from reportedly.values.place import Candidate, Place, PlaceKind, PlaceUse, Resolution

__all__ = ["LIKELY", "place_of", "placed"]

LIKELY = 0.4
"""Least score at which a place is given: where precision and recall balance on the development articles."""

BY = "language.places.v1"

_NAMED = 0.75
"""From here on words that the parser took for somebody or something else are a mention of a place."""
_SHOWN = 3
_BEARERS: frozenset[MentionKind] = frozenset({"organisation", "group", "document", "other", "person"})


class _Found(NamedTuple):
    """A toponym's words, what they stand for, and how likely they name a place."""

    toponym: Toponym
    span: Span
    named: float
    value: Resolution


def placed(tree: Tree, mentions: list[Mention]) -> tuple[list[Mention], list[Issue]]:
    """The mentions with the places they name, places that were no mention yet, and issues of what stays open."""
    before = prepared(tree)
    if not before.found.toponyms:
        return mentions, []
    out, issues, asked = list(mentions), [], set()
    at = _by_row(tree, out)
    for found in _found(before, readings(before, place_weights())):
        number = next((at[row] for row in range(found.toponym.last, found.toponym.first - 1, -1) if row in at), -1)
        if number >= 0:
            out[number] = mention = _with_place(tree, out[number], found)
        elif found.value.place is not None:
            out.append(mention := _mention(tree, found))
        else:
            continue
        if found.value.place is None and mention.place is not None and found.toponym.key not in asked:
            asked.add(found.toponym.key)
            issues.append(_open(tree, mention, found))
    return out, issues


def _by_row(tree: Tree, mentions: list[Mention]) -> dict[int, int]:
    """For each row, the name whose head stands there, shortest first."""
    out: dict[int, int] = {}
    names = [(m.head.end - m.head.start, number, m) for number, m in enumerate(mentions) if m.form == "name"]
    for _, number, mention in sorted(names, key=lambda each: each[:2]):
        for row in tree.rows(mention.head):
            out.setdefault(row, number)
    return out


def _found(before: Prepared, after: Reading) -> Iterator[_Found]:
    index, weights = gazetteer(), place_weights()
    named = before.named(weights)
    listed: dict[int, list[int]] = {}
    for at, key in enumerate(before.found.candidates.name.tolist()):
        listed.setdefault(key, []).append(at)
    rows = before.found.candidates.row
    shown: dict[int, tuple[Candidate, ...]] = {}
    for number, toponym in enumerate(before.found.toponyms):
        if toponym.key < 0 or after.best[toponym.key] < 0:
            continue
        score = float(after.score[number])
        span = before.tree.span((toponym.first, toponym.last))
        use = _use(before, toponym)
        if toponym.key not in shown:
            best = sorted(listed[toponym.key], key=lambda at: (-float(after.p[at]), at))[:_SHOWN]
            shown[toponym.key] = tuple(_candidate(index, int(rows[at]), float(after.p[at])) for at in best)
        place = place_of(index, int(rows[after.best[toponym.key]])) if score >= LIKELY else None
        yield _Found(toponym, span, named[number], Resolution(place, round(score, 3), use, shown[toponym.key]))


def _use(before: Prepared, toponym: Toponym) -> PlaceUse:
    if before.found.demonym[toponym.key]:
        return "people"
    return "speaker" if speaks(before.tree, toponym) else "place"


def _with_place(tree: Tree, mention: Mention, found: _Found) -> Mention:
    value, head = found.value, tree.rows(mention.head)
    same = head.start >= found.toponym.first and head.stop - 1 <= found.toponym.last
    if mention.place is not None:
        return mention
    if mention.kind in {"place", "nationality"} and (same or value.place is not None):
        return replace(mention, place=Anchored(value, (found.span,)))
    if value.place is None or mention.kind not in _BEARERS:
        return mention
    labelled = tree.ent[found.toponym.last][2:] in LOCATING
    if same and (mention.kind == "other" or labelled or found.named >= _NAMED) and value.use != "people":
        return replace(_mention(tree, found), span=mention.span)
    if mention.kind == "person":
        return mention
    return replace(mention, place=Anchored(value if same else replace(value, use="name"), (found.span,)))


def _mention(tree: Tree, found: _Found) -> Mention:
    span, kind = found.span, "nationality" if found.value.use == "people" else "place"
    report = tree.report
    identity = annotation_id("m", report.id, span.start, span.end, span.start, span.end, kind)
    origin = Origin(BY, "gazetteer", gazetteer().resource)
    place = Anchored(found.value, (span,))
    return Mention(
        id=identity, span=span, origin=origin, confidence=round(found.named, 3),
        kind="nationality" if kind == "nationality" else "place", form="name", head=span, place=place,
    )  # fmt: skip


def _open(tree: Tree, mention: Mention, found: _Found) -> Issue:
    some = "; ".join(dict.fromkeys(candidate.label for candidate in found.value.candidates))
    return tree.report.issue(
        "place.open",
        f"“{found.span.words}” may stand for {some}, or for no place",
        by=BY,
        at=found.span,
        hint="read the sentence and give the place, or leave it open",
    )


def _candidate(index: Gazetteer, row: int, probability: float) -> Candidate:
    place = place_of(index, row)
    return Candidate(place.id, str(place), place.kind, round(probability, 3))


_KIND: dict[str, PlaceKind] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "region": "region", "water": "water",
    "continent": "continent", "city": "city",
}  # fmt: skip


def place_of(index: Gazetteer, row: int) -> Place:
    """The place in this row of the index."""
    facts = index.places[row]
    name, ident, code = index.label(row)
    kind = _KIND[KINDS[facts["kind"]]]
    area1, area2 = int(facts["area1"]), int(facts["area2"])
    admin1, _, above = index.label(area1) if area1 != NOWHERE else ("", "", "")
    return Place(
        id=ident,
        name=name,
        kind=kind,
        country=index.countries[facts["country"]] or None,
        admin1=name if kind == "admin1" else admin1 or None,
        admin1_code=code or above or None,
        admin2=name if kind == "admin2" else index.label(area2)[0] if area2 != NOWHERE else None,
        latitude=round(float(facts["latitude"]), 4),
        longitude=round(float(facts["longitude"]), 4),
        radius_km=round(float(facts["radius"]), 1),
    )
