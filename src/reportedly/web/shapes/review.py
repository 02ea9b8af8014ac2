"""What goes over the wire when items are reviewed: items, decisions, double coding."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Action",
    "Adjudicate",
    "Clue",
    "CodebookEntry",
    "Correction",
    "Decide",
    "Decision",
    "Dispute",
    "DoubleCoding",
    "Doubt",
    "Highlight",
    "Incident",
    "Item",
    "ItemField",
    "Kind",
    "Measure",
    "Next",
    "Option",
    "Passage",
    "QueueRow",
    "ReportReference",
    "ReviewDecided",
    "Round",
    "Shape",
    "Side",
    "State",
    "TakeBack",
    "WordsAt",
]

Kind = Literal["claim", "event", "pair", "copy"]
Action = Literal["accept", "correct", "reject", "skip", "unsure"]
Round = Literal["single", "blind", "adjudication"]
State = Literal["open", "pending", "disputed", "decided"]
Measure = Literal["nominal", "interval", "ratio"]


class Shape(BaseModel):
    """Can be made of a value of the package with the same fields."""

    model_config = ConfigDict(from_attributes=True)


class WordsAt(Shape):
    """Characters of the report's text: code points, end-exclusive, and exactly the words between them."""

    start: int = Field(ge=0, description="first character, in code points of the report's text")
    end: int = Field(ge=0, description="one after the last character")
    words: str = Field(description="exactly the characters from start to end")


class Highlight(WordsAt):
    """WordsAt of the passage that a field of the item rests on."""

    field: str = Field(description="path of the field: source, cue, content, type, place, quantities[0] ...")


class Passage(Shape):
    """The part of the report that shows the item, with what stands around it."""

    start: int = Field(description="where `text` begins in the report, in code points")
    text: str = Field(description="the words of the report, as they are; show as text, never as HTML")
    highlights: list[Highlight] = Field(description="offsets are into the report: subtract `start` for the passage")
    whole: bool = Field(description="whether this is all of the report")


class ReportReference(Shape):
    """A report, as much as one needs to know to judge."""

    id: str
    headline: str | None
    outlet: str | None
    published: str | None = Field(description="ISO 8601, null where not known")


class Option(Shape):
    """A value that a field may have, and what it means."""

    value: str
    meaning: str


class ItemField(Shape):
    """One field that is reviewed: its value, its words, and what else it may hold."""

    path: str = Field(description="what a correction names: status, source.name, quantities[0].count")
    label: str = Field(description="what to call it for people")
    value: Any = Field(description="as the report's JSON has it; null where open")
    shown: str = Field(description="the value for people; empty where open")
    spans: list[WordsAt] = Field(description="the words it was read from")
    inferred: str | None = Field(description="where it comes from if not from words")
    options: list[Option] = Field(description="what it may be; empty where any value may be typed")
    editable: Literal["choice", "text", "number", "spans", "json", "no"] = Field(
        description="how to edit it. spans: only other words can be chosen; number: a whole number (of people)"
    )
    takes_spans: bool = Field(description="whether a correction may name other words for it")
    measure: Measure = Field(description="how agreement on it is measured")


class Clue(Shape):
    """A reason to doubt, or to believe, in a sentence."""

    name: str
    sentence: str
    score: float | None = Field(default=None, description="of a pair: for (positive) or against (negative)")


class Doubt(Shape):
    """How likely it is that a field is wrong, and how that is known."""

    field: str
    probability: float = Field(description="0..1")
    sentence: str


class Incident(Shape):
    """The incident that the item belongs to, as linked last."""

    id: str
    title: str | None
    reports: int | None
    origins: int | None
    killed_low: int | None
    killed_high: int | None


class Side(Shape):
    """One of the two things that are compared in a pair or copy."""

    id: str = Field(description="account of a pair, report of a copy")
    report: ReportReference
    passage: Passage
    facts: list[ItemField] = Field(description="day, place, what, killed, injured ... of this side")
    incident: Incident | None


class CodebookEntry(Shape):
    """Which entry of the codebook bears on an item."""

    section: str = Field(description="section of GET /api/review/codebook: status, stance, event, incidents ...")
    name: str


