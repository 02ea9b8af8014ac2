"""A report as a ledger for people to read: voices, their claims numbered in text order, and what is told as
having happened kept apart from what is not. Terminal, page and notebook all show this view; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, get_args

from reportedly.report import (
    Claim,
    Coding,
    Event,
    Issue,
    Link,
    LoadedTerm,
    Report,
    SourceType,
    Span,
    Telling,
    Tier,
    Toll,
)

__all__ = ["NOBODY", "Ledger", "ReadClaim", "ReadEvent", "ReadTerm", "Standing", "Voice", "ledger", "reaches"]

NOBODY = "no source named"
"""The voice of claims for which the report names nobody ("reportedly"). They are not one source."""


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim with its number in text order (from 1), the letter of its voice, and the chain it hangs on."""

    number: int
    letter: str
    claim: Claim
    chain: tuple[Link, ...]


class Standing(NamedTuple):
    """Whether an event is told as having happened, by whoever tells it, and how to say so in a few words."""

    happened: bool
    label: str


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event with its number in text order (from 1), its chain, how it stands, and whether it is news.

    `telling` is None for what is not told as having happened, and where no stage has looked. `codings` are what the
    event is by each codebook.
    """

    number: int
    event: Event
    chain: tuple[Link, ...]
    standing: Standing
    telling: Telling | None = None
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A loaded term with its number in text order (from 1), the letter of the voice that uses it, and its chain.

    The letter is empty where no claim holds the term: it is the outlet's own, or nobody's yet.
    """

    number: int
    letter: str
    term: LoadedTerm
    chain: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of the report and its claims. `letter` is A, B, ... in order of first claim; ? for NOBODY.

    Claims are one voice if their sources are one entity; sources linked to none, if they are named in the same
    words. A pronoun that was not linked is a voice of its own each time. `types` are the kinds of source it is in
    these claims, in text order; empty where no stage has looked.
    """

    letter: str
    name: str
    kind: str
    descriptions: tuple[Span, ...]
    types: tuple[SourceType, ...]
    claims: tuple[ReadClaim, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a report says, ready to be shown. `claims`, `events`, `loaded`, `tolls`: None where no stage has looked.

    `left_out` is how many claims are of a lower tier than those asked for.
    """

    report: Report
    outlet: str
    voices: tuple[Voice, ...]
    claims: tuple[ReadClaim, ...] | None
    events: tuple[ReadEvent, ...] | None
    loaded: tuple[ReadTerm, ...] | None
    tolls: tuple[Toll, ...] | None
    issues: tuple[Issue, ...]
    left_out: int = 0


def ledger(report: Report, tier: Tier = "low") -> Ledger:
    """The ledger of a report, its claims of this tier or better.

    Only the list of claims is shorter then. Numbers, letters and chains are those of all claims, and events and
    loaded words stay, whoever tells or uses them: so nothing refers to what another view would not know.
    """
    outlet = report.publication.outlet
    letters = _letters(report)
    claims = None
    if report.claims is not None:
        claims = tuple(
            ReadClaim(number, letters[claim.id], claim, report.chain(claim))
            for number, claim in enumerate(sorted(report.claims, key=_reading_order), 1)
            if reaches(claim, tier)
        )
    events = None
    if report.events is not None:
        chained = [(event, report.chain(event)) for event in sorted(report.events, key=lambda e: e.span)]
        told = {telling.event: telling for telling in report.tellings or ()}
        coded: dict[str, list[Coding]] = {}
        for coding in report.codings or ():
            coded.setdefault(coding.event, []).append(coding)
        events = tuple(
            ReadEvent(n, e, chain, _standing(e, chain), told.get(e.id), tuple(coded.get(e.id, ())))
            for n, (e, chain) in enumerate(chained, 1)
        )
    loaded = None
    if report.loaded is not None:
        loaded = tuple(
            ReadTerm(number, letters.get(term.claim or "", ""), term, report.chain(term))
            for number, term in enumerate(sorted(report.loaded, key=lambda t: t.span), 1)
        )
    return Ledger(
        report=report,
        outlet=outlet.value if outlet else "this report",
        voices=_voices(report, claims or ()),
        claims=claims,
        events=events,
        loaded=loaded,
        tolls=report.tolls,
        issues=tuple(sorted(report.issues, key=lambda issue: issue.span)),
        left_out=len(report.claims or ()) - len(claims or ()),
    )


