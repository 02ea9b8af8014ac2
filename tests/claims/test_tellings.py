"""What a report tells as news and what it recalls, which events are one incident, and what kind of text it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.lexicons.loader import load
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Publication, Report, Telling

DAY = "2024-06-20"


def told(text: str, published: str | None = DAY, url: str | None = None) -> Report:
    return default_pipeline()(
        Report.of(
            text,
            Publication(
                published=Anchored(published, (), "given by the user") if published else None,
                url=Anchored(url, (), "given by the user") if url else None,
            ),
        )
    )


def newness(report: Report) -> dict[str, str]:
    """How each event is told, by its trigger."""
    return {telling.span.words: telling.newness.value for telling in report.tellings or ()}


LEAD = "ODRIN — A bomb killed three people in Odrin on Wednesday, police said."


@pytest.mark.parametrize(
    ("recalled", "trigger", "words"),
    [
        ("In 2014, gunmen stormed the school.", "stormed", "2014"),
        ("The town was shelled ten years ago.", "shelled", "ten years ago"),
        ("Rebels raided the harbour in March 2021.", "raided", "March 2021"),
        ("Thousands marched on the anniversary of the massacre.", "massacre", "anniversary"),
        ("A previous attack on the port was blamed on the Front.", "attack", "previous"),
    ],
)
def test_what_a_report_recalls_is_background_and_shows_its_words(recalled: str, trigger: str, words: str) -> None:
    report = told(f"{LEAD}\n\nMany people fled.\n\n{recalled}")
    telling = next(t for t in report.tellings or () if trigger in t.span.words)
    assert telling.newness.value == "background"
    assert telling.newness.words == words


@pytest.mark.parametrize(
    "news",
    [
        "Gunmen attacked the port on Tuesday.",
        "It was the second attack on the port this week.",
        "Soldiers shot a farmer near Velm at the weekend.",
        "Rebels raided the harbour earlier this month.",
    ],
)
def test_what_is_days_old_is_news(news: str) -> None:
    assert set(newness(told(f"{LEAD}\n\n{news}")).values()) <= {"main", "new"}


def test_the_past_perfect_among_recalled_events_is_background_too() -> None:
    report = told(
        f"{LEAD}\n\nMany people fled.\n\nIn 2014, gunmen stormed the school. The army had shelled the hills."
    )
    assert newness(report)["shelled"] == "background"


def test_without_a_date_of_publication_years_before_the_newest_day_are_background() -> None:
    report = told("Soldiers shot two men in Odrin on 3 May 2031.\n\nIn 2019 rebels shelled the mill in Velm.", None)
    assert newness(report)["shot"] in {"main", "new"}
    assert newness(report)["shelled"] == "background"


def test_without_any_date_a_bare_year_is_background_to_news_of_wednesday() -> None:
    report = told(f"{LEAD}\n\nMany people fled.\n\nIn 2014, gunmen stormed the school.", None)
    assert newness(report)["stormed"] == "background"


@pytest.mark.parametrize(
    ("recalled", "trigger", "words"),
    [
        ("The mill was rebuilt in 2003 after rebels shelled it.", "shelled", "2003"),
        ("In 2018, soldiers held the pass, shelling the farms below.", "shelling", "2018"),
        ("Farms were attacked in the past, a teacher said.", "attacked", "in the past"),
    ],
)
def test_what_hangs_on_an_old_date_is_background(recalled: str, trigger: str, words: str) -> None:
    report = told(f"{LEAD}\n\nMany people fled.\n\n{recalled}")
    telling = next(t for t in report.tellings or () if trigger in t.span.words)
    assert (telling.newness.value, telling.newness.words) == ("background", words)


@pytest.mark.parametrize(
    ("news", "trigger"),
    [
        ("In 2018 he moved to Velm, where gunmen shot him on Tuesday.", "shot"),
        ("The army has shelled the hills since 2018.", "shelled"),
        ("On Tuesday rebels shelled the mill, which was built in 1903.", "shelled"),
    ],
)
def test_an_old_date_beside_the_news_makes_no_background(news: str, trigger: str) -> None:
    assert newness(told(f"{LEAD}\n\nMany people fled.\n\n{news}"))[trigger] != "background"


VERDICT = "VELM — A court on Tuesday sentenced Ivo Brel to life in prison for stabbing two nurses in Odrin."


def test_what_a_court_has_judged_is_background_and_shows_the_verdict() -> None:
    report = told(f"{VERDICT}\n\nBrel had no ticket. He killed a guard.")
    for trigger in ("stabbing", "killed"):
        telling = next(t for t in report.tellings or () if trigger in t.span.words)
        assert (telling.newness.value, telling.newness.words) == ("background", "sentenced")
    assert newness(report)["sentenced"] != "background"


def test_a_charge_and_a_verdict_in_passing_leave_the_deed_news() -> None:
    charged = told("VELM — Prosecutors on Tuesday charged Ivo Brel with murder after a blast killed two nurses.")
    assert newness(charged)["killed"] != "background"
    passing = told("Gunmen shot Ivo Brel, who was convicted of fraud, near Odrin.\n\nHis brother was killed too.")
    assert newness(passing)["killed"] != "background"


def test_what_happens_on_a_day_of_its_own_after_a_verdict_is_news() -> None:
    report = told(f"{VERDICT}\n\nOn Wednesday a mob attacked the court. Thousands marched in protest.")
    assert newness(report)["attacked"] != "background"
    assert newness(report)["marched"] != "background"


def test_what_did_not_happen_has_no_telling() -> None:
    report = told("The Front threatened to attack the port.\n\nPolice foiled an attack on the mill.")
    by_id = {event.id: event for event in report.events or ()}
    assert all(by_id[telling.event].occurred for telling in report.tellings or ())


def incident_of(report: Report, word: str) -> int | None:
    telling: Telling = next(t for t in report.tellings or () if word in t.span.words)
    return telling.incident


def test_two_attacks_in_two_towns_are_two_incidents_and_the_lead_is_the_main_one() -> None:
    report = told(
        "Gunmen killed four men in Odrin on Tuesday.\n\nSeparately, a bomb wounded two nurses in Velm on Wednesday."
    )
    assert incident_of(report, "killed") == 1
    assert incident_of(report, "wounded") == 2


@pytest.mark.parametrize(
    "second",
    [
        "In Velm, another bomb wounded two nurses.",
        "Elsewhere, gunmen shot a trader.",
        "On 3 June, gunmen shot a trader.",
        "Six miners were shot. Their names are not known.",
    ],
)
def test_another_day_place_or_people_make_another_incident(second: str) -> None:
    report = told(
        "A bomb killed a teacher in Odrin on Wednesday.\n\nWindows broke. People ran to the river.\n\n" + second
    )
    assert {telling.incident for telling in report.tellings or () if telling.incident} == {1, 2}


@pytest.mark.parametrize(
    "again",
    [
        "The blast at the Old Mill Market wounded two guards.",
        "Two guards were wounded, a nurse said.",
        "Two guards died overnight.",
        "The attackers also fired at a bus.",
    ],
)
def test_what_nothing_sets_apart_is_of_the_one_incident(again: str) -> None:
    report = told(f"A bomb killed nine people in Odrin on Wednesday. {again}")
    assert {telling.incident for telling in report.tellings or () if telling.incident} == {1}


def test_a_toll_alone_is_an_incident_and_a_natural_death_is_none() -> None:
    assert incident_of(told("Twelve people died in Odrin on Wednesday, the mayor said."), "died") == 1
    assert incident_of(told("The painter Ivo Brel died in Odrin on Wednesday. He was 82."), "died") is None


def test_arrests_belong_to_the_incident_they_follow() -> None:
    report = told(f"{LEAD} Two men were arrested over the attack.")
    assert incident_of(report, "arrested") == incident_of(report, "kill") == 1


def test_a_recalled_incident_is_never_the_main_one_where_there_is_news() -> None:
    report = told(f"{LEAD}\n\nIn 2014, gunmen stormed the school and shot twelve pupils. Twelve graves were dug.")
    assert incident_of(report, "stormed") != 1


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        (f"Bomb kills three in Odrin\n\n{LEAD}", None, "breaking"),
        (f"Breaking: Bomb in Odrin\n\n{LEAD}", None, "breaking"),
        ("Opinion: The siege of Orlen must end\n\nThe army shelled Orlen on Monday.", None, "opinion"),
        (f"The siege must end\n\n{LEAD}", "https://lantern.example/opinion/2024/siege", "opinion"),
        (
            "Court jails man for Odrin bombing\n\nA court in Velm on Tuesday sentenced Ivo Brel to life for the 2019 "
            "bombing that killed six people.",
            None,
            "court",
        ),
        (
            "Death toll rises in Odrin\n\nThe death toll of the blast that struck Odrin on 12 June rose to nine.",
            None,
            "follow-up",
        ),
        (
            "How Odrin burned\n\nIn 1991 soldiers shelled the town. In 1992 rebels raided the mill. In 1993 gunmen "
            "killed forty people in the square.",
            None,
            "background",
        ),
        (f"Thursday, June 20, 2024\n\n{LEAD}", None, "breaking"),
        (
            "Sunday, June 16, 2024\n\nA bomb killed three people in Odrin on 16 June, police said.\n\nOne was old.",
            None,
            "report",
        ),
        ("The army on Wednesday admitted that it had shelled a school in Odrin.", None, "follow-up"),
        ("Ivo Brel was released from prison on Wednesday after his lawyers paid bail.", None, "court"),
        ("A man who was convicted of fraud shot two guards in Odrin on Wednesday.", None, "breaking"),
        ("Mayor opens bridge\n\nThe mayor of Odrin opened a bridge.", None, "report"),
    ],
)
def test_the_type_of_a_document(text: str, url: str | None, expected: str) -> None:
    document = told(text, url=url).document
    assert document is not None
    assert document.value == expected


def test_the_words_of_the_lexicon_recall_what_their_examples_say() -> None:
    entry = load("lexicons/telling.en.toml").tables["recalled"]
    for sentence in entry["matches"]:
        assert "background" in newness(told(f"{LEAD}\n\nMany people fled.\n\n{sentence}")).values(), sentence
    for sentence in entry["rejects"]:
        assert "background" not in newness(told(sentence)).values(), sentence


def test_every_field_of_a_telling_shows_its_words(read_text: Callable[[str], Report]) -> None:
    report = read_text(f"{LEAD}\n\nIn 2014, gunmen stormed the school.")
    assert report.verify() > 0
    assert all(telling.newness.spans or telling.newness.inferred for telling in report.tellings or ())


def test_an_empty_report_has_no_tellings_and_no_type() -> None:
    report = told(" \n")
    assert report.tellings == ()
    assert report.document is None
