"""The incidents of a ledger kept at hand: filtered, sorted and paged, and never older than the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.derive.catalogue import Catalogue, Order, Wanted
from reportedly.errors import BadQuery
from reportedly.incidents.judgement import Judgement
from reportedly.store.derived import incidents, members, progress
from reportedly.store.ledger import Ledger

ROWS: list[dict[str, Any]] = [
    {"id": "x1-a", "title": "Bombing in Port Arden", "day_from": "2031-05-02", "day_to": "2031-05-02",
     "place": "Port Arden", "country": "VL", "kind": "bombing", "killed_low": 6, "killed_high": 11, "origins": 4},
    {"id": "x1-b", "title": "Tiroteo en Sélm", "day_from": "2031-06-01", "day_to": "2031-06-30", "place": "Sélm",
     "country": "VL", "kind": "shooting", "killed_low": None, "killed_high": None, "origins": 1},
    {"id": "x1-c", "title": "Fire in Tarn", "day_from": None, "day_to": None, "place": "Tarn", "country": "TN",
     "kind": "fire", "killed_low": 1, "killed_high": 1, "origins": 0},
]  # fmt: skip


@pytest.fixture
def catalogue(ledger: Ledger) -> Catalogue:
    """Three incidents, written as linking writes them."""
    whole = {column.name: None for column in incidents.c} | {"reports": 1, "outlets": 1, "unknown": 0}
    with ledger.writing() as connection:
        connection.execute(incidents.insert(), [whole | row for row in ROWS])
        connection.execute(
            members.insert(),
            [
                {"incident": row["id"], "account": f"a{n}", "report": f"r{n}", "role": "news"}
                for n, row in enumerate(ROWS)
            ],
        )
    return Catalogue(ledger)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "bac"),
        (Wanted(words="arden bomb"), "a"),
        (Wanted(words="selm"), "b"),
        (Wanted(place="tarn"), "c"),
        (Wanted(country="VL"), "ba"),
        (Wanted(kind="fire"), "c"),
        (Wanted(since="2031-06-15"), "b"),
        (Wanted(until="2031-05-31"), "a"),
        (Wanted(min_origins=2), "a"),
        (Wanted(killed=7), "a"),
        (Wanted(killed=1), "ac"),
        (Wanted(contradicted=True), ""),
        (Wanted(unsure=False), "bac"),
    ],
)
def test_each_filter_keeps_what_fits_and_the_latest_day_comes_first(
    catalogue: Catalogue, wanted: Wanted, found: str
) -> None:
    assert "".join(each.row["id"][-1] for each in catalogue.find(wanted).items) == found


@pytest.mark.parametrize("order", ["day", "changed"])
def test_pages_follow_each_other_without_a_gap_or_a_repeat(catalogue: Catalogue, order: Order) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = catalogue.find(Wanted(), order=order, after=after, limit=1)
        seen += [each.row["id"] for each in page.items]
        assert page.total == 3
        if not page.more:
            break
        after = page.items[-1].key(order)
    assert sorted(seen) == ["x1-a", "x1-b", "x1-c"]


def test_a_decision_is_noticed_and_brings_its_incident_to_the_front(catalogue: Catalogue, ledger: Ledger) -> None:
    before = catalogue.find(Wanted(), order="changed").items[0]
    assert before.changed == 0
    ledger.judge(Judgement(verdict="different", a="a2", b="a9", author="ines", reason="another town"))
    first = catalogue.find(Wanted(), order="changed").items[0]
    assert (first.row["id"], first.changed) == ("x1-c", ledger.sequence())
    assert [each.row["id"] for each in catalogue.find(Wanted(changed_since="2020-01-01")).items] == ["x1-c"]


@pytest.mark.parametrize("wrong", [{"since": "yesterday"}, {"since": "2031-05-02", "until": "2031-05-01"}])
def test_days_that_cannot_be_meant_are_refused(wrong: dict[str, str]) -> None:
    make: Callable[..., Wanted] = Wanted
    with pytest.raises(BadQuery):
        make(**wrong)


def test_what_was_read_before_and_what_changed_since_are_as_if_all_were_read_anew(
    catalogue: Catalogue, ledger: Ledger
) -> None:
    catalogue.find(Wanted())
    ledger.judge(Judgement(verdict="same", a="a0", b="a1", author="ines", reason="one and the same"))
    with ledger.writing() as connection:
        connection.execute(incidents.update().where(incidents.c.id == "x1-b").values(title="Shooting in Tarn"))
        connection.execute(incidents.delete().where(incidents.c.id == "x1-c"))
        connection.execute(members.update().where(members.c.account == "a2").values(incident="x1-a"))
        connection.execute(progress.insert().values(step="judged", sequence=ledger.sequence()))
    kept, anew = (each.find(Wanted(), order="changed") for each in (catalogue, Catalogue(ledger)))
    assert kept == anew
    assert [each.row["id"] for each in catalogue.find(Wanted(words="tarn")).items] == ["x1-b"]
