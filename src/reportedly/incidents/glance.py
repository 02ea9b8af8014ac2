"""What is in a report in a few words, for lists: how many claims of which voices, which incidents, what to look at.

It names no person. Who reads a list may not be allowed to see the names of private people, and who is private is
only known when all reports are linked: so people are counted by what kind of source they are, and bodies are named.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass

import msgspec

from reportedly.incidents.accounts import Account, Figure
from reportedly.incidents.sketch import Sketch
from reportedly.report import Claim, Coding, Newness, Report, SourceType

__all__ = ["GLANCE_VERSION", "Glance", "Happening", "Voices", "glance", "pack_glance", "unpack_glance"]

GLANCE_VERSION = "1"
"""Glances of another version are made anew from the reading."""

MOST = 6
"""Voices, and incidents, that are told one by one; of the rest there is a number."""

_BODIES = frozenset({"organisation", "group", "document", "poll", "media", "place"})
_OF_SOMEBODY = re.compile(r"['’]s?(?=\s|$)")
"""A body that is called after somebody ("Robertson's lawyers") may be called after a private person."""


@dataclass(frozen=True, slots=True)
class Voices:
    """So many claims of one body by its name, or of all sources of a kind that are not named here (name None)."""

    source_type: SourceType
    name: str | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An incident as the report tells it. `kind` is type and mode ("ASSAULT/firearms"), `coded` the type by the
    codebook of incidents; `place` as gazetteer or report have it; days ISO, inclusive; None where it says nothing."""

    number: int
    newness: Newness
    kind: str | None
    coded: str | None
    place: str | None
    country: str | None
    day_from: str | None
    day_to: str | None
    killed: Figure | None
    injured: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Counts are of the whole report. `doubted` are claims whose source or reporter keeps a distance: denied,
    alleged, distanced and the like. `own_loaded` are loaded words in the outlet's own voice. `read` is False where no
    stage looked for claims (another language)."""

    read: bool
    claims: int
    doubted: int
    voices: tuple[Voices, ...]
    more_voices: int
    happenings: tuple[Happening, ...]
    more_happenings: int
    loaded: int
    own_loaded: int
    issues: int
    document: str | None


def glance(report: Report, sketch: Sketch) -> Glance:
    """What to show of a report in a list, from its reading and its sketch."""
    claims = report.claims or ()
    voices = _voices(claims, {each.entity for each in sketch.appearances if each.sign == "private"})
    told = [account for account in sketch.outline.accounts if account.events and account.kind]
    codings = _codings(report)
    loaded = report.loaded or ()
    return Glance(
        read=report.claims is not None,
        claims=len(claims),
        doubted=sum(_doubted(claim) for claim in claims),
        voices=tuple(voices[:MOST]),
        more_voices=len(voices[MOST:]),
        happenings=tuple(_happening(account, codings) for account in told[:MOST]),
        more_happenings=len(told[MOST:]),
        loaded=len(loaded),
        own_loaded=sum(term.voice == "outlet" for term in loaded),
        issues=len(report.issues),
        document=report.document.value if report.document else None,
    )


def pack_glance(made: Glance) -> bytes:
    """Deflated JSON; equal glances give equal bytes."""
    return zlib.compress(msgspec.json.encode(made))


def unpack_glance(body: bytes) -> Glance:
    """What `pack_glance` packed."""
    return msgspec.json.decode(zlib.decompress(body), type=Glance)


def _voices(claims: tuple[Claim, ...], private: set[str]) -> list[Voices]:
    """The most heard first; among equals by kind and name."""
    many: Counter[tuple[SourceType, str | None]] = Counter()
    for claim in claims:
        kind: SourceType = (
            claim.source_type.value if claim.source_type else ("unknown" if claim.source else "unstated")
        )
        party = claim.source.value if claim.source else None
        named = party is not None and party.kind in _BODIES and party.entity not in private
        many[kind, party.name if party and named and not _OF_SOMEBODY.search(party.name) else None] += 1
    ordered = sorted(many.items(), key=lambda each: (-each[1], each[0][1] is None, each[0][0], each[0][1] or ""))
    return [Voices(kind, name, count) for (kind, name), count in ordered]


def _doubted(claim: Claim) -> bool:
    return claim.status.value not in {"asserted", "unknown"} or claim.stance.value in {"distancing", "rejecting"}


def _codings(report: Report) -> dict[str, Coding]:
    """The coding of each event that has a type by the codebook of incidents."""
    return {each.event: each for each in report.codings or () if each.type and each.codebook == "incidents"}


def _happening(account: Account, codings: dict[str, Coding]) -> Happening:
    coded = [codings[event] for event in account.events if event in codings]
    chief = next((each for each in coded if each.codable), coded[0] if coded else None)
    site = account.site
    return Happening(
        number=account.number,
        newness=account.newness,
        kind=account.kind,
        coded=(chief.subtype or chief.type) if chief else None,
        place=site.name if site else None,
        country=site.country if site else None,
        day_from=account.day_from,
        day_to=account.day_to,
        killed=account.killed,
        injured=account.injured,
    )
