"""Reported speech, construction by construction: the source, the cue and the content that each sentence must give."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import cpu_seconds

from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.claims.selection import NO_TAGGER
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.report import Claim, Report

Parse = Callable[[str], Report]
Read = Callable[[str], Report]


@pytest.fixture(scope="module")
def read(parse: Parse) -> Read:
    stages = (Mentions(), Quotes(), Entities(), Attribution(tagger=NO_TAGGER))

    def run(text: str) -> Report:
        report = parse(text)
        for stage in stages:
            report = stage(report)
        report.verify()
        return report

    return run


def claims(report: Report) -> list[Claim]:
    return list(report.claims or ())


def triples(report: Report) -> list[tuple[str | None, str | None, str]]:
    """Source words, cue words and content words of each claim, in text order."""
    return [
        (
            claim.source.words if claim.source else None,
            claim.cue.words if claim.cue else None,
            " … ".join(span.words for span in claim.content),
        )
        for claim in claims(report)
    ]


CASES = [
    # said and its family
    ("The mayor of Orlen said that the bridge would open in May.",
     ("The mayor of Orlen", "said", "that the bridge would open in May")),
    ("Mirko Tadan told reporters the bridge was closed.",
     ("Mirko Tadan", "told", "the bridge was closed")),
    ("The minister added that two villages had been cut off.",
     ("The minister", "added", "that two villages had been cut off")),
    ("Tadan warned that the dam could break.",
     ("Tadan", "warned", "that the dam could break")),
    # order of the sentence
    ("“The road is closed,” said Mirko Tadan, a driver.",
     ("Mirko Tadan, a driver", "said", "The road is closed,")),
    ("“The road is closed,” Tadan said on Monday.", ("Tadan", "said", "The road is closed,")),
    ("Tadan said: “The road is closed.”", ("Tadan", "said", "The road is closed.")),
    ("The bridge was closed, Tadan said.", ("Tadan", "said", "The bridge was closed")),
    ("The bridge, Tadan said, was closed.", ("Tadan", "said", "The bridge … was closed")),
    ("“Is the road closed?” she asked.", ("she", "asked", "Is the road closed?")),
    # interrupted quotations
    ("“The road,” she said, “is closed until spring.”", ("she", "said", "The road, … is closed until spring.")),
    ("“It is over,” Tadan said. “We are going home.”", ("Tadan", "said", "It is over, … We are going home.")),
    # phrases
    ("According to the coast guard, two boats sank.", ("the coast guard", "According to", "two boats sank")),
    ("Two boats sank, according to the coast guard.", ("the coast guard", "according to", "Two boats sank")),
    # infinitives and gerunds
    ("Tadan claims to be a spokesman for the group.", ("Tadan", "claims", "to be a spokesman for the group")),
    ("The council vowed to rebuild the school.", ("The council", "vowed", "to rebuild the school")),
    ("Residents urged the police to act.", ("Residents", "urged", "the police to act")),
    ("Tadan left the country, arguing that the court was biased.",
     ("Tadan", "arguing", "that the court was biased")),
    ("The union called on the government to reopen the mine.",
     ("The union", "called on", "the government to reopen the mine")),
    # passives
    ("The raid was claimed by the River Front.", ("the River Front", "was claimed by", "The raid")),
    ("The driver was accused of spying.", (None, "was accused", "The driver … of spying")),
    ("The general is believed to be in Orlen.", (None, "is believed", "The general … to be in Orlen")),
    # nouns and adjectives
    ("Nobody at the port believed Tadan’s claim that the cargo was grain.",
     ("Tadan’s", "claim", "that the cargo was grain")),
    ("The governor is confident that the harvest will be saved.",
     ("The governor", "confident", "that the harvest will be saved")),
    # documents and polls
    ("The report shows that the wells were dry.", ("The report", "shows", "that the wells were dry")),
    ("A survey found that most villagers wanted to leave.",
     ("A survey", "found", "that most villagers wanted to leave")),
    # denial, question, belief, evaluation
    ("The army denied that its troops had fired.", ("The army", "denied", "that its troops had fired")),
    ("Reporters asked whether the bridge was safe.", ("Reporters", "asked", "whether the bridge was safe")),
    ("Police believe that the driver fled.", ("Police", "believe", "that the driver fled")),
    ("It sees itself as a government of exiles.", ("It", "sees", "itself as a government of exiles")),
    ("The bishop criticised the new law.", ("The bishop", "criticised", "the new law")),
    # relative sources
    ("Ana Belk, who said the camp was empty, left on Friday.", ("who", "said", "the camp was empty")),
    # headlines
    ("Orlen rebels announce truce, minister says", ("minister", "says", "Orlen rebels announce truce")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_construction(read: Read, text: str, expected: tuple[str | None, str, str]) -> None:
    assert expected in triples(read(text))


def test_hearsay_adverbs_report_without_a_source(read: Read) -> None:
    (claim,) = claims(read("The van was reportedly stolen in Orlen."))
    assert claim.source is None
    assert claim.cue is not None
    assert claim.cue.value.kind == "hearsay"
    assert claim.status.value == "alleged"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The dam will hold,” said Tadan.", "direct"),
        ("Tadan said the dam would “hold for another year”.", "mixed"),
        ("Tadan said the dam would hold.", "indirect"),
    ],
)
def test_kind_follows_the_marks(read: Read, text: str, kind: str) -> None:
    assert claims(read(text))[0].kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army denied that its troops had fired.", "denial"),
        ("Reporters asked whether the bridge was safe.", "question"),
        ("Police believe that the driver fled.", "belief"),
        ("The union demanded that the mine be closed.", "demand"),
        ("The council vowed to rebuild the school.", "intention"),
        ("The militia threatened to shell the port.", "threat"),
        ("Villagers accused the guards of torture.", "responsibility"),
        ("The report shows that the wells were dry.", "document"),
        ("The bishop criticised the new law.", "evaluation"),
        ("Tadan claims that the cargo was grain.", "claim"),
    ],
)
def test_the_cue_has_its_class(read: Read, text: str, kind: str) -> None:
    cue = claims(read(text))[0].cue
    assert cue is not None
    assert cue.value.kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The report shows that the wells were dry.", "document"),
        ("A survey found that most villagers wanted to leave.", "poll"),
        ("Two officials said that the port was mined.", "official_unnamed"),
        ("Witnesses said that the van burned for an hour.", "eyewitness"),
        ("Reuters reported that the port was mined.", "media"),
        ("Ana Belk said that the port was mined.", "person"),
        ("Villagers said that the port was mined.", "eyewitness"),
        ("The council said that the port was mined.", "organisation"),
    ],
)
def test_the_source_has_its_kind(read: Read, text: str, kind: str) -> None:
    source = claims(read(text))[0].source
    assert source is not None
    assert source.value.kind == kind


STORY = """Ana Belk, a former judge, told the Courier that the camp was empty.

