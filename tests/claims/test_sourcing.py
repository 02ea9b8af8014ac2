"""What is known of a source besides who it is: its type, why it has no name, its means, its hearers, "I" and "we"."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.sourced import of, read

from reportedly.claims.anonymity import LEXICON, names_withheld
from reportedly.claims.sourcing import sourced
from reportedly.claims.speakers import Speakers
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Channel, Claim, Report

Parse = Callable[[str], Report]

LOADED = load(LEXICON)


def outermost(report: Report) -> Claim:
    return next(claim for claim in report.claims or () if claim.within is None)


def described(report: Report) -> tuple[str, str]:
    """The type of the outermost claim's source, and the words that it was read from."""
    kind = outermost(report).source_type
    assert kind is not None
    return kind.value, kind.words


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Ana Belk said the camp was empty.", "person", "Ana Belk"),
        ("A nurse said the camp was empty.", "person", "nurse"),
        ("The mayor of Orlen said the camp was empty.", "person", "The mayor"),
        ("Two officials said the camp was empty.", "official_unnamed", "officials"),
        ("One of the officials said the camp was empty.", "official_unnamed", "officials"),
        ("Prosecutors said the camp was empty.", "official_unnamed", "Prosecutors"),
        ("A security source said the camp was empty.", "official_unnamed", "security source"),
        ("Four sources said the camp was empty.", "unnamed", "sources"),
        ("Two people familiar with the matter said the camp was empty.", "unnamed", "people familiar"),
        ("Witnesses said the van burned for an hour.", "eyewitness", "Witnesses"),
        ("Villagers said the van burned for an hour.", "eyewitness", "Villagers"),
        ("Villagers want the dam to be rebuilt.", "group", "Villagers"),
        ("Farmers who fled the fighting said soldiers had burned the mill.", "eyewitness", "who fled"),
        ("“It was dark,” said Ana Belk, a survivor.", "eyewitness", "survivor"),
        ("“We heard a loud blast,” said Ana Belk, who lives by the river.", "eyewitness", "We heard"),
        ("“We heard nothing from the ministry,” said Ana Belk.", "person", "Ana Belk"),
        ("Critics say the bridge was never safe.", "group", "Critics"),
        ("Some say the bridge was never safe.", "group", "Some"),
        ("Many believe the bridge was never safe.", "group", "Many"),
        ("The ministry said the camp was empty.", "organisation", "ministry"),
        ("Police said the camp was empty.", "organisation", "Police"),
        ("The government said the camp was empty.", "government", "government"),
        ("The authorities said the camp was empty.", "government", "authorities"),
        ("Moscow denied that it had mined the bridge.", "government", "Moscow"),
        ("The White House said the talks would go on.", "government", "The White House"),
        ("The report shows that the wells were dry.", "document", "report"),
        ("A survey found that most villagers wanted to leave.", "poll", "survey"),
        ("The Northern Wire reported that the camp was empty.", "media", "The Northern Wire"),
        ("Local media reported that the camp was empty.", "media", "media"),
        ("State television said the camp was empty.", "media", "television"),
        ("Press reports said the camp was empty.", "media", "Press reports"),
        ("A Facebook post by the River Front said it had left.", "social_media", "Facebook post"),
        ("A Telegram channel close to the rebels said the port was shut.", "social_media", "Telegram channel"),
        ("Our correspondent in Orlen says the bridge is still shut.", "narrator", "Our correspondent"),
        ("We understand that the bridge was mined.", "narrator", "We"),
        ("The van was reportedly stolen in Orlen.", "unstated", "reportedly"),
        ("The general is believed to be in Orlen.", "unstated", "is believed"),
    ],
)  # fmt: skip
def test_a_source_has_a_type_and_the_words_that_show_it(parse: Parse, text: str, kind: str, words: str) -> None:
    assert described(read(parse, text)) == (kind, words)


def test_the_outlet_that_names_itself_is_the_narrator(parse: Parse) -> None:
    assert described(read(parse, "The Herald found that the wells were dry.", outlet="Herald"))[0] == "narrator"
    assert described(read(parse, "The Herald found that the wells were dry."))[0] == "media"


def test_a_pronoun_has_the_type_of_whom_it_stands_for(parse: Parse) -> None:
    report = read(parse, "A bystander filmed the blast. She said the van had burned for an hour.")
    said = of(report, "She")
    assert said.source_type is not None
    assert said.source_type.value == "eyewitness"


