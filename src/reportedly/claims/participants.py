"""Who takes part in an event, and in which role: from active, passive and nominal constructions alike."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.actor_lexicon import actor_words
from reportedly.claims.blame_words import takes_the_blame
from reportedly.claims.cut_short import counted_after, counted_dead, headline_passive
from reportedly.claims.drafts import Argument, Draft
from reportedly.claims.occurrences import is_container
from reportedly.claims.opposed import opposed
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_types, event_words, triggers

__all__ = ["arguments", "is_passive", "nobody", "subject_of"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WHERE = frozenset({"in", "at", "on", "near", "of", "outside", "through", "against", "inside", "across"})
_NEGATIVE = frozenset({"nobody", "none", "neither", "no-one", "nothing"})
_TIMES = frozenset({"time", "moment", "day", "night", "morning", "evening"})
_FAR = 40
_FINDS = frozenset({"find", "discover", "leave", "see"})
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
_ADDRESSED = frozenset({"CONSULT", "SANCTION", "SUPPORT", "ACCUSE", "AID", "REQUEST"})
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
_EMPTY = frozenset({"it", "there", "this", "that", "what", "one", "which", "who"})
_STATES = frozenset({"us", "uk", "eu", "un", "nato", "ussr", "uae"})
"""Names that stand before an event noun for its doer ("a US air strike"); of other names it is the place."""


def is_passive(tree: Tree, verb: int, depth: int = 0) -> bool:
    """Whether the verb is passive, also where it is cut short: "soldiers killed in the ambush"."""
    if tree.child(verb, "nsubjpass", "auxpass") >= 0:
        return True
    if headline_passive(tree, verb):
        return True
    if tree.child(verb, "dobj") >= 0:
        return False
    if (
        tree.dep[verb] in {"ccomp", "xcomp"}
        and tree.tag[verb] in {"VBN", "VBD"}
        and not tree.all(verb, "aux", "mark")
    ):
        own = tree.child(verb, "nsubj")
        if tree.lemma[tree.head[verb]] in _FINDS and own >= 0 and tree.lower[own] not in _NOMINATIVE:
            return True  # "found a guard shot in the yard"
    if tree.tag[verb] != "VBN":
        return False
    if any(tree.lemma[c] == "have" for c in tree.all(verb, "aux")):
        return False
    if tree.dep[verb] == "relcl" and _own_subject(tree, verb):
        return False  # "the guards the gunmen killed"
    if tree.dep[verb] == "conj" and tree.child(verb, "nsubj") < 0 and not tree.all(verb, "aux"):
        return depth < 6 and is_passive(tree, tree.head[verb], depth + 1)
    return tree.dep[verb] in {"acl", "advcl", "ccomp", "xcomp", "relcl", "amod", "conj"}


def _own_subject(tree: Tree, verb: int) -> bool:
    """Whether a relative clause has a subject besides the noun it belongs to."""
    own = tree.child(verb, "nsubj")
    return own >= 0 and tree.lower[own] not in _RELATIVE and tree.child(verb, "auxpass") < 0


def subject_of(tree: Tree, verb: int, depth: int = 0) -> int:
    """The row of the verb's subject (a passive's too), borrowed from the verb or noun above where it has none."""
    own = tree.all(verb, "nsubj", "nsubjpass")
    if own:  # the nearest before the verb: a dateline is parsed as a subject too
        return _antecedent(tree, next((row for row in reversed(own) if row < verb), own[0]))
    head, dep = tree.head[verb], tree.dep[verb]
    if head == verb or depth > 6:
        return -1
    if dep == "amod" and tree.pos[head] == "NUM":
        return head  # "three injured"
    if dep in {"acl", "relcl"}:
        infinitive = any(tree.tag[c] == "TO" for c in tree.children[verb])
        if infinitive or tree.pos[head] not in _NOMINAL:
            return _owner(tree, head)
        return head
    if dep == "conj" and tree.pos[head] in {"VERB", "AUX"}:
        return subject_of(tree, head, depth + 1) if _coordinates(tree, head, verb) else -1
    if dep == "xcomp" or (
        (dep == "ccomp" and tree.tag[verb] in {"VBG", "VB"})
        or (dep == "advcl" and tree.tag[verb] in {"VBG", "VB", "VBN"})
    ):
        if dep == "advcl" and any(tree.dep[c] in {"mark", "auxpass"} for c in tree.children[verb]):
            return -1  # "after X was stabbed", its subject misread: better none than that of the main clause
        given = tree.child(head, "dobj")
        if dep != "advcl" and head < given < verb and tree.lemma[head] not in actor_words().verbs["employ"]:
            return given
        return subject_of(tree, head, depth + 1) if tree.pos[head] in {"VERB", "AUX", "ADJ"} else -1
    if dep == "pcomp" and (
        tree.tag[verb] == "VBG" or tree.child(verb, "auxpass") >= 0
    ):  # "after killing"; in "after boy shot" nobody is said to shoot
        above = tree.head[head]
        if tree.pos[above] in {"VERB", "AUX"}:
            accused = tree.child(above, "dobj")
            if tree.lower[head] in {"of", "for", "from", "with"} and accused >= 0:
                return accused
            return subject_of(tree, above, depth + 1)
        if tree.dep[above] in {"dobj", "nsubjpass"} and takes_the_blame(tree.lemma[tree.head[above]].lower()):
            return above  # "convicted a driver of killing"
        return _owner(tree, above)
    return -1


def _coordinates(tree: Tree, first: int, second: int) -> bool:
    """Whether anything between two verbs joins them; a headline's second verb is parsed as a conjunct too."""
    between = range(second - 1, max(first, second - _FAR), -1)
    return second - first > _FAR or any(
        tree.dep[at] == "cc" or tree.text[at] in {",", ";", "–", "—"} for at in between
    )


