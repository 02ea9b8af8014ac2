"""Which words of a report name an event, by the lexicon of triggers and what stands around the word."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.clause import without_verb
from reportedly.claims.cut_short import counted_dead, headline_verb
from reportedly.claims.drafts import Draft
from reportedly.claims.factuality import Factuality, factuality
from reportedly.claims.trigger_phrases import between_parties, carried, is_party, phrase
from reportedly.claims.trigger_senses import armed_with, figurative, literal, meant, meant_noun, shoots
from reportedly.language.tree import Tree
from reportedly.ontology.events import Trigger, event_words, triggers
from reportedly.report import Anchored

__all__ = ["carrier_of", "is_container", "occurrences"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_LOST = {"missing": "disappear", "homeless": "displace"}
"""What people are told to be without a verb that says so, and the verb whose event it is."""
_RUINING = frozenset({"arson", "destroy"})
"""Modes of deeds done to the thing that their phrase holds: "burned nine huts"; not to the fire of "set fire"."""
_LEFT = frozenset({"be", "go", "remain", "leave", "report", "list", "declare", "make", "render", "become"})


def occurrences(tree: Tree, rows: range | None = None) -> list[Draft]:
    """A draft for every word (of these rows) that names an event, in text order, without participants yet."""
    out: list[Draft] = []
    for row in range(len(tree)) if rows is None else rows:
        if tree.lower[row] in _LOST:
            draft = _lost(tree, row)
        elif _gerund(tree, row):
            draft = _noun(tree, row)
        elif headline_verb(tree, row):
            draft = _harming(tree, row)
        elif tree.pos[row] in _VERBAL:
            draft = _verb(tree, row)
        elif tree.pos[row] in _NOMINAL:
            draft = _noun(tree, row) or _misread(tree, row)
        elif tree.lower[row] in event_words()["dead"] and tree.pos[row] == "ADJ":
            draft = _left_dead(tree, row) or _counted_dead(tree, row)
        else:
            continue
        if draft is not None:
            out.append(draft)
    return _once(out)


def _once(drafts: list[Draft]) -> list[Draft]:
    """Without nouns that a phrase holds ("lifted the curfew") and verbs that only carry a noun ("signed a pact").

    Harm and protest that a phrase holds stay events ("halted the shelling", "banned the march"), and a fire that
    somebody sets does not.
    """
    verbs = {draft.row: draft for draft in drafts if not draft.noun}
    for draft in drafts:
        verb = verbs.get(draft.carrier) if draft.noun else None
        if verb and verb.held < 0 and verb.type == draft.type and not draft.harm:
            verb.held = draft.row  # "concluded a treaty with Ostra"
    held = {draft.held for draft in verbs.values() if draft.held >= 0}
    carrying = {draft.carrier for draft in drafts if draft.noun and draft.row not in held}
    lit = {row for draft in verbs.values() if draft.mode == "arson" for row in (*draft.rows, draft.held)}
    drafts = [draft for draft in drafts if not (draft.noun and draft.type == "ACCIDENT" and draft.row in lit)]
    return [
        draft
        for draft in drafts
        if (draft.noun and (draft.harm or draft.type == "PROTEST" or draft.row not in held))
        or (not draft.noun and (draft.harm or draft.held >= 0 or draft.row not in carrying))
    ]


def _gerund(tree: Tree, row: int) -> bool:
    """ "called the stabbing an outrage", "called the killing murder": a noun that the parser took for a verb."""
    if tree.tag[row] != "VBG" or tree.lower[row] not in triggers().nouns:
        return False
    if tree.child(row, "det", "poss") >= 0 or tree.dep[row] == "aux":
        return True  # "Shelling paused": no auxiliary
    named, verb = tree.head[row], tree.head[tree.head[row]]
    pointed = any(tree.dep[c] == "det" and c == row - 1 for c in tree.children[named])
    return tree.dep[row] == "amod" and pointed and tree.dep[named] == "dobj" and _names(tree, verb)


def _misread(tree: Tree, row: int) -> Draft | None:
    """ "if the brigade withdraws": a verb at the end of its clause that the parser took for a plural."""
    lemma = next((w for w in (tree.lower[row][:-1], tree.lower[row][:-2]) if w in triggers().verbs), "")
    if tree.tag[row] != "NNS" or not lemma or without_verb(tree, row) < 0:
        return None
    entry, told = triggers().verbs[lemma], factuality(tree, row)
    if told.genericity.inferred == "plural":
        told = replace(told, genericity=Anchored("specific", tree.spans((row,)), "a verb, whatever its ending"))
    return Draft(row, entry, (row,), -1, False, entry.mode, told)


def _names(tree: Tree, verb: int) -> bool:
    """Whether a verb says what its object is called, and does nothing to it ("called off" does)."""
    return tree.lemma[verb].lower() in event_words()["naming"]["verbs"] and tree.child(verb, "prt") < 0


def _label(tree: Tree, row: int) -> bool:
    """ "called the killing a murder": a name for an event that is spoken of already."""
    head = tree.head[row]
    if tree.dep[row] not in {"dobj", "oprd", "attr"}:
        return False
    verb = head if tree.pos[head] == "VERB" and not _gerund(tree, head) else tree.head[head]
    return _names(tree, verb) and any(
        _gerund(tree, c) or (tree.dep[c] in {"nsubj", "nsubjpass"} and tree.lemma[c].lower() in triggers().nouns)
        for c in (head, *tree.children[row], *tree.children[head])
        if c != row
    )


def _harming(tree: Tree, row: int) -> Draft:
    entry, told = triggers().verbs[tree.lemma[row].lower()], factuality(tree, row)
    if told.modality.value == "hypothetical":
        # as a noun it would name a kind of action; as a verb it tells one
        why = "the present of a headline"
        told = Factuality(
            told.polarity, Anchored("actual", tree.spans((row,)), why), Anchored("specific", tree.spans((row,)), why)
        )
    return Draft(row, entry, (row,), -1, False, entry.mode, told)


def _verb(tree: Tree, row: int) -> Draft | None:
    counted = tree.dep[row] == "amod" and tree.pos[tree.head[row]] == "NUM"
    if (tree.dep[row] in {"amod", "compound", "aux", "auxpass"} and not counted) or (
        tree.pos[row] == "AUX" and tree.tag[row][:2] != "VB"
    ):
        return None
    if tree.child(row, "det") >= 0:
        return None  # "the wounded": people, not an event
    verbs = triggers().verbs
    lemma = event_words()["lemmas"].get(tree.lower[row], tree.lemma[row].lower())
    spelled = phrase(tree, row, lemma)
    entry, rows, held = spelled or (verbs.get(lemma), (row,), -1)
    entry = meant(tree, row, lemma, entry, held)
    if lemma == "fire" and held < 0 and not shoots(tree, row):
        return None
    if entry is not None and not literal(tree, row, lemma, rows):
        return None
    if entry is not None and entry.transitive and not _has_object(tree, row):
        own = tree.child(row, "nsubj") if tree.dep[row] == "relcl" else -1
        if own < 0 or tree.tag[own] in {"WP", "WDT"}:
            return None  # "the guards that the gunmen killed" has its object before it
    if entry is not None and entry.parties and not between_parties(tree, row, tree.child(row, "nsubj"), held):
        return None
    worded = len(rows) > 1 or held >= 0
    if entry is None or _blocked(tree, row, entry, phrase=worded) or (not worded and figurative(tree, row, entry)):
        return None
    entry, mode = armed_with(tree, row, lemma, entry)
    if entry.type == "ASSAULT" and _fatal(tree, row):
        entry = verbs["kill"]
    if held >= 0 and (is_party(tree, held) or (entry.mode in _RUINING and tree.lemma[held] != "fire")):
        held = -1  # "expelled two diplomats", "burned nine huts": they belong to the phrase, and it is done to them
    return Draft(row, entry, rows, -1, False, mode, factuality(tree, row), held=held)


def _has_object(tree: Tree, row: int) -> bool:
    """Whether a verb has an object or is passive; "beat up and robbed a farmer": the next has its object."""
    shared = [c for c in tree.all(row, "conj") if tree.pos[c] == "VERB"]
    return any(tree.child(verb, "dobj", "nsubjpass", "agent", "auxpass") >= 0 for verb in (row, *shared))


def _fatal(tree: Tree, row: int) -> bool:
    """ "fatally shot", "stabbed to death"."""
    words = event_words()["fatal"]["adverbs"]
    return any(tree.lower[c] in words or _to_death(tree, c) for c in tree.children[row])


def _to_death(tree: Tree, preposition: int) -> bool:
    return tree.lower[preposition] == "to" and any(tree.lower[c] == "death" for c in tree.all(preposition, "pobj"))


def _noun(tree: Tree, row: int) -> Draft | None:
    if tree.ent[row][2:] in {"PERSON", "ORG", "DATE"} and tree.pos[row] == "PROPN":
        return None
    if tree.dep[row] == "pobj" and _to_death(tree, tree.head[row]) and tree.child(row, "prep", "poss") < 0:
        return None  # "stabbed to death" is one event
    if _label(tree, row):
        return None
    if tree.dep[row] == "npadvmod" and tree.lower[row + 1 : row + 2] == ["-"]:
        return None  # "war-damaged"
    if tree.dep[row] in {"compound", "nmod"} and tree.pos[tree.head[row]] in _NOMINAL:
        return None  # "attack helicopter", "murder charge": names a kind of thing, not an occurrence
    nouns, loose, lemma = triggers().nouns, triggers().carried, tree.lemma[row].lower()
    hyphen = row > 1 and tree.text[row - 1] == "-"
    first = row - 2 if hyphen else row - 1
    for before in (
        c for c in tree.children[row] if c == first and tree.dep[c] in {"compound", "amod", "nmod", "npadvmod"}
    ):
        joint = ("-", " ") if hyphen else (" ",)
        for words in (f"{tree.lower[before]}{by}{last}" for by in joint for last in (lemma, tree.lower[row])):
            if words in nouns:
                return _named(tree, row, nouns[words], (before, row))
            if words in loose and carried(tree, row, carrier_of(tree, row, loose[words])):
                return _named(tree, row, loose[words], (before, row))
    for of in (c for c in tree.children[row] if c == row + 1 and tree.lower[c] == "of"):
        for inner in tree.all(of, "pobj"):
            if (entry := nouns.get(f"{lemma} of {tree.lemma[inner].lower()}")) is not None:
                return _named(tree, row, entry, (row, of, inner))  # "an exchange of fire"
    entry = nouns.get(lemma) or nouns.get(tree.lower[row])
    if entry is None:
        entry = loose.get(lemma) or loose.get(tree.lower[row])
        if entry is None or not carried(tree, row, carrier_of(tree, row, entry)):
            return None
    return None if _blocked(tree, row, entry) else _named(tree, row, meant_noun(tree, row, lemma, entry), (row,))


def _named(tree: Tree, row: int, entry: Trigger, rows: tuple[int, ...]) -> Draft:
    mode = entry.mode
    if mode in {"attack", "aerial"}:
        for child in tree.children[row]:
            if tree.dep[child] in {"compound", "amod", "nmod"} and child < row:
                mode = event_words()["weapon_modifiers"].get(tree.lower[child], mode)
    fatal = event_words()["fatal"]["adjectives"]
    if entry.type == "ASSAULT" and any(tree.lower[c] in fatal for c in tree.all(row, "amod")):
        entry = triggers().nouns["killing"]
    return Draft(row, entry, rows, carrier_of(tree, row, entry), True, mode, _announced(tree, row, entry))


def _announced(tree: Tree, row: int, entry: Trigger) -> Factuality:
    """ "Announced a strike" tells what is to come, "announced the death of" what has come."""
    told = factuality(tree, row)
    if entry.effect != "killed" or told.modality.value != "planned":
        return told
    deciding = {tree.lemma[at].lower() for span in told.modality.spans for at in tree.rows(span)}
    if deciding != {"announce"}:
        return told
    return replace(told, modality=Anchored("actual", told.modality.spans, "a death is announced that has come"))


def is_container(tree: Tree, row: int) -> bool:
    """Whether this noun only measures out another: "a series of attacks"."""
    return tree.lemma[row].lower() in event_words()["containers"]["nouns"] or tree.lower[row] in {
        "dozens",
        "hundreds",
    }


def carrier_of(tree: Tree, row: int, entry: Trigger) -> int:
    """The verb that carries an event noun: "carried out an attack", "issued an ultimatum", "an attack took place".

    -1 where none does. An entry may bring verbs of its own.
    """
    head = tree.head[row]
    if tree.dep[row] == "pobj" and tree.lower[head] == "of" and is_container(tree, tree.head[head]):
        row, head = tree.head[head], tree.head[tree.head[head]]  # "carried out a series of attacks"
    if tree.pos[head] != "VERB" or tree.dep[row] not in {"dobj", "nsubjpass", "nsubj"}:
        return -1
    particle = next((tree.lower[c] for c in tree.children[head] if tree.dep[c] == "prt"), "")
    lemma = f"{tree.lemma[head].lower()} {particle}".strip()
    if tree.dep[row] == "nsubj":
        return head if lemma in triggers().occur else -1
    known = triggers()
    return head if lemma in known.light or lemma in known.undergo or lemma in entry.carriers else -1


def _lost(tree: Tree, row: int) -> Draft | None:
    """ "twelve are missing", "went missing", "left 4,000 homeless", "two missing": a state, and no deed."""
    head, entry = tree.head[row], triggers().verbs.get(_LOST[tree.lower[row]])
    if entry is None or tree.child(row, "dobj") >= 0:
        return None
    entry = replace(entry, frame=triggers().verbs["disappear"].frame)
    if tree.pos[row] == "VERB" and tree.child(row, "nsubj", "nsubjpass") >= 0:
        return Draft(row, entry, (row,), -1, False, entry.mode, factuality(tree, row))
    if tree.dep[row] in {"acomp", "oprd", "xcomp", "advcl", "ccomp", "amod"} and tree.lemma[head] in _LEFT:
        return Draft(row, entry, (row,), head, False, entry.mode, factuality(tree, head))
    number = head if head == row - 1 and tree.pos[head] == "NUM" else -1
    if tree.dep[row] == "amod" and number >= 0 and tree.child(number, "det") < 0:
        return Draft(row, entry, (row,), -1, False, entry.mode, factuality(tree, row))
    return None


def _left_dead(tree: Tree, row: int) -> Draft | None:
    """ "left five dead", "two were found dead", "with three wounded": a toll without a verb of harm."""
    head = tree.head[row]
    if tree.dep[row] not in {"oprd", "acomp", "ccomp", "xcomp", "amod"} or tree.pos[head] not in _VERBAL:
        return None
    if tree.lemma[head] not in {"leave", "find", "be", "lie", "pronounce", "declare"} or tree.lower[row] not in {
        "dead",
        "wounded",
        "injured",
    }:
        return None
    if tree.lemma[head] == "shoot":
        return None
    entry = triggers().verbs["die" if tree.lower[row] == "dead" else "injure"]
    return Draft(row, entry, (row,), head, False, entry.mode, factuality(tree, head))


def _counted_dead(tree: Tree, row: int) -> Draft | None:
    """ "Six dead in market blast", "which left 42 dead": a number and what became of those it counts."""
    number = counted_dead(tree, row)
    if number < 0 or tree.child(row, "det") >= 0 or tree.child(number, "det") >= 0:
        return None  # "the six dead": people, not an event
    words = {"killed": "die", "injured": "injure"}
    entry = triggers().verbs.get(words.get(event_words()["dead"][tree.lower[row]], ""))
    if entry is None:
        return None
    held = row if number != tree.head[row] else number
    verb = tree.head[held]
    carrier = verb if tree.lemma[verb] == "leave" and tree.dep[held] == "dobj" else -1
    if (
        carrier < 0
        and held != tree.head[held]
        and tree.dep[held] not in {"nsubj", "conj", "appos", "dep", "parataxis"}
    ):
        return None
    return Draft(row, entry, (row,), carrier, False, entry.mode, factuality(tree, carrier if carrier >= 0 else row))


def _blocked(tree: Tree, row: int, entry: Trigger, *, phrase: bool = False) -> bool:
    """Whether words near a trigger keep it from naming its event; a phrase says itself what it is."""
    if entry.blocked:
        near = {tree.lemma[c].lower() for c in tree.children[row]} | {tree.lower[c] for c in tree.children[row]}
        near.add(tree.lemma[tree.head[row]].lower())
        after = () if phrase else tree.children[row]
        near.update(tree.lemma[g].lower() for c in after if tree.pos[c] == "ADP" for g in tree.children[c])
        if tree.dep[row] == "pobj":
            near.add(tree.lemma[tree.head[tree.head[row]]].lower())  # "a burst of fire"
        if near & entry.blocked:
            return True
    if entry.needs:
        return not any(tree.lower[c] in entry.needs for c in tree.children[row])
    return False
