"""Signs by which the parse tells what role words fill in an incident: their head, what governs it, what stands by.

The encoder reads each word in its surroundings and counts nothing; these signs are counted. A logistic regression
over them (`models/train/incident_judges.py`) is the second of the two voices that `claims/templates.py` weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.language.tree import Tree

__all__ = ["head_of", "mention_signs", "nominal_heads"]

_NOUNS = frozenset({"NOUN", "PROPN"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_LIGHT = frozenset({"be", "have", "do"})


def head_of(tree: Tree, rows: range) -> int:
    """The row among these that governs the others, or -1 for none: the last noun that hangs on something outside."""
    inside = [row for row in rows if tree.pos[row] not in {"PUNCT", "SPACE"}]
    out = [row for row in inside if tree.head[row] not in rows or tree.head[row] == row]
    nouns = [row for row in out if tree.pos[row] in _NOUNS]
    return (nouns or out or inside or [-1])[-1]


def nominal_heads(tree: Tree) -> Iterator[int]:
    """Rows of nouns and names that are the heads of their phrases."""
    for row in range(len(tree)):
        if tree.pos[row] in _NOUNS and tree.dep[row] not in {"compound", "nmod", "amod"}:
            yield row


def mention_signs(tree: Tree, head: int, *, triggers: Iterable[str] = ()) -> set[str]:
    """The signs of one mention, by the row of its head."""
    lemma = tree.lemma[head].lower()
    signs = {f"head={lemma}", f"tag={tree.tag[head]}", f"ent={tree.ent[head][2:]}"}
    for child in tree.children[head]:
        if tree.dep[child] in {"amod", "compound", "nummod", "nmod", "poss"}:
            signs.add(f"mod={tree.lemma[child].lower()}")
        elif tree.dep[child] == "appos" or tree.dep[child] == "det":
            signs.add(f"{tree.dep[child]}={tree.lemma[child].lower()}")
        elif tree.dep[child] in {"relcl", "acl"}:
            signs |= {f"rel={tree.lemma[child].lower()}", f"rel={tree.tag[child]}"}
        elif tree.dep[child] == "prep":
            signs.update(f"has={tree.lower[child]}:{tree.lemma[o].lower()}" for o in tree.children[child][:1])
    at = head
    for _ in range(3):
        if tree.dep[at] in {"conj", "appos", "compound", "nmod"} and tree.head[at] != at:
            at = tree.head[at]
            signs.add(f"with={tree.lemma[at].lower()}")
    path, above = tree.dep[at], tree.head[at]
    if path in {"pobj", "pcomp"} and above != at:
        path, above = tree.lower[above], tree.head[above]
        if tree.dep[above] == "prep":
            above = tree.head[above]
    if above != at:
        signs |= {f"gov={path}:{tree.lemma[above].lower()}", f"dep={path}", f"on={tree.lemma[above].lower()}"}
        over = tree.head[above]
        if over != above:
            signs.add(f"over={path}:{tree.lemma[over].lower()}")
    sentence = tree.sentence(head)
    for row in (head - 2, head - 1, head + 1, head + 2):
        if row in sentence:
            signs.add(f"{row - head:+d}={tree.lower[row]}")
    known = frozenset(triggers)
    for row in sentence:
        if tree.pos[row] in _CONTENT and (word := tree.lemma[row].lower()) in known and word not in _LIGHT:
            signs.add(f"{'before' if row < head else 'after'}={word}" if row != head else f"is={word}")
    number = tree.sentence_number(head)
    signs.add(f"sentence={min(number, 6)}")
    return signs
