"""Stage: tolls. How many the report's main incident killed and injured, all its harms taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.claims.casualties import side_by_side, sources
from reportedly.claims.innermost import innermost
from reportedly.claims.toll_evidence import ASIDE, COUNTED, Evidence, evidence
from reportedly.claims.toll_people import SINGLE
from reportedly.claims.toll_weights import Likeliest, likeliest, toll_weights
from reportedly.claims.victims import harms
from reportedly.claims.victims_named import Harm
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Claim, Origin, Quantity, Report, Span, Toll, annotation_id
from reportedly.values.count import Count

__all__ = ["Tolls"]

_POSSIBLE = 0.1
"""A number at least so likely widens the range of a toll."""

_UNSURE = 0.4
"""A number less likely than this gives way to a larger figure told of an event of the main incident."""

_WEIGHED = "weighed from these figures"
_NOBODY = {"killed": "nobody is told to have been killed", "injured": "nobody is told to have been injured and lived"}
_OF = {"killed": frozenset({"killed"}), "injured": frozenset({"injured", "shot"})}
_IMPLYING = frozenset({"event", "charge", "counts", "suicide", "murder-suicide", "plural"})


class Tolls:
    """Stage: the tolls of the report's main incident, killed and injured. Needs tokens, mentions and entities.

    Victims told several times are counted once, those who died are not among the injured, whoever took their own life
    is among the killed, and incidents that a background paragraph recalls are left out. A pure function of the
    harms (`claims.victims`); which reading of them is likeliest is weighed by signs fitted on people's counts. A
    report that tells of nobody killed or hurt has no tolls. Claims and events are linked where they have been read.
    """

    name = "claims.tolls.v1"
    needs = frozenset({"tokens", "mentions", "entities"})
    makes = frozenset({"tolls"})

    def __init__(self) -> None:
        self._weights = toll_weights()

    def __call__(self, report: Report) -> Report:
        tree = Tree(report)
        told = harms(report, tree)
        seen = evidence(report, tree, told)
        if not any(_tells(tree, t, seen) for t in told) or set(seen.zones.values()) == {"reason"}:
            return report.with_layers(tolls=())
        read, claims = likeliest(seen, self._weights), innermost(report, tree)
        return report.with_layers(
            tolls=tuple(self._toll(tree, effect, read, told, seen, claims) for effect in ("killed", "injured"))
        )

    def _toll(
        self,
        tree: Tree,
        effect: str,
        read: Likeliest,
        told: Sequence[Harm],
        seen: Evidence,
        claims: dict[int, Claim],
    ) -> Toll:
        report = tree.report
        killed = effect == "killed"
        best, chances = (read.pair[0], read.killed) if killed else (read.pair[1], read.injured)
        most = _most_of_main(report, effect)
        if best < most and (not best or chances[best] < _UNSURE):
            best = most
        own = [t for t in told if t.effect in _OF[effect] and t.kind not in {"event", "charge"}]
        resting, why = _rests_on(best, own, seen, killed=killed)
        if not resting:
            here = [t for t in told if id(t) in seen.zones]
            implied = [t for t in here if t.effect in _OF[effect] and t.kind in _IMPLYING] or [
                t for t in here if t.kind in COUNTED | SINGLE
            ]
            resting = implied[:1] if best else []
            why = "implied by these words" if best else _NOBODY[effect]
        spans = _spans(tree, resting)
        span = (spans or _spans(tree, own[:1]) or _spans(tree, told[:1]))[0]
        likely = [number for number, chance in chances.items() if chance >= _POSSIBLE]
        weighed = why == _WEIGHED or not best
        low, high = (None, best) if weighed else _bounds(resting)
        figures = [_figure(tree, t, claims) for t in own if t.count is not None and not t.flags & {"open", "rate"}]
        return Toll(
            id=annotation_id("t", report.id, effect),
            span=span,
            origin=Origin("claims.tolls.v1", why, self._weights.resource),
            confidence=round(chances.get(best, 0.0), 3),
            effect=effect,
            best=Anchored(best, spans, why),
            low=min(*likely, best, best if low is None else low),
            high=None if high is None else max(*likely, best, high, most),
            told=side_by_side(dict.fromkeys(figures), sources(report.claims or ())),
            events=tuple(dict.fromkeys(_events(report, [tree.span((t.at,)) for t in resting]))),
        )


def _most_of_main(report: Report, effect: str) -> int:
    """The largest number, at the least, that an event of the main incident gives; 0 where none does.

    What is weighed was fitted on incidents of few victims, and says little of fifty.
    """
    main = {telling.event for telling in report.tellings or () if telling.newness.value == "main"}
    return max(
        (
            quantity.value.count.low or 0
            for event in report.events or ()
            if event.id in main and event.occurred and event.genericity.value == "specific"
            for quantity in event.quantities
            if quantity.value.effect == effect
        ),
        default=0,
    )


def _tells(tree: Tree, harm: Harm, seen: Evidence) -> bool:
    """Whether words may be of a victim of this report's own incident: people, or one death ("the fatal shooting")."""
    if id(harm) not in seen.zones or harm.effect == "victim":
        return False
    if harm.kind == "event":
        return harm.effect == "killed" and tree.tag[harm.at] in {"NN", "NNP"}
    return harm.kind not in {"none", "charge", "suicide"}


