"""`Report`: a news report as fixed text with layers of annotation laid over it.

Nothing here reads, parses or decides anything; these are the shapes that every stage fills and every
reader of results relies on. Three rules hold throughout:

* **The unit is the Unicode code point**, 0-based, end-exclusive, into `Report.text`, which never changes.
  (Browsers count UTF-16 units: convert at the border with `reportedly.text.offsets`.)
* **A value shows its words.** Fields are `Anchored`: the value, and the spans it was read from. A value that
  stands on no words of the text must say how it was inferred.
* **`None` means no stage has looked; `()` means one looked and found nothing.**

References point left only: Coding, Telling -> Event, LoadedTerm -> Claim -> Quote -> Entity -> Mention -> token ->
character.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from reportedly.errors import BadReport, UnknownId
from reportedly.values.actor import ActorKind, Affiliation, Standing
from reportedly.values.count import Count, Unit
from reportedly.values.place import PlaceName, Resolution
from reportedly.values.time import TimeValue

__all__ = [
    "HIGH",
    "ID_RECIPE",
    "MEDIUM",
    "Actor",
    "Anchored",
    "Annotation",
    "Claim",
    "Coding",
    "Cue",
    "Dating",
    "DocumentType",
    "Entity",
    "Event",
    "Ground",
    "Issue",
    "Link",
    "LoadedTerm",
    "Medium",
    "Mention",
    "Newness",
    "Origin",
    "Participant",
    "Party",
    "Publication",
    "Quantity",
    "Quote",
    "RawText",
    "Report",
    "Responsibility",
    "Span",
    "Telling",
    "Tier",
    "Tokens",
    "Toll",
    "annotation_id",
    "report_id",
]

T = TypeVar("T")

ID_RECIPE = "1"
"""Version of the two recipes below. It is part of every id: a change of recipe can never collide with old ids."""

# ----------------------------------------------------------------------------------------------- words


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a report's text (code points, end-exclusive) and what they say.

    `words` repeats `text[start:end]`, so that a row taken out of its report can still prove itself and
    a wrong offset (a browser's, say) is caught instead of believed. Make one with `Report.span`.
    """

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or len(self.words) != self.end - self.start:
            raise BadReport(
                f"span {self.start}-{self.end} with {len(self.words)} characters of words is impossible: "
                "use 0 <= start <= end, counted in code points, and exactly the words between them"
            )

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)