class Item(Shape):
    """Something to be decided. Same shape for every kind; `sides` are given for pairs and copies only."""

    id: str
    kind: Kind
    question: str = Field(description="what is asked, in one sentence")
    state: State = Field(description="for you: pending is decided by you and waits for a second coder")
    round: Round = Field(
        description="what a decision of yours would be: blind is one of two that see nothing of each other"
    )
    actions: list[Action]
    action_labels: dict[str, str] = Field(description="what each action means for this item, in a few words")
    report: ReportReference | None
    annotation: str | None = Field(description="id of the claim or event; null for pairs and copies")
    passage: Passage | None
    fields: list[ItemField]
    sides: list[Side]
    clues: list[Clue]
    codebook: list[CodebookEntry]
    tier: Literal["high", "medium", "low"] | None = Field(description="how far the reading can be relied on")
    doubts: list[Doubt]
    doubt: float = Field(description="probability that what stands now is wrong, 0..1")
    stakes: float = Field(description="what rests on it: 1 and up")
    reasons: list[str] = Field(description="what rests on it, in words")
    value: float = Field(description="doubt x stakes: what a look is worth; the queue's order")
    incident: Incident | None
    own: Decision | None = Field(description="your decision in force on it; never somebody else's")
    etag: str = Field(description="send as If-Match with a decision")


class Next(Shape):
    """The next items for you, best first; leased to you, so that nobody else is given them meanwhile."""

    items: list[Item]
    left: int = Field(description="open items that fit the filter (nobody's lease or decision counted)")
    behind: int = Field(description="reports that changed and whose items are not in the queue yet")
    leased_seconds: int = Field(description="for how long they are yours; asking again renews")


class Correction(Shape):
    """What one field should hold: another value, other words, or both."""

    field: str = Field(description="path of a field of the item", examples=["status", "source.name", "content"])
    value: Any = Field(default=None, description="as in the report's JSON; for `content` leave it out")
    keep_value: bool = Field(default=False, description="only the words change, the value stays as it is")
    spans: list[WordsAt] | None = Field(default=None, description="other words; null keeps those it has")
    at: list[tuple[int, int]] | None = Field(default=None, description="always null: `spans` say where the words are")


class Decide(Shape):
    """A decision about an item."""

    key: str = Field(
        min_length=8, max_length=100, description="made by the client (a UUID): the same again changes nothing"
    )
    action: Action
    corrections: list[Correction] = Field(default=[], description="for correct: one or more, all or none are entered")
    reason: str = Field(default="", max_length=2000, description="a sentence that others can check")
    seconds: float | None = Field(default=None, ge=0, description="how long it was looked at")


class Adjudicate(Decide):
    """A decision about an item that two coders see differently; may take one of theirs as it is."""

    take: int | None = Field(default=None, description="number of the decision that is right; no action needed then")
    action: Action = "accept"


class Decision(Shape):
    """A decision that was made; kept for good, also when taken back."""

    number: int = Field(description="its place in the ledger's sequence; undo names it")
    item: str
    kind: Kind
    report: str | None
    action: Action
    round: Round
    author: str
    reason: str
    corrections: list[Correction]
    at: str = Field(description="ISO 8601, UTC")
    seconds: float | None
    effects: list[int] = Field(description="numbers of the corrections and judgements that it entered")
    taken_back: bool = False


class ReviewDecided(Shape):
    """What became of a decision."""

    decision: Decision
    state: State = Field(description="pending: a second coder comes first; disputed: goes to adjudication")
    said: str = Field(description="one sentence for people")
    left: int


class TakeBack(Shape):
    """Take a decision back. The trace stays."""

    reason: str = Field(default="", max_length=2000)
    number: int | None = Field(default=None, description="which; null is your latest that is in force")


class QueueRow(Shape):
    """A row of the queue."""

    id: str
    kind: Kind
    report: str
    incident: str | None
    field: str | None = Field(description="its most doubtful field")
    doubt: float
    stakes: float
    value: float
    double: bool


class DoubleCoding(Shape):
    """Which items two people code, each without seeing the other's decision."""

    share: float = Field(
        default=0.0, ge=0, le=1, description="of all items; by their ids, so the same on each machine"
    )
    items: list[str] = Field(default=[], max_length=10_000, description="ids of items that are chosen in any case")
    kinds: list[Kind] = Field(default=["claim", "event"], description="which kinds are double coded")


class Dispute(Shape):
    """An item that two coders see differently, with both decisions."""

    item: Item
    decisions: list[Decision]
    differ: list[str] = Field(description="fields on which they differ; `decision` where one rejects, say")
    yours: bool = Field(description="whether you are one of the coders, and so cannot adjudicate it")


Item.model_rebuild()
