"""Words and filters of a list, as they stand in an address."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends
from fastapi import Query as Param

from reportedly.store.query import Query

__all__ = ["Asked"]

_Text = Annotated[str | None, Param(max_length=500)]


def _asked(
    words: Annotated[str, Param(max_length=2_000, description='Words, "phrases", begin*, a OR b, NOT c.')] = "",
    actor: Annotated[_Text, Param(description="Who did it, is a side, or is held responsible.")] = None,
    place: Annotated[_Text, Param(description="Where it happened, or what that lies in.")] = None,
    since: Annotated[_Text, Param(description="Published on this day (ISO 8601) or later.")] = None,
    until: Annotated[_Text, Param(description="Published on this day or earlier.")] = None,
    type: Annotated[_Text, Param(description="Event type, or type or sub-type of the codebook of incidents.")] = None,
    status: Annotated[_Text, Param(description="How firmly: asserted, denied, alleged, ...")] = None,
    claimed_by: Annotated[_Text, Param(description="A source that says it; words of the name.")] = None,
    outlet: Annotated[_Text, Param(description="Words of the outlet's name.")] = None,
    language: Annotated[_Text, Param(description="Code of the language.")] = None,
    min_origins: Annotated[int | None, Param(ge=0, description="Of an incident with so many known origins.")] = None,
    incident: Annotated[_Text, Param(description="Of this incident.")] = None,
    after: Annotated[int | None, Param(ge=0, description="Taken in after this sequence number.")] = None,
) -> Query:
    given: dict[str, Any] = dict(locals())
    wanted: dict[str, Any] = {name: value for name, value in given.items() if value not in (None, "")}
    return Query(**wanted)


Asked = Annotated[Query, Depends(_asked)]
"""The query of an address; empty values ask for nothing. Answers 422 for what cannot be meant."""
