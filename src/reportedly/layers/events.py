"""What is told to have happened: events, their participants and figures, how each is told and coded, tolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.layers.anchoring import Anchored, Annotation, Span
from reportedly.layers.claims import Party
from reportedly.values.actor import ActorKind, Affiliation, Standing
from reportedly.values.count import Count, Unit
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

__all__ = [
    "Actor",
    "Aspect",
    "Coding",
    "DocumentType",
    "Event",
    "Genericity",
    "Ground",
    "Lack",
    "Modality",
    "Newness",
    "Participant",
    "Polarity",
    "Quantity",
    "Responsibility",
    "Telling",
    "Toll",
]

Modality = Literal[
    "actual",
    "attempted",
    "foiled",
    "planned",
    "threatened",
    "conditional",
    "hypothetical",
    "advocated",
    "unknown",
]
Polarity = Literal["positive", "negative"]
Genericity = Literal["specific", "iterative", "habitual", "generic"]

Aspect = Literal["begun", "continuing", "finished", "ended", "interrupted", "resumed", "repeated"]
"""How far an event is told to be, in the terms of TimeML's aspectual links: INITIATES (begun), CONTINUES and the

progressive (continuing), CULMINATES (finished: it reached its goal), TERMINATES (ended: it did not have to),
REINITIATES (resumed). TimeML has no word of its own for what stopped for a time (interrupted) or took place once more
(repeated).
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """What a party to an event is, as far as the report says; every field with its words, None where open.

    `kind` and `subtype` are declared in ontology/actors.toml ("civilians", "journalists"). `known_as` is the entry of
    lexicons/actors_known.en.toml that a name or alias stands for. `country` is ISO 3166-1 alpha-2. `standing` is
    given for persons alone; where it is open, a careful export treats them as private.
    """

    kind: Anchored[ActorKind] | None = None
    subtype: Anchored[str] | None = None
    known_as: Anchored[str] | None = None
    country: Anchored[str] | None = None
    affiliation: Anchored[Affiliation] | None = None
    standing: Anchored[Standing] | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's role in an event: actor, recipient, victim, target, instrument, cause, side_a, side_b (ontology).

    `actor` says what sort of actor the party is; None where nothing of it is told, and for what is no actor at all.
    """

    role: str
    party: Anchored[Party]
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many were killed, injured, ... in an event. `effect` is declared in ontology/events.toml.

    `count` has the least, the most and, where the words give one, the number itself; `unit` is what it counts. `of`
    is the group they were of; `claim` is the innermost claim that gives the figure (None: the outlet itself).
    """

    effect: str
    count: Count
    of: str | None = None
    claim: str | None = None
    unit: Unit = "persons"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to be behind an event, and in which way; `claim` is the attribution that says so.

    `by` is who says it: a source, or the outlet; None where the words leave it open ("is suspected of"). `cue` are
    the words that say it ("claimed responsibility"), or for a plain doer the word that tells the deed.
    """

    kind: Literal["stated", "claimed", "admitted", "accused", "suspected", "denied", "unknown"]
    party: Anchored[Party]
    claim: str | None = None
    by: Anchored[Party] | None = None
    cue: tuple[Span, ...] = ()
    actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Annotation):
    """An occurrence that the report speaks of; `span` is its trigger ("killed", "the explosion").

    `type` and `mode` are declared in ontology/events.toml. `mentions` are other words for the same event
    ("Both attacks"). `polarity`, `modality` and `genericity` say whether it is told as having happened, and
    as one occurrence; `aspect` how far it is told to be (None: the words do not say). They are never folded into
    the type. `claim` is the innermost claim in whose content it stands (None: the outlet's own voice).
    `contexts` are the matters in which it stands ("economic", "military"; ontology/contexts.toml), each with the
    words of its clause that show it.
    """

    type: str
    mode: str | None
    participants: tuple[Participant, ...]
    time: Anchored[TimeValue] | None
    place: Anchored[PlaceName] | None
    quantities: tuple[Anchored[Quantity], ...]
    polarity: Anchored[Polarity]
    modality: Anchored[Modality]
    genericity: Anchored[Genericity]
    aspect: Anchored[Aspect] | None = None
    responsibility: tuple[Responsibility, ...] = ()
    mentions: tuple[Span, ...] = ()
    violent: bool = False
    claim: str | None = None
    contexts: tuple[Anchored[str], ...] = ()

    @property
    def occurred(self) -> bool:
        """Told as having happened (by whoever tells it): actual and not negated."""
        return self.modality.value == "actual" and self.polarity.value == "positive"

    @property
    def discrete(self) -> bool:
        """Told as one occurrence that happened, not as a series, a habit or a kind of thing."""
        return self.occurred and self.genericity.value == "specific"


Newness = Literal["main", "new", "background"]
"""Whether a report tells something as its news ("main": of its main incident) or recalls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Annotation):
    """How a report tells an event that it says happened: as news or as something past, and of which incident.

    `event` is the id of the Event, `span` its trigger. `newness` holds the words that decide, or the rule. `incident`
    numbers the incidents of a report from 1 in the order of their weight, 1 being the main one; None for what is no
    incident of violence or harm and belongs to none. What is recalled belongs to an incident of its own.
    """

    event: str
    newness: Anchored[Newness]
    incident: int | None = None


DocumentType = Literal[
    "report", "breaking", "follow-up", "court", "background", "round-up", "opinion", "interview", "statement"
]
"""What kind of text a report is, as codebooks ask before they code it (docs/report.md)."""

Lack = Literal["type", "actual", "once", "new", "day", "place", "own"]
"""What keeps an event from being coded: it is of no type of the codebook, is not told as having happened or as one
occurrence, is recalled and no news, has no range of days, has no place, or is part of an incident that is coded with
another event."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a coding rests on: a field of the event ("act", "actor", "weapon"), its value, and its words.

    `of` is the id of the event it belongs to, where that is another event of the same incident.
    """

    field: str
    value: Anchored[str]
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Annotation):
    """What an event is by a codebook: computed from the event's fields by the codebook's ordered rules.

    `span` is the event's trigger and `event` its id. `type` and `subtype` are None where no rule applies. `codable`
    is True where nothing is in `lacks`; `reason` says all of it in a sentence. `grounds` are the fields that the rule
    used, each with its words. `part_of` is the coding of the event that stands for the whole incident. `mapped` gives
    the same in other codebooks' terms ("gtd_attack_type"). `supplied` are the day and place by which it is codable
    where its own clause does not tell them: of the sentence before, the dateline, or another event of its incident
    (`of`).
    """

    event: str
    codebook: str
    version: str
    type: str | None
    subtype: str | None
    codable: bool
    reason: str
    lacks: tuple[Lack, ...] = ()
    grounds: tuple[Ground, ...] = ()
    part_of: str | None = None
    mapped: tuple[Ground, ...] = ()
    supplied: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll(Annotation):
    """How many the report's main incident killed or injured, all its tellings taken together.

    `best` is the likeliest number with the words it rests on and how it was come by; `low` and `high` bound the
    numbers that are likely too, inclusive (None: no bound). `confidence` is the probability of `best`. `effect` is
    "killed" or "injured": people who were hurt and lived. `told` is every figure that the report gives, none
    preferred, a later or corrected one beside the earlier; `events` are the ids of the events in whose words `best`
    stands.
    """

    effect: str
    best: Anchored[int]
    low: int
    high: int | None
    told: tuple[Anchored[Quantity], ...] = ()
    events: tuple[str, ...] = ()
