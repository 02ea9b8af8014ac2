from __future__ import annotations

from typing import Any

from reportedly.incidents.claim_origins import claim_origins
from reportedly.incidents.copies import CopyLink, CopyText
from reportedly.incidents.credits import Credit
from reportedly.incidents.origins import Origins, origins
from reportedly.incidents.speakers import Voice, same_speaker

OWN = Credit(name="Oda Marren", relation="own", place="byline")
WIRE = Credit(name="Northern Wire", relation="from", place="dateline")

POLICE = {"speaker": "police", "office": frozenset({"police"})}
ORIEL = {"speaker": "Dana Oriel", "person": ("dana", "oriel"), "office": frozenset({"police"})}
HOSPITAL = {"speaker": "St Brannoc's hospital", "office": frozenset({"st", "brannoc", "s", "hospital"})}
OFFICIALS = {"speaker": "two officials"}


def papers(*rows: tuple[str, Credit | None], links: Any = ()) -> Origins:
    texts = [
        CopyText(report=report, text="", outlet=f"Paper {report}", credits=(credit,) if credit else ())
        for report, credit in rows
    ]
    return origins(texts, [CopyLink(a, b, "copy", 1.0, "the same") for a, b in links])


def voice(report: str, **fields: Any) -> Voice:
    return Voice(report=report, **{"speaker": None, **fields})


def test_three_papers_that_quote_one_police_spokeswoman_are_one_origin() -> None:
    of = papers(("a", OWN), ("b", OWN), ("c", None))
    found = claim_origins([voice("a", **ORIEL), voice("b", **POLICE), voice("c", **ORIEL)], of)
    assert str(found) == "3 outlets, 1 independent origin"
    (group,) = found.groups
    assert (group.root, group.kind, group.reports) == ("Dana Oriel", "speaker", ("a", "b", "c"))


def test_two_speakers_by_two_ways_are_two_origins() -> None:
    of = papers(("a", OWN), ("b", None))
    assert claim_origins([voice("a", **POLICE), voice("b", **HOSPITAL)], of).independent == 2


def test_one_agency_that_quotes_two_speakers_is_one_origin() -> None:
    of = papers(("a", WIRE), ("b", WIRE))
    found = claim_origins([voice("a", **POLICE), voice("a", **HOSPITAL), voice("b", **HOSPITAL)], of)
    assert (found.outlets, found.independent, found.unknown) == (2, 1, 0)


def test_ways_are_shared_out_so_that_the_most_speakers_count() -> None:
    of = papers(("a", OWN), ("b", OWN))
    voices = [voice("a", **POLICE), voice("a", **HOSPITAL), voice("b", **POLICE)]
    assert claim_origins(voices, of).independent == 2


def test_a_thousand_reprints_of_an_article_with_many_speakers_add_one() -> None:
    reports = [f"f{n}" for n in range(1_000)]
    of = papers(("a", OWN), *((report, OWN) for report in reports), links=[("f0", each) for each in reports[1:]])
    fakes = [voice(report, speaker=f"General {n}", person=(f"general{n}",)) for report in reports for n in range(3)]
    found = claim_origins([voice("a", **POLICE), *fakes], of)
    assert (found.outlets, found.independent, found.unknown) == (1_001, 2, 0)


def test_officials_without_a_name_are_one_origin_at_most_and_none_beside_another() -> None:
    of = papers(("a", OWN), ("b", OWN))
    alone = claim_origins([voice("a", **OFFICIALS), voice("b", **OFFICIALS)], of)
    assert alone.independent == 1
    beside = claim_origins([voice("a", **OFFICIALS), voice("b", **POLICE)], of)
    assert (beside.independent, beside.unknown) == (1, 1)
    nobody = claim_origins([voice("c", **OFFICIALS)], papers(("c", None)))
    assert (nobody.independent, nobody.unknown) == (0, 1)


def test_an_outlets_own_voice_counts_only_if_it_is_known_whose_report_it_is() -> None:
    of = papers(("a", OWN), ("b", None))
    assert claim_origins([voice("a"), voice("b")], of).independent == 1
    assert claim_origins([voice("b")], of).unknown == 1


def test_the_own_voice_of_a_report_that_also_names_its_source_is_the_sources() -> None:
    of = papers(("a", OWN), ("b", OWN))
    assert claim_origins([voice("a"), voice("a", **POLICE), voice("b", **POLICE)], of).independent == 1


def test_what_came_by_way_of_another_outlet_is_that_outlets() -> None:
    of = papers(("a", OWN), ("b", OWN))
    told = voice("b", **HOSPITAL, via=("Paper a",))
    assert claim_origins([voice("a", **POLICE), told], of).independent == 1


def test_the_same_quotation_is_one_speakers_whatever_he_is_called() -> None:
    words = frozenset({("they", "shot", "at", "us", "after", "the", "fire")})
    one, other = voice("a", speaker="a docker", quotations=words), voice("b", speaker="Marek", quotations=words)
    assert same_speaker(one, other)
    assert not same_speaker(voice("a", **POLICE), voice("b", **HOSPITAL))
    assert same_speaker(voice("a", speaker="Oriel", person=("oriel",)), voice("b", **ORIEL))
