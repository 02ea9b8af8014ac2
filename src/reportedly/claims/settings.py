"""What the time and carrier of an event change in how it is told: what lies ahead has not happened yet."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.claims.drafts import Draft
from reportedly.claims.event_times import BY_DATING, written_by
from reportedly.claims.factuality import Factuality, factuality
from reportedly.claims.operators import factuality_words
from reportedly.language.tree import Tree
from reportedly.ontology.events import event_words, triggers
from reportedly.report import Anchored, Modality, Report
from reportedly.values.time import TimeValue

__all__ = ["as_placed"]

_AHEAD = re.compile(r"\b(?:next|tomorrow|coming|upcoming|later this)\b", re.IGNORECASE)
_PRESENT = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})


def as_placed(tree: Tree, draft: Draft, report: Report) -> Factuality:
    """How a draft is told, given its light verb and its time.

    "did not launch an attack" negates the attack, "the summit next month" is planned, and a fight that "is" going on,
    with no day or toll, is no single occurrence.
    """
    told = _attended(tree, draft, _carried(tree, draft))
    if told.modality.value == "actual" and draft.time is not None and _lies_ahead(draft.time, report):
        ahead = "its time lies ahead" if report.publication.published else f"its time lies ahead, {BY_DATING}"
        planned: Anchored[Modality] = Anchored("planned", draft.time.spans, ahead)
        told = replace(told, modality=planned)
    if told.genericity.value == "specific" and draft.violent and _under_way(tree, draft):
        told = replace(
            told, genericity=Anchored("iterative", tree.spans((draft.row,)), "under way, with no one day or toll")
        )
    if told.genericity.value == "specific" and _unmeasured(tree, draft):
        told = replace(told, genericity=Anchored("iterative", tree.spans((draft.row,)), "no one day, place or toll"))
    return told


def _unmeasured(tree: Tree, draft: Draft) -> bool:
    """Whether a noun tells an unmeasured amount of violence: no day, place or toll, and nobody to whom it was done.

    Words that can be counted ("siege") need to stand without an article, and not to be begun, ended or resumed.
    """
    lemma, words = tree.lemma[draft.row].lower(), event_words()["mass"]
    if not draft.noun or draft.time or draft.quantities or draft.place or lemma not in words["nouns"]:
        return False
    if lemma not in words["counted"]:
        return True
    below = tree.children[draft.row]
    return not any(tree.dep[c] in {"det", "poss", "amod", "nummod"} for c in below)


def _carried(tree: Tree, draft: Draft) -> Factuality:
    if not draft.noun or draft.carrier < 0 or tree.dep[draft.row] not in {"dobj", "nsubjpass"}:
        return draft.told
    words = factuality_words()
    if any(tree.dep[c] == "det" and words.definite(tree.lower[c]) for c in tree.children[draft.row]):
        return draft.told
    if not _is_light(tree, draft.carrier) and tree.lemma[draft.carrier].lower() not in draft.entry.carriers:
        return draft.told
    verb = factuality(tree, draft.carrier)
    return replace(draft.told, polarity=verb.polarity, modality=verb.modality, cue=verb.cue)


def _attended(tree: Tree, draft: Draft, told: Factuality) -> Factuality:
    """ "will speak at the summit": what is done at an event that lies ahead lies ahead with it."""
    above = tree.head[draft.row]
    if not draft.noun or told.modality.value != "actual" or tree.lower[above] not in {"at", "during"}:
        return told
    verb = tree.head[above]
    if tree.pos[verb] != "VERB":
        return told
    done = factuality(tree, verb)
    return replace(told, modality=done.modality) if done.modality.value == "planned" else told


def _is_light(tree: Tree, verb: int) -> bool:
    particle = next((tree.lower[c] for c in tree.children[verb] if tree.dep[c] == "prt"), "")
    return f"{tree.lemma[verb].lower()} {particle}".strip() in triggers().light


def _lies_ahead(time: Anchored[TimeValue], report: Report) -> bool:
    written, value = written_by(report), time.value
    if value.type in {"SET", "DURATION"}:
        return False
    if written is not None and value.earliest is not None and value.anchor != "inferred":
        return value.earliest > written
    return (value.open or value.anchor == "inferred") and _AHEAD.search(time.words) is not None


def _under_way(tree: Tree, draft: Draft) -> bool:
    if draft.noun or draft.time is not None or draft.quantities or tree.tag[draft.row] != "VBG":
        return False
    return any(tree.lower[c] in _PRESENT for c in tree.all(draft.row, "aux"))
