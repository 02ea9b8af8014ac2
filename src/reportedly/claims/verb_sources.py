"""Who is the source of a reporting verb: its subject, or whoever it borrows from the words around it."""

from __future__ import annotations

from functools import lru_cache

from reportedly.claims.candidates import phrase
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["SUBJECTS", "again_reporting", "displaced_subject", "governor", "source_of"]

SUBJECTS = ("nsubj", "csubj")
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "PART", "NUM", "CCONJ"))
_SAYS = frozenset(("speech", "claim", "denial", "demand", "question", "evaluation"))
_RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


def source_of(tree: Tree, verb: int) -> tuple[list[int] | None, bool, str]:
    """Rows of the verb's source, whether it is borrowed from another word, and how it was found."""
    subject = tree.child(verb, *SUBJECTS, "nsubjpass")
    if subject >= 0:
        return _subject(tree, verb, subject)
    displaced = displaced_subject(tree, verb)
    if displaced >= 0:
        return phrase(tree, displaced), False, "subject"
    dep, head = tree.dep[verb], tree.head[verb]
    before = _reported_before(tree, verb)
    if before >= 0:
        found, _, form = source_of(tree, before)
        return found, True, "again-" + form.removeprefix("shared-").removeprefix("again-")
    if dep == "conj" and tree.pos[head] in ("VERB", "AUX"):
        found, _, form = source_of(tree, head)
        return found, True, "shared-" + form.removeprefix("shared-")
    if dep in ("acl", "relcl") and tree.pos[head] in ("NOUN", "PROPN", "PRON"):
        return phrase(tree, head, without=(verb,)), True, "noun-before"
    if tree.tag[verb] == "VBN" and (by := tree.child(verb, "agent")) >= 0 and tree.child(by, "pobj") >= 0:
        return phrase(tree, tree.child(by, "pobj")), False, "agent"
    quoted = _quoted_as(tree, verb)
    if quoted >= 0:
        return phrase(tree, quoted), True, "quoted-as"
    climbed = governor(tree, verb)
    if climbed >= 0:
        given = tree.child(climbed, "dobj")
        if dep in ("xcomp", "ccomp") and climbed < given < verb and tree.tag[verb] == "VB":
            return phrase(tree, given), True, "object-before"
        found, _, form = source_of(tree, climbed)
        return found, True, "shared-" + form.removeprefix("shared-")
    return None, False, "none"


def _quoted_as(tree: Tree, verb: int) -> int:
    """Who is quoted in "the paper quoted him as saying", "she was cited as saying": the noun, or -1."""
    link = tree.head[verb]
    if tree.dep[verb] != "pcomp" or tree.lower[link] != "as":
        return -1
    paper = tree.head[link]
    return tree.child(paper, "dobj", "nsubjpass") if lemma_of(tree, paper) in ("quote", "cite", "report") else -1


def _subject(tree: Tree, verb: int, subject: int) -> tuple[list[int], bool, str]:
    if tree.lower[subject] in _RELATIVES and tree.dep[verb] == "relcl":
        return [subject], False, "relative"
    if behind := _behind_dateline(tree, verb, subject):
        return behind, False, "subject"
    form = "pronoun" if tree.pos[subject] == "PRON" else "inverted" if subject > verb else "subject"
    return phrase(tree, subject), False, form


def _behind_dateline(tree: Tree, verb: int, subject: int) -> list[int]:
    """The subject after a dateline's dash, where the parser takes the dateline for it ("ORLEN, May 5 — The army").

    Empty if the subject stands in no dateline.
    """
    start = tree.paragraph(verb).start
    if subject - start > 14 or not tree.text[start].isupper():
        return []
    dash = next((row for row in range(subject + 1, verb) if tree.text[row] in ("—", "–", "--")), -1)
    if dash < 0 or dash - start > 16:
        return []
    stop = dash + 1
    while stop < verb and (tree.pos[stop] in _NOMINAL or tree.lower[stop] == "of"):
        stop += 1
    return list(range(dash + 1, stop))


