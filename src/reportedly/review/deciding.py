"""Deciding an item and taking that back: what a person decides takes effect at once, all of it or nothing.

A decision is kept in `decisions`, with what was seen and what it should be. What follows from it is entered as what
people enter elsewhere: corrections, rejections, judgements. A blind decision has no effect until a second one says
the same, or somebody adjudicates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from reportedly.derive.progress import note
from reportedly.derive.relink import relink
from reportedly.derive.renew import renew
from reportedly.errors import AlreadyDecided, BadDecision, OwnWork, UnknownId
from reportedly.incidents.judgement import Judgement, Verdict
from reportedly.review import leases, queue
from reportedly.review.changes import Change, changed_fields, field_values, values_of
from reportedly.review.double_coding import agree, blind_pair
from reportedly.review.item import parts
from reportedly.review.opened import Opened, open_item
from reportedly.store import correcting, decisions, judging, taking_out
from reportedly.store.as_of import last
from reportedly.store.corrections import Correction, corrected
from reportedly.store.decisions import Action, Decision
from reportedly.store.derived import questions
from reportedly.store.ledger import Ledger
from reportedly.store.rejecting import FIELD
from reportedly.store.schema import entries, judgements

__all__ = ["Outcome", "adjudicate", "changes_of", "decide", "undo"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision as it was kept, where the item stands for whoever made it, and the reports that changed by it.

    `judged` is whether a judgement was made, so that linking would come out otherwise.
    """

    decision: Decision
    state: str
    said: str
    changed: tuple[str, ...] = ()
    judged: bool = False


def decide(
    ledger: Ledger,
    item: str,
    action: Action,
    *,
    author: str,
    key: str,
    changes: Sequence[Change] = (),
    reason: str = "",
    seconds: float | None = None,
    seen: str | None = None,
) -> Outcome:
    """Decide an item; the same key of the same author again gives what was decided then and changes nothing.

    `seen` is the ETag of the item as it was looked at. Raises AlreadyDecided where somebody decided or changed it
    since, BadDecision for what the item does not allow, BadCorrection, UnknownId, LedgerBusy.
    """
    with ledger.writing() as connection:
        known = decisions.with_key(connection, author, key)
        if known is not None:
            return _again(connection, known, item, action)
        opened = open_item(connection, item, author)
        _check(opened, action, changes, seen)
        made = _made(opened, action, changes, author, key, reason, seconds, opened.round)
        if action == "skip":
            return _kept(connection, ledger.now(), opened, made)
        if opened.round == "blind":
            return _blind(connection, ledger.now(), opened, made, changes)
        return _single(connection, ledger.now(), opened, made, changes)


def adjudicate(
    ledger: Ledger,
    item: str,
    action: Action,
    *,
    author: str,
    key: str,
    changes: Sequence[Change] = (),
    take: int | None = None,
    reason: str = "",
    seconds: float | None = None,
    seen: str | None = None,
) -> Outcome:
    """Decide an item on which two coders differ; `take` is the number of the decision of theirs that is right.

    Raises OwnWork where the adjudicator is one of the two, and what `decide` raises.
    """
    with ledger.writing() as connection:
        known = decisions.with_key(connection, author, key)
        if known is not None:
            return _again(connection, known, item, known.action)
        opened = open_item(connection, item, author)
        if opened.standing != "disputed":
            raise AlreadyDecided(f"{item} is not disputed (any more): it is {opened.standing}")
        one, other = blind_pair(opened.decided)
        both = [each for each in (one, other) if each is not None]
        if any(each.author == author for each in both):
            raise OwnWork("you are one of the two who coded this: somebody else has to adjudicate it")
        if seen is not None and seen != opened.etag:
            raise AlreadyDecided("somebody has changed this since you saw it; look at it again, then decide")
        if take is not None:
            right = next((each for each in both if each.sequence == take), None)
            if right is None:
                raise BadDecision(f"{take} is neither of the two decisions on {item}")
            action, changes = right.action, changes_of(right)
        if action == "skip":
            raise BadDecision("an adjudication decides: to leave it, do nothing")
        _allowed(opened, action, changes)
        made = _made(opened, action, changes, author, key, reason, seconds, "adjudication")
        return _single(connection, ledger.now(), opened, made, changes)


