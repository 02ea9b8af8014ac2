"""A fictional report, annotated by hand: every shape of claim and event that an export has to show."""

from __future__ import annotations

from typing import Any

from reportedly.report import (
    Anchored,
    Claim,
    Coding,
    Cue,
    Entity,
    Event,
    Ground,
    LoadedTerm,
    Mention,
    Origin,
    Participant,
    Party,
    Publication,
    Quantity,
    Quote,
    Report,
    Responsibility,
    Span,
    Toll,
    annotation_id,
)
from reportedly.values.count import Count
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

TEXT = """\
Blast at Port Selwyn ferry terminal kills at least nine
By Oda Marren
PORT SELWYN — At least nine people were killed when a bomb exploded at the ferry terminal on Tuesday, Governor \
Ilse Tarrant said.
Hospital staff put the toll at 14. “We have counted fourteen bodies,” said Dr Bram Okello, who runs the emergency \
ward.
The Northern Wire, citing two officials, said the army believed the Tidewater Front had planted the device.
The Front claimed responsibility for the attack in a statement, but denied that it had targeted civilians.
“We warned the port authority three times,” the statement said. “Nobody answered us.
“If the blockade is not lifted, we will strike the refinery next.”
Ms Tarrant called the statement “shameless”. She urged parliament to ban the Front.
Two men, reportedly, were seen leaving a van.
The army plans to raid camps in Velmark province next week, according to a defence ministry document.
A guard was shot dead at the same terminal last August.
"""

CUES = Origin("claims.attribution.v1", "subject of a reporting verb", "reporting_cues.en.toml@sha256:" + "ab" * 32)


class Writer:
    """Writes annotations by naming words: "killed" is the first, "killed#2" the second time they occur."""

    def __init__(self, text: str, publication: Publication) -> None:
        self.report = Report.of(text, publication)
        self.claims: list[Claim] = []
        self.events: list[Event] = []

    def at(self, words: str) -> Span:
        words, _, nth = words.partition("#")
        start = -1
        for _ in range(int(nth or 1)):
            start = self.report.text.index(words, start + 1)
        return self.report.span(start, start + len(words))

    def anchored(self, value: Any, *words: str, inferred: str | None = None) -> Anchored[Any]:
        return Anchored(value, tuple(self.at(each) for each in words), inferred)

    def id(self, letter: str, *parts: str | int | None) -> str:
        return annotation_id(letter, self.report.id, *parts)

    def claim(
        self,
        content: tuple[str, ...],
        source: Anchored[Party] | None,
        cue: tuple[str, str, str, str] | None,
        status: Anchored[Any],
        stance: Anchored[Any],
        *,
        kind: Any = "indirect",
        within: str | None = None,
        quotes: tuple[str, ...] = (),
        confidence: float | None = None,
    ) -> str:
        spans = tuple(self.at(each) for each in content)
        words, lemma, cue_kind, frame = cue or ("", "", "other", "")
        cue_kind_: Any = cue_kind
        made = Claim(
            id=self.id("c", *(n for s in spans for n in (s.start, s.end)), source.value.name if source else None),
            span=self.report.span(min(s.start for s in spans), max(s.end for s in spans)),
            origin=CUES,
            confidence=confidence,
            content=spans,
            kind=kind,
            source=source,
            cue=self.anchored(Cue(lemma, cue_kind_, frame), words) if cue else None,
            status=status,
            stance=stance,
            quotes=quotes,
            within=within,
        )
        self.claims.append(made)
        return made.id

    def event(self, trigger: str, type: str, mode: str | None, **fields: Any) -> str:
        span = self.at(trigger)
        given = {
            "participants": (),
            "time": None,
            "place": None,
            "quantities": (),
            "polarity": Anchored("positive", inferred="no negation"),
            "modality": Anchored("actual", inferred="past tense"),
            "genericity": Anchored("specific", inferred="one occurrence"),
            "violent": True,
        } | fields
        made = Event(
            id=self.id("e", span.start, span.end, type),
            span=span,
            origin=Origin("claims.events.v1", f"trigger {span.words}", "ontology/events.toml@sha256:" + "cd" * 32),
            type=type,
            mode=mode,
            **given,
        )
        self.events.append(made)
        return made.id