@dataclass(frozen=True, slots=True)
class Anchored(Generic[T]):
    """A value and the characters it was read from.

    `spans` has more than one member where the words are discontinuous. It is empty only for a value that
    stands on no words of the text, and then `inferred` says where it comes from ("publication date",
    "continues the quotation before", "given by the user"). `inferred` may also accompany spans, where the
    words alone do not yield the value ("the former MP" -> the entity it was linked to).
    """

    value: T
    spans: tuple[Span, ...] = ()
    inferred: str | None = None

    def __post_init__(self) -> None:
        if not self.spans and not self.inferred:
            raise BadReport(
                f"value {self.value!r} has neither words nor a stated inference: give the spans it was read "
                "from, or say in `inferred` where it comes from"
            )

    @property
    def words(self) -> str:
        """The words, pieces joined by an ellipsis; the empty string for a value that has none."""
        return " … ".join(span.words for span in self.spans)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what made an annotation.

    `by` is a versioned stage ("claims.attribution.v1") or a person ("analyst:maria"). `rule` names the rule
    or the model's decision within it. `resource` is the sha256 of the lexicon or weights used, as
    "name@sha256:hex", so that any row says which words and weights read it.
    """

    by: str
    rule: str | None = None
    resource: str | None = None


# ------------------------------------------------------------------------------------------------- ids


def _digest(*parts: str | int | None) -> str:
    """Base-32 of the first 80 bits of a sha256 over length-prefixed parts (no two lists of parts collide)."""
    hasher = hashlib.sha256()
    for part in parts:
        data = b"-" if part is None else str(part).encode("utf-8", "surrogatepass")
        hasher.update(f"{'n' if part is None else 's'}{len(data)}:".encode())
        hasher.update(data)
    number = int.from_bytes(hasher.digest()[:10], "big")
    return "".join("0123456789abcdefghjkmnpqrstvwxyz"[number >> shift & 31] for shift in range(75, -1, -5))


def report_id(text: str, *, outlet: str | None, url: str | None) -> str:
    """Id of a report: recipe 1 is r1- and the digest of ("report", text, outlet, url).

    The outlet and URL belong to it because the same words in two papers are two reports. Dates do not:
    learning when a report was published must not make it another report.
    """
    return f"r{ID_RECIPE}-{_digest('report', text, outlet, url)}"


def annotation_id(letter: str, report: str, *parts: str | int | None) -> str:
    """Id of an annotation: its layer's letter, the recipe, and the digest of (report id, parts).

    Stages pass what makes the annotation that one and no other (spans, kind), never what may be corrected
    about it (confidence, origin), so that a rerun with better rules gives the same id to the same finding.
    """
    return f"{letter}{ID_RECIPE}-{_digest(letter, report, *parts)}"


# ------------------------------------------------------------------------------------------ provenance


@dataclass(frozen=True, slots=True)
class RawText:
    """What the text was made from, and how far the way back goes.

    `sha256` and `size` (bytes) are of the original bytes. `encoding_known_by` says how the encoding was
    chosen ("bom", "http header", "html meta", "utf-8", "detected"). `aligned` lists runs in which the text
    equals the decoded original character by character, as (start in text, end in text, start in decoded
    original); characters outside every run were changed or moved by the extractor, and for them the
    exact-words promise begins at `Report.text`.
    """

    sha256: str
    size: int
    media_type: str
    encoding: str
    encoding_known_by: str
    aligned: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when a report appeared: all that is known of it beside its words.

    Every field is `Anchored`, so that each says how it is known: words of the text, or `inferred`
    ("html meta og:site_name", "given by the user", "url path"). `published` and `retrieved` are ISO 8601
    dates or date-times; a date stays a date. `language` is a BCP 47 code. `location` is where it was read
    from (a path or URL), never part of the report's id.
    """

    outlet: Anchored[str] | None = None
    url: Anchored[str] | None = None
    headline: Anchored[str] | None = None
    byline: Anchored[str] | None = None
    dateline: Anchored[str] | None = None
    published: Anchored[str] | None = None
    retrieved: Anchored[str] | None = None
    language: Anchored[str] | None = None
    location: str | None = None
    raw: RawText | None = None


# ---------------------------------------------------------------------------------------------- layers