def displaced_subject(tree: Tree, verb: int) -> int:
    """The subject of a verb where the parser takes it for an apposition ("According to the guard, a memo showed"),

    or -1: such a verb has no subject of its own, and the source before it must end at the comma.
    """
    if tree.child(verb, *SUBJECTS, "nsubjpass", "csubjpass", "expl") >= 0:
        return -1
    for row in tree.all(verb, "prep"):
        if tree.lower[row] != "according":
            continue
        for noun in tree.subtree(row):
            if tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "to":
                after = [c for c in tree.all(noun, "appos") if noun < c < verb]
                return after[-1] if after and tree.text[tree.subtree(after[-1])[0] - 1] == "," else -1
    return -1


def governor(tree: Tree, verb: int) -> int:
    """The verb whose subject an infinitive, gerund or participle borrows, or -1."""
    head = tree.head[verb]
    if head == verb or tree.dep[verb] not in ("xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis"):
        return -1
    for _ in range(3):
        if tree.pos[head] in ("VERB", "AUX"):
            return head
        if tree.head[head] == head:
            return -1
        head = tree.head[head]
    return -1


def _reported_before(tree: Tree, verb: int) -> int:
    """The reporting verb whose source goes on with this one, where the parser hangs this one on its clause; or -1."""
    if tree.dep[verb] not in ("conj", "advcl"):
        return -1
    clause = tree.head[verb]
    while tree.dep[clause] in ("conj", "xcomp") and tree.head[clause] != clause:
        clause = tree.head[clause]
    said = tree.head[clause]
    if tree.dep[clause] != "ccomp" or said > clause or tree.pos[said] != "VERB":
        return -1
    return said if verb in again_reporting(tree, said, clause) else -1


def again_reporting(tree: Tree, verb: int, clause: int) -> set[int]:
    """Rows of what the parser hangs on the reported clause although the same source goes on to report.

    "He said the dam was safe and urged calm": a second verb in the tense of the first, without a subject of its own,
    that reports too, or that the subject of the clause could not do ("the boats sank and blamed the storm").
    "..., noting that": a participle that reports, after a comma (0.38 of these were marked as
    content, against 0.82 of other participles).
    """
    lexicon = cue_lexicon()
    out: set[int] = set()
    for row in tree.subtree(clause):
        if tree.pos[row] != "VERB" or (lemma_of(tree, row), "verb") not in lexicon or row <= verb:
            continue
        rows: list[int] = []
        if tree.dep[row] == "conj" and _told_alike(tree, verb, clause, row):
            kind = lexicon[lemma_of(tree, row), "verb"].kind
            own = tree.child(row, *SUBJECTS, "nsubjpass") >= 0
            if not own and (kind in _SAYS or not _subject_may_speak(tree, clause)):
                rows = tree.subtree(row)
        elif tree.dep[row] == "advcl" and tree.tag[row] == "VBG" and tree.child(row, *SUBJECTS) < 0:
            rows = tree.subtree(row)
            if tree.text[rows[0] - 1] != ",":
                rows = []
        out.update(rows)
    return out


def _told_alike(tree: Tree, verb: int, clause: int, row: int) -> bool:
    """Whether a second verb stands in the tense of the first ("denied" may be taken for a participle)."""
    if tree.tag[verb] not in ("VBD", "VBZ"):
        return False
    mistaken = tree.tag[row] == "VBN" and tree.tag[verb] == "VBD" and tree.child(row, "ccomp") > row
    return tree.tag[row] == tree.tag[verb] or (mistaken and not _subject_may_speak(tree, clause))


def _subject_may_speak(tree: Tree, clause: int) -> bool:
    """Whether the subject of a clause could report anything: a name, a person, a body, a document."""
    subject = tree.child(clause, *SUBJECTS, "nsubjpass")
    if subject < 0 or tree.pos[subject] != "NOUN":
        return True
    return tree.ent[subject] != "" or tree.lemma[subject].lower() in _speaking_nouns()


@lru_cache(maxsize=1)
def _speaking_nouns() -> frozenset[str]:
    kinds = load("lexicons/source_kinds.en.toml").tables["kinds"]
    return frozenset(noun for nouns in kinds.values() for noun in nouns)
