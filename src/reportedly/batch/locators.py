"""Where an item lies within its original: steps from the outside in, such as "member 2 a.jsonl / line 17 (5200+803)".

| step | means |
|---|---|
| `unpacked` | within the gzip stream |
| `member N NAME` | file N, from 1, of a ZIP archive; the name only informs |
| `line N (AT+LENGTH)` | line N of JSON lines: LENGTH bytes from byte AT, of what the steps before lead to |
| `entry N (...)` | member N of a JSON array |
| `record N (...)` | record N of a web archive, compressed as it is there |
| `message N (...)` | message N of a mailbox (mbox) |
| `part N NAME` | part N of a mail, attached to it |
| `refused WHY (...)` | bytes that are nothing that can be read; WHY is a word of `REFUSALS` |
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportedly.store.work import Item

__all__ = ["REFUSALS", "Step", "parsed", "shown_place"]

REFUSALS = {
    "torn": "no whole record: the file breaks off or was damaged there. Get it again; the rest of it was read",
    "scraps": "lines or members one after the other that are too short to hold a report, taken together as one item",
    "nested": "an archive within an archive within an archive: unpack it, and take in what is inside",
    "bomb": "unpacks to far more than it should, as no news does: unpack it yourself if you trust it",
    "locked": "a member of the archive is locked with a password: unpack it, and take in what is inside",
    "unlisted": "the archive's list of members cannot be read: it breaks off or was damaged. Get it again",
    "parts": "the mail has more parts within parts than are read: save what is attached to it",
}
"""Why something was found and cannot be read, and what to do."""

_STEP = re.compile(r"(\w+)(?: (\w+))?(?: (?!\(\d+\+\d+\)$)(.*?))?(?: \((\d+)\+(\d+)\))?")
_BYTES = re.compile(r" \(\d+\+\d+\)")


class Step(NamedTuple):
    """One step: its kind, its number (0 without one) or reason, and a range of bytes where it has one."""

    kind: str
    number: int
    reason: str
    at: int | None
    length: int | None


def parsed(locator: str | None) -> tuple[Step, ...]:
    """The steps of a locator. Raises ValueError for one that nobody wrote."""
    out = []
    for words in locator.split(" / ") if locator else []:
        match = _STEP.fullmatch(words)
        if match is None:
            raise ValueError(f"{words!r} is no step of a locator")
        kind, which, _, at, length = match.groups()
        number = int(which) if which and which.isdigit() else 0
        out.append(Step(kind, number, which or "", int(at) if at else None, int(length) if length else None))
    return tuple(out)


def shown_place(item: Item) -> str:
    """Where an item stands, for people: "corpus.jsonl line 17"; ranges of bytes are left out."""
    return item.location if item.locator is None else f"{item.location} {_BYTES.sub('', item.locator)}"