def reaches(claim: Claim, tier: Tier) -> bool:
    """Whether the claim is of this tier or a better one."""
    best_first = get_args(Tier)
    return best_first.index(claim.tier) <= best_first.index(tier)


def _reading_order(claim: Claim) -> tuple[int, int, int]:
    # The one who reports comes before the one who is reported, where both hold the same words.
    return claim.content[0].start if claim.content else claim.span.start, -claim.span.end, claim.within is not None


def _voice_key(claim: Claim, pronouns: frozenset[Span]) -> str:
    """What makes two claims one voice: the same entity, else the same words. An unlinked "they" is nobody else's."""
    if claim.source is None:
        return NOBODY
    party = claim.source.value
    if party.entity is None and (open_words := pronouns.intersection(claim.source.spans)):
        return f"{party.name}@{min(open_words).start}"
    return party.entity or party.name.casefold()


def _letters(report: Report) -> dict[str, str]:
    """The letter of each claim's voice, by claim id."""
    pronouns = frozenset(mention.span for mention in report.mentions or () if mention.form == "pronoun")
    by_voice = {NOBODY: "?"}
    letters = {}
    for claim in sorted(report.claims or (), key=_reading_order):
        key = _voice_key(claim, pronouns)
        letters[claim.id] = by_voice.setdefault(key, _letter(len(by_voice) - 1))
    return letters


def _letter(number: int) -> str:
    return ("" if number < 26 else _letter(number // 26 - 1)) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]


def _voices(report: Report, claims: tuple[ReadClaim, ...]) -> tuple[Voice, ...]:
    entities = {entity.id: entity for entity in report.entities or ()}
    by_letter: dict[str, list[ReadClaim]] = {}
    for read in claims:
        by_letter.setdefault(read.letter, []).append(read)
    out = []
    for letter, own in by_letter.items():
        source = own[0].claim.source
        entity = entities.get(source.value.entity or "") if source else None
        out.append(
            Voice(
                letter=letter,
                name=source.value.name if source else NOBODY,
                kind=source.value.kind if source else "unknown",
                descriptions=entity.descriptions if entity else (),
                types=tuple(
                    dict.fromkeys(read.claim.source_type.value for read in own if read.claim.source_type is not None)
                ),
                claims=tuple(own),
            )
        )
    return tuple(sorted(out, key=lambda voice: voice.letter == "?"))


_NOT_HAPPENED = {
    "attempted": "attempted, according to {who}; not told as carried out",
    "foiled": "foiled, according to {who}; not told as carried out",
    "planned": "planned, according to {who}; not told as having happened",
    "threatened": "threatened, according to {who}; not told as having happened",
    "conditional": "conditional, according to {who}; not told as having happened",
    "hypothetical": "hypothetical, according to {who}; not told as having happened",
    "advocated": "called for, according to {who}; not told as having happened",
    "unknown": "not clear whether it happened, according to {who}",
}
_OFTEN = {"specific": "", "iterative": ", more than once", "habitual": ", as a habit"}
_HOW_FAR = {
    "begun": ", begun",
    "continuing": ", still going on",
    "finished": ", finished",
    "ended": ", ended",
    "interrupted": ", interrupted",
    "resumed": ", resumed",
    "repeated": ", once more",
}


def _standing(event: Event, chain: tuple[Link, ...]) -> Standing:
    """Modality, polarity, genericity and aspect of the event, and how firmly its teller holds it, in one phrase."""
    teller = chain[-1].holder.name
    status = chain[-1].status or "asserted"
    if event.modality.value != "actual":
        return Standing(False, _NOT_HAPPENED[event.modality.value].format(who=teller))
    if event.polarity.value == "negative":
        how = "denied by" if status == "denied" else "not having happened, according to"
        return Standing(False, f"{how} {teller}")
    if event.genericity.value == "generic":
        return Standing(False, f"no particular occurrence; said in general by {teller}")
    often = _OFTEN[event.genericity.value] + (_HOW_FAR[event.aspect.value] if event.aspect else "")
    if status in {"alleged", "believed"}:
        return Standing(
            True, f"{status} by {teller}{often}" if teller != "somebody not named" else f"{status}{often}"
        )
    return Standing(True, f"told as fact by {teller}{often}")
