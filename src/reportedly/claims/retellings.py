"""The same event told again later in the report: "both attacks", a toll, the same victim.

Joining is conservative: two tellings stay apart unless a definite noun points back, a bare toll follows its incident,
or they name the same victim and neither time nor place speaks against it.
"""

from __future__ import annotations

from bisect import bisect_left

from reportedly.claims.apart_in_space import elsewhere
from reportedly.claims.drafts import Draft
from reportedly.claims.merging import EventRows, join
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Anchored, Participant
from reportedly.values.place import PlaceName

__all__ = ["absorb", "apart", "fits", "join_retellings", "join_tolls", "point_back", "victims_named"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such", "either", "neither"})

_TWO = frozenset({"both", "either", "neither"})

_ORDINALS = {"first": 0, "earlier": 0, "former": 0, "second": 1, "third": 2, "last": -1, "latest": -1, "latter": -1}
"""Which of the events told before "the second attack" speaks of."""

_ANYTHING = frozenset({"it", "this", "that", "which", "these", "those", "one"})

_NEAR = 2
"""Sentences over which a bare toll ("seven died") belongs to the incident before it; set by hand, as _REACH is."""

_MOST = 50
"""Drafts looked back at, whatever the sentences: keeps a text of thousands of events in linear time."""

_REACH = 12
"""Sentences over which a definite noun points back; set by hand on Wikinews reports, not yet measured."""


def point_back(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Let definite nouns ("both attacks", "the blast", "the incident") stand for the events told before them."""
    by_row = {draft.row: draft for draft in drafts if draft.noun}
    causes = {
        cause.row: (draft, cause) for draft in drafts for cause in draft.joined if cause.noun and not draft.noun
    }
    order = {id(draft): draft for draft in drafts}
    anaphors = event_words()["anaphors"]["any"]
    told = sorted(drafts, key=lambda d: d.row)
    gone: set[int] = set()
    for row in range(len(tree)):
        draft = by_row.get(row)
        lemma = tree.lemma[row].lower()
        if row in causes:
            # "the attack had killed twelve": the toll belongs to the attack told before
            draft, cause = causes[row]
            found = _targets(tree, row, lemma, cause, _before(tree, told, row, gone), draft)
            if (
                len(found) == 1
                and found[0] is not draft
                and (not _set_down(draft) or _agrees(draft, found[0]) or _adds_a_time(tree, draft, found[0]))
                and id(draft) not in gone
            ):
                join(rows, found[0], draft)
                gone.add(id(draft))
            continue
        if tree.pos[row] != "NOUN" or (draft is None and lemma not in anaphors) or (draft is None and row in rows):
            continue
        targets = _targets(tree, row, lemma, draft, _before(tree, told, row, gone))
        if not targets:
            continue
        for target in targets:
            if draft is not None and draft.type == "ASSAULT" and target.type == "OTHER":
                target.type, target.mode = "ASSAULT", "explosives" if target.mode == "explosion" else draft.mode
                target.violent = True
            # who did not do it is no doer of it
            undone = draft is not None and draft.told.polarity.value == "negative"
            if draft is not None and id(draft) in order and len(targets) == 1 and not undone:
                join(rows, target, draft)
            else:
                target.others.append((row,))
            rows.add(row, target)
        if draft is not None:
            gone.add(id(draft))
            if len(targets) > 1 or draft.told.polarity.value == "negative":
                for target in targets:
                    rows.replace(draft, target)
                    rows.add(row, target)
    return [draft for draft in drafts if id(draft) not in gone]


def _before(tree: Tree, told: list[Draft], row: int, gone: set[int]) -> list[Draft]:
    """The drafts told before this row and within reach of a definite noun, in text order."""
    earliest = tree.sentence_number(row) - _REACH
    out: list[Draft] = []
    for draft in reversed(told[: bisect_left(told, row, key=lambda d: d.row)]):
        if tree.sentence_number(draft.row) < earliest or len(out) > _MOST:
            break
        if id(draft) not in gone:
            out.append(draft)
    return out[::-1]


def _targets(
    tree: Tree, row: int, lemma: str, draft: Draft | None, before: list[Draft], told: Draft | None = None
) -> list[Draft]:
    """The drafts that the noun in this row, read as `draft`, speaks of; `told` is what it is said to have done."""
    determiner = next((tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"det", "predet"}), "")
    if any(tree.dep[c] == "poss" and tree.ent[c][2:] in {"DATE", "TIME"} for c in tree.children[row]):
        determiner = "the"  # "Friday's explosion"
    if determiner not in _DEFINITE:
        return []
    if draft is not None and (not draft.harm or (draft.played("victim", "target", "side") and not _short(draft))):
        return []
    if draft is not None and draft.told.modality.value not in {"actual", "unknown"}:
        return []
    here = tree.sentence_number(row)
    near = [d for d in before if d.harm and d.discrete and here - tree.sentence_number(d.row) <= _REACH]
    placed = draft is not None and _set_down(draft)
    near = [d for d in near if fits(tree, lemma, draft, d) or (placed and _specifies(draft, d))]
    if draft is not None and placed:
        near = [d for d in near if _agrees(draft, d) or _adds_a_time(tree, draft, d)]
    if determiner in _TWO:
        return near[-2:] if len(near) >= 2 else near
    if tree.tag[row] == "NNS" and determiner in {"the", "these", "those"}:
        return near if len(near) == 1 else []
    ordinal = next((_ORDINALS[tree.lower[c]] for c in tree.children[row] if tree.lower[c] in _ORDINALS), None)
    if ordinal is not None:
        # after one attack, "the second attack" is another; so is one with another toll
        return [d for d in near[ordinal:][:1] if not _tolls_differ(told or draft, d)] if len(near) > 1 else []
    same = [
        d
        for d in near
        if any(tree.lemma[r].lower() == lemma for words in (d.rows, *d.others) for r in words)
        or (draft is not None and draft.entry.effect is not None and draft.entry.effect == d.entry.effect)
    ]
    return (same or near)[-1:]


def _specifies(draft: Draft | None, candidate: Draft) -> bool:
    """ "the shooting in Vesk" says how those died of whom it was told that they were killed there."""
    return draft is not None and draft.type == candidate.type == "ASSAULT" and candidate.mode in _PLAIN


_PLAIN = frozenset({"kill", "wound", "attack"})


def _set_down(draft: Draft) -> bool:
    """Whether it has a time or a named place, which could be another's; not for "on a road at 3:30 am"."""
    dated = draft.time is not None and not (draft.time.value.open and draft.time.value.type == "TIME")
    return dated or (draft.place is not None and draft.place.value.name[:1].isupper())


def _agrees(one: Draft, other: Draft) -> bool:
    """Whether two tellings give the same time or place, and nothing speaks against their being one event."""
    if apart(one, other):
        return False
    if one.time and other.time and one.time.value.earliest is not None:
        if (one.time.value.earliest, one.time.value.latest) == (other.time.value.earliest, other.time.value.latest):
            return True
    elif one.time and other.time and one.time.words.lower() == other.time.words.lower():
        return True
    return bool(one.place and other.place and _names(one.place) & _names(other.place))


def _adds_a_time(tree: Tree, later: Draft, earlier: Draft) -> bool:
    """ "The fire broke out at noon", soon after a fire of which no time was told."""
    if later.place is not None or earlier.time is not None or apart(later, earlier):
        return False
    return tree.sentence_number(later.row) - tree.sentence_number(earlier.row) <= _NEAR


def _names(place: Anchored[PlaceName]) -> set[str]:
    return {name.lower() for name in (place.value.name, *place.value.within)}


def _short(draft: Draft) -> bool:
    """Whether the only participants are those a compound or possessor names ("the hospital attack")."""
    return all(a.slot in {"compound", "nationality"} for a in draft.arguments)


def fits(tree: Tree, lemma: str, draft: Draft | None, candidate: Draft) -> bool:
    """Whether a noun of this lemma, read as `draft` (None: as no event of its own), can speak of the candidate."""
    if lemma in event_words()["anaphors"]["any"] or draft is None:
        if draft is not None and draft.type == "ASSAULT" and candidate.type == "ACCIDENT":
            return False
        return draft is None or draft.mode in {candidate.mode, "attack", "kill", "death", "assassinate"}
    if draft.type == "ACCIDENT" and candidate.type == "ASSAULT" and candidate.mode != "arson":
        return False  # "the fire" is not the fire that soldiers opened
    words = {tree.lemma[r].lower() for rows in (candidate.rows, *candidate.others) for r in rows}
    return (
        lemma in words
        or draft.mode == candidate.mode
        or ({draft.mode, candidate.mode} <= {"explosion", "explosives", "suicide", "heavy-weapons"})
    )


def join_tolls(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join a toll with no day, place, doer or name of its own to the incident told just before it.

    "A bus overturned near Vold. At least seven died": who died there is counted with the bus.
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.row):
        here = tree.sentence_number(draft.row)
        if _only_a_toll(tree, draft) and (
            before := [
                d
                for d in kept[-_MOST:]
                if d.harm and d.discrete and here - tree.sentence_number(d.row) <= _NEAR and d.row < draft.row
            ]
        ):
            incidents = [d for d in before if d.type in {"ASSAULT", "ACCIDENT"} or d.mode == "explosion"]
            join(rows, (incidents or before)[-1], draft)
        else:
            kept.append(draft)
    return kept


def _only_a_toll(tree: Tree, draft: Draft) -> bool:
    if draft.entry.effect not in {"killed", "injured"} or draft.noun or not draft.quantities or not draft.discrete:
        return False
    doers = draft.played("actor", "cause", "instrument", "side")
    if draft.time or draft.place or any(tree.lower[a.row] not in _ANYTHING for a in doers):
        return False
    counted = [
        q for q in draft.quantities if (q.value.count.low or q.value.count.high or 0) > 1 or q.value.count.vague
    ]
    return bool(counted) and all(tree.tag[a.row] not in {"NNP", "NNPS"} for a in draft.played("victim"))


def join_retellings(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join later tellings of an earlier event: the same named victim, or the same toll with nothing against it.

    Needs `participants`. Figures that differ stay side by side as quantities of the one event.
    """
    kept: list[Draft] = []
    known_by: dict[object, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.row):
        if draft.harm and draft.discrete:
            alike = dict.fromkeys(d for sign in _signs(draft) for d in known_by.get(sign, ()))
            same = [d for d in alike if _same(draft, d)]
            into = same[0] if len(same) == 1 else draft
            if into is not draft:
                absorb(rows, into, draft)
            for sign in _signs(into):
                if into not in known_by.setdefault(sign, []):
                    known_by[sign].append(into)
            if into is not draft:
                continue
        kept.append(draft)
    return kept


def _signs(draft: Draft) -> set[object]:
    """What two tellings of one event have in common: a named victim or a toll."""
    return victims_named(draft) | _tolls(draft)


def _tolls(draft: Draft) -> set[tuple[str, int | None, int | None]]:
    """Figures over one; a single death is too common to tell two events for one."""
    figures = {(q.value.effect, q.value.count.low, q.value.count.high) for q in draft.quantities}
    return {figure for figure in figures if (figure[1] or figure[2] or 0) > 1}


def _tolls_differ(one: Draft | None, other: Draft) -> bool:
    """Whether both give figures of one effect, and none that is the same."""
    mine, theirs = (_tolls(one) if one else set()), _tolls(other)
    return bool({effect for effect, *_ in mine} & {effect for effect, *_ in theirs}) and not mine & theirs


def absorb(rows: EventRows, into: Draft, other: Draft) -> None:
    join(rows, into, other)
    for participant in other.participants:
        if not any(_same_party(participant, known) for known in into.participants):
            into.participants.append(participant)
    into.responsibility.extend(r for r in other.responsibility if r not in into.responsibility)


def _same_party(one: Participant, other: Participant) -> bool:
    a, b = one.party.value, other.party.value
    return one.role == other.role and (
        (a.entity is not None and a.entity == b.entity) or a.name.lower() == b.name.lower()
    )


def _same(one: Draft, other: Draft) -> bool:
    if apart(one, other) and not _died_of(one, other):
        return False
    victims = victims_named(one) & victims_named(other)
    harmed = {one.entry.effect, other.entry.effect} <= {"killed", "injured", "shot"}
    both = one.type == other.type == "ASSAULT" and harmed
    if victims and (both or one.entry.effect == other.entry.effect or _died_of(one, other)):
        return True
    return bool(_tolls(one) & _tolls(other)) and not (victims_named(one) and victims_named(other) and not victims)


def _died_of(later: Draft, earlier: Draft) -> bool:
    """ "He died on Tuesday", of wounds that an attack on Monday gave him."""
    return later.mode == "death" and earlier.entry.effect != "killed" and earlier.type == "ASSAULT"


def victims_named(draft: Draft) -> set[str]:
    return {
        p.party.value.entity
        for p in draft.participants
        if p.role == "victim" and p.party.value.entity and p.party.value.kind in {"person", "official_unnamed"}
    }


def apart(one: Draft, other: Draft) -> bool:
    """Whether their times or places cannot both be true of one event, or one is of another kind."""
    if {one.type, other.type} == {"ASSAULT", "ACCIDENT"}:
        return True
    a, b = one.time.value if one.time else None, other.time.value if other.time else None
    dated = a and b and a.earliest and b.earliest and a.latest and b.latest
    if a and b and dated and (str(a.latest) < str(b.earliest) or str(b.latest) < str(a.earliest)):
        return True
    return bool(one.place and other.place and elsewhere(one.place.value, other.place.value))