@dataclass(frozen=True)
class Tokens:
    """The parse, in packed columns of equal length, one row per token in text order.

    `start` and `end` are code points; `pos` are Universal POS tags, `tag` Penn Treebank tags, `dep` the
    parser's dependency labels, `head` the row of the syntactic head (a root is its own head). `ent` are
    IOB named-entity labels ("B-PERSON", "I-PERSON", ""). `sentences` and `paragraphs` list the row at
    which each begins. White space is not a token.
    """

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    lemma: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    dep: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    ent: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    origin: Origin = Origin("nobody")

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What Mention, Entity, Quote, Claim, Event, LoadedTerm, Coding and Issue have in common.

    `confidence` is a calibrated probability 0..1, or None where none was estimated (what a rule alone decides).
    """

    id: str
    span: Span
    origin: Origin
    confidence: float | None = None


MentionKind = Literal[
    "person", "organisation", "group", "place", "nationality", "time", "number", "money", "document", "other"
]
MentionForm = Literal["name", "nominal", "pronoun", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Annotation):
    """Words that stand for somebody, something, a time or a quantity. `span` is the whole phrase.

    `head` is the word that names it ("MP" in "a former Russian MP"). `form` is a proper name, a description
    (nominal), a pronoun, or a value (times, numbers). `time` or `count` holds the reading of a value. `place` is what
    the words that name a place stand for: of a place, of a people ("Kenyan"), or within another's name ("Vesk County
    Court"); None where they name none that the gazetteer has.
    """

    kind: MentionKind
    form: MentionForm
    head: Span
    time: TimeValue | None = None
    count: Count | None = None
    place: Anchored[Resolution] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating(Annotation):
    """Between which days a report that gives no date of its own appeared, as its words show.

    `published` is the interval, with the words that bound it; `clues` has each of them with what it says ("written
    from 2017-01-20 to 2021-01-20"). `origin.rule` names the strongest kind of clue. It never becomes
    `Publication.published`: what is inferred stays apart from what is known. `confidence` is the share of reports
    so dated whose true date lies within (`python -m eval.times --hidden`).
    """

    published: Anchored[TimeValue]
    clues: tuple[Anchored[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Annotation):
    """One person, group, organisation, document or place of this report, and all words that stand for it.

    `span` is the mention that names it best and `name` its words without title or article. `mentions`
    are ids, in text order. `descriptions` are what the report says it is ("a former Russian MP").
    """

    kind: MentionKind
    name: str
    mentions: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    descriptions: tuple[Span, ...] = ()
    gender: Literal["female", "male"] | None = None
    number: Literal["one", "many"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Annotation):
    """Words that the report itself sets in quotation marks. `span` includes the marks.

    `content` has a piece for each paragraph the quotation runs through. `closed` is False where no closing
    mark was found. `use` tells speech from titles of works and from words held at arm's length (scare
    quotes). `within` is the quote this one is nested in.
    """

    content: tuple[Span, ...]
    use: Literal["quotation", "title", "scare"]
    closed: bool
    within: str | None = None


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


LoadedKind = Literal[
    "delegitimising",
    "glorifying",
    "dehumanising",
    "incriminating",
    "euphemism",
    "alarmist",
    "contested",
    "legal",
]
"""In which way a word takes a side (lexicons/loaded_language.en.toml); "legal" where it is used as a term of law."""

WordsOf = Literal["outlet", "quoted", "paraphrased"]
"""Whose word it is: the outlet's own, a source's within quotation marks, or a source's as the report puts it."""

Distance = Literal["so-called", "alleged", "quotation-marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTerm(Annotation):
    """A word that takes a side ("regime", "freedom fighters"), and in whose voice it stands. Located, never judged.

    `span` is the word, `term` its entry in lexicons/loaded_language.en.toml, `origin.rule` the group of that lexicon
    which says who advises what about it. `target` is who or what is so called, as far as the sentence says:
    "terrorists" alone calls nobody.

    `claim` is the innermost claim in whose content it stands (None: no source says it). `voice` is "outlet" for the
    outlet's own, "quoted" for the source's own word in quotation marks, "paraphrased" for what the report makes of
    the source's words. `certain` is False where the word may be another's: in a paraphrase it may be the reporter's
    choice, in quotation marks without a claim it is nobody's yet.

    `distance` holds the words or marks by which whoever uses the term keeps it at arm's length. `polarity` is
    negative where the target is said not to be that, or where the source denies it.
    """

    term: str
    kind: LoadedKind
    voice: WordsOf
    certain: bool
    target: Anchored[Party] | None
    polarity: Anchored[Polarity]
    distance: Anchored[Distance] | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Annotation):
    """What a stage saw and could not decide. `code` is a slug such as "entity.pronoun-open".

    `message` says what was seen; `hint` what the reader can do about it.
    """

    code: str
    message: str
    hint: str = ""


# ---------------------------------------------------------------------------------------------- report

_LAYERS = (
    "dating",
    "mentions",
    "quotes",
    "entities",
    "claims",
    "events",
    "loaded",
    "tellings",
    "codings",
    "tolls",
    "issues",
)
"""The layers that are annotations, in their order."""


