"""Rules and tagger together: for each cue the reading that both make likeliest, and how likely it is right.

Constructions of the parse (claims/propose.py) and the tagger (claims/tagged.py) fail on different sentences. Around
one cue stand several readings: each construction's, the tagger's, and each one's content with the other's source. A
logistic regression over signs of their agreement (fitted by models/train/fusion.py on articles that the tagger was
not trained on) says for each reading how likely content and source are right, and how likely its bounds are exact.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.roles import Roles
from reportedly.errors import BadModel
from reportedly.language.backends.onnx_encoder import weights_folder

__all__ = ["LIKELY", "Reading", "evidence", "fused", "judges", "readings"]

LIKELY = 0.5
"""From here on a construction is taken to hold by itself."""

LEAST_RULE = 0.02
"""Constructions less likely than this by their own weights are no reading."""


@dataclass(slots=True)
class Reading:
    """One reading of a cue: a candidate, with the construction and the tagger's candidate it draws on.

    `rule` is how likely the construction is by its own weights; `best` the likeliest construction at this cue;
    `right` and `exact` are what the judges say. One that stands `apart` is no less likely than its construction,
    because the tagger heard it as part of another (claims/coordinated.py).
    """

    candidate: Candidate
    kind: str
    rule: float | None
    best: tuple[Candidate, float] | None
    tagged: Candidate | None
    apart: bool = False
    right: float = 0.0
    exact: float = 0.0


def readings(scored: Sequence[tuple[Candidate, float]], tagged: Sequence[Candidate]) -> list[list[Reading]]:
    """The readings of each cue. A construction belongs to the tagger's cue that holds its head."""
    by_head: dict[int, list[tuple[Candidate, float]]] = {}
    for candidate, chance in scored:
        if chance >= LEAST_RULE:
            by_head.setdefault(candidate.head, []).append((candidate, chance))
    out = []
    for seen in tagged:
        heads = _one_claim([row for row in sorted({*seen.cue, seen.head}) if row in by_head], by_head)
        out.append(_group([pair for head in heads for pair in by_head.pop(head)], seen))
    return [*out, *(_group(rules, None) for rules in by_head.values())]


def _one_claim(heads: list[int], by_head: Mapping[int, list[tuple[Candidate, float]]]) -> list[int]:
    """These heads without those in the content of another that is likely: who is quoted speaks for himself, within

    what the one who quotes says ("was quoted as saying by").
    """
    content = {row for head in heads for c, chance in by_head[head] if chance >= LIKELY for row in c.content}
    return [head for head in heads if head not in content] or heads


def _group(rules: list[tuple[Candidate, float]], seen: Candidate | None) -> list[Reading]:
    best = max(rules, key=lambda pair: pair[1], default=None)
    out = [Reading(candidate, "rule", chance, best, seen) for candidate, chance in rules]
    known = [(candidate.content, candidate.source) for candidate, _ in rules]
    if seen is None:
        return out
    if best is None:
        return [Reading(seen, "tagger", None, None, seen)]
    for candidate, chance in rules:
        if candidate.source != seen.source:
            out.append(Reading(replace(candidate, source=seen.source), "rule, its source", chance, best, seen))
    for source in _distinct([seen.source, *(candidate.source for candidate, _ in rules)]):
        if (seen.content, source) in known:
            continue
        kind = "tagger" if source == seen.source else "tagger, its source"
        made = replace(best[0], source=source, cue=seen.cue, content=set(seen.content), quotes=list(seen.quotes))
        out.append(Reading(made, kind, None, best, seen))
    return out


def _distinct(sources: Sequence[list[int] | None]) -> list[list[int] | None]:
    out: list[list[int] | None] = []
    for source in sources:
        if source not in out:
            out.append(source)
    return out


