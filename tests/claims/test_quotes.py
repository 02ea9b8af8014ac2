"""The quotation-mark layer: every style of mark, paragraphs that reopen, nesting, what is left open, and what for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.timing import cpu_seconds

from reportedly.claims.quotes import Quotes
from reportedly.report import Report, Tokens
from reportedly.text.paragraphs import paragraphs

Parse = Callable[[str], Report]


def words(text: str) -> Report:
    """A report with white-space tokens: the layer pairs marks by characters, and needs no real parse for that."""
    rows: list[tuple[int, int, str]] = []
    starts = []
    for begin, end in paragraphs(text):
        starts.append(len(rows))
        at = begin
        for word in text[begin:end].split():
            at = text.index(word, at)
            rows.append((at, at + len(word), word))
            at += len(word)
    blank = ("X",) * len(rows)
    tokens = Tokens(
        start=tuple(r[0] for r in rows),
        end=tuple(r[1] for r in rows),
        lemma=tuple(r[2] for r in rows),
        pos=blank,
        tag=blank,
        dep=blank,
        head=tuple(range(len(rows))),
        ent=("",) * len(rows),
        sentences=tuple(starts),
        paragraphs=tuple(starts),
    )
    return Report.of(text).with_layers(tokens=tokens)


def contents(text: str) -> list[list[str]]:
    return [[span.words for span in quote.content] for quote in Quotes()(words(text)).quotes or ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” she said.", [["Go,"]]),
        ('"Go," she said. "Now."', [["Go,"], ["Now."]]),
        ("‘Go,’ she said.", [["Go,"]]),
        ("'Go,' she said.", [["Go,"]]),
        ("``Go,'' she said.", [["Go,"]]),
        ("''Go,'' she said. ''Now.''", [["Go,"], ["Now."]]),
        ("«Go», she said. »Now«, he said.", [["Go"], ["Now"]]),
        ("„Go“, she said. ‹Now›, he said.", [["Go"], ["Now"]]),
        ("”Go,” she said, ”now.”", [["Go,"], ["now."]]),
        ("“Go,“ she said.", [["Go,"]]),
        ("She said“go” at once.", [["go"]]),
        ("‘We won’t leave the boys’ hut,’ she said.", [["We won’t leave the boys’ hut,"]]),
        ("The voters' choice was Tadan's '90s plan; rock 'n' roll, 'til dawn.", []),
        ("The 6'2\" guard held a 5'11\" man.", []),
        ("“He said, ‘Stop,’ and ran,” she said.", [["He said, ‘Stop,’ and ran,"], ["Stop,"]]),
        ("“Look, ‘I said no,’” he said.", [["Look, ‘I said no,’"], ["I said no,"]]),
        ('"It is "nested" here," he said.', [['It is "nested" here,'], ["nested"]]),
        ("No marks at all.", []),
        ("“” and “ ” hold nothing.", []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[list[str]]) -> None:
    assert contents(text) == expected


def test_a_quotation_that_reopens_each_paragraph_is_one_quote() -> None:
    report = Quotes()(words("“One.\n\n“Two ‘in’ it.\n\n“Three,” he said.\n\nFour."))
    assert report.quotes is not None
    outer, inner = report.quotes
    assert [span.words for span in outer.content] == ["One.", "Two ‘in’ it.", "Three,"]
    assert outer.closed
    assert inner.within == outer.id
    assert report.issues == ()


def test_a_closing_mark_two_paragraphs_down_closes_what_was_opened() -> None:
    assert contents("“One.\n\nTwo,” he said.") == [["One.", "Two,"]]


def test_single_marks_carry_over_paragraphs_too() -> None:
    assert contents("‘One.\n\n‘Two,’ he said.") == [["One.", "Two,"]]


def test_a_quotation_without_an_end_is_kept_open_with_an_issue() -> None:
    report = Quotes()(words("“One, he said.\n\nNext day it rained."))
    assert report.quotes is not None
    assert [(q.closed, q.content[0].words) for q in report.quotes] == [(False, "One, he said.")]
    assert [issue.code for issue in report.issues] == ["quote.unclosed"]


def test_a_second_opening_without_enough_closings_ends_the_first() -> None:
    report = Quotes()(words('He said "this is open. Then "that" was closed.'))
    assert report.quotes is not None
    assert [(q.content[0].words, q.closed) for q in report.quotes] == [
        ("this is open. Then", False),
        ("that", True),
    ]


def test_a_closing_mark_with_nothing_open_is_reported() -> None:
    report = Quotes()(words('One," he said. "Two."'))
    assert [issue.code for issue in report.issues] == ["quote.stray"]
    assert contents('One," he said. "Two."') == [["Two."]]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("“The dam will hold through the spring,” said Mirko Tadan.", "quotation"),
        ("The minister called the plan “a disgrace”.", "quotation"),
        ("“No,” said Tadan.", "quotation"),
        ("“Never Again,” the crowd chanted.", "quotation"),
        ("She played in the film “The Long Road” in May.", "title"),
        ("His novel “Snow” won a prize.", "title"),
        ("The “special” guests were in the yard.", "scare"),
        ("A “peace corps” was in the yard.", "scare"),
    ],
)
def test_speech_titles_and_scare_quotes_are_told_apart(parse: Parse, text: str, use: str) -> None:
    report = Quotes()(parse(text))
    assert [quote.use for quote in report.quotes or ()] == [use]


TEXTS = st.text(alphabet="ab S’'‘\"“”„«»‹›`., \n\n-0(é😀\u200b", max_size=120)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_string_gives_true_spans_that_nest(text: str) -> None:
    report = Quotes()(words(text))
    report.verify()
    by_id = {quote.id: quote for quote in report.quotes or ()}
    assert len(by_id) == len(report.quotes or ())
    for quote in by_id.values():
        assert quote.content
        assert all(piece in quote.span for piece in quote.content)
        assert quote.within is None or quote.span in by_id[quote.within].span


@pytest.mark.parametrize("unit", ["“a ", '"', "'a ", "“a” ", "a’ ", "« ", '"a\n\n'])
def test_reading_marks_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        report = words(unit * size)
        stage = Quotes()
        return cpu_seconds(lambda: stage(report))

    seconds(500)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.2
