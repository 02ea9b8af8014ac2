"""Edits that know what they change: a write says which state it saw, and one that saw an old one is told so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header

from reportedly.web.problems import ProblemError

__all__ = ["IfMatch", "etag", "must_match", "seen_state"]

IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag of the state that was seen.")]


def etag(state: object) -> str:
    """A strong ETag for a state: a sequence number, or a digest."""
    return f'"{state}"'


def seen_state(given: str | None) -> str | None:
    """The state that an If-Match says was seen; None for `*`, which is any. Raises 428 where none was given."""
    if given is None:
        raise ProblemError(428, "if-match-missing", "say which state you saw: send its ETag as If-Match")
    return None if given.strip() == "*" else given.strip().strip('"')


def must_match(given: str | None, state: object, **more: Any) -> None:
    """Raise 428 where no state was given, and 412 where another is there now.

    `more` goes into the answer of a 412, such as who changed what since.
    """
    if seen_state(given) not in (None, str(state)):
        detail = "somebody has changed this since you saw it; look at it again, then decide"
        raise ProblemError(412, "changed-meanwhile", detail, now=etag(state), **more)
