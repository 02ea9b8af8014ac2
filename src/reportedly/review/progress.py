"""How far review has come: what is open, what each coder did, how long a decision takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection, select

from reportedly.review.double_coding import agree, blind_pair
from reportedly.review.queue import open_items
from reportedly.store import decisions as kept
from reportedly.store.schema import decisions

__all__ = ["Coder", "Progress", "ProgressDay", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """How far one coder has come. `seconds_median` is over decisions that say how long they took; `last` ISO 8601."""

    name: str
    decisions: int
    accept: int
    correct: int
    reject: int
    skip: int
    unsure: int
    taken_back: int
    seconds_median: float | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ProgressDay:
    """Decisions of one coder on one day (UTC), skips and those taken back left out."""

    day: str
    name: str
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Open items by kind; items with one of two decisions; those on which two differ; those decided; coders; days."""

    open: dict[str, int]
    pending: int
    disputed: int
    decided: int
    coders: tuple[Coder, ...]
    days: tuple[ProgressDay, ...]


def progress(connection: Connection) -> Progress:
    """How far review has come, at this moment. One pass over all decisions."""
    by_item: dict[str, list[kept.Decision]] = defaultdict(list)
    for each in kept.each(connection):
        by_item[each.item].append(each)
    pending = disputed = decided = 0
    for some in by_item.values():
        live = [each for each in some if each.action != "skip"]
        if not live:
            continue
        if live[-1].round != "blind":
            decided += 1
            continue
        one, other = blind_pair(live)
        pending += one is not None and other is None
        disputed += other is not None and not other.effects and not _agreed(one, other)
        decided += other is not None and _agreed(one, other)
    coders, days = _coders(connection, [each for some in by_item.values() for each in some])
    return Progress(
        open=open_items(connection), pending=pending, disputed=disputed, decided=decided, coders=coders, days=days
    )


def _agreed(one: kept.Decision | None, other: kept.Decision) -> bool:
    return one is not None and agree(one, other)


def _coders(
    connection: Connection, standing: list[kept.Decision]
) -> tuple[tuple[Coder, ...], tuple[ProgressDay, ...]]:
    taken_back: Counter[str] = Counter()
    asked = select(decisions.c.supersedes).where(decisions.c.withdrawn == 1)
    gone = set(connection.scalars(asked))
    for row in connection.execute(select(decisions.c.sequence, decisions.c.author)):
        taken_back[row.author] += row.sequence in gone
    of: dict[str, list[kept.Decision]] = defaultdict(list)
    for each in sorted(standing, key=lambda each: each.sequence):
        of[each.author].append(each)
    days: Counter[tuple[str, str]] = Counter()
    coders = []
    for name in sorted(of.keys() | {name for name, many in taken_back.items() if many}):
        own = of.get(name, [])
        actions = Counter(each.action for each in own)
        took = [each.seconds for each in own if each.seconds is not None and each.action != "skip"]
        days.update((each.at[:10], name) for each in own if each.action != "skip")
        coders.append(
            Coder(
                name=name,
                decisions=len(own) - actions["skip"],
                **{action: actions[action] for action in ("accept", "correct", "reject", "skip", "unsure")},
                taken_back=taken_back[name],
                seconds_median=round(median(took), 1) if took else None,
                last=own[-1].at if own else None,
            )
        )
    return tuple(coders), tuple(ProgressDay(day, name, many) for (day, name), many in sorted(days.items()))
