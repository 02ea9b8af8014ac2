"""What a correction changes is brought in step at once where that can be told from one report, and said where not."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import select

from reportedly.derive.link import link
from reportedly.derive.list_incidents import unlinked
from reportedly.derive.rebuild import rebuild
from reportedly.derive.renew import renew
from reportedly.incidents.glance import unpack_glance
from reportedly.incidents.judgement import Judgement
from reportedly.report import Report
from reportedly.store.derived import accounts, glances, members
from reportedly.store.digest import digests
from reportedly.store.ledger import Ledger
from tests.derive.conftest import taken
from tests.derive.test_relink import anything, judged, more

__all__ = ["more"]


@pytest.fixture
def linked(filled: Ledger, more: list[Report]) -> Ledger:
    """A ledger of eight reports, linked."""
    taken(filled, *more)
    link(filled)
    return filled


def corrected(ledger: Ledger, report: str, *changes: tuple[str, str, object]) -> str | None:
    """Correct fields; returns why the ledger must be linked again, if it must."""
    said: list[str | None] = []
    ledger.correct_several(
        report,
        [(*each, None) for each in changes],
        author="ines",
        reason="as it stands there",
        then=lambda connection, one: said.append(renew(connection, one).again),
    )
    return said[0]


def taken_back(ledger: Ledger, sequence: int) -> str | None:
    """Take a correction back; returns as `corrected` does."""
    said: list[str | None] = []
    ledger.withdraw_correction(
        sequence, author="ines", reason="no", then=lambda c, one: said.append(renew(c, one).again)
    )
    return said[0]


def derived(ledger: Ledger) -> dict[str, str]:
    """The digest of each table."""
    with ledger.reading() as connection:
        return digests(connection, with_derived=True)


def toll_of(report: Report) -> str:
    """The annotation of how many were killed."""
    return next(each.id for each in report.tolls or () if each.effect == "killed")


def main_accounts(ledger: Ledger) -> dict[str, str]:
    """The main account of each report."""
    with ledger.reading() as connection:
        asked = select(accounts.c.report, accounts.c.id).where(accounts.c.number == 1)
        return dict(connection.execute(asked).tuples().all())


def together(ledger: Ledger, *reports: str) -> bool:
    """Whether one incident has all of these reports."""
    with ledger.reading() as connection:
        found: dict[str, set[str]] = {}
        for row in connection.execute(select(members)):
            found.setdefault(row.incident, set()).add(row.report)
    return any(set(reports) <= each for each in found.values())


def any_correction(chance: Random, report: Report) -> tuple[str, str, object]:
    """Something that a reader may say of a claim or an event."""
    if not report.claims or chance.random() < 0.3:
        return chance.choice([*(report.claims or ()), *(report.events or ())]).id, "rejected", True
    claim = chance.choice(report.claims)
    return claim.id, "status", chance.choice(["alleged", "denied", "asserted", "conditional"])


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_corrected_and_judged_leaves_what_linking_all_again_would_or_says_so(
    linked: Ledger, seed: int
) -> None:
    chance, followed, waited = Random(seed), 0, 0  # noqa: S311
    for _ in range(6):
        assert not unlinked(linked)
        if chance.random() < 0.3:
            with linked.reading() as connection:
                said = anything(connection, chance, linked.judgements())
            again = judged(linked, said)
        elif chance.random() < 0.25 and linked.corrections():
            again = taken_back(linked, chance.choice(linked.corrections()).sequence or 0)
        else:
            report = linked.report(chance.choice(sorted(main_accounts(linked))))
            again = corrected(linked, report.id, any_correction(chance, report))
        assert unlinked(linked) == (again is not None)
        at_once = derived(linked)
        link(linked)
        if again is None:
            assert at_once == derived(linked)
        followed, waited = followed + (again is None), waited + (again is not None)
    assert followed
    assert rebuild(linked).same


def test_how_firm_a_claim_is_changes_its_incident_at_once_and_nothing_is_left_to_link(
    linked: Ledger, readings: dict[str, Report]
) -> None:
    wire = readings["Northern Wire"]
    before = derived(linked)
    assert corrected(linked, wire.id, ((wire.claims or ())[0].id, "status", "alleged")) is None
    assert not unlinked(linked)
    now = derived(linked)
    changed = {name for name in now if now[name] != before[name]}
    assert changed <= {"entries", "glances", "incidents", "assertions", "search_digests"}
    link(linked)
    assert derived(linked) == now


def test_the_list_of_reports_never_forgets_what_is_in_a_corrected_one(
    linked: Ledger, readings: dict[str, Report]
) -> None:
    wire = readings["Northern Wire"]
    corrected(linked, wire.id, ((wire.claims or ())[0].id, "rejected", True))
    with linked.reading() as connection:
        body = connection.scalar(select(glances.c.body).where(glances.c.report == wire.id))
    assert body is not None
    assert unpack_glance(body).claims == len(wire.claims or ()) - 1


def test_another_toll_waits_for_linking_and_says_so_but_a_merge_shows_at_once(
    linked: Ledger, readings: dict[str, Report]
) -> None:
    wire, selm = readings["Northern Wire"], readings["Selm Post"]
    why = corrected(linked, wire.id, (toll_of(wire), "best", 5))
    assert why is not None
    assert "toll" in why
    assert unlinked(linked)
    own = main_accounts(linked)
    one = Judgement(verdict="same", a=own[wire.id], b=own[selm.id], author="ines", reason="one attack")
    assert judged(linked, one) is None
    assert together(linked, wire.id, selm.id)
    assert unlinked(linked)
    link(linked)
    assert not unlinked(linked)
    assert together(linked, wire.id, selm.id)


def test_a_correction_taken_back_before_linking_leaves_nothing_to_link(
    linked: Ledger, readings: dict[str, Report]
) -> None:
    wire = readings["Northern Wire"]
    before = derived(linked)
    assert corrected(linked, wire.id, (toll_of(wire), "best", 5)) is not None
    assert taken_back(linked, linked.corrections()[0].sequence or 0) is None
    assert not unlinked(linked)
    changed = {name for name, each in derived(linked).items() if each != before[name]}
    assert changed == {"entries"}


def test_linking_knows_a_correction_that_nobody_renewed_after(linked: Ledger, readings: dict[str, Report]) -> None:
    wire = readings["Northern Wire"]
    linked.correct(wire.id, (wire.claims or ())[0].id, "status", "denied", author="ines", reason="so he said")
    assert unlinked(linked)
    link(linked)
    assert not unlinked(linked)
    assert rebuild(linked).same
