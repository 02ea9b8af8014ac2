"""Who takes part in an event, and in which role: from active, passive and nominal constructions alike."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.cut_short import counted_after, counted_dead, headline_passive
from reportedly.claims.drafts import Argument, Draft
from reportedly.claims.event_nouns import event_noun
from reportedly.claims.opposed import opposed
from reportedly.claims.subjects import after, antecedent, is_passive, own_subject, subject_of
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_types, event_words

__all__ = ["arguments", "is_passive", "nobody", "subject_of"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WHERE = frozenset({"in", "at", "on", "near", "of", "outside", "through", "against", "inside", "across"})
_NEGATIVE = frozenset({"nobody", "none", "neither", "no-one", "nothing"})
_TIMES = frozenset({"time", "moment", "day", "night", "morning", "evening"})
_MEASURES = frozenset({"km", "kilometre", "kilometer", "mile", "metre", "meter", "yard", "hour", "minute", "day"})
_CAPTIVES = frozenset({"hostage", "captive", "prisoner"})
_ADDRESSED = frozenset({"CONSULT", "SANCTION", "SUPPORT", "ACCUSE", "AID", "REQUEST"})
_EMPTY = frozenset({"it", "there", "this", "that", "what", "one", "which", "who"})


def arguments(tree: Tree, draft: Draft, events: set[int], times: set[int]) -> list[Argument]:
    """The roles of a draft by its frame. `events` are rows of triggers, `times` rows of time expressions."""
    found: list[Argument] = []
    roles = event_types()[draft.type].roles
    for slot, head in _slots(tree, draft, events):
        for row in _coordinated(tree, _deed_of(tree, head, draft, events)):
            role = _role(tree, draft, slot, row, events)
            if role is None or role not in roles or row in times or row in _named(draft):
                continue
            if not any(known.row == row for known in found):
                found.append(Argument(role, row, slot))
    return opposed(found)


def _named(draft: Draft) -> tuple[int, ...]:
    """The rows of a trigger that nobody can be: itself, and what "of" brings it ("an exchange of fire")."""
    return (draft.row, *(row for row in draft.rows if row > draft.row)) if draft.noun else (draft.row,)


def _deed_of(tree: Tree, row: int, draft: Draft, events: set[int]) -> int:
    """ "an attack in Gorv, which left 42 dead": not the place did it but what happened there."""
    if row < 0 or row in events or draft.noun or tree.dep[row] != "pobj":
        return row
    told = draft.carrier if draft.carrier >= 0 else draft.row
    above = next((a for a in (told, *tree.ancestors(told)) if tree.dep[a] in {"relcl", "acl"}), -1)
    if above < 0 or tree.head[above] != row or any(tree.lower[c] == "who" for c in tree.children[above]):
        return row
    at = row
    while tree.dep[at] == "pobj" and tree.lower[tree.head[at]] in _WHERE:
        at = tree.head[tree.head[at]]
        if tree.pos[at] == "VERB":
            at = subject_of(tree, at)
        if at in events:
            return at
        if at < 0:
            break
    return row


def _slots(tree: Tree, draft: Draft, events: set[int]) -> Iterator[tuple[str, int]]:
    if draft.noun:
        yield from event_noun(tree, draft)
    else:
        yield from _verbal(tree, draft, events)


def _verbal(tree: Tree, draft: Draft, events: set[int]) -> Iterator[tuple[str, int]]:
    verb = draft.row
    if (number := counted_dead(tree, verb)) >= 0:  # "six dead", "left 42 dead"
        yield "subject", number
        if draft.carrier >= 0 and (cause := subject_of(tree, draft.carrier)) >= 0:
            yield "from", cause
        yield from _prepositions(tree, verb)
        return
    if tree.pos[verb] in _NOMINAL and (number := counted_after(tree, verb)) >= 0:  # "Blast at depot kills four"
        yield "object", number
        yield from (("subject", row) for row in tree.sentence(verb) if row < verb and row in events)
        return
    if draft.carrier >= 0:  # "left five dead", "was found dead"
        left = tree.child(draft.carrier, "dobj")
        inner = tree.child(verb, "nsubj", "nummod")
        if left >= 0 or inner >= 0:
            yield "subject", left if left >= 0 else inner
            if (cause := subject_of(tree, draft.carrier)) >= 0 and tree.lemma[draft.carrier] == "leave":
                yield "from", cause
        else:
            yield "subject", subject_of(tree, draft.carrier)
        return
    passive, subject = is_passive(tree, verb), subject_of(tree, verb)
    if tree.dep[verb] == "xcomp" and tree.lemma[tree.head[verb]] in actor_words().verbs["employ"]:
        yield from (("with", row) for row in tree.all(tree.head[verb], "dobj"))
    which = subject >= 0 and any(tree.tag[c] == "WDT" and tree.dep[c] == "det" for c in tree.children[subject])
    if which and tree.dep[verb] == "relcl" and "object" in draft.entry.frame:
        yield "object", tree.head[verb]  # "the village, which insurgents attacked"
    if _mistaken_relative(tree, verb) and "object" in draft.entry.frame:
        yield "subject", tree.head[verb]
        yield "object", tree.head[tree.head[verb]]
        return
    if subject >= 0 and subject != draft.held:
        yield ("object" if passive and "object" in draft.entry.frame else "subject"), subject
    if draft.held >= 0:  # "lifted the curfew on Dorn"
        yield from _prepositions(tree, draft.held)
    missed = tree.children[verb] if headline_passive(tree, verb) else ()
    for child in tree.children[verb]:
        if tree.dep[child] in {"prep", "agent"} or (tree.dep[child] == "dative" and tree.pos[child] == "ADP"):
            yield from after(tree, child)
            if draft.entry.frame.get("subject") == "side":  # "fighting with X against Y" hangs "against" on X
                for noun in tree.all(child, "pobj"):
                    for inner in tree.all(noun, "prep"):
                        if tree.lower[inner] in {"against", "with"}:
                            yield from after(tree, inner)
        elif tree.dep[child] in {"dobj", "dative"} and child not in {*draft.rows, draft.held, *missed}:
            held = tree.all(child, "compound") if tree.lemma[child].lower() in _CAPTIVES else []
            yield "object", held[-1] if held else antecedent(tree, child)  # "took the mayor hostage"
    if passive and tree.child(verb, "agent") < 0:  # "was shot and killed by gunmen": the doer stands with the last
        for later in tree.all(verb, "conj"):
            if tree.tag[later] == "VBN" and tree.child(later, "nsubj", "nsubjpass") < 0:
                yield from (found for agent in tree.all(later, "agent") for found in after(tree, agent))
    if tree.dep[verb] == "relcl" and tree.child(verb, "dobj") < 0 and not passive and "object" in draft.entry.frame:
        pronoun = next((c for c in tree.children[verb] if tree.lower[c] in {"whom", "that", "which"}), -1)
        own = tree.child(verb, "nsubj")
        where = {"where", "when", "why"} & {tree.lower[c] for c in tree.children[verb]}
        if own_subject(tree, verb) and not where and not _by_preposition(tree, verb) and pronoun < own:
            yield "object", tree.head[verb]


def _mistaken_relative(tree: Tree, verb: int) -> bool:
    """ "the village, which insurgents attacked", where the parser makes insurgents of it who were attacked."""
    noun = tree.head[verb]
    which = any(tree.tag[c] == "WDT" and tree.dep[c] == "det" for c in tree.children[noun])
    return which and tree.dep[verb] == "acl" and tree.dep[noun] == "relcl"


def _by_preposition(tree: Tree, verb: int) -> bool:
    """ "the house in which", "the square they marched to": the clause takes its noun by a preposition."""
    return any(
        tree.child(c, "pobj") < 0 or tree.lower[tree.child(c, "pobj")] in _RELATIVE for c in tree.all(verb, "prep")
    )


def _prepositions(tree: Tree, word: int) -> Iterator[tuple[str, int]]:
    for preposition in tree.all(word, "prep"):
        yield from after(tree, preposition)


def _coordinated(tree: Tree, row: int) -> list[int]:
    """The row and the nouns joined to it by "and", commas or "as well as"."""
    if row < 0:
        return []
    out, stack = [], [row]
    while stack:
        at = stack.pop(0)
        out.append(at)
        stack.extend(c for c in tree.children[at] if tree.dep[c] == "conj" and _noun_like(tree, c))
        for described in tree.all(at, "appos"):
            stack.extend(_listed(tree, at, described))
    return out


def _noun_like(tree: Tree, row: int) -> bool:
    """A noun, or what the parser takes for an adjective though it has an article ("a cleaner")."""
    return tree.pos[row] in _NOMINAL or (tree.pos[row] == "ADJ" and tree.child(row, "det", "nummod") >= 0)


def _listed(tree: Tree, first: int, second: int) -> list[int]:
    """What belongs to a list that the parser takes for a description of its first member.

    "Two soldiers, a teacher and five villagers" are three; "Ada Kelm, the mayor, and her driver" are two; "Ada Kelm,
    a teacher and mother of two" is one.
    """
    others = [c for c in tree.all(second, "conj") if _noun_like(tree, c)]
    own = [c for c in others if tree.child(c, "det", "nummod", "poss") >= 0]
    if not own or tree.child(second, "cc") < 0:
        return []
    counted = tree.child(first, "nummod") >= 0 or tree.child(first, "det") >= 0
    plural = (tree.tag[first] == "NNS") != (tree.tag[second] == "NNS")
    if tree.pos[first] == "NOUN" and counted and (plural or tree.child(second, "nummod") >= 0):
        return [second]  # whose conjuncts are its own
    comma = tree.text[tree.child(second, "cc") - 1] == ","
    return own if comma else []


def _role(tree: Tree, draft: Draft, slot: str, row: int, events: set[int]) -> str | None:
    frame, lemma = draft.entry.frame, tree.lemma[row].lower()
    if row < 0 or tree.pos[row] not in _NOMINAL | {"ADJ"} or nobody(tree, row) or lemma in _TIMES:
        return None
    if lemma in _MEASURES and tree.child(row, "nummod") >= 0:
        return None  # "attacked a bus 40 kilometres north of"
    if slot == "undergo":
        return "target" if "target" in frame.values() else "victim" if "victim" in frame.values() else None
    role = frame.get(slot)
    if slot == "actor":
        role = "actor" if "actor" in frame.values() else None
    if slot == "weapon":
        return "instrument" if draft.harm else None
    fired = tree.child(draft.row, "dobj")
    shots = event_words()["ammunition"]["nouns"]
    if role == "target" and slot == "at" and fired >= 0 and tree.lemma[fired].lower() not in shots:
        return None  # "shot a nurse at a hospital": the hospital is where
    shot = fired < 0 or fired in {*draft.rows, draft.held} or tree.lemma[fired].lower() in shots
    thrown = shot or tree.lemma[fired].lower() in event_words()["instruments"]
    if role == "target" and slot == "on" and not (draft.noun or thrown):
        return None  # "attacked a bus on the road"
    if role is None and (slot == "between" or ("side" in frame.values() and slot in {"poss", "of", "actor"})):
        role = "side" if "side" in event_types()[draft.type].roles else None
    if role is None and slot == "object" and "object" not in frame and draft.type in _ADDRESSED:
        role = "recipient" if _somebody(tree, row) else None
    if role is None:
        if slot in {"in", "by", "from"} and draft.harm and row in events:
            return "cause"
        if slot == "after" and row in events and draft.entry.effect in {"killed", "injured"} and not draft.noun:
            return "cause" if is_passive(tree, draft.row) else None  # who shoots after a fire is not made to by it
        if (
            slot in {"in", "by", "with", "from"}
            and draft.harm
            and lemma in event_words()["instruments"]
            and slot != "in"
        ):
            return "instrument"
        return None
    if slot == "of" and not draft.noun:
        return "cause" if role == "victim" and draft.entry.effect == "killed" else None  # "died of his wounds"
    if role in {"victim", "target"} and slot == "object" and lemma in shots:
        return "instrument" if lemma not in {"shot", "round"} else None  # "fired rockets", but "shots were fired"
    if (role in {"actor", "side"} or (role == "target" and slot == "subject")) and draft.harm and _no_doer(tree, row):
        return "cause" if "cause" in event_types()[draft.type].roles else None  # "the virus infected"
    if role == "victim" and slot == "poss" and any(tree.lower[c] == "of" for c in tree.children[draft.row]):
        return "actor"  # "the army's killing of two farmers"
    weapon = lemma in event_words()["instruments"] or (draft.harm and lemma in actor_words().nouns["platforms"])
    if role == "cause" and row not in events and not (weapon and slot in {"in", "from"}):
        return None if slot in {"in", "after"} else ("cause" if _inanimate(tree, row) else None)
    if role in {"actor", "side"} and slot in {"subject", "by", "actor"}:
        if row in events:
            return "cause" if draft.harm else None
        if weapon:
            return "instrument"
    if role == "actor" and slot in {"subject", "by"} and tree.lower[row] in _EMPTY and tree.pos[row] == "PRON":
        return None if tree.lower[row] in {"there", "what"} else ("cause" if draft.entry.effect else role)
    if role == "instrument" and not weapon:
        if slot == "subject" and fired >= 0 and not draft.noun:
            return "actor"  # "a man detonated a vest"
        if slot == "object" and any(tree.lower[c] in event_words()["instruments"] for c in tree.children[row]):
            return "instrument"  # "an explosive vest"
        return None if slot in {"with", "of", "compound"} else "target"
    if role in {"victim", "target", "recipient"} and row in events and slot != "of":
        return None
    if role == "victim" and slot == "poss" and draft.type == "ASSAULT" and draft.entry.effect != "killed":
        return "actor"
    return role


def _somebody(tree: Tree, row: int) -> bool:
    """Whether a word names people, a body or a country."""
    if tree.pos[row] == "PRON" or tree.ent[row][2:] in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    return tree.lemma[row].lower() in actor_words().heads or tree.lemma[row].lower() in actor_words().general


def nobody(tree: Tree, row: int) -> bool:
    """ "no group", "nobody", "none of the guards", "neither side": a word that stands for no party at all."""
    if tree.lower[row] in _NEGATIVE:
        return True
    for child in tree.children[row]:
        if tree.dep[child] in {"det", "neg", "amod"} and tree.lower[child] in {"no", "neither"}:
            # "no fewer than six soldiers" are some
            return child + 1 == len(tree) or tree.lower[child + 1] not in {"fewer", "less", "more"}
        if tree.dep[child] in {"neg", "preconj"} and tree.lower[child] == "not":
            return True  # "not soldiers but bandits"
    above = tree.head[tree.head[row]]
    return tree.dep[row] == "pobj" and tree.lower[tree.head[row]] == "of" and tree.lower[above] in _NEGATIVE


def _no_doer(tree: Tree, row: int) -> bool:
    """A virus, the heat, "that event": what kills without being anybody."""
    words, lemma = event_words(), tree.lemma[row].lower()
    for child in tree.all(row, "compound") if tree.pos[row] == "PROPN" else ():
        sort = actor_words().heads.get(tree.lower[child])
        if sort is not None and sort.kind == "nature":
            return True  # "Typhoon Brenna"
    return lemma in words["natural"] or lemma in words["anaphors"]["any"] or lemma in words["anaphors"]["disaster"]


def _inanimate(tree: Tree, row: int) -> bool:
    return tree.pos[row] == "NOUN" and tree.ent[row] == ""
