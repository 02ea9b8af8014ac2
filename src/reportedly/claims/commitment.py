"""How firmly: what a claim's source commits to (status), and what whoever reports the source commits to (stance).

The two never become one number. "The army falsely claimed that" has a source that vouches and a writer who does
not; "the army admitted that" has both. Meanings and order are in `ontology/stances.toml`; words beside the cue in
`lexicons/commitment.en.toml`; the plain reading of a cue in `lexicons/reporting_cues.en.toml`, and for a word it
does not list, in the judgements of `lexicons/veridicality.en.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.claims.clause import frame, tense_rows
from reportedly.claims.cue_context import CueInContext, commitment_words, join, owned_act, passive_hearsay, read_cue
from reportedly.claims.cues import CueEntry
from reportedly.claims.factuality import clause_factuality
from reportedly.claims.stance import stance_of
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Cue, CueClass, Modality, Span, Stance, Status

__all__ = ["commit"]

PLAIN: Mapping[CueClass, Status] = {
    "claim": "alleged",
    "denial": "denied",
    "belief": "believed",
    "intention": "planned",
    "demand": "demanded",
    "question": "asked",
    "threat": "threatened",
    "responsibility": "alleged",
    "hearsay": "alleged",
}
"""Status of a cue by its class, where the lexicon has no entry for the word; any other class asserts."""

NEGATED: Mapping[Status, Status] = {"believed": "denied", "planned": "denied"}
"""What becomes of a status when its cue is negated: "does not believe that" and "does not want to" commit to the
opposite; "did not say that", "did not deny that" and the rest commit to nothing."""


def commit(
    tree: Tree, *, cue_rows: Sequence[int], content: Sequence[Span], cue: Cue | None, entry: CueEntry | None
) -> tuple[Anchored[Status], Anchored[Stance]]:
    """The two firmnesses of a claim with these cue rows and this content, each with the words that decided it.

    `cue_rows` is empty and `cue` and `entry` are None where a quotation stands alone: its source asserts it,
    unless the words quoted ask, demand, promise or set a condition. Raises nothing: any rows and spans of the
    tree's report get an answer.
    """
    read = read_cue(tree, cue_rows, entry)
    head = _head(tree, content)
    return _status(tree, read, head, content, cue, entry), stance_of(tree, read, content, cue, entry)


def _head(tree: Tree, content: Sequence[Span]) -> int:
    """The word that the content hangs on: its first finite predicate if it has one, else its first outermost word."""
    first = -1
    for span in content:
        rows = tree.rows(span)
        for row in rows:
            if tree.head[row] in rows and tree.head[row] != row:
                continue
            if tree.pos[row] in {"VERB", "AUX"}:
                return row
            if first < 0 and tree.pos[row] not in {"PUNCT", "CCONJ", "SCONJ", "ADP", "SPACE"}:
                first = row
    return first


def _status(
    tree: Tree, read: CueInContext | None, head: int, content: Sequence[Span], cue: Cue | None, entry: CueEntry | None
) -> Anchored[Status]:
    plain: Status = entry.status if entry else PLAIN.get(cue.kind, "asserted") if cue else "asserted"
    if read is None:
        found = _by_content(tree, head, content)
        return found or _plain(tree, plain, (), head, content)
    words = tree.spans(read.rows)
    if read.negated:
        spans = join(tree, words, read.polarity.spans)
        return Anchored(NEGATED.get(plain, "unknown"), spans, "the cue is negated")
    # "is expected to say", "wants to say"; but "will announce" promises what it says.
    untold = read.modality.value in {"conditional", "unknown", "advocated"} or _may(read.modality)
    untold = untold or (read.modality.value == "planned" and read.modality.inferred != "modal")
    if untold and plain not in {"demanded", "threatened", "planned"}:
        return Anchored("unknown", join(tree, words, read.modality.spans), "the cue itself is not told as a fact")
    if plain == "asserted" and passive_hearsay(tree, read.word):
        return Anchored("alleged", tree.spans(tense_rows(tree, read.word)), "passive without a source")
    if plain == "asked" and head >= 0 and frame(tree, head) == "to" and tree.pos[head] == "VERB":
        return Anchored("demanded", join(tree, words, tree.spans(tense_rows(tree, head))), "asks for an act")
    if plain == "alleged" and (owned := owned_act(tree, read)):
        return Anchored("asserted", join(tree, words, tree.spans(owned)), "claims its own act")
    if plain in {"asserted", "alleged", "believed"} and (found := _by_content(tree, head, content)):
        if found.value == "planned" and entry and entry.lemma in commitment_words()["threatening", "words"]:
            found = Anchored("threatened", join(tree, words, found.spans), found.inferred)
        return found if plain == "asserted" or found.value in {"conditional", "demanded"} else Anchored(plain, words)
    return _plain(tree, plain, words, head, content)


def _plain(
    tree: Tree, plain: Status, words: tuple[Span, ...], head: int, content: Sequence[Span]
) -> Anchored[Status]:
    if words:
        return Anchored(plain, words)
    spans = tree.spans(tense_rows(tree, head)) if head >= 0 else tuple(content[:1])
    return Anchored(plain, spans, "a quotation without a cue: its source asserts it")


def _may(modality: Anchored[Modality]) -> bool:
    return modality.value == "hypothetical" and modality.words.lower() in {
        "may",
        "might",
        "could",
        "perhaps",
        "maybe",
    }


def _by_content(tree: Tree, head: int, content: Sequence[Span]) -> Anchored[Status] | None:
    """What the reported words do: ask, set a condition, demand, promise, deny, hedge; None if they state."""
    if head < 0 or not content:
        return None
    lexicon, below = commitment_words(), tree.children[head]
    if content[0].words.rstrip("”\"’' ").endswith("?"):
        last = tree.rows(content[0])[-1]
        return Anchored("asked", tree.spans([last]), "a question")
    if whether := [c for c in below if tree.dep[c] == "mark" and tree.lower[c] == "whether"]:
        return Anchored("unknown", tree.spans(whether))
    if tree.pos[head] not in {"VERB", "AUX"}:
        no = [c for c in below if tree.dep[c] in {"det", "neg"} and tree.lower[c] in {"no", "not"}]
        if no and tree.lemma[head] in lexicon["denying", "nouns"]:
            return Anchored("denied", tree.spans([*no, head]))
        future = [c for c in below if tree.lower[c] in lexicon["future", "words"]]
        future += [c for c in tree.all(head, "acl", "relcl") if _to_be_done(tree, c)]
        return Anchored("planned", tree.spans(future)) if future else None
    _, modality = clause_factuality(tree, head)
    if modality.value == "conditional":
        return Anchored("conditional", modality.spans, modality.inferred)
    modals = [c for c in below if tree.tag[c] == "MD"]
    perfect = any(tree.lower[c] in {"have", "'ve", "’ve"} for c in below if tree.dep[c] == "aux")
    if demands := [c for c in modals if tree.lower[c] in lexicon["demanding", "words"]]:
        return None if perfect else Anchored("demanded", tree.spans(demands))
    if modality.value == "advocated":
        return Anchored("demanded", modality.spans, modality.inferred)
    if denial := _denies(tree, head):
        return Anchored("denied", tree.spans(denial))
    if hedge := [c for c in below if tree.lower[c] in lexicon["hedges", "alleged"]]:
        return Anchored("alleged", tree.spans(hedge))
    if modals and not perfect and _own_act(tree, head, modals[0]):
        return Anchored("planned", tree.spans([*modals, head]), "the speaker's own act to come")
    return None


def _to_be_done(tree: Tree, row: int) -> bool:
    """ "an initiative to be unveiled": an infinitive in the passive."""
    return tree.child(row, "auxpass") >= 0 and any(tree.tag[c] == "TO" for c in tree.children[row])


def _denies(tree: Tree, head: int) -> list[int]:
    """Rows by which a content denies what stands in it: "there is no evidence that", "it is untrue that"."""
    lexicon, words = commitment_words(), {"no", "not", "n't", "n’t", "never"}
    for child in tree.children[head]:
        if tree.dep[child] not in {"attr", "acomp", "dobj"}:
            continue
        no = [c for c in (*tree.children[child], *tree.children[head]) if tree.lower[c] in words]
        if no and tree.lemma[child] in lexicon["denying", "nouns"]:
            return [*no, child]
        if not no and tree.lemma[head] == "be" and tree.lemma[child] in lexicon["denying", "adjectives"]:
            return [child]
    return []


def _own_act(tree: Tree, head: int, modal: int) -> bool:
    """Whether "will", or "would" seen from the past, speaks of what the speaker is going to do."""
    to_come = tree.lower[modal] in {"will", "would", "shall", "’ll", "'ll", "wo", "’d", "'d"}
    if not to_come or tree.child(head, "auxpass") >= 0:
        return False
    subject = tree.child(head, "nsubj")
    own = subject >= 0 and tree.lower[subject] in {"i", "we", "he", "she", "it", "they"}
    own = own or (
        subject >= 0
        and tree.lemma[subject] in commitment_words()["own_people", "words"]
        and any(tree.lower[c] in {"his", "her", "its", "their", "our", "my"} for c in tree.all(subject, "poss"))
    )
    return own and tree.lemma[head] not in commitment_words()["states", "words"]