def undo(ledger: Ledger, number: int | None, *, author: str, reason: str = "", anybodys: bool = False) -> Outcome:
    """Take a decision back with all that it entered; the trace stays. None is the author's latest in force.

    Raises UnknownId where there is none, OwnWork for somebody else's (unless `anybodys`), and BadDecision where what
    it entered was corrected or judged anew since.
    """
    said = reason.strip() or "taken back in review"
    with ledger.writing() as connection:
        taken = _to_undo(connection, number, author, anybodys)
        now, before = ledger.now(), queue.in_step(connection)
        standing_before = decisions.in_force(connection, taken.item)
        bearer = _bearer(taken, standing_before)
        judged = _withdraw_effects(connection, bearer, author, said, now)
        sequence = decisions.withdraw(connection, taken.sequence, author, said, now)
        changed, again = _refresh(connection, taken.item, touched=bool(bearer.effects))
        told = _later("taken back: it is asked again", again)
        if judged:
            told = _relinked(connection, taken.item, told)
        _step_on(connection, before)
        back = decisions.decision(connection, sequence)
        state = _state_of(connection, taken.item, author)
        assert back is not None  # noqa: S101  it was written just now
        return Outcome(back, state, told, changed, judged)


def changes_of(made: Decision) -> tuple[Change, ...]:
    """The corrections of a decision, as they were given."""
    return tuple(Change.from_json(each) for each in made.body.get("changes", ()))


def _again(connection: Connection, known: Decision, item: str, action: Action) -> Outcome:
    if (known.item, known.action) != (item, action):
        raise BadDecision(
            f"the key {known.key!r} stands for another decision ({known.action} of {known.item}); make a new key "
            "for each decision"
        )
    return Outcome(known, _state_of(connection, item, known.author), "this was decided before; nothing changed")


def _check(opened: Opened, action: Action, changes: Sequence[Change], seen: str | None) -> None:
    last_made = opened.decided[-1] if opened.decided else None
    if opened.state in ("decided", "disputed"):
        who = "you" if last_made and last_made.author == opened.coder else "somebody"
        how = "take that back first" if who == "you" else "it waits for adjudication"
        if opened.state == "decided":
            how = "take that decision back first, if it is wrong"
        raise AlreadyDecided(f"{who} decided {opened.item.id} meanwhile; {how}")
    if seen is not None and seen != opened.etag:
        raise AlreadyDecided("this was changed since you saw it; look at it again, then decide")
    _allowed(opened, action, changes)


def _allowed(opened: Opened, action: Action, changes: Sequence[Change]) -> None:
    if action not in opened.item.actions:
        raise BadDecision(
            f"{action} is no decision about a {opened.item.kind}: there are {', '.join(opened.item.actions)}"
        )
    if (action == "correct") != bool(changes):
        raise BadDecision("correct needs one correction or more, and no other decision has any")


def _made(
    opened: Opened,
    action: Action,
    changes: Sequence[Change],
    author: str,
    key: str,
    reason: str,
    seconds: float | None,
    round: Any,
) -> Decision:
    item = opened.item
    body: dict[str, Any] = {"seen": opened.content, "before": values_of(item.fields)}
    if item.passage is not None:
        body["window"] = [item.passage.start, item.passage.start + len(item.passage.text)]
    if changes and opened.report is not None:
        body["changes"] = [each.to_json(opened.report.text) for each in changes]
        body["after"] = field_values(opened.report, item, changes, author)
    return Decision(
        item=item.id,
        kind=item.kind,
        action=action,
        round=round,
        author=author,
        key=key,
        reason=reason.strip(),
        report=item.report.id if item.report else None,
        content=opened.content,
        body=msgspec.json.decode(msgspec.json.encode(body)),  # as it is read back: lists, no tuples
        seconds=None if seconds is None else min(seconds, 86_400.0),
    )


