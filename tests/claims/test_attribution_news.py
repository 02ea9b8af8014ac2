"""Reported speech as news writes it: the withheld, who quotes whom, nobody as a source, headlines, hearsay.

What constructions read by themselves; how they and the tagger decide together is in test_selection.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.timing import cpu_seconds

from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.claims.selection import NO_TAGGER
from reportedly.pipeline import Pipeline, default_pipeline
from reportedly.report import Claim, Report

Read = Callable[[str], Report]
Row = tuple[str | None, str | None, str]


@pytest.fixture(scope="module")
def read_text() -> Read:
    """Text to a Report with every layer of the default recipe, but without the tagger."""
    rules = Attribution(tagger=NO_TAGGER)
    stages = [rules if stage.name == rules.name else stage for stage in default_pipeline().stages]
    pipeline = Pipeline(stages)
    return lambda text: pipeline(Report.of(text))


def row(claim: Claim) -> Row:
    """Source words, cue words and content words of a claim."""
    return (
        claim.source.words if claim.source else None,
        claim.cue.words if claim.cue else None,
        " … ".join(span.words for span in claim.content),
    )


def rows(report: Report) -> list[Row]:
    return [row(claim) for claim in report.claims or ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She declined to say whether the bridge was mined.",
         ("She", "declined to say", "whether the bridge was mined")),
        ("The colonel refused to say whether the guards had fired.",
         ("The colonel", "refused to say", "whether the guards had fired")),
        ("The mayor refused to confirm that anyone had been killed.",
         ("The mayor", "refused to confirm", "that anyone had been killed")),
        ("The colonel is not prepared to say when the port will open.",
         ("The colonel", "is not prepared to say", "when the port will open")),
        ("The governor did not say who had fired first.",
         ("The governor", "did not say", "who had fired first")),
        ("The governor would not say whether talks had begun.",
         ("The governor", "would not say", "whether talks had begun")),
        ("The harbour master declined to comment.", ("The harbour master", "declined", "to comment")),
        ("The ministry declined to comment on the raid.", ("The ministry", "declined", "to comment on the raid")),
    ],
)  # fmt: skip
def test_what_is_withheld_is_one_claim_that_commits_to_nothing(read_text: Read, text: str, expected: Row) -> None:
    (claim,) = read_text(text).claims or ()
    assert row(claim) == expected
    assert claim.status.value == "unknown"


def test_to_refuse_an_act_is_a_denial(read_text: Read) -> None:
    (claim,) = read_text("The miners refused to leave the hall.").claims or ()
    assert claim.status.value == "denied"


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("The wire quoted one of the officials as saying that the port was mined.",
         ("The wire", "quoted", "one of the officials as saying that the port was mined"),
         ("one of the officials", "saying", "that the port was mined")),
        ("Belk was quoted by the Courier as saying that the port was mined.",
         ("the Courier", "was quoted by", "Belk … as saying that the port was mined"),
         ("Belk", "saying", "that the port was mined")),
        ("The Northern Wire quoted Ana Belk as telling a radio station: “The port is mined.”",
         ("The Northern Wire", "quoted", "Ana Belk as telling a radio station: “The port is mined.”"),
         ("Ana Belk", "telling", "The port is mined.")),
    ],
)  # fmt: skip
def test_who_quotes_holds_who_is_quoted(read_text: Read, text: str, outer: Row, inner: Row) -> None:
    report = read_text(text)
    by_row = {row(claim): claim for claim in report.claims or ()}
    assert by_row[inner].within == by_row[outer].id


def test_quoted_by_nobody_named_is_one_claim(read_text: Read) -> None:
    assert rows(read_text("Belk was quoted as saying that the port was mined.")) == [
        ("Belk", "was quoted as saying", "that the port was mined")
    ]
    assert rows(read_text("“The port is mined,” the official was quoted as saying.")) == [
        ("the official", "was quoted as saying", "The port is mined,")
    ]


def test_a_source_ends_where_the_subject_begins(read_text: Read) -> None:
    found = rows(
        read_text("According to the second official, a memo of 22 April showed that the guns had been moved.")
    )
    assert (
        "the second official",
        "According to",
        "a memo of 22 April showed that the guns had been moved",
    ) in found
    assert ("a memo of 22 April", "showed", "that the guns had been moved") in found


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The ministry confirmed that guns had been moved but denied that they were meant to threaten Orlen.",
         ("The ministry", "confirmed", "that guns had been moved"),
         ("The ministry", "denied", "that they were meant to threaten Orlen")),
        ("The mayor said the floods had cut the road but added that food had arrived.",
         ("The mayor", "said", "the floods had cut the road"),
         ("The mayor", "added", "that food had arrived")),
        ("Ana Belk said the boats sank and blamed the storm.",
         ("Ana Belk", "said", "the boats sank"),
         ("Ana Belk", "blamed", "the storm")),
    ],
)  # fmt: skip
def test_what_cannot_speak_lends_no_source(read_text: Read, text: str, first: Row, second: Row) -> None:
    assert rows(read_text(text)) == [first, second]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No group had claimed responsibility for the blast.", "unknown"),
        ("No one claimed the attack.", "unknown"),
        ("No official confirmed that the bridge had been mined.", "unknown"),
        ("Nobody has said who planted the bomb.", "unknown"),
        ("Neither the army nor the rebels have confirmed the truce.", "unknown"),
        ("None of the ministers believed that the dam would hold.", "denied"),
    ],
)
def test_nobody_stands_behind_a_claim_of_nobody(read_text: Read, text: str, status: str) -> None:
    (claim,) = read_text(text).claims or ()
    assert claim.status.value == status
    assert claim.stance.value == "neutral"


def test_one_of_the_officials_is_an_official(read_text: Read) -> None:
    (claim,) = read_text("One of the officials said that the port was mined.").claims or ()
    assert claim.source is not None
    assert claim.source.value.kind == "official_unnamed"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Minister: no talks with rebels", ("Minister", ":", "no talks with rebels")),
        ("Orlen mayor: ‘The dam will hold’", ("Orlen mayor", ":", "The dam will hold")),
        ("‘We will be back tomorrow’: opposition leader", ("opposition leader", ":", "We will be back tomorrow")),
        ("Dam ‘will hold for a year’: Tadan", ("Tadan", ":", "will hold for a year")),
        ("Four dead in Orlen market fire: officials", ("officials", ":", "Four dead in Orlen market fire")),
        ("‘They shot at us’: dockers dispute account of blast", ("dockers", ":", "They shot at us")),
        ("Blast at Orlen depot kills at least four, police say",
         ("police", "say", "Blast at Orlen depot kills at least four")),
        ("Two killed in Orlen blast, police say", ("police", "say", "Two killed in Orlen blast")),
        ("Dam is safe, Orlen minister says", ("Orlen minister", "says", "Dam is safe")),
        ("Orlen blast an accident, says harbour master",
         ("harbour master", "says", "Orlen blast an accident")),
    ],
)  # fmt: skip
def test_headlines_report_with_a_colon_or_a_comma(read_text: Read, headline: str, expected: Row) -> None:
    assert expected in rows(read_text(headline + "\n\nRain fell."))


@pytest.mark.parametrize(
    "headline",
    ["Port Arden: a town in mourning", "Analysis: why the talks failed", "Timeline: the siege of Orlen"],
)
def test_places_and_labels_before_a_colon_do_not_speak(read_text: Read, headline: str) -> None:
    assert rows(read_text(headline + "\n\nRain fell.")) == []


def test_who_claims_an_attack_stands_by_it(read_text: Read) -> None:
    report = read_text("Separatists deny Port Arden bombing as second group claims it\n\nRain fell.")
    deny, claim = report.claims or ()
    assert (deny.status.value, claim.status.value) == ("denied", "asserted")
    assert claim.stance.value == "neutral"
    assert row(claim) == ("second group", "claims", "it")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A letter seen by the Courier said that the guns had been moved.",
         ("A letter seen by the Courier", "said", "that the guns had been moved")),
        ("Documents obtained by the Courier show that the guns had been moved.",
         ("Documents obtained by the Courier", "show", "that the guns had been moved")),
        ("A statement posted online claimed that the front had planted the bomb.",
         ("A statement posted online", "claimed", "that the front had planted the bomb")),
        ("Nine boats sank, according to a list of names compiled by the dockers’ union and seen by the Courier.",
         ("a list of names compiled by the dockers’ union and seen by the Courier", "according to",
          "Nine boats sank")),
        ("Nine boats were lost, the list compiled by the dockers’ union shows.",
         ("the list compiled by the dockers’ union", "shows", "Nine boats were lost")),
    ],
)  # fmt: skip
def test_a_document_keeps_its_participles_and_stays_a_document(read_text: Read, text: str, expected: Row) -> None:
    report = read_text(text)
    (claim,) = [claim for claim in report.claims or () if row(claim) == expected]
    assert claim.source is not None
    assert claim.source.value.kind == "document"


@pytest.mark.parametrize(
    ("text", "status", "content"),
    [
        ("The van was reportedly stolen in Orlen.", "alleged", "The van was … stolen in Orlen"),
        ("The guards allegedly fired on the crowd.", "alleged", "The guards … fired on the crowd"),
        ("The general is said to have fled to Orlen.", "alleged", "The general … to have fled to Orlen"),
        ("The rebels are believed to have mined the bridge.", "believed", "The rebels … to have mined the bridge"),
        ("The sides are understood to have met in Orlen.", "alleged", "The sides … to have met in Orlen"),
        ("The mayor was reported to have left the town.", "alleged", "The mayor … to have left the town"),
        ("The alleged attack took place at dawn.", "alleged", "attack"),
        ("The alleged theft of nine boats took an hour.", "alleged", "theft of nine boats"),
    ],
)  # fmt: skip
def test_hearsay_has_no_source(read_text: Read, text: str, status: str, content: str) -> None:
    (claim,) = read_text(text).claims or ()
    assert claim.source is None
    assert claim.status.value == status
    assert row(claim)[2] == content


def test_a_colon_after_a_judgement_reports_by_itself(read_text: Read) -> None:
    assert rows(read_text("The general justified the strike: “They fired on our men first.”")) == [
        ("The general", "justified", "the strike"),
        ("The general", ":", "They fired on our men first."),
    ]


def test_a_quotation_follows_what_the_sentence_before_reports(read_text: Read) -> None:
    report = read_text("The bishop criticised the decision. “It is a disgrace for the whole valley.”")
    judged, quoted = report.claims or ()
    assert quoted.cue is None
    assert quoted.source is not None
    assert judged.source is not None
    assert quoted.source.spans == judged.source.spans
    assert quoted.source.inferred == "follows what the sentence before reports"


def test_a_quotation_after_a_deed_stays_open(read_text: Read) -> None:
    report = read_text("The guards opened fire. “It is a disgrace for the whole valley.”")
    assert [claim.source for claim in report.claims or () if claim.kind == "direct"] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The road is closed" he said. The crowd cheered. "It will stay closed until spring."',
         ("he", "said", "The road is closed … It will stay closed until spring.")),
        ("The mayor tweeted, “The dam will hold.”", ("The mayor", "tweeted", "The dam will hold.")),
        ("The mayor tweeted: \"The dam will hold.\"", ("The mayor", "tweeted", "The dam will hold.")),
    ],
)  # fmt: skip
def test_quotations_in_any_marks(read_text: Read, text: str, expected: Row) -> None:
    assert expected in rows(read_text(text))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We strongly urge the army to leave the port,” Ana Belk said.",
         ("We", "strongly urge", "the army to leave the port")),
        ("“I know that the dam is cracked,” Ana Belk said.", ("I", "know", "that the dam is cracked")),
        ("“He told us that the port was mined,” Ana Belk said.", ("He", "told", "that the port was mined")),
        ("Belk said: “The minister promised that the dam would be repaired.”",
         ("The minister", "promised", "that the dam would be repaired")),
        ("“I asked him whether it was true,” she said.", ("I", "asked", "whether it was true")),
        ("“I hope the war ends soon and we go home,” said Tadan.", ("I", "hope", "the war ends soon")),
    ],
)  # fmt: skip
def test_what_the_quoted_words_report_is_found_within(read_text: Read, text: str, inner: Row) -> None:
    claims = read_text(text).claims or ()
    outer = next(claim for claim in claims if claim.within is None)
    found = [row(claim) for claim in claims if claim.within == outer.id]
    assert any(each[0] == inner[0] and each[1] == inner[1] and each[2].startswith(inner[2]) for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "said\n\n" * 1_500,
        "Minister: dam\n\n" * 700,
        "“word” " * 1_500,
        '"' * 3_000,
        "“ ” " * 2_000,
        "“It is over and we go home.\n\n" * 300,
        "“It is over,” he said. " * 400,
    ],
    ids=["words", "colons", "quoted words", "straight marks", "marks", "never closed", "one paragraph"],
)
def test_no_heap_of_lines_or_marks_is_slow(parse: Read, text: str) -> None:
    report = parse(text).with_layers(mentions=(), entities=())
    parsing = cpu_seconds(lambda: parse(text))
    assert cpu_seconds(lambda: Attribution(tagger=NO_TAGGER)(Quotes()(report))) < 0.1 + 0.6 * parsing


def test_nobody_says_the_dateline(read_text: Read) -> None:
    report = read_text(
        "PORT ARDEN, Velmara, May 3 (Northern Wire) — A blast shook the harbour on Friday, police said."
    )
    assert rows(report) == [("police", "said", "A blast shook the harbour on Friday")]


def test_words_quoted_in_part_leave_who_quotes_and_who_is_quoted_apart(read_text: Read) -> None:
    report = read_text("The wire quoted one of the officials as saying that the guns “would not cross the river”.")
    assert ("one of the officials", "saying", "that the guns “would not cross the river”") in rows(report)


@pytest.mark.parametrize("dash", ["—", "–", "―", "--", "-"])
def test_a_name_behind_a_dash_says_the_quotation_before_it(read_text: Read, dash: str) -> None:
    report = read_text(f"Voices from the camp.\n\n“We had no water for nine days.” {dash} Ana Brel, a baker in Orlen")
    expected = ("Ana Brel, a baker in Orlen", dash, "We had no water for nine days.")
    made = [(c.source.words, c.cue.words, c.content[0].words) for c in report.claims or () if c.source and c.cue]
    assert made == [expected]


def test_a_dash_before_a_clause_names_no_speaker(read_text: Read) -> None:
    report = read_text("The sign reads “No entry” — Orlen closed the gate in May.")
    assert all(c.cue is None or c.cue.words != "—" for c in report.claims or ())


def test_each_turn_of_a_transcript_is_its_speakers(read_text: Read) -> None:
    report = read_text(
        'The talk in full.\n\n"BREL: Who gave the order?\n\n"TADAN: Nobody gave it.\n\n"And then we left.\n\n'
        '"BREL: When was that?'
    )
    turns = [c for c in report.claims or () if c.origin.rule == "turn"]
    assert [c.source.words for c in turns if c.source] == ["BREL", "TADAN", "BREL"]
    assert "Who gave the order" in turns[0].content[0].words
    assert "And then we left" in turns[1].content[-1].words


def test_a_label_in_capitals_is_no_speaker(read_text: Read) -> None:
    report = read_text("CORRECTION: The bridge opened in May, not in June.")
    assert all(c.origin.rule != "turn" for c in report.claims or ())