def evidence(context: Context, roles: Roles, reading: Reading) -> dict[str, float]:
    """What speaks for and against a reading, as named numbers of the order of 1."""
    made = reading.candidate
    both = f"{'R' if reading.best else ''}{'T' if reading.tagged else ''}"
    cue = max((roles.chance["cue"][row] for row in (made.head, *made.cue)), default=0.0)
    rows = sorted(made.content)
    content = roles.mean("content", rows)
    source = roles.mean("source", made.source) if made.source else 0.0
    best = _odds(reading.best[1]) if reading.best else 0.0
    numbers = {
        "rule": best,
        "own rule": _odds(reading.rule) if reading.rule is not None else 0.0,
        "cue": _odds(cue),
        "content": _odds(content),
        "content, least": roles.least("content", rows),
        "before": _edge(context, roles, rows, -1),
        "after": _edge(context, roles, rows, 1),
        "source": _odds(source) if made.source else 0.0,
        "source, least": roles.least("source", made.source) if made.source else 0.0,
        "no source": float(not made.source),
        "no source, though one is near": _source_beside(context, roles, made) if not made.source else 0.0,
        "shared source": float(made.shared),
        "far source": _apart(context, made),
        "length": min(len(rows), 60) / 30,
        "short": float(len(rows) <= 2),
        "quoted": float(bool(made.quotes)),
        "inside": float(context.inside[made.head] >= 0),
    }
    if reading.tagged:
        same = _overlap(context, made.content, reading.tagged.content)
        numbers |= {"like the tagger's": same, "the tagger's": float(same == 1)}
        numbers["the tagger's source"] = float(made.source == reading.tagged.source)
    if reading.best:
        same = _overlap(context, made.content, reading.best[0].content)
        numbers |= {"like the best rule's": same, "the best rule's": float(same == 1)}
        numbers["the best rule's source"] = float(made.source == reading.best[0].source)
    out = {f"{both}: {name}": value for name, value in numbers.items() if value}
    out |= {"bias": 1.0, both: 1.0, f"{both}: {reading.kind}": 1.0}
    if reading.best:
        frame = made.frame
        out |= {f"{both}: {frame}": 1.0, f"{reading.kind}: {frame}": 1.0}
    return out


def _odds(chance: float) -> float:
    """Log odds of a probability, a quarter of them, so that all numbers are of one order."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return log(chance / (1 - chance)) / 4


def _edge(context: Context, roles: Roles, rows: Sequence[int], step: int) -> float:
    """The highest chance that the word just outside a run of the content belongs to a content."""
    tree, held, out = context.tree, set(rows), 0.0
    for row in rows:
        if row + step in held:
            continue
        beyond = row + step
        while 0 <= beyond < len(tree) and not tree.text[beyond][0].isalnum() and beyond not in held:
            beyond += step
        if (
            0 <= beyond < len(tree)
            and beyond not in held
            and tree.paragraph_number(beyond) == tree.paragraph_number(row)
        ):
            out = max(out, roles.chance["content"][beyond])
    return out


def _source_beside(context: Context, roles: Roles, made: Candidate) -> float:
    """The highest chance of a source within six rows of the cue."""
    low, high = max(min(made.cue) - 6, 0), min(max(made.cue) + 7, len(context.tree))
    return max((roles.chance["source"][row] for row in range(low, high)), default=0.0)


def _apart(context: Context, made: Candidate) -> float:
    if not made.source:
        return 0.0
    tree = context.tree
    first, second = sorted((made.source[0], made.head))
    return min(3.0, max(0, tree.start[second] - tree.end[first]) / 100)


def _overlap(context: Context, one: set[int], other: set[int]) -> float:
    """Words in both over words in either."""
    text = context.tree.text
    either = sum(text[row][0].isalnum() for row in one | other)
    return sum(text[row][0].isalnum() for row in one & other) / either if either else 0.0


class Judges:
    """Two logistic regressions over the evidence: whether content and source are right, whether bounds are exact."""

    def __init__(self, right: Mapping[str, float], exact: Mapping[str, float]) -> None:
        self._right, self._exact = right, exact

    def __call__(self, found: Mapping[str, float]) -> tuple[float, float]:
        """The probabilities that a reading with this evidence is right, and that it is exact."""
        return _chance(self._right, found), _chance(self._exact, found)


def _chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=4)
def judges(weights: str) -> Judges:
    """The judges that were fitted for these weights of the tagger. Raises BadModel if they have none."""
    path = weights_folder(weights) / "fusion.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return Judges(data["right"], data["exact"])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadModel(f"no judges for these weights ({error}): fit them with models/train/fusion.py") from error


def fused(context: Context, roles: Roles, groups: Sequence[Sequence[Reading]], judge: Judges) -> list[Reading]:
    """The likeliest reading of each cue, judged."""
    out = []
    for group in groups:
        for reading in group:
            reading.right, reading.exact = judge(evidence(context, roles, reading))
            if reading.apart and reading.rule is not None:
                reading.right = max(reading.right, reading.rule)
        out.append(max(group, key=lambda reading: reading.right + reading.exact))
    return out