def _kept(connection: Connection, now: str, opened: Opened, made: Decision, said: str = "skipped") -> Outcome:
    """Write a decision that has no effect now."""
    before = queue.in_step(connection)
    sequence = decisions.add(connection, made, now)
    leases.let_go(connection, opened.item.id, opened.coder)
    _step_on(connection, before)
    state = "open" if made.action == "skip" else "pending"
    return Outcome(replace(made, sequence=sequence, at=now), state, said)


def _blind(connection: Connection, now: str, opened: Opened, made: Decision, changes: Sequence[Change]) -> Outcome:
    others = [each for each in opened.decided if each.author != opened.coder]
    first, _ = blind_pair([each for each in others if each.body.get("seen") == opened.content])
    if first is None:
        return _kept(connection, now, opened, made, "kept; it takes effect if a second coder says the same")
    if agree(first, made):
        both = f"{first.author} and {made.author}"
        return _single(connection, now, opened, made, changes, by=both, said="both coders agree: it takes effect")
    # A coder never learns what the other said, only that it goes to somebody who was neither.
    out = _kept(connection, now, opened, made, "kept; two coders differ, and somebody else adjudicates")
    connection.execute(update(questions).where(questions.c.item == opened.item.id).values(state="disputed"))
    return replace(out, state="disputed")


def _single(
    connection: Connection,
    now: str,
    opened: Opened,
    made: Decision,
    changes: Sequence[Change],
    *,
    by: str | None = None,
    said: str = "",
) -> Outcome:
    """Write a decision and what it entails."""
    before = queue.in_step(connection)
    effects = _enter(connection, now, opened, made, changes, by or made.author)
    changed: tuple[str, ...] = ()
    again: str | None = None
    if effects and opened.report is not None:
        changed, again = _refresh(connection, opened.item.id, touched=True)
    content = _content_now(connection, opened) if changed else opened.content
    made = replace(made, effects=effects, content=content)
    sequence = decisions.add(connection, made, now)
    connection.execute(delete(questions).where(questions.c.item == opened.item.id))
    leases.let_go(connection, opened.item.id, opened.coder)
    _step_on(connection, before)
    judged = opened.report is None and bool(effects)
    told = _later(said or _TOLD[made.action], again)
    if judged:
        told = _relinked(connection, opened.item.id, told)
    return Outcome(replace(made, sequence=sequence, at=now), "decided", told, changed, judged)


def _relinked(connection: Connection, item: str, told: str) -> str:
    """Link by what was judged at once, where that can be; else say when it will be linked by."""
    made = relink(connection)
    if made.again is None:
        queue.after_judging(connection, parts(item))
    return _later(told, made.again)


def _later(told: str, again: str | None) -> str:
    return told if again is None else f"{told}; incidents follow when the ledger is linked: {again}"


_TOLD = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "unsure": "left open"}


def _enter(
    connection: Connection, now: str, opened: Opened, made: Decision, changes: Sequence[Change], by: str
) -> tuple[int, ...]:
    reason = made.reason or _REASONS[made.action]
    one, other = parts(opened.item.id)
    if opened.report is None:
        verdict = _VERDICTS[opened.item.kind, made.action]
        return (judging.judge(connection, Judgement(verdict=verdict, a=one, b=other, author=by, reason=reason), now),)
    if made.action == "reject":
        fields = [Change(FIELD, True)]
    elif made.action == "correct":
        fields = changed_fields(opened.report, opened.item, changes)
    else:
        return ()
    report, out = opened.report, []
    for each in fields:
        correction = Correction(
            report=one,
            annotation=other,
            field=each.field,
            value=each.value,
            spans=each.spans,
            author=by,
            reason=reason,
        )
        report = corrected(report, correction)
        out.append(correcting.add(connection, correction, now))
    return tuple(out)


