from __future__ import annotations

import pytest

from reportedly.incidents.copies import CopyLink
from reportedly.incidents.versions import LaterVersion, same_outlet, same_page, versions


@pytest.mark.parametrize(
    "url",
    [
        "http://lantern.example/world/silo",
        "https://www.lantern.example/world/silo/",
        "https://lantern.example/world/silo?utm_source=feed&fbclid=1#comments",
        "https://amp.lantern.example/world/silo",
        "https://lantern.example/world/silo/amp",
        "https://lantern.example/amp/world/silo",
        "https://LANTERN.example/world/silo/index.html",
    ],
)
def test_one_page_has_many_addresses(url: str) -> None:
    assert same_page(url) == "lantern.example/world/silo"


def test_what_chooses_the_page_is_kept() -> None:
    assert same_page("https://lantern.example/story?id=7&utm_medium=x") == "lantern.example/story?id=7"
    assert same_page("https://lantern.example/story?id=7") != same_page("https://lantern.example/story?id=8")


@pytest.mark.parametrize(
    "url", [None, "", "https://lantern.example/", "https://lantern.example", "http://[bad", "silo"]
)
def test_a_front_page_and_what_is_no_address_are_no_page(url: str | None) -> None:
    assert same_page(url) is None


def test_an_outlet_is_the_same_with_its_article_and_unknown_ones_are_not_one() -> None:
    assert same_outlet("The Daily Lantern", "daily lantern")
    assert not same_outlet("Daily Lantern", "Tarn Lantern")
    assert not same_outlet(None, None)


def test_versions_are_a_line_from_each_to_the_one_before() -> None:
    links = [
        CopyLink("a", "b", "version", 1.0, "the same page at another time"),
        CopyLink("a", "x", "copy", 1.0, "6 of 6 sentences are the same"),
        CopyLink("a", "c", "version", 0.9, "the same story"),
        CopyLink("b", "c", "version", 1.0, "the same page at another time"),
    ]
    assert versions(links) == (
        LaterVersion("b", "a", "the same page at another time"),
        LaterVersion("c", "b", "the same page at another time"),
    )
