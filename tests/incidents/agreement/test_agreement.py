"""The example incident, from its texts to its versions: what a reader of five reports has to find side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import msgspec
import pytest

from reportedly.incidents.accounts import Account
from reportedly.incidents.agreement import Agreement, agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.matrix import Version
from reportedly.report import Anchored, Report


def versions(found: Agreement, name: str) -> tuple[Version, ...]:
    field = found.field(name)
    return field.versions if field else ()


def test_each_toll_stands_beside_the_others_with_who_gives_it(harbour: Agreement) -> None:
    tolls = {v.value: set(v.sources) for v in versions(harbour, "killed") if not v.aside}
    assert tolls["at least 4"] == {"police"}
    assert tolls["9"] == {"dockers’ union"}
    assert tolls["11"] == {"dockers’ union"}
    assert "government" in tolls["6"]
    assert tolls["7"] == {"police"}
    assert "8" in tolls


def test_every_version_shows_words_that_stand_in_its_report(
    harbour: Agreement, harbour_reports: dict[str, Report]
) -> None:
    texts = {report.id: report.text for report in harbour_reports.values()}
    sayings = [s for field in harbour.fields for v in field.versions for s in v.sayings]
    assert len(sayings) > 40
    for saying in sayings:
        assert saying.spans or saying.inferred
        for span in saying.spans:
            assert texts[saying.report][span.start : span.end] == span.words


def test_the_chain_goes_from_the_outlet_to_the_innermost_source(harbour: Agreement) -> None:
    [bomb] = [v for v in versions(harbour, "weapon") if v.value == "bomb" and not v.denied]
    chains = [[link.holder.name for link in saying.chain] for saying in bomb.sayings]
    assert ["this report", "Northern Wire", "two officials", "army"] in chains


def test_the_front_is_blamed_by_the_minister_and_denies_and_the_brigade_claims_it(harbour: Agreement) -> None:
    said = {(v.kind, s.party.name, s.by) for v in versions(harbour, "responsibility") for s in v.sayings if s.party}
    assert ("accused", "Coastal Liberation Front", "Leonid Castellan") in said
    assert ("denied", "Coastal Liberation Front", "Coastal Liberation Front") in said
    assert ("claimed", "Arden Martyrs Brigade", "Arden Martyrs Brigade") in said


def test_a_denial_of_something_else_is_not_put_on_the_front(harbour: Agreement) -> None:
    [denies] = [v for v in versions(harbour, "responsibility") if v.value == "denied by Coastal Liberation Front"]
    assert not [s for s in denies.sayings if "shots" in s.words]


def test_a_weekday_and_its_date_are_one_day(harbour: Agreement) -> None:
    [day] = versions(harbour, "day")
    assert day.value == "2031-05-02"
    assert {"late on Friday", "Friday night", "Friday"} <= {s.words for s in day.sayings}


def test_places_are_one_in_any_order_of_words_and_nested_ones_do_not_contradict(harbour: Agreement) -> None:
    [depot] = [v for v in versions(harbour, "place") if "depot" in v.value]
    assert "the Port Arden fuel depot" in {s.words for s in depot.sayings}
    assert not [c for c in harbour.contradictions if c.field == "place"]


@pytest.mark.parametrize(
    ("field", "rule", "words"),
    [
        ("killed", "figures", ("11 (dockers’ union)", "6 (")),
        ("killed", "figures", ("11 (dockers’ union)", "7 (police)")),
        ("what", "denied", ("shooting (Three dockers", "not shooting (army)")),
        ("weapon", "denied", ("bomb (", "not bomb (Coastal Liberation Front)")),
        ("weapon", "weapon or accident", ("bomb (", "rotten pipes (Coastal Liberation Front)")),
        ("responsibility", "blamed and denies", ("Leonid Castellan", "denied by Coastal Liberation Front")),
    ],
)
def test_what_cannot_both_be_so_is_flagged(harbour: Agreement, field: str, rule: str, words: Sequence[str]) -> None:
    flagged = [c.sentence for c in harbour.contradictions if (c.field, c.rule) == (field, rule)]
    assert any(all(word in sentence for word in words) for sentence in flagged), flagged


def test_bounds_and_figures_that_were_given_up_do_not_contradict(harbour: Agreement) -> None:
    killed = [c.sentence for c in harbour.contradictions if c.field == "killed"]
    assert not [s for s in killed if "at least 4" in s or "9 (dockers’ union)" in s]


def test_who_changed_their_mind_is_told_with_both_values(harbour: Agreement) -> None:
    changes = {(c.source, c.field, c.how, c.was, c.now) for c in harbour.changes}
    assert ("police", "killed", "raised", "4", "7") in changes
    assert ("dockers’ union", "killed", "raised", "9", "11") in changes


def test_sayings_know_the_day_on_which_their_report_appeared(harbour: Agreement) -> None:
    days = {s.order: s.day for v in versions(harbour, "killed") for s in v.sayings}
    assert [days[order] for order in range(5)] == [f"2031-05-0{day}" for day in (3, 3, 4, 4, 5)]


def test_the_toll_over_time_keeps_every_figure_beside_its_summary(harbour: Agreement) -> None:
    [killed] = [series for series in harbour.tolls if series.effect == "killed"]
    assert (killed.low, killed.high) == (6, 11)
    assert [p.day for p in killed.points] == sorted(p.day or "" for p in killed.points)
    assert {p.best for p in killed.points} >= {4, 6, 7, 8, 9, 11}


def test_title_and_summary_say_who_gives_each_toll(harbour: Agreement) -> None:
    assert harbour.title == "Explosion in Port Arden, 2 May 2031"
    assert "7 (police)" in harbour.summary
    assert "11 (dockers’ union)" in harbour.summary
    assert "Claimed by Arden Martyrs Brigade" in harbour.summary


def test_without_the_last_report_nothing_of_it_is_known(
    harbour_incident: Incident, harbour_reports: dict[str, Report]
) -> None:
    early = {r.id: r for name, r in harbour_reports.items() if name != "harbour-denial.txt"}
    found = agreement(harbour_incident, early)
    assert "7" not in [v.value for v in versions(found, "killed")]
    assert not [v for v in versions(found, "responsibility") if v.kind == "claimed"]


def test_what_is_only_recalled_is_kept_apart(
    harbour_incident: Incident, harbour_reports: dict[str, Report], account_of: Callable[..., Account]
) -> None:
    *news, last = harbour_incident.accounts
    recalled = Incident("n-1", tuple(news), (replace(last, newness="background"),))
    found = agreement(recalled, {r.id: r for r in harbour_reports.values()})
    assert "7" not in [v.value for v in versions(found, "killed")]
    assert "7" in [v.value for f in found.background if f.name == "killed" for v in f.versions]


@dataclass(frozen=True)
class Group:
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    outlets: int
    independent: int
    unknown: int
    groups: tuple[Group, ...]


def test_a_wire_and_its_reprint_are_one_origin_for_each_version(
    harbour_incident: Incident, harbour_reports: dict[str, Report]
) -> None:
    wire, reprint = harbour_reports["harbour-wire.txt"].id, harbour_reports["harbour-reprint.html"].id

    def origins_of(reports: Sequence[str]) -> Counted:
        roots = {wire if report == reprint else report for report in reports}
        groups = tuple(
            Group(tuple(r for r in reports if (wire if r == reprint else r) == root)) for root in sorted(roots)
        )
        return Counted(len(reports), len(roots), 0, groups)

    found = agreement(harbour_incident, {r.id: r for r in harbour_reports.values()}, origins_of)
    [four] = [v for v in versions(found, "killed") if v.value == "at least 4"]
    assert (four.outlets, four.independent, four.unknown) == (2, 1, 0)


def test_it_is_the_same_each_time_and_can_be_written_as_json(
    harbour: Agreement, harbour_incident: Incident, harbour_reports: dict[str, Report]
) -> None:
    again = agreement(harbour_incident, {r.id: r for r in reversed(harbour_reports.values())})
    assert msgspec.json.encode(again) == msgspec.json.encode(harbour)
    assert msgspec.json.decode(msgspec.json.encode(harbour), type=Agreement) == harbour


def test_a_hundred_reprints_change_neither_summary_nor_toll(
    harbour: Agreement,
    harbour_reports: dict[str, Report],
    account_of: Callable[..., Account],
) -> None:
    """Each is another outlet, and all of them are one report of one police force."""
    reprint = harbour_reports["harbour-reprint.html"]
    again = [
        replace(
            reprint,
            id=f"r1-reprint{number}",
            publication=replace(reprint.publication, outlet=Anchored(f"Paper {number}", inferred="given")),
        )
        for number in range(100)
    ]
    reports = [*harbour_reports.values(), *again]
    incident = Incident("n-harbour", tuple(account_of(report) for report in reports))
    origin = {report.id: reprint.id for report in again} | {harbour_reports["harbour-wire.txt"].id: reprint.id}

    def origins_of(ids: Sequence[str]) -> Counted:
        roots = sorted({origin.get(each, each) for each in ids})
        groups = tuple(Group(tuple(i for i in ids if origin.get(i, i) == root)) for root in roots)
        return Counted(len(ids), len(roots), 0, groups)

    found = agreement(incident, {report.id: report for report in reports}, origins_of)
    [four] = [v for v in versions(found, "killed") if v.value == "at least 4" and not v.aside]
    assert (four.outlets, four.independent) == (102, 1)
    assert found.summary == harbour.summary
    [killed], [before] = ([s for s in a.tolls if s.effect == "killed"] for a in (found, harbour))
    assert (killed.low, killed.high) == (before.low, before.high)


def test_reports_that_nobody_has_read_say_nothing_and_break_nothing() -> None:
    unread = Report.of("Explosión en el puerto. \ud800\u202e")
    account = Account(id="a-1", report=unread.id, number=1, newness="main", events=())
    found = agreement(Incident("n-1", (account,), (account,)), {unread.id: unread})
    assert (found.fields, found.background, found.title) == ((), (), "Incident")
    assert found.summary == "No toll and nobody responsible is told."
