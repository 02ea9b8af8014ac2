"""Datelines are found whole and in parts; labels and sentences are none."""

from __future__ import annotations

import time

import pytest

from reportedly.text.dateline import read_dateline


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        ("ARVENPORT, June 3 (Acme) - The port", "ARVENPORT", "June 3", "Acme"),
        ("GOMBA, Lower Tesk (AP) — The port", "GOMBA, Lower Tesk", None, "AP"),
        ("GOMBA, Lower Tesk, 3 June 2024 (Acme/Volt) — It", "GOMBA, Lower Tesk", "3 June 2024", "Acme/Volt"),
        ("NEW ARVEN — The port", "NEW ARVEN", None, None),
        ("ST. OLM, Tesk. (AP) _ The", "ST. OLM, Tesk.", None, "AP"),
        ("Arvenport, 3 June (Acme) -- The port", "Arvenport", "3 June", "Acme"),
        ("Arvenport, June 3 – The port", "Arvenport", "June 3", None),
        ("KAR-ESH/ARVEN, Oct. 12 (Acme) —It", "KAR-ESH/ARVEN", "Oct. 12", "Acme"),
        ("ÖSTHAMN, 2 MAY 90 (ACME) -- [TEXT] IT", "ÖSTHAMN", "2 MAY 90", "ACME"),
        ("(Acme) Arvenport, 15 Mar -- The port", "Arvenport", "15 Mar", "Acme"),
        ("(ACME) ÖSTHAMN -- The port", "ÖSTHAMN", None, "ACME"),
    ],
)
def test_dateline(text: str, place: str, date: str | None, agency: str | None) -> None:
    found = read_dateline(text, 0, len(text))
    assert found is not None
    assert [text[slice(*part)] if part else None for part in found[1:]] == [place, date, agency]
    assert text.startswith(text[slice(*found.whole)])


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING - The port is closed",
        "UPDATE: The port is closed",
        "Q: Who closed it?",
        "The port - the largest - is closed",
        "Mayor Orla Venn (Greens) said - and",
        "ARVENPORT: The port is closed",
        "The mayor, June Orr, left — nobody knows why",
        "THE PORT IS CLOSED - NOBODY KNOWS WHY, AND NOBODY SAYS SO",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize("piece", ["A ", "AB.", "A-", "AB, ", "Aa, ", "A'", "al ", "(A", "A/"])
def test_an_endless_line_takes_no_time(piece: str) -> None:
    text = piece * 100_000
    began = time.process_time()
    read_dateline(text, 0, len(text))
    assert time.process_time() - began < 0.5