def harbour() -> Report:
    """Fourteen claims (a chain of four holders, a denial, a quotation over two paragraphs) and seven events."""
    publication = Publication(
        outlet=Anchored("The Harbour Courier", inferred="given by the user"),
        url=Anchored("https://courier.example/port-selwyn", inferred="given by the user"),
        headline=Anchored(TEXT.split("\n")[0], (Span(0, 55, TEXT[:55]),)),
        byline=Anchored("Oda Marren", (Span(59, 69, TEXT[59:69]),)),
        published=Anchored("2031-03-12", inferred="given by the user"),
        language=Anchored("en", inferred="detected"),
        location="port-selwyn.txt",
    )
    w = Writer(TEXT, publication)
    mentions, entities = _people(w)
    marked: list[tuple[Any, tuple[str, ...]]] = [
        ("quotation", ("“We have counted fourteen bodies,",)),
        ("quotation", ("“We warned the port authority three times,",)),
        ("quotation", ("“Nobody answered us.", "“If the blockade is not lifted, we will strike the refinery next.")),
        ("scare", ("“shameless",)),
    ]
    quotes = tuple(
        Quote(
            id=w.id("q", w.at(pieces[0]).start),
            span=w.report.span(w.at(pieces[0]).start, w.at(pieces[-1]).end),
            origin=Origin("claims.quotes.v1", "pair"),
            content=tuple(w.report.span(w.at(p).start + 1, w.at(p).end) for p in pieces),
            use=use,
            closed=True,
        )
        for use, pieces in marked
    )
    _say(w, entities, quotes)
    _happen(w)
    report = w.report.with_layers(
        mentions=mentions,
        entities=entities,
        quotes=quotes,
        claims=tuple(w.claims),
        events=tuple(w.events),
        loaded=(_label(w),),
        tolls=(_toll(w),),
        codings=(_code(w),),
        stages=("language.mentions.v1", "claims.quotes.v1", "claims.attribution.v1", "claims.events.v1"),
    )
    return report.with_issues(
        report.issue(
            "event.tolls-differ",
            "“At least nine” and “14” are given as the toll of one blast by different sources",
            by="claims.events.v1",
            at=w.at("14"),
            hint="compare the two claims; neither count has been preferred",
        ),
        report.issue(
            "time.open", "“last August” may be 2030 or 2029", by="language.mentions.v1", at=w.at("last August")
        ),
    )


def _code(w: Writer) -> Coding:
    event = w.events[0]
    return Coding(
        id=w.id("k", event.id),
        span=event.span,
        origin=Origin("claims.codings.v1", "incidents.toml:290", "ontology/incidents.toml@sha256:" + "ef" * 32),
        event=event.id,
        codebook="incidents",
        version="1",
        type="Explosions/Remote violence",
        subtype="Remote explosive/landmine/IED",
        codable=True,
        reason="Remote explosive/landmine/IED: act is ASSAULT (“killed”) and weapon is bomb (“bomb”)",
        grounds=(Ground("act", w.anchored("ASSAULT", "killed")), Ground("weapon", w.anchored("bomb", "bomb"))),
        mapped=(Ground("gtd_attack_type", w.anchored("Bombing/Explosion", "killed")),),
    )


def _toll(w: Writer) -> Toll:
    hospital = next(c.id for c in w.claims if c.source and "Hospital" in c.source.words)
    return Toll(
        id=w.id("t", "killed"),
        span=w.at("At least nine"),
        origin=Origin("claims.tolls.v1", "the figure as told", "lexicons/toll_weights.en.toml@sha256:" + "0f" * 32),
        confidence=0.7,
        effect="killed",
        best=w.anchored(9, "At least nine", inferred="the figure as told"),
        low=9,
        high=None,
        told=(
            w.anchored(Quantity("killed", Count(9, None, "at least"), "people"), "At least nine"),
            w.anchored(Quantity("killed", Count(14, 14), None, hospital), "14"),
        ),
        events=(w.events[0].id,),
    )


def _label(w: Writer) -> LoadedTerm:
    span = w.at("shameless")
    return LoadedTerm(
        id=w.id("l", span.start, span.end, "shameless"),
        span=span,
        origin=Origin("claims.loaded.v1", "shameless", "lexicons/loaded_language.en.toml@sha256:" + "ef" * 32),
        term="shameless",
        kind="delegitimising",
        voice="quoted",
        certain=True,
        target=w.anchored(Party("the statement", "document"), "the statement"),
        polarity=Anchored("positive", inferred="no negation"),
        distance=w.anchored("quotation-marks", "“shameless”"),
        claim=next(claim.id for claim in w.claims if claim.cue and claim.cue.value.lemma == "call"),
    )