def _owner(tree: Tree, noun: int) -> int:
    """ "their plan to attack", "made a plan to attack": whose plan it is."""
    owner = tree.child(noun, "poss")
    if owner >= 0:
        return owner
    if tree.dep[noun] == "dobj" and tree.pos[tree.head[noun]] == "VERB":
        return subject_of(tree, tree.head[noun], 5)
    return -1


def _antecedent(tree: Tree, row: int) -> int:
    """The noun that a relative pronoun stands for; any other row as it is."""
    if tree.lower[row] not in _RELATIVE or tree.tag[row] not in {"WP", "WDT"}:
        return row
    for above in (row, *tree.ancestors(row)):
        if tree.dep[above] == "relcl":
            return tree.head[above]
    return -1


def arguments(tree: Tree, draft: Draft, events: set[int], times: set[int]) -> list[Argument]:
    """The roles of a draft by its frame. `events` are rows of triggers, `times` rows of time expressions."""
    found: list[Argument] = []
    roles = event_types()[draft.type].roles
    for slot, head in _slots(tree, draft, events):
        for row in _coordinated(tree, _deed_of(tree, head, draft, events)):
            role = _role(tree, draft, slot, row, events)
            if role is None or role not in roles or row in times or row == draft.row:
                continue
            if not any(known.row == row for known in found):
                found.append(Argument(role, row, slot))
    return opposed(found)


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
        yield from _nominal(tree, draft)
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
    if subject >= 0:
        yield ("object" if passive and "object" in draft.entry.frame else "subject"), subject
    for child in tree.children[verb]:
        if tree.dep[child] in {"dobj", "dative"} and child not in draft.rows and not headline_passive(tree, verb):
            yield "object", _antecedent(tree, child)
        elif tree.dep[child] in {"prep", "agent"}:
            yield from _after(tree, child)
            if draft.entry.frame.get("subject") == "side":  # "fighting with X against Y" hangs "against" on X
                for noun in tree.all(child, "pobj"):
                    for inner in tree.all(noun, "prep"):
                        if tree.lower[inner] in {"against", "with"}:
                            yield from _after(tree, inner)
    if tree.dep[verb] == "relcl" and tree.child(verb, "dobj") < 0 and not passive and "object" in draft.entry.frame:
        pronoun = next((c for c in tree.children[verb] if tree.lower[c] in {"whom", "that", "which"}), -1)
        own = tree.child(verb, "nsubj")
        where = {"where", "when", "why"} & {tree.lower[c] for c in tree.children[verb]}
        if _own_subject(tree, verb) and not where and not _by_preposition(tree, verb) and pronoun < own:
            yield "object", tree.head[verb]


