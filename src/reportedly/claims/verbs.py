"""Verbs that report: what each complement of a verb makes of it, and who is its source.

One candidate for each verb. The complements looked for, strongest first: a clause, an infinitive, an object, a
preposition (claims/complements.py); a passive puts the content before the verb and the source, if any, after "by"
(claims/passives.py). A verb set off by commas ("the road, he said, was closed") reports the clause around it.
"""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.complements import (
    clause_content,
    clause_of,
    cue_rows,
    other_content,
    parenthetical,
    preposition_of,
)
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.claims.headline_speech import trailing
from reportedly.claims.passives import passive, reduced_passive
from reportedly.claims.verb_sources import source_of
from reportedly.language.tree import Tree

__all__ = ["verb_candidates"]


def verb_candidates(context: Context) -> list[Candidate]:
    """A candidate for every verb that has anything to report and is not itself an auxiliary."""
    tree, out = context.tree, []
    for row in context.rows:
        verb = tree.pos[row] == "VERB" and tree.dep[row] not in ("aux", "auxpass", "amod", "compound")
        if verb or _mistaken_noun(tree, row):
            found = _read(context, row)
            if found is None or found.source is None:
                found = trailing(context, row) or found
            if found is not None:
                out.append(found)
    return out


def _read(context: Context, verb: int) -> Candidate | None:
    tree = context.tree
    turned = tree.child(verb, "nsubjpass", "auxpass", "csubjpass") >= 0
    if turned or reduced_passive(tree, verb):
        return passive(context, verb)
    source, shared, form = source_of(tree, verb)
    clause = clause_of(tree, verb)
    aside = tree.dep[verb] == "parataxis"
    if clause >= 0:
        frame, content = clause_content(tree, verb, clause)
    else:
        frame, content = parenthetical(context, verb) if aside else ("", set())
        if not content:
            frame, content = other_content(tree, verb)
    lemma = _lemma(tree, verb, frame)
    if not content:
        frame, content = parenthetical(context, verb)
        if not content:
            return None
    cue = cue_rows(tree, verb, frame)
    if source is not None:
        content -= set(source)
    content -= set(cue)
    candidate = Candidate(verb, cue, lemma, "verb", frame, source, content, shared)
    candidate.signs.append("src:" + form)
    return candidate


def _mistaken_noun(tree: Tree, row: int) -> bool:
    """A verb taken for a noun by the parser, which still gives it a subject and a clause ("Files show that")."""
    return (
        tree.tag[row] in ("NN", "NNS")
        and (tree.lemma[row].lower(), "verb") in cue_lexicon()
        and tree.child(row, "nsubj") >= 0
        and tree.child(row, "ccomp") > row
    )


def _lemma(tree: Tree, verb: int, frame: str) -> str:
    particle = tree.child(verb, "prt")
    lemma = lemma_of(tree, verb)
    if particle >= 0:
        lemma += " " + tree.lower[particle]
    if frame.startswith("preposition"):
        lemma += " " + tree.lower[preposition_of(tree, verb)]
    elif frame == "object-as":
        lemma += " as"
    return lemma
