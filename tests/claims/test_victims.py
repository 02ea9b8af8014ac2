"""Who is told to have been killed, hurt or shot: each harm with its number, its people and how it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.claims.victims import harms
from reportedly.language.tree import Tree
from reportedly.report import Report

TELLINGS = [
    ("Three men were shot in Gorv.", ["shot 3 number"]),
    ("Three men were shot dead in Gorv.", ["shot→killed 3 number"]),
    ("A gunman killed two guards and wounded a nurse.", ["killed 2 number", "injured 1 indefinite"]),
    ("A 24-year-old was killed in Gorv.", ["killed 1 indefinite"]),
    ("A bullet struck him in the leg.", ["shot 1 pronoun"]),
    ("The bus struck a wall.", []),
    ("Five people were shot, one fatally.", ["shot 5 number", "killed 1 number"]),
    ("Five people were shot, one man fatally.", ["shot 5 number", "killed 1 number"]),
    ("Officers found a girl and her father dead in a flat.", ["killed 1 indefinite", "killed 1 definite"]),
    ("The boy did not survive.", ["killed 1 definite"]),
    ("She is survived by two sons.", []),
    ("The fire claimed the lives of two nurses.", ["killed 2 number"]),
    ("Two weavers lost their lives.", ["killed 2 number"]),
    ("Her father passed away on Friday.", ["killed 1 definite"]),
    ("He turned the gun on himself.", ["killed 1 pronoun self"]),
    ("He took his own life.", ["killed 1 pronoun self"]),
    ("Police found the bodies of two men.", ["killed 2 number"]),
    ("The blast caused three deaths.", ["killed 3 number"]),
    ("Police are looking into a double homicide.", ["killed 2 label"]),
    ("Brandt faces two counts of murder.", ["killed 2 counts"]),
    ("Brandt faces a count of attempted murder.", []),
    ("No one was hurt.", ["injured 0 none"]),
    ("No injuries were reported.", ["injured 0 none"]),
    ("A woman suffered a gunshot wound.", ["shot 1 indefinite"]),
    ("She was listed in critical condition.", ["injured 1 pronoun"]),
    ("Two teenagers were taken to a hospital.", ["injured 2 number"]),
    ("Deputies answered a 911 call.", []),
    ("His dog was killed.", []),
    ("The shots were fired at noon.", []),
    ("Thirteen shots hit the car.", []),
]


def _told(report: Report) -> list[str]:
    return [
        f"{t.effect} {t.count} {t.kind}" + (" self" if "self" in t.flags else "")
        for t in harms(report, Tree(report))
        if t.kind not in {"event", "charge"}
    ]


@pytest.mark.parametrize(("text", "expected"), TELLINGS)
def test_tellings(text: str, expected: list[str], read_text: Callable[[str], Report]) -> None:
    found = _told(read_text(text))
    if "→" in expected[0] if expected else False:  # a word of shooting and the word that says how it ended
        assert found[-1] == expected[0].partition("→")[2]
    else:
        assert found == expected


STANDING = [
    ("The guard was not injured.", "open"),
    ("He threatened to kill his brother.", "open"),
    ("The blast could have killed dozens of people.", "open"),
    ("Hundreds marched against the killing of a driver.", "reason"),
    ("Residents held a protest after the death of a student.", "reason"),
    ("Other sources said that two guards were killed.", "otherwise"),
    ("Brandt was charged with killing two guards.", "accused"),
    ("Residents burnt tyres after police killed a driver (coded separately).", "apart"),
    ("Two of them died.", "part"),
    ("Seven people died, including three children.", "part"),
    ("Another man was wounded.", "another"),
]


@pytest.mark.parametrize(("text", "flag"), STANDING)
def test_how_a_telling_stands(text: str, flag: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(text)
    assert any(flag in harm.flags for harm in harms(report, Tree(report))) or (
        flag == "part" and "including" in text and [t.low for t in harms(report, Tree(report))] == [7]
    )


CODED = [
    ("Dozens of rebels were killed. Fatalities coded as 12 and split between 2 locations.", 6),
    ("Four fatalities split across 3 events coded as 2.", 2),
    ("Nine guards were killed, split between 3 events.", 3),
    ("One guard was killed (fatalities coded to the Odrin event).", 0),
]


@pytest.mark.parametrize(("text", "figure"), CODED)
def test_a_coders_figure_is_read_as_arithmetic(text: str, figure: int, read_text: Callable[[str], Report]) -> None:
    report = read_text(text)
    assert [t.low for t in harms(report, Tree(report)) if t.kind == "coded"] == [figure]
