"""Which values exclude each other and which do not, on sayings made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from reportedly.incidents.changed_minds import changed_minds
from reportedly.incidents.contradictions import contradictions, exclude
from reportedly.incidents.matrix import Counted, by_outlet_only, matrix
from reportedly.incidents.sayings import Saying
from reportedly.report import Span
from reportedly.values.count import Count
from reportedly.values.place import Place, PlaceName, Resolution
from reportedly.values.time import TimeValue

Told = Callable[..., Saying]
AT_LEAST_4 = Count(4, None, "at least")


def count(said: Sequence[Saying]) -> Counted:
    return by_outlet_only([saying.report for saying in said])


@pytest.mark.parametrize(
    ("one", "other", "days", "excluded"),
    [
        (4, 11, ("2031-05-03", "2031-05-03"), True),
        (AT_LEAST_4, 11, ("2031-05-03", "2031-05-03"), False),
        (AT_LEAST_4, 3, ("2031-05-03", "2031-05-03"), True),
        (4, 7, ("2031-05-03", "2031-05-05"), False),
        (7, 4, ("2031-05-03", "2031-05-05"), True),
        (Count(10, 10, "about"), 11, ("2031-05-03", "2031-05-03"), False),
        (Count(5, 7, "range"), 6, ("2031-05-03", "2031-05-03"), False),
        (4, 7, (None, "2031-05-05"), True),
    ],
)
def test_figures_exclude_each_other_where_no_number_fits_both(
    told: Told, one: int | Count, other: int | Count, days: tuple[str | None, str | None], excluded: bool
) -> None:
    a, b = told(one, "police", days[0]), told(other, "union", days[1])
    assert exclude(a, b) is excluded
    assert exclude(b, a) is excluded


def test_one_source_that_raises_its_figure_changes_its_mind_and_contradicts_nobody(told: Told) -> None:
    fields = matrix([told(4, "police", "2031-05-03"), told(7, "the police", "2031-05-05")], count)
    assert contradictions(fields) == ()
    [change] = changed_minds(fields)
    assert (change.how, change.was, change.now) == ("raised", "4", "7")
    assert change.before is not None
    assert (change.before.words, change.after.words) == ("4", "7")


def test_unnamed_officials_are_not_the_same_people_twice(told: Told) -> None:
    fields = matrix([told(4, "two officials"), told(7, "two officials", "2031-05-05")], count)
    assert changed_minds(fields) == ()


def test_a_figure_that_its_source_has_given_up_contradicts_nobody_later(told: Told) -> None:
    said = [told(9, "union", "2031-05-03"), told(6, "union", "2031-05-04"), told(6, "ministry", "2031-05-04")]
    assert contradictions(matrix(said, count)) == ()


def timed(told: Told, day: str, words: str, source: str) -> Saying:
    value = TimeValue("DATE", day, day, day, "absolute", "date")
    return told(1, source, field="day", value=day, count=None, time=value, spans=(Span(0, len(words), words),))


def test_two_days_exclude_each_other(told: Told) -> None:
    said = [timed(told, "2031-05-02", "on Friday", "police"), timed(told, "2031-05-05", "Monday", "army")]
    assert [c.rule for c in contradictions(matrix(said, count))] == ["days"]


def test_a_time_of_day_leans_on_the_day_of_publication_and_contradicts_nothing(told: Told) -> None:
    said = [timed(told, "2031-05-02", "on Friday", "police"), timed(told, "2031-05-05", "about 3 a.m.", "army")]
    assert contradictions(matrix(said, count)) == ()


def placed(told: Told, source: str, place: Place) -> Saying:
    name = PlaceName(place.name, resolved=Resolution(place, 0.9))
    return told(1, source, field="place", value=place.name, count=None, place=name)


def place(name: str, kind: str, latitude: float) -> Place:
    return Place(f"gn:{name}", name, kind, "XX", "Selm Province", "XX.01", None, latitude, 10.0, 5.0)  # type: ignore[arg-type]


def test_a_town_and_its_province_agree_and_two_towns_do_not(told: Told) -> None:
    town, other, province = place("Bral", "city", 10.0), place("Gorv", "city", 14.0), place("Selm", "admin1", 12.0)
    said = [placed(told, "police", town), placed(told, "army", province), placed(told, "union", other)]
    found = contradictions(matrix(said, count))
    assert [(c.one, c.other, c.rule) for c in found] == [(0, 2, "places")]
