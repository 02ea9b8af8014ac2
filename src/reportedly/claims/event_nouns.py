"""Who stands around a noun that names an event: its possessor, what precedes and follows it, the verb of it."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.drafts import Draft
from reportedly.claims.occurrences import is_container
from reportedly.claims.subjects import after, subject_of
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words, triggers

__all__ = ["event_noun"]

_FIELDED = frozenset(
    {
        "military",
        "police",
        "rebel_group",
        "political_militia",
        "identity_militia",
        "criminals",
        "international_force",
        "state_force",
    }
)
_STATES = frozenset({"us", "uk", "eu", "un", "nato", "ussr", "uae"})
"""Names that stand before an event noun for its doer ("a US air strike"); of other names it is the place."""


def event_noun(tree: Tree, draft: Draft) -> Iterator[tuple[str, int]]:
    noun, carrier = draft.row, draft.carrier
    holder = noun
    if (
        tree.dep[noun] == "pobj"
        and tree.lower[tree.head[noun]] == "of"
        and is_container(tree, tree.head[tree.head[noun]])
    ):
        holder = tree.head[tree.head[noun]]
    for child in tree.children[noun]:
        if tree.dep[child] == "poss":
            yield "poss", child
        elif tree.dep[child] in {"compound", "amod", "nmod"} and (
            tree.ent[child][2:] == "NORP" or tree.lower[child].replace(".", "") in _STATES
        ):
            yield "nationality", child
        elif tree.dep[child] in {"compound", "nmod", "amod"} and child not in draft.rows and _fields(tree, child):
            yield "nationality", child  # "a police raid", "the Ash Brigade attack"
        elif tree.dep[child] == "compound":
            yield ("weapon" if tree.lemma[child].lower() in event_words()["instruments"] else "compound"), child
        elif tree.dep[child] in {"prep", "agent"}:
            yield from after(tree, child)
            for death in tree.all(child, "pobj") if tree.lower[child] == "to" else ():
                if tree.lower[death] == "death":  # "the stabbing to death of a driver by a passenger"
                    yield from (found for inner in tree.all(death, "prep") for found in after(tree, inner))
            for held in tree.all(child, "pobj"):  # "the attack by insurgents on a mill" hangs "on" on the insurgents
                for inner in tree.all(held, "prep"):
                    if tree.lower[inner] in {"on", "against"} and tree.lower[child] in {"by", "of", "from"}:
                        yield from after(tree, inner)
        elif tree.dep[child] == "acl" and tree.lemma[child] in {
            "carry",
            "launch",
            "stage",
            "commit",
            "mount",
            "conduct",
        }:
            for agent in tree.all(child, "agent"):
                yield from after(tree, agent)
    if draft.entry.effect is not None:
        yield from _consequence(tree, noun)
    yield from _borne(tree, holder, draft.type == "PROTEST")
    if carrier >= 0:
        if tree.dep[holder] == "dobj":
            undergoes = tree.lemma[carrier].lower() in triggers().undergo
            yield "undergo" if undergoes else "actor", subject_of(tree, carrier)
        for child in tree.children[carrier]:
            apart = tree.dep[holder] == "nsubj" and tree.lower[child] in {"between", "with", "by"}
            if apart and tree.dep[child] == "prep":  # "fighting broke out between"
                yield from after(tree, child)
            dep, word = tree.dep[child], tree.lower[child]
            given = word in {"against", "on"} or (draft.entry.carriers and word in draft.entry.frame and word != "by")
            if dep == "agent" or (dep in {"prep", "dative"} and given):
                yield from (("actor" if dep == "agent" else word, row) for _, row in after(tree, child))
            elif dep == "dative":  # "gave the rebels an ultimatum"
                yield "object", child


def _borne(tree: Tree, noun: int, protest: bool) -> Iterator[tuple[str, int]]:
    """ "came under attack", "was the victim of an attack", "went on strike": the subject is in it."""
    preposition = tree.head[noun]
    above = tree.head[preposition]
    if protest and tree.dep[noun] == "dobj" and tree.lemma[preposition] in actor_words().verbs["organise"]:
        yield "actor", subject_of(tree, preposition)
    if tree.dep[noun] != "pobj" or tree.dep[preposition] != "prep":
        return
    if tree.lower[preposition] == "under" and tree.lemma[above] in actor_words().verbs["come"]:
        yield "undergo", subject_of(tree, above)
    elif (
        tree.lower[preposition] == "on"
        and tree.lemma[noun] == "strike"
        and tree.lemma[above] in actor_words().verbs["come"]
    ) or (
        protest
        and (
            (tree.lower[preposition] in {"in", "for", "at"} and tree.lemma[above] in actor_words().verbs["gather"])
            or (tree.lower[preposition] == "as" and tree.lemma[above] == "block")
        )
    ):
        yield "actor", subject_of(tree, above)
    elif tree.lower[preposition] == "of" and tree.lemma[above] in {"victim", "target"} and tree.dep[above] == "attr":
        yield "undergo", subject_of(tree, tree.head[above])


def _fields(tree: Tree, row: int) -> bool:
    """Whether a word before an event noun names those who do it: armed people, police, a body with a name."""
    words, lemma = actor_words(), tree.lemma[row].lower()
    if tree.pos[row] == "PROPN" and tree.ent[row][2:] in {"ORG", "PERSON"}:
        first = row
        while first > 0 and tree.head[first - 1] == row and tree.dep[first - 1] == "compound":
            first -= 1
        if words.known(tree.text[first : row + 1], frozenset()) is not None:
            return True
        return first < row and lemma in words.nouns["bodies"]
    sort = words.heads.get(lemma) or words.modifiers.get(lemma)
    return (
        sort is not None
        and tree.text[row][:1].islower()
        and sort.kind in _FIELDED
        and lemma not in {"border", "state"}
    )


def _consequence(tree: Tree, noun: int) -> Iterator[tuple[str, int]]:
    """ "the crush resulted in 56 deaths", "the blast caused the death of": what is named as the cause."""
    head = tree.head[noun]
    verb, words = (tree.head[head], f"{tree.lemma[tree.head[head]].lower()} {tree.lower[head]}")
    if tree.dep[noun] == "dobj":
        verb, words = head, tree.lemma[head].lower()
    if words in event_words()["consequence"] and tree.pos[verb] == "VERB":
        yield "from", subject_of(tree, verb)
