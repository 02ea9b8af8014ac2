"""Time expressions as intervals of days: never finer than their words, and open where their day is unknown.

Every case is read twice: on a report published on Thursday, 20 June 2024, and on one of unknown date.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.report import Report, Tokens

PUBLISHED = "2024-06-20"
OPEN = "open"

CASES = [
    # words, the sentence around them, published 2024-06-20, unknown date
    ("4 May 2014", "It began on {}.", "2014-05-04", "2014-05-04"),
    ("May 4, 2014", "It began on {}.", "2014-05-04", "2014-05-04"),
    ("the 4th of May 2014", "It began on {}.", "2014-05-04", "2014-05-04"),
    ("2014-05-04", "It began on {}.", "2014-05-04", "2014-05-04"),
    ("Tuesday, 4 June 2024", "It began on {}.", "2024-06-04", "2024-06-04"),
    ("12-14 June 2023", "It lasted from {}.", "2023-06-12 to 2023-06-14", "2023-06-12 to 2023-06-14"),
    ("02 Jun 90", "The base was attacked on {}.", "1990-06-02", "1990-06-02"),
    ("3 SEP 04", "THEY LEFT ON {} AND RETURNED.", "2004-09-03", "2004-09-03"),
    ("12 June", "On {} 14 people left.", "2024-06-12", OPEN),
    ("June 12-14", "It lasted from {}.", "2024-06-12 to 2024-06-14", OPEN),
    ("August 2022", "She was killed in {}.", "2022-08-01 to 2022-08-31", "2022-08-01 to 2022-08-31"),
    ("early August 2022", "She was killed in {}.", "2022-08-01 to 2022-08-10", "2022-08-01 to 2022-08-10"),
    ("mid-August 2022", "She was killed in {}.", "2022-08-11 to 2022-08-20", "2022-08-11 to 2022-08-20"),
    ("late August 2022", "She was killed in {}.", "2022-08-21 to 2022-08-31", "2022-08-21 to 2022-08-31"),
    ("February 2024", "It began in {}.", "2024-02-01 to 2024-02-29", "2024-02-01 to 2024-02-29"),
    ("2014", "It was annexed in {}.", "2014-01-01 to 2014-12-31", "2014-01-01 to 2014-12-31"),
    ("2014", "The {} annexation was condemned.", "2014-01-01 to 2014-12-31", "2014-01-01 to 2014-12-31"),
    ("early 2014", "It began in {}.", "2014-01-01 to 2014-04-30", "2014-01-01 to 2014-04-30"),
    ("the end of 2014", "It began at {}.", "2014-09-01 to 2014-12-31", "2014-09-01 to 2014-12-31"),
    ("2014-16", "The war of {} was costly.", "2014-01-01 to 2016-12-31", "2014-01-01 to 2016-12-31"),
    ("the 1990s", "It began in {}.", "1990-01-01 to 1999-12-31", "1990-01-01 to 1999-12-31"),
    ("the nineties", "It began in {}.", "1990-01-01 to 1999-12-31", "1990-01-01 to 1999-12-31"),
    ("the 19th century", "It was built in {}.", "1800-01-01 to 1899-12-31", "1800-01-01 to 1899-12-31"),
    ("the summer of 2014", "It began in {}.", "2014-06-01 to 2014-08-31", "2014-06-01 to 2014-08-31"),
    ("the third quarter of 2014", "It fell in {}.", "2014-07-01 to 2014-09-30", "2014-07-01 to 2014-09-30"),
    ("nineteen ninety-six", "It began in {}.", "1996-01-01 to 1996-12-31", "1996-01-01 to 1996-12-31"),
    ("June 3", "It began on {}.", "2024-06-03", OPEN),
    ("4 May", "It began on {}.", "2024-05-04", OPEN),
    ("Nov. 9", "It began on {}.", "2023-11-09", OPEN),
    ("July 1", "It will begin on {}.", "2024-07-01", OPEN),
    ("July 1", "The talks are due on {}.", "2024-07-01", OPEN),
    ("May", "It began in {}.", "2024-05-01 to 2024-05-31", OPEN),
    ("October", "It began in {}.", "2023-10-01 to 2023-10-31", OPEN),
    ("October", "It will begin in {}.", "2024-10-01 to 2024-10-31", OPEN),
    ("last May", "It began {}.", "2024-05-01 to 2024-05-31", OPEN),
    ("next May", "It will begin {}.", "2025-05-01 to 2025-05-31", OPEN),
    ("September", "It began in {}.", "2023-09-01 to 2023-09-30", OPEN),  # told as over, though September is near
    ("Sept. 10", "The record set on {} was broken.", "2023-09-10", OPEN),
    ("September", "The aim is to close the camp by {}.", "2024-09-01 to 2024-09-30", OPEN),
    ("Sunday", "The truce had been due to expire {}.", "2024-06-16", OPEN),
    ("the end of the year", "The camp will be closed by {}.", "2024-09-01 to 2024-12-31", OPEN),
    ("year's end", "The camp will be closed by {}.", "2024-01-01 to 2024-12-31", OPEN),
    ("the current fiscal year", "Sales grew in {}.", "2024-01-01 to 2024-12-31", OPEN),
    ("the last half of 2019", "It fell in {}.", "2019-07-01 to 2019-12-31", "2019-07-01 to 2019-12-31"),
    ("the 2019 third quarter", "It fell in {}.", "2019-07-01 to 2019-09-30", "2019-07-01 to 2019-09-30"),
    ("the summer", "It closed over {}.", "2024-06-01 to 2024-08-31", OPEN),
    ("March", "She resigned in {} for reasons of health.", "2024-03-01 to 2024-03-31", OPEN),
    ("Tuesday", "It began on {}.", "2024-06-18", OPEN),
    ("Thursday", "It began on {}.", "2024-06-20", OPEN),
    ("Friday", "It began on {}.", "2024-06-14", OPEN),
    ("Friday", "It will begin on {}.", "2024-06-21", OPEN),
    ("last Friday", "It began {}.", "2024-06-14", OPEN),
    ("next Monday", "It will begin {}.", "2024-06-24", OPEN),
    ("Tuesday night", "It began on {}.", "2024-06-18", OPEN),
    ("5 p.m. on Friday", "It began at {}.", "2024-06-14", OPEN),
    ("yesterday", "It began {}.", "2024-06-19", OPEN),
    ("yesterday morning", "It began {}.", "2024-06-19", OPEN),
    ("today", "It began {}.", "2024-06-20", OPEN),
    ("tomorrow", "It will begin {}.", "2024-06-21", OPEN),
    ("last night", "It began {}.", "2024-06-19", OPEN),
    ("overnight", "It began {}.", "2024-06-19 to 2024-06-20", OPEN),
    ("this morning", "It began {}.", "2024-06-20", OPEN),
    ("last week", "It began {}.", "2024-06-10 to 2024-06-16", OPEN),
    ("this week", "It began {}.", "2024-06-17 to 2024-06-23", OPEN),
    ("next week", "It will begin {}.", "2024-06-24 to 2024-06-30", OPEN),
    ("last month", "It began {}.", "2024-05-01 to 2024-05-31", OPEN),
    ("early next month", "It will begin {}.", "2024-07-01 to 2024-07-10", OPEN),
    ("earlier this month", "It began {}.", "2024-06-01 to 2024-06-20", OPEN),
    ("last year", "He died {}.", "2023-01-01 to 2023-12-31", OPEN),
    ("this year", "He died {}.", "2024-01-01 to 2024-12-31", OPEN),
    ("next year", "It will end {}.", "2025-01-01 to 2025-12-31", OPEN),
    ("the weekend", "They met over {}.", "2024-06-15 to 2024-06-16", OPEN),
    ("last summer", "It began {}.", "2023-06-01 to 2023-08-31", OPEN),
    ("three days ago", "It began {}.", "2024-06-17", OPEN),
    ("two weeks ago", "It began {}.", "2024-06-03 to 2024-06-09", OPEN),
    ("two months ago", "It began {}.", "2024-04-01 to 2024-04-30", OPEN),
    ("five years ago", "It began {}.", "2019-01-01 to 2019-12-31", OPEN),
    ("a few years ago", "It began {}.", OPEN, OPEN),
    ("the past week", "Two died in {}.", "2024-06-13 to 2024-06-20", OPEN),
    ("the past three months", "Two died in {}.", "2024-03-20 to 2024-06-20", OPEN),
    ("two weeks", "It lasted {}.", OPEN, OPEN),
    ("several years", "It lasted {}.", OPEN, OPEN),
    ("every day", "They meet {}.", OPEN, OPEN),
    ("daily", "They meet {}.", OPEN, OPEN),
    ("recently", "They met {}.", OPEN, OPEN),
    ("Christmas Day", "It began on {}.", "2023-12-25", OPEN),
    ("Easter Sunday 2019", "It began on {}.", "2019-04-21", "2019-04-21"),
    ("overnight into Wednesday", "Shells fell {}.", "2024-06-18 to 2024-06-19", OPEN),
    ("the night of 12-13 June", "Shells fell on {}.", "2024-06-12 to 2024-06-13", OPEN),
    ("the early hours of Tuesday", "Shells fell in {}.", "2024-06-18", OPEN),
    ("late on Tuesday night", "Shells fell {}.", "2024-06-18", OPEN),
    ("dawn on Monday", "He was seized at {}.", "2024-06-17", OPEN),
    ("mid-2021", "It was formed in {}.", "2021-05-01 to 2021-08-31", "2021-05-01 to 2021-08-31"),
    ("the first half of 2023", "It fell in {}.", "2023-01-01 to 2023-06-30", "2023-01-01 to 2023-06-30"),
    ("last weekend", "They voted {}.", "2024-06-15 to 2024-06-16", OPEN),
    ("Thursday week", "They meet on {}.", "2024-07-04", OPEN),
    ("a week on Thursday", "They meet {}.", "2024-07-04", OPEN),
    ("the week of June 3", "It began in {}.", "2024-06-03 to 2024-06-09", OPEN),
    ("Ramadan", "It began during {}.", "2024-03-10 to 2024-04-10", OPEN),
    ("Eid al-Fitr 2023", "It began on {}.", "2023-04-21 to 2023-04-25", "2023-04-21 to 2023-04-25"),
    ("9/11", "The attacks of {} changed that.", "2001-09-11", "2001-09-11"),
    ("30 May - 2 June 2024", "It lasted from {}.", "2024-05-30 to 2024-06-02", "2024-05-30 to 2024-06-02"),
    ("May to July 2022", "It lasted from {}.", "2022-05-01 to 2022-07-31", "2022-05-01 to 2022-07-31"),
    ("the fifth of January", "It began on {}.", "2024-01-05", OPEN),
    ("Friday May 3", "It is {}.", "2024-05-03", OPEN),
    ("March last year", "He was seized in {}.", "2023-03-01 to 2023-03-31", OPEN),
    ("November", "The election is due in {}.", "2024-11-01 to 2024-11-30", OPEN),
    ("Friday", "She planned a rally for {}.", "2024-06-21", OPEN),
    ("Friday", "The deadline is {}.", "2024-06-21", OPEN),
    ("Friday", "They could leave as soon as {}.", "2024-06-21", OPEN),
    ("midnight on Saturday", "The truce will expire at {}.", "2024-06-22", OPEN),
    ("Friday", "The truce had been scheduled to begin on {}.", "2024-06-14", OPEN),
    ("earlier in the year", "It began {}.", "2024-01-01 to 2024-06-20", OPEN),
]

TIMEX = [
    ("Tuesday", "It began on {}.", "XXXX-WXX-2", "DATE"),
    ("Tuesday night", "It began on {}.", "XXXX-WXX-2TNI", "TIME"),
    ("June 3", "It began on {}.", "XXXX-06-03", "DATE"),
    ("May", "It began in {}.", "XXXX-05", "DATE"),
    ("the weekend", "They met over {}.", "XXXX-WXX-WE", "DATE"),
    ("two weeks", "It lasted {}.", "P2W", "DURATION"),
    ("ten-year", "A {} plan was signed.", "P10Y", "DURATION"),
    ("several years", "It lasted {}.", "PXY", "DURATION"),
    ("every day", "They meet {}.", "P1D", "SET"),
    ("a decade", "It lasted {}.", "P10Y", "DURATION"),
    ("6 p.m.", "It began at {}", "XXXX-XX-XXT18:00", "TIME"),
]

NO_TIMES = [
    "The 48-year-old driver, 30 years old at the time of his arrest, left.",
    "Rebels killed 2014 people.",
    "He may go, and they march on.",
    "It cost $1999 and weighed 2000 kg.",
    "Read the Sun.",
    "She is in her forties.",
    "He jogs in the morning.",
    "A march for peace was held.",
    "It took a second blast to break the gate.",
]


@pytest.fixture(scope="module")
def read(parse: Callable[[str], Report]) -> Callable[[str, str | None], dict[str, tuple[str, str | None, str]]]:
    def of(text: str, published: str | None) -> dict[str, tuple[str, str | None, str]]:
        found = times(Tree(parse(text)), published)
        return {
            span.words: (str(value) if not value.open else OPEN, value.timex, value.type) for span, value in found
        }

    return of


Read = Callable[[str, str | None], dict[str, tuple[str, str | None, str]]]


@pytest.mark.parametrize(("words", "sentence", "known", "unknown"), CASES)
def test_interval_when_published_in_june_2024(
    words: str, sentence: str, known: str, unknown: str, read: Read
) -> None:
    found = read(sentence.format(words), PUBLISHED)
    assert {key: value[0] for key, value in found.items()} == {words: known}


@pytest.mark.parametrize(("words", "sentence", "known", "unknown"), CASES)
def test_relative_words_stay_open_without_a_date(
    words: str, sentence: str, known: str, unknown: str, read: Read
) -> None:
    found = read(sentence.format(words), None)
    assert {key: value[0] for key, value in found.items()} == {words: unknown}


@pytest.mark.parametrize(("words", "sentence", "timex", "kind"), TIMEX)
def test_open_expression_keeps_what_it_says(words: str, sentence: str, timex: str, kind: str, read: Read) -> None:
    assert read(sentence.format(words), None)[words][1:] == (timex, kind)


@pytest.mark.parametrize("text", NO_TIMES)
def test_is_no_time(text: str, read: Read) -> None:
    assert not [words for words, value in read(text, PUBLISHED).items() if value[2] != "DURATION"]
    assert "48-year" not in read(text, PUBLISHED)


def test_same_day_is_the_day_spoken_of_just_before(read: Read) -> None:
    found = read("It began on 4 May 2014. A second blast followed the next day.", None)
    assert found["the next day"][0] == "2014-05-05"


def test_the_next_day_after_a_mere_year_stays_open(read: Read) -> None:
    assert read("It began in 2014. A second blast followed the next day.", None)["the next day"][0] == OPEN


def test_a_clock_time_is_of_the_day_its_sentence_names(read: Read) -> None:
    found = read("Gunmen attacked on Sunday, and at 3 p.m. the army replied.", PUBLISHED)
    assert found["3 p.m."][:2] == ("2024-06-16", "2024-06-16T15:00")


def test_the_days_of_a_life_are_two_dates(read: Read) -> None:
    found = read("Jana Belk (8 March 1931 – 2 May 1999) was a judge.", None)
    assert [value[0] for value in found.values()] == ["1931-03-08", "1999-05-02"]


def test_that_sunday_is_the_first_after_the_day_spoken_of(read: Read) -> None:
    assert read("He fell on 1 June 2023. That Sunday crowds marched.", None)["That Sunday"][0] == "2023-06-04"


def test_a_year_ago_in_a_report_on_results_is_the_same_quarter(read: Read) -> None:
    found = read("The mill lost money in the first quarter. It had made a profit a year earlier.", PUBLISHED)
    assert found["a year earlier"][1] == "2023-Q1"


def test_a_year_earlier_beside_a_figure_is_a_year_before_the_report(read: Read) -> None:
    found = read("It earned $3 million in 2021, and $2 million now, up from $1 million a year earlier.", PUBLISHED)
    assert found["a year earlier"][0] == "2023-01-01 to 2023-12-31"


def test_a_quarter_that_ended_in_may_is_mostly_the_second(read: Read) -> None:
    found = read("In the quarter ended May 31 the mill lost money, as in the year ended Aug. 31.", PUBLISHED)
    assert found["the quarter"][1] == "2024-Q2"
    assert found["the year"][1:] == ("P1Y", "DURATION")
    assert found["Aug. 31"][0] == "2023-08-31"


HISTORY = (
    "The war began on 3 March 1912. On 5 April the town of Vesk fell. The siege of Odrin lasted from May 1912 to "
    "December 1912. In January the besiegers withdrew. The treaty of 9 June 1913 ended it. The king (crowned in "
    "1871) abdicated on 4 July 1913. In August he left. A republic was declared on 1 September 1913. The first "
    "election was held on 2 October 1914 and the second on 6 November. Osk won in 1915."
)


def test_a_text_that_tells_history_takes_years_from_the_dates_before(read: Read) -> None:
    found = read(HISTORY, None)
    assert found["5 April"][0] == "1912-04-05"
    assert found["January"][0] == "1913-01-01 to 1913-01-31"
    assert found["August"][0] == "1913-08-01 to 1913-08-31"
    assert found["6 November"][0] == "1914-11-06"


def test_news_without_a_date_takes_no_year_from_the_dates_before(read: Read) -> None:
    news = (
        HISTORY + " Today, Osk said on Tuesday, nobody recalls it. The museum opened yesterday. It burned last week."
    )
    assert read(news, None)["5 April"][0] == OPEN


@pytest.mark.parametrize("published", ["", "not a date", "2024-13-45", "2024-06-20T10:00:00+02:00"])
def test_a_published_value_of_any_kind_is_survived(published: str, read: Read) -> None:
    expected = "2024-06-19" if published.startswith("2024-06-20") else OPEN
    assert read("It began yesterday.", published)["yesterday"][0] == expected


@given(st.text(alphabet=st.sampled_from("0123456789 -/.,:thstrdMay Juneago last year's"), max_size=60))
def test_any_text_of_figures_and_time_words_is_read_without_error(text: str) -> None:
    words = [(i, i + 1) for i, c in enumerate(text) if not c.isspace()]
    n = len(words)
    tokens = Tokens(
        start=tuple(a for a, _ in words),
        end=tuple(b for _, b in words),
        lemma=("x",) * n,
        pos=("NOUN",) * n,
        tag=("NN",) * n,
        dep=("ROOT",) * n,
        head=tuple(range(n)),
        ent=("",) * n,
        sentences=(0,) if n else (),
        paragraphs=(0,) if n else (),
    )
    tree = Tree(Report.of(text).with_layers(tokens=tokens))
    for span, value in times(tree, PUBLISHED):
        assert text[span.start : span.end] == span.words
        assert (value.earliest is None) == (value.latest is None)
        assert value.open or str(value.earliest) <= str(value.latest)


def test_scores_on_dated_news_do_not_fall(corpora: Path, parse: Callable[[str], Report]) -> None:
    """Some of the annotated news: at least seven of ten dated expressions get the very interval."""
    import json

    right = total = 0
    lines = (corpora / "data" / "time" / "time_aquaint.jsonl").read_text("utf-8").splitlines()[:18]
    for line in lines:
        document = json.loads(line)
        found = {(s.start, s.end): v for s, v in times(Tree(parse(document["text"])), document["dct"])}
        for gold in document["timexes"]:
            if gold["type"] == "DATE" and len(gold["value"]) == 10 and gold["value"][0].isdigit():
                total += 1
                value = found.get((gold["start"], gold["end"]))
                right += value is not None and value.earliest == gold["value"] == value.latest
    assert total > 15
    assert right / total >= 0.7
