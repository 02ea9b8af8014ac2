"""The generator of fictional reports: the same every time, with gold that its texts bear out."""

from __future__ import annotations

from collections import Counter

import pytest
from eval.growth import exponent, scores
from eval.synthetic import FIRST_DAY, Story, stories
from eval.synthetic_outlines import bare, copy_text, index_entry, made_outline

from reportedly.incidents.linking import link

MANY = 400


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return list(stories(MANY))


def test_the_same_seed_gives_the_same_reports(told: list[Story]) -> None:
    assert [story.text for story in stories(MANY)] == [story.text for story in told]
    assert next(iter(stories(MANY, seed=2))).text != told[0].text


def test_reports_come_in_the_order_of_their_days(told: list[Story]) -> None:
    days = [story.published for story in told]
    assert days == sorted(days)
    assert days[0] >= FIRST_DAY
    assert len({story.url for story in told}) == MANY


def test_every_report_names_what_its_incident_is_known_by(told: list[Story]) -> None:
    for story in told:
        if story.happening and story.how != "edited":
            assert story.happening.town.name in story.text
        if story.past and story.how != "edited":
            assert story.past.town.name in story.text
        assert all(name.name in story.text for name in story.victims) or story.how == "edited"
        assert "{" not in story.text
        assert "|" not in story.text


def test_copies_repeat_their_original_and_others_do_not(told: list[Story]) -> None:
    by_number = {story.number: story for story in told}
    copies = [story for story in told if story.how == "copy" and story.copy_of in by_number]
    assert len(copies) > 20
    for story in copies:
        original = by_number[story.copy_of or 0]
        assert story.outlet != original.outlet or story.url != original.url
        assert story.text.split("\n\n")[1].split(" — ")[-1] == original.text.split("\n\n")[1].split(" — ")[-1]


def test_sizes_are_skewed_and_a_third_is_other_news(told: list[Story]) -> None:
    sizes = Counter(story.incident for story in told if story.incident)
    assert sum(size == 1 for size in sizes.values()) > len(sizes) / 3
    assert max(sizes.values()) >= 15
    assert 0.2 < sum(story.incident is None for story in told) / MANY < 0.6


def test_outlines_and_entries_are_of_the_report_that_the_story_would_be(told: list[Story]) -> None:
    for sequence, story in enumerate(told[:60], 1):
        report = bare(story)
        assert report.verify() == 1
        made, gold = made_outline(story)
        assert made.report == report.id == copy_text(story).report == index_entry(story, sequence).report
        assert set(gold.accounts) <= {account.id for account in made.accounts}
        assert all(0 <= s.start <= s.end <= len(story.text) for s in index_entry(story, sequence).signs)


def test_linking_takes_the_outlines(told: list[Story]) -> None:
    made = [made_outline(story) for story in told[:120]]
    linking = link(each for each, _ in made)
    accounts = {a.id for incident in linking.incidents for a in (*incident.accounts, *incident.background)}
    assert accounts == {account.id for each, _ in made for account in each.accounts}


def test_scores_and_exponents_are_what_they_are_called() -> None:
    assert scores({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "x"})["precision"] == 1
    assert scores({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "x"})["recall"] == pytest.approx(1 / 3)
    assert exponent([(10, 5), (100, 50), (1000, 500)]) == pytest.approx(1)
    assert exponent([(10, 1), (100, 100)]) == pytest.approx(2)
