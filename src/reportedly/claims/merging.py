"""One event told in several words: a death and the blast that caused it, "both attacks", the same killing again.

Joining is conservative. Two tellings are kept apart unless their words tie them together: one is the cause or the
conjunct of the other, a definite noun points back, or they name the same victim.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words
from reportedly.report import Participant

__all__ = ["EventRows", "join_retellings", "join_tolls", "join_within_sentences", "point_back"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_NEAR = 2
"""Sentences over which a bare toll ("seven died") belongs to the incident before it; set by hand likewise."""

_REACH = 12
"""Sentences over which a definite noun points back; set by hand on Wikinews reports, not yet measured."""


class EventRows:
    """Which draft each word of the report names, kept up to date while drafts are joined."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._of: dict[int, list[Draft]] = {}
        for draft in drafts:
            for row in draft.rows:
                self._of.setdefault(row, []).append(draft)

    def at(self, row: int) -> list[Draft]:
        """The drafts that the word at this row names."""
        return self._of.get(row, [])

    def add(self, row: int, draft: Draft) -> None:
        """Let the word at this row name this draft too."""
        if draft not in self._of.setdefault(row, []):
            self._of[row].append(draft)

    def replace(self, old: Draft, new: Draft) -> None:
        """Whatever named `old` now names `new`."""
        for named in self._of.values():
            if old in named:
                named[:] = list(dict.fromkeys(new if draft is old else draft for draft in named))

    def __contains__(self, row: int) -> bool:
        return bool(self._of.get(row))

    def rows(self) -> set[int]:
        """Every row that names an event."""
        return {row for row, named in self._of.items() if named}


def _join(rows: EventRows, into: Draft, other: Draft) -> None:
    """Make `other` a further telling of `into`, which gains what it did not have."""
    if into is other:
        return
    into.joined.append(other)
    into.joined.extend(other.joined)
    into.others.extend([other.rows, *other.others])
    taken = {(a.role, a.row) for a in into.arguments}
    into.arguments.extend(a for a in other.arguments if (a.role, a.row) not in taken)
    into.time = into.time or other.time
    into.place = into.place or other.place
    into.quantities.extend(q for q in other.quantities if q not in into.quantities)
    into.violent = into.violent or other.violent
    if into.noun and into.entry.effect is not None and other.noun and into.told.genericity.value == "iterative":
        into.told = other.told  # "56 deaths" of one crush are one occurrence
    _settle_kind(into, other)
    rows.replace(other, into)


_UNEXPLAINED = frozenset({"explosion", "kill", "wound", "death", "incident"})


def _settle_kind(into: Draft, other: Draft) -> None:
    """Type and mode of two tellings taken together: the more telling word wins.

    A blast is an attack only where a weapon is named or somebody calls it one; "the fire killed five" is a fire.
    """
    modes = {into.mode, other.mode}
    if "explosion" in modes and modes <= _UNEXPLAINED:
        armed = into.played("instrument") or other.played("instrument")
        into.type, into.mode = ("ASSAULT", "explosives") if armed else ("OTHER", "explosion")
    elif into.type in {"OTHER", "ASSAULT"} and other.type == "ACCIDENT" and other.noun and not into.noun:
        into.type, into.mode, into.violent = other.type, other.mode, other.violent
    elif into.type == "OTHER" and other.type in {"ASSAULT", "ACCIDENT"}:
        into.type, into.mode = other.type, other.mode
    elif into.type == other.type == "ASSAULT" and into.mode in {"kill", "wound", "attack"} and other.mode != "kill":
        into.mode = other.mode


