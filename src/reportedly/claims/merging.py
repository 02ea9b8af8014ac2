"""One event told in several words of a sentence: a death and the blast that caused it, a raid and whom it killed.

Two tellings are kept apart unless their words tie them together: one is the cause or the conjunct of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.drafts import Draft
from reportedly.language.tree import Tree

__all__ = ["EventRows", "join", "join_within_sentences"]


class EventRows:
    """Which draft each word of the report names, kept up to date while drafts are joined."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._of: dict[int, list[Draft]] = {}
        self._rows: dict[int, set[int]] = {}
        for draft in drafts:
            for row in draft.rows:
                self.add(row, draft)

    def at(self, row: int) -> list[Draft]:
        """The drafts that the word at this row names."""
        return self._of.get(row, [])

    def add(self, row: int, draft: Draft) -> None:
        """Let the word at this row name this draft too."""
        if draft not in self._of.setdefault(row, []):
            self._of[row].append(draft)
            self._rows.setdefault(id(draft), set()).add(row)

    def replace(self, old: Draft, new: Draft) -> None:
        """Whatever named `old` now names `new`."""
        for row in self._rows.pop(id(old), set()):
            self._of[row] = list(dict.fromkeys(new if draft is old else draft for draft in self._of[row]))
            self._rows.setdefault(id(new), set()).add(row)

    def __contains__(self, row: int) -> bool:
        return bool(self._of.get(row))

    def rows(self) -> set[int]:
        """Every row that names an event."""
        return {row for row, named in self._of.items() if named}


def join(rows: EventRows, into: Draft, other: Draft) -> None:
    """Make `other` a further telling of `into`, which gains what it did not have."""
    if into is other:
        return
    into.joined.append(other)
    into.joined.extend(other.joined)
    into.others.extend([other.rows, *other.others])
    taken = {(a.role, a.row) for a in into.arguments}
    placed = {a.row for a in into.arguments}
    into.arguments.extend(
        a for a in other.arguments if (a.role, a.row) not in taken and not (a.role == "cause" and a.row in placed)
    )
    into.time = into.time or other.time
    into.place = into.place or other.place
    into.aspect = into.aspect or other.aspect
    into.quantities.extend(q for q in other.quantities if q not in into.quantities)
    into.violent = into.violent or other.violent
    if into.noun and into.entry.effect is not None and other.noun and into.told.genericity.value == "iterative":
        into.told = other.told  # "56 deaths" of one crush are one occurrence
    _settle_kind(into, other)
    rows.replace(other, into)


_PLAIN = frozenset({"kill", "wound", "attack"})
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
    elif into.type == other.type == "ASSAULT" and into.mode in _PLAIN and other.mode not in {"kill", "wound"}:
        into.mode = other.mode


def join_within_sentences(tree: Tree, drafts: list[Draft], rows: EventRows) -> list[Draft]:
    """Join causes to their effects and conjuncts that share a doer; returns the drafts that remain."""
    gone: set[int] = set()
    for draft in drafts:
        for argument in draft.played("cause"):
            for cause in rows.at(argument.row):
                tied = cause.harm and draft.harm and cause.noun and _told_alike(draft, cause)
                if cause is not draft and id(cause) not in gone and tied:
                    join(rows, draft, cause)
                    gone.add(id(cause))
    for draft in drafts:
        if id(draft) in gone or draft.noun:
            continue
        for first in _conjoined(tree, draft, rows):
            if id(first) not in gone and first is not draft and _one_incident(first, draft):
                join(rows, first, draft)
                gone.add(id(draft))
                break
    return [draft for draft in drafts if id(draft) not in gone]


def _told_alike(one: Draft, other: Draft) -> bool:
    """Whether both happened, or neither: "nobody was hurt in the attack" tells of an attack."""
    same = one.told.modality.value == other.told.modality.value
    return same and one.told.polarity.value == other.told.polarity.value


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
        # "were killed when gunmen stormed a post"; after something, only who suffers does so because of it
        return [d for d in rows.at(head) if "after" not in marks or d.entry.effect in {"killed", "injured"}]
    if dep == "pcomp" and tree.lower[head] in {"by", "after"}:
        return list(rows.at(tree.head[head]))  # "killed his rival by strangling him", "died after being shot"
    return []


def _one_incident(first: Draft, second: Draft) -> bool:
    if not (first.harm and second.harm) or not _told_alike(first, second):
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