“There is nobody left,” she said.

“We looked in every tent. We found nothing.”

“And nobody will come back.

“Not this year,” the former judge added."""


def test_a_quotation_without_a_cue_goes_on_with_the_speaker_before(read: Read) -> None:
    report = read(STORY)
    speech = [claim for claim in claims(report) if claim.kind == "direct" and claim.within is None]
    assert len(speech) == 3
    assert {claim.source.value.name for claim in speech if claim.source} == {"Ana Belk"}
    first, second, third = speech
    assert second.cue is None
    assert second.source is not None
    assert second.source.inferred == "continues the quotation before"
    assert first.source is not None
    assert second.source.spans == first.source.spans
    assert [span.words for span in third.content] == ["And nobody will come back.", "Not this year,"]


def test_a_quotation_of_two_paragraphs_belongs_to_the_document_that_says_it(read: Read) -> None:
    report = read("The charter says: “The river is free.\n\n“It shall stay so for ever.”\n\nTadan wept.")
    (claim,) = [claim for claim in claims(report) if claim.kind == "direct"]
    assert [span.words for span in claim.content] == ["The river is free.", "It shall stay so for ever."]
    assert claim.source is not None
    assert claim.source.value.kind == "document"


def test_a_quotation_nobody_is_given_stays_open(read: Read) -> None:
    report = read(
        "Rain fell on Orlen for a week.\n\n“We have lost everything we ever had in this valley.”\n\nIt stopped."
    )
    (claim,) = claims(report)
    assert claim.source is None
    assert claim.cue is None
    assert "claim.speaker-open" in [issue.code for issue in report.issues]


def test_who_cites_whom_is_a_chain(read: Read) -> None:
    report = read("The Herald, citing two officials, said the army believed that the convoy had left.")
    by_source = {claim.source.words: claim for claim in claims(report) if claim.source}
    paper, officials, army = by_source["The Herald"], by_source["two officials"], by_source["the army"]
    assert paper.within is None
    assert officials.within == paper.id
    assert army.within == officials.id
    names = [link.holder.name.lower().removeprefix("the ") for link in report.chain(army)]
    assert names == ["this report", "herald", "two officials", "army"]


def test_a_claim_inside_a_quotation_stands_within_it(read: Read) -> None:
    report = read("“I think the dam will hold,” Ana Belk said.")
    outer = next(claim for claim in claims(report) if claim.within is None)
    (inner,) = [claim for claim in claims(report) if claim.within == outer.id]
    assert inner.source is not None
    assert inner.source.words == "I"
    assert inner.source.value.name == "Ana Belk"


def test_one_reports_what_the_next_says(read: Read) -> None:
    report = read("Tadan said the army denied that its troops had fired.")
    outer, inner = sorted(claims(report), key=lambda claim: claim.within is not None)
    assert inner.within == outer.id
    assert inner.source is not None
    assert inner.source.words == "the army"


@pytest.mark.parametrize(
    "text",
    [
        "The rebels attacked the northern barracks at dawn.",
        "The blast claimed nine lives.",
        "Gunmen hit a checkpoint near the river.",
        "The flood claimed two houses.",
        "The clinic admitted nine patients.",
        "The lorry carried water to the camp.",
        "The tents were set up according to size.",
    ],
)
def test_deeds_are_not_words(read: Read, text: str) -> None:
    assert claims(read(text)) == []


def test_a_higher_threshold_keeps_only_what_is_surer(parse: Parse) -> None:
    report = Entities()(Quotes()(Mentions()(parse(STORY + "\n\nThe council wants the camp to go."))))
    every = Attribution(0.0)(report).claims or ()
    sure = Attribution(0.9)(report).claims or ()
    assert len(sure) < len(every)
    assert all(claim.confidence is not None and 0 <= claim.confidence <= 1 for claim in every)


def test_ids_do_not_depend_on_the_run(read: Read) -> None:
    assert [claim.id for claim in claims(read(STORY))] == [claim.id for claim in claims(read(STORY))]
    assert len({claim.id for claim in claims(read(STORY))}) == len(claims(read(STORY)))


def test_containers_never_hold_each_other(read: Read) -> None:
    report = read(
        "According to Tadan, who said Ana Belk claimed that, according to the Herald, police think so, he lied."
    )
    for claim in claims(report):
        assert report.chain(claim)[-1].claim == claim.id


@pytest.mark.parametrize(
    "text", ["", " \n ", "“", "said", "said said said.", ":", "“” said “”", "According to", "He said: \n\n"]
)
def test_scraps_raise_nothing(read: Read, text: str) -> None:
    read(text)


WORDS = (
    "“",
    "”",
    '"',
    "'",
    "said",
    "he",
    "Tadan",
    "told",
    "that",
    ":",
    ",",
    ".",
    "\n\n",
    "who",
    "according to",
    "not",
    "?",
)


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_heap_of_words_gives_true_spans(read: Read, words: list[str]) -> None:
    read(" ".join(words))


def test_reading_costs_much_less_than_parsing(parse: Parse) -> None:
    text = "\n\n".join(STORY.replace("camp", f"camp {n}") for n in range(60))
    report = parse(text).with_layers(mentions=(), entities=())
    parsing = cpu_seconds(lambda: parse(text))
    assert cpu_seconds(lambda: Attribution(tagger=NO_TAGGER)(Quotes()(report))) < 0.5 * parsing


def test_a_paragraph_of_quotation_goes_on_from_indirect_speech(read: Read) -> None:
    report = read("Ana Belk said the camp was empty.\n\n“We looked in every tent, and found nothing at all.”")
    (claim,) = [claim for claim in claims(report) if claim.kind == "direct"]
    assert claim.source is not None
    assert claim.source.value.name == "Ana Belk"
    assert claim.source.inferred == "goes on from what the paragraph before reports"


def test_a_dateline_is_no_part_of_the_source(read: Read) -> None:
    report = read(
        "PORT ARDEN, Velmara, May 5 (Northern Wire) — The River Front on Monday denied that it was behind the blast."
    )
    (claim,) = claims(report)
    assert claim.source is not None
    assert claim.source.words == "The River Front"


def test_who_is_quoted_as_saying_is_the_source(read: Read) -> None:
    report = read("The paper quoted Ana Belk as saying that the camp was empty.")
    assert ("Ana Belk", "saying", "that the camp was empty") in triples(report)


def test_a_second_verb_of_saying_has_the_speaker_of_the_first(read: Read) -> None:
    found = triples(read("The ministry said the dam was safe and urged residents to stay calm."))
    assert ("The ministry", "said", "the dam was safe") in found
    assert ("The ministry", "urged", "residents to stay calm") in found


def test_a_sentence_without_end_is_left_with_an_issue(parse: Parse) -> None:
    report = parse("he said that " * 1_000).with_layers(mentions=(), entities=())
    begin = time.process_time()
    report = Attribution(tagger=NO_TAGGER)(Quotes()(report))
    assert time.process_time() - begin < 2
    assert "claim.sentence-too-long" in [issue.code for issue in report.issues]
