"""The index of places: whole, deterministic to look up in, and the same for all spellings of a name."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from reportedly.errors import BadModel
from reportedly.language.gazetteer import Gazetteer, gazetteer
from reportedly.language.place_keys import fold, shortened
from reportedly.language.place_mentions import place_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint Petersburg", "St. Petersburg"),
        ("Łódź", "LODZ"),
        ("N’Djamena", "N'Djamena"),
        ("Ma‘an", "Maan"),
        ("Port-au-Prince", "Port au Prince"),
        ("U.S.", "US"),
        ("D.C.", "DC"),
        ("Türkiye", "Turkiye"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("name", "key"), [("al-Bab", "bab"), ("El Fasher", "fasher"), ("Alabama", "alabama")])
def test_articles_fall_away_only_as_words(name: str, key: str) -> None:
    assert shortened(fold(name)) == key


@pytest.mark.parametrize(
    ("name", "id", "country"),
    [
        ("London", "gn:2643743", "GB"),
        ("Ukraine", "gn:690791", "UA"),
        ("Ala.", "gn:4829764", "US"),
        ("Texan", "gn:4736286", "US"),
        ("Kiev", "gn:703448", "UA"),
        ("Ghouta", "rp:ghouta", "SY"),
    ],
)
def test_names_lead_to_places(name: str, id: str, country: str) -> None:
    index = gazetteer()
    found = [place_of(index, int(row)) for row in index.candidates([fold(name)]).row]
    assert (id, country) in {(place.id, place.country) for place in found}


def test_a_name_that_is_not_there_has_no_candidates() -> None:
    found = gazetteer().candidates(["qorvelstrand", ""])
    assert len(found.row) == 0


def test_a_town_lies_near_the_middle_of_its_area() -> None:
    index = gazetteer()
    for name in ("Goma", "Kramatorsk", "Abilene"):
        place = place_of(index, int(index.candidates([fold(name)]).row[0]))
        assert place.country
        assert place.admin1
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


def test_bytes_that_the_card_does_not_name_are_refused(tmp_path: Path) -> None:
    with as_file(files("reportedly") / "gazetteer") as folder:
        shutil.copytree(folder, tmp_path / "index")
    with (tmp_path / "index" / "countries.txt").open("a") as file:
        file.write("QQ\n")
    with pytest.raises(BadModel, match="digest"):
        Gazetteer(tmp_path / "index")


def test_an_index_without_a_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="not whole"):
        Gazetteer(tmp_path)
