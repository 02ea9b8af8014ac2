"""Reporting verbs in the passive: "was claimed by the Front", "is believed to", "the bomb claimed by the Front"."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.complements import belongs_to_object, cue_rows
from reportedly.claims.cues import lemma_of
from reportedly.language.tree import Tree

__all__ = ["asked", "passive", "reduced_passive"]

_ASKED = frozenset(("ask", "question", "press", "quiz"))


def reduced_passive(tree: Tree, verb: int) -> bool:
    """A participle after its noun, "the bomb claimed by the group", or one that opens a sentence, "Asked whether"."""
    return (tree.tag[verb] == "VBN" and tree.dep[verb] == "acl") or asked(tree, verb)


def asked(tree: Tree, verb: int) -> bool:
    """Somebody who was asked, by nobody who is named: "Asked about the dam, the mayor said it was safe"."""
    bare = tree.dep[verb] in ("advcl", "acl") and tree.tag[verb] in ("VBN", "VBD")
    return bare and lemma_of(tree, verb) in _ASKED and tree.child(verb, "nsubj", "csubj") < 0


def passive(context: Context, verb: int) -> Candidate | None:
    tree = context.tree
    agent = tree.child(verb, "agent")
    source: list[int] | None = None
    if agent >= 0:
        by = tree.child(agent, "pobj")
        asides = tuple(c for c in tree.children[by] if tree.lower[c] == "as") if by >= 0 else ()
        source = phrase(tree, by, without=asides) if by >= 0 else None
    subject = tree.child(verb, "nsubjpass", "csubjpass", "nsubj")
    if subject < 0 and tree.dep[verb] == "conj":
        subject = tree.child(tree.head[verb], "nsubjpass", "nsubj")
    if subject < 0 and tree.dep[verb] == "acl":
        subject = tree.head[verb]
        content = set(phrase(tree, subject, without=(verb,)))
    else:
        content = set(phrase(tree, subject)) if subject >= 0 else set()
    frame = "passive"
    for child in tree.children[verb]:
        if child < verb:
            continue
        if tree.dep[child] in ("xcomp", "ccomp", "oprd"):
            content |= set(tree.subtree(child))
            frame = "passive-clause" if tree.dep[child] == "ccomp" else "passive-infinitive"
            if tree.dep[child] == "oprd" and child > verb:
                frame = "passive-as"
        elif tree.dep[child] == "advcl" and asked(tree, verb):
            content |= set(tree.subtree(child))
            frame = "passive-clause"
        elif tree.dep[child] in ("prep", "dobj", "advcl") and belongs_to_object(tree, child):
            content |= set(tree.subtree(child))
            if tree.lower[child] in ("as", "of"):
                frame = "passive-" + tree.lower[child]
    if subject >= 0 and frame == "passive-clause" and tree.lower[subject] == "it":
        content -= {subject}
    if not content:
        return None
    cue = cue_rows(tree, verb, frame)
    if agent >= 0 and agent == cue[-1] + 1:
        cue.append(agent)
    content -= set(cue)
    if agent >= 0:
        content -= set(tree.subtree(agent))
    if source is not None:
        frame += "-by"
    candidate = Candidate(verb, cue, lemma_of(tree, verb), "verb", frame, source, content)
    candidate.signs.append("src:" + ("agent" if source else "none"))
    return candidate
