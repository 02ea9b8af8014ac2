"""Lists over HTTP, a page at a time."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Query
from pydantic import BaseModel, Field

from reportedly.errors import BadInput

__all__ = ["Cursor", "Limit", "Page", "cursor_of", "part", "place_of"]

T = TypeVar("T")

MOST = 500
"""Rows of the largest page."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many to give at most.")]

Cursor = Annotated[str | None, Query(description="Where to go on: the `next` of the page before.", max_length=2_000)]


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: str | None = Field(None, description="Give it as `cursor` to get what follows; null at the end.")
    total: int | None = Field(None, description="How many there are in all, where that is known.")


def part(found: Sequence[T], limit: int, place: Callable[[T], tuple[Any, ...]]) -> tuple[Sequence[T], str | None]:
    """The first `limit` of what was found, one more having been asked for; and the cursor for those that follow."""
    shown = found[:limit]
    return shown, cursor_of(place(shown[-1])) if len(found) > limit else None


def cursor_of(place: tuple[Any, ...]) -> str:
    """An opaque cursor for a place in a list: the values it is sorted by, of the last row given."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).rstrip(b"=").decode()


def place_of(cursor: str | None, shape: type[T]) -> T | None:
    """The place that `cursor_of` was given; None for None. Raises BadInput for one of another shape (tuple[int])."""
    if cursor is None:
        return None
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=shape)
    except (msgspec.DecodeError, binascii.Error, ValueError):
        raise BadInput("this cursor is none of ours: give the `next` of a page as it was") from None
