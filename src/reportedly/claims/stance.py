"""What whoever reports a source commits to: the stance that lies in the choice of cue and in the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.clause import tense_rows
from reportedly.claims.cue_context import CueInContext, commitment_words, join, owned_act, passive_hearsay
from reportedly.claims.cues import CueEntry
from reportedly.claims.veridicality import veridicality
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Cue, Span, Stance

__all__ = ["stance_of"]


def stance_of(
    tree: Tree, read: CueInContext | None, content: Sequence[Span], cue: Cue | None, entry: CueEntry | None
) -> Anchored[Stance]:
    """The stance of whoever used this cue, anchored to it and to the words beside it that changed it."""
    if read is None:
        spans = tuple(content[:1])
        return Anchored("neutral", spans, "quoted without a cue")
    words = tree.spans(read.rows)
    if found := _by_neighbours(tree, read, content):
        return found
    lemma = tree.lemma[read.word].lower()
    signature = veridicality(lemma, "that")
    plain: Stance = "neutral"
    if entry:
        plain = entry.stance
    elif signature and cue and cue.kind in {"speech", "claim", "document"}:
        plain = "supporting" if signature.factive else "distancing" if signature.affirmed < 1.0 else "neutral"
    if read.negated:
        # People still infer the complement of "did not admit" (0.5), no longer that of "did not confirm" (-0.2).
        kept = plain == "supporting" and signature is not None and signature.denied >= 0.5
        return Anchored(
            "supporting" if kept else "neutral", join(tree, words, read.polarity.spans), "the cue is negated"
        )
    if plain in {"neutral", "supporting"} and entry and entry.kind == "speech" and passive_hearsay(tree, read.word):
        return Anchored("distancing", tree.spans(tense_rows(tree, read.word)), "passive without a source")
    if plain == "distancing" and owned_act(tree, read):
        return Anchored("neutral", words, "claims its own act")
    if plain == "neutral" and (mark := _as(tree, read.word)) >= 0 and cue and cue.kind == "speech":
        return Anchored("supporting", join(tree, words, tree.spans([mark])), "reported as agreeing")
    return Anchored(plain, words, None if entry else "by what people infer from the verb" if signature else None)


ORDER: tuple[Stance, ...] = ("rejecting", "distancing", "supporting")
"""The strongest word beside a cue has its say."""


def _by_neighbours(tree: Tree, read: CueInContext, content: Sequence[Span]) -> Anchored[Stance] | None:
    """Adverbs, adjectives, "without evidence", "but offered none", "was false", "which could not be verified"."""
    lexicon, below, cue = commitment_words(), tree.children[read.word], tree.spans(read.rows)
    for stance in ORDER:
        hits = [r for r in (*read.rows, *below) if tree.lower[r] in lexicon["stance_adverbs", stance]]
        described = [c for c in below if tree.dep[c] == "amod"]
        if tree.dep[read.word] == "nsubj" and tree.lemma[tree.head[read.word]] == "be":
            described += tree.all(tree.head[read.word], "acomp")
        hits += [c for c in described if tree.lower[c] in lexicon["stance_adjectives", stance]]
        if hits and read.word not in hits:
            return Anchored(stance, join(tree, cue, tree.spans(hits)))
    subject = tree.child(read.word, "nsubj")
    for child in (*below, *(tree.children[subject] if subject >= 0 else ())):
        if tree.lower[child] == "without":
            near = [c for below in tree.children[child] for c in (below, *tree.children[below])]
            if missing := [c for c in near if tree.lower[c] in lexicon["without", "distancing"]]:
                return Anchored("distancing", join(tree, cue, tree.spans([child, *missing])))
    if not read.negated and (unproven := _unproven(tree, read, content)):
        return Anchored("distancing", join(tree, cue, tree.spans(unproven)))
    for noun in (read.word, *([subject] if subject >= 0 else ())):
        if unchecked := _unchecked(tree, noun):
            return Anchored("distancing", join(tree, cue, tree.spans(unchecked)))
    return None


def _unproven(tree: Tree, read: CueInContext, content: Sequence[Span]) -> list[int]:
    """Rows of "offered no evidence", if the source does so and does not say so."""
    words, said = commitment_words(), {row for span in content for row in tree.rows(span)}
    source = tree.child(read.word, "nsubj")
    for verb in tree.sentence(read.word):
        above, dep = tree.head[verb], tree.dep[verb]
        if tree.lemma[verb] not in words["proving", "verbs"] or verb in read.rows:
            continue
        beside = dep in {"conj", "advcl"} and (above == read.word or (above in said and verb not in said))
        before = tree.dep[read.word] == "conj" and tree.head[read.word] == verb
        if not (beside or before or (dep == "relcl" and above == source)):
            continue
        doer = tree.child(verb, "nsubj")
        if beside and doer >= 0 and tree.pos[doer] != "PRON":
            continue  # "..., but the prosecutor offered no evidence"
        for noun in tree.all(verb, "dobj"):
            no = [*tree.all(verb, "neg"), *(c for c in tree.children[noun] if tree.lower[c] == "no")]
            if no and tree.lemma[noun] in words["proving", "nouns"]:
                return [*no, *tense_rows(tree, verb), noun]
    return []


def _unchecked(tree: Tree, noun: int) -> list[int]:
    """Rows of a relative clause that says the noun could not be verified."""
    for clause in tree.all(noun, "relcl"):
        no = tree.all(clause, "neg")
        if no and tree.lemma[clause] in commitment_words()["checking", "words"]:
            return [*no, *tense_rows(tree, clause)]
    return []


def _as(tree: Tree, word: int) -> int:
    """The row of "as" in "as the mayor noted", or -1."""
    if tree.dep[word] != "advcl":
        return -1
    return next((c for c in tree.children[word] if tree.dep[c] in {"mark", "advmod"} and tree.lower[c] == "as"), -1)
