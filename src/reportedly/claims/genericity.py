"""Whether a predicate tells of one occurrence, a series, a habit, or a kind of thing."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.clause import tense_rows, with_particle
from reportedly.claims.cut_short import headline_end
from reportedly.claims.operators import FactualityWords, factuality_words
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Genericity

__all__ = ["genericity"]

NOMINAL = frozenset({"NOUN", "PROPN"})


def genericity(tree: Tree, row: int, path: Sequence[int], *, told: bool = True) -> Anchored[Genericity]:
    """One occurrence or many. `path` are the rows above the predicate, outermost first, ending with it.

    Ordered: a word of habit; words of number; a kind of action compared or classified; the simple present.
    A series stays one series: "a number of killings" is iterative, never several specific events. `told` is whether
    it is told as a fact: the present of what is not is no habit ("if rebels attack"), nor is "the risk of arrest".
    """
    words = factuality_words()
    verbs = _clause(tree, path)
    if rows := _habit(tree, row, verbs, words):
        return Anchored("habitual", tree.spans(rows))
    if rows := _series(tree, row, verbs, words):
        return Anchored("iterative", tree.spans(rows))
    if (told or not _governed(tree, row, words)) and (rows := _kind(tree, row, path, verbs, words)):
        return Anchored("generic", tree.spans(rows), "names a kind of action")
    if told and (rows := _present(tree, row, verbs, words)):
        return Anchored("habitual", tree.spans(rows), "simple present of an action")
    if rows := _plural(tree, row, verbs):
        return Anchored("iterative", tree.spans(rows), "plural")
    return Anchored("specific", tree.spans([row]), "no word makes it many or a habit")


def _governed(tree: Tree, row: int, words: FactualityWords) -> bool:
    """Whether this is a bare noun after a preposition or verb ("the risk of arrest"), and no mass of action."""
    return (
        tree.tag[row] in {"NN", "NNP"}
        and tree.dep[row] in {"pobj", "dobj"}
        and tree.lemma[row] not in words.sets["mass", "words"]
    )


def _clause(tree: Tree, path: Sequence[int]) -> list[int]:
    """The verbs that share the predicate's clause, nearest first: itself or its governor, and what it complements."""
    out: list[int] = []
    for position in range(len(path) - 1, -1, -1):
        row = path[position]
        if tree.pos[row] in {"VERB", "AUX"}:
            out.append(row)
            if tree.dep[row] not in {"xcomp", "conj", "pcomp"}:
                break
    return out


def _habit(tree: Tree, row: int, verbs: Sequence[int], words: FactualityWords) -> list[int]:
    governing = tree.head[row] if tree.dep[row] == "nsubj" and tree.pos[tree.head[row]] == "AUX" else -1
    for verb in (*verbs, *((governing,) if governing >= 0 and governing not in verbs else ())):
        for child in tree.children[verb]:
            if tree.dep[child] == "advmod" and words.has("habit", "adverbs", tree.lower[child]):
                return [child]
            each = [c for c in tree.children[child] if words.has("habit", "each", tree.lower[c])]
            if each and tree.dep[child] in {"npadvmod", "dobj"} and words.has("habit", "periods", tree.lemma[child]):
                return [*each, child]
            common = tree.dep[child] in {"acomp", "attr"} and words.has("habit", "predicates", tree.lemma[child])
            if common and tree.lemma[verb] in {"be", "become", "remain"} and _bare_subject(tree, row, verb):
                return [child]
        if tree.lower[verb] == "used" and tree.child(verb, "xcomp") >= 0 and tree.child(verb, "dobj") < 0:
            return [verb]
    return []


def _bare_subject(tree: Tree, row: int, verb: int) -> bool:
    """ "Attacks are common": a plural, or a noun without an article, of which the verb says how often it happens."""
    if tree.head[row] != verb or tree.dep[row] != "nsubj":
        return False
    return tree.tag[row] == "NNS" or not any(tree.dep[c] in {"det", "poss"} for c in tree.children[row])


def _series(tree: Tree, row: int, verbs: Sequence[int], words: FactualityWords) -> list[int]:
    noun = row if tree.pos[row] in NOMINAL else -1
    if noun < 0 and verbs and verbs[0] == row:
        for child in tree.children[row]:
            if tree.dep[child] == "advmod" and words.has("series", "adverbs", tree.lower[child]):
                return [child]
            many = [c for c in tree.children[child] if tree.dep[c] in {"amod", "nummod"}]
            if many and tree.tag[child] == "NNS" and words.has("series", "periods", tree.lemma[child]):
                return [*many, child]
        operator = with_particle(tree, row, "np", words)
        if operator is not None and operator.name == "success":
            noun = tree.child(row, "dobj")
    if noun < 0:
        return []
    for child in tree.children[noun]:
        if tree.dep[child] == "nummod" and tree.lower[child] not in {"one", "1"}:
            return [child]
        plural = tree.dep[child] in {"det", "amod", "predet"} and tree.tag[noun] in {"NNS", "NNPS"}
        if plural and words.has("series", "determiners", tree.lower[child]):
            return [child, noun]
    if tree.lemma[noun] in words.sets["series", "containers"]:
        return [noun]
    above = tree.head[noun]
    if tree.dep[noun] == "pobj" and tree.lower[above] == "of":
        container = tree.head[above]
        if tree.lemma[container] in words.sets["series", "containers"]:
            return [*(c for c in tree.children[container] if tree.dep[c] == "det"), container, above]
    return []


