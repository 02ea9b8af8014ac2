"""Entities: who is the same, who is not, and what is left open."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.claims.quotes import Quotes
from reportedly.language.entities import Entities, EntityIndex
from reportedly.language.mentions import Mentions
from reportedly.language.tree import Tree
from reportedly.report import Entity, Report, Tokens

Parse = Callable[[str], Report]

_STAGES = (Mentions(), Quotes(), Entities())


def resolved(parse: Parse, text: str) -> Report:
    report = parse(text)
    for stage in _STAGES:
        report = stage(report)
    return report


def entity_at(report: Report, words: str, *, nth: int = 0) -> Entity | None:
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return EntityIndex(report).resolve_at(report.span(start, start + len(words)))


SAME = [
    # text, words, which occurrence, name of the entity
    ("Ida Brekke left. Ms Brekke said she was tired.", "Ms Brekke", 0, "Ida Brekke"),
    ("Ida Brekke left. Ms Brekke said she was tired.", "she", 0, "Ida Brekke"),
    (
        "Tariq Halvorsen, a former pilot, was arrested. The former pilot denied it.",
        "The former pilot",
        0,
        "Tariq Halvorsen",
    ),
    ("Tariq Halvorsen, 48, is a former MP. The former MP lives in Bergen.", "The former MP", 0, "Tariq Halvorsen"),
    ("The prime minister, Ida Brekke, resigned. Brekke had been ill.", "The prime minister", 0, "Ida Brekke"),
    ("The Northern Valley Army (NVA) attacked. The NVA lost a truck.", "The NVA", 0, "Northern Valley Army"),
    ("The Congress of the Valleys met. The Congress elected a chair.", "The Congress", 1, "Congress of the Valleys"),
    ("The Northern Dawn Front took the bridge. The group claimed the attack.", "The group", 0, "Northern Dawn Front"),
    (
        "The Karoma Liberation Front claimed it on Telegram. The army had blamed the group for a raid near Senn.",
        "the group",
        0,
        "Karoma Liberation Front",
    ),
    ("SENN (Valley Press) - The Dawn Front shelled Senn. The group gave no reason.", "The group", 0, "Dawn Front"),
    ("The Valley Herald said that the Red Column planted it. The group denied this.", "The group", 0, "Red Column"),
    ("Police held six members of the Red Column. The organisation is banned.", "The organisation", 0, "Red Column"),
    ("The Red Column attacked a convoy of the United Nations. The group wants money.", "The group", 0, "Red Column"),
    (
        "The Red Column bombed a bridge. Police said the militant group had warned them.",
        "the militant group",
        0,
        "Red Column",
    ),
    (
        "Harbour Rights Watch accused the Red Column of murder. The rights group named three men.",
        "The rights group",
        0,
        "Harbour Rights Watch",
    ),
    ("The Northern Dawn Front met in Bergen. It sees itself as a parliament.", "It", 0, "Northern Dawn Front"),
    ("The Northern Dawn Front met in Bergen. It sees itself as a parliament.", "itself", 0, "Northern Dawn Front"),
    (
        "It was claimed by rebels calling themselves the Northern Dawn Front. The group had threatened this.",
        "The group",
        0,
        "Northern Dawn Front",
    ),
    ("The U.S. sent aid. Officials in the United States said so.", "the United States", 0, "United States"),
    ("Sergei Halvorsen spoke. Sergey Halvorsen then left.", "Sergey Halvorsen", 0, "Sergei Halvorsen"),
    ("Tariq Halvorsen met Ida Brekke. He told her to leave.", "her", 0, "Ida Brekke"),
    ("The pilot, who landed in Bergen, was arrested.", "who", 0, "pilot"),
    ("The research group Open Harbour took pictures. The group sold them.", "The group", 0, "Open Harbour"),
    ("The Coastal Front (CF), a banned group, met. The CF is small.", "a banned group", 0, "Coastal Front"),
    ("BERGEN (Northern Wire) — The Coastal Front denied that it was there.", "it", 0, "Coastal Front"),
    ("General Ida Brekke spoke in Bergen. The general was calm.", "The general", 0, "Ida Brekke"),
    (
        "Interior Minister Leo Castellan spoke. The interior minister left.",
        "The interior minister",
        0,
        "Leo Castellan",
    ),
    ("Brekke denies it\n\nMayor Ida Brekke denied that she knew.", "Brekke", 0, "Ida Brekke"),
    (
        "Paul Emmerich spoke first. Emmerich, the union's secretary, was calm. Its secretary later left.",
        "Its secretary",
        0,
        "Paul Emmerich",
    ),
    (
        "The Coastal Liberation Front denied it. The army was silent. The group had denied it before.",
        "The group",
        0,
        "Coastal Liberation Front",
    ),
    ("The Northern Wire reported a blast. The wire named nobody.", "The wire", 0, "Northern Wire"),
    ("The Arden Courier asked the mayor. The Courier printed what she said.", "The Courier", 0, "Arden Courier"),
    ("The Coastal Brigade left. The brigade had lost a truck.", "The brigade", 0, "Coastal Brigade"),
    ("The Ministry of Defence spoke. The ministry named nobody.", "The ministry", 0, "Ministry of Defence"),
    ("The Northern army left. Rebels had fled. The army came back.", "The army", 0, "Northern army"),
]


@pytest.mark.parametrize(("text", "words", "nth", "name"), SAME)
def test_mention_is_linked_to_its_entity(parse: Parse, text: str, words: str, nth: int, name: str) -> None:
    entity = entity_at(resolved(parse, text), words, nth=nth)
    assert entity is not None
    assert entity.name == name


def test_lead_description_is_the_person_named_next(parse: Parse) -> None:
    text = (
        "A leading dissident has told the Courier that he will return.\n"
        "Tariq Halvorsen, 48, is a former MP from Bergen.\nMr Halvorsen said the ban was wrong."
    )
    report = resolved(parse, text)
    lead, later = entity_at(report, "A leading dissident"), entity_at(report, "Mr Halvorsen")
    assert lead is not None
    assert lead == later
    assert [span.words for span in lead.descriptions][:1] == ["A leading dissident"]


@pytest.mark.parametrize(
    "text",
    [
        "A police spokesman said three men had fled.\nIda Brekke, 48, saw them from her house.",
        "A teacher has told the Courier that she left.\nIda Brekke saw her go.",
    ],
)
def test_lead_description_is_not_the_next_name_without_an_introduction(parse: Parse, text: str) -> None:
    report = resolved(parse, text)
    assert entity_at(report, text[: text.index(" ", 2)]) != entity_at(report, "Ida Brekke")


def test_nationality_alone_takes_up_the_one_person_so_described(parse: Parse) -> None:
    text = "Tariq Halvorsen is a former Norwegian MP. He spoke in Bergen.\nThe Norwegian rebel said he was ready."
    entity = entity_at(resolved(parse, text), "The Norwegian rebel")
    assert entity is not None
    assert entity.name == "Tariq Halvorsen"


def test_surname_that_is_also_a_town_is_the_person_unless_used_as_a_place(parse: Parse) -> None:
    text = "Anton Chester spoke to voters. Chester said he was tired. Later he was seen in Chester."
    report = resolved(parse, text)
    speaker, place = entity_at(report, "Chester said"), entity_at(report, "Chester.")
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Anton Chester", "person")
    assert place is not None
    assert place != speaker


def test_two_persons_are_never_one_on_surname_alone(parse: Parse) -> None:
    report = resolved(parse, "Ida Brekke met Anton Brekke in Bergen.")
    assert entity_at(report, "Ida Brekke") != entity_at(report, "Anton Brekke")


def test_surname_of_two_bearers_stays_open_with_an_issue(parse: Parse) -> None:
    report = resolved(parse, "Ida Brekke met Robin Brekke in Bergen. Later Brekke left the town.")
    assert entity_at(report, "Brekke", nth=2) is None
    (issue,) = [i for i in report.issues if i.code == "entity.name-open"]
    assert issue.span.words == "Brekke"
    assert "Ida Brekke" in issue.message
    assert "Robin Brekke" in issue.message


def test_title_decides_between_two_bearers_of_a_surname(parse: Parse) -> None:
    report = resolved(parse, "Ida Brekke met Anton Brekke in Bergen. Later Mrs Brekke left the town.")
    entity = entity_at(report, "Mrs Brekke")
    assert entity is not None
    assert entity.name == "Ida Brekke"


def test_object_of_a_verb_is_not_its_subject(parse: Parse) -> None:
    report = resolved(parse, "Tariq Halvorsen hit him.")
    assert entity_at(report, "him") is None
    assert [i.span.words for i in report.issues if i.code == "entity.pronoun-open"] == ["him"]


def test_first_person_inside_a_quotation_is_left_to_attribution_without_an_issue(parse: Parse) -> None:
    report = resolved(parse, "“I will not leave,” Ida Brekke said.")
    assert entity_at(report, "I") is None
    assert not [i for i in report.issues if i.code.startswith("entity.")]


def test_pronoun_for_a_mere_thing_is_no_question_to_the_analyst(parse: Parse) -> None:
    report = resolved(parse, "The engine failed because it was old. The siege lasted a year before it ended.")
    assert entity_at(report, "it was") is None
    assert not report.issues


def test_pronoun_that_several_bodies_fit_is_an_open_question(parse: Parse) -> None:
    report = resolved(parse, "The Coastal Front and the Valley Army met in Bergen. Later it attacked the town.")
    issues = [i for i in report.issues if i.code == "entity.pronoun-open"]
    assert [i.span.words for i in issues] == ["it"]
    assert "Coastal Front" in issues[0].message
    assert "Valley Army" in issues[0].message


def test_somebody_who_acts_unnamed_is_an_open_question(parse: Parse) -> None:
    report = resolved(parse, "They shot at the fire engine.")
    assert [i.span.words for i in report.issues if i.code == "entity.pronoun-open"] == ["They"]


@pytest.mark.parametrize(
    "text",
    [
        "The defence ministry of Norland said so. The defence ministry of Vestria denied it. The ministry was calm.",
        "The French defence ministry said so. The German defence ministry denied it. The ministry was calm.",
    ],
)
def test_ministries_of_two_countries_stay_apart_and_which_is_meant_is_asked(parse: Parse, text: str) -> None:
    report = resolved(parse, text)
    names = {entity.name for entity in report.entities or () if "defence ministry" in entity.name}
    assert len(names) == 2
    (issue,) = [i for i in report.issues if i.code == "entity.nominal-open"]
    assert issue.span.words == "The ministry"
    assert all(name in issue.message for name in names)


def test_description_with_its_own_clause_takes_nobody_up(parse: Parse) -> None:
    text = "About 200 people came. A few hundred people left. The people who build bridges stayed at home."
    report = resolved(parse, text)
    builders = entity_at(report, "The people who build bridges")
    assert builders is not None
    assert builders not in {entity_at(report, "About 200 people"), entity_at(report, "A few hundred people")}
    assert not report.issues


def test_long_description_makes_a_short_name(parse: Parse) -> None:
    text = "A statement in the name of the Coastal Brigade on a radio channel spoke of war."
    entity = entity_at(resolved(parse, text), "A statement")
    assert entity is not None
    assert entity.name == "statement in the name of the Coastal Brigade"


def test_index_finds_an_entity_by_span_head_or_containment(parse: Parse) -> None:
    report = resolved(parse, "The retired Bergen pilot Tariq Halvorsen, who was 48, left. Nobody saw him go.")
    index = EntityIndex(report)
    for words in (
        "Tariq Halvorsen",
        "The retired Bergen pilot Tariq Halvorsen",
        "pilot Tariq Halvorsen, who was 48,",
    ):
        start = report.text.index(words)
        found = index.resolve_at(report.span(start, start + len(words)))
        assert found is not None, words
        assert found.name == "Tariq Halvorsen"
    assert index.resolve_at(report.span(0, 0)) is None


def test_gender_is_what_the_report_says_never_what_a_given_name_suggests(parse: Parse) -> None:
    unsaid = entity_at(resolved(parse, "Tariq Halvorsen arrived in Bergen."), "Tariq Halvorsen")
    said = entity_at(resolved(parse, "Mr Tariq Halvorsen arrived in Bergen."), "Tariq Halvorsen")
    assert unsaid is not None
    assert unsaid.gender is None
    assert said is not None
    assert said.gender == "male"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(min_size=1, max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "Ida",
                "Brekke",
                "he",
                "it",
                "who",
                ",",
                ".",
                "said",
                "the",
                "group",
                "(",
                "NVA",
                ")",
                "“",
                "”",
                "is",
                "a",
                "pilot",
                "\n",
            ]
        ),
        min_size=1,
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_entities_that_show_their_words(parse: Parse, text: str) -> None:
    report = resolved(parse, text)
    report.verify()
    ids = [entity.id for entity in report.entities or ()]
    assert len(ids) == len(set(ids))
    members = [mention for entity in report.entities or () for mention in entity.mentions]
    assert len(members) == len(set(members))


def _chain(length: int) -> Report:
    """What a parser could make of "The minister of The minister of ...": each within the phrase of the one before."""
    rows = range(length)
    return _tokens(
        [("The", "minister", "of")[row % 3] for row in rows],
        [("DT", "NN", "IN")[row % 3] for row in rows],
        [("det", "pobj", "prep")[row % 3] for row in rows],
        [(min(row + 1, length - 1), max(row - 2, 1), row - 1)[row % 3] for row in rows],
    )


def _star(length: int) -> Report:
    """Pronouns that all hang on one word."""
    return _tokens(["it"] * length, ["PRP"] * length, ["ROOT"] + ["nsubj"] * (length - 1), [0] * length)


def _tokens(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> Report:
    kinds = {"DT": "DET", "NN": "NOUN", "IN": "ADP", "PRP": "PRON"}
    starts = list(accumulate((len(word) + 1 for word in words[:-1]), initial=0))
    columns = Tokens(
        start=tuple(starts),
        end=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemma=tuple(word.lower() for word in words),
        pos=tuple(kinds[tag] for tag in tags),
        tag=tuple(tags),
        dep=tuple(deps),
        head=tuple(heads),
        ent=("",) * len(words),
        sentences=(0,),
        paragraphs=(0,),
    )
    return Report.of(" ".join(words)).with_layers(tokens=columns, quotes=())


@pytest.mark.parametrize("made", [_chain, _star])
def test_cost_grows_with_the_length_not_with_its_square(made: Callable[[int], Report]) -> None:
    report = made(21_000)
    begun = time.process_time()
    Entities()(Mentions()(report))
    assert time.process_time() - begun < 5, (
        "a sentence of 21,000 words takes about a second; its square took a minute"
    )


def test_same_text_gives_the_same_entities(parse: Parse) -> None:
    text = SAME[2][0]
    assert resolved(parse, text).entities == resolved(parse, text).entities


def test_it_outside_a_quotation_is_not_who_was_it_inside(read_text: Callable[[str], Report]) -> None:
    report = read_text(
        "The Coastal Front on Monday denied the bombing.\n\n"
        "“It was our own operation,” said a statement of the Arden Martyrs Brigade, which appeared online. "
        "It threatened further attacks."
    )
    it = report.text.rindex("It threatened")
    linked = [e.name for e in report.entities or () for m in e.mentions if report.find(m).span.start == it]
    assert linked != ["Coastal Front"]


def test_police_are_one_body_however_the_parser_numbers_the_word(parse: Parse) -> None:
    report = parse("Police held two men. They were armed, according to police.")
    tokens = report.tokens
    assert tokens is not None
    last = max(row for row, word in enumerate(Tree(report).lower) if word == "police")
    report = replace(report, tokens=replace(tokens, tag=(*tokens.tag[:last], "NN", *tokens.tag[last + 1 :])))
    for stage in _STAGES:
        report = stage(report)
    police = entity_at(report, "police")
    assert police is not None
    assert police.name == "Police"
