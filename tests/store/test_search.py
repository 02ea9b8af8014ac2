"""Search: one suite over SQLite and PostgreSQL, on a few fictional reports that were annotated by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from reportedly.errors import BadQuery
from reportedly.report import Anchored, Participant, Party, Publication, Report, Telling
from reportedly.store import saved, search_index
from reportedly.store.derived import incidents, members
from reportedly.store.digest import digests
from reportedly.store.folding import folded, words_of
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query, Term, Words
from reportedly.store.search import COUNTED, Results
from reportedly.store.search import answer as found_by
from reportedly.store.search_tables import TABLES
from reportedly.store.snippets import snippet
from reportedly.values.place import Place, PlaceName, Resolution
from tests.fictional import Writer, harbour

ARDEN = Place("gn:9000001", "Port Arden", "city", "XV", "Selm Province", "XV.02", None, 4.0, 5.0, 8.0)
NAIROBI = Place("gn:184745", "Nairobi", "city", "KE", "Nairobi County", "KE.05", None, -1.28, 36.8, 20.0)


def _publication(headline: str, outlet: str, published: str | None, language: str = "en") -> Publication:
    given: dict[str, Any] = {"headline": headline, "outlet": outlet, "published": published, "language": language}
    fields: dict[str, Any] = {k: Anchored(v, inferred="given by the user") for k, v in given.items() if v}
    return Publication(**fields)


def _strike() -> Report:
    """The army says that rebels attacked Port Arden; villagers deny that there was a clash."""
    w = Writer(
        "Rebels strike Port Arden\n\nFighters of the Coastal Liberation Front attacked a barracks in Port Arden on "
        "Monday, the army said. Villagers near Nairobi denied that there had been a clash. Dana Oriel, "
        "a baker, was hurt.",
        _publication("Rebels strike Port Arden", "Daily Lantern", "2031-05-05"),
    )
    neutral = Anchored("neutral", inferred="cue")
    army = w.claim(
        ("Fighters of the Coastal Liberation Front attacked a barracks in Port Arden on Monday",),
        w.anchored(Party("the army", "organisation"), "the army"),
        ("said", "say", "speech", "that-clause"),
        w.anchored("asserted", "said"),
        neutral,
    )
    villagers = w.claim(
        ("there had been a clash",),
        w.anchored(Party("Villagers near Nairobi", "group"), "Villagers near Nairobi"),
        ("denied", "deny", "denial", "that-clause"),
        w.anchored("denied", "denied"),
        neutral,
    )
    front = w.anchored(Party("Coastal Liberation Front", "group"), "Fighters of the Coastal Liberation Front")
    baker = w.anchored(Party("Dana Oriel", "person"), "Dana Oriel")
    attack = w.event(
        "attacked", "ASSAULT", "attack", claim=army, participants=(Participant("actor", front),),
        place=w.anchored(PlaceName("Port Arden", resolved=Resolution(ARDEN, 0.9)), "Port Arden#2"),
    )  # fmt: skip
    clash = w.event(
        "clash", "ASSAULT", "clash", claim=villagers, participants=(Participant("actor", baker),),
        place=w.anchored(PlaceName("Nairobi", relation="near", resolved=Resolution(NAIROBI, 0.9)), "Nairobi"),
    )  # fmt: skip
    tellings = tuple(
        Telling(id=w.id("x", n), span=event.span, origin=event.origin, event=event.id,
                newness=Anchored("main", inferred="first"), incident=n)
        for n, event in enumerate(w.events, 1)
    )  # fmt: skip
    assert (attack, clash) == tuple(event.id for event in w.events)
    return w.report.with_layers(claims=tuple(w.claims), events=tuple(w.events), tellings=tellings)


def _plain(
    words: str, headline: str = "", outlet: str = "Northern Wire", published: str | None = "2031-04-01"
) -> Report:
    return Report.of(words, _publication(headline, outlet, published))


REPORTS = [
    harbour(),
    _strike(),
    _plain("The harvest was poor. Bakers in Gorv ask for cheap flour; the mayor of Gorv agrees.", "Flour is dear"),
    _plain("Müller’s bakery in Kyïv burnt. The baker Ana Petrović was away; a blast was heard. Київ mourns.", "Fire",
           "Harbour Courier", "2031-06-01"),
    _plain("Nobody knows when this appeared. A blast, they say.", "Undated", "Old Sheet", None),
]  # fmt: skip
HARBOUR, STRIKE, FLOUR, FIRE, UNDATED = (report.id for report in REPORTS)
TEXTS = {report.id: report.text for report in REPORTS}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("search")
    place = str(folder / "ledger")
    if request.param == "postgresql":
        import psycopg

        server = request.getfixturevalue("server")
        with psycopg.connect(server, autocommit=True) as made:
            made.execute("CREATE SCHEMA searched")
        place = f"{server}&options={quote('-csearch_path=searched')}&originals={quote(str(folder))}"
    with Ledger.open(place, create=True) as opened:
        with opened.writing() as connection:
            assert search_index.index(connection, enumerate(REPORTS, 1)) == len(REPORTS)
            connection.execute(insert(incidents), [{"id": "i1", "origins": 3}, {"id": "i2", "origins": 1}])
            rows = (("i1", "a1", HARBOUR, "news"), ("i1", "a2", FIRE, "background"), ("i2", "a3", STRIKE, "news"))
            names = ("incident", "account", "report", "role")
            connection.execute(insert(members), [dict(zip(names, row, strict=True)) for row in rows])
            search_index.attach_incidents(connection)
        yield opened


@pytest.fixture
def connection(ledger: Ledger) -> Iterator[Connection]:
    with ledger.writing() as opened:
        yield opened


def ask(connection: Connection, words: str = "", **filters: Any) -> Results:
    return found_by(connection, Query(words=words, **filters), lambda asked: {each: TEXTS[each] for each in asked})


def ids(connection: Connection, words: str = "", **filters: Any) -> set[str]:
    return {found.report for found in ask(connection, words, **filters).found}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("blast", {HARBOUR, FIRE, UNDATED}),
        ("BLAST terminal", {HARBOUR}),
        ("baker", {STRIKE, FIRE}),
        ("bake*", {STRIKE, FLOUR, FIRE}),
        ('"ferry terminal"', {HARBOUR}),
        ('"terminal ferry"', set()),
        ("muller", {FIRE}),
        ("Muller's", {FIRE}),
        ("Petrovic", {FIRE}),
        ("blast -terminal", {FIRE, UNDATED}),
        ("blast NOT terminal", {FIRE, UNDATED}),
        ("flour OR terminal", {HARBOUR, FLOUR}),
        ("flour OR terminal Gorv", {FLOUR}),
        ("“ferry terminal”", {HARBOUR}),
        ("Port – Arden", {STRIKE}),
        ("headline:blast", set()),
        ("NEAR(blast terminal)", set()),
        ("blast & | ! <-> '", {HARBOUR, FIRE, UNDATED}),
        ("dear", {FLOUR}),
    ],
)
def test_words_find_reports(connection: Connection, words: str, expected: set[str]) -> None:
    assert ids(connection, words) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"type": "ASSAULT"}, {STRIKE}),
        ({"type": "explosions/remote violence"}, {HARBOUR}),
        ({"actor": "Liberation Front"}, {STRIKE}),
        ({"actor": "Dana Oriel"}, set()),
        ({"words": '"Dana Oriel"'}, {STRIKE}),
        ({"place": "Port Arden"}, {STRIKE}),
        ({"place": "Selm Province"}, {STRIKE}),
        ({"place": "Kenya"}, {STRIKE}),
        ({"place": "gn:184745"}, {STRIKE}),
        ({"place": "Uganda"}, set()),
        ({"actor": "Liberation Front", "place": "Port Arden"}, {STRIKE}),
        ({"actor": "Liberation Front", "place": "Kenya"}, set()),
        ({"claimed_by": "army"}, {HARBOUR, STRIKE}),
        ({"claimed_by": "army", "status": "believed"}, {HARBOUR}),
        ({"claimed_by": "army", "status": "denied"}, set()),
        ({"status": "denied"}, {HARBOUR, STRIKE}),
        ({"status": "alleged"}, {HARBOUR}),
        ({"type": "ASSAULT", "claimed_by": "army", "status": "asserted"}, {STRIKE}),
        ({"place": "Kenya", "status": "denied"}, {STRIKE}),
        ({"place": "Port Arden", "status": "denied"}, set()),
        ({"outlet": "harbour courier"}, {HARBOUR, FIRE}),
        ({"since": "2031-05-05"}, {STRIKE, FIRE}),
        ({"since": "2031-03-12", "until": "2031-04-01"}, {HARBOUR, FLOUR}),
        ({"words": "blast", "until": "2031-05-31"}, {HARBOUR}),
        ({"min_origins": 2}, {HARBOUR}),
        ({"min_origins": 1, "words": "baker"}, {STRIKE}),
        ({"incident": "i1"}, {HARBOUR, FIRE}),
        ({"incident": "i1", "words": "baker"}, {FIRE}),
        ({"language": "fr"}, set()),
        ({"after": 3}, {FIRE, UNDATED}),
        ({}, {HARBOUR, STRIKE, FLOUR, FIRE, UNDATED}),
    ],
)
def test_filters_hold_together(connection: Connection, filters: dict[str, Any], expected: set[str]) -> None:
    assert ids(connection, **filters) == expected


def test_every_match_shows_its_exact_words(connection: Connection) -> None:
    for filters in ({"words": "baker OR blast"}, {"status": "denied"}, {"place": "Kenya", "type": "assault"}):
        for found in ask(connection, **filters).found:
            text = TEXTS[found.report]
            spans = [found.snippet.span, *found.snippet.hits, *(m.span for m in found.matched if m.span)]
            assert all(text[span.start : span.end] == span.words for span in spans)
    (strike,) = ask(connection, claimed_by="villagers", status="denied").found
    (why,) = strike.matched
    assert (why.filter, why.value) == ("claimed_by", "Villagers near Nairobi: denied")
    assert why.span == strike.snippet.hits[0]
    assert why.span is not None
    assert "there had been a clash" in why.span.words


def test_the_headline_counts_more_and_then_the_newest(connection: Connection) -> None:
    found = [each.report for each in ask(connection, "baker OR fire OR flour").found]
    assert found.index(FIRE) < found.index(STRIKE)
    newest = [each.report for each in ask(connection).found]
    assert newest[0] == FIRE
    assert newest[-1] == UNDATED


def test_pages_lie_side_by_side(connection: Connection) -> None:
    whole = [each.report for each in ask(connection, "blast OR baker OR flour").found]
    pages = [ask(connection, "blast OR baker OR flour", limit=2, offset=at) for at in (0, 2, 4)]
    assert [each.report for page in pages for each in page.found] == whole
    assert {page.total for page in pages} == {len(whole)}


def test_incidents_come_with_their_origins(connection: Connection) -> None:
    by_report = {found.report: (found.incidents, found.origins) for found in ask(connection).found}
    assert by_report[HARBOUR] == (("i1",), 3)
    assert by_report[FIRE] == (("i1",), 0), "what a report only recalls is no origin of its"
    assert by_report[FLOUR] == ((), 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('"ferry', "open"),
        ("blast OR", "after it"),
        ("OR blast", "before it"),
        ("NOT blast", "what to look for"),
        ("a*", "too short"),
        ('"!"', "no letter"),
        ("blast OR NOT bread", "follows"),
    ],
)
def test_words_that_cannot_be_meant_are_refused(words: str, says: str) -> None:
    with pytest.raises(BadQuery, match=says):
        Query(words=words)


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"since": "yesterday"}, "2031-05-14"),
        ({"since": "2031-02-02", "until": "2031-02-01"}, "no day"),
        ({"limit": 0}, "limit"),
        ({"actor": "?!"}, "no letter"),
    ],
)
def test_filters_that_cannot_be_meant_are_refused(filters: dict[str, Any], says: str) -> None:
    with pytest.raises(BadQuery, match=says):
        Query(**filters)


def test_a_type_that_does_not_exist_is_met_with_those_that_do(connection: Connection) -> None:
    with pytest.raises(BadQuery, match="did you mean Armed clash"):
        ask(connection, type="armed clashes")
    with pytest.raises(BadQuery, match="asserted, denied"):
        ask(connection, status="doubtful")


def test_well_known_actors_are_found_by_their_other_names(connection: Connection) -> None:
    assert "Daesh" in " ".join(ask(connection, claimed_by="Islamic State").read_as)


def digest(ledger: Ledger) -> str:
    with ledger.reading() as connection:
        return digests(connection, with_derived=True)["search_digests"]


def enter(ledger: Ledger, *batches: list[tuple[int, Report]], anew: bool = False) -> int:
    with ledger.writing() as connection:
        if anew:
            search_index.clear(connection)
            assert ids(connection, "blast") == set()
        changed = [search_index.index(connection, batch) for batch in batches]
        search_index.attach_incidents(connection)
    return sum(changed)


def test_the_same_reports_give_the_same_digest_in_any_order(ledger: Ledger) -> None:
    before = digest(ledger)
    whole = list(enumerate(REPORTS, 1))
    assert enter(ledger, whole) == 0
    renumbered = list(zip(range(11, 20), reversed(REPORTS), strict=False))
    assert enter(ledger, [(9, REPORTS[3]), (4, REPORTS[0])], renumbered, anew=True) == len(REPORTS)
    assert digest(ledger) == before
    enter(ledger, whole, anew=True)
    assert digest(ledger) == before
    with ledger.reading() as connection:
        assert ids(connection, incident="i1") == {HARBOUR, FIRE}


def test_emptied_tables_leave_nothing_in_the_full_text_index(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        for table in TABLES:
            connection.execute(delete(table))
    assert enter(ledger, list(enumerate(REPORTS[:2], 1))) == 2
    with ledger.reading() as connection:
        assert ids(connection, "blast") == {HARBOUR}
        assert ask(connection, "blast").total == 1
    assert enter(ledger, list(enumerate(REPORTS, 1))) == len(REPORTS) - 2


def test_a_corrected_reading_takes_the_place_of_the_old(ledger: Ledger) -> None:
    before = digest(ledger)
    strike = REPORTS[1]
    headline = _publication("Front strikes harbour town", "Daily Lantern", "2031-07-01")
    assert enter(ledger, [(2, replace(strike, publication=headline, claims=(), events=()))]) == 1
    with ledger.reading() as connection:
        assert ids(connection, since="2031-07-01") == {STRIKE}
        assert ids(connection, "strikes") == {STRIKE}
        assert ids(connection, '"rebels strike"') == {STRIKE}, "the text still says so"
        assert ids(connection, status="denied") == {HARBOUR}
    assert enter(ledger, [(2, strike)]) == 1
    with ledger.reading() as connection:
        assert ids(connection, "strikes") == set()
    assert digest(ledger) == before


def test_more_reports_than_are_counted_come_newest_first(tmp_path: Path) -> None:
    entry = search_index.document(1, REPORTS[2])
    many = (
        entry._replace(report=f"r{n}", sequence=n, published=f"20{10 + n % 90:02}-01-01", words="flour", signs=())
        for n in range(COUNTED + 50)
    )
    with Ledger.open(tmp_path, create=True) as ledger, ledger.writing() as connection:
        search_index.index_documents(connection, many)
        results = found_by(connection, Query(words="flour", limit=3), lambda asked: {})
    assert (results.total, results.more, results.ranked) == (COUNTED, True, False)
    assert [found.published for found in results.found] == ["2099-01-01"] * 3


def test_a_saved_search_says_what_is_new_since_it_was_seen(ledger: Ledger) -> None:
    asked = Query(words="blast", until="2031-12-31")
    assert saved.save(ledger, "blasts", asked).seen == 0
    assert [each.name for each in saved.saved_searches(ledger)] == ["blasts"]
    saved.mark_seen(ledger, "blasts", up_to=2)
    kept = saved.saved(ledger, "blasts")
    assert kept.query == asked
    with ledger.reading() as connection:
        assert {each.report for each in found_by(connection, kept.new, lambda asked: TEXTS).found} == {FIRE}
    assert saved.save(ledger, "blasts", asked).seen == 2, "saving the same again moves no mark"
    saved.mark_seen(ledger, "blasts")
    with ledger.reading() as connection:
        assert not found_by(connection, saved.saved(ledger, "blasts").new, lambda asked: TEXTS).found
    assert saved.save(ledger, "blasts", Query(words="flour")).seen == 0, "another question starts anew"
    with pytest.raises(BadQuery, match="there are: blasts"):
        saved.saved(ledger, "blast")
    saved.forget(ledger, "blasts")
    assert saved.saved_searches(ledger) == []


@given(st.text(max_size=60))
def test_no_text_is_read_as_syntax(typed: str) -> None:
    """Whatever is typed gives words of small letters and digits, or an error that we raise."""
    try:
        wanted = Words.of(typed)
    except BadQuery:
        return
    for term in (*wanted.terms(), *wanted.without) if wanted else ():
        assert all(word.isascii() and word.isalnum() and word == word.lower() for word in term.words)


@given(st.text(max_size=80))
def test_offsets_are_of_the_text_and_agree_with_the_index(words: str) -> None:
    assert [word for word, _, _ in words_of(words)] == folded(words)
    assert all(0 <= start < end <= len(words) for _, start, end in words_of(words))


def test_a_snippet_begins_near_the_place_where_most_words_meet() -> None:
    text = (
        "The blast was loud. " + "Nothing else is told of it here. " * 20 + "A blast hit the ferry terminal at noon."
    )
    found = snippet(text, Words(((Term(("blast",)),), (Term(("ferry", "terminal")),))))
    assert [hit.words for hit in found.hits] == ["blast", "ferry terminal"]
    assert "ferry terminal at noon" in found.span.words
    assert len(found.span.words) < 300


def test_nothing_private_is_an_actor_to_filter_by() -> None:
    signs = search_index.document(1, _strike()).signs
    assert "Dana Oriel" not in {sign.label.words for sign in signs}
