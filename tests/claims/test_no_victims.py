"""Numbers beside words of harm that count no victims: ordinals, ages, distances, votes, money, calibres, rates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.report import Report

# text, the figures of killed and injured that it does give
CONTRASTS = [
    ("The second man was killed in Gorv.", [1]),
    ("He was the fourth guard to be killed in Gorv this year.", [1]),
    ("The 21st attack of the year killed a nurse in Gorv.", [1]),
    ("A 19-year-old was killed in Gorv.", [1]),
    ("Jana Belk, 48, was killed in Gorv.", [1]),
    ("Two boys, ages 9 and 11, were killed in Gorv.", [2]),
    ("A girl aged 12 was wounded in Gorv.", [1]),
    ("A 3-month-old baby was killed in Gorv.", [1]),
    ("A nurse was killed 30 km north of Gorv.", [1]),
    ("A guard was shot from 200 metres away.", [1]),
    ("The bus fell 80 feet, killing two passengers.", [2]),
    ("The house passed the bill by 56 votes to 41 after a guard was killed.", [1]),
    ("The council voted 12 to 5 to bury the man who was killed.", [1]),
    ("Robbers killed a trader and took $4,000.", [1]),
    ("A jury awarded 3 million dollars to the wife of a driver who was killed.", [1]),
    ("A man was shot with a 9 mm pistol in Gorv.", [1]),
    ("A guard was killed with a .45-caliber rifle.", [1]),
    ("He was killed by a 122 mm shell.", [1]),
    ("A guard was shot 14 times in Gorv.", [1]),
    ("Police fired 30 rounds and killed a man.", [1]),
    ("Seven shots were fired and a driver was wounded.", [1]),
    ("A total of five shots were fired in Gorv.", []),
    ("One bullet struck a wall in Gorv.", []),
    ("A man was killed at 8:30 p.m. in Gorv.", [1]),
    ("A farmer was killed on 14 May 2031.", [1]),
    ("A farmer was killed in 2019.", [1]),
    ("She died 40 years after the war.", [1]),
    ("A man was sentenced to 25 years for killing a clerk.", [1]),
    ("A man was shot in the 1200 block of Orn Street.", [1]),
    ("A driver was killed on Highway 61 near Gorv.", [1]),
    ("A man was wounded on Route 9.", [1]),
    ("The fire at 14 Mill Road killed a baker.", [1]),
    ("Flight 370 crashed, killing the pilot.", [1]),
    ("Some 60 percent of the forest was burned and a guard was killed.", [1]),
    ("The blast broke 300 windows and killed a baker.", [1]),
    ("Two dogs were killed in Gorv.", []),
    ("The flood destroyed 40 houses and killed a farmer.", [1]),
    ("No 911 call was made before a man was shot.", [1]),
    ("More than 500 officers searched for the man who killed a teacher.", [1]),
    ("A crowd of 2,000 marched after a student was killed.", [1]),
    ("The magnitude 6 quake killed a baker.", [1]),
    ("A guard was wounded in the 10th minute of the march.", [1]),
    ("Nobody was hurt when 12 cars collided in Gorv.", []),
    ("The 30-strong patrol was attacked and a soldier was killed.", [1]),
]


@pytest.mark.parametrize(("text", "figures"), CONTRASTS)
def test_other_numbers_are_no_victims(text: str, figures: list[int], read_text: Callable[[str], Report]) -> None:
    report = read_text(text)
    found = {
        q.value.count.low
        for event in report.events or ()
        for q in event.quantities
        if q.value.effect in {"killed", "injured", "shot"}
    }
    assert found <= set(figures)
    tolls = {toll.best.value for toll in report.tolls or ()} - {0}
    assert tolls <= set(figures)


RATES = [
    ("Rebels kill three farmers each week in Gorv.", "3 per week"),
    ("Two people a day are killed on the road to Gorv.", "2 per day"),
    ("The fighting killed an average of 20 people per month.", "about 20 per month"),
]


@pytest.mark.parametrize(("text", "rate"), RATES)
def test_a_rate_is_no_toll(text: str, rate: str, read_text: Callable[[str], Report]) -> None:
    report = read_text(text)
    assert [str(q.value.count) for event in report.events or () for q in event.quantities] == [rate]
    assert report.tolls == ()


@pytest.mark.parametrize("text", ["As many as 50 miners were feared dead.", "Two hikers were presumed dead."])
def test_who_is_feared_dead_is_in_no_toll(text: str, read_text: Callable[[str], Report]) -> None:
    assert read_text(text).tolls == ()
