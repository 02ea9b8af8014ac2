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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

from reportedly.errors import BadReport, UnknownId
from reportedly.layers.anchoring import ID_RECIPE, Anchored, Annotation, Origin, Span, annotation_id, report_id
from reportedly.layers.claims import (
    HIGH,
    MEDIUM,
    Channel,
    Claim,
    Cue,
    CueClass,
    Link,
    Medium,
    Party,
    PartyKind,
    SourceType,
    Stance,
    Status,
    Tier,
)
from reportedly.layers.events import (
    Actor,
    Aspect,
    Coding,
    DocumentType,
    Event,
    Genericity,
    Ground,
    Lack,
    Modality,
    Newness,
    Participant,
    Polarity,
    Quantity,
    Responsibility,
    Telling,
    Toll,
)
from reportedly.layers.loaded import Distance, LoadedKind, LoadedTerm, WordsOf
from reportedly.layers.mentions import Dating, Entity, Mention, MentionForm, MentionKind, Quote, Tokens

__all__ = [
    "HIGH",
    "ID_RECIPE",
    "MEDIUM",
    "Actor",
    "Anchored",
    "Annotation",
    "Aspect",
    "Channel",
    "Claim",
    "Coding",
    "Cue",
    "CueClass",
    "Dating",
    "Distance",
    "DocumentType",
    "Entity",
    "Event",
    "Genericity",
    "Ground",
    "Issue",
    "Lack",
    "Link",
    "LoadedKind",
    "LoadedTerm",
    "Medium",
    "Mention",
    "MentionForm",
    "MentionKind",
    "Modality",
    "Newness",
    "Origin",
    "Participant",
    "Party",
    "PartyKind",
    "Polarity",
    "Publication",
    "Quantity",
    "Quote",
    "RawText",
    "Report",
    "Responsibility",
    "SourceType",
    "Span",
    "Stance",
    "Status",
    "Telling",
    "Tier",
    "Tokens",
    "Toll",
    "WordsOf",
    "annotation_id",
    "report_id",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Annotation):
    """What a stage saw and could not decide. `code` is a slug such as "entity.pronoun-open".

    `message` says what was seen; `hint` what the reader can do about it.
    """

    code: str
    message: str
    hint: str = ""


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
        by_id = self._claims_by_id
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

    @cached_property
    def _claims_by_id(self) -> dict[str, Claim]:
        # A long report has thousands of claims, and each of them is asked for its chain.
        return {claim.id: claim for claim in self.claims or ()}

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
