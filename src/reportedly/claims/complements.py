"""What stands with a reporting verb: the words of its cue, and the complement that holds its content.

Which further parts of the sentence belong to the content was counted on annotated news: with a clause only the
clause (times and places of saying stay out: 0.00-0.10 of them were marked); with an object also "as", "for", "to",
"of" phrases (0.74-0.98), not times (0.24-0.46), nor clauses of "while", "when", "because" (0.08-0.20).
"""

from __future__ import annotations

from reportedly.claims.candidates import Context, trimmed
from reportedly.claims.cues import lemma_of
from reportedly.claims.verb_sources import SUBJECTS, again_reporting
from reportedly.language.tree import Tree

__all__ = [
    "belongs_to_object",
    "clause_content",
    "clause_of",
    "cue_rows",
    "other_content",
    "parenthetical",
    "preposition_of",
]

_CUE_PARTS = ("aux", "auxpass", "neg", "prt", "advmod")
_CONTENT_PREPOSITIONS = frozenset(
    [
        "as",
        "for",
        "to",
        "with",
        "of",
        "on",
        "by",
        "in",
        "into",
        "about",
        "against",
        "from",
        "at",
        "over",
        "between",
        "behind",
        "under",
        "toward",
        "towards",
        "upon",
    ]
)
_NEVER_CONTENT = frozenset(("punct", "aux", "auxpass", "neg", "prt", "mark", "nsubj", "csubj", "cc", "conj", "expl"))
_ADDRESSES = frozenset(("tell", "inform", "remind", "assure", "reassure", "notify", "brief"))
"""Verbs whose object is who is told, never what."""
_ASIDE = frozenset((",", "—", "–", "--", "-", "(", ")"))


def cue_rows(tree: Tree, verb: int, frame: str) -> list[int]:
    """The verb with its auxiliaries, negation, adverbs right beside it, particle and governing preposition."""
    cue = [verb]
    for child in reversed(tree.children[verb]):
        if child == cue[0] - 1 and tree.dep[child] in _CUE_PARTS and tree.children[child] == []:
            cue.insert(0, child)
    for child in tree.children[verb]:
        if child == cue[-1] + 1 and tree.dep[child] == "prt":
            cue.append(child)
    if frame.startswith("preposition"):
        preposition = preposition_of(tree, verb)
        if preposition == cue[-1] + 1:
            cue.append(preposition)
    return cue


def clause_of(tree: Tree, verb: int) -> int:
    """The clause that is the verb's complement: after it, else put before it ("The road is shut, he said"), or -1."""
    after = [c for c in tree.children[verb] if tree.dep[c] == "ccomp" and c > verb]
    before = [c for c in tree.children[verb] if tree.dep[c] == "ccomp" and c < verb]
    if not after and any(tree.dep[c] == "xcomp" and c > verb for c in tree.children[verb]):
        return -1
    return after[0] if after else before[-1] if before else -1


def clause_content(tree: Tree, verb: int, clause: int) -> tuple[str, set[int]]:
    rows = tree.subtree(clause)
    if clause < verb:
        return "clause-before", set(rows)
    content = set(rows) - again_reporting(tree, verb, clause)
    first = min(rows)
    mark = tree.lower[first]
    frame = "clause"
    if any(tree.lower[c] == "that" and tree.dep[c] == "mark" for c in tree.children[clause]):
        frame = "that-clause"
    elif mark in ("if", "whether") or tree.tag[first] in ("WP", "WRB", "WDT"):
        frame = "wh-clause"
    elif (
        tree.tag[clause] == "VB" and tree.child(clause, "aux") >= 0 and tree.lower[tree.child(clause, "aux")] == "to"
    ):
        frame = "object-infinitive"
        content |= _objects(tree, verb)
    elif tree.tag[clause] == "VBG":
        frame = "gerund"
    elif tree.tag[clause] == "VB":
        frame = "bare-infinitive"
    return frame, content


def _objects(tree: Tree, verb: int) -> set[int]:
    return {row for c in tree.children[verb] if c > verb and tree.dep[c] == "dobj" for row in tree.subtree(c)}


