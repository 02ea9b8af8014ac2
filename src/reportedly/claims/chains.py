"""Claims within claims: whose report of whose report a claim is.

A claim stands within another when its cue lies in the other's content. "Citing", "quoting" and their like open a
link of their own: in "the Herald, citing two officials, said the army believed ...", the Herald reports the
officials, who report the army. So does telling a paper "which reported that ...": the paper reports who told it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.complements import clause_of
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.language.tree import Tree
from reportedly.report import Claim

__all__ = ["cited", "containers", "depth", "quoted_saying"]

_CITES = frozenset(("cite", "quote", "reference"))
_TELLS = frozenset(("tell", "inform", "brief", "speak", "talk", "write", "confirm"))
"""Verbs whose object or hearer may be an outlet "which reported" what it was told."""


def cited(context: Context, candidates: Sequence[Candidate]) -> list[tuple[Candidate, int]]:
    """For each "citing X" beside a reporting word, a candidate with X as source and that word's content; and for each

    "told X, which reported", one for who told. Each comes with the position of the candidate it stands within.
    """
    tree = context.tree
    by_head = {candidate.head: position for position, candidate in enumerate(candidates)}
    out = []
    by_source = {row: position for position, c in enumerate(candidates) for row in c.source or () if c.cue}
    for row in context.rows:
        if lemma_of(tree, row) not in _CITES:
            continue
        noun = tree.child(row, "dobj")
        if tree.tag[row] == "VBG":
            outer = _reporting_word(context, row, by_head)
        else:
            outer = by_source.get(tree.head[row], -1) if _which_cites(tree, row) else -1
        if noun < 0 or outer < 0:
            continue
        content = candidates[outer].content - set(tree.subtree(noun)) - {row}
        if content:
            made = Candidate(row, [row], lemma_of(tree, row), "verb", "citing", phrase(tree, noun), content)
            made.quotes = list(candidates[outer].quotes)
            out.append((made, outer))
    return out + _told_on(context, candidates, by_head)


def _which_cites(tree: Tree, verb: int) -> bool:
    """ "The Courier, which cited a source, said": a relative clause that names whom the noun before it cites."""
    who = tree.child(verb, "nsubj")
    plain = not any(tree.lower[c] == "as" for c in tree.children[verb])
    return tree.dep[verb] == "relcl" and who >= 0 and tree.lower[who] in ("which", "who", "that") and plain


def _told_on(
    context: Context, candidates: Sequence[Candidate], by_head: dict[int, int]
) -> list[tuple[Candidate, int]]:
    """ "Belk told the Courier, which reported that the camp was empty": what the Courier reports, Belk told it."""
    tree, out = context.tree, []
    for position, outer in enumerate(candidates):
        noun = tree.head[outer.head]
        if tree.dep[outer.head] != "relcl" or outer.source is None or tree.head[outer.source[0]] != outer.head:
            continue
        if tree.lower[outer.source[0]] not in ("which", "who", "that"):
            continue
        link = tree.head[noun]
        verb = tree.head[link] if tree.dep[noun] == "pobj" and tree.lower[link] in ("to", "with") else link
        subject = tree.child(verb, "nsubj")
        told = tree.dep[noun] in ("dobj", "dative", "pobj") and lemma_of(tree, verb) in _TELLS
        if not told or subject < 0 or verb in by_head or clause_of(tree, verb) >= 0:
            continue
        made = Candidate(
            verb, [verb], lemma_of(tree, verb), "verb", "told-on", phrase(tree, subject), set(outer.content)
        )
        made.quotes = list(outer.quotes)
        out.append((made, position))
    return out


def quoted_saying(context: Context, candidates: list[Candidate]) -> None:
    """Set apart who quotes and who is quoted in "the wire quoted the guard as saying", "was quoted as saying".

    What is quoted is what the guard says, within what the wire quotes; where nobody is named who quotes, "was quoted
    as saying" is the one cue of what the guard says.
    """
    tree = context.tree
    _give_back(context, candidates)
    for candidate in candidates:
        _as_reported(tree, candidate)
    by_head = {candidate.head: candidate for candidate in candidates if candidate.pos == "verb"}
    for outer in [c for c in candidates if c.pos == "verb" and lemma_of(tree, c.head) in _CITES]:
        verb = next((v for link in tree.children[outer.head] for v in _said_as(tree, link)), -1)
        who = tree.child(outer.head, "nsubjpass", "dobj")
        if verb < 0 or who < 0:
            continue
        by = _quoted_by(tree, verb)
        inner = by_head.get(verb)
        if inner is not None and by >= 0 and inner.content <= set(tree.subtree(tree.head[by])):
            candidates.remove(inner)
            inner = None
        before = clause_of(tree, outer.head) if inner is None and not outer.quotes else -1
        if inner is None and not outer.quotes and not -1 < before < who:
            continue
        if inner is None:
            frame = "quotation" if before < 0 else "clause-before"
            content = set(tree.subtree(before)) if before >= 0 else set()
            inner = Candidate(verb, [verb], lemma_of(tree, verb), "verb", frame, None, content)
            inner.signs.append("src:subject")
            candidates.append(inner)
        inner.source = phrase(tree, who)
        if outer.quotes and (outer.frame == "quotation" or not inner.content):
            inner.content, inner.quotes, inner.frame = set(outer.content), list(outer.quotes), "quotation"
        if by >= 0:
            outer.source, outer.frame = phrase(tree, by), "passive-by"
            outer.signs = ["src:agent"]
            aside = set(tree.subtree(tree.head[by]))
            inner.cue = [verb]
            inner.content -= aside
            outer.content -= aside
        if tree.dep[who] == "dobj" or tree.child(outer.head, "agent") >= 0 or by >= 0:
            own = set(phrase(tree, who)) | {row for row in tree.subtree(tree.head[verb]) if row > outer.head}
            own -= set(tree.subtree(tree.head[by])) if by >= 0 else set()
            outer.content |= own | inner.content if by >= 0 else own
            outer.content -= set(outer.cue)
            outer.frame = "object-as" if tree.dep[who] == "dobj" else outer.frame
            outer.settled = inner.settled = True
        else:
            inner.cue = sorted({*outer.cue, *range(max(outer.cue) + 1, verb + 1)} - set(inner.content))
            candidates.remove(outer)


def _as_reported(tree: Tree, candidate: Candidate) -> None:
    """ "As quoted by the agency", "as first reported by the Courier" name a source as "according to" does."""
    by, link = tree.child(candidate.head, "agent"), tree.child(candidate.head, "mark")
    if candidate.frame != "as-clause" or by < 0 or link < 0 or tree.lower[link] != "as":
        return
    candidate.frame, candidate.cue = "according-to", list(range(link, by + 1))
    candidate.content -= set(candidate.cue)


def _quoted_by(tree: Tree, verb: int) -> int:
    """Who quotes in "was quoted as saying by the agency", where the parser hangs "by" on "as" or "saying"; or -1."""
    for above in (verb, tree.head[verb]):
        for link in tree.all(above, "agent", "prep"):
            if tree.lower[link] == "by" and link > verb:
                return tree.child(link, "pobj")
    return -1


def _give_back(context: Context, candidates: list[Candidate]) -> None:
    """The clause goes back to the reporting word where the parser gives it to the one that cites:

    "The wire said, citing the police, that the bridge was mined".
    """
    tree = context.tree
    by_head = {candidate.head: candidate for candidate in candidates if candidate.pos == "verb"}
    for citing in list(candidates):
        said = tree.head[citing.head]
        cites = tree.tag[citing.head] == "VBG" and lemma_of(tree, citing.head) in _CITES
        if not cites or tree.dep[citing.head] != "advcl" or citing.frame not in ("that-clause", "clause"):
            continue
        if said >= citing.head or (lemma_of(tree, said), "verb") not in cue_lexicon() or said in by_head:
            continue
        if citing.source is None or tree.child(citing.head, "dobj") < 0:
            continue
        made = Candidate(said, [said], lemma_of(tree, said), "verb", citing.frame, citing.source, set(citing.content))
        made.quotes = list(citing.quotes)
        made.signs.append("src:subject")
        candidates.remove(citing)
        candidates.append(made)


def _said_as(tree: Tree, link: int) -> list[int]:
    """The verb in "as saying", where `link` is the word "as"."""
    return [v for v in tree.children[link] if tree.lower[link] == "as" and tree.dep[v] == "pcomp"]


def _reporting_word(context: Context, row: int, by_head: dict[int, int]) -> int:
    """The candidate whose word governs the citing one, or shares its sentence and subject; -1 if there is none."""
    tree = context.tree
    at = row
    for _ in range(4):
        at = tree.head[at]
        if at in by_head:
            return by_head[at]
    return -1


def containers(candidates: Sequence[Candidate], explicit: dict[int, int]) -> list[int]:
    """For each candidate the position of the innermost other one in whose content its cue stands, or -1.

    `explicit` gives containers known otherwise (citing). A container's content is larger than that of what it
    holds, or the same where the container is cited explicitly, so that no two hold each other.
    """
    at_row: dict[int, list[int]] = {}
    order = sorted(range(len(candidates)), key=lambda p: (-len(candidates[p].content), p in explicit, p))
    rank = {position: place for place, position in enumerate(order)}
    for position in order:
        for row in candidates[position].content:
            at_row.setdefault(row, []).append(position)
    out = []
    for position, candidate in enumerate(candidates):
        holders = [h for h in at_row.get(candidate.head, ()) if h != position and rank[h] < rank[position]]
        innermost = max(holders, key=lambda h: rank[h], default=-1)
        out.append(explicit.get(position, innermost))
    return out


def depth(claim: Claim, by_id: Mapping[str, Claim]) -> int:
    """How many claims a claim stands within; one whose outer claim is not among `by_id` stands within none."""
    out, seen = 0, {claim.id}
    while (above := by_id.get(claim.within or "")) is not None and above.id not in seen:
        claim, out = above, out + 1
        seen.add(above.id)
    return out
