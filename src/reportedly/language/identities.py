"""Where a sentence itself says that two mentions are one: appositions, copulas, relative pronouns, reflexives."""

from __future__ import annotations

from reportedly.language.pronouns import antecedent
from reportedly.language.readings import Reading
from reportedly.language.tree import Tree

__all__ = ["identities"]


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
    for reading in readings:
        other = _other(tree, reading, by_row)
        if other is not None and other is not reading:
            out[reading.mention.id] = other
    return out


def _other(tree: Tree, reading: Reading, by_row: dict[int, Reading]) -> Reading | None:
    row = reading.row
    if reading.pronoun and reading.pronoun.person == 0:
        return by_row.get(antecedent(tree, row))
    if reading.pronoun:
        if tree.lower[row].endswith(("self", "selves")) and reading.role in {"object", "other"}:
            return by_row.get(_subject(tree, reading.governor))
        return None
    if tree.dep[row] == "appos":
        other = by_row.get(tree.head[row])
        return other if other and not other.pronoun and _one_kind(reading, other) else None
    if tree.dep[row] == "attr" and tree.lemma[tree.head[row]].lower() == "be" and reading.article != "possessed":
        verb = tree.head[row]
        if any(tree.dep[c] == "neg" or tree.tag[c] == "MD" for c in tree.children[verb]):
            return None
        other = by_row.get(tree.child(verb, "nsubj"))
        return other if other and other.row < row and _one_kind(reading, other) else None
    return None


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
        return reading.kind == "person" and other.pronoun.kind == "person" and other.pronoun.person == 3
    bodies = {"organisation", "group", "other"}
    same = reading.kind == other.kind or {reading.kind, other.kind} <= bodies
    return same and not (
        reading.number
        and other.number
        and reading.number != other.number
        and not {reading.kind, other.kind} <= bodies
    )