def test_an_open_quotation_has_a_source_of_unknown_type(parse: Parse) -> None:
    report = read(
        parse,
        "Rain fell on Orlen for a week.\n\n“We have lost everything we ever had in this valley.”\n\nIt stopped.",
    )
    (claim,) = report.claims or ()
    assert claim.source_type is not None
    assert claim.source_type.value == "unknown"


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("A senior official who asked not to be named said the bridge was mined.",
         "A senior official", ["who asked not to be named"]),
        ("A ministry official, speaking on condition of anonymity, said the bridge was mined.",
         "A ministry official", ["speaking on condition of anonymity"]),
        ("“The bridge is mined,” said the officer, who was not authorised to speak to the press.",
         "the officer", ["who was not authorised to speak"]),
        ("A diplomat who spoke on condition of anonymity because he was not authorised to discuss the talks told the "
         "Northern Wire that the envoy had left.",
         "A diplomat", ["who spoke on condition of anonymity because he was not authorised to discuss the talks"]),
        ("A trader who declined to be named for fear of reprisals said the market was shut.",
         "A trader", ["who declined to be named for fear of reprisals"]),
        ("The official said the envoy had left. She spoke on condition of anonymity because the talks were private.",
         "The official", ["spoke on condition of anonymity because the talks were private"]),
        ("The Northern Wire, citing an unnamed official, said the bridge was mined.",
         "an unnamed official", ["unnamed"]),
    ],
)  # fmt: skip
def test_why_a_name_is_withheld_stands_with_the_source(
    parse: Parse, text: str, source: str, words: list[str]
) -> None:
    report = read(parse, text)
    claim = of(report, source)
    assert [span.words for span in claim.anonymity] == words
    assert claim.source_type is not None
    assert claim.source_type.value in ("official_unnamed", "unnamed")


def test_why_a_name_is_withheld_is_no_claim(parse: Parse) -> None:
    report = read(parse, "A senior official who asked not to be named said the bridge was mined.")
    assert [claim.source.words for claim in report.claims or () if claim.source] == ["A senior official"]


def test_it_holds_for_every_claim_of_the_same_source(parse: Parse) -> None:
    report = read(
        parse,
        "An official said the bridge was mined. The official, who asked not to be named, said the port was shut.",
    )
    assert [bool(claim.anonymity) for claim in report.claims or ()] == [True, True]


def test_somebody_named_is_not_anonymous(parse: Parse) -> None:
    report = read(parse, "Ana Belk, who was not authorised to speak for the council, said the bridge was mined.")
    assert all(not claim.anonymity for claim in report.claims or ())


@pytest.mark.parametrize(
    ("text", "channel", "name", "words"),
    [
        ("Ana Belk said in an interview with the Herald that the camp was empty.", "interview", None,
         "in an interview with the Herald"),
        ("Speaking at a news conference, the mayor said the dam was safe.", "news_conference", None,
         "at a news conference"),
        ("The mayor told a news conference that the dam was safe.", "news_conference", None, "a news conference"),
        ("“The camp is empty,” Ana Belk wrote on Telegram.", "social_media", "Telegram", "on Telegram"),
        ("In a post on X, the ministry said the camp was empty.", "social_media", "X", "In a post on X"),
        ("In a video posted to Facebook, the rebels said they had left.", "social_media", "Facebook",
         "In a video posted to Facebook"),
        ("The rebels said in a statement posted on Telegram that they had left.", "social_media", "Telegram",
         "in a statement posted on Telegram"),
        ("The minister tweeted that the camp was empty.", "social_media", None, "tweeted"),
        ("Prosecutors said in a court filing that Tadan had lied.", "court_filing", None, "in a court filing"),
        ("In a letter to the council, the mayor said it was over.", "letter", None, "In a letter to the council"),
        ("The mayor said by telephone that the camp was empty.", "telephone", None, "by telephone"),
        ("The mayor said in a televised address that the dam would hold.", "speech", None, "in a televised address"),
        ("The mayor said in an email that the dam would hold.", "message", None, "in an email"),
        ("The mayor said on state television that the dam would hold.", "broadcast", None, "on state television"),
        ("The statement said the dam would hold.", "statement", None, "statement"),
    ],
)  # fmt: skip
def test_the_means_of_saying_is_kept_with_its_words(
    parse: Parse, text: str, channel: str, name: str | None, words: str
) -> None:
    medium = outermost(read(parse, text)).medium
    assert medium is not None
    assert (medium.value.channel, medium.value.name, medium.words) == (channel, name, words)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said in May that the dam would hold.",
        "The mayor said that the letter was lost.",
        "At a peace conference, the colonel denied it.",
        "A report published on Monday said that the dam had failed.",
    ],
)
def test_not_every_phrase_is_a_means(parse: Parse, text: str) -> None:
    assert outermost(read(parse, text)).medium is None


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("Ana Belk told reporters in Orlen that the camp was empty.", "reporters"),
        ("The ministry confirmed to the Northern Wire that the envoy had left.", "the Northern Wire"),
        ("Speaking to reporters in Orlen, the mayor said the dam would hold.", "reporters"),
        ("In a letter to the council, the mayor said the camp was empty.", "the council"),
        ("In an interview with the Herald, the mayor said the camp was empty.", "the Herald"),
    ],
)
def test_who_was_told_is_kept(parse: Parse, text: str, hearer: str) -> None:
    audience = outermost(read(parse, text)).audience
    assert audience is not None
    assert audience.words == hearer


