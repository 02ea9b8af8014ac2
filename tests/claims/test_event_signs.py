"""What the events of a report say of those who take part in them, of the whole report, and of how far it got."""

from reportedly.claims.event_signs import EventSigns
from reportedly.claims.filler_signs import nominal_heads
from reportedly.claims.stage_signs import stage_signs
from reportedly.language.tree import Tree
from reportedly.pipeline import default_pipeline
from reportedly.report import Report

RAID = (
    "Guerrillas of the Tarn Front attacked the barracks in Arden on Friday. They burned two trucks. "
    "The ministry of agriculture said that the harvest was good."
)
DEFUSED = "Police in Arden defused a bomb that had been planted in front of the Tarn Bank."
EXPLODED = "A bomb exploded in front of the Tarn Bank in Arden and destroyed it."


def seen(text: str) -> tuple[Tree, EventSigns]:
    tree = Tree(default_pipeline()(Report.of(text)))
    return tree, EventSigns(tree)


def test_who_attacks_and_what_is_attacked_have_other_signs() -> None:
    tree, events = seen(RAID)
    attackers, barracks = ([tree.lower.index(word)] for word in ("guerrillas", "barracks"))
    one, other = events.of(attackers), events.of(barracks)
    assert {s for s in one if s.startswith("violent=True:")}
    assert {s for s in other if s.startswith("violent=True:")}
    assert {s for s in one if s.startswith("event=")} != {s for s in other if s.startswith("event=")}


def test_who_takes_part_in_no_event_of_violence_has_no_such_sign() -> None:
    tree, events = seen(RAID)
    assert not {s for s in events.of([tree.lower.index("harvest")]) if s.startswith("violent=True")}


def test_fillers_of_one_event_share_it_and_places_are_those_of_the_sentence() -> None:
    tree, events = seen(RAID)
    attackers, barracks, harvest = ([tree.lower.index(word)] for word in ("guerrillas", "barracks", "harvest"))
    assert events.violence(attackers)[0] & events.violence(barracks)[0]
    assert events.violence(harvest) == (set(), set())
    assert events.named("place", barracks) == {"arden"}
    assert events.named("place", harvest) == set()


def test_a_whole_report_shows_which_events_it_tells() -> None:
    _, events = seen(RAID)
    signs = events.report()
    assert "lead=guerrilla" in signs
    assert any(sign.startswith("trigger=attack:") for sign in signs)


def test_a_bomb_that_was_defused_has_other_signs_of_stage_than_one_that_exploded() -> None:
    signs = []
    for text in (DEFUSED, EXPLODED):
        tree, events = seen(text)
        heads = [row for row in nominal_heads(tree) if tree.lower[row] in {"bomb", "bank"}]
        signs.append(stage_signs(events, tree, heads, "bombing", {"instrument", "target"}))
    assert "word=defuse" in signs[0] - signs[1]
    assert "word=explode" in signs[1] - signs[0]
    assert "has=instrument" in signs[0] & signs[1]


def test_a_report_without_events_still_has_the_signs_of_its_words() -> None:
    tree, _ = seen(RAID)
    bare = EventSigns(Tree(Report(id="r", text=RAID, tokens=tree.tokens)))
    assert "guerrilla" in bare.report()
    assert "head=guerrilla" in bare.of([tree.lower.index("guerrillas")])
