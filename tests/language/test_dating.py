"""A report that gives no date is dated by what it speaks of, with the words; or it stays undated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from unicodedata import normalize

import pytest

from reportedly.language.date_clues import clues
from reportedly.language.dated_facts import DATED_FACTS
from reportedly.language.dating import Dated, infer
from reportedly.language.mentions import Mentions
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Publication, Report

Read = Callable[[str], Report]

DATED = [
    # what the report says, first and last day it leaves, the rules of the clues
    ("President Joe Biden visited Vesk.", "2021-01-20", "2025-01-20", {"holder-of-office"}),
    (
        "President Joe Biden visited Vesk. Prime Minister Liz Truss stayed away.",
        "2022-09-06",
        "2022-10-25",
        {"holder-of-office"},
    ),
    (
        "Prime Minister Theresa May visited Vesk. The bridge was built in 2018.",
        "2018-01-01",
        "2019-07-24",
        {"holder-of-office", "past-date"},
    ),
    (
        "Prime Minister Theresa May visited Vesk. The bridge will be opened in March 2019.",
        "2016-07-13",
        "2019-03-31",
        {"holder-of-office", "still-to-come"},
    ),
    (
        "President-elect Joe Biden called for calm in Vesk.",
        "2020-08-13",
        "2021-01-20",
        {"elected-holder"},
    ),
    (
        "Velmara marked the 20th anniversary of the fall of Vesk in 1994.",
        "2014-01-01",
        "2014-12-31",
        {"anniversary"},
    ),
    (
        "Velmara marked the twenty-fifth anniversary of the 1994 fall of Vesk.",
        "2019-01-01",
        "2019-12-31",
        {"anniversary"},
    ),
    (
        "Cases of COVID-19 rose in Vesk. COVID-19 wards are full.",
        "2020-02-11",
        "2023-05-05",
        {"begun-by-then", "going-on"},
    ),
    (
        "Ministers will meet at the 75th Nato summit early next month.",
        "2024-06-01",
        "2024-06-30",
        {"meeting-from-now", "still-to-come"},
    ),
    (
        "Ministers spoke at the NATO summit in Vilnius last week.",
        "2023-07-17",
        "2023-07-23",
        {"meeting-from-now", "past-meeting"},
    ),
    (
        "President Trump visited Vesk.",  # two terms, and no date to choose by
        "2017-01-20",
        "2029-01-20",
        {"holder-of-office"},
    ),
    (
        "Crowds came to the 2010 Vesk World Fair in Port Sarn on Tuesday.",
        "2009-01-01",
        "2011-12-31",
        {"year-of-what-is-news"},
    ),
    (
        "Vesk Expo 2010 opened its gates on Tuesday.",
        "2009-01-01",
        "2011-12-31",
        {"year-of-what-is-news"},
    ),
    (
        "The mill was sold in 2009. It burned in May 2010, and nobody was hurt.",
        "2010-05-01",
        "2015-12-31",
        {"latest-years", "past-date"},
    ),
    (
        "Painter Ana Mora died at her home on Monday, aged 81. Mora was born in Port Sarn in 1930.",
        "2011-01-01",
        "2013-01-31",
        {"died-at-age"},
    ),
    (
        "The fair of Vesk was put off amid the coronavirus pandemic.",
        "2020-03-11",
        "2023-05-05",
        {"begun-by-then", "going-on"},
    ),
    ("PORT SARN, 02 JUN 90 (NW) -- [TEXT] REBELS LEFT VESK TODAY.", "1990-06-02", "1990-06-03", {"date-line"}),
    ("(NW) Port Sarn, 2 June 1990 -- Rebels left Vesk today.", "1990-06-02", "1990-06-03", {"date-line"}),
    ("PORT SARN\n\nPublished: 4 May 2031\n\nA mill burned.", "2031-05-04", "2031-05-05", {"date-line"}),
]

UNDATED = [
    "A mill burned in Vesk on Tuesday.",
    "A mill burned in Vesk in 2014.",  # not before, but until when?
    "Former President Bill Clinton visited Vesk.",
    "In 1998 President Bill Clinton visited Vesk.",
    "Under President Bill Clinton the mill was closed.",
    "The mill is to be closed by 2030.",
    "The mill lost the 2020 race for the prize.",
    "Emmanuel Osk, president of the mill, resigned.",
    "President Trump of the Vesk chess club resigned; nobody knew when.",
    "Former Vice President Joe Biden recalled the 2016 Vesk World Fair.",  # over by then
    "Velmara marked the happy anniversary of the fall of Vesk in 1994.",
    "A Trump administration would close the mill.",  # only thought of
    "The Bush administration had no view on the mill.",  # of two presidents, and history more often than news
    "The mill at Vesk made 2019 loaves.",
    "Ana Mora, up for re-election in 2018, said that the mill of 2016 was closed in 2017.",  # ahead of the report
    "Osk, born in 1990, and Mora, born in 1950, met. One of them died aged 70.",  # whose age is it?
    "The 2010 Vesk Fair burned its tents.\n\nThe fair will be back in 2013.",  # a later year lies ahead
]


@pytest.fixture(scope="module")
def dated(parse: Read) -> Read:
    return lambda text: Mentions()(Dated()(parse(text)))


@pytest.mark.parametrize(("text", "first", "last", "rules"), DATED)
def test_dated_by_its_words(text: str, first: str, last: str, rules: set[str], parse: Read) -> None:
    found = infer(Tree(parse(text)))
    assert found is not None
    assert (str(found[0][0]), str(found[0][1])) == (first, last)
    assert {clue.rule for clue in found[1]} <= rules
    assert found[1]


@pytest.mark.parametrize("text", UNDATED)
def test_stays_undated_where_the_words_say_too_little(text: str, parse: Read) -> None:
    assert infer(Tree(parse(text))) is None


def test_shows_the_words_of_every_clue(dated: Read) -> None:
    (dating,) = dated("Prime Minister Theresa May visited Vesk. The bridge was built in 2018.").dating or ()
    assert {clue.words: clue.value for clue in dating.clues} == {
        "Prime Minister Theresa May": "from 2016-07-13 to 2019-07-24",
        "2018": "not before 2018-01-01",
    }
    assert dating.confidence is not None
    assert dating.confidence < 1


def test_a_report_with_a_date_is_not_dated_by_its_words(parse: Read) -> None:
    given = Publication(published=Anchored("2022-10-01", inferred="given by the user"))
    tokens = parse("President Joe Biden visited Vesk.").tokens
    report = Report.of("President Joe Biden visited Vesk.", given).with_layers(tokens=tokens)
    assert Dated()(report).dating == ()


def test_relative_words_are_as_wide_as_the_dating_leaves_them(dated: Read) -> None:
    text = "President Joe Biden and Prime Minister Liz Truss met yesterday. They will meet next month."
    values = {m.span.words: m.time for m in dated(text).mentions or () if m.time}
    assert str(values["yesterday"]) == "2022-09-05 to 2022-10-24"
    assert values["next month"] is not None
    assert values["next month"].anchor == "inferred"
    assert str(values["next month"]) == "2022-10-01 to 2022-11-30"


def test_relative_words_stay_open_where_the_dating_is_wider_than_a_year(dated: Read) -> None:
    report = dated("President Joe Biden visited Vesk yesterday.")
    assert report.dating
    assert [m.time.open for m in report.mentions or () if m.time] == [True]


def test_the_day_of_a_dateline_narrows_the_years(parse: Read) -> None:
    found = infer(Tree(parse("PORT SARN, June 3 (Northern Wire) — President Joe Biden visited Vesk.")))
    assert found is not None
    assert found[0] == (date(2021, 6, 3), date(2024, 6, 4))


def _holders() -> dict[str, dict[str, list[str]]]:
    apart = {"header", "surname_enough", "began", "succession"}
    return {title: holders for title, holders in load(DATED_FACTS).tables.items() if title not in apart}


def test_terms_begin_before_they_end() -> None:
    for holders in _holders().values():
        for name, days in holders.items():
            assert len(days) % 2 == 0, name
            known = [date.fromisoformat(day) for day in days if day]
            assert known == sorted(set(known)), name
            assert "" not in days[:-1], name  # only the last term may be open


def test_a_name_in_two_spellings_has_the_same_days() -> None:
    for title, holders in _holders().items():
        plain: dict[str, list[str]] = {}
        for name, days in holders.items():
            key = normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("zelenskyy", "zelensky")
            assert plain.setdefault(key, days) == days, (title, name)


def test_an_office_has_one_holder_at_a_time() -> None:
    tables = load(DATED_FACTS).tables
    for office, (title, *names) in tables["succession"].items():
        terms = sorted(
            (first, last or "9999", name)
            for name in names
            for first, last in zip(tables[title][name][::2], tables[title][name][1::2], strict=True)
        )
        for (_, left, before), (came, _, after) in pairwise(terms):
            assert left <= came, f"{office}: {before} until {left}, {after} from {came}"


def test_days_on_which_something_began_are_days() -> None:
    for name, day in load(DATED_FACTS).tables["began"].items():
        assert date.fromisoformat(day) < date(2026, 1, 1), name


def test_surnames_that_are_enough_are_of_somebody() -> None:
    tables = load(DATED_FACTS).tables
    for title, surnames in tables["surname_enough"].items():
        last = {name.split()[-1].rpartition("-")[2] for name in tables[title]} | {
            n.split()[-1] for n in tables[title]
        }
        last |= {name.split()[0] for name in tables[title]} | {"Lula", "Merkel", "Assad", "Erdogan"}
        assert set(surnames) <= last, set(surnames) - last


def test_no_clue_is_read_from_a_text_without_words(parse: Read) -> None:
    assert clues(Tree(parse("— …"))) == []
