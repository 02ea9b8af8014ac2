"""What people decide about incidents, as it goes over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

__all__ = [
    "AccountVerdict",
    "Change",
    "CopyVerdict",
    "Decided",
    "DecisionDone",
    "IncidentNow",
    "Judged",
    "Merge",
    "Other",
    "Remove",
    "Split",
    "Undo",
    "Whereabouts",
]

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Why = Field(description="Why, in a sentence that others can check. It is kept for good.")


class Other(BaseModel):
    """Another incident, as it was seen."""

    id: str = Field(description="Its full id.")
    tag: str = Field(description="The ETag it was seen with.")


class Merge(BaseModel):
    """Make one incident of this one and others."""

    others: list[Other] = Field(min_length=1, max_length=50)
    reason: Reason = Why


class Split(BaseModel):
    """Make some accounts of an incident one of their own."""

    accounts: list[str] = Field(min_length=1, max_length=1_000, description="Ids of accounts, or of its reports.")
    reason: Reason = Why


class Remove(BaseModel):
    """Take a report out of an incident: what it tells of it is an incident of its own."""

    report: str = Field(description="The full id of the report.")
    reason: Reason = Why


class AccountVerdict(BaseModel):
    """Whether two accounts are of one incident; one of them is of the incident decided about."""

    a: str
    b: str
    verdict: Literal["same", "different", "unsure"] = Field(description="unsure: looked at, and left open.")
    reason: Reason = Why


class CopyVerdict(BaseModel):
    """Whether of two reports of the incident one takes from the other."""

    a: str
    b: str
    verdict: Literal["copy", "independent"]
    reason: Reason = Why


class Undo(BaseModel):
    """Take a decision back."""

    reason: Reason = Why


class Change(BaseModel):
    """An incident before or after: its id and accounts."""

    id: str
    accounts: list[str]


class IncidentNow(BaseModel):
    """An incident as it is after a decision."""

    id: str
    title: str | None
    tag: str = Field(description="Its ETag now, for the next decision.")
    accounts: list[str]


class DecisionDone(BaseModel):
    """What a decision changed."""

    decision: int | None = Field(
        description="Its number, by which it is undone: POST /api/decisions/{number}/undo. Null where everything was "
        "judged so already."
    )
    tag: str | None = Field(description="The ETag of the decision, which undoing it takes as If-Match.")
    judgements: list[int] = Field(description="The numbers of the judgements it is made of.")
    incident: str | None = Field(description="Where the incident decided about is now; ids may change.")
    before: list[Change] = Field(description="Incidents that are not the same any more, as they were.")
    after: list[IncidentNow] = Field(description="What they are now.")
    again: str | None = Field(
        description="Null where lists, search and origins are up to date; else why the decision, which is kept, "
        "shows only once the ledger is linked again."
    )


class Judged(BaseModel):
    """One judgement of a decision."""

    sequence: int
    verdict: str
    a: str
    b: str
    withdrawn: bool = Field(description="It takes back the one before it.")
    supersedes: int | None


class Decided(BaseModel):
    """A decision in the history of an incident."""

    number: int
    kind: str = Field(description="same, different, unsure, copy, independent, split (both), or undo.")
    author: str
    reason: str
    at: str = Field(description="ISO 8601 UTC; order is by number.")
    in_force: bool = Field(description="Whether it is still the last word, and can be undone.")
    tag: str = Field(description="Its ETag, for undoing it.")
    judgements: list[Judged]


class Whereabouts(BaseModel):
    """Where an incident is now."""

    id: str = Field(description="The id that was asked for.")
    there: bool = Field(description="Whether an incident has this id now.")
    now: str | None = Field(description="The incident that has the account it was named after.")
