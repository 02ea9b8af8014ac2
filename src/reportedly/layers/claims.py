"""Who says what: parties, cues, and claims with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.layers.anchoring import Anchored, Annotation, Span

__all__ = [
    "HIGH",
    "MEDIUM",
    "Channel",
    "Claim",
    "Cue",
    "CueClass",
    "Link",
    "Medium",
    "Party",
    "PartyKind",
    "SourceType",
    "Stance",
    "Status",
    "Tier",
]

PartyKind = Literal[
    "person",
    "official_unnamed",
    "organisation",
    "group",
    "document",
    "poll",
    "media",
    "eyewitness",
    "social_media",
    "place",
    "outlet",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something a report says does, says or suffers: a source, a participant.

    `name` is the fullest name the report gives ("Dana Oriel", for "she"), else the words themselves.
    `entity` is the Entity, or None where the words were not linked to one.
    """

    name: str
    kind: PartyKind = "unknown"
    entity: str | None = None


CueClass = Literal[
    "speech",
    "claim",
    "denial",
    "belief",
    "perception",
    "intention",
    "demand",
    "question",
    "threat",
    "responsibility",
    "document",
    "evaluation",
    "hearsay",
    "other",
]


@dataclass(frozen=True, slots=True)
class Cue:
    """The word that reports: "said", "according to", "the claim that", a colon, "reportedly".

    `lemma` is the lexicon's entry, `frame` the construction it was found in ("that-clause", "passive-by",
    "infinitive", "according-to", ...), `kind` the class of reporting it does.
    """

    lemma: str
    kind: CueClass
    frame: str


Status = Literal[
    "asserted",
    "denied",
    "alleged",
    "believed",
    "conditional",
    "planned",
    "threatened",
    "demanded",
    "asked",
    "unknown",
]
"""What the source itself commits to about the content (ontology/stances.toml)."""

Stance = Literal["supporting", "neutral", "distancing", "rejecting"]
"""What the one who reports the source commits to, by the choice of cue (ontology/stances.toml)."""


SourceType = Literal[
    "person",
    "official_unnamed",
    "unnamed",
    "eyewitness",
    "group",
    "organisation",
    "government",
    "document",
    "poll",
    "media",
    "social_media",
    "narrator",
    "unstated",
    "unknown",
]
"""What kind of source a claim has. It belongs to the act of reporting and not to the party: the same woman is an
eyewitness where she tells of the blast and a person where she announces her candidacy; "Washington" is a place that
speaks as a government. "unnamed" is somebody no official whose name is withheld ("a person close to the talks"),
"unstated" a source that is not even described ("reportedly"); the narrator is the outlet itself."""

Channel = Literal[
    "statement",
    "interview",
    "news_conference",
    "speech",
    "testimony",
    "court_filing",
    "letter",
    "message",
    "telephone",
    "social_media",
    "broadcast",
    "publication",
    "document",
]


@dataclass(frozen=True, slots=True)
class Medium:
    """By what means a source says something: "in a statement", "on Telegram", "by telephone".

    `name` is what the report calls the platform, paper or programme, if it does ("Telegram").
    """

    channel: Channel
    name: str | None = None


HIGH = 0.75
"""From this confidence on a claim is of the high tier, which can be used unread. Measured on the development part of
PolNeAR, on which the threshold was also chosen: of 100 such claims 91 are right in content and source, and they are
46 of 100 attributions there are with the weights `open`, 54 with `polnear` (`python -m eval.tagger`)."""

MEDIUM = 0.5
"""From this confidence on a claim is of the medium tier: more likely right than wrong. Below it is the low tier."""

Tier = Literal["high", "medium", "low"]
"""How far the reading of a claim can be relied on, best first. It says nothing of whether the claim is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Annotation):
    """An attribution: somebody is reported to say, believe, deny, demand or show something.

    `span` runs from the first to the last of the words involved. `content` is what is reported (more than
    one span where it is discontinuous); `kind` is direct (all in quotation marks), indirect, or mixed.
    `cue` is None where a quotation stands alone, `source` is None where the report names nobody
    ("reportedly"). `within` is the claim in whose content this one stands: its source reports this one.

    Two firmnesses, never one number: `status` is what the source commits to; `stance` is what whoever
    reports the source (the source of `within`, else the outlet) commits to. Each is anchored to the words
    that decided it.

    `source_type` is None where no stage has looked. `anonymity` are the words by which the report explains that
    it does not name the source ("on condition of anonymity"). `audience` is who was told. `through` are outlets
    that heard, saw or carried it before this report did, outermost first ("told the Herald", "a memo seen by the
    Herald"); they are links of the chain.
    """

    content: tuple[Span, ...]
    kind: Literal["direct", "mixed", "indirect"]
    source: Anchored[Party] | None
    cue: Anchored[Cue] | None
    status: Anchored[Status]
    stance: Anchored[Stance]
    quotes: tuple[str, ...] = ()
    within: str | None = None
    source_type: Anchored[SourceType] | None = None
    anonymity: tuple[Span, ...] = ()
    medium: Anchored[Medium] | None = None
    audience: Anchored[Party] | None = None
    through: tuple[Anchored[Party], ...] = ()

    @property
    def tier(self) -> Tier:
        """How far the reading can be relied on, by `confidence`; high where none was estimated: a rule is certain."""
        if self.confidence is None or self.confidence >= HIGH:
            return "high"
        return "medium" if self.confidence >= MEDIUM else "low"


@dataclass(frozen=True, slots=True)
class Link:
    """One holder in the chain of sources of a claim or event, outermost first.

    `claim` is the claim this holder makes (None for the outlet's own voice, and for an outlet that only heard, saw
    or carried what the next holder says: `Claim.through`). `stance` is what the holder
    commits to about what the next holder says; the last holder has `status` instead: its own commitment.
    """

    holder: Party
    claim: str | None
    stance: Stance | None = None
    status: Status | None = None
