"""What judgements change is worked out at once, and is what linking everything again gives."""

from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import Connection, select

from reportedly.derive.link import link
from reportedly.derive.list_incidents import unlinked
from reportedly.derive.rebuild import rebuild
from reportedly.derive.relink import relink
from reportedly.incidents.judgement import Judgement
from reportedly.pipeline import default_pipeline
from reportedly.report import Report
from reportedly.store import judging
from reportedly.store.derived import accounts, copies, incidents, namesakes, people
from reportedly.store.digest import digests
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.searching import search
from reportedly.text.overrides import Overrides
from reportedly.text.readers import report_from_text
from tests.derive.conftest import taken

AT = "2031-06-01T00:00:00.000000Z"
MORE = {
    "Vesk Herald": """\
Dockers bury seven after depot bomb

PORT ARDEN, May 6, 2031 — Thousands followed the coffins of seven dockers who were killed when a bomb tore through a \
fuel depot in Port Arden on Friday. Police spokeswoman Dana Oriel said two men had been arrested.
""",
    "Quay Gazette": """\
Two held over Port Arden bombing

PORT ARDEN, May 7, 2031 — Two men were charged on Wednesday with the bombing that killed seven dockers at a fuel \
depot in Port Arden. Tomas Werrin, a crane driver who saw the explosion, said he did not know them.
""",
    "Selm Observer": """\
Traders shot at Selm market

SELM, Velmara, June 12, 2031 — Two traders were wounded when gunmen opened fire at the market of Selm on Thursday. \
Mayor Ilse Tarrant said the attackers had fled.
""",
    "Inland Post": """\
Market shooting: third trader dies in Selm

SELM, June 14, 2031 — A trader who was shot by gunmen in Selm on Thursday died of his wounds, Mayor Ilse Tarrant \
said on Saturday.
""",
}


@pytest.fixture(scope="module")
def more() -> list[Report]:
    """More reports of the same two incidents, which say who else was there."""
    pipeline = default_pipeline()
    return [pipeline(report_from_text(text, overrides=Overrides(outlet=outlet))) for outlet, text in MORE.items()]


@pytest.fixture
def linked(filled: Ledger, more: list[Report]) -> Ledger:
    """A ledger of eight reports, linked."""
    taken(filled, *more)
    link(filled)
    return filled


def judged(ledger: Ledger, *said: Judgement | int) -> str | None:
    """Judge, or take back; returns why the ledger must be linked again, if it must."""
    with ledger.writing() as connection:
        for each in said:
            if isinstance(each, int):
                judging.withdraw(connection, each, "ines", "not so", AT)
            else:
                judging.judge(connection, each, AT)
        return relink(connection).again


def derived(ledger: Ledger) -> dict[str, str]:
    """The digest of each table."""
    with ledger.reading() as connection:
        return digests(connection, with_derived=True)


def anything(connection: Connection, chance: Random, in_force: list[Judgement]) -> Judgement | int:
    """Something that a person may say: of accounts, of texts, of people, or that it was wrong."""
    if in_force and chance.random() < 0.25:
        sequence = chance.choice(in_force).sequence
        assert sequence is not None
        return sequence
    own = list(connection.scalars(select(accounts.c.id).order_by(accounts.c.id)))
    texts = list(connection.scalars(select(accounts.c.report).distinct().order_by(accounts.c.report)))
    named = list(connection.scalars(select(people.c.id).order_by(people.c.id)))
    asked = list(connection.execute(select(namesakes.c.a, namesakes.c.b).order_by(namesakes.c.a)))
    taken_from = list(connection.execute(select(copies.c.a, copies.c.b).order_by(copies.c.a, copies.c.b)))
    kind = chance.random()
    if kind < 0.5:
        (a, b), verdicts = chance.sample(own, 2), ["same", "same", "different", "different", "unsure"]
    elif kind < 0.8:
        a, b = chance.choice(taken_from) if taken_from and chance.random() < 0.5 else chance.sample(texts, 2)
        verdicts = ["copy", "independent"]
    else:
        a, b = chance.choice(asked) if asked and chance.random() < 0.7 else chance.sample(named, 2)
        verdicts = ["same_person", "different_people"]
    verdict = chance.choice(verdicts)
    return Judgement(verdict=verdict, a=a, b=b, author="ines", reason=f"because {chance.random()}")  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_judged_leaves_what_linking_all_again_would(linked: Ledger, seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    for _ in range(7):
        for _ in range(chance.choice((1, 2))):
            with linked.reading() as connection:
                said = anything(connection, chance, linked.judgements())
            assert judged(linked, said) is None
        assert not unlinked(linked)
        at_once = derived(linked)
        link(linked)
        assert at_once == derived(linked)
    assert rebuild(linked).same


def main_accounts(ledger: Ledger) -> dict[str, str]:
    """The main account of each report."""
    with ledger.reading() as connection:
        asked = select(accounts.c.report, accounts.c.id).where(accounts.c.number == 1)
        return dict(connection.execute(asked).tuples().all())


def test_search_finds_by_the_incident_that_a_judgement_made(linked: Ledger, readings: dict[str, Report]) -> None:
    own = main_accounts(linked)
    wire, selm = readings["Northern Wire"].id, readings["Selm Post"].id
    judged(linked, Judgement(verdict="same", a=own[wire], b=own[selm], author="ines", reason="one attack"))
    with linked.reading() as connection:
        ids = list(connection.scalars(select(incidents.c.id)))
    found = [{hit.report for hit in search(linked, Query(incident=each)).found} for each in ids]
    assert any({wire, selm} <= each for each in found)


def test_judgements_made_elsewhere_are_taken_up_with_the_next_one(
    linked: Ledger, readings: dict[str, Report]
) -> None:
    own = main_accounts(linked)
    wire, lantern, selm = (readings[name].id for name in ("Northern Wire", "Daily Lantern", "Selm Post"))
    linked.judge(Judgement(verdict="different", a=own[wire], b=own[lantern], author="ines", reason="two depots"))
    assert unlinked(linked)
    judged(linked, Judgement(verdict="unsure", a=own[wire], b=own[selm], author="ines", reason="who knows"))
    assert not unlinked(linked)
    at_once = derived(linked)
    link(linked)
    assert at_once == derived(linked)