def _by_preposition(tree: Tree, verb: int) -> bool:
    """ "the house in which", "the square they marched to": the clause takes its noun by a preposition."""
    return any(
        tree.child(c, "pobj") < 0 or tree.lower[tree.child(c, "pobj")] in _RELATIVE for c in tree.all(verb, "prep")
    )


def _nominal(tree: Tree, draft: Draft) -> Iterator[tuple[str, int]]:
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
            yield from _after(tree, child)
            for held in tree.all(child, "pobj"):  # "the attack by insurgents on a mill" hangs "on" on the insurgents
                for inner in tree.all(held, "prep"):
                    if tree.lower[inner] in {"on", "against"} and tree.lower[child] in {"by", "of", "from"}:
                        yield from _after(tree, inner)
        elif tree.dep[child] == "acl" and tree.lemma[child] in {
            "carry",
            "launch",
            "stage",
            "commit",
            "mount",
            "conduct",
        }:
            for agent in tree.all(child, "agent"):
                yield from _after(tree, agent)
    if draft.entry.effect is not None:
        yield from _consequence(tree, noun)
    yield from _borne(tree, holder, draft.type == "PROTEST")
    if carrier >= 0:
        if tree.dep[holder] == "dobj":
            undergoes = tree.lemma[carrier].lower() in triggers().undergo
            yield "undergo" if undergoes else "actor", subject_of(tree, carrier)
        for child in tree.children[carrier]:
            if tree.dep[child] == "agent" or (tree.dep[child] == "prep" and tree.lower[child] in {"against", "on"}):
                yield from (
                    ("actor" if tree.dep[child] == "agent" else tree.lower[child], row)
                    for _, row in _after(tree, child)
                )


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


def _prepositions(tree: Tree, word: int) -> Iterator[tuple[str, int]]:
    for preposition in tree.all(word, "prep"):
        yield from _after(tree, preposition)


def _after(tree: Tree, preposition: int) -> Iterator[tuple[str, int]]:
    for noun in tree.all(preposition, "pobj"):
        yield tree.lower[preposition], _antecedent(tree, noun)


def _coordinated(tree: Tree, row: int) -> list[int]:
    """The row and the nouns joined to it by "and", commas or "as well as"."""
    if row < 0:
        return []
    out, stack = [], [row]
    while stack:
        at = stack.pop(0)
        out.append(at)
        stack.extend(c for c in tree.children[at] if tree.dep[c] == "conj" and tree.pos[c] in _NOMINAL)
    return out


def _role(tree: Tree, draft: Draft, slot: str, row: int, events: set[int]) -> str | None:
    frame, lemma = draft.entry.frame, tree.lemma[row].lower()
    if row < 0 or tree.pos[row] not in _NOMINAL | {"ADJ"} or nobody(tree, row) or lemma in _TIMES:
        return None
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
    if role in {"actor", "side"} and draft.harm and _no_doer(tree, row):
        return "cause"
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
            return True
        if tree.dep[child] in {"neg", "preconj"} and tree.lower[child] == "not":
            return True  # "not soldiers but bandits"
    above = tree.head[tree.head[row]]
    return tree.dep[row] == "pobj" and tree.lower[tree.head[row]] == "of" and tree.lower[above] in _NEGATIVE


def _no_doer(tree: Tree, row: int) -> bool:
    """A virus, the heat, "that event": what kills without being anybody."""
    words, lemma = event_words(), tree.lemma[row].lower()
    return lemma in words["natural"] or lemma in words["anaphors"]["any"] or lemma in words["anaphors"]["disaster"]


def _inanimate(tree: Tree, row: int) -> bool:
    return tree.pos[row] == "NOUN" and tree.ent[row] == ""
