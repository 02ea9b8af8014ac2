"""What sort of actor somebody is, of which country and on whose side, whether private; and what stays open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.pipeline import Pipeline, default_pipeline
from reportedly.report import Actor, Report


def _actors(report: Report) -> dict[str, Actor]:
    found = [p for e in report.events or () for p in e.participants if p.actor]
    found += [r for e in report.events or () for r in e.responsibility if r.actor]  # type: ignore[misc]
    return {each.party.words: each.actor for each in found if each.actor}


def _told(actor: Actor | None, field: str) -> str | None:
    value = getattr(actor, field, None)
    return str(value.value) if value is not None else None


KINDS = [
    ("Rebel forces attacked a mill in Gorv.", "Rebel forces", "rebel_group"),
    ("Members of a drug gang killed a driver.", "Members of a drug gang", "criminals"),
    ("Dozens of students were arrested.", "Dozens of students", "civilians"),
    ("One of the soldiers shot a boy.", "One of the soldiers", "military"),
    ("An unidentified armed group attacked a mill.", "an unidentified armed group", "armed_group"),
    ("Government troops shelled Gorv.", "Government troops", "military"),
    ("A rebel commander was killed.", "A rebel commander", "rebel_group"),
    ("The Ash Brigade, a rebel group, attacked a mill.", "Ash Brigade", "rebel_group"),
    ("The Odrin Liberation Front attacked a mill.", "Odrin Liberation Front", None),
    ("Residents marched through Gorv.", "Residents", "protesters"),
    ("Police officers protested in Gorv over pay.", "Police officers", "protesters"),
    ("A crowd of residents beat a driver to death.", "A crowd of residents", "rioters"),
    ("Two armed men robbed and killed a trader.", "Two armed men", "armed_group"),
    ("A man killed a nurse.", "A man", None),
    ("Anti-Taliban forces attacked a mill.", "Anti-Taliban forces", None),
    ("Pro-government fighters attacked a mill.", "Pro-government fighters", "political_militia"),
    ("Four men kidnapped a nurse.", "Four men", "armed_group"),
    ("Russia attacked Ukraine.", "Russia", "state"),
    ("Two workers were killed.", "Two workers", "civilians"),
    ("General Ard Tolm was killed by a sniper.", "Ard Tolm", "military"),
    ("The United Nations General Assembly attacked the plan.", "United Nations General Assembly", None),
    ("Jana Belk, a teacher from Malt, was killed by soldiers.", "Jana Belk", "civilians"),
    ("Suspected Boko Haram militants killed a nurse.", "Suspected Boko Haram militants", "rebel_group"),
    ("The Quarry Men killed a nurse.", "Quarry Men", None),
    ("Katsina militiamen abducted six farmers.", "Katsina militiamen", "identity_militia"),
    ("A militia from Katsina abducted six farmers.", "A militia", "identity_militia"),
    ("Militiamen abducted six farmers.", "Militiamen", "political_militia"),
    ("A Kenyan militia abducted six farmers.", "A Kenyan militia", "political_militia"),
    ("Members of the Orvo tribe beat two traders.", "Members of the Orvo tribe", "identity_militia"),
    ("Two members of the Orvo tribe were killed.", "Two members of the Orvo tribe", None),
    ("A mob of young men armed with knives attacked a clinic.", "A mob of young men", "rioters"),
    ("Residents seized a truck in Gorv.", "Residents", "rioters"),
    ("Students marched through Gorv and threw stones at the town hall.", "Students", "rioters"),
    ("Students marched through Gorv. They burned tyres and blocked a bridge.", "Students", "rioters"),
    ("Students marched through Gorv. Police threw stones at them.", "Students", "protesters"),
    ("Students marched through Gorv. They did not burn tyres.", "Students", "protesters"),
]


@pytest.mark.parametrize(("text", "words", "kind"), KINDS)
def test_kind(text: str, words: str, kind: str | None, read_text: Callable[[str], Report]) -> None:
    actors = {name.lower(): actor for name, actor in _actors(read_text(text)).items()}
    assert _told(actors.get(words.lower()), "kind") == kind


FIELDS = [
    ("Russian forces shelled Gorv.", "Russian forces", "country", "RU"),
    ("Ukraine's army shelled Gorv.", "Ukraine's army", "country", "UA"),
    ("Three migrants from Syria were killed.", "Three migrants", "country", "SY"),
    ("Hezbollah attacked a mill.", "Hezbollah", "country", "LB"),
    ("Soldiers attacked a mill.", "Soldiers", "country", None),
    ("Iran-backed militiamen attacked a mill.", "Iran-backed militiamen", "affiliation", "backed by Iran"),
    ("A militia backed by Iran attacked a mill.", "A militia", "affiliation", "backed by Iran"),
    ("Turkish-led forces shelled Gorv.", "Turkish-led forces", "affiliation", "led by Turkish"),
    ("A pro-Ardan militia attacked a mill.", "A pro-Ardan militia", "affiliation", "loyal to Ardan"),
    ("Soldiers loyal to General Tolm attacked Gorv.", "Soldiers", "affiliation", "loyal to General Tolm"),
    ("Taliban fighters attacked a mill.", "Taliban fighters", "affiliation", "part of Taliban"),
    ("The army's 3rd Brigade attacked a mill.", "3rd Brigade", "affiliation", "part of army"),
    ("Rebels killed a journalist.", "a journalist", "subtype", "journalists"),
    ("Rebels killed a journalist.", "a journalist", "standing", "private"),
    ("Rebels killed the mayor.", "the mayor", "standing", "public"),
    ("Rebels killed an army spokesman.", "an army spokesman", "standing", "public"),
    ("Rebels killed a soldier.", "a soldier", "standing", None),
    ("Dann Orrel, 34, was stabbed in Gorv.", "Dann Orrel", "standing", "private"),
    ("A 9-year-old girl was killed in Gorv.", "A 9-year-old girl", "standing", "private"),
    ("ISIL fighters attacked a mill.", "ISIL fighters", "known_as", "Islamic State"),
]


@pytest.mark.parametrize(("text", "words", "field", "value"), FIELDS)
def test_country_side_and_standing(
    text: str, words: str, field: str, value: str | None, read_text: Callable[[str], Report]
) -> None:
    bare = {name.lower().removeprefix("the ").removeprefix("a "): a for name, a in _actors(read_text(text)).items()}
    assert _told(bare.get(words.lower().removeprefix("the ").removeprefix("a ")), field) == value


def test_what_the_report_says_elsewhere_holds_for_the_name(read_text: Callable[[str], Report]) -> None:
    report = read_text("Jana Belk is the governor of Gorv. Jana Belk was killed on Monday.")
    assert _told(_actors(report)["Jana Belk"], "kind") == "official"


def test_a_body_of_unknown_sort_leaves_an_issue(read_text: Callable[[str], Report]) -> None:
    report = read_text("The Odrin Liberation Front killed two farmers.")
    assert "event.actor-kind-open" in [issue.code for issue in report.issues]


def test_a_deed_without_a_doer_and_an_arrest_are_not_joined(read_text: Callable[[str], Report]) -> None:
    report = read_text("A baker was killed in Gorv on Monday.\n\nPolice arrested Dann Orrel in Malt on Friday.")
    killed = next(e for e in report.events or () if e.span.words == "killed")
    assert not [p for p in killed.participants if p.role == "actor"]
    assert "event.actor-open" in [issue.code for issue in report.issues]


def test_every_known_field_shows_words_or_says_why(read_text: Callable[[str], Report]) -> None:
    report = read_text(" ".join(text for text, _, _ in KINDS))
    assert report.verify()
    for actor in _actors(report).values():
        for name in ("kind", "subtype", "known_as", "country", "affiliation", "standing"):
            field = getattr(actor, name)
            assert field is None or field.spans or field.inferred


PIECES = [
    "Rebels",
    "the army's",
    "Iran-backed",
    "pro-",
    "’s",
    "of",
    "Taliban",
    "killed",
    "(",
    "—",
    "two men",
    "É",
    "\n\n",
    ".",
]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline()


@settings(max_examples=40)
@given(words=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_any_run_of_words_is_read_without_harm(words: list[str], pipeline: Pipeline) -> None:
    pipeline(Report.of(" ".join(words))).verify()
