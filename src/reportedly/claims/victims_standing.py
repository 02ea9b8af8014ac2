"""Whether a harm of harm counts for what the report tells: not what was only feared, denied, or protested at."""

from __future__ import annotations

from reportedly.claims.casualty_words import casualty_words
from reportedly.language.tree import Tree

__all__ = ["Standings"]

_FAR = 12
_ACCUSED = 4
"""Heads looked at above a word of harm: for a protest, for an accusation."""


class Standings:
    """How the words of harm of one report stand. `flags(at, nominal)` gives for a word of harm

    open: negated, only possible or only wanted; reason: what a protest is about; otherwise: another source's version;
    accused: what somebody stands accused of; apart: a coder's note gives it to another entry.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree, self.words = tree, casualty_words()
        self._protests: dict[int, set[int]] = {}

    def flags(self, at: int, *, nominal: bool) -> set[str]:
        """The flags of the word of harm in this row."""
        out: set[str] = set()
        if self._open(at):
            out.add("open")
        if self._protested(at, nominal=nominal):
            out.add("reason")
        elif self._otherwise(at):
            out.add("otherwise")
        elif any(
            self.tree.lemma[r].lower() in self.words["accused"]["words"] for r in self.tree.ancestors(at)[:_ACCUSED]
        ):
            out.add("accused")
        if self._coded_apart(at):
            out.add("apart")
        return out

    def _open(self, at: int) -> bool:
        """ "was not injured", "could have been killed", "threatened to shoot": nobody was harmed by what it tells."""
        tree, words = self.tree, self.words["open"]
        if tree.pos[at] not in {"VERB", "AUX", "ADJ"}:
            return False
        shared = tree.dep[at] in {"acomp", "oprd"} or (
            tree.dep[at] == "conj" and tree.child(at, "nsubj", "nsubjpass") < 0
        )
        for verb in (at, tree.head[at]) if shared else (at,):
            for child in tree.children[verb]:
                possible = tree.dep[child] == "aux" and tree.lower[child] in words["possible"]
                if child < at and (tree.dep[child] == "neg" or possible):
                    return tree.lemma[at] != "survive"
        head = tree.head[at]
        if tree.dep[at] in {"acomp", "oprd", "xcomp"} and tree.lemma[head] in words["supposed"]:
            return True  # "feared dead"
        to = any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in tree.children[at])
        wanted = words["wanted"]
        if to and (tree.lemma[head] in wanted or tree.dep[at] in {"advcl", "ccomp", "csubj", "ROOT"}):
            return True  # "to kill a minister you need money"
        return tree.dep[at] == "pcomp" and tree.lemma[tree.head[head]] in wanted

    def _protested(self, at: int, *, nominal: bool) -> bool:
        """ "marched against the killing of", "to demand justice for a boy who was shot"."""
        tree, number = self.tree, self.tree.sentence_number(at)
        if number not in self._protests:
            words = self.words["protest"]["words"]
            self._protests[number] = {
                r for r in tree.sentence(at) if tree.lemma[r].lower() in words and tree.ent[r][2:] != "DATE"
            }
        found = self._protests[number]
        if not found:
            return False
        if nominal or tree.dep[at] in {"relcl", "acl"}:
            return True
        below = at
        for row in tree.ancestors(at)[:_FAR]:
            if row in found:  # "fired on the march, killing two" is no reason for the march
                return not (tree.dep[below] == "conj" or (tree.dep[below] == "advcl" and tree.tag[below] == "VBG"))
            below = row
        return False

    def _otherwise(self, at: int) -> bool:
        """ "Other sources report that two were killed"."""
        tree, words = self.tree, self.words["other_sources"]
        return any(
            tree.lower[r] in words["first"] and r + 1 < len(tree) and tree.lower[r + 1] in words["second"]
            for r in tree.sentence(at)
            if r < at
        )

    def _coded_apart(self, at: int) -> bool:
        """ "after police killed a driver (coded separately)"."""
        tree = self.tree
        for row in range(at + 1, tree.sentence(at).stop):
            if tree.lower[row] in {"coded", "code"}:
                return tree.lower[row + 1 : row + 2] == ["separately"]
            if tree.pos[row] == "VERB" and tree.dep[row] in {"ROOT", "conj"}:
                return False
        return False