def _rests_on(best: int, own: Sequence[Harm], seen: Evidence, *, killed: bool) -> tuple[list[Harm], str | None]:
    """The harms that a toll rests on, and how it was come by where no words give it."""
    if best == 0:
        return [t for t in own if t.kind == "none"], "told that there were none"
    here = [t for t in own if id(t) in seen.zones]
    said = [
        t for t in here if t.kind not in SINGLE and t.low == best and "part" not in t.flags and t.count is not None
    ]
    if not said and best > 1:
        said = [t for t in here if t.kind == "plural" and t.low == best]
    if said:
        return said, "the figure as told"
    people = [p for p in seen.people if p.killed == killed]
    if len(people) == best:
        wanted = _OF["killed" if killed else "injured"]
        return [next(t for t in p.harms if t.effect in wanted) for p in people], (
            "one victim, told as such" if best == 1 else "single victims counted"
        )
    by_sentence = [
        t for t in here if t.count is not None and seen.zones[id(t)] not in ASIDE and "part" not in t.flags
    ]
    if sum(t.low for t in by_sentence) == best:
        return by_sentence, "figures added up"
    singles = [t for t in here if t.kind in SINGLE]
    if best == 1 and singles:
        return singles[:1], "one victim, told as such"
    return by_sentence, _WEIGHED


def _bounds(resting: Sequence[Harm]) -> tuple[int | None, int | None]:
    """The least and the most that the words themselves allow: "between 8 and 14", "at least 9", "as many as 30"."""
    if len({t.low for t in resting}) == 1 and len(resting) > 1:
        resting = [max(resting, key=lambda t: t.count is not None and t.count.high is not None)]
    counts = [t.count or Count(t.low, None if t.kind == "plural" else t.low) for t in resting]
    low = sum(1 if c.low is None else c.low for c in counts) if counts else None
    highs = [c.high for c in counts]
    return low, None if None in highs else sum(h for h in highs if h is not None)


def _spans(tree: Tree, found: Iterable[Harm]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(_words(tree, harm) for harm in found))


def _words(tree: Tree, harm: Harm) -> Span:
    """The words that name the people, from what counts them to their noun: "at least three men"."""
    if harm.row == harm.at:
        return tree.span((harm.at,))
    counting = {"nummod", "det", "amod", "compound", "quantmod", "advmod", "poss", "nmod"}
    before = [c for c in tree.children[harm.row] if c < harm.row and tree.dep[c] in counting]
    rows = (r for c in before for r in tree.subtree(c) if r < harm.row and tree.pos[r] != "PUNCT")
    first = min([harm.row, *rows])
    return tree.span(range(max(first, harm.row - 8), harm.row + 1))


def _figure(tree: Tree, harm: Harm, claims: dict[int, Claim]) -> Anchored[Quantity]:
    why = None if harm.kind in COUNTED | {"tally", "coded", "counts"} else "the words name one"
    count = harm.count or Count(1, None, "at least")
    of = harm.noun if harm.kind in COUNTED and harm.noun else None
    claim = claims.get(harm.at)
    quantity = Quantity(harm.effect, count, of, claim.id if claim else None)
    return Anchored(quantity, (_words(tree, harm),), why)


def _events(report: Report, harm: Sequence[Span]) -> Iterable[str]:
    """The events told by these words of harm."""
    for event in report.events or ():
        if any(
            span.start <= word.start and word.end <= span.end
            for span in (event.span, *event.mentions)
            for word in harm
        ):
            yield event.id
