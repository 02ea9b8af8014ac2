"""Double coding: which items two people decide without seeing each other's decision, and what follows from both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, insert, select

from reportedly.errors import BadInput
from reportedly.review.asked import chance
from reportedly.review.item import kind_of
from reportedly.store.decisions import Decision, Kind
from reportedly.store.schema import about

__all__ = [
    "DoubleCoding",
    "Standing",
    "after",
    "agree",
    "blind_pair",
    "differ",
    "double_coding",
    "set_double_coding",
    "standing",
]

_KEY = "review.double_coding"

Standing = Literal["open", "pending", "disputed", "decided"]
"""open: nobody has decided it as it is now; pending: one of two has; disputed: two have, differently; decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleCoding:
    """What is coded twice: a share (0..1) of all items of these kinds, chosen by their ids, and these items."""

    share: float = 0.0
    items: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ("claim", "event")

    def chosen(self, item: str) -> bool:
        """Whether an item is to be coded twice. The same items on every machine; a larger share only adds."""
        return item in self.items or (kind_of(item) in self.kinds and chance(item) < self.share)

    @property
    def etag(self) -> str:
        """Changes with the setting."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:24]


def double_coding(connection: Connection) -> DoubleCoding:
    """What this ledger has set; nothing is coded twice where nothing was set."""
    said = connection.scalar(select(about.c.value).where(about.c.key == _KEY))
    if said is None:
        return DoubleCoding()
    kept = json.loads(said)
    return DoubleCoding(share=kept["share"], items=tuple(kept["items"]), kinds=tuple(kept["kinds"]))


def set_double_coding(connection: Connection, wanted: DoubleCoding) -> None:
    """Set it, within the caller's transaction. Items that were begun stay as they were begun. Raises BadInput."""
    if not 0.0 <= wanted.share <= 1.0:
        raise BadInput(f"a share of {wanted.share} is none: give one from 0 (nothing) to 1 (everything)")
    if wrong := [item for item in wanted.items if kind_of(item) is None]:
        raise BadInput(f"{wrong[0]!r} is no id of an item: they are like r1-4h7x.c1-9k2m; the queue lists them")
    connection.execute(delete(about).where(about.c.key == _KEY))
    connection.execute(insert(about).values(key=_KEY, value=json.dumps(asdict(wanted), sort_keys=True)))


def standing(decided: Sequence[Decision], content: str) -> Standing:
    """Where an item stands, by the decisions in force on it and a digest of its fields as they are now.

    A decision on fields that hold something else now counts no more: the item is open again.
    """
    live = [each for each in decided if each.action != "skip"]
    if not live:
        return "open"
    last = live[-1]
    if last.round != "blind":
        return "decided" if last.content == content else "open"
    one, other = blind_pair(live)
    if one is None or other is None:
        return "pending" if last.body.get("seen") == content else "open"
    if agree(one, other):
        return "decided" if other.content == content else "open"
    return "disputed" if other.body.get("seen") == content else "open"


def blind_pair(decided: Sequence[Decision]) -> tuple[Decision | None, Decision | None]:
    """Blind decisions in force on the same fields, in their order; None where one is missing."""
    blind = [each for each in decided if each.round == "blind" and each.action != "skip"]
    if not blind:
        return None, None
    seen = blind[-1].body.get("seen")
    of_author = {each.author: each for each in blind if each.body.get("seen") == seen}
    two = sorted(of_author.values(), key=lambda each: each.sequence)
    return (two[0], two[1]) if len(two) > 1 else (two[0], None)


def agree(one: Decision, other: Decision) -> bool:
    """Whether two people say the same: the same decision, and the same of every field."""
    return not differ(one, other)


def differ(one: Decision, other: Decision) -> list[str]:
    """On what two people differ: "decision" where one rejects or leaves it open, else the fields."""
    stands = {"accept": "stands", "correct": "stands"}
    if stands.get(one.action, one.action) != stands.get(other.action, other.action):
        return ["decision"]
    left, right = after(one), after(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def after(made: Decision) -> dict[str, Any]:
    """What each field should hold by this decision, with its words: path -> {"value", "spans"}."""
    held: dict[str, Any] = dict(made.body.get("before", {}))
    return held | dict(made.body.get("after", {}))