def test_who_was_asked_is_no_hearer(parse: Parse) -> None:
    assert outermost(read(parse, "The mayor urged residents to leave.")).audience is None


def test_we_are_the_body_that_speaks(parse: Parse) -> None:
    report = read(parse, "“We left because we believe the war is over,” the River Front said.")
    we = of(report, "we")
    assert we.source is not None
    assert we.source.value == outermost(report).source.value  # type: ignore[union-attr]
    assert we.source.inferred == "“we” in the words of River Front"


def test_we_are_a_speaker_and_those_they_speak_for(parse: Parse) -> None:
    report = read(parse, "“I left because we believe the war is over,” Ana Belk said.")
    we, speaker = of(report, "we").source, of(report, "Ana Belk").source
    assert we is not None
    assert speaker is not None
    assert (we.value.name, we.value.kind, we.value.entity) == ("Ana Belk", "group", speaker.value.entity)
    assert we.inferred == "“we”: Ana Belk and those they speak for"


def test_i_is_the_speaker_of_the_innermost_quotation(parse: Parse) -> None:
    report = read(parse, "“I think the dam will hold,” Ana Belk said. “I believe the river will not.”")
    sources = [claim.source for claim in report.claims or () if claim.source and claim.source.words == "I"]
    assert [source.value.name for source in sources] == ["Ana Belk", "Ana Belk"]


def test_reading_twice_changes_nothing(parse: Parse) -> None:
    report = read(
        parse,
        "A guard who asked not to be named told the Herald: “We believe the port is mined.” The guard then left.",
    )
    tree = Tree(report)
    assert tuple(sourced(report, tree, Speakers(report, tree), report.claims or ())) == report.claims


WORDS = ["“", "”", "we", "I", "our", "said", "told", "the Herald", "who asked not to be named", "because", "which"]
WORDS += [".", "cited", "seen by", "as quoted by", "in a statement", "on X", "on condition of anonymity", ",", "Some"]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
@settings(max_examples=40, deadline=None)
def test_any_heap_of_words_gives_true_spans(parse: Parse, words: list[str]) -> None:
    report = read(parse, " ".join(words))
    for claim in report.claims or ():
        assert claim.source_type is not None
        assert report.chain(claim)[-1].claim == claim.id


def test_many_explanations_cost_little(parse: Parse) -> None:
    sentence = "A guard who asked not to be named said it was over. "
    parsed = parse("who was not " * 500 + sentence * 100)
    begin = time.process_time()
    assert len(names_withheld(Tree(parsed))) == 100
    assert time.process_time() - begin < 1


# ------------------------------------------------------------------------------------------------ the lexicon


@pytest.mark.parametrize("group", LOADED.entries("anonymity"), ids=lambda group: group["matches"][0][:30])
def test_patterns_of_withheld_names_match_their_examples(group: dict[str, list[str]]) -> None:
    def found(sentence: str) -> bool:
        return any(re.search(pattern, sentence, re.IGNORECASE) for pattern in group["patterns"])

    assert [sentence for sentence in group["matches"] if not found(sentence)] == []
    assert [sentence for sentence in group["rejects"] if found(sentence)] == []


CHANNELS = [(entry["channel"], sentence) for entry in LOADED.entries("channel") for sentence in entry["matches"]]
NO_CHANNEL = [(entry["channel"], each) for entry in LOADED.entries("channel") for each in entry.get("rejects", ())]


@pytest.mark.parametrize(("channel", "sentence"), CHANNELS)
def test_a_channel_is_read_in_its_examples(parse: Parse, channel: str, sentence: str) -> None:
    media = [claim.medium.value.channel for claim in read(parse, sentence).claims or () if claim.medium]
    assert channel in media


@pytest.mark.parametrize(("channel", "sentence"), NO_CHANNEL)
def test_a_channel_is_not_read_where_it_is_rejected(parse: Parse, channel: str, sentence: str) -> None:
    media = [claim.medium.value.channel for claim in read(parse, sentence).claims or () if claim.medium]
    assert channel not in media


def test_every_channel_has_its_words() -> None:
    assert {entry["channel"] for entry in LOADED.entries("channel")} == set(get_args(Channel))
