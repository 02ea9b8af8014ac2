"""Where events took place: what the words for an event's place mean, and the place of an event that has none.

An event whose clause names no place may have happened where the sentence before, the headline or the dateline says:
that is inferred, says so, and counts less. Only what is said of an event's place is handed on, never where somebody
spoke, comes from or governs: "Vesk accused" and "a Kenyan official" say nothing of where something happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Anchored, Mention, Report
from reportedly.values.place import PlaceName, Resolution

__all__ = ["placed_events"]

_INFERRED = 0.7
"""What an inferred place's score is multiplied by."""
_BORDERS = frozenset({"border", "frontier", "boundary"})
_ROADS = frozenset({"road", "highway", "route", "street", "track", "railway", "path"})
_SILENT = frozenset({"STATEMENT", "LEGAL", "ELECTION", "CONSULT", "AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"})
"""Acts that are told of without a place: what is said, agreed or ruled happens wherever those are who do it."""
_LOCATING = frozenset({"in", "at", "near", "outside", "around", "across", "on"})


def placed_events(report: Report, tree: Tree, drafts: Sequence[Draft]) -> dict[int, Anchored[PlaceName] | None]:
    """The place of each draft, by its row: as its words say, else as what stands before says."""
    named = [m for m in report.mentions or () if m.place is not None and m.kind == "place" and m.form == "name"]
    stated = {draft.row: _resolved(draft.place, named) for draft in drafts if draft.place is not None}
    out: dict[int, Anchored[PlaceName] | None] = {}
    frame = _framed(report, tree, named)
    last: tuple[int, int, Anchored[PlaceName]] | None = None
    for draft in sorted(drafts, key=lambda each: each.row):
        own = stated.get(draft.row)
        sentence, paragraph = tree.sentence_number(draft.row), tree.paragraph_number(draft.row)
        if own is None and _happened_somewhere(draft):
            if last is not None and sentence - last[0] <= 1 and paragraph - last[1] <= 1:
                same = sentence == last[0]
                own = _inferred(last[2], "told with it" if same else "the place of the sentence before")
            elif paragraph <= 1:
                own = frame
        elif own is not None and _happened_somewhere(draft):
            last = (sentence, paragraph, own)
        out[draft.row] = own
    return out


def _happened_somewhere(draft: Draft) -> bool:
    return draft.discrete and draft.harm and draft.type not in _SILENT


def _resolved(place: Anchored[PlaceName], named: Sequence[Mention]) -> Anchored[PlaceName]:
    """The place with what its words mean: the name itself, else the narrowest place it is said to lie in."""
    within = [m for m in named if m.place and any(m.head in span for span in place.spans)]
    if not within or _of_two(place, within):
        return place
    own = [m for m in within if m.head.words in place.value.name or place.value.name in m.head.words]
    for mention in (*own, *sorted(within, key=_reach)):
        if mention.place and mention.place.value.place is not None:
            words = mention.place.words
            itself = words == place.value.name or place.value.name in words or _kind_of(place.value.name, words)
            value = replace(
                place.value, resolved=mention.place.value, resolved_by=None if itself and mention in own else words
            )
            return replace(place, value=value)
    for mention in own:
        if mention.place and (area := mention.place.value.within) is not None:
            holder = next((m.place for m in named if m.place and m.place.value.place == area), None)
            if holder is not None:
                value = replace(place.value, resolved=holder.value, resolved_by=holder.words)
                return replace(place, value=value)
    first = (own or within)[0]
    return replace(place, value=replace(place.value, resolved=first.place.value if first.place else None))


def _reach(mention: Mention) -> float:
    """How far the place of a mention reaches, in km; farther than any where it is open."""
    place = mention.place.value.place if mention.place else None
    return place.radius_km if place else 1e6


def _of_two(place: Anchored[PlaceName], within: Sequence[Mention]) -> bool:
    """A border runs between two places and a road leads from one to another: they are in neither."""
    if place.value.relation == "between":
        return True
    name = set(place.value.name.lower().replace("-", " ").split())
    if name & _ROADS and " from " in place.words:
        return True
    apart = {m.place.value.place.id for m in within if m.place and m.place.value.place} if len(within) > 1 else set()
    if len(apart) < 2:
        return False
    return bool(name & _BORDERS) or bool(name & _ROADS and " to " in place.words)


def _kind_of(name: str, words: str) -> bool:
    """Whether the name is these words and what says their kind or part: "eastern Vesk", "Vesk province"."""
    listed = event_words()["places"]["nouns"]
    rest = name.replace(words, " ").lower().split()
    return words in name and all(word in listed or word.endswith("ern") for word in rest)


def _framed(report: Report, tree: Tree, named: Sequence[Mention]) -> Anchored[PlaceName] | None:
    """The place that the headline says something happened in, else the settlement of the dateline."""
    for field, why in ((report.publication.headline, "the headline"), (report.publication.dateline, "the dateline")):
        if field is None or not field.spans:
            continue
        for mention in named:
            if mention.place is None or mention.place.value.place is None or mention.head not in field.spans[0]:
                continue
            first = tree.rows(mention.head)[0]
            if why == "the headline" and not (first and tree.lower[first - 1] in _LOCATING):
                continue
            if why == "the dateline" and mention.place.value.place.kind not in {"city", "admin2"}:
                continue
            value = PlaceName(mention.head.words, "in", (), mention.place.value)
            return _inferred(Anchored(value, (mention.head,)), why)
    return None


def _inferred(place: Anchored[PlaceName], why: str) -> Anchored[PlaceName]:
    if place.inferred:
        why = place.inferred
    return Anchored(replace(place.value, resolved=_less(place.value.resolved)), place.spans, why)


def _less(resolved: Resolution | None) -> Resolution | None:
    return replace(resolved, score=round(resolved.score * _INFERRED, 3)) if resolved else None
