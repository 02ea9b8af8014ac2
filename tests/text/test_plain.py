"""What a plain text says of itself is read with its words; what is not plain stays open."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.report import Report
from reportedly.text.one_report import report_from_bytes
from reportedly.text.plain import read_header

BODY = "The mayor of Arvenport said on Monday that nothing had been decided about the old harbour wall.\n"


@pytest.mark.parametrize(
    ("text", "headline", "byline", "published", "dateline"),
    [
        (BODY, None, None, None, None),
        ("Mayor denies harbour plan\n\n" + BODY, "Mayor denies harbour plan", None, None, None),
        ("Mayor denies harbour plan\nBy Jane Roe\n" + BODY, "Mayor denies harbour plan", "Jane Roe", None, None),
        ("By Jane Roe and Ali el-Din in Arvenport\n\n" + BODY, None, "Jane Roe and Ali el-Din", None, None),
        ("Thursday, January 24, 2019 \n\n\n" + BODY, None, None, "2019-01-24", None),
        (
            "Did the mayor lie?\n\nPublished: 24 January 2019, 14:30 GMT\n\n" + BODY,
            "Did the mayor lie?",
            None,
            "2019-01-24",
            None,
        ),
        ("Mayor Denies Plan For The Harbour.\n\n" + BODY, "Mayor Denies Plan For The Harbour.", None, None, None),
        ("ARVENPORT, June 3 (Acme) - " + BODY, None, None, None, "ARVENPORT, June 3 (Acme)"),
        ("ARVENPORT, June 3, 2024 (Acme) - " + BODY, None, None, "2024-06-03", "ARVENPORT, June 3, 2024 (Acme)"),
        ("Mayor denies plan\nARVENPORT (Acme) - " + BODY, "Mayor denies plan", None, None, "ARVENPORT (Acme)"),
        ("Mayor denies plan\n\nPort Arden\n\n" + BODY, "Mayor denies plan", None, None, None),
        (
            "Mayor denies plan\n\nBy Our Own Correspondent\n\n" + BODY,
            "Mayor denies plan",
            "Our Own Correspondent",
            None,
            None,
        ),
        # Not plain: a sentence, a label, two words, a wrong weekday, half a date, a deadline, an ordinary sentence.
        ("The mayor denied it.\n\n" + BODY, None, None, None, None),
        ("World news\n\n" + BODY, None, None, None, None),
        ("Friday, January 24, 2019\n\n" + BODY, None, None, None, None),
        ("03/04/2019\n\n" + BODY, None, None, None, None),
        ("By Monday Evening\n\n" + BODY, None, None, None, None),
        ("By Jane Roe was meant Ali, the court said on Monday, and that was all.\n\n" + BODY, None, None, None, None),
        ("He said: “We never left\n\n" + BODY[:20], None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_header(
    text: str, headline: str | None, byline: str | None, published: str | None, dateline: str | None
) -> None:
    found = read_header(text).publication
    values = [each and each.value for each in (found.headline, found.byline, found.published, found.dateline)]
    assert values == [headline, byline, published, dateline]
    Report.of(text, found).verify()


@pytest.mark.parametrize(
    ("header", "outlet", "published"),
    [
        ("Mayor denies plan\n\nArden Courier\n\n", "Arden Courier", None),
        ("Mayor denies plan\n\nArden Courier, Sunday 4 May 2031\n\n", "Arden Courier", "2031-05-04"),
        ("Mayor denies plan\nArden Courier | May 4, 2031\n\n", "Arden Courier", "2031-05-04"),
        ("Mayor denies plan\nThe Echo (4 May 2031)\n\n", "The Echo", "2031-05-04"),
        ("Mayor denies plan\n4 May 2031, 18:05 – Radio Velmara\n\n", "Radio Velmara", "2031-05-04"),
        (
            "Mayor denies plan\n\nBy Our Defence Correspondent\nTarn Herald\n\nMay 4, 2031\n\n",
            "Tarn Herald",
            "2031-05-04",
        ),
        ("Mayor denies plan\n\nMay 4, 2031\n\nBy Jane Roe\n\nNorthern Wire\n\n", "Northern Wire", "2031-05-04"),
        ("The Echo\n\nMayor denies plan for the old harbour\n\n", "The Echo", None),
        ("The Echo\n4 May 2031, 18:05\n\nMayor denies plan for the old harbour\n\n", "The Echo", "2031-05-04"),
        ("Mayor denies plan\nNothing decided yet\n\n4 May 2031\nArden Courier\n\n", "Arden Courier", "2031-05-04"),
        # Not plain: a place, a section, a byline's office, a name in the body, words that only hold a press word.
        ("Mayor denies plan\n\nPort Arden\n\n", None, None),
        ("Mayor denies plan\n\nPort Arden, 4 May 2031\n\n", None, None),
        ("Mayor denies plan\n\nWorld News\n\n", None, None),
        ("Mayor denies plan\n\nBy Jane Roe\nTimes Staff Writer\n\n", None, None),
        ("Mayor denies plan\n\n" + BODY + "\nArden Courier\n\n", None, None),
        ("Mayor denies plan\n\nCourier driver shot\n\n", None, None),
    ],
)
def test_outlet(header: str, outlet: str | None, published: str | None) -> None:
    text = header + BODY
    found = read_header(text).publication
    assert (found.outlet and found.outlet.value, found.published and found.published.value) == (outlet, published)
    assert found.headline is not None
    Report.of(text, found).verify()


@pytest.mark.parametrize(
    "byline", ["By our defence correspondent", "BY OUR STAFF REPORTER", "By Our Own Correspondents"]
)
def test_an_office_has_a_byline(byline: str) -> None:
    found = read_header(f"Mayor denies plan\n{byline}\n\n{BODY}").publication
    assert found.byline is not None
    assert found.byline.value == byline[3:]


def test_a_date_with_the_wrong_weekday_is_not_believed_and_said_so() -> None:
    text = "Mayor denies plan\n\nArden Courier, Monday 4 May 2031\n\n" + BODY
    report = report_from_bytes(text.encode(), media_type="text/plain")
    assert report.publication.published is None
    assert report.publication.outlet is not None
    (issue,) = (issue for issue in report.issues if issue.code == "publication.weekday-wrong")
    assert issue.span.words == "Monday 4 May 2031"
    assert "Sunday" in issue.message
    assert not read_header(text.replace("Monday", "Sunday")).remarks


@given(st.text() | st.text("ABc. \n-,()By2019Jan—"))
def test_a_header_of_any_text_stands_on_its_words(text: str) -> None:
    Report.of(text, read_header(text).publication).verify()


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "By A",
        "Aa B, ",
        "By Aa Bb, ",
        "Aa",
        "A.",
        "By our ",
        "The Echo, ",
        "4 May 2031 | ",
        "\n",
        " \n",
        "\t",
        "1 June ",
    ],
)
def test_an_endless_header_takes_no_time(piece: str) -> None:
    began = time.process_time()
    read_header(piece * 100_000)
    assert time.process_time() - began < 0.5