def preposition_of(tree: Tree, verb: int) -> int:
    return next((c for c in tree.children[verb] if tree.dep[c] == "prep" and c > verb), -1)


def other_content(tree: Tree, verb: int) -> tuple[str, set[int]]:
    children = [c for c in tree.children[verb] if c > verb]
    complement = next((c for c in children if tree.dep[c] == "xcomp"), -1)
    objects = [c for c in tree.children[verb] if tree.dep[c] in ("dobj", "attr", "oprd")]
    if lemma_of(tree, verb) in _ADDRESSES:
        objects = []
    if complement >= 0:
        rows = set(tree.subtree(complement))
        to = tree.child(complement, "aux")
        if tree.tag[complement] == "VB" and to >= 0 and tree.lower[to] == "to":
            frame = "object-infinitive" if any(c < complement for c in objects) else "infinitive"
        else:
            frame = "gerund" if tree.tag[complement] == "VBG" else "complement"
        for each in objects:
            if each > verb:
                rows |= set(tree.subtree(each))
        asked = preposition_of(tree, verb)
        if frame == "infinitive" and verb < asked < complement and tree.lower[asked] in ("on", "upon", "for", "with"):
            frame = "preposition-infinitive"
            rows |= set(tree.subtree(asked)) - {asked}
        return frame, rows
    if objects:
        frame = "object"
        rows = {row for each in objects for row in _without_aside(tree, each)}
        for child in children:
            if belongs_to_object(tree, child):
                rows |= set(tree.subtree(child))
                if tree.dep[child] == "prep" and tree.lower[child] == "as":
                    frame = "object-as"
        return frame, rows
    preposition = preposition_of(tree, verb)
    if preposition >= 0 and tree.lower[preposition] in _CONTENT_PREPOSITIONS:
        rows = set(tree.subtree(preposition)) - {preposition}
        for child in children:
            if child > preposition and belongs_to_object(tree, child):
                rows |= set(tree.subtree(child))
        return "preposition", rows
    return "", set()


def _without_aside(tree: Tree, noun: int) -> list[int]:
    """The noun's phrase without a relative clause after a comma (a third of these were marked as content)."""
    asides = [c for c in tree.children[noun] if tree.dep[c] == "relcl" and tree.text[tree.subtree(c)[0] - 1] == ","]
    return tree.subtree(noun, without=asides)


def belongs_to_object(tree: Tree, child: int) -> bool:
    dep = tree.dep[child]
    if dep in _NEVER_CONTENT or dep == "npadvmod":
        return False
    if dep == "prep":
        of = tree.child(child, "pobj")
        return tree.lower[child] in _CONTENT_PREPOSITIONS and not (
            of >= 0 and tree.ent[of].endswith(("DATE", "TIME"))
        )
    if dep == "advcl":
        return tree.tag[child] == "VB"
    return dep in ("oprd", "acomp", "xcomp", "advmod", "dobj", "attr")


def parenthetical(context: Context, verb: int) -> tuple[str, set[int]]:
    """The clause around a reporting clause that is set off by commas, or hangs on its end or beginning."""
    tree = context.tree
    head = tree.head[verb]
    if head == verb or tree.dep[verb] not in ("parataxis", "ccomp", "advcl", "dep"):
        return "", set()
    own = tree.subtree(verb)
    said = trimmed(tree, own)
    around = set(tree.subtree(head)) - set(own)
    if tree.lower[said[0]] == "as" and tree.dep[verb] == "advcl":
        return "as-clause", around
    sentence = tree.sentence(verb)
    before, after = said[0] - 1, said[-1] + 1
    apart = (before not in sentence or tree.text[before] in _ASIDE) and (
        after not in sentence or tree.text[after] in _ASIDE or tree.text[after] in (".", "”", '"', "?", "!")
    )
    if not apart or tree.child(verb, *SUBJECTS) < 0 or tree.dep[verb] == "advcl":
        return "", set()
    return "parenthetical", around
