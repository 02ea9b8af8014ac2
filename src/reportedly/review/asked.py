"""What of a report, or between two, is asked at all: the rows of the queue, without the words that an item shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.incidents.accounts import Account
from reportedly.layers.anchoring import Annotation
from reportedly.layers.claims import Claim
from reportedly.layers.events import Event
from reportedly.report import Report
from reportedly.review import worth
from reportedly.review.claim_item import claim_doubts, claim_fields, claim_own
from reportedly.review.event_item import event_doubts, event_fields, event_own
from reportedly.review.item import Doubt, ItemField, item_id
from reportedly.store.decisions import Kind

__all__ = ["Asked", "account_of", "asked_of", "chance", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something that could be asked. `account` is that of the incident it bears on, `content` a digest of its fields;
    `field` the most doubtful; `corrected` whether a person has corrected it already."""

    item: str
    kind: Kind
    report: str
    annotation: str
    account: str | None
    field: str | None
    doubt: float
    own: float
    content: str
    corrected: bool


def asked_of(report: Report, accounts: Iterable[Account]) -> Iterator[Asked]:
    """Every claim and event of a report, whatever a look is worth. `accounts` are those of its outline."""
    by_event = account_of(report, accounts)
    for claim in report.claims or ():
        account = by_event.get(claim.id)
        doubts, own = claim_doubts(claim), claim_own(report, claim)
        yield _asked(report, claim, "claim", account, doubts, own, claim_fields(claim))
    for event in report.events or ():
        account = by_event.get(event.id)
        doubts, own = event_doubts(report, event), event_own(report, event)
        yield _asked(report, event, "event", account, doubts, own, event_fields(event))


def account_of(report: Report, accounts: Iterable[Account]) -> Mapping[str, str]:
    """Id of an event or claim -> the account that it bears on: that of its event, or of an event it tells.

    What a source says beside all events bears on no account.
    """
    out: dict[str, str] = {}
    for told_of in accounts:
        for named in told_of.events:
            out.setdefault(named, told_of.id)
    claims = {claim.id: claim for claim in report.claims or ()}
    for event in report.events or ():
        account = out.get(event.id)
        told = {event.claim, *(each.claim for each in event.responsibility)}
        told |= {each.value.claim for each in event.quantities}
        for claim in told if account else ():
            seen: set[str] = set()
            while claim in claims and claim not in seen:
                seen.add(claim)
                out.setdefault(claim, str(account))
                claim = claims[claim].within
    return out


def _asked(
    report: Report,
    annotation: Claim | Event,
    kind: Kind,
    account: str | None,
    doubts: tuple[Doubt, ...],
    own: worth.Own,
    fields: tuple[ItemField, ...],
) -> Asked:
    chief = max(doubts, key=lambda each: each.probability, default=None)
    return Asked(
        item=item_id(report.id, annotation.id),
        kind=kind,
        report=report.id,
        annotation=annotation.id,
        account=account,
        field=chief.field if chief else None,
        doubt=worth.doubt(doubts),
        own=own.weight,
        content=content(fields),
        corrected=_by_person(annotation),
    )


def _by_person(annotation: Annotation) -> bool:
    return annotation.origin.by.startswith("analyst:")


def content(fields: Iterable[ItemField]) -> str:
    """A digest of what fields hold, values and words: another one is something else to decide."""
    said = [[each.path, each.value, [[span.start, span.end] for span in each.spans]] for each in fields]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def chance(item: str) -> float:
    """A number from 0 up to 1 that follows from an item's id: by it items are chosen to be coded twice."""
    return int.from_bytes(hashlib.sha256(f"twice {item}".encode()).digest()[:6], "big") / 2**48