def _kind(tree: Tree, row: int, path: Sequence[int], verbs: Sequence[int], words: FactualityWords) -> list[int]:
    told = verbs[-1] if verbs else next((r for r in tree.ancestors(row) if tree.pos[r] in {"VERB", "AUX"}), row)
    if told == row and tree.tag[row] == "VBG" and tree.dep[row] in {"nsubj", "nsubjpass", "csubj", "aux"}:
        told = tree.head[row]  # "Fighting continued"
    present = _tense(tree, told) in {"present", "modal", "none"}
    above = tree.head[row]
    if tree.tag[row] == "VBG" and present and _tense(tree, row) == "none":
        compared = any(words.has("kinds", "prepositions", tree.lower[a]) for a in path[-3:-1])
        subject = tree.dep[row] in {"nsubj", "nsubjpass", "csubj", "compound"}
        if compared or subject or (tree.dep[row] in {"advcl", "conj"} and _compares(tree, row)):
            return [row]
    if tree.pos[row] not in NOMINAL or not present:
        return []
    bare = not any(tree.dep[c] in {"det", "poss", "nummod"} for c in tree.children[row])
    if tree.lemma[row] in words.sets["mass", "words"]:
        return [] if _of_some(tree, row) else [row]
    if tree.tag[row] == "NN" and row < headline_end(tree):
        return []  # headlines leave out articles
    if bare and tree.tag[row] in {"NNS", "NN"} and tree.dep[row] in {"nsubj", "nsubjpass", "pobj", "conj", "dobj"}:
        governor = verbs[0] if verbs else -1
        if governor >= 0 and tree.dep[row] == "dobj" and tree.tag[row] == "NN":
            return []
        if governor >= 0 and ("subject", tree.lemma[governor]) in words.operators and tree.lemma[governor] != "be":
            return []
        return (
            [row]
            if tree.pos[above] != "ADP" or tree.lower[above] not in {"after", "in", "during", "following"}
            else []
        )
    return []


def _of_some(tree: Tree, row: int) -> bool:
    """ "The torture of two clerks": done to a number of people, it is one occurrence."""
    done_to = [inner for of in tree.all(row, "prep") if tree.lower[of] == "of" for inner in tree.all(of, "pobj")]
    pointed = any(tree.dep[c] == "det" and tree.lower[c] == "the" for c in tree.children[row])
    return pointed and any(tree.child(inner, "nummod") >= 0 for inner in done_to)


def _compares(tree: Tree, row: int) -> bool:
    """Whether what the row hangs on is a comparison ("more effective than raids or derailing trains")."""
    near = [c for a in tree.children[tree.head[row]] for c in (a, *tree.children[a])]
    return any(tree.lower[c] == "than" for c in near)


def _tense(tree: Tree, verb: int) -> str:
    """past, present, perfect, progressive, modal or none: of the verb with its auxiliaries."""
    below = [c for c in tree.children[verb] if tree.dep[c] in {"aux", "auxpass"}]
    if any(tree.tag[c] == "MD" for c in below):
        return "modal"
    if any(tree.tag[c] == "TO" for c in below):
        return "none"
    finite = next((c for c in (*below, verb) if tree.tag[c] in {"VBD", "VBP", "VBZ"}), -1)
    if finite < 0:
        return "none"
    if tree.tag[finite] == "VBD":
        return "past"
    if tree.lemma[finite] == "have" and finite != verb:
        return "perfect"
    if tree.tag[verb] == "VBG":
        return "progressive"
    return "present"


def _present(tree: Tree, row: int, verbs: Sequence[int], words: FactualityWords) -> list[int]:
    """The simple present of an action, but not in a headline (without a full stop) nor of what still goes on."""
    if not verbs or _tense(tree, verbs[-1]) != "present" or tree.pos[verbs[-1]] == "AUX":
        return []
    verb = verbs[-1]
    if verb != verbs[0] or words.has("habit", "ongoing", tree.lemma[verb]):
        return []
    if row != verb and (tree.head[row] != verb or any(tree.dep[c] in {"det", "poss"} for c in tree.children[row])):
        return []
    last = tree.sentence(verb)[-1]
    closed = any(tree.text[r] in {".", "!", "?", ";", "”", '"'} for r in (last, max(last - 1, 0)))
    return [verb] if closed else []


def _plural(tree: Tree, row: int, verbs: Sequence[int]) -> list[int]:
    if tree.tag[row] in {"NNS", "NNPS"}:
        return [row]
    if verbs and verbs[0] == row and _tense(tree, row) == "perfect":
        thing = tree.child(row, "dobj")
        if (
            thing >= 0
            and tree.tag[thing] == "NNS"
            and not any(tree.dep[c] in {"det", "poss", "nummod"} for c in tree.children[thing])
        ):
            return [*tense_rows(tree, row), thing]
    return []
