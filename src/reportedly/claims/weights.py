"""How likely a candidate is an attribution: a sum of counted weights, one for each sign, as a probability.

The signs say which word reports, in which construction, who the source is and what the content looks like. Their
weights are fitted on annotated news by models/train/cue_lexicon.py (logistic regression, so that a sum turns into
a calibrated probability) and can be read in lexicons/reporting_weights.en.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp

from reportedly.claims.candidates import Candidate, Context, core
from reportedly.claims.cues import CueEntry, cue_lexicon
from reportedly.claims.verb_sources import governor
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["QUOTED", "WEIGHTS", "Weights", "entry_of", "signs", "weights"]

QUOTED = "with=inside-quotation"
"""The sign of a word that stands inside a quotation."""

WEIGHTS = "lexicons/reporting_weights.en.toml"


class Weights:
    """The table of weights by sign; `resource` names the file and its digest for an Origin."""

    def __init__(self, table: Mapping[str, float], resource: str) -> None:
        self.table = table
        self.resource = resource

    def probability(self, found: Iterable[str]) -> float:
        """The probability that a candidate with these signs is an attribution; unknown signs weigh nothing."""
        total = self.table.get("bias", 0.0) + sum(self.table.get(sign, 0.0) for sign in found)
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=2)
def weights(name: str = WEIGHTS) -> Weights:
    """The weights of this file."""
    data = load(name)
    return Weights(data.tables["weights"], data.resource)


def entry_of(candidate: Candidate) -> CueEntry | None:
    """The lexicon's entry for a candidate's cue: with its preposition if there is one, else the bare word."""
    lexicon = cue_lexicon()
    word = candidate.lemma
    return lexicon.get((word, candidate.pos)) or lexicon.get((word.split(" ")[0], candidate.pos))


def signs(context: Context, candidate: Candidate) -> list[str]:
    """What speaks for or against a candidate, as names of weights."""
    tree, head, frame = context.tree, candidate.head, candidate.frame
    entry = entry_of(candidate)
    kind = entry.kind if entry else "none"
    word = f"{candidate.pos[0]}:{candidate.lemma}"
    source = _source(tree, candidate)
    content = _content(context, candidate)
    out = [
        f"frame={frame}",
        f"cue={word}",
        f"cue={word}|{frame}",
        f"kind={kind}",
        f"kind={kind}|{frame}",
        f"tag={tree.tag[head]}|{frame}",
        f"dep={tree.dep[head]}|{frame}",
        f"source={source}",
        f"source={source}|{frame}",
        f"kind={kind}|source={source}",
        *(f"content={sign}" for sign in content),
        *(f"content={sign}|{frame}" for sign in content),
        *(f"kind={kind}|content={sign}" for sign in content),
        *candidate.signs,
        *(f"{sign}|{frame}" for sign in candidate.signs),
    ]
    if candidate.source:
        named = core(tree, candidate.source)
        if tree.pos[named] in ("NOUN", "PRON"):
            out += [f"who={tree.lemma[named].lower()}", f"who={tree.lemma[named].lower()}|{kind}"]
    out += [f"with={sign}" for sign in _setting(context, candidate)]
    if candidate.pos == "verb":
        above = governor(tree, head)
        if above >= 0 and tree.dep[head] == "xcomp":
            out.append(f"under={tree.lemma[above].lower()}")
    return out


def _source(tree: Tree, candidate: Candidate) -> str:
    if candidate.source is None:
        return "none"
    named = core(tree, candidate.source)
    if tree.pos[named] == "PRON":
        return "pronoun-" + tree.lower[named]
    label = tree.ent[named][2:]
    return label or f"{tree.pos[named]}{'-capital' if tree.text[named][:1].isupper() else ''}"


def _content(context: Context, candidate: Candidate) -> list[str]:
    tree, rows = context.tree, sorted(candidate.content)
    words = [row for row in rows if tree.text[row][:1].isalnum()]
    size = next((n for n in (1, 2, 3, 5, 8, 13, 21, 34) if len(words) <= n), 55)
    out = [f"size{size}"]
    quoted = sum(context.inside[row] >= 0 for row in words)
    if candidate.quotes:
        out.append("quoted" if quoted == len(words) else "partly-quoted")
    elif quoted:
        out.append("scare")
    if words:
        named = core(tree, words)
        out.append("core-" + (tree.ent[named][2:] or tree.pos[named]))
        if tree.pos[named] in ("NOUN", "PRON"):
            out.append("word-" + tree.lemma[named].lower())
        out.append("first-" + tree.tag[words[0]])
    return out


def _setting(context: Context, candidate: Candidate) -> list[str]:
    tree, head = context.tree, candidate.head
    out = []
    if context.inside[head] >= 0:
        out.append(QUOTED.removeprefix("with="))
    deps = {tree.dep[c]: c for c in tree.children[head]}
    if "neg" in deps:
        out.append("negation")
    if "aux" in deps:
        out.append("aux-" + tree.lower[deps["aux"]])
    if "mark" in deps:
        out.append("mark-" + tree.lower[deps["mark"]])
    if candidate.shared:
        out.append("shared")
    if tree.paragraph_number(head) == 0:
        out.append("headline")
    return out