@dataclass(frozen=True)
class Report:
    """One news report: fixed text, where it comes from, and the layers read from it.

    A Report is never changed; a stage returns a new one with layers added (`with_layers`). Make one from
    text with `Report.of`, from files with `reportedly.read`, from JSON with `reportedly.codec.from_json`.
    """

    id: str
    text: str
    publication: Publication = Publication()
    tokens: Tokens | None = None
    dating: tuple[Dating, ...] | None = None
    mentions: tuple[Mention, ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    events: tuple[Event, ...] | None = None
    loaded: tuple[LoadedTerm, ...] | None = None
    tellings: tuple[Telling, ...] | None = None
    document: Anchored[DocumentType] | None = None
    codings: tuple[Coding, ...] | None = None
    tolls: tuple[Toll, ...] | None = None
    issues: tuple[Issue, ...] = ()
    stages: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, text: str, publication: Publication | None = None) -> Report:
        """A report of this text with no layers yet; its id follows from text, outlet and URL."""
        publication = publication or Publication()
        return cls(id=_id_of(text, publication), text=text, publication=publication)

    def span(self, start: int, end: int) -> Span:
        """The span of characters `start` to `end`. Raises BadReport if the text has no such characters."""
        if not 0 <= start <= end <= len(self.text):
            raise BadReport(
                f"report {self.id} has {len(self.text)} characters; there is no span {start}-{end}: "
                "offsets are code points, 0 <= start <= end <= length"
            )
        return Span(start, end, self.text[start:end])

    def with_layers(self, **layers: Any) -> Report:
        """A copy with these layers set. Only layers: text, id and publication stay as they are."""
        if wrong := set(layers) & {"id", "text", "publication"}:
            raise BadReport(f"{', '.join(sorted(wrong))} of a report never changes; make a new report instead")
        return replace(self, **layers)

    def with_issues(self, *issues: Issue) -> Report:
        """A copy with these issues appended; one that is already there is not repeated."""
        known = {issue.id for issue in self.issues}
        return replace(self, issues=self.issues + tuple(i for i in issues if i.id not in known))

    def issue(self, code: str, message: str, *, by: str, at: Span | None = None, hint: str = "") -> Issue:
        """An issue of this report; `at` defaults to its very beginning (the report as a whole)."""
        span = at or self.span(0, 0)
        return Issue(
            id=annotation_id("i", self.id, code, span.start, span.end),
            span=span,
            origin=Origin(by),
            code=code,
            message=message,
            hint=hint,
        )

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation of every layer that has been looked at, layer by layer, in the layer's order."""
        for name in _LAYERS:
            yield from getattr(self, name) or ()

    def find(self, id: str) -> Annotation:
        """The annotation with this id, or with the only id that begins so. Raises UnknownId."""
        found = [a for a in self.annotations() if a.id.startswith(id)]
        exact = [a for a in found if a.id == id]
        if len(exact or found) != 1:
            what = "no annotation has" if not found else f"{len(found)} annotations begin with"
            raise UnknownId(f"{what} the id {id!r} in report {self.id}; ids are listed by --format jsonl")
        return (exact or found)[0]

    def chain(self, of: Claim | Event | LoadedTerm) -> tuple[Link, ...]:
        """Who says so, outermost first: the outlet, then each source down to the innermost.

        For "Reuters, citing two officials, said the army believed ..." in the Daily Echo, the chain of the
        innermost claim is Daily Echo -> Reuters -> two officials -> the army. The last link carries the
        status, the others the stance. Works on Claim, Event and LoadedTerm; needs the claims layer.
        """
        by_id = {claim.id: claim for claim in self.claims or ()}
        claims: list[Claim] = []
        at = of if isinstance(of, Claim) else by_id.get(of.claim or "")
        while at is not None and at not in claims:
            claims.insert(0, at)
            at = by_id.get(at.within or "")
        outlet = self.publication.outlet.value if self.publication.outlet else "this report"
        links = [Link(Party(outlet, "outlet"), None, stance="neutral")]
        for claim in claims:
            links += (Link(each.value, None, stance="neutral") for each in claim.through)
            links[-1] = replace(links[-1], stance=claim.stance.value)
            links.append(Link(_holder(claim), claim.id, stance="neutral"))
        links[-1] = replace(links[-1], stance=None, status=claims[-1].status.value if claims else "asserted")
        return tuple(links)

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every span of the report, with the path of the field that holds it ("claims[3].source.spans[0]")."""
        yield from _spans("publication", self.publication)
        for name in (*_LAYERS, "document"):
            yield from _spans(name, getattr(self, name))

    def verify(self) -> int:
        """Check every span against the text; returns how many there are.

        Raises BadReport naming the first field whose words are not `text[start:end]`, a token row outside
        the text, a reference to an annotation that is not there, or an id of another text.
        """
        count = 0
        for path, span in self.spans():
            count += 1
            if self.text[span.start : span.end] != span.words:
                raise BadReport(
                    f"report {self.id}: {path} says {span.words!r} at {span.start}-{span.end}, where the text says "
                    f"{self.text[span.start : span.end]!r}; were the offsets counted in UTF-16 units or bytes?"
                )
        _check_tokens(self)
        _check_references(self)
        if self.id != _id_of(self.text, self.publication):
            raise BadReport(
                f"report {self.id}: the id is not that of this text, outlet and URL; was the text edited?"
            )
        return count

    def to_frame(self, layer: str = "claims") -> Any:
        """The rows of a layer as a polars (else pandas) data frame; see `reportedly.export.frame`."""
        return _export("frame")(self, layer)

    def to_json(self) -> str:
        """This report as one line of JSON; see `reportedly.codec`."""
        return str(_export("json")(self))

    def _repr_html_(self) -> str:
        return str(_export("notebook")(self))


def _id_of(text: str, publication: Publication) -> str:
    outlet, url = publication.outlet, publication.url
    return report_id(text, outlet=outlet.value if outlet else None, url=url.value if url else None)


def _holder(claim: Claim) -> Party:
    return claim.source.value if claim.source else Party("somebody not named")


def _spans(path: str, value: Any) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for position, member in enumerate(value):
            yield from _spans(f"{path}[{position}]", member)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _spans(f"{path}.{each.name}", getattr(value, each.name))


def _check_tokens(report: Report) -> None:
    tokens = report.tokens
    if tokens is None:
        return
    columns = (tokens.start, tokens.end, tokens.lemma, tokens.pos, tokens.tag, tokens.dep, tokens.head, tokens.ent)
    if len({len(column) for column in columns}) > 1:
        raise BadReport(f"report {report.id}: the columns of the tokens differ in length")
    before = 0
    for row, (start, end, head) in enumerate(zip(tokens.start, tokens.end, tokens.head, strict=True)):
        if not before <= start < end <= len(report.text) or not 0 <= head < len(tokens):
            raise BadReport(f"report {report.id}: token {row} ({start}-{end}, head {head}) lies outside the text")
        before = end


def _check_references(report: Report) -> None:
    known = {annotation.id for annotation in report.annotations()}
    for annotation in report.annotations():
        for target in _references(annotation):
            if target not in known:
                raise BadReport(f"report {report.id}: {annotation.id} refers to {target}, which is not in the report")


def _references(annotation: Annotation) -> Iterable[str]:
    match annotation:
        case Entity():
            yield from annotation.mentions
        case Quote() if annotation.within:
            yield annotation.within
        case Claim():
            yield from annotation.quotes
            if annotation.within:
                yield annotation.within
            named = (annotation.source, annotation.audience, *annotation.through)
            yield from (party.value.entity for party in named if party and party.value.entity)
        case Event():
            if annotation.claim:
                yield annotation.claim
            parties = [p.party for p in annotation.participants] + [r.party for r in annotation.responsibility]
            yield from (party.value.entity for party in parties if party.value.entity)
            yield from (r.claim for r in annotation.responsibility if r.claim)
            yield from (quantity.value.claim for quantity in annotation.quantities if quantity.value.claim)
        case Toll():
            yield from annotation.events
            yield from (figure.value.claim for figure in annotation.told if figure.value.claim)
        case LoadedTerm():
            if annotation.claim:
                yield annotation.claim
            if annotation.target and annotation.target.value.entity:
                yield annotation.target.value.entity
        case Telling():
            yield annotation.event
        case Coding():
            yield annotation.event
            yield from (ground.of for ground in annotation.grounds if ground.of)
            if annotation.part_of:
                yield annotation.part_of


def _export(name: str) -> Any:
    """The exporter of this name from the `reportedly.exports` entry points (exports import reports, never back)."""
    from importlib.metadata import entry_points

    return entry_points(group="reportedly.exports")[name].load()
