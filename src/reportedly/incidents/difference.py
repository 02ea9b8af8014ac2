"""What changed between two readings of one story, at the level of claims, tolls, events and words that take a
side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportedly.incidents.changes import Change, ChangeKind, in_headline
from reportedly.incidents.fingerprints import words
from reportedly.incidents.loaded_changes import loaded_changes
from reportedly.incidents.overlap import overlap
from reportedly.incidents.passages import passages
from reportedly.report import Claim, Event, Report, Span, Toll

__all__ = ["Difference", "difference"]

LIKE = 0.5
"""Likeness of two contents from which they are one claim told twice."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from report `a` to report `b`, in the order of the kinds above and of the text.

    `same` is how many sentences of the shorter text the other has too, of `sentences`.
    """

    a: str
    b: str
    same: int
    sentences: int
    changes: tuple[Change, ...]


def difference(a: Report, b: Report) -> Difference:
    """Compare two reports, as a rule two versions of one; works on layers that are there and passes over others."""
    left, right = passages(a.text), passages(b.text)
    found = overlap(left, right)
    changes = [
        *_headlines(a, b),
        *_tolls(a, b),
        *_claims(a, b),
        *_events(a, b),
        *loaded_changes(a, b, left, right, found.matches),
    ]
    same = sum(match.likeness >= 0.9 for match in found.matches)
    return Difference(a.id, b.id, same, found.sentences, tuple(changes))


def _headlines(a: Report, b: Report) -> Iterable[Change]:
    one, other = a.publication.headline, b.publication.headline
    if one and other and words(one.value) != words(other.value):
        yield Change("headline", f"the headline “{one.value}” became “{other.value}”", one.spans, other.spans)


def _tolls(a: Report, b: Report) -> Iterable[Change]:
    before = {toll.effect: toll for toll in a.tolls or ()}
    after = {toll.effect: toll for toll in b.tolls or ()}
    if a.tolls is None or b.tolls is None:
        return
    for effect in sorted({*before, *after}, key=["killed", "injured"].index):
        one, other = before.get(effect), after.get(effect)
        if one and other:
            if one.best.value == other.best.value:
                continue
            kind: ChangeKind = "toll raised" if other.best.value > one.best.value else "toll lowered"
            verb = "rose" if kind == "toll raised" else "fell"
            says = f"the number of {effect} {verb} from {one.best.value} to {other.best.value}"
            yield Change(kind, says, one.best.spans, other.best.spans, one.id, other.id)
        elif toll := one or other:
            yield _one_sided_toll(toll, gone=one is not None)


def _one_sided_toll(toll: Toll, *, gone: bool) -> Change:
    if gone:
        says = f"the number of {toll.effect} ({toll.best.value}) is no longer given"
        return Change("toll withdrawn", says, toll.best.spans, (), toll.id)
    return Change(
        "toll added", f"the number of {toll.effect} is given: {toll.best.value}", (), toll.best.spans, None, toll.id
    )


def _claims(a: Report, b: Report) -> Iterable[Change]:
    """Claims told twice, and what changed about them; then sources that only one of the two has."""
    if a.claims is None or b.claims is None:
        return
    ours, theirs = ([c for c in r.claims or () if not in_headline(r, c.span) and not _nobody(c)] for r in (a, b))
    pairs = _paired(ours, theirs, lambda one, other: _alike(_content(one), _content(other)))
    for one, other in pairs:
        yield from _changed(one, other)
    yield from _own_voice(ours, b, pairs, 0)
    yield from _own_voice(theirs, a, [(y, x) for x, y in pairs], 1)
    mine, other_names = _sources(ours), _sources(theirs)
    for name, claims in mine.items():
        if not any(_same_name(name, each) for each in other_names):
            says = f"no longer a source: {_shown(claims[0])} ({_many(len(claims), 'claim')} before)"
            yield Change("source dropped", says, _source_words(claims[0]), (), claims[0].id)
    for name, claims in other_names.items():
        if not any(_same_name(name, each) for each in mine):
            says = f"a new source: {_shown(claims[0])} ({_many(len(claims), 'claim')})"
            yield Change("source added", says, (), _source_words(claims[0]), None, claims[0].id)


def _nobody(claim: Claim) -> bool:
    """Whether its source is nobody: "No group claimed responsibility"."""
    return claim.source is not None and words(claim.source.value.name)[:1] in (
        ["no"],
        ["nobody"],
        ["none"],
        ["neither"],
    )


def _changed(one: Claim, other: Claim) -> Iterable[Change]:
    what = _cut(" … ".join(span.words for span in other.content))
    before, after = _shown(one), _shown(other)
    if one.source and other.source and not _same_name(one.source.value.name, other.source.value.name):
        says = f"“{what}” was {before}'s word and is now {after}'s"
        yield Change("source changed", says, _source_words(one), _source_words(other), one.id, other.id)
    if one.status.value != other.status.value:
        says = f"“{what}” was {one.status.value} and is now {other.status.value} by {after}"
        yield Change("status changed", says, one.status.spans, other.status.spans, one.id, other.id)
    if one.stance.value != other.stance.value:
        says = f"{after} on “{what}”: the report was {one.stance.value} and is now {other.stance.value}"
        yield Change("stance changed", says, one.stance.spans, other.stance.spans, one.id, other.id)


def _own_voice(
    claims: Sequence[Claim], other: Report, pairs: Sequence[tuple[Claim, Claim]], side: int
) -> Iterable[Change]:
    """What a source says in one report and the other tells by itself: the words are there, and no claim over them."""
    paired = {one.id for one, _ in pairs}
    covered = [span for claim in other.claims or () for span in claim.content]
    lines = passages(other.text).sentences
    for claim in claims:
        if claim.id in paired or claim.within or claim.source is None:
            continue
        content = _content(claim)
        best = max(lines, key=lambda line: _inside(content, line.words), default=None)
        if best is None or len(content) < 5 or _inside(content, best.words) < 0.8:
            continue
        if any(span.start < best.end and best.start < span.end for span in covered):
            continue
        span = other.span(best.start, best.end)
        what = _cut(" … ".join(each.words for each in claim.content))
        if side == 0:
            says = f"“{what}” was {_shown(claim)}'s word and is now told by the outlet itself"
            yield Change("attribution removed", says, _source_words(claim) + _cue(claim), (span,), claim.id)
        else:
            says = f"“{what}” was told by the outlet itself and is now {_shown(claim)}'s word"
            yield Change("attribution added", says, (span,), _source_words(claim) + _cue(claim), None, claim.id)


def _events(a: Report, b: Report) -> Iterable[Change]:
    if a.events is None or b.events is None:
        return
    ours, theirs = (
        [e for e in report.events or () if e.violent and not in_headline(report, e.span)] for report in (a, b)
    )
    pairs = _paired(ours, theirs, lambda one, other: _event_likeness(a, b, one, other))
    for one, other in pairs:
        if (one.polarity.value, one.modality.value) != (other.polarity.value, other.modality.value):
            says = f"“{one.span.words}” was told as {_told(one)} and is now told as {_told(other)}"
            yield Change("event changed", says, (one.span,), (other.span,), one.id, other.id)
    kept, new = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    for event in ours:
        if (
            event.occurred
            and event.id not in kept
            and not any(_event_likeness(a, b, event, e) >= LIKE for e in theirs)
        ):
            says = f"“{event.span.words}” ({event.type.lower()}) is no longer told"
            yield Change("event withdrawn", says, (event.span,), (), event.id)
    for event in theirs:
        if event.occurred and event.id not in new and not any(_event_likeness(a, b, e, event) >= LIKE for e in ours):
            yield Change(
                "event added",
                f"“{event.span.words}” ({event.type.lower()}) is told",
                (),
                (event.span,),
                None,
                event.id,
            )


def _event_likeness(a: Report, b: Report, one: Event, other: Event) -> float:
    """Of one type, and told with like words: those of the sentence around the trigger, and the trigger itself."""
    if one.type != other.type:
        return 0.0
    same = 0.3 if words(one.span.words)[:1] == words(other.span.words)[:1] else 0.0
    return same + 0.7 * _alike(_around(a, one), _around(b, other))


def _around(report: Report, event: Event) -> tuple[str, ...]:
    start = max(report.text.rfind(mark, 0, event.span.start) for mark in (". ", "\n", "! ", "? "))
    ends = [place for mark in (". ", "\n", "! ", "? ") if (place := report.text.find(mark, event.span.end)) >= 0]
    return tuple(words(report.text[start + 1 : min(ends, default=len(report.text))]))


def _paired(ours: Sequence[T], theirs: Sequence[T], like: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """One with one, the most alike first, none twice; in the order of the first."""
    scored = [(like(x, y), n, m) for n, x in enumerate(ours) for m, y in enumerate(theirs)]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    out = []
    for score, n, m in sorted(scored, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2])):
        if score >= LIKE and n not in taken_a and m not in taken_b:
            taken_a.add(n)
            taken_b.add(m)
            out.append((n, m))
    return [(ours[n], theirs[m]) for n, m in sorted(out)]


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Twice what is shared over what both have (Dice), of different words."""
    if not one or not other:
        return 0.0
    return 2 * len({*one} & {*other}) / (len({*one}) + len({*other}))


