"""Places: which words name one, and which of the world's places of that name is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.language.mentions import Mentions
from reportedly.report import Anchored, Publication, Report
from reportedly.values.place import Place, Resolution

Parse = Callable[[str], Report]


def _resolutions(parse: Parse, text: str) -> dict[str, Resolution]:
    """By the words that name a place, what they were read as (the last one of the same words)."""
    report = Mentions()(parse(text))
    report.verify()
    return {m.place.words: m.place.value for m in report.mentions or () if m.place}


def _place(parse: Parse, text: str, words: str) -> Place | None:
    found = _resolutions(parse, text).get(words)
    return found.place if found else None


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("A depot burned in Paris on Monday, the French interior ministry said.", "Paris", "FR", "Île-de-France"),
        ("A depot burned in Paris, Texas, on Monday.", "Paris", "US", "Texas"),
        ("Floods cut roads in Lexington, Ky., and in nearby Georgetown.", "Georgetown", "US", "Kentucky"),
        ("Troops from Georgia and Armenia met in Tbilisi.", "Georgia", "GE", None),
        ("Lawmakers from Georgia and Alabama met in Atlanta.", "Georgia", "US", "Georgia"),
        ("Shelling went on around Bakhmut and Kramatorsk, in Ukraine.", "Bakhmut", "UA", "Donetsk"),
        ("A ferry burned near Hodeidah, in Yemen.", "Hodeidah", "YE", "Al Hudaydah"),
        ("The U.S. closed its embassy in Khartoum.", "U.S.", "US", None),
        ("The UAE closed its embassy in Khartoum.", "UAE", "AE", None),
    ],
)
def test_the_report_tells_which_place_of_a_name_is_meant(
    parse: Parse, text: str, words: str, country: str, admin1: str | None
) -> None:
    place = _place(parse, text, words)
    assert place is not None
    assert (place.country, place.admin1) == (country, admin1)


@pytest.mark.parametrize("name", ["al-Hasakah", "Al Hasakah", "Hasakah"])
def test_articles_and_hyphens_do_not_hide_a_place(parse: Parse, name: str) -> None:
    place = _place(parse, f"Thousands of people live in {name}, in Syria.", name)
    assert place is not None
    assert (place.country, place.admin1) == ("SY", "Al-Hasakah")


@pytest.mark.parametrize("name", ["Darfur", "the Donbas", "South Ossetia", "the Gaza Strip"])
def test_regions_that_gazetteers_of_towns_lack_are_known_with_their_reach(parse: Parse, name: str) -> None:
    place = _place(parse, f"Fighting went on in {name} for a third week.", name.removeprefix("the "))
    assert place is not None
    assert place.radius_km > 9


def test_a_country_is_an_area_and_a_town_is_not(parse: Parse) -> None:
    found = _resolutions(parse, "Rebels burned a bus in Goma, in the Democratic Republic of the Congo.")
    country, town = found["Democratic Republic of the Congo"].place, found["Goma"].place
    assert country is not None
    assert town is not None
    assert (country.kind, country.admin1, town.kind) == ("country", None, "city")
    assert country.radius_km > 500 > 50 > town.radius_km


@pytest.mark.parametrize(
    ("text", "words", "use"),
    [
        ("Kenyan soldiers crossed the river.", "Kenyan", "people"),
        ("Moscow accused Kyiv of shelling Belgorod in Russia.", "Moscow", "speaker"),
        ("Rebels burned a bus in Goma, in eastern Congo.", "Goma", "place"),
        ("The Kenya Wildlife Service closed the road to Nairobi.", "Kenya", "name"),
    ],
)
def test_peoples_speakers_and_parts_of_names_are_told_from_places(
    parse: Parse, text: str, words: str, use: str
) -> None:
    assert _resolutions(parse, text)[words].use == use


def test_a_name_that_could_be_many_places_stays_open_and_an_issue_says_so(parse: Parse) -> None:
    report = Mentions()(parse("Police searched a house in Springfield and another in Greenville."))
    open_names = {
        m.place.words
        for m in report.mentions or ()
        if m.place and (not m.place.value.place or m.place.value.score < 0.6)
    }
    assert {"Springfield", "Greenville"} <= open_names
    for mention in report.mentions or ():
        if mention.place and mention.place.value.place is None:
            assert len(mention.place.value.candidates) > 1
            assert any(i.code == "place.open" and i.span == mention.place.spans[0] for i in report.issues)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Vance, a plumber, left the meeting.",
        "Paris Oakley sang two songs.",
        "They were reading a book of mobile phones.",
    ],
)
def test_persons_and_common_words_are_no_places(parse: Parse, text: str) -> None:
    assert [r for r in _resolutions(parse, text).values() if r.place] == []


def test_a_place_that_no_gazetteer_has_has_no_coordinates(parse: Parse) -> None:
    assert _place(parse, "Soldiers entered the village of Qorvelstrand on Monday.", "Qorvelstrand") is None


@pytest.mark.parametrize(
    ("text", "words", "spelling"),
    [
        ("Two nurses were killed in Idleb, in northern Syria.", "Idleb", "Idlib"),
        ("Shells fell in Karkiv, in eastern Ukraine.", "Karkiv", "Kharkiv"),
        ("Two guards were killed in Dhamascus, in Syria.", "Dhamascus", "Damascus"),
    ],
)
def test_another_spelling_is_found_said_and_less_sure(parse: Parse, text: str, words: str, spelling: str) -> None:
    found = _resolutions(parse, text)[words]
    if found.spelling is None:  # the gazetteer has this spelling too
        assert found.place is not None
        return
    assert found.spelling == spelling
    assert found.score < _resolutions(parse, text.replace(words, spelling))[spelling].score


def test_a_spelling_that_nothing_supports_is_not_guessed(parse: Parse) -> None:
    assert _place(parse, "Two guards were killed in Karkiv on Monday.", "Karkiv") is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels entered Cordoba, a village in Kandahar province.",
        "Rebels entered the village of Cordoba, in Kandahar province.",
        "Rebels entered Cordoba, a small farming town near Kandahar.",
    ],
)
def test_no_namesake_far_from_where_a_place_is_said_to_lie(parse: Parse, text: str) -> None:
    report = Mentions()(parse(text))
    found = next(m.place.value for m in report.mentions or () if m.place and m.place.words == "Cordoba")
    assert found.place is None
    assert found.within is not None
    assert found.within.country == "AF"
    assert [i.code for i in report.issues] == ["place.elsewhere"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jalalabad police said that three men were held in Afghanistan.", "Jalalabad"),
        ("Three men were held in the town of Jalalabad, in Afghanistan.", "Jalalabad"),
    ],
)
def test_a_town_taken_for_somebody_is_a_place_where_its_words_say_so(parse: Parse, text: str, words: str) -> None:
    place = _place(parse, text, words)
    assert place is not None
    assert place.country == "AF"


def test_an_outlets_name_says_where_its_home_is(parse: Parse) -> None:
    text = "Police closed a road in Springfield on Monday."

    def probability(outlet: str | None) -> float:
        publication = Publication(outlet=Anchored(outlet, (), "given by the user")) if outlet else Publication()
        tokens = parse(text).tokens
        report = Mentions()(Report.of(text, publication).with_layers(tokens=tokens))
        found = next(m.place.value for m in report.mentions or () if m.place and m.place.words == "Springfield")
        return sum(c.probability for c in found.candidates if "Massachusetts" in c.label)

    assert probability("The Boston Daily Lantern") > probability(None)


@given(st.text(st.sampled_from("abSTéß 'ʿ-.,\n’İ\U0001d400") | st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_place_shows_its_exact_words(parse: Parse, text: str) -> None:
    Mentions()(parse(text + " Kyiv, Ala., al-Bab.")).verify()
