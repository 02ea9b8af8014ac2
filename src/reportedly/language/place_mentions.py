"""Gives mentions the places they name: the reading of `language.places`, laid over the mentions of the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reportedly.language.gazetteer import KINDS, NOWHERE, Gazetteer, gazetteer
from reportedly.language.nouns import nouns
from reportedly.language.place_containers import contained, lies_in
from reportedly.language.place_weights import Weights, place_weights
from reportedly.language.places import Prepared, Reading, prepared, readings
from reportedly.language.toponym_signs import speaks
from reportedly.language.toponyms import LOCATING, Toponym, general
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Issue, Mention, MentionKind, Origin, Span, annotation_id
from reportedly.values.place import Candidate, Place, PlaceKind, PlaceUse, Resolution

__all__ = ["LIKELY", "place_of", "placed"]

LIKELY = 0.4
"""Least score at which a place is given: where precision and recall balance on the development articles."""

BY = "language.places.v1"

_NAMED = 0.75
"""From here on words that the parser took for something else are a mention of a place, and where it took them for a
person, from `_NO_PERSON` on: cross-validated on the development articles, three in four of those are places."""
_NO_PERSON = 0.35
_SURELY = 0.85
"""From here on they are a mention of a place even where it stays open which; set by hand."""
_HOLDS = 0.5
"""Least score of a place that something is said to lie in, for it to speak against namesakes elsewhere."""
_RESPELLED = 0.6
"""What the score of a place is multiplied by that the gazetteer has in another spelling only; set by hand."""
_SHOWN = 3
_BEARERS: frozenset[MentionKind] = frozenset({"organisation", "group", "document", "other", "person"})


class _Found(NamedTuple):
    """A toponym's words, what they stand for, and how likely they name a place.

    `elsewhere` are the words for a place that it is said to lie in, where the gazetteer has none of the name there.
    """

    toponym: Toponym
    span: Span
    named: float
    value: Resolution
    elsewhere: str = ""


def placed(tree: Tree, mentions: list[Mention], weights: Weights | None = None) -> tuple[list[Mention], list[Issue]]:
    """The mentions with the places they name, places that were no mention yet, and issues of what stays open."""
    weights = weights or place_weights()
    before = prepared(tree)
    if not before.found.toponyms:
        return mentions, []
    out, issues, asked = list(mentions), [], set()
    at = _by_row(tree, out)
    for found in _found(before, weights):
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


def _found(before: Prepared, weights: Weights) -> Iterator[_Found]:
    index, after = gazetteer(), readings(before, weights)
    named = before.named(weights)
    found = before.found
    listed: dict[int, list[int]] = {}
    for at, key in enumerate(found.candidates.name.tolist()):
        listed.setdefault(key, []).append(at)
    rows = found.candidates.row
    shown: dict[int, tuple[Candidate, ...]] = {}
    within = _within(before, after, index)
    for number, toponym in enumerate(found.toponyms):
        span = before.tree.span((toponym.first, toponym.last))
        holder = within.get(_name(before, toponym))
        area = place_of(index, holder[0]) if holder else None
        if toponym.key < 0 or after.best[toponym.key] < 0:
            if area is not None and holder is not None:
                yield _Found(toponym, span, named[number], Resolution(None, 0.0, within=area), holder[1])
            continue
        score = float(after.score[number])
        row = int(rows[after.best[toponym.key]])
        respelled = toponym.key in found.respelled
        if respelled:
            score *= _RESPELLED if _supported(before, after, toponym.key, row, index) else 0.0
        if toponym.key not in shown:
            best = sorted(listed[toponym.key], key=lambda at: (-float(after.p[at]), at))[:_SHOWN]
            shown[toponym.key] = tuple(_candidate(index, int(rows[at]), float(after.p[at])) for at in best)
        place = place_of(index, row) if score >= LIKELY and holder is None else None
        value = Resolution(
            place, round(score, 3), _use(before, toponym), shown[toponym.key],
            place.name if place is not None and respelled else None, area,
        )  # fmt: skip
        yield _Found(toponym, span, named[number], value, holder[1] if holder else "")


def _name(before: Prepared, toponym: Toponym) -> str:
    return " ".join(before.tree.lower[toponym.first : toponym.last + 1])


def _within(before: Prepared, after: Reading, index: Gazetteer) -> dict[str, tuple[int, str]]:
    """For each name said to lie where the gazetteer has none of it: the row and the words of what it lies in."""
    found, rows = before.found, before.found.candidates.row
    out: dict[str, tuple[int, str]] = {}
    fine: set[str] = set()
    for inner, outer, firm, near in contained(before.tree, found):
        one, other = found.toponyms[inner], found.toponyms[outer]
        if not firm or other.key < 0 or after.best[other.key] < 0 or after.score[outer] < _HOLDS:
            continue
        name, holder = _name(before, one), int(rows[after.best[other.key]])
        if one.key >= 0 and after.best[one.key] >= 0:
            row = int(rows[after.best[one.key]])
            wide = KINDS[index.places["kind"][row]] not in {"city", "admin2"}  # of these the gazetteer has all
            if wide or found.demonym[one.key] or lies_in(index, row, holder, near=near):
                fine.add(name)
                continue
        out.setdefault(name, (holder, before.tree.span((other.first, other.last)).words))
    return {name: holder for name, holder in out.items() if name not in fine}


def _supported(before: Prepared, after: Reading, key: int, row: int, index: Gazetteer) -> bool:
    """Whether the report speaks of the country of this place by another name."""
    found = before.found
    country = int(index.places["country"][row])
    others = (
        after.best[each.key]
        for number, each in enumerate(found.toponyms)
        if each.key >= 0 and each.key != key and after.best[each.key] >= 0 and after.score[number] >= _HOLDS
    )
    return any(int(index.places["country"][found.candidates.row[at]]) == country for at in others)


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
    if mention.kind not in _BEARERS:
        return mention
    if value.place is None:
        surely = same and found.named >= _SURELY and value.use == "place" and bool(value.candidates)
        return replace(_mention(tree, found), span=mention.span) if surely else mention
    labelled = tree.ent[found.toponym.last][2:] in LOCATING
    least = _NO_PERSON if mention.kind == "person" else _NAMED
    if same and (mention.kind == "other" or labelled or found.named >= least) and value.use != "people":
        return replace(_mention(tree, found), span=mention.span)
    if mention.kind == "person" and (found.named < _NO_PERSON or not _described(tree, mention, found.toponym)):
        return mention
    return replace(mention, place=Anchored(value if same else replace(value, use="name"), (found.span,)))


def _described(tree: Tree, mention: Mention, toponym: Toponym) -> bool:
    """Whether what is taken for a person holds more than names: "Vesk Mayor Ada Kelm", "Vesk Fire District"."""
    rest = [row for row in tree.rows(mention.head) if not toponym.first <= row <= toponym.last]
    return not rest or any(tree.lower[row] in nouns().titles or tree.lower[row] in general() for row in rest)


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
    if found.value.within is not None:
        return tree.report.issue(
            "place.elsewhere",
            f"“{found.span.words}” is told to lie in “{found.elsewhere}”, where the gazetteer has no such place",
            by=BY,
            at=found.span,
            hint="give its point if you know it; what happens there is set down in the wider place",
        )
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
