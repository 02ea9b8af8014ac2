"""What the language of a report holds: tokens, mentions, entities, quotations, and when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.layers.anchoring import Anchored, Annotation, Origin, Span
from reportedly.values.count import Count
from reportedly.values.place import Resolution
from reportedly.values.time import TimeValue

__all__ = [
    "NOBODY",
    "Dating",
    "Entity",
    "Mention",
    "MentionForm",
    "MentionKind",
    "Quote",
    "Tokens",
]

NOBODY = Origin("nobody")
"""Who made the tokens of no report."""


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
    origin: Origin = NOBODY

    def __len__(self) -> int:
        return len(self.start)


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
