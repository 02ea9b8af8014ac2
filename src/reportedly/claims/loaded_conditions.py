"""In which sense a loaded word stands: the conditions of its group (explained in the lexicon), and whether as law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportedly.claims.loaded_lexicon import LoadedEntry, LoadedLexicon
from reportedly.claims.so_called import Called, label_head
from reportedly.language.tree import Tree
from reportedly.report import MentionKind

__all__ = ["Conditions", "LoadedUse"]

_PEOPLE: frozenset[MentionKind] = frozenset(("person", "organisation", "group", "nationality"))
_PERSONAL = frozenset(
    ["i", "me", "we", "us", "you", "he", "him", "she", "her", "they", "them", "these", "those", "who", "whom"]
)
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_POSSESSIVE = frozenset(("his", "their", "her", "its", "our"))
_BETWEEN = frozenset(("-", "‑", "the", "“", '"', "‘", "'"))


@dataclass(frozen=True, slots=True)
class LoadedUse:
    """A loaded word in its loaded sense: its rows, its head word, whom it is put on, and whether as a term of law."""

    rows: range
    row: int
    entry: LoadedEntry
    called: Called | None
    legal: bool


class Conditions:
    """Tells for any use of a word in one report whether its group's conditions hold.

    `kinds` says for the head row of each mention what it names.
    """

    def __init__(self, tree: Tree, lexicon: LoadedLexicon, kinds: Mapping[int, MentionKind]) -> None:
        self.tree, self.lexicon, self.kinds = tree, lexicon, kinds

    def hold(self, use: LoadedUse) -> bool:
        """Whether all of them do. A term of law has its sense from the law, whatever words are near."""
        return (use.legal or self._nothing_near(use)) and self._in_phrase(use) and self._put_on(use)

    def as_law(self, row: int) -> bool:
        """Whether the term stands in a charge, law, court case or designation."""
        tree, lexicon = self.tree, self.lexicon
        for at in self._modified(row):
            if tree.pos[at] in ("NOUN", "PROPN") and lexicon.has("legal", "nouns", self._lemma(at)):
                return True
        if any(lexicon.has("legal", "adjectives", tree.lower[c]) for c in tree.children[label_head(tree, row)]):
            return True
        below = row
        for at in tree.ancestors(row)[:6]:
            word, pos, dep = self._lemma(at), tree.pos[at], tree.dep[below]
            if pos == "VERB":
                linked = dep in ("prep", "agent", "oprd", "dobj", "pcomp", "xcomp")
                return linked and below != row and lexicon.has("legal", "verbs", word)
            if (
                pos in ("NOUN", "PROPN")
                and dep in ("prep", "compound", "conj")
                and lexicon.has("legal", "nouns", word)
            ):
                return True
            if pos == "ADJ" and lexicon.has("legal", "adjectives", word):
                return True
            below = at
        return False

    def _nothing_near(self, use: LoadedUse) -> bool:
        tree, tests = self.tree, use.entry.group.conditions
        sentence = tree.sentence(use.rows.start)
        at = use.rows.start - 1
        while at > sentence.start and tree.lower[at] in _BETWEEN:
            at -= 1
        if at in sentence and tree.lower[at] in tests.get("not_after", ()):
            return False
        forbidden = tests.get("not_in_sentence", frozenset())
        return not any(
            tree.lower[r] in forbidden or self._lemma(r) in forbidden for r in sentence if r not in use.rows
        )

    def _in_phrase(self, use: LoadedUse) -> bool:
        tests, before, modified = use.entry.group.conditions, self._before(use), self._head_noun(use.row)
        if "heads" in tests and modified not in tests["heads"]:
            return False
        if modified in tests.get("not_heads", ()) or before & tests.get("not_modifiers", frozenset()):
            return False
        return (
            "modifiers" not in tests or bool(before & tests["modifiers"]) or use.entry.words[0] in tests["modifiers"]
        )

    def _put_on(self, use: LoadedUse) -> bool:
        """Whether it is said of whom or what it must be said of."""
        tree, group, called = self.tree, use.entry.group, use.called
        if group.said_of and called is None and not use.legal:
            return False
        if group.called and (called is None or called.how not in ("predicate", "naming", "apposition")):
            return False
        if group.called and (self._head_noun(use.row) or tree.child(use.row, "nummod") >= 0):
            return False
        match group.about:
            case "people":
                return called is not None and self._people(called.row)
            case "persons":
                return called is not None and tree.pos[called.row] != "PRON" and self._person(called.row)
            case "places":
                return called is not None and (
                    self.kinds.get(called.row) == "place" or tree.ent[called.row][2:] in _PLACES
                )
            case "migrants":
                return called is not None and self._among(called.row, "migrants")
            case "not-animals":
                return called is None or not self._among(called.row, "animals")
            case "power":
                return self._of_power(use)
        return True

    def _of_power(self, use: LoadedUse) -> bool:
        """Whether "regime" is that of a government: whose it is, what it does, or what modifies it says so."""
        tree, lexicon, row, called = self.tree, self.lexicon, use.row, use.called
        if called is not None and tree.lower[called.row] in _POSSESSIVE:
            return True
        if called is not None and (self._people(called.row) or self._named(called.row)):
            return True
        before = self._before(use)
        if any(lexicon.has("power", "words", word) for word in before):
            return True
        if lexicon.has("power", "heads", self._head_noun(row)):
            return True
        against = (tree.child(c, "pobj") for c in tree.children[row] if tree.lower[c] in ("against", "in", "of"))
        if any(noun >= 0 and (self._people(noun) or self._named(noun)) for noun in against):
            return True
        acts = tree.dep[row] in ("nsubj", "nsubjpass", "dobj", "agent")
        definite = any(tree.lower[c] in ("the", "this", "that") for c in tree.children[row])
        return acts and definite and not before and lexicon.has("power", "acts", self._lemma(tree.head[row]))

    def _named(self, row: int) -> bool:
        return self.kinds.get(row) == "place" or self.tree.pos[row] == "PROPN"

    def _people(self, row: int) -> bool:
        tree = self.tree
        return (
            self.kinds.get(row) in _PEOPLE or tree.lower[row] in _PERSONAL or tree.ent[row][2:] in ("PERSON", "NORP")
        )

    def _person(self, row: int) -> bool:
        return self.kinds.get(row) in ("person", "group") or self.tree.ent[row][2:] in ("PERSON", "NORP")

    def _among(self, row: int, table: str) -> bool:
        """Whether the noun, one that modifies it, or one that hangs on it by "of" is listed."""
        tree = self.tree
        rows = [row, *(c for c in tree.children[row] if tree.dep[c] in ("compound", "amod", "nmod", "conj"))]
        rows += [tree.child(c, "pobj") for c in tree.children[row] if tree.lower[c] == "of"]
        return any(at >= 0 and self.lexicon.has(table, "words", self._lemma(at)) for at in rows)

    def _before(self, use: LoadedUse) -> set[str]:
        """The words that modify the term's head word before it, those that share the noun it modifies included."""
        tree, out = self.tree, set()
        for head in {use.row, label_head(tree, use.row)}:
            for child in tree.children[head]:
                if child < use.rows.start and tree.dep[child] in ("amod", "compound", "nmod", "poss", "npadvmod"):
                    out |= {self._lemma(child), tree.lower[child]}
        return out

    def _head_noun(self, row: int) -> str:
        """The lemma of the noun behind the term that it modifies, or the empty string."""
        return next((self._lemma(at) for at in self._modified(row)), "")

    def _modified(self, row: int) -> Iterator[int]:
        """The nouns behind it that the term modifies, one after the other."""
        tree = self.tree
        while tree.dep[row] in ("amod", "compound", "nmod", "poss") and tree.head[row] > row:
            row = tree.head[row]
            yield row

    def _lemma(self, row: int) -> str:
        return self.tree.lemma[row].lower()
