"""JSON keeps every character and every field, follows the published schema, and is refused when it lies."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import codec
from reportedly.codec import from_json, to_json
from reportedly.errors import BadReport
from reportedly.report import Anchored, Mention, Origin, Publication, Quote, RawText, Report, annotation_id
from reportedly.values.count import Count
from reportedly.values.time import TimeValue
from tests.test_report import ANY_TEXT, chained


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports over arbitrary text, with mentions and quotes at arbitrary places."""
    text = draw(ANY_TEXT)
    outlet = draw(st.none() | ANY_TEXT.map(lambda name: Anchored(name, inferred="given by the user")))
    report = Report.of(
        text, Publication(outlet=outlet, raw=RawText("00", 1, "text/plain", "utf-8", "bom", ((0, 1, 3),)))
    )
    places = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=3, unique=True))
    spans = [report.span(min(place), max(place)) for place in places]
    mentions = tuple(
        Mention(
            id=annotation_id("m", report.id, span.start, span.end, position),
            span=span,
            origin=Origin("test", "rule", "words@sha256:00"),
            confidence=draw(st.none() | st.floats(0, 1)),
            kind="time",
            form="value",
            head=span,
            time=TimeValue("DATE", "2022-08", "2022-08-01", "2022-08-31", "absolute", "month-year"),
            count=Count(24, None, "at least", vague=True),
        )
        for position, span in enumerate(spans)
    )
    quotes = tuple(
        Quote(
            id=annotation_id("q", report.id, span.start, span.end, position),
            span=span,
            origin=Origin("test"),
            content=(span, span),
            use="quotation",
            closed=draw(st.booleans()),
        )
        for position, span in enumerate(spans)
    )
    return report.with_layers(mentions=draw(st.sampled_from([None, (), mentions])), quotes=quotes)


@given(reports())
def test_nothing_is_lost_on_the_way_through_json(report: Report) -> None:
    line = to_json(report)
    assert "\n" not in line
    assert from_json(line) == report
    assert from_json(line.encode()) == report


@given(reports())
def test_what_is_written_follows_the_published_schema(report: Report) -> None:
    jsonschema.validate(json.loads(to_json(report)), codec.schema())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\0b",
        "\ud83d",
        "\ud83d\ude00",
        "\N{GRINNING FACE}",
        "\\ud83d \ud800",
        "\u202eabc\u202c",
        "a\u200bb",
        "\r\n\x85",
    ],
    ids=ascii,
)
def test_hostile_text_comes_back_as_it_went(text: str) -> None:
    assert from_json(to_json(Report.of(text))).text == text


def test_a_whole_reading_comes_back_as_it_went() -> None:
    report = chained()
    assert from_json(to_json(report)) == report


def test_not_looked_and_nothing_found_stay_apart_in_json() -> None:
    looked = Report.of("Two died.").with_layers(claims=())
    back = from_json(to_json(looked))
    assert (back.claims, back.events) == ((), None)


def test_the_schema_file_in_the_package_is_the_schema_of_the_types() -> None:
    assert json.loads(codec.published_schema()) == codec.schema(), "rebuild it with: make docs"


def changed(**fields: object) -> str:
    return json.dumps(json.loads(to_json(chained())) | fields)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "not a line of JSON"),
        ("{", "not a line of JSON"),
        (b"\xff\xfe", "not a line of JSON"),
        ("[1]", "found 'list'"),
        ('{"id": "r1-x", "text": ""}', "found None"),
        (changed(format="reportedly.report.v9"), "reportedly.report.v9"),
        (changed(text=7), "breaks its schema"),
        (changed(claims=[{"id": "c1"}]), "breaks its schema"),
        (
            changed(text="Another text, which is long enough to hold all of those spans without a fault in itself."),
            "says",
        ),
        (changed(id="r1-0000000000000000"), "was the text edited"),
    ],
)
def test_a_line_that_is_no_report_is_refused_with_the_reason(line: str | bytes, says: str) -> None:
    with pytest.raises(BadReport, match=says):
        from_json(line)


def test_a_span_whose_length_is_not_that_of_its_words_is_refused() -> None:
    data = json.loads(to_json(chained()))
    data["claims"][0]["content"][0]["end"] += 1
    with pytest.raises(BadReport, match="impossible"):
        from_json(json.dumps(data))


def test_equal_reports_are_equal_lines() -> None:
    report = chained()
    assert to_json(report) == to_json(replace(report))


@pytest.mark.parametrize(
    "text", ['"escaped":true', '{"format":"x","escaped":true}', '"escaped"', "a\\u0041", "\ud800"]
)
def test_a_report_that_speaks_of_how_reports_are_written_comes_back_as_it_was(text: str) -> None:
    report = Report.of(text)
    assert from_json(to_json(report)) == report
    assert from_json(to_json(report).encode("utf-8")) == report


def test_a_line_that_says_last_that_it_is_escaped_is_read_so() -> None:
    line = to_json(Report.of("a\\b")).replace("\\\\", "\\\\\\\\")
    assert from_json(line[:-1] + ',"escaped":true}') == Report.of("a\\b")