_REASONS = {"accept": "accepted in review", "correct": "corrected in review", "reject": "rejected in review"}
_REASONS["unsure"] = "left open in review"

_VERDICTS: dict[tuple[str, str], Verdict] = {
    ("pair", "accept"): "same",
    ("pair", "reject"): "different",
    ("pair", "unsure"): "unsure",
    ("copy", "accept"): "copy",
    ("copy", "reject"): "independent",
}


def _refresh(connection: Connection, item: str, *, touched: bool) -> tuple[tuple[str, ...], str | None]:
    """Bring what is derived of the report in step, if it was touched, and the rows of the queue.

    Gives the reports that changed, and why their incidents can only follow when the ledger is linked, if so.
    """
    one, other = parts(item)
    if other.startswith(("a", "r")):
        queue.restore_compared(connection, item)
        return (), None
    taken = taking_out.taken_out(connection, [one], last(connection))
    if not taken:
        return (), None
    report = taken[0].report
    made = renew(connection, one) if touched else None
    queue.renew(connection, report)
    if made and (made.before or made.after):
        moved = {each for accounts in (*made.before.values(), *made.after.values()) for each in accounts}
        queue.after_judging(connection, {one} | moved)
    return ((one,), made.again) if made else ((), None)


def _content_now(connection: Connection, opened: Opened) -> str:
    try:
        return open_item(connection, opened.item.id, opened.coder).content
    except UnknownId:
        return ""  # it was rejected


def _to_undo(connection: Connection, number: int | None, author: str, anybodys: bool) -> Decision:
    if number is None:
        number = decisions.latest_of(connection, author)
        if number is None:
            raise UnknownId(f"{author} has no decision in force to take back")
    taken = decisions.decision(connection, number)
    if taken is None or taken.withdrawn:
        raise UnknownId(f"no decision has the number {number}")
    if all(each.sequence != number for each in decisions.in_force(connection, taken.item)):
        raise UnknownId(f"decision {number} is not in force any more: it was taken back already, or decided anew")
    if taken.author != author and not anybodys:
        raise OwnWork(f"decision {number} is {taken.author}'s: only they, or who adjudicates, can take it back")
    return taken


def _bearer(taken: Decision, standing_now: Sequence[Decision]) -> Decision:
    """Which decision bears the effects: the second of two that agreed bears those of both."""
    if taken.round != "blind" or taken.effects:
        return taken
    partner = [
        each for each in standing_now if each.round == "blind" and each.effects and each.author != taken.author
    ]
    return partner[-1] if partner else taken


def _withdraw_effects(connection: Connection, taken: Decision, author: str, reason: str, now: str) -> bool:
    """Take back what a decision entered, the last first; returns whether a judgement was among it."""
    judged = False
    for number in reversed(taken.effects):
        of_people = connection.scalar(select(judgements.c.sequence).where(judgements.c.sequence == number))
        of_report = connection.scalar(select(entries.c.sequence).where(entries.c.sequence == number))
        try:
            if of_people is not None:
                judged = True
                judging.withdraw(connection, number, author, reason, now)
            elif of_report is not None:
                correcting.withdraw(connection, number, author, reason, now)
        except UnknownId as error:
            raise BadDecision(
                f"decision {taken.sequence} cannot be taken back: what it entered (number {number}) was corrected or "
                "judged anew since; change that instead"
            ) from error
    return judged


def _state_of(connection: Connection, item: str, coder: str) -> str:
    try:
        return open_item(connection, item, coder).state
    except UnknownId:
        return "decided"


def _step_on(connection: Connection, before: bool) -> None:
    if before:
        note(connection, queue.STEP, last(connection))