def _inside(content: Sequence[str], line: Sequence[str]) -> float:
    return len({*content} & {*line}) / len({*content}) if content else 0.0


def _content(claim: Claim) -> tuple[str, ...]:
    return tuple(words(" ".join(span.words for span in claim.content)))


def _sources(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.source and claim.source_type is not None and claim.source_type.value in ("narrator", "unstated"):
            continue
        if claim.source:
            out.setdefault(claim.source.value.name, []).append(claim)
    return out


def _same_name(one: str, other: str) -> bool:
    """Equal but for article and role, or the one the other's end ("Oriel", "Police spokeswoman Dana Oriel")."""
    x, y = ([word for word in words(name) if word not in ("the", "a", "an", "s")] for name in (one, other))
    short, long = sorted((x, y), key=len)
    return bool(short) and (short == long[-len(short) :] or set(short) <= set(long))


def _shown(claim: Claim) -> str:
    return claim.source.value.name if claim.source else "somebody not named"


def _source_words(claim: Claim) -> tuple[Span, ...]:
    return claim.source.spans if claim.source else ()


def _cue(claim: Claim) -> tuple[Span, ...]:
    return claim.cue.spans if claim.cue else ()


def _told(event: Event) -> str:
    how = "having happened" if event.modality.value == "actual" else event.modality.value
    return f"not {how}" if event.polarity.value == "negative" else how


def _cut(text: str, most: int = 70) -> str:
    flat = " ".join(text.split()).strip('“”"‘’ ,.').removeprefix("that ")
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
