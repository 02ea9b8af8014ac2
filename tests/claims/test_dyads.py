"""Who did what kind of act to whom: pairs of an event, and their name in PLOVER."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.claims.act_signs import events_near, signs
from reportedly.claims.acts import Acts, acts, filed_as
from reportedly.claims.dyads import dyads
from reportedly.errors import BadModel
from reportedly.language.tree import Tree
from reportedly.report import Modality, Polarity, Report

Read = Callable[[str], Report]

PAIRS = [
    ("Rebels attacked a police post in Gorv.", [("Rebels", "a police post", "ASSAULT", "ASSAULT")]),
    ("The villagers were detained by soldiers.", [("soldiers", "The villagers", "COERCE", "COERCE")]),
    ("The ministry expelled three diplomats.", [("The ministry", "three diplomats", "SANCTION", "SANCTION")]),
    ("The minister condemned the rebels.", [("The minister", "the rebels", "ACCUSE", "ACCUSE")]),
    ("The envoy will meet the rebels on Friday.", [("The envoy", "the rebels", "CONSULT", "AGREE")]),
    ("The bridge was attacked.", []),
]


@pytest.mark.parametrize(("text", "wanted"), PAIRS)
def test_pairs_of_a_sentence(text: str, wanted: list[tuple[str, ...]], read_text: Read) -> None:
    found = [
        (pair.source.party.words, pair.target.party.words, pair.event.type, pair.act.name if pair.act else None)
        for pair in dyads(read_text(text))
    ]
    assert found == wanted


def test_the_sides_of_a_fight_are_a_pair(read_text: Read) -> None:
    made = dyads(read_text("Troops clashed with rebels near Dorn."))
    assert [(one.source.party.words, one.target.party.words, one.target.role) for one in made] == [
        ("Troops", "rebels", "side_b")
    ]


def test_every_doer_is_paired_with_everybody_it_is_done_to(read_text: Read) -> None:
    made = dyads(read_text("Soldiers and policemen arrested a teacher and two nurses."))
    assert len({(one.source.party.words, one.target.party.words) for one in made}) == len(made) == 4


FILED: list[tuple[str, str, Modality, Polarity, str | None]] = [
    ("CONSULT", "meet", "actual", "positive", "CONSULT"),
    ("CONSULT", "meet", "planned", "positive", "AGREE"),
    ("CONSULT", "meet", "actual", "negative", "REJECT"),
    ("ASSAULT", "attack", "threatened", "positive", "THREATEN"),
    ("AGREE", "sign", "actual", "positive", "SUPPORT"),
    ("RETREAT", "withdraw", "actual", "positive", "YIELD"),
    ("LEGAL", "charge", "actual", "positive", "ACCUSE"),
    ("ACCIDENT", "crash", "actual", "positive", None),
]


@pytest.mark.parametrize(("type", "mode", "modality", "polarity", "name"), FILED)
def test_plover_folds_status_into_the_name(
    type: str, mode: str, modality: Modality, polarity: Polarity, name: str | None
) -> None:
    assert filed_as(type, mode, modality, polarity) == name


def test_where_no_name_has_more_than_half_our_own_reading_stands() -> None:
    assert acts().best({}, own="SANCTION").name == "SANCTION"
    assert acts().best({}, own=None).chance < 0.5


def test_chances_add_up_to_one_whatever_the_signs() -> None:
    for found in ({}, {"bias": 1.0}, {"no such sign": 3.0}, {"event: ASSAULT": 0.4, "path: attack": 1.0}):
        chances = acts()(found)
        assert sum(chances.values()) == pytest.approx(1.0)
        assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_a_name_is_never_a_sign(parse: Read) -> None:
    tree = Tree(parse("On Monday President Dana Oriel of France accused Moscow of shelling Kyiv."))
    source, target = [3, 4], [tree.lower.index("moscow")]
    made = " ".join(signs(tree, source, target, events_near(tree, *source)))
    assert not {"dana", "oriel", "france", "moscow", "kyiv"} & set(made.lower().replace(":", " ").split())


def test_pairs_without_words_are_survived(parse: Read) -> None:
    tree = Tree(parse("Rebels attacked."))
    assert signs(tree, [], [], [])["bias"] == 1.0


def test_weights_that_are_not_those_on_their_card_are_refused(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_text('name = "acts"\n[sha256]\n"signs.tsv" = "00"\n', "utf-8")
    (tmp_path / "signs.tsv").write_text("1\tAID\n", "utf-8")
    with pytest.raises(BadModel, match="does not have the digest"):
        Acts(str(tmp_path))
