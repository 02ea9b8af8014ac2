"""What a verb of several uses names, by who does it, what it is done to, and what it is done with.

A captured town is taken and a captured soldier detained; troops that enter a town are deployed there; a fired aide
has lost a post and a fired rocket is an attack; whom a bullet injures was attacked; a proposal is killed by nobody.
"""

from __future__ import annotations

from reportedly.claims.trigger_phrases import is_party
from reportedly.language.tree import Tree
from reportedly.ontology.events import Trigger, event_types, event_words, triggers

__all__ = ["armed_with", "figurative", "literal", "meant", "meant_noun", "shoots"]

_AIMED = frozenset({"heavy-weapons", "aerial", "drone"})
_AFFECTED = ("dobj", "nsubjpass", "nsubj")
_TAKEN = frozenset({"capture", "retake", "recapture", "seize", "liberate"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_BODIES = frozenset({"NORP", "GPE", "ORG"})
_TIMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL"})
_SPANS = frozenset({"day", "hour", "week", "month", "year", "minute", "night", "time"})
_SHOWN = frozenset({"film", "movie", "show", "play", "album", "joke", "song", "musical", "sequel"})
_AREAS = frozenset({"GPE", "LOC", "FAC"})


def meant(tree: Tree, row: int, lemma: str, entry: Trigger | None, held: int) -> Trigger | None:
    """The entry for a verb by its subject and object: "captured the town", "troops entered the town"."""
    if lemma == "strike" and held < 0 and _work_stops(tree, row):
        return triggers().verbs["walk out"]  # "teachers will strike on Monday"
    if lemma == "receive" and held < 0 and not any(is_party(tree, c) for c in tree.all(row, "dobj", "nsubjpass")):
        return None  # guests are received; prizes are no visitors
    if lemma == "occupy" and (subject := tree.child(row, "nsubj")) >= 0:
        return entry if is_party(tree, subject) or _of_forces(tree, subject) else None
    spoken = event_words()["deliver"]["spoken"]
    if lemma == "deliver" and any(
        tree.lemma[c].lower() in spoken for c in tree.all(row, "dobj", "nsubjpass", "nsubj")
    ):
        return None  # a speech that is delivered helps nobody
    if lemma == "chain" and not any(tree.lower[c].endswith("selves") for c in tree.all(row, "dobj")):
        return None  # protesters chain themselves to gates, captives are chained to walls
    if lemma in {"release", "deploy"} and held < 0:
        return _let_out(tree, row, lemma, entry)
    if lemma in _TAKEN and entry is not None:
        return _taken(tree, row, entry)
    if lemma == "take" and entry is None and tree.child(row, "prt") >= 0:
        taken = _taken(tree, row, triggers().verbs["seize"])  # "took over Gorv", "took back the port"
        return taken if taken.mode == "occupy" else entry
    if held < 0 and lemma in event_words()["forces"]["moves"] and _of_forces(tree, _mover(tree, row)):
        return triggers().verbs["deploy"]
    return entry


def _let_out(tree: Tree, row: int, lemma: str, entry: Trigger | None) -> Trigger | None:
    """Hostages are released and findings published; troops are deployed, and cameras only put to use."""
    object_ = tree.child(row, "dobj", "nsubjpass")
    if object_ < 0 or entry is None or is_party(tree, object_) or _of_forces(tree, object_):
        return entry
    words, noun = event_words()[lemma], tree.lemma[object_].lower()
    if noun in words.get("published", ()):
        return triggers().verbs["publish"]
    return entry if noun in words["nouns"] or noun in event_words()["instruments"] else None


def meant_noun(tree: Tree, row: int, lemma: str, entry: Trigger) -> Trigger:
    """The entry for a noun: "the strike" of teachers stops work, that of an army is an attack."""
    return triggers().nouns["general strike"] if lemma == "strike" and _work_stops(tree, row) else entry


def _work_stops(tree: Tree, row: int) -> bool:
    """Whether a strike is told of people at work, and nothing is struck."""
    struck = tree.child(row, "dobj", "nsubjpass", "prt", "compound", "amod", "nmod") >= 0
    aimed = any(
        tree.lower[c] in {"on", "against", "at"} and tree.ent[n][2:] not in _TIMES
        for c in tree.all(row, "prep")
        for n in tree.all(c, "pobj")
    )
    if struck or aimed:
        return False
    words = event_words()["strikers"]
    if tree.pos[row] == "VERB":
        return (subject := tree.child(row, "nsubj")) >= 0 and tree.lemma[subject].lower() in words["nouns"]
    said = {tree.lemma[r].lower() for r in tree.sentence(row)}
    return bool(said & set(words["nouns"])) and not said & set(words["unlike"])


def _taken(tree: Tree, row: int, entry: Trigger) -> Trigger:
    object_ = tree.child(row, "dobj", "nsubjpass")
    if object_ < 0:
        return entry
    area = tree.ent[object_][2:] in _AREAS or (tree.ent[object_][2:] == "ORG" and tree.lemma[row] != "seize")
    if area or tree.lemma[object_].lower() in event_words()["areas"]["nouns"]:
        return triggers().verbs["occupy"]
    return entry


def _mover(tree: Tree, row: int) -> int:
    """Who moves: the subject, or that of the verb above ("was seen entering")."""
    subject = tree.child(row, "nsubj")
    if subject < 0 and tree.dep[row] in {"xcomp", "advcl", "conj"}:
        subject = tree.child(tree.head[row], "nsubj", "nsubjpass")
    return subject


def _of_forces(tree: Tree, noun: int) -> bool:
    """Whether a noun stands for armed forces: "troops", "army vehicles", "the rebels' positions"."""
    if noun < 0:
        return False
    words, lemma = event_words()["forces"], tree.lemma[noun].lower()
    if lemma == "force":
        return tree.tag[noun] in {"NNS", "NNPS"}
    if lemma in words["owned"]:
        return any(
            tree.dep[c] in _MODIFIERS and (tree.lemma[c].lower() in words["modifiers"] or tree.ent[c][2:] in _BODIES)
            for c in tree.children[noun]
        )
    return lemma in words["nouns"]


def literal(tree: Tree, row: int, lemma: str, rows: tuple[int, ...]) -> bool:
    """Whether a word of many uses is used of violence: bombs go off, armies fight, and nothing strikes us as odd."""
    subject = tree.child(row, "nsubj")
    if lemma == "go":
        return (
            len(rows) < 2
            or tree.lower[rows[1]] != "off"
            or (subject >= 0 and tree.lemma[subject].lower() in event_words()["instruments"])
        )
    if lemma == "attack":
        reasons = [n for c in tree.all(row, "prep") if tree.lower[c] in {"for", "as"} for n in tree.all(c, "pobj")]
        times = {"DATE", "TIME", "ORDINAL"}
        return all(
            tree.ent[n][2:] in times or tree.lemma[n] == "time" for n in reasons
        )  # "attacked him for the remark"
    if lemma == "bomb":
        shown = tree.head[row] if tree.dep[row] == "acl" else subject
        return shown < 0 or tree.lemma[shown].lower() not in _SHOWN
    if lemma == "ask":
        asked = tree.child(row, "ccomp")
        return asked < 0 or not any(tree.dep[c] == "mark" or tree.tag[c][0] == "W" for c in tree.children[asked])
    if lemma == "conclude":
        settled = tree.child(row, "dobj", "nsubjpass")
        return settled >= 0 and tree.lemma[settled].lower() in event_words()["settled"]["nouns"]
    if lemma in {"fight", "battle"} and _for_something(tree, row):
        return False  # "fight for a pay rise"
    if lemma == "fight":
        named = any(
            tree.dep[c] == "dobj" or tree.lower[c] in {"with", "against", "between"} for c in tree.children[row]
        )
        return named or subject < 0 or tree.pos[subject] != "PRON"
    return lemma != "strike" or tree.child(row, "oprd", "acomp") < 0


def _for_something(tree: Tree, row: int) -> bool:
    return any(
        tree.ent[n][2:] not in _TIMES and tree.lemma[n].lower() not in _SPANS
        for c in tree.all(row, "prep")
        if tree.lower[c] == "for"
        for n in tree.all(c, "pobj")
    )


def shoots(tree: Tree, row: int) -> bool:
    """ "fired a rocket", "fired on the crowd", not "fired his aide"."""
    words = event_words()["ammunition"]
    object_ = tree.child(row, "dobj", "nsubjpass")
    if object_ >= 0:
        return any(tree.lemma[row].lower() in words["nouns"] for row in _fired(tree, object_))
    if any(tree.lower[c] in words["aim"] for c in tree.children[row]):
        return True
    active = tree.tag[row] != "VBN" or any(tree.lemma[c] == "have" for c in tree.all(row, "aux"))
    return active and tree.child(row, "auxpass") < 0 and tree.dep[row] not in {"acl", "amod"}


def _fired(tree: Tree, object_: int) -> list[int]:
    return [object_, *tree.all(object_, "conj")]


def figurative(tree: Tree, row: int, entry: Trigger) -> bool:
    """Whether what is affected cannot be harmed: "the proposal was killed", "prices plunged"."""
    if not (entry.violent or entry.effect or entry.type in {"ACCIDENT", "CONCEDE"}):
        return False
    if entry.mode in _AIMED:
        return False  # positions are shelled, websites are not
    words = event_words()["figurative"]
    given = tree.child(row, "dobj")
    if given > row and tree.lower[given] in {"it", "that", "this"} and entry.frame.get("object") == "victim":
        return True  # "you can't beat that"
    nouns = words["nouns"] if entry.violent else words["nouns"] + words["falling"]
    for dep in _AFFECTED:
        child = tree.child(row, dep)
        if child >= 0 and not (entry.violent and (tree.lower[child] == "positions" or _of_forces(tree, child))):
            return tree.lemma[child].lower() in nouns and (dep != "nsubj" or entry.frame.get("subject") != "actor")
    return False


def armed_with(tree: Tree, row: int, lemma: str, entry: Trigger) -> tuple[Trigger, str]:
    """The entry and the mode by the weapon that a verb names: "killed with a knife", "fired rockets".

    Whom a weapon of war or a blade injures was attacked; who is struck by a car was not, unless it is said so.
    """
    if entry.frame.get("with") != "instrument":
        return entry, entry.mode
    verbs, mode = triggers().verbs, _weapon(tree, row, entry.mode)
    if lemma == "fire" and (object_ := tree.child(row, "dobj", "nsubjpass")) >= 0:
        known = event_words()["fired"]
        mode = next((known[w] for r in _fired(tree, object_) if (w := tree.lemma[r].lower()) in known), mode)
    if mode == "vehicle" and lemma in {"strike", "hit"}:
        return verbs["collide"], verbs["collide"].mode
    if mode not in event_types()[entry.type].modes:
        if mode in {"vehicle", "chemical"}:
            return entry, entry.mode  # gas and cars hurt people by accident too
        return verbs["wound"], mode
    return entry, mode


def _weapon(tree: Tree, row: int, mode: str) -> str:
    for child in tree.children[row]:
        if tree.dep[child] in {"prep", "agent"} and tree.lower[child] in {"with", "by", "in", "using"}:
            for noun in tree.all(child, "pobj"):
                found = event_words()["instruments"].get(tree.lemma[noun].lower())
                if found and (found != "vehicle" or tree.lower[child] == "with"):
                    return str(found)
        if tree.dep[child] == "nsubj" and (found := event_words()["instruments"].get(tree.lemma[child].lower())):
            return str(found)
    return mode