def _people(w: Writer) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    named: list[tuple[Any, str, tuple[str, ...], tuple[str, ...]]] = [
        ("person", "Ilse Tarrant", ("Governor Ilse Tarrant", "Ms Tarrant", "She"), ("Governor",)),
        ("person", "Bram Okello", ("Dr Bram Okello",), ("who runs the emergency ward",)),
        ("organisation", "Tidewater Front", ("the Tidewater Front", "The Front", "it had", "the Front"), ()),
        ("organisation", "The Northern Wire", ("The Northern Wire",), ()),
        ("organisation", "the army", ("the army", "The army"), ()),
    ]
    mentions: list[Mention] = []
    entities: list[Entity] = []
    for kind, name, words, descriptions in named:
        own = []
        for each in words:
            span = w.at(each)
            span = w.report.span(span.start, span.start + 2) if each == "it had" else span
            form: Any = "pronoun" if span.words.lower() in {"she", "it"} else "name"
            made = Mention(
                id=w.id("m", span.start, span.end),
                span=span,
                origin=Origin("language.mentions.v1", "named entity"),
                kind=kind,
                form=form,
                head=w.report.span(span.end - len(span.words.split()[-1]), span.end),
            )
            own.append(made)
        mentions += own
        entities.append(
            Entity(
                id=w.id("n", name),
                span=own[0].span,
                origin=Origin("language.entities.v1", "name variants"),
                kind=kind,
                name=name,
                mentions=tuple(m.id for m in own),
                descriptions=tuple(w.at(d) for d in descriptions),
            )
        )
    return tuple(mentions), tuple(entities)


def _say(w: Writer, entities: tuple[Entity, ...], quotes: tuple[Quote, ...]) -> None:
    tarrant, okello, front, wire, army = (e.id for e in entities)

    def asserted(*words: str) -> Anchored[Any]:
        return w.anchored("asserted", *words, inferred=None if words else "a quotation")

    def neutral(*words: str) -> Anchored[Any]:
        return w.anchored("neutral", *words, inferred=None if words else "no cue")

    governor = w.anchored(Party("Ilse Tarrant", "person", tarrant), "Governor Ilse Tarrant")
    w.claim(
        ("At least nine people were killed when a bomb exploded at the ferry terminal on Tuesday",),
        governor,
        ("said", "say", "speech", "that-clause"),
        asserted("said"),
        neutral("said"),
        confidence=0.94,
    )
    w.claim(
        ("the toll at 14",),
        w.anchored(Party("Hospital staff", "group"), "Hospital staff"),
        ("put", "put", "claim", "put-at"),
        asserted("put"),
        neutral("put"),
    )
    w.claim(
        ("“We have counted fourteen bodies,”",),
        w.anchored(Party("Bram Okello", "person", okello), "Dr Bram Okello"),
        ("said#2", "say", "speech", "inversion"),
        asserted("said#2"),
        neutral("said#2"),
        kind="direct",
        quotes=(quotes[0].id,),
    )
    wire_says = w.claim(
        ("the army believed the Tidewater Front had planted the device",),
        w.anchored(Party("The Northern Wire", "media", wire), "The Northern Wire"),
        ("said#3", "say", "speech", "that-clause"),
        asserted("said#3"),
        neutral("said#3"),
    )
    officials = w.claim(
        ("the army believed the Tidewater Front had planted the device",),
        w.anchored(Party("two officials", "official_unnamed"), "two officials"),
        ("citing", "cite", "speech", "citing"),
        asserted("citing"),
        neutral("citing"),
        within=wire_says,
    )
    w.claim(
        ("the Tidewater Front had planted the device",),
        w.anchored(Party("the army", "organisation", army), "the army"),
        ("believed", "believe", "belief", "that-clause"),
        w.anchored("believed", "believed"),
        neutral("believed"),
        within=officials,
    )
    the_front = Party("Tidewater Front", "group", front)
    w.claim(
        ("responsibility for the attack",),
        w.anchored(the_front, "The Front"),
        ("claimed", "claim", "responsibility", "object"),
        asserted("claimed"),
        w.anchored("neutral", "claimed"),
    )
    w.claim(
        ("it had targeted civilians",),
        w.anchored(the_front, "The Front"),
        ("denied", "deny", "denial", "that-clause"),
        w.anchored("denied", "denied"),
        neutral("denied"),
        confidence=0.71,
    )
    statement = Party("the statement", "document")
    said = w.claim(
        ("“We warned the port authority three times,”", "“Nobody answered us."),
        w.anchored(statement, "the statement"),
        ("said#4", "say", "speech", "parenthetical"),
        asserted("said#4"),
        neutral("said#4"),
        kind="direct",
        quotes=(quotes[1].id, quotes[2].id),
    )
    assert said
    w.claim(
        ("“If the blockade is not lifted, we will strike the refinery next.”",),
        w.anchored(statement, inferred="continues the quotation before"),
        None,
        w.anchored("threatened", "we will strike"),
        neutral(),
        kind="direct",
        quotes=(quotes[2].id,),
    )
    w.claim(
        ("the statement “shameless”",),
        w.anchored(Party("Ilse Tarrant", "person", tarrant), "Ms Tarrant"),
        ("called", "call", "evaluation", "object-complement"),
        asserted("called"),
        neutral("called"),
        kind="mixed",
        quotes=(quotes[3].id,),
    )
    w.claim(
        ("parliament to ban the Front",),
        w.anchored(Party("Ilse Tarrant", "person", tarrant), "She"),
        ("urged", "urge", "demand", "infinitive"),
        w.anchored("demanded", "urged"),
        neutral("urged"),
    )
    w.claim(
        ("Two men", "were seen leaving a van"),
        None,
        ("reportedly", "reportedly", "hearsay", "adverb"),
        w.anchored("alleged", "reportedly"),
        w.anchored("distancing", "reportedly"),
    )
    w.claim(
        ("The army plans to raid camps in Velmark province next week",),
        w.anchored(Party("a defence ministry document", "document"), "a defence ministry document"),
        ("according to", "according to", "document", "according-to"),
        w.anchored("planned", "plans"),
        neutral("according to"),
    )