def join_within_sentences(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join causes to their effects and conjuncts that share a doer; returns the drafts that remain."""
    gone: set[int] = set()
    for draft in drafts:
        for argument in draft.played("cause"):
            for cause in rows.at(argument.row):
                if cause is not draft and id(cause) not in gone and cause.harm and draft.harm and cause.noun:
                    _join(rows, draft, cause)
                    gone.add(id(cause))
    for draft in drafts:
        if id(draft) in gone or draft.noun:
            continue
        for first in _conjoined(tree, draft, rows):
            if id(first) not in gone and first is not draft and _one_incident(first, draft):
                _join(rows, first, draft)
                gone.add(id(draft))
                break
    return [draft for draft in drafts if id(draft) not in gone]


def _conjoined(tree: Tree, draft: Draft, rows: EventRows) -> list[Draft]:
    at = draft.carrier if draft.carrier >= 0 else draft.row
    head, dep = tree.head[at], tree.dep[at]
    if dep == "conj" or (dep in {"advcl", "acl", "xcomp"} and tree.tag[at] in {"VBG", "VBN"}):
        found = rows.at(head)
        if not found:
            # "carried out an attack and killed": the conjunct's head is the light verb
            found = [named for child in tree.children[head] for named in rows.at(child) if named.carrier == head]
        return list(found)
    marks = {tree.lower[c] for c in tree.children[at] if tree.dep[c] in {"mark", "advmod"}}
    if dep == "advcl" and marks & {"when", "after", "as"} and not any(d.played("actor") for d in rows.at(head)):
        return list(rows.at(head))  # "were killed when gunmen stormed a post"
    if dep == "pcomp" and tree.lower[head] in {"by", "after"}:
        return list(rows.at(tree.head[head]))  # "killed his rival by strangling him", "died after being shot"
    return []


def _one_incident(first: Draft, second: Draft) -> bool:
    if not (first.harm and second.harm) or first.told.modality.value != second.told.modality.value:
        return False
    if first.told.polarity.value != second.told.polarity.value:
        return False
    if (first.time and second.time and first.time != second.time) or (
        first.place and second.place and first.place != second.place
    ):
        return False
    doers = {a.row for a in first.played("actor", "cause", "side")}
    others = {a.row for a in second.played("actor", "cause", "side")}
    if others - doers and doers:
        return False
    return first.entry.effect is None or first.entry.effect != second.entry.effect


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
            found = _targets(tree, row, lemma, cause, [d for d in told if d.row < row and id(d) not in gone])
            if (
                len(found) == 1
                and found[0] is not draft
                and not (draft.time or draft.place)
                and id(draft) not in gone
            ):
                _join(rows, found[0], draft)
                gone.add(id(draft))
            continue
        if tree.pos[row] != "NOUN" or (draft is None and lemma not in anaphors) or (draft is None and row in rows):
            continue
        targets = _targets(tree, row, lemma, draft, [d for d in told if d.row < row and id(d) not in gone])
        if not targets:
            continue
        for target in targets:
            if draft is not None and draft.type == "ASSAULT" and target.type == "OTHER":
                target.type, target.mode = "ASSAULT", "explosives" if target.mode == "explosion" else draft.mode
                target.violent = True
            if draft is not None and id(draft) in order and len(targets) == 1:
                _join(rows, target, draft)
            else:
                target.others.append((row,))
            rows.add(row, target)
        if draft is not None:
            gone.add(id(draft))
            if len(targets) > 1:
                for target in targets:
                    rows.replace(draft, target)
                    rows.add(row, target)
    return [draft for draft in drafts if id(draft) not in gone]


def _targets(tree: Tree, row: int, lemma: str, draft: Draft | None, before: list[Draft]) -> list[Draft]:
    determiner = next((tree.lower[c] for c in tree.children[row] if tree.dep[c] in {"det", "predet"}), "")
    if determiner not in _DEFINITE:
        return []
    if draft is not None and (not draft.harm or (draft.played("victim", "target", "side") and not _short(draft))):
        return []
    if draft is not None and (draft.time is not None or draft.place is not None):
        return []
    if draft is not None and draft.told.modality.value not in {"actual", "unknown"}:
        return []
    here = tree.sentence_number(row)
    near = [d for d in before if d.harm and d.discrete and here - tree.sentence_number(d.row) <= _REACH]
    near = [d for d in near if _fits(tree, lemma, draft, d)]
    if determiner == "both":
        return near[-2:] if len(near) >= 2 else near
    if tree.tag[row] == "NNS" and determiner in {"the", "these", "those"}:
        return near if len(near) == 1 else []
    same = [d for d in near if any(tree.lemma[r].lower() == lemma for words in (d.rows, *d.others) for r in words)]
    return (same or near)[-1:]


def _short(draft: Draft) -> bool:
    """Whether the only participants are those a compound or possessor names ("the hospital attack")."""
    return all(a.slot in {"compound", "nationality"} for a in draft.arguments)


def _fits(tree: Tree, lemma: str, draft: Draft | None, candidate: Draft) -> bool:
    if lemma in event_words()["anaphors"]["any"] or draft is None:
        if draft is not None and draft.type == "ASSAULT" and candidate.type == "ACCIDENT":
            return False
        return draft is None or draft.mode in {candidate.mode, "attack", "kill", "death", "assassinate"}
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
        before = [
            d
            for d in kept
            if d.harm and d.discrete and here - tree.sentence_number(d.row) <= _NEAR and d.row < draft.row
        ]
        if before and _only_a_toll(tree, draft):
            incidents = [d for d in before if d.type in {"ASSAULT", "ACCIDENT"} or d.mode == "explosion"]
            _join(rows, (incidents or before)[-1], draft)
        else:
            kept.append(draft)
    return kept


def _only_a_toll(tree: Tree, draft: Draft) -> bool:
    if draft.entry.effect not in {"killed", "injured"} or draft.noun or not draft.quantities or not draft.discrete:
        return False
    doers = draft.played("actor", "cause", "instrument", "side")
    if draft.time or draft.place or any(tree.pos[a.row] != "PRON" for a in doers):
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
    for draft in sorted(drafts, key=lambda d: d.row):
        if draft.harm and draft.discrete:
            same = [d for d in kept if d.harm and d.discrete and _same(draft, d)]
            if len(same) == 1:
                _absorb(rows, same[0], draft)
                continue
        kept.append(draft)
    return kept


def _absorb(rows: EventRows, into: Draft, other: Draft) -> None:
    _join(rows, into, other)
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
    if _apart(one, other) and not _died_of(one, other):
        return False
    victims = _victims(one) & _victims(other)
    harmed = {one.entry.effect, other.entry.effect} <= {"killed", "injured", "shot"}
    both = one.type == other.type == "ASSAULT" and harmed
    if victims and (both or one.entry.effect == other.entry.effect or _died_of(one, other)):
        return True
    tolls = {(q.value.effect, q.value.count.low, q.value.count.high) for q in one.quantities}
    known = {(q.value.effect, q.value.count.low, q.value.count.high) for q in other.quantities}
    big = {toll for toll in tolls & known if (toll[1] or toll[2] or 0) > 1}
    return bool(big) and not (_victims(one) and _victims(other) and not victims)


def _died_of(later: Draft, earlier: Draft) -> bool:
    """ "He died on Tuesday", of wounds that an attack on Monday gave him."""
    return later.mode == "death" and earlier.entry.effect != "killed" and earlier.type == "ASSAULT"


def _victims(draft: Draft) -> set[str]:
    return {
        p.party.value.entity
        for p in draft.participants
        if p.role == "victim" and p.party.value.entity and p.party.value.kind in {"person", "official_unnamed"}
    }


def _apart(one: Draft, other: Draft) -> bool:
    """Whether their times or places cannot both be true of one event, or one is of another kind."""
    if {one.type, other.type} == {"ASSAULT", "ACCIDENT"}:
        return True
    a, b = one.time.value if one.time else None, other.time.value if other.time else None
    dated = a and b and a.earliest and b.earliest and a.latest and b.latest
    if a and b and dated and (str(a.latest) < str(b.earliest) or str(b.latest) < str(a.earliest)):
        return True
    if one.place and other.place:
        names = [{n.lower() for n in (p.value.name, *p.value.within)} for p in (one.place, other.place)]
        named = [p.value.name[:1].isupper() for p in (one.place, other.place)]
        return all(named) and not names[0] & names[1]
    return False
