"""Who claims an incident, who blames whom for it, who denies, admits, is suspected: each as its own saying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.incidents.account_reading import UNNAMED, AccountReading
from reportedly.incidents.sayings import Saying
from reportedly.incidents.told_values import merged, names_somebody
from reportedly.report import Claim, Party, Responsibility

__all__ = ["KINDS", "blame"]

KINDS = {
    "claimed": "claimed by",
    "admitted": "admitted by",
    "accused": "blamed:",
    "suspected": "suspected:",
    "unknown": "spoken of as behind it:",
    "denied": "denied by",
}
"""How each kind of responsibility is worded before the name of the party, in the order in which they are shown."""

_IN_NAME_OF = re.compile(
    r"^(?:an? |the )?(?:\w+ )?(?:statement|message|claim|video|post|letter|communiqu[ée]|call|caller)\s+"
    r"(?:\w+ )?(?:in the name of|on behalf of|from|by|signed by|attributed to)\s+(?:the )?(.+)$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:groups?|separatists?|rebels?|militants?|insurgents?|guerrillas?|fighters|factions?|militias?|organi[sz]ations?|"
    r"movements?|outfits?|gangs?|cartels?)$",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:responsib\w*|involve\w*|behind|carr(?:y|ied|ying) out|planted|planting|attack\w*|bomb\w*|explosion|blast|"
    r"killing\w*|shooting\w*|role in|part in|any hand|had fired|opened fire|fired)\b",
    re.IGNORECASE,
)


def blame(reading: AccountReading) -> list[Saying]:
    """The responsibilities of the account's events, and denials that are claims without an event of their own.

    What the outlet tells in its own voice ("terrorists struck") is no responsibility but the field actor. A statement
    "in the name of" a group is the group's. A description ("a little-known group") is taken for the only
    party that the same report names in the same role, and says so in `inferred`.
    """
    sayings = []
    mine = {event.id for event in reading.events}
    for event in reading.report.events or ():
        own = event.id in mine
        if not own and not (reading.main and _denies_only(reading, event.id, event.responsibility)):
            continue
        sayings += [_saying(reading, each, event.id) for each in event.responsibility if _answers(each)]
    if reading.main:
        sayings += _denials(reading, sayings)
    return merged(_named(sayings))


def _answers(said: Responsibility) -> bool:
    """Whether somebody is held to account at all: who is only told to have done it is an actor (`told_values`), and
    "pellets" or "custody" are nobody."""
    party = said.party.value
    somebody = party.kind != "unknown" or (said.actor is not None and said.actor.kind is not None)
    return said.kind != "stated" and names_somebody(party) and somebody


def _denies_only(reading: AccountReading, event: str, said: tuple[Responsibility, ...]) -> bool:
    """Of events of no incident (what is denied did not happen) those by which somebody answers for this one."""
    return event not in reading.tellings and bool(said) and all(each.kind == "denied" for each in said)


def _saying(reading: AccountReading, said: Responsibility, event: str) -> Saying:
    party = _behind(said.party.value)
    by = _behind(said.by.value) if said.by and said.by.value.name != UNNAMED else None
    chain = reading.chain(said.claim)
    outlet = reading.report.publication.outlet
    if said.claim is None and by and (outlet is None or by.name != outlet.value) and by.kind != "outlet":
        chain = reading.spoken_by(by)
    spans = tuple(dict.fromkeys((*said.party.spans, *said.cue)))
    return reading.saying(
        "responsibility",
        f"{KINDS[said.kind]} {party.name}",
        spans,
        chain,
        kind=said.kind,
        by=by.name if by else None,
        party=party,
        event=event,
        sort=said.actor.kind.value if said.actor and said.actor.kind else None,
        inferred=said.party.inferred,
    )


def _behind(party: Party) -> Party:
    """The group in whose name a statement speaks; any other party as it is."""
    match = _IN_NAME_OF.match(party.name)
    return replace(party, name=match[1], kind="group") if match else party


def _denials(reading: AccountReading, known: list[Saying]) -> Iterator[Saying]:
    """Claims by which a party that is named as behind it denies the act, where no event tells so."""
    named = {s.party.name for s in known if s.party}
    denied = {s.by for s in known if s.kind == "denied"}
    for claim in reading.report.claims or ():
        source = claim.source.value if claim.source else None
        if source is None or claim.status.value != "denied" or not claim.cue or claim.cue.value.kind != "denial":
            continue
        if source.kind not in {"group", "organisation", "person", "official_unnamed"} or not _of_the_act(claim):
            continue
        if source.name in denied and source.name not in named:
            continue
        named_by = claim.source.spans if claim.source else ()
        spans = (*named_by, *claim.cue.spans, *claim.content)
        yield reading.saying(
            "responsibility",
            f"{KINDS['denied']} {source.name}",
            spans,
            reading.chain(claim),
            kind="denied",
            by=source.name,
            party=source,
        )


def _of_the_act(claim: Claim) -> bool:
    """Whether what is denied is having done something violent: "having planted a bomb", "any role in the attack"."""
    content = " ".join(span.words for span in claim.content)
    return bool(_ACT.search(content)) and bool(
        re.match(
            r"(?:having|any|that (?:it|he|she|they|any)|it|he|she|they|respons|involve|being)\b",
            content,
            re.IGNORECASE,
        )
    )


def _named(sayings: list[Saying]) -> Iterator[Saying]:
    for saying in sayings:
        if saying.party is None or _proper(saying.party.name):
            yield saying
            continue
        alike = {
            other.party.name: other.party
            for other in sayings
            if other.kind == saying.kind and other.party and _proper(other.party.name)
        }
        described = _GROUP.search(saying.party.name)
        if len(alike) != 1 or not described or saying.kind not in {"claimed", "admitted", "denied"}:
            yield saying
            continue
        [party] = alike.values()
        why = f"“{saying.party.name}”: the report names no other that {saying.kind} it"
        by = party.name if saying.by == saying.party.name else saying.by
        yield replace(saying, party=party, by=by, value=f"{KINDS[saying.kind]} {party.name}", inferred=why)


def _proper(name: str) -> bool:
    """Whether it is a name and not a description: a capital beyond an article and the beginning of a sentence."""
    words = re.sub(r"^(an?|the) ", "", name, flags=re.IGNORECASE).split()
    if len(words) == 1:
        return len(words[0]) > 1 and words[0].isupper()
    return sum(word[:1].isupper() for word in words) >= 2
