"""Two towns are two places; a mosque and its town, a town and its country are one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.apart_in_space import elsewhere
from reportedly.values.place import Place, PlaceKind, PlaceName, Resolution


def place(
    name: str, latitude: float, kind: PlaceKind = "city", radius: float = 5.0, country: str = "XA"
) -> PlaceName:
    there = Place(f"gn:{name}", name, kind, country, "West", f"{country}.01", None, latitude, 20.0, radius)
    return PlaceName(name, resolved=Resolution(there, 0.9))


def test_towns_far_apart_are_elsewhere_and_their_suburbs_are_not() -> None:
    assert elsewhere(place("Odrin", 50.0), place("Velm", 52.0))
    assert not elsewhere(place("Odrin", 50.0), place("Dorn", 50.1))


def test_a_town_is_not_elsewhere_than_its_country_however_large() -> None:
    assert not elsewhere(place("Vesk", 10.0, "country", 100.0), place("Odrin", 60.0))
    assert elsewhere(place("Vesk", 10.0, "country", 100.0, "XB"), place("Odrin", 60.0))


def test_names_that_the_gazetteer_lacks_are_elsewhere_unless_they_are_parts_of_towns() -> None:
    assert elsewhere(PlaceName("Gorv"), PlaceName("Orlen"))
    assert not elsewhere(PlaceName("Gorv"), PlaceName("Old Mill Market"))
    assert not elsewhere(PlaceName("Gorv", within=("Orlen",)), PlaceName("Orlen"))
    assert not elsewhere(PlaceName("the village"), PlaceName("Orlen"))


NAMES = st.builds(place, st.sampled_from(["Odrin", "Velm", "Dorn"]), st.floats(-80, 80), radius=st.floats(0, 500))


@given(NAMES, NAMES)
def test_it_does_not_matter_which_is_named_first(one: PlaceName, other: PlaceName) -> None:
    assert elsewhere(one, other) == elsewhere(other, one)
    assert not elsewhere(one, one)
