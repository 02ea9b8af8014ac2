"""The tolls a report can mean, and what speaks for each: the signs that models/train/tolls.py weighs.

A sign names in words what agrees with a pair of numbers (so many killed, so many injured): "k:number:killed:head" is
that this number of killed stands in the headline.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.toll_evidence import ASIDE, Evidence, top

__all__ = ["candidates", "signs"]

Pair = tuple[int, int]
"""So many killed, so many injured."""

_MOST_KILLED, _MOST_INJURED = 8, 9
"""Numbers weighed for each; more candidates cost time and brought nothing (oracle .925 of pairs on GVA)."""

_WEIGHT = {"head": 5.0, "lead": 4.0, "earl": 3.0, "rest": 2.0}
_CAP = 3
_LISTED = 4
"""Reports list their victims one by one up to about so many; more are only numbered."""


def candidates(evidence: Evidence) -> tuple[list[int], list[int]]:
    """The numbers of killed and of injured that something in the report speaks for, likeliest first; 0, 1 always."""
    support: tuple[dict[int, float], dict[int, float]] = ({0: 1.0, 1: 1.0}, {0: 1.0, 1: 1.0})

    def add(which: int, number: int, weight: float) -> None:
        support[which][number] = support[which].get(number, 0.0) + weight

    for (effect, zone), numbers in evidence.numbers.items():
        weight = _WEIGHT.get(zone[:4], 1.0)
        for number, times in numbers.items():
            if effect in {"killed", "coded", "tally", "toll"}:
                add(0, number, weight * times)
            elif effect in {"counts", "victim"}:
                add(0, number, weight * times * 0.5)
                add(1, number, weight * times * 0.3)
            else:
                add(1, number, weight * times)
                add(0, number, weight * 0.3 if effect == "shot" else 0.0)
    for (effect, _), sums in evidence.sums.items():
        for number in sums:
            add(0 if effect == "killed" else 1, number, 1.5)
    for sign in evidence.signs:
        if sign.split(":")[1:2] == ["plural"]:  # "soldiers were killed": two at least
            add(0 if sign.startswith("killed") else 1, 2, 0.5)
    for number in evidence.figures.values():
        if number:
            add(0, number, 1.6)
    dead = _dead(evidence)
    for number in (*dead, dead[0]):
        add(0, number, 2.0)
    for number in (*_hurt(evidence), _hurt(evidence)[0]):
        add(1, number, 2.0)
    _left_over(evidence, support[1], dead[1])
    if any(sign.startswith("self") or "suicide" in sign for sign in evidence.signs):
        for number in list(support[0]):
            add(0, number + 1, 0.4)
    return _best(support[0], _MOST_KILLED), _best(support[1], _MOST_INJURED)


def _best(support: dict[int, float], most: int) -> list[int]:
    return sorted((n for n in support if n >= 0), key=lambda n: (-support[n], n))[:most]


def _left_over(evidence: Evidence, support: dict[int, float], dead: int) -> None:
    """ "Five were shot, one fatally" leaves four."""
    told = {n for (effect, _), numbers in evidence.numbers.items() if effect == "killed" for n in numbers}
    for (effect, _), numbers in evidence.numbers.items():
        if effect in {"shot", "injured"}:
            for number in numbers:
                for minus in {1, dead, *told}:
                    if number > minus:
                        support[number - minus] = support.get(number - minus, 0.0) + 0.5


def _dead(evidence: Evidence) -> tuple[int, int]:
    """How many people and how many groups of harms are of somebody killed."""
    return sum(p.killed for p in evidence.people), sum(
        any(t.effect == "killed" for t in group) for group in evidence.groups
    )


def _hurt(evidence: Evidence) -> tuple[int, int]:
    people, grouped = _dead(evidence)
    return len(evidence.people) - people, len(evidence.groups) - grouped


def signs(evidence: Evidence) -> Iterator[tuple[Pair, dict[str, float]]]:
    """Every candidate pair with the signs that speak for it and their strengths."""
    killed, injured = candidates(evidence)
    of_killed = {n: _of_one(evidence, "k", n) for n in killed}
    of_injured = {n: _of_one(evidence, "i", n) for n in injured}
    numbers: dict[tuple[str, str], set[int]] = {}
    for (effect, zone), told in evidence.numbers.items():
        numbers.setdefault((effect, top(zone)), set()).update(told)
    suicides = [s for s in evidence.signs if s.startswith(("self", "killed:murder-suicide", "killed:suicide"))]
    dead, hurt = _dead(evidence)[0], _hurt(evidence)[0]
    for k in killed:
        for i in injured:
            found = {**of_killed[k], **of_injured[i], **_of_both(numbers, k, i)}
            if (k, i) == (dead, hurt):
                found[f"j:people={min(dead + hurt, _CAP)}"] = 1.0
            total = dead + hurt - k - i
            found["j:people=total" if not total else "j:people>total" if total > 0 else "j:people<total"] = 1.0
            pair = f"j:{min(k, 2)},{min(i, 2)}"
            found[pair] = 1.0
            for sign in suicides:
                found[f"{pair}&{sign}"] = 1.0
            yield (k, i), found


def _of_one(evidence: Evidence, side: str, number: int) -> dict[str, float]:
    """What speaks for this number of killed (side k) or injured (side i)."""
    own = {"killed"} if side == "k" else {"injured", "shot"}
    near = own | {"counts", "coded", "victim", "tally"} | ({"shot"} if side == "k" else {"killed"})
    out: dict[str, float] = {}
    told = agreed = 0
    for (effect, zone), numbers in evidence.numbers.items():
        here = numbers.get(number, 0)
        if here and effect in near:
            out[f"{side}:number:{effect}:{zone}"] = 1.0
        if effect in own and not zone.startswith(tuple(ASIDE)):
            told += sum(numbers.values())
            agreed += here
    if told:
        out[f"{side}:share"] = agreed / told
        if not agreed:
            out[f"{side}:unsaid"] = 1.0
    capped = min(number, _CAP)
    if side == "k" and number > 1 and any(s.startswith("self:killed") or "suicide" in s for s in evidence.signs):
        for (effect, zone), numbers in evidence.numbers.items():
            if effect == "killed" and number - 1 in numbers:
                out[f"k:number+self:{top(zone)}"] = 1.0
    if number > 0:
        for (effect, zone), sums in evidence.sums.items():
            if effect in own and number in sums:
                out[f"{side}:sum:{effect}:{zone}"] = 1.0
        for name, figure in evidence.figures.items() if side == "k" else ():
            if figure == number:
                out[f"{side}:{name}"] = 1.0
    for name, counted in _counts(evidence, killed=side == "k"):
        if counted == number:
            out[f"{side}:{name}={capped}"] = 1.0
        elif number <= _LISTED:
            out[f"{side}:{name}{'>' if counted > number else '<'}"] = float(min(abs(counted - number), _CAP))
    out[f"{side}={capped}"] = 1.0
    for profile in _profiles(evidence, side, number):
        out[f"{side}={capped}&{profile}"] = 1.0
    if number > _CAP:
        out[f"{side}:many"] = 1.0
    for sign in evidence.signs:
        out[f"{side}={capped}&{sign}"] = 1.0
    return out


def _profiles(evidence: Evidence, side: str, number: int) -> Iterator[str]:
    """How the strongest evidence agrees together: the numbers at the top, those below, the people counted."""
    own = {"killed"} if side == "k" else {"injured", "shot"}
    told: dict[str, set[int]] = {"top": set(), "low": set()}
    for (effect, zone), numbers in evidence.numbers.items():
        if effect in own and (where := top(zone)) in told:
            told[where].update(numbers)
    counted = sum(p.killed == (side == "k") for p in evidence.people)
    people = "=" if counted == number else ">" if counted > number else "<"
    high, low = (("?" if not told[w] else "=" if number in told[w] else "-") for w in ("top", "low"))
    yield f"top{high}low{low}people{people}"
    head = {
        n for (effect, zone), numbers in evidence.numbers.items() if effect in own and zone == "head" for n in numbers
    }
    single = any(s.startswith(tuple(f"{effect}:one:top" for effect in own)) for s in evidence.signs)
    yield f"head{'?' if not head else '=' if number in head else '-'}top{high}{'one' if single else ''}"


def _counts(evidence: Evidence, *, killed: bool) -> Iterator[tuple[str, int]]:
    """How many single victims there are of this side, counted in several ways."""
    yield "people", sum(p.killed == killed for p in evidence.people)
    grouped = [g for g in evidence.groups if any(t.effect == "killed" for t in g) == killed]
    yield "groups", len(grouped)
    yield "names", sum(any(t.kind == "name" for t in g) for g in grouped)
    yield "ages", sum(any(t.age for t in g) for g in grouped)
    yield "told", sum(any(t.kind in {"name", "indefinite"} for t in g) for g in grouped)


def _of_both(numbers: dict[tuple[str, str], set[int]], k: int, i: int) -> dict[str, float]:
    """What speaks for the two together: "five were shot" is both the killed and the injured, or only these."""
    out: dict[str, float] = {}
    parts = {
        n for (effect, zone), told in numbers.items() if effect == "killed" and zone.endswith("part") for n in told
    }
    for (effect, zone), told in numbers.items():
        if effect in {"shot", "injured", "victim"} and k in parts and k + i in told:
            out["j:part"] = 1.0  # "five were shot, one of them fatally"
        if effect in {"shot", "injured", "victim", "counts"}:
            if k and i and k + i in told:
                out[f"j:k+i={effect}:{zone}"] = 1.0
            if i in told:
                out[f"j:i={effect},{'k' if k else '0'}:{zone}"] = 1.0
            if k in told:
                out[f"j:k={effect},{'i' if i else '0'}:{zone}"] = 1.0
        elif effect == "killed":
            if i and k + i in told:
                out[f"j:k+i=killed:{zone}"] = 1.0
            if k - 1 in told:
                out[f"j:k-1=killed:{zone}"] = 1.0
    return out
