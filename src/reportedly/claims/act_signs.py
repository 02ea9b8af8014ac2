"""What speaks for the kind of act that one party does to another: the events between them, the path, closed classes.

Signs are named numbers of the order of 1. They are made of lemmas, labels of the parse and of our own reading (types,
modes and status of events, and whether the two play a part in them). A name is never a sign: it stands as "NAME".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reportedly.claims.drafts import Draft
from reportedly.claims.occurrences import occurrences
from reportedly.claims.participants import arguments
from reportedly.language.tree import Tree

__all__ = ["events_near", "signs"]

_VERBAL = frozenset({"VERB", "AUX"})
_FUTURE = frozenset({"will", "would", "shall", "ready", "willing", "plan", "going", "intend"})
_GRAMMAR = frozenset({"aux", "neg", "prt", "mark"})
_CLOSE = frozenset(
    {"dobj", "xcomp", "acomp", "attr", "ccomp", "nsubj", "compound", "amod", "prep", "oprd", "nsubjpass", "agent"}
)
_BELOW = frozenset({"dobj", "pobj", "prep", "xcomp", "acl", "pcomp"})
_DOERS = frozenset({"actor", "side", "cause", "instrument"})


def events_near(tree: Tree, *rows: int) -> list[Draft]:
    """The events named in the sentences of these rows, with their arguments."""
    within = sorted({tree.sentence_number(row) for row in rows if row >= 0})
    sentences = tree.sentences() if within else []
    drafts = [draft for number in within for draft in occurrences(tree, sentences[number])]
    named = {row for draft in drafts for row in draft.rows}
    for draft in drafts:
        draft.arguments = draft.arguments or arguments(tree, draft, named, set())
    return drafts


def head_of(tree: Tree, rows: Collection[int]) -> int:
    """The word of a phrase that all others hang on, or -1 for no words."""
    return min(rows, key=lambda row: (len(tree.ancestors(row)), row), default=-1)


def signs(tree: Tree, source: Collection[int], target: Collection[int], drafts: Sequence[Draft]) -> dict[str, float]:
    """The signs of what `source` does to `target`; either may be empty. `drafts` are the events near them."""
    found = _Signs(tree, source, target)
    found.of_events(drafts)
    found.of_path()
    found.of_words()
    return found.out


class _Signs:
    def __init__(self, tree: Tree, source: Collection[int], target: Collection[int]) -> None:
        self.tree, self.source, self.target = tree, frozenset(source), frozenset(target)
        self.both = self.source | self.target
        self.at, self.to = head_of(tree, self.source), head_of(tree, self.target)
        self.up = [self.at, *tree.ancestors(self.at)] if self.at >= 0 else []
        self.down = [self.to, *tree.ancestors(self.to)] if self.to >= 0 else []
        self.out: dict[str, float] = {"bias": 1.0}

    def word(self, row: int) -> str:
        tree = self.tree
        if tree.tag[row] in {"NNP", "NNPS"} or tree.ent[row][2:] in {"GPE", "NORP", "PERSON", "ORG", "FAC", "LOC"}:
            return "NAME"
        return "NUMBER" if tree.pos[row] == "NUM" else tree.lemma[row].lower()

    def add(self, name: str, weight: float = 1.0) -> None:
        self.out[name] = self.out.get(name, 0.0) + weight

    def set(self, name: str, weight: float = 1.0) -> None:
        self.out[name] = weight

    def of_events(self, drafts: Sequence[Draft]) -> None:
        """Types, modes and status of the events in which one or both take part, or that stand above them."""
        if not drafts:
            self.set("no event")
        for draft in drafts:
            kind, modality = draft.type, draft.told.modality.value
            status = f"{kind} {modality} {draft.told.polarity.value}"
            doer = any(a.row in self.source for a in draft.arguments if a.role in _DOERS)
            befallen = any(a.row in self.target for a in draft.arguments if a.role != "actor")
            part = "both" if doer and befallen else "source" if doer else "target" if befallen else ""
            if part:
                self.add(f"event of {part}: {kind}", 1.0 if part == "both" else 0.7)
                self.add(f"event of {part}: {kind}/{draft.mode}", 0.7)
                self.add(f"event of {part}: {status}", 0.7)
            if any(a.row in self.target for a in draft.arguments if a.role == "actor"):
                self.add(f"target does: {kind}", 0.5)
            for name, rows in (("source", self.up), ("target", self.down)):
                if draft.row in rows or draft.carrier in rows:
                    self.add(f"event above {name}: {kind}", 0.7)
                    self.add(f"event above {name}: {status}", 0.5)
            self.add(f"event: {kind}", 0.4)
            self.add(f"modality: {modality}", 0.3)
            if draft.told.polarity.value == "negative":
                self.add("negative", 0.3)

    def of_path(self) -> None:
        """The words on the way from one to the other, and what hangs on them."""
        tree = self.tree
        meet = next((row for row in self.up if row in set(self.down)), -1)
        up = self.up[: self.up.index(meet) + 1] if meet >= 0 else self.up
        down = self.down[: self.down.index(meet) + 1] if meet >= 0 else self.down
        for name, rows in (("up", up), ("down", down)):
            for row in self.outside(rows):
                self.set(f"{name}: {self.word(row)}")
        for row in self.outside({*up, *down}):
            self.set(f"path: {self.word(row)}")
            for child in self.outside(tree.children[row]):
                if tree.dep[child] in _GRAMMAR:
                    self.set(f"{tree.dep[child]}: {tree.lemma[child].lower()}")
                if tree.dep[child] in _CLOSE:
                    self.set(f"beside: {self.word(child)}")
                    self.set(f"pair: {self.word(row)} {self.word(child)}", 0.7)
                    for below in self.outside(tree.children[child]):
                        if tree.dep[below] in _BELOW:
                            self.set(f"below: {self.word(below)}", 0.7)

    def of_words(self) -> None:
        """The governors of both, the words between them, what they are called, and words of the future."""
        tree = self.tree
        if self.at >= 0:
            above = tree.head[self.at]
            self.set(f"source is {tree.dep[self.at]}", 0.5)
            self.set(f"source is {tree.dep[self.at]} of {self.word(above)}")
            for child in self.outside(tree.children[above]):
                if tree.dep[child] in {"aux", "neg"}:
                    self.set(f"source's verb: {tree.lemma[child].lower()}")
                if tree.dep[child] in {"xcomp", "ccomp", "dobj", "prep"}:
                    self.set(f"source's verb {tree.dep[child]} {self.word(child)}")
            for row in self.outside(tree.ancestors(above)[:3]):
                self.set(f"over source: {self.word(row)}", 0.5)
        if self.to >= 0:
            above = tree.head[self.to]
            self.set(f"target is {tree.dep[self.to]}", 0.5)
            self.set(f"target is {tree.dep[self.to]} of {self.word(above)}")
            if tree.dep[self.to] == "pobj":
                self.set(f"target after {self.word(tree.head[above])} {self.word(above)}")
            for row in self.outside(tree.ancestors(self.to)[:5]):
                self.set(f"over target: {self.word(row)}", 0.5)
        for name, rows in (("source", self.source), ("target", self.target)):
            for row in rows:
                if tree.text[row][0].isalpha():
                    self.set(f"{name}: {self.word(row)}", 0.5)
        if self.both:
            for row in self.outside(range(min(self.both), max(self.both))):
                if tree.text[row][0].isalpha():
                    self.set(f"between: {self.word(row)}")
        sentences = {tree.sentence_number(row) for row in self.both}
        if any(tree.lemma[row].lower() in _FUTURE for n in sentences for row in self.outside(tree.sentences()[n])):
            self.set("future")

    def outside(self, rows: Iterable[int]) -> list[int]:
        """These rows without those of the two parties."""
        return [row for row in rows if row not in self.both]
