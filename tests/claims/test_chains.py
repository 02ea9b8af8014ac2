"""Whose report of whose report a claim is: the order of the holders, and what each commits to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.sourced import chain, of, read

from reportedly.report import Report

Parse = Callable[[str], Report]


@pytest.mark.parametrize(
    ("text", "holders", "statuses"),
    [
        ("The Northern Wire, citing anonymous sources, reported that the bridge at Orlen had been mined.",
         ["Northern Wire", "anonymous sources"], "asserted"),
        ("Four sources said that the withdrawal was reported in bulletins by Radio Velmara.",
         ["Four sources", "Radio Velmara"], "asserted"),
        ("The bridge was mined at dawn, according to a police report seen by the Herald.",
         ["Herald", "police report"], "asserted"),
        ("Ana Belk told the Courier, which reported that the camp was empty.",
         ["Courier", "Ana Belk"], "asserted"),
        ("“The camp is empty,” Ana Belk was quoted as saying by the Tarn News Agency.",
         ["Tarn News Agency", "Ana Belk"], "asserted"),
        ("The camp was empty, Ana Belk was quoted as saying by state media.",
         ["state media", "Ana Belk"], "asserted"),
        ("The ministry, quoted by the Tarn News Agency, said the bridge was mined.",
         ["Tarn News Agency", "ministry"], "asserted"),
        ("The bridge was mined, the Northern Wire reported, citing two officials.",
         ["Northern Wire", "two officials"], "asserted"),
        ("In a statement carried by the Tarn News Agency, the ministry said the bridge was mined.",
         ["Tarn News Agency", "ministry"], "asserted"),
        ("The letter, a copy of which was seen by the Herald, said the dam was unsafe.",
         ["Herald", "letter"], "asserted"),
        ("Tadan said Belk had told Castellan that the bridge was mined.",
         ["Tadan", "Belk"], "asserted"),
        # three
        ("The port was shut, Belk told the Courier, according to the Herald.",
         ["Herald", "Courier", "Belk"], "asserted"),
        ("The wire said, citing a police statement quoted by Radio Velmara, that the bridge was mined.",
         ["wire", "Radio Velmara", "police statement"], "asserted"),
        ("Radio Velmara reported that the army, citing its scouts, said the port was shut.",
         ["Radio Velmara", "army", "its scouts"], "asserted"),
        ("The dam was safe, the mayor told Radio Velmara, citing engineers.",
         ["Radio Velmara", "mayor", "engineers"], "asserted"),
        ("The Northern Wire cited two officials as saying the army believed the bridge was mined.",
         ["Northern Wire", "two officials", "army"], "believed"),
        ("According to the Courier, which cited a source in the ministry, Castellan may resign.",
         ["Courier", "a source in the ministry"], "asserted"),
        # four
        ("State television, citing the interior ministry, said the rebels had claimed that the army believed "
         "the bridge was mined.",
         ["State television", "interior ministry", "rebels", "army"], "believed"),
        ("According to the Herald, the ministry said that Belk had denied that she told Tadan that he was followed.",
         ["Herald", "ministry", "Belk", "she"], "asserted"),
        # five
        ("The Lantern reported that the Northern Wire had quoted a guard who said the colonel had told him that the "
         "rebels believed the bridge was mined.",
         ["Lantern", "Northern Wire", "guard", "colonel", "rebels"], "believed"),
        ("Two officials told the Northern Wire that the envoy had told the ministry that the rebels believed that "
         "the army planned to attack Orlen.",
         ["Northern Wire", "Two officials", "envoy", "rebels", "army"], "planned"),
    ],
)  # fmt: skip
def test_the_chain_runs_from_the_outlet_to_the_innermost_source(
    parse: Parse, text: str, holders: list[str], statuses: str
) -> None:
    report = read(parse, text)
    innermost = max(report.claims or (), key=lambda claim: len(report.chain(claim)))
    assert chain(report, innermost) == holders
    assert report.chain(innermost)[-1].status == statuses


def test_every_link_before_the_last_has_a_stance_and_the_last_a_status(parse: Parse) -> None:
    report = read(
        parse, "State radio, citing the ministry, said the rebels had falsely claimed that the army would leave."
    )
    links = report.chain(of(report, "the rebels"))
    assert [link.stance for link in links] == ["neutral", "neutral", "rejecting", None]
    assert [link.status for link in links] == [None, None, None, "alleged"]


def test_an_outlet_that_was_told_takes_over_the_stance_of_the_word(parse: Parse) -> None:
    report = read(parse, "The guard admitted to the Northern Wire that the gate was open.")
    outlet, wire, guard = report.chain(of(report, "The guard"))
    assert (outlet.stance, wire.stance, guard.status) == ("neutral", "supporting", "asserted")
    assert wire.claim is None


def test_who_quotes_reports_the_words_and_the_quoted_says_them(parse: Parse) -> None:
    report = read(parse, "The Herald reported Tadan as saying that the bridge was mined.")
    inner = of(report, "Tadan")
    assert [span.words for span in inner.content] == ["that the bridge was mined"]
    assert inner.within == of(report, "The Herald").id


def test_as_quoted_by_names_a_source(parse: Parse) -> None:
    report = read(parse, "The port was mined, as quoted by state media.")
    claim = of(report, "state media")
    assert claim.cue is not None
    assert claim.cue.words == "as quoted by"
    assert [span.words for span in claim.content] == ["The port was mined"]


def test_telling_this_outlet_is_no_link_of_its_own(parse: Parse) -> None:
    text = "Ana Belk told the Courier that the camp was empty."
    assert chain(read(parse, text), of(read(parse, text), "Ana Belk")) == ["Courier", "Ana Belk"]
    ours = read(parse, text, outlet="The Courier")
    assert chain(ours, of(ours, "Ana Belk")) == ["Ana Belk"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Belk told reporters that the camp was empty.",
        "Ana Belk told the court that the camp was empty.",
        "Ana Belk told her sister that the camp was empty.",
    ],
)
def test_people_who_are_told_are_no_link(parse: Parse, text: str) -> None:
    report = read(parse, text)
    assert chain(report, of(report, "Ana Belk")) == ["Ana Belk"]


def test_an_outlet_is_not_named_twice(parse: Parse) -> None:
    report = read(parse, "The Herald reported that the mayor had told the Herald that the dam was safe.")
    assert chain(report, of(report, "the mayor")) == ["Herald", "mayor"]
