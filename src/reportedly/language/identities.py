"""Where a sentence itself says that two mentions are one: appositions, copulas, relative pronouns, reflexives."""

from __future__ import annotations

from reportedly.language.pronouns import CROWDED, antecedent
from reportedly.language.readings import Reading
from reportedly.language.tree import Tree
from reportedly.report import MentionKind

__all__ = ["identities"]

BEARERS = frozenset({"person", "organisation", "group"})

CLOSES = frozenset({",", ".", "-", "–", "—", ";", ":", ")", "and"})
"""What may follow an apposition."""

COPULA: dict[MentionKind, frozenset[MentionKind]] = {
    "person": frozenset({"person"}),
    "group": frozenset({"group"}),
    "other": frozenset({"organisation", "place", "document"}),
}
"""What a pronoun of each kind (she; they; it) can be said to be."""

CALLING = frozenset({"call", "name", "dub", "know", "style", "brand", "title", "nickname", "rename"})


def identities(tree: Tree, readings: list[Reading]) -> dict[str, Reading]:
    """For each mention that its sentence equates with another, that other one; keyed by mention id.

    "Ida Brekke, a pilot," and "the pilot, Ida Brekke" (apposition); "Ida Brekke, 48, is a pilot" (copula, not
    negated, no modal verb); "the pilot who ..." (relative); "the front saw itself" (reflexive: the subject);
    a bracketed acronym and the name before it.
    """
    by_row: dict[int, Reading] = {}
    for reading in readings:
        if reading.row not in by_row or reading.named:
            by_row[reading.row] = reading
    out: dict[str, Reading] = {}
    by_start: dict[int, Reading] = {}
    for reading in readings:
        if (
            reading.tracked
            and not reading.pronoun
            and (reading.first not in by_start or reading.last > by_start[reading.first].last)
        ):
            by_start[reading.first] = reading
    for reading in readings:
        if (other := _beside(tree, reading, by_start)) is not None:
            out[other.mention.id] = reading
    by_end = {reading.mention.head.end: reading for reading in readings if reading.named}
    for reading in readings:
        other = _other(tree, reading, by_row, by_end)
        if other is not None and other is not reading:
            out.setdefault(reading.mention.id, other)
    return out


def _other(tree: Tree, reading: Reading, by_row: dict[int, Reading], by_end: dict[int, Reading]) -> Reading | None:
    row = reading.row
    if reading.pronoun and reading.pronoun.person == 0:
        return _before(tree, row, by_end) or by_row.get(antecedent(tree, row))
    if reading.pronoun:
        if tree.lower[row].endswith(("self", "selves")) and reading.role in {"object", "other"}:
            return by_row.get(_subject(tree, reading.governor))
        return None
    if reading.named and not reading.roles:
        start = tree.rows(reading.mention.head)[0]
        before = by_row.get(start - 1) if start > tree.sentence(start).start else None
        if (
            before is not None
            and not before.named
            and not before.pronoun
            and before.number == "one"
            and _one_kind(reading, before)
        ):
            return before
    if reading.named and (called := _called(tree, row, by_row)) is not None:
        return called if not called.named and _one_kind(reading, called) else None
    if tree.dep[row] == "appos":
        other = by_row.get(tree.head[row])
        return other if other and not other.pronoun and _one_kind(reading, other) else None
    if tree.dep[row] == "attr" and tree.lemma[tree.head[row]].lower() == "be" and reading.article != "possessed":
        verb = tree.head[row]
        if len(tree.children[verb]) > CROWDED or any(
            tree.dep[c] == "neg" or tree.tag[c] == "MD" for c in tree.children[verb]
        ):
            return None
        other = by_row.get(tree.child(verb, "nsubj"))
        return other if other and other.row < row and _one_kind(reading, other) else None
    return None


def _beside(tree: Tree, reading: Reading, by_start: dict[int, Reading]) -> Reading | None:
    """The apposition that only its commas show, whatever the parser made of it: "Ida Brekke, a pilot, ..."."""
    if not reading.tracked or reading.pronoun or reading.kind not in BEARERS:
        return None
    end = reading.last + 1
    if end + 2 < len(tree) and tree.text[end] == "(" and tree.text[end + 2] == ")":
        end += 3
    other = by_start.get(end + 1)
    if end >= len(tree) or tree.lower[end] != "," or other is None or other.named == reading.named:
        return None
    if tree.sentence_number(other.row) != reading.sentence or "many" in {other.number, reading.number}:
        return None
    if reading.kind != "person":
        fits = reading.named and other.kind in BEARERS - {"person"} and other.article == "indefinite"
        return other if fits and tree.dep[other.row] != "conj" else None
    if other.kind != "person" or not _opens_apposition(tree, reading, other):
        return None
    return other


def _opens_apposition(tree: Tree, reading: Reading, other: Reading) -> bool:
    if not reading.named:
        return tree.dep[other.row] != "conj"
    if tree.dep[other.row] in {"nsubj", "nsubjpass"} and reading.role != "subject":
        return False
    after = other.last + 1
    return after >= len(tree) or tree.lower[after] in CLOSES or tree.pos[after] in {"VERB", "ADP", "PRON"}


def _before(tree: Tree, row: int, by_end: dict[int, Reading]) -> Reading | None:
    """The name right before a relative pronoun and its comma: "a member of the Valley Congress, which ..."."""
    if row < 2 or tree.lower[row - 1] != ",":
        return None
    other = by_end.get(tree.end[row - 2])
    return other if other and (other.kind == "person") == (tree.lower[row] == "who") else None


def _called(tree: Tree, row: int, by_row: dict[int, Reading]) -> Reading | None:
    """Whom a sentence calls by this name: "a network of rebels calling themselves the Northern Dawn Front"."""
    verb = tree.head[row]
    if tree.dep[row] == "pobj" and tree.lower[verb] == "as":
        verb = tree.head[verb]
    if tree.lemma[verb].lower() not in CALLING or tree.dep[row] not in {"oprd", "dobj", "attr", "pobj", "ccomp"}:
        return None
    at = tree.child(verb, "nsubjpass")
    if tree.dep[verb] in {"acl", "relcl"}:
        at = tree.head[verb]
    elif at < 0:
        at = next((c for c in tree.all(verb, "nsubj", "dobj") if c != row), -1)
    above = (
        tree.head[tree.head[at]] if at >= 0 and tree.dep[at] == "pobj" and tree.lower[tree.head[at]] == "of" else -1
    )
    wider = by_row.get(above)
    return wider if wider and wider.kind in {"organisation", "group"} else by_row.get(at)


def _subject(tree: Tree, verb: int) -> int:
    for _ in range(4):
        found = tree.child(verb, "nsubj", "nsubjpass")
        if found >= 0:
            return found
        if tree.dep[verb] in {"acl", "relcl"}:
            return tree.head[verb]
        if tree.head[verb] == verb:
            return -1
        verb = tree.head[verb]
    return -1


def _one_kind(reading: Reading, other: Reading) -> bool:
    if reading.named and other.named:
        short = len(reading.words) == 1 and reading.mention.head.words.isupper()
        return short and reading.kind == other.kind
    if other.pronoun:
        return other.pronoun.person == 3 and reading.kind in COPULA.get(other.pronoun.kind, frozenset())
    bodies = {"organisation", "group", "other"}
    same = reading.tracked == other.tracked and (reading.kind == other.kind or {reading.kind, other.kind} <= bodies)
    return same and not (
        reading.number
        and other.number
        and reading.number != other.number
        and not {reading.kind, other.kind} <= bodies
    )
