"""Rows of who asserts what of an incident: one for each kind, voice and party, counted by origins."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incidents.agreement import Agreement
from reportedly.incidents.assertions import assertions, told_sayings
from reportedly.incidents.origins import OriginGroup, Origins


def one_wire(reports: Sequence[str]) -> Origins:
    """The wire and its reprint are one origin; of any other report nobody knows whose it is."""
    groups: list[OriginGroup] = []
    wire = tuple(report for report in reports if "wire" in report)
    if wire:
        groups.append(OriginGroup("Northern Wire", wire, ()))
    groups += [OriginGroup(None, (report,), ()) for report in reports if report not in wire]
    known = sum(group.root is not None for group in groups)
    return Origins(len(reports), known, len(groups) - known, tuple(groups))


def test_whoever_blames_stands_beside_whom_he_blames_and_who_claims_stands_alone(harbour: Agreement) -> None:
    rows = assertions(harbour, one_wire)
    kinds = {(row["kind"], row["about"] is None) for row in rows}
    assert ("claimed", True) in kinds
    assert ("accused", False) in kinds
    assert ("denied", True) in kinds
    assert all(row["by"] for row in rows)
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))


def test_reports_without_a_known_origin_confirm_nothing(harbour: Agreement) -> None:
    for row in assertions(harbour, one_wire):
        assert row["roots"] == []
        assert row["unknown"] == row["reports"]


def test_reprints_of_one_wire_are_one_origin(harbour: Agreement) -> None:
    def all_one(reports: Sequence[str]) -> Origins:
        return Origins(len(reports), 1, 0, (OriginGroup("The Northern Wire", tuple(reports), ()),))

    several = [row for row in assertions(harbour, all_one) if row["reports"] > 1]
    assert several
    assert all(row["roots"] == ["northern wire"] and row["unknown"] == 0 for row in several)


def test_each_row_holds_the_words_it_rests_on(harbour: Agreement) -> None:
    for row in assertions(harbour, one_wire):
        for saying in told_sayings(row["body"]):
            assert saying["chain"]
            assert saying["inferred"] or all(end - start == len(words) for start, end, words in saying["spans"])
