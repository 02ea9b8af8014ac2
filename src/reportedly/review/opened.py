"""One item with all that is needed to decide it, as it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from reportedly.errors import UnknownId
from reportedly.incidents.accounts import Account
from reportedly.incidents.sketch import unpack_sketch
from reportedly.layers.claims import Claim
from reportedly.layers.events import Event
from reportedly.report import Report
from reportedly.review import claim_item, compared, event_item, worth
from reportedly.review.asked import account_of, content
from reportedly.review.double_coding import DoubleCoding, Standing, double_coding, standing
from reportedly.review.figures import incidents_of
from reportedly.review.item import Item, kind_of, parts
from reportedly.review.names import with_names
from reportedly.review.passage import passage, reference
from reportedly.store import taking_out
from reportedly.store.as_of import last
from reportedly.store.decisions import Action, Decision, Round, in_force
from reportedly.store.derived import accounts, sketches
from reportedly.store.rejecting import FIELD

__all__ = ["Opened", "open_item", "readings_of"]

_ACTIONS: tuple[Action, ...] = ("accept", "correct", "reject", "skip")
_LABELS = {
    "accept": "As it is read",
    "correct": "With corrections",
    "reject": "Not at all",
    "skip": "Not now",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An item as one person sees it. `decided` are all decisions in force on it, of everybody: never show those."""

    item: Item
    report: Report | None
    content: str
    decided: tuple[Decision, ...]
    double: bool
    coder: str

    @property
    def standing(self) -> Standing:
        """Where it really stands."""
        return standing(self.decided, self.content)

    @property
    def state(self) -> Standing:
        """Where it stands for this person: what another decided blind is not there."""
        found = self.standing
        return "open" if found == "pending" and (self.own is None or self.own.action == "skip") else found

    @property
    def own(self) -> Decision | None:
        """The person's own decision in force."""
        return next((each for each in reversed(self.decided) if each.author == self.coder), None)

    @property
    def round(self) -> Round:
        """What a decision would be: a blind one where the item is coded twice, or was begun so."""
        begun = [each for each in self.decided if each.action != "skip"]
        if begun and self.standing != "open":
            return begun[-1].round
        return "blind" if self.double else "single"

    @property
    def etag(self) -> str:
        """Changes with the fields and with what this person may know of decisions; never with a blind decision of

        somebody else.
        """
        own = self.own.sequence if self.own else 0
        known = self.decided[-1].sequence if self.decided and self.round != "blind" else 0
        said = f"{self.content} {self.state} {own} {known}"
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def open_item(
    connection: Connection,
    item: str,
    coder: str,
    *,
    twice: DoubleCoding | None = None,
    readings: Mapping[str, Report] | None = None,
) -> Opened:
    """The item with this id as this person sees it. Raises UnknownId, saying who rejected it if somebody did.

    `readings` are reports as they are now, where they were taken out already.
    """
    made, report, said = _item(connection, item, readings or {})
    twice = twice or double_coding(connection)
    decided = tuple(in_force(connection, item))
    return Opened(item=made, report=report, content=said, decided=decided, double=twice.chosen(item), coder=coder)


def readings_of(connection: Connection, items: Sequence[str]) -> dict[str, Report]:
    """The reports of these claims and events, taken out once."""
    named = {parts(item)[0] for item in items if kind_of(item) in ("claim", "event")}
    return _reports(connection, sorted(named)) if named else {}


def _item(connection: Connection, item: str, readings: Mapping[str, Report]) -> tuple[Item, Report | None, str]:
    kind, (one, other) = kind_of(item), parts(item)
    if kind is None:
        raise UnknownId(
            f"{item!r} is no id of an item: they are like r1-4h7x.c1-9k2m; GET /api/review/next gives them"
        )
    if kind in ("pair", "copy"):
        if not compared.known(connection, kind, (one, other)):
            raise UnknownId(f"one of {one} and {other} is not in the ledger any more")
        made = _pair(connection, item, one, other) if kind == "pair" else _copy(connection, item, one, other)
        return made, None, compared.compared_content(item)
    report = readings.get(one) or _reports(connection, [one]).get(one)
    if report is None:
        raise UnknownId(f"no report of the ledger has the id {one!r}")
    annotation = next((each for each in report.annotations() if each.id == other), None)
    if not isinstance(annotation, Claim | Event):
        gone = [each.message for each in report.issues if each.code == f"ledger.{FIELD}" and other in each.message]
        raise UnknownId(gone[0] if gone else f"no claim or event of report {one} has the id {other!r}")
    return _of_report(connection, item, report, annotation)


def _of_report(
    connection: Connection, item: str, report: Report, annotation: Claim | Event
) -> tuple[Item, Report, str]:
    account = account_of(report, _accounts(connection, report.id)).get(annotation.id)
    incident = incidents_of(connection, [account]).get(account) if account else None
    if isinstance(annotation, Claim):
        fields, doubts = claim_item.claim_fields(annotation), claim_item.claim_doubts(annotation)
        own, words = claim_item.claim_own(report, annotation), claim_item.claim_words(annotation)
        question, clues = claim_item.claim_question(annotation), claim_item.claim_clues(report, annotation)
        entries = claim_item.claim_entries(annotation)
    else:
        fields, doubts = event_item.event_fields(annotation), event_item.event_doubts(report, annotation)
        own, words = event_item.event_own(report, annotation), event_item.event_words(annotation)
        question, clues = event_item.event_question(annotation), event_item.event_clues(report, annotation)
        entries = event_item.event_entries(report, annotation)
    made = Item(
        id=item,
        kind="claim" if isinstance(annotation, Claim) else "event",
        question=question,
        actions=_ACTIONS,
        action_labels={**_LABELS},
        report=reference(report),
        annotation=annotation.id,
        passage=passage(report, words),
        fields=with_names(report, fields),
        clues=clues,
        codebook=entries,
        tier=annotation.tier if isinstance(annotation, Claim) else None,
        doubts=doubts,
        doubt=worth.doubt(doubts),
        stakes=worth.stakes(own.weight, incident),
        reasons=worth.reasons(own, incident),
        incident=incident,
    )
    return made, report, content(fields)


def _pair(connection: Connection, item: str, one: str, other: str) -> Item:
    asked = select(accounts.c.id, accounts.c.report).where(accounts.c.id.in_((one, other)))
    of = {row.id: row.report for row in connection.execute(asked)}
    found = [next((a for a in _accounts(connection, of[each]) if a.id == each), None) for each in (one, other)]
    if found[0] is None or found[1] is None:
        raise UnknownId(f"one of {one} and {other} is read otherwise now: run `reportedly link`")
    readings = _reports(connection, sorted(set(of.values())))
    return compared.pair_item(connection, item, readings, (found[0], found[1]))


def _copy(connection: Connection, item: str, one: str, other: str) -> Item:
    readings = _reports(connection, sorted({one, other}))
    return compared.copy_item(connection, item, readings[one], readings[other])


def _reports(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    taken = taking_out.taken_out(connection, ids, last(connection))
    return {each.report.id: each.report for each in taken}


def _accounts(connection: Connection, report: str) -> tuple[Account, ...]:
    row = connection.execute(select(sketches.c.body).where(sketches.c.report == report)).first()
    return unpack_sketch(row.body).outline.accounts if row else ()
