"""The side list of a page: a card for each claim, event and open question, each field a link to its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.claims.loaded_lexicon import loaded_lexicon
from reportedly.export.article import FIRMNESS, first_of, voice_class
from reportedly.export.ledger import Ledger, ReadClaim, ReadEvent, ReadTerm
from reportedly.export.markup import EMPTY, Markup, escaped, isolated, joined, tag
from reportedly.export.wording import (
    PLAIN_TYPES,
    SOURCE_TYPES,
    TIERS,
    coded,
    happenings,
    holders,
    how_many,
    is_incident,
    left_out,
    means,
    other_words,
    recalled,
    roles,
    said,
    shorten,
    sort_of,
    sure,
    tally,
    toll_range,
    used_by,
    when,
)
from reportedly.report import Anchored, Annotation, Claim, Coding, Issue, Link, LoadedTerm, Participant, Span, Toll

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
        facts = list(self._sourcing(own, claim))
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

    def _sourcing(self, own: str, claim: Claim) -> Iterator[Markup]:
        """Why the source has no name, by what means it speaks, whom it told and who passed it on.

        A means that is the source itself (the statement that says so) is not said twice, nor is an outlet that was
        told and passed it on: that it did shows in the chain.
        """
        medium, audience = claim.medium, claim.audience
        if claim.anonymity:
            words = tag("q", isolated(" … ".join(span.words for span in claim.anonymity)))
            yield _fact("why unnamed", self._field(f"{own}-anonymity", claim.anonymity, words))
        if medium and (medium.value.name or not _within_source(medium, claim)):
            yield _fact("medium", self._valued(f"{own}-medium", medium, means(medium.value)))
        if audience:
            yield _fact("told to", self._valued(f"{own}-audience", audience, audience.value.name))
        for number, outlet in enumerate(claim.through):
            if audience is None or outlet.spans != audience.spans:
                yield _fact("through", self._valued(f"{own}-through{number}", outlet, outlet.value.name))

    def event(self, told: ReadEvent) -> Markup:
        event, own = told.event, f"e{told.number}"
        facts = [
            _fact(role, joined([self._player(f"{own}-participant{n}", p) for n, p in players], by="; "))
            for role, players in roles(event).items()
        ]
        facts += [
            _fact(q.value.effect, self._valued(f"{own}-quantity{n}", q, how_many(q.value)))
            for n, q in enumerate(event.quantities)
        ]
        facts += self._when_and_where(told)
        facts += [
            _fact(
                "responsibility",
                joined(
                    [
                        self._field(f"{own}-blame{n}", r.cue, escaped(r.kind)),
                        self._valued(f"{own}-responsible{n}", r.party, r.party.value.name),
                    ],
                    by=": ",
                ),
            )
            for n, r in enumerate(event.responsibility)
        ]
        facts += [
            _fact("context", self._valued(f"{own}-context{n}", context, context.value))
            for n, context in enumerate(event.contexts)
        ]
        if event.aspect:
            facts.append(_fact("how far", self._valued(f"{own}-aspect", event.aspect, event.aspect.value)))
        if told.telling and (why := recalled(told)):
            facts.append(
                _fact("background", self._field(f"{own}-newness", told.telling.newness.spans, isolated(why)))
            )
        facts += [
            _fact(f"coded, {coding.codebook} {coding.version}", self._coding(f"{own}-coding{n}", coding))
            for n, coding in enumerate(told.codings)
            if coding.type
        ]
        if event.mentions:
            also = isolated(", ".join(span.words for span in event.mentions))
            facts.append(_fact("also", self._field(f"{own}-mentions", event.mentions, also)))
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

    def _player(self, key: str, participant: Participant) -> Markup:
        """Somebody in an event, and what sort of actor that is where it is known."""
        named = self._valued(key, participant.party, participant.party.value.name)
        sort = sort_of(participant.actor)
        return joined([named, tag("span", isolated(sort), class_="sort")], by=" · ") if sort else named

    def _coding(self, key: str, coding: Coding) -> Markup:
        """What an event is by a codebook, leading to the words it rests on, and why on demand."""
        spans = [span for ground in coding.grounds for span in ground.value.spans]
        shown = self._field(key, spans, escaped(coded(coding)))
        if not self.why:
            return shown
        facts = [_fact("reason", isolated(coding.reason)), _fact("rule", isolated(coding.origin.rule or ""))]
        facts += [_fact(ground.field.replace("_", " "), isolated(ground.value.value)) for ground in coding.mapped]
        return joined(
            [shown, tag("details", tag("summary", escaped("Why")), tag("dl", *facts), class_="why")], by=" "
        )

    def _when_and_where(self, told: ReadEvent) -> list[Markup]:
        time, place, own = told.event.time, told.event.place, f"e{told.number}"
        if time is None and place is None:
            return [_fact("when, where", escaped("not stated"))]
        said = self._field(f"{own}-time", time.spans if time else (), isolated(when(told.event)))
        where = self._valued(f"{own}-place", place, place.value.described) if place else escaped("not stated")
        return [_fact("when", said), _fact("where", where)]

    def toll(self, number: int, toll: Toll) -> Markup:
        own = f"t{number}"
        facts = [_fact("likely", escaped(toll_range(toll)))]
        facts += [
            _fact(f"told {q.value.effect}", self._valued(f"{own}-told{n}", q, how_many(q.value)))
            for n, q in enumerate(toll.told)
        ]
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
        facts = [_fact("whose word", isolated(used_by(used)))]
        if term.target:
            facts.append(_fact("said of", self._valued(f"{own}-target", term.target, term.target.value.name)))
        if term.distance:
            shown = joined([escaped(term.distance.value), tag("q", isolated(term.distance.words))], by=" ")
            facts.append(_fact("kept at distance", self._field(f"{own}-distance", term.distance.spans, shown)))
        if term.polarity.value == "negative":
            denied = escaped("said not to be that")
            facts.append(_fact("denied", self._field(f"{own}-polarity", term.polarity.spans, denied)))
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
            self._why(term, _advice(term)),
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
        origin = annotation.origin
        facts = [("read by", origin.by), ("rule", origin.rule), ("with", origin.resource)]
        facts.append(("confidence", sure(annotation)))
        facts += [(name, reason) for name, reason in inferred]
        facts.append(("id", annotation.id))
        return tag(
            "details",
            tag("summary", escaped("Why")),
            tag("dl", *(_fact(name, isolated(value)) for name, value in facts if value)),
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


def _within_source(field: Anchored[Any], claim: Claim) -> bool:
    """Whether the words of the field stand in those of the source."""
    return claim.source is not None and all(any(span in at for at in claim.source.spans) for span in field.spans)


def _advice(term: LoadedTerm) -> tuple[tuple[str, str | None], ...]:
    """What the lexicon says of a term's group: plainer wording, and who advises about it."""
    group = loaded_lexicon().groups.get(term.origin.rule or "")
    if group is None:
        return ()
    return (("plainer", ", ".join(group.plainer)), *(("advice", source) for source in group.sources))


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
