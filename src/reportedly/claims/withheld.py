"""What a source declines to say: "declined to say whether", "refused to confirm that", "is not prepared to say".

Two words report here, but nobody says anything: one claim, whose source commits to nothing (status unknown), with
the question left open as its content, or the refusal itself where there is none ("to comment"). Refusing to act
("refused to leave the hall") stays a denial. "Offered no comment" and "gave no details" withhold as well, and what
somebody says "without offering evidence" is no second claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.cues import LEXICON, lemma_of
from reportedly.lexicons.loader import load

__all__ = ["LEMMA", "withheld"]

LEMMA = "decline to say"
"""The entry of the lexicon that stands for all ways to say nothing."""

_CLAUSES = frozenset(("that-clause", "wh-clause", "clause", "bare-infinitive", "quotation"))
_WIDEST = 8
"""Longest cue, in words, from the refusal to what is refused ("declined at first on Monday to say")."""

Found = tuple[Candidate, float]


def withheld(context: Context, candidates: Sequence[Candidate], found: Sequence[Found]) -> list[Found]:
    """`found` (candidates with their probabilities) with one candidate for each refusal to say, in the same order.

    `candidates` are all of the report's, so that the clause is known even where its verb was not found by itself.
    """
    by_head = {candidate.head: candidate for candidate in candidates if candidate.pos == "verb"}
    sure = {candidate.head: probability for candidate, probability in found}
    made: dict[int, Found] = {}
    dropped: set[int] = set()
    refused = {row for head in sure for row in context.tree.all(head, "xcomp")}
    for verb in sorted(refused | set(by_head)):
        outer, first = _refusal(context, verb)
        if outer < 0 or max(sure.get(outer, 0.0), sure.get(verb, 0.0)) == 0.0:
            continue
        also = [c for c in context.tree.all(verb, "conj") if c in by_head]
        said = [by_head[row] for row in (verb, *also) if row in by_head]
        holds = next((candidate for candidate in said if candidate.frame in _CLAUSES), None)
        probability = max(sure.get(row, 0.0) for row in (outer, verb, *also))
        at = outer if outer in sure else verb
        made[at] = (_one(context, by_head.get(outer), by_head.get(verb), holds, verb, first), probability)
        dropped |= {outer, verb, *also} - {at}
    out = []
    for candidate, probability in found:
        if missing := _missing(context, candidate):
            if missing == "no" and context.tree.child(candidate.head, "dobj") not in sure:
                out.append((replace(candidate, lemma=LEMMA, pos="phrase", frame="withheld"), probability))
        elif candidate.head in made and candidate.pos in ("verb", "adjective"):
            out.append(made.pop(candidate.head))
        elif candidate.head not in dropped:
            out.append((candidate, probability))
    return out


def _missing(context: Context, candidate: Candidate) -> str:
    """ "no" for a candidate that gives no comment or evidence, "without" for what is done without giving any, or "".

    Not where a clause says what there is no evidence of: that is what the source speaks about.
    """
    tree, words, verb = context.tree, load(LEXICON).tables["withheld"], candidate.head
    if candidate.pos != "verb" or lemma_of(tree, verb) not in words["give"]:
        return ""
    noun = tree.child(verb, "dobj")
    if noun < 0 or lemma_of(tree, noun) not in words["given"] or tree.child(noun, "acl", "relcl", "ccomp") >= 0:
        return ""
    if tree.dep[verb] == "pcomp" and tree.lower[tree.head[verb]] == "without":
        return "without"
    return "no" if any(tree.lower[c] == "no" for c in tree.all(noun, "det")) else ""


def _refusal(context: Context, verb: int) -> tuple[int, int]:
    """The word that withholds what this infinitive would say, and the first row of the cue; (-1, -1) if none does."""
    tree, words = context.tree, load(LEXICON).tables["withheld"]
    to = tree.child(verb, "aux")
    outer = tree.head[verb]
    if tree.dep[verb] != "xcomp" or to < 0 or tree.lower[to] != "to" or outer > verb:
        return -1, -1
    if lemma_of(tree, verb) not in words["say"]:
        return -1, -1
    first = outer
    if tree.pos[outer] == "VERB" and lemma_of(tree, outer) in words["verbs"]:
        holder = outer
    elif tree.lower[outer] in (*words["willing"], *words["unwilling"]):
        holder = tree.head[outer] if tree.dep[outer] in ("acomp", "attr", "oprd") else outer
        negated = any(tree.dep[c] == "neg" for c in (*tree.children[holder], *tree.children[outer]))
        if tree.lower[outer] in words["willing"] and not negated:
            return -1, -1
        first = min(holder, outer)
    else:
        return -1, -1
    if verb - first > _WIDEST or any(context.inside[row] != context.inside[verb] for row in range(first, verb)):
        return -1, -1
    while first > 0 and tree.head[first - 1] == holder and tree.dep[first - 1] in ("aux", "auxpass", "neg", "advmod"):
        first -= 1
    return outer, first


def _one(
    context: Context, outer: Candidate | None, inner: Candidate | None, holds: Candidate | None, verb: int, first: int
) -> Candidate:
    known = [candidate for candidate in (outer, inner, holds) if candidate is not None]
    source = next((candidate.source for candidate in known if candidate.source), None)
    if holds is None:
        content = set(outer.content) if outer else set(context.tree.subtree(verb))
        cue = [row for row in range(first, verb) if row not in content]
        quotes: list[int] = []
    else:
        cue = list(range(first, holds.cue[-1] + 1))
        content, quotes = holds.content - set(cue), holds.quotes
    return replace(
        known[0], cue=cue, lemma=LEMMA, pos="phrase", frame="withheld", source=source, content=content, quotes=quotes
    )
