"""The side list of a page: a card for each claim, event and open question, each field a link to its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportedly.export.article import FIRMNESS, first_of, voice_class
from reportedly.export.facts import Fact, Piece, advice, event_facts, sourcing, term_facts, toll_facts, why_read
from reportedly.export.ledger import Ledger, ReadClaim, ReadEvent, ReadTerm
from reportedly.export.markup import EMPTY, Markup, escaped, isolated, joined, tag
from reportedly.export.wording import (
    PLAIN_TYPES,
    SOURCE_TYPES,
    TIERS,
    happenings,
    holders,
    is_incident,
    left_out,
    other_words,
    said,
    shorten,
    sure,
    tally,
)
from reportedly.report import Anchored, Annotation, Claim, Coding, Issue, Link, Span, Toll

__all__ = ["cards"]


def cards(book: Ledger, *, prefix: str = "", why: bool = True) -> Markup:
    """The lists: who says what, what is told as having happened and what is not, loaded words, open questions."""
    happened, others = happenings(book)
    shown = _Cards(prefix, why)
    return joined(
        [
            _section(
                "claims",
                "Who says what",
                left_out(book) or _looked(book.claims, "claim"),
                [shown.claim(read) for read in book.claims or ()],
            ),
            _section(
                "events",
                "Told as having happened",
                _looked(book.events, "event"),
                [shown.event(told) for told in happened],
            ),
            _section(
                "others",
                "Not told as having happened",
                "",
                [shown.event(told) for told in others],
            )
            if others
            else EMPTY,
            _section(
                "tolls",
                "Tolls of the main incident",
                "",
                [shown.toll(number, toll) for number, toll in enumerate(book.tolls, 1)],
            )
            if book.tolls
            else EMPTY,
            _section(
                "loaded",
                "Loaded language",
                _looked(book.loaded, "loaded word"),
                [shown.term(used) for used in book.loaded or ()],
            ),
            _section(
                "questions",
                "Open questions",
                "" if book.issues else "None: every stage could decide what it saw.",
                [shown.issue(number, issue) for number, issue in enumerate(book.issues, 1)],
            ),
        ]
    )


def _looked(found: tuple[object, ...] | None, thing: str) -> str:
    if found is None:
        return f"No stage has looked for {thing}s in this report."
    return "" if found else f"No {thing} was found."


def _section(name: str, title: str, note: str, items: list[Markup]) -> Markup:
    count = tag("small", escaped(str(len(items)))) if items else EMPTY
    return tag(
        "section",
        tag("h2", escaped(title), count),
        tag("p", escaped(note), class_="note-line") if note else EMPTY,
        tag("ol", *items) if items else EMPTY,
        id=f"{name}",
        class_=name,
    )


class _Cards:
    """Makes cards whose ids and links begin with `prefix`; `why` adds how each was read."""

    def __init__(self, prefix: str, why: bool) -> None:
        self.prefix = prefix
        self.why = why

    def claim(self, read: ReadClaim) -> Markup:
        claim, own = read.claim, f"c{read.number}"
        source, cue = claim.source, claim.cue
        status, stance = claim.status, claim.stance
        name = isolated(source.value.name) if source else escaped("No source named")
        named = (
            [self._words(source)] if source and (other_words(source, source.value.name) or not source.spans) else []
        )
        if cue and cue.spans:
            named.append(self._field(f"{own}-cue", cue.spans, isolated(cue.words), "cue"))
        reporter = read.chain[-2].holder.name
        facts = [self._fact(fact) for fact in sourcing(claim, own)]
        kind = claim.source_type
        return tag(
            "li",
            tag(
                "div",
                tag("span", escaped(str(read.number)), tag("i", escaped(read.letter)), class_="badge"),
                self._field(f"{own}-source", source.spans if source else (), name, "who"),
                self._type(own, claim),
                tag("span", joined(named, " "), class_="said"),
                class_="top",
            ),
            self._field(f"{own}-content", claim.content, isolated(said(claim, 240)), "content"),
            tag(
                "div",
                self._field(f"{own}-status", status.spans, escaped(status.value), f"status {FIRMNESS[status.value]}"),
                tag(
                    "span",
                    isolated(reporter),
                    escaped(": "),
                    self._field(f"{own}-stance", stance.spans, escaped(stance.value), f"stance {stance.value}"),
                ),
                tag("span", escaped(claim.kind), class_="kind"),
                tag(
                    "div",
                    _tier(claim),
                    self._why(
                        claim,
                        (
                            ("status", status.inferred),
                            ("stance", stance.inferred),
                            ("type of source", kind.inferred if kind else None),
                            ("medium", claim.medium.inferred if claim.medium else None),
                            ("told to", claim.audience.inferred if claim.audience else None),
                        ),
                    ),
                    class_="reading",
                ),
                class_="firmness",
            ),
            tag("dl", *facts) if facts else EMPTY,
            _chain(read.chain) if len(holders(read.chain)) > 2 else EMPTY,
            id=f"{self.prefix}{own}",
            class_=f"card {voice_class(read.letter)}",
            data_v=read.letter,
            tabindex="-1",
        )

    def _type(self, own: str, claim: Claim) -> Markup:
        """What kind of source it is, where its name does not say so."""
        kind = claim.source_type
        if kind is None or kind.value in PLAIN_TYPES or (claim.source is None and kind.value == "unstated"):
            return EMPTY
        return self._field(f"{own}-type", kind.spans, escaped(SOURCE_TYPES[kind.value]), "type")

    def event(self, told: ReadEvent) -> Markup:
        event, own = told.event, f"e{told.number}"
        facts = [self._fact(fact) for fact in event_facts(told)]
        return tag(
            "li",
            tag(
                "div",
                tag("span", escaped(f"{'◆' if told.standing.happened else '◇'}{told.number}"), class_="badge"),
                self._field(f"{own}-trigger", (event.span,), isolated(event.span.words), "who"),
                tag("span", escaped(", ".join(filter(None, (event.type, event.mode)))), class_="said"),
                class_="top",
            ),
            self._field(f"{own}-modality", event.modality.spans, isolated(told.standing.label), "standing"),
            tag("dl", *facts),
            _chain(told.chain) if len(holders(told.chain)) > 2 else EMPTY,
            self._why(
                event,
                (
                    (f"modality {event.modality.value}", event.modality.inferred),
                    (f"polarity {event.polarity.value}", event.polarity.inferred),
                    (f"genericity {event.genericity.value}", event.genericity.inferred),
                    (f"aspect {event.aspect.value}", event.aspect.inferred) if event.aspect else ("aspect", None),
                ),
            ),
            id=f"{self.prefix}{own}",
            class_="card event "
            + ("happened" if told.standing.happened else "not")
            + ("" if is_incident(event) else " act"),
            tabindex="-1",
        )

    def _fact(self, fact: Fact) -> Markup:
        return _fact(fact.name, joined([self._piece(piece) for piece in fact.pieces], by=fact.by))

    def _piece(self, piece: Piece) -> Markup:
        """A value that leads to its words, with what sort of thing it is, or why it is coded so."""
        parts = [escaped(piece.value) if piece.ours else isolated(piece.value)] if piece.value else []
        if piece.words:
            parts.append(tag("q", isolated(piece.words)))
        said = joined(parts, by=" ")
        shown = self._field(piece.key, piece.spans, said) if piece.key else said
        if piece.more:
            shown = joined([shown, tag("span", isolated(piece.more), class_="sort")], by=" · ")
        return joined([shown, self._coded(piece.coding)], by=" ") if piece.coding and self.why else shown

    @staticmethod
    def _coded(coding: Coding) -> Markup:
        """Why an event is coded as it is, on demand."""
        facts = [_fact("reason", isolated(coding.reason)), _fact("rule", isolated(coding.origin.rule or ""))]
        facts += [_fact(ground.field.replace("_", " "), isolated(ground.value.value)) for ground in coding.mapped]
        return tag("details", tag("summary", escaped("Why")), tag("dl", *facts), class_="why")

    def toll(self, number: int, toll: Toll) -> Markup:
        own = f"t{number}"
        facts = [self._fact(fact) for fact in toll_facts(toll, own)]
        return tag(
            "li",
            tag(
                "div",
                tag("span", escaped(f"∑{number}"), class_="badge"),
                self._valued(f"{own}-best", toll.best, f"{toll.best.value} {toll.effect}"),
                tag("span", escaped(toll.best.inferred or ""), class_="said"),
                class_="top",
            ),
            tag("dl", *facts),
            self._why(toll, ()),
            id=f"{self.prefix}{own}",
            class_="card event toll",
            tabindex="-1",
        )

    def term(self, used: ReadTerm) -> Markup:
        term, own = used.term, f"l{used.number}"
        facts = [self._fact(fact) for fact in term_facts(used)]
        return tag(
            "li",
            tag(
                "div",
                tag("span", escaped(f"¶{used.number}"), tag("i", escaped(used.letter)), class_="badge"),
                self._field(f"{own}-term", (term.span,), isolated(term.span.words), "who"),
                tag("span", escaped(term.kind), class_="said"),
                class_="top",
            ),
            tag("dl", *facts),
            _chain(used.chain) if len(holders(used.chain)) > 2 else EMPTY,
            self._why(term, advice(term)),
            id=f"{self.prefix}{own}",
            class_=f"card term {term.voice}",
            tabindex="-1",
        )

    def issue(self, number: int, issue: Issue) -> Markup:
        message = isolated(issue.message)
        return tag(
            "li",
            tag(
                "div",
                tag("span", escaped("?"), class_="badge"),
                self._field(f"i{number}", (issue.span,), message, "question"),
                class_="top",
            ),
            tag("p", isolated(issue.hint), class_="hint") if issue.hint else EMPTY,
            id=f"{self.prefix}i{number}",
            class_="card issue",
            tabindex="-1",
        )

    def _field(self, key: str, spans: Iterable[Span], shown: Markup, kind: str = "") -> Markup:
        """The shown value, as a link to its words if it has any."""
        href = first_of(spans, self.prefix)
        if href is None:
            return tag("span", shown, class_=kind or None)
        return tag("a", shown, class_=f"f {kind}".strip(), href=href, data_l=key)

    def _valued(self, key: str, field: Anchored[Any], value: str) -> Markup:
        shown = isolated(value)
        if words := other_words(field, value):
            shown = joined([shown, tag("q", isolated(words))], by=" ")
        return self._field(key, field.spans, shown)

    def _words(self, field: Anchored[Any]) -> Markup:
        return tag("q", isolated(shorten(field.words, 60))) if field.spans else escaped(f"({field.inferred})")

    def _why(self, annotation: Annotation, inferred: Iterable[tuple[str, str | None]]) -> Markup:
        if not self.why:
            return EMPTY
        return tag(
            "details",
            tag("summary", escaped("Why")),
            tag("dl", *(_fact(name, isolated(value)) for name, value in why_read(annotation, inferred))),
            class_="why",
        )


def _tier(claim: Claim) -> Markup:
    """How sure the reading is, as dots."""
    return tag(
        "span",
        escaped(TIERS[claim.tier]),
        class_=f"tier {claim.tier}",
        role="img",
        aria_label=f"{claim.tier} tier",
        title=f"How sure the program is that it read content and source rightly: {sure(claim)}",
    )


def _fact(name: str, value: Markup) -> Markup:
    return joined([tag("dt", escaped(name)), tag("dd", value)])


def _chain(chain: tuple[Link, ...]) -> Markup:
    """The holders, outermost first, with what each commits to."""
    items = []
    shown = holders(chain)
    for link in shown:
        commitment = link.status or (link.stance if link.stance != "neutral" else None)
        note = tag("small", escaped(f" {commitment}")) if commitment else EMPTY
        items.append(tag("li", isolated(link.holder.name), note))
    return tag("ol", *items, class_="chain", aria_label=f"chain of {tally(len(shown), 'holder')}, outermost first")
