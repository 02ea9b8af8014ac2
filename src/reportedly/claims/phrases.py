"""Cues that are no verbs: according to, nouns with a complement, adjectives after "be"."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.claims.verb_sources import displaced_subject
from reportedly.language.tree import Tree

__all__ = ["adjective_candidates", "noun_candidates", "phrase_candidates"]

_NOUN_LINKS = frozenset(
    ("that", "to", "of", "about", "on", "for", "over", "against", "with", "toward", "towards", "in")
)


def phrase_candidates(context: Context) -> list[Candidate]:
    """ "According to X, Y", "in the words of X": the content is the clause around the phrase, without it."""
    tree, out = context.tree, []
    for row in context.rows[:-2]:
        words = ""
        if tree.lower[row] == "according" and tree.lower[row + 1] == "to":
            last, words = row + 1, "according to"
        elif tree.lower[row] == "in" and tree.lower[row + 1] == "the" and row + 3 < len(tree):
            last, words = row + 3, " ".join(tree.lower[row : row + 4])
        if (words, "phrase") not in cue_lexicon():
            continue
        noun = tree.child(last, "pobj")
        if noun < 0:
            noun = next((c for c in tree.children[row] if tree.dep[c] == "pobj" and c > last), -1)
        if noun < 0:
            continue
        subject = displaced_subject(tree, tree.head[row])
        apart = (subject,) if subject >= 0 and tree.head[subject] == noun else ()
        source = phrase(tree, noun, without=apart)
        cue = list(range(row, last + 1))
        own = set(tree.subtree(row, without=apart)) | set(source) | set(cue)
        frame = "according-to" if words == "according to" else "in-the-words-of"
        content = _clause_around(context, row, own) | {r for a in apart for r in tree.subtree(a)}
        out.append(Candidate(row, cue, words, "phrase", frame, source, content))
    return out


def _clause_around(context: Context, row: int, own: set[int]) -> set[int]:
    tree = context.tree
    at = tree.head[row]
    for _ in range(len(tree)):
        if tree.head[at] == at or at in own:
            break
        at = tree.head[at]
    rows = tree.subtree(at) if at not in own else list(tree.sentence(row))
    inside = context.inside[row]
    return {r for r in rows if r not in own and (inside < 0 or context.inside[r] == inside)}


def noun_candidates(context: Context) -> list[Candidate]:
    """Nouns with a complement: "the claim that", "his promise to", "accusations of"."""
    tree, out = context.tree, []
    for row in context.rows:
        if tree.pos[row] != "NOUN":
            continue
        found = _noun(tree, row)
        if found is not None:
            out.append(found)
    return out


def _noun(tree: Tree, row: int) -> Candidate | None:
    for child in tree.children[row]:
        if child < row:
            continue
        dep = tree.dep[child]
        rows = tree.subtree(child)
        if dep in ("acl", "ccomp", "relcl"):
            mark = next((c for c in tree.children[child] if tree.dep[c] in ("mark", "aux")), -1)
            if dep == "acl" and tree.tag[child] == "VB" and mark >= 0 and tree.lower[mark] == "to":
                return _noun_candidate(tree, row, "noun-infinitive", rows, [])
            if tree.lower[rows[0]] == "that" and tree.dep[rows[0]] == "mark":
                return _noun_candidate(tree, row, "noun-that", rows, [])
        elif dep == "prep" and tree.lower[child] in _NOUN_LINKS:
            return _noun_candidate(tree, row, "noun-" + tree.lower[child], rows[1:], [child])
    return None


def _noun_candidate(tree: Tree, row: int, frame: str, rows: list[int], link: list[int]) -> Candidate:
    source: list[int] | None = None
    form = "none"
    owner = tree.child(row, "poss")
    if owner >= 0:
        source, form = phrase(tree, owner), "possessor"
    else:
        name = next((c for c in tree.children[row] if tree.dep[c] == "compound" and tree.pos[c] == "PROPN"), -1)
        by = next(
            (c for c in tree.children[row] if c > row and tree.dep[c] == "prep" and tree.lower[c] in ("by", "from")),
            -1,
        )
        if by >= 0 and (noun := tree.child(by, "pobj")) >= 0:
            source, form = phrase(tree, noun), "by"
        elif name >= 0:
            source, form = [name], "compound"
        elif tree.dep[row] == "dobj" and (subject := tree.child(tree.head[row], "nsubj")) >= 0:
            source, form = phrase(tree, subject), "subject-of-" + tree.lemma[tree.head[row]].lower()
    content = set(rows) - set(source or [])
    candidate = Candidate(row, [row, *link], lemma_of(tree, row), "noun", frame, source, content)
    candidate.signs.append("src:" + form)
    return candidate


def adjective_candidates(context: Context) -> list[Candidate]:
    """Adjectives after "be": "is confident that", "is critical of"; the source is the subject."""
    tree, out = context.tree, []
    for row in context.rows:
        if tree.pos[row] != "ADJ" or tree.dep[row] not in ("acomp", "oprd", "attr", "ROOT", "conj"):
            continue
        verb = tree.head[row]
        subject = tree.child(verb, "nsubj")
        if subject < 0:
            continue
        for child in tree.children[row]:
            if child < row:
                continue
            rows = tree.subtree(child)
            if tree.dep[child] in ("ccomp", "xcomp"):
                frame = "adjective-clause" if tree.dep[child] == "ccomp" else "adjective-infinitive"
                cue = [row]
            elif tree.dep[child] == "prep":
                frame, cue, rows = "adjective-" + tree.lower[child], [row, child], rows[1:]
            else:
                continue
            candidate = Candidate(row, cue, tree.lower[row], "adjective", frame, phrase(tree, subject), set(rows))
            out.append(candidate)
            break
    return out
