"""Signs of how far an incident got: accomplished, attempted or threatened.

Words of the sentences that its fillers stand in, what governs them, and as what the events there and in the whole
report are told ("defused", "threatened to"). `models/train/incident_judges.py` counts their weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.claims.event_signs import EventSigns
from reportedly.language.tree import Tree
from reportedly.report import Event

__all__ = ["stage_signs"]

_WORDS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "AUX"})
_LEAD = frozenset({"VERB", "NOUN", "ADJ"})
_UNFINISHED = frozenset(
    {"attempt", "deactivate", "defuse", "escape", "foil", "plan", "plot", "threat", "threaten", "unharmed"}
)


def stage_signs(events: EventSigns, tree: Tree, heads: Iterable[int], type_: str, roles: Iterable[str]) -> set[str]:
    """The signs of an incident of this type whose fillers, of these roles, have their heads at these rows."""
    heads = list(dict.fromkeys(heads))
    signs = {f"type={type_}", *(f"has={role}" for role in roles)}
    rows = sorted({row for head in heads for row in tree.sentence(head)})
    signs.update(f"word={tree.lemma[row].lower()}" for row in rows if tree.pos[row] in _WORDS)
    for head in heads:
        signs.update(f"over={tree.lemma[row].lower()}" for row in tree.ancestors(head)[:4] if tree.pos[row] == "VERB")
        signs.update(f"under={tree.lemma[row].lower()}" for row in tree.children[head])
        signs.add(f"on={tree.lemma[tree.head[head]].lower()}")
        for event, role in events.parts(head):
            signs.update(_taking_part(tree, event, role))
    signs.update(_beside(events, tree, rows))
    signs.update(_whole(tree))
    return signs


def _taking_part(tree: Tree, event: Event, role: str) -> Iterator[str]:
    told = event.modality.value
    yield f"part={told}:{event.polarity.value}:{role}"
    yield f"part={event.type}:{role}:{told}"
    yield f"part={_word(tree, event)}:{role}"


def _beside(events: EventSigns, tree: Tree, rows: Iterable[int]) -> Iterator[str]:
    """As what the violent events of these rows are told."""
    found = [(row, event) for row in rows if (event := events.at(row)) and event.violent]
    for row, event in found:
        told = event.modality.value
        yield f"event={told}:{event.polarity.value}"
        yield f"event={event.type}:{told}"
        yield f"trigger={tree.lemma[row].lower()}:{told}"
        yield f"aspect={event.aspect.value if event.aspect else ''}"
    modes = {event.modality.value for _, event in found}
    if modes:
        yield f"all={modes.pop()}" if len(modes) == 1 else "mixed"
    if found and all(event.modality.value != "actual" for _, event in found):
        yield "none actual"


def _whole(tree: Tree) -> Iterator[str]:
    for row, (lemma, pos) in enumerate(zip(tree.lemma, tree.pos, strict=True)):
        word = lemma.lower()
        if word in _UNFINISHED:
            yield f"report={word}"
        if pos in _LEAD and tree.sentence_number(row) < 2:
            yield f"lead={word}"
    for event in tree.report.events or ():
        if event.violent:
            told = event.modality.value
            yield f"tells={event.type}:{told}"
            if told != "actual":
                yield f"tells={_word(tree, event)}:{told}"


def _word(tree: Tree, event: Event) -> str:
    rows = tree.rows(event.span)
    return tree.lemma[rows[-1]].lower() if rows else ""
