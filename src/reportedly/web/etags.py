"""Edits that know what they change: a write says which state it saw, and one that saw an old one is told so."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Header

from reportedly.web.problems import ProblemError

__all__ = ["IfMatch", "etag", "must_match"]

IfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag of the state that was seen.")]


def etag(state: object) -> str:
    """A strong ETag for a state: a sequence number, or a digest."""
    return f'"{state}"'


def must_match(given: str | None, state: object, **more: Any) -> None:
    """Raise 428 where no state was given, and 412 where another is there now.

    `more` goes into the answer of a 412, such as who changed what since.
    """
    if given is None:
        raise ProblemError(428, "if-match-missing", "say which state you saw: send its ETag as If-Match")
    if given.strip() not in ("*", etag(state)):
        detail = "somebody has changed this since you saw it; look at it again, then decide"
        raise ProblemError(412, "changed-meanwhile", detail, now=etag(state), **more)
