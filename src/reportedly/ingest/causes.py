"""Why an item is in quarantine, in words, and what one can do about it."""

from __future__ import annotations

import re

from reportedly.batch.locators import shown_place
from reportedly.errors import ReportedlyError
from reportedly.export.wording import shorten
from reportedly.ingest.bytes_of import BytesOf
from reportedly.store.originals import Originals
from reportedly.store.work import Item, Quarantined

__all__ = ["BEGINNING", "STAGES", "beginning", "kind_of", "what_to_do"]

BEGINNING = 160
"""First bytes of an item that are shown."""

STAGES = {
    "take in": "could not be taken out of its original",
    "extract": "no report found in the bytes",
    "read": "a stage failed",
    "link": "a stage failed",
    "panic": "a library broke",
    "limits": "over the limits",
}
"""What the stages of a failure mean."""

_DO = {
    "take in": "get the original again, or take out of it by hand what is good, and ingest that",
    "extract": "save its words as plain text and ingest that; or keep it here, as a record that it came in",
    "read": "this is a fault of reportedly: open an issue with the bytes, and retry with the next release",
    "link": "this is a fault of reportedly: open an issue with the bytes, and retry with the next release",
    "panic": "this is a fault of a library: open an issue with the bytes, and retry with the next release",
    "limits": "open it in a program of your own if you trust it, and ingest its words as plain text",
}


def what_to_do(stage: str) -> str:
    """What one can do about a failure at this stage."""
    return _DO.get(stage, _DO["read"])


def kind_of(found: Quarantined) -> str:
    """The cause without the place and the figures of this one item, so that items of one cause stand together."""
    cause = found.cause.removeprefix(shown_place(found.item)).removeprefix(": ")
    return shorten(re.sub(r"\d[\d,.]*", "N", cause), 160)


def beginning(originals: Originals, item: Item) -> bytes:
    """The first bytes of the item; of its original where the item itself cannot be taken out; none without either."""
    try:
        with BytesOf(originals) as bytes_of:
            return bytes_of(item)[:BEGINNING]
    except (ReportedlyError, OSError):
        pass
    try:
        with originals.path(item.original).open("rb") as original:
            return original.read(BEGINNING)
    except OSError:
        return b""