def _happen(w: Writer) -> None:
    claims = w.claims
    front = Party("Tidewater Front", "group")
    tuesday = TimeValue("DATE", "2031-03-11", "2031-03-11", "2031-03-11", "published", "weekday before")
    w.event(
        "killed",
        "assault",
        "bombing",
        participants=(Participant("victim", w.anchored(Party("nine people", "group"), "At least nine people")),),
        time=w.anchored(tuesday, "on Tuesday"),
        place=w.anchored(PlaceName("the ferry terminal", "at"), "the ferry terminal"),
        quantities=(w.anchored(Quantity("killed", Count(9, None, "at least")), "At least nine"),),
        responsibility=(
            Responsibility("claimed", w.anchored(front, "The Front"), claims[6].id),
            Responsibility("suspected", w.anchored(front, "the Tidewater Front"), claims[5].id),
        ),
        mentions=(w.at("the attack"),),
        claim=claims[0].id,
        confidence=0.9,
    )
    w.event(
        "toll",
        "assault",
        "bombing",
        quantities=(w.anchored(Quantity("killed", Count(14, 14)), "14"),),
        claim=claims[1].id,
    )
    w.event(
        "planted",
        "assault",
        "bombing",
        participants=(Participant("actor", w.anchored(front, "the Tidewater Front")),),
        claim=claims[5].id,
    )
    w.event(
        "targeted",
        "assault",
        None,
        participants=(
            Participant("actor", w.anchored(front, "it#4")),
            Participant("target", w.anchored(Party("civilians", "group"), "civilians")),
        ),
        polarity=Anchored("negative", claims[7].status.spans, "its source denies it"),
        claim=claims[7].id,
    )
    w.event(
        "strike",
        "assault",
        None,
        participants=(Participant("target", w.anchored(Party("the refinery", "place"), "the refinery")),),
        modality=w.anchored("threatened", "will", "If the blockade is not lifted"),
        claim=claims[9].id,
    )
    w.event(
        "raid",
        "assault",
        None,
        participants=(Participant("actor", w.anchored(Party("the army", "organisation"), "The army")),),
        time=w.anchored(
            TimeValue("DATE", "2031-W12", "2031-03-17", "2031-03-23", "published", "next week"), "next week"
        ),
        place=w.anchored(PlaceName("Velmark province"), "in Velmark province"),
        modality=w.anchored("planned", "plans"),
        claim=claims[13].id,
    )
    w.event(
        "shot dead",
        "assault",
        "shooting",
        participants=(Participant("victim", w.anchored(Party("A guard", "person"), "A guard")),),
        time=w.anchored(TimeValue("DATE", None, None, None, "published", "last month name"), "last August"),
        place=w.anchored(PlaceName("the same terminal", "at"), "the same terminal"),
    )
