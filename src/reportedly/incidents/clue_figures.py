"""Clue: how many were killed and injured by each account, and what kind of incident each tells."""

from __future__ import annotations

from reportedly.incidents.accounts import Figure
from reportedly.incidents.facts import Facts

__all__ = ["figures", "kinds", "say_figures", "say_kinds"]


def figures(a: Facts, b: Facts) -> dict[str, float]:
    """Signs: equal numbers (large ones say more), numbers within the other's bounds, and numbers that exclude."""
    signs: dict[str, float] = {}
    for effect in ("killed", "injured"):
        x: Figure | None = getattr(a.account, effect)
        y: Figure | None = getattr(b.account, effect)
        if x is None or y is None:
            continue
        if x.best == y.best:
            signs[f"{effect}:same {min(4, x.best)}"] = 1.0
        elif _within(x, y.best) or _within(y, x.best):
            signs[f"{effect}:within"] = 1.0
        else:
            signs[f"{effect}:apart {min(4, abs(x.best - y.best))}"] = 1.0
    total_a, total_b = _total(a), _total(b)
    if total_a is not None and total_a == total_b and total_a > 1:
        signs["figures:same sum"] = 1.0
    return signs


def _within(figure: Figure, number: int) -> bool:
    return figure.low <= number and (figure.high is None or number <= figure.high)


def _total(fact: Facts) -> int | None:
    killed, injured = fact.account.killed, fact.account.injured
    return None if killed is None or injured is None else killed.best + injured.best


def say_figures(a: Facts, b: Facts) -> str:
    """In words: "both tell of 9 killed and 4 injured", "9 and 14 killed"."""
    same, other = [], []
    for effect in ("killed", "injured"):
        x, y = getattr(a.account, effect), getattr(b.account, effect)
        if x is None or y is None or x.best == y.best == 0:
            continue
        if x.best == y.best:
            same.append(f"{x.best} {effect}")
        else:
            other.append(f"{x.best} and {y.best} {effect}")
    parts = ([f"both tell of {' and '.join(same)}"] if same else []) + other
    return ", ".join(parts) or "no number that both tell"


def kinds(a: Facts, b: Facts) -> dict[str, float]:
    """Signs: a kind of incident in common, or none."""
    mine, theirs = set(a.account.kinds), set(b.account.kinds)
    if not mine or not theirs:
        return {"kinds:open": 1.0}
    if a.account.kind == b.account.kind:
        return {"kinds:same": 1.0}
    return {"kinds:share" if mine & theirs else "kinds:other": 1.0}


def say_kinds(a: Facts, b: Facts) -> str:
    """In words: "both tell of ASSAULT/firearms"."""
    both = [kind for kind in a.account.kinds if kind in b.account.kinds]
    return (
        f"both tell of {both[0]}"
        if both
        else f"{a.account.kind or 'no kind told'}; {b.account.kind or 'no kind told'}"
    )
