"""Who is told to have been killed, hurt or shot, and how many they are: harm after harm, nothing added up.

A harm is a word of harm with the people it harms: "three men were shot", "killing a guard", "her death". The
tolls of an incident (`claims.tolls`) rest on these. Words come from lexicons/casualties.en.toml.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.casualties import Counts, toll
from reportedly.claims.casualty_words import casualty_words, words_of_harm
from reportedly.claims.coded_figures import coded_figure
from reportedly.claims.participants import is_passive
from reportedly.claims.victims_listed import harmed_subject
from reportedly.claims.victims_named import Harm, People
from reportedly.claims.wounds import condition, taken, wounds
from reportedly.language.numbers import number_of
from reportedly.language.tree import Tree
from reportedly.report import Report
from reportedly.values.count import Count

__all__ = ["harms"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_HEADLINE = 2
"""Sentences at the top in which the people after a verb are looked for without a parse: headlines are cut short."""

_Found = Iterator[Harm]


def harms(report: Report, tree: Tree, known: Counts | None = None) -> list[Harm]:
    """Every harm of the report, in text order of the words of harm. Needs tokens, mentions and entities."""
    return list(_Reader(report, tree, known or Counts(report, tree)).read())


class _Reader:
    def __init__(self, report: Report, tree: Tree, known: Counts) -> None:
        self.tree, self.known, self.words = tree, known, casualty_words()
        self.people = People(report, tree, known)

    def read(self) -> _Found:
        tree, harm = self.tree, words_of_harm()
        for row, low in enumerate(tree.lower):
            lemma = tree.lemma[row].lower()
            if low in harm or lemma in harm:
                yield from self._at(row, "shoot" if low == "shot" and tree.pos[row] in _VERBAL else lemma, low)

    def _at(self, row: int, lemma: str, low: str) -> _Found:
        tree, words, pos = self.tree, self.words, self.tree.pos[row]
        if pos == "PROPN" and tree.ent[row][2:] in {"ORG", "PERSON"} and tree.sentence_number(row) >= _HEADLINE:
            return
        if lemma in words["wounds"]["nouns"] and pos in {"NOUN", "PROPN"}:
            yield from wounds(tree, row, self.people, self.known)
        if lemma in words["condition"]["nouns"]:
            yield from condition(tree, row, self.people)
        elif lemma == "victim":
            yield from self._victims(row)
        elif lemma in words["toll"]["nouns"]:
            yearly = words["toll"]["of_more"] & set(tree.lower[tree.sentence(row).start : tree.sentence(row).stop])
            if not yearly and (figure := toll(tree, row, self.known)) is not None:
                yield Harm(figure.value.effect, figure.value.count, "toll", row, row, "toll")
        elif low in words["coded"]["words"]:
            if (coded := coded_figure(tree, row, self.known)) is not None:
                yield Harm("killed", Count(coded[0], coded[0]), "coded", coded[1], coded[1])
        elif low in words["life"]["words"]:
            yield from self._life(row, low)
        elif low == "hospital":
            yield from taken(tree, row, self.people)
        elif lemma in words["self"]["verbs"] or lemma in words["self"]["nouns"]:
            yield from self._by_own_hand(row, lemma)
        elif pos in _VERBAL and (
            lemma in words["object"] or (lemma in words["gunfire"]["verbs"] and self._gunfire(row))
        ):
            yield from self._verb(row, words["object"].get(lemma, "shot"))
        elif pos in _VERBAL and lemma in words["subject"]:
            yield from self._dying(row, lemma)
        elif low in words["state"]:
            yield from self._state(row, words["state"][low])
        elif lemma in words["object"] and pos in {"PROPN", "NOUN"} and low.endswith(("s", "ed")):
            # "Shooting Kills 2", "Four Injured in Mill Fire": verbs taken for names
            beside = self.people.left(row) if low.endswith("ed") else self.people.right(row)
            yield from self.people.harms(words["object"][lemma], row, beside)
        elif lemma in words["noun"] and pos in {"NOUN", "PROPN", "VERB"}:
            yield from self._noun(row, words["noun"][lemma])
        elif lemma in words["body"]["nouns"] and pos == "NOUN":
            yield from self._body(row)

    def _victims(self, row: int) -> _Found:
        """ "three victims": how many, not what became of them."""
        size = self.people.number_before(row) if self.tree.tag[row] == "NNS" else None
        if size is not None:
            others = any(self.tree.lower[c] == "other" for c in self.tree.children[row])
            yield Harm("victim", size, "number", row, row, "victim", flags=frozenset({"part"} if others else ()))

    def _dying(self, row: int, lemma: str) -> _Found:
        tree, effect = self.tree, self.words["subject"][lemma]
        denied = tree.child(row, "neg") >= 0
        if lemma == "survive":
            if not denied and tree.child(row, "agent", "auxpass") >= 0:
                return  # "is survived by"
            effect = "killed" if denied else effect
        elif denied:
            return
        subject = harmed_subject(tree, row)
        yield from self.people.harms(effect, row, subject if subject >= 0 else self.people.left(row))

    def _verb(self, row: int, effect: str) -> _Found:
        tree = self.tree
        head = tree.head[row]
        if tree.dep[row] in {"amod", "compound"} and tree.pos[head] in {"NOUN", "PROPN"} and head > row:
            yield from self.people.harms(effect, row, head, frozenset({"modifier"}))  # "the wounded man"
            return
        effect = "killed" if self._fatal(row) else effect
        victim = self._victim(row, effect)
        if victim >= 0 and tree.lower[victim] in self.words["self"]["pronouns"]:
            yield from self._himself(row, effect)
            return
        if victim >= 0:
            yield from self._and_himself(row, effect, victim)
        elif tree.sentence_number(row) < _HEADLINE:
            victim = self.people.right(row)
        yield from self.people.harms(effect, row, victim)

    def _victim(self, row: int, effect: str) -> int:
        """The row of whom a verb harms: its object, or the subject of its passive; -1 where it names nobody."""
        tree = self.tree
        if is_passive(tree, row):
            victim = harmed_subject(tree, row)
            victim = victim if victim >= 0 else self.people.left(row)
        else:
            given = tree.all(row, "dobj")
            victim = next((g for g in given if g > row), given[0] if given else -1)
            own = tree.child(row, "nsubj")
            if (
                victim < 0
                and tree.dep[row] == "relcl"
                and (own < 0 or tree.lower[own] not in {"who", "which", "that", "whom"})
            ):
                victim = tree.head[row]
            if victim < 0:
                victim = self._borrowed(row)
            if victim < 0 and tree.tag[row] in {"VBD", "VBN"} and not (effect != "killed" and self._aims(row)):
                subject = harmed_subject(tree, row)
                victim = subject if subject >= 0 else self.people.left(row)
        return victim

    def _borrowed(self, row: int) -> int:
        """ "shot and killed a man": the object of a verb joined to this one."""
        tree = self.tree
        for at in (*tree.all(row, "conj"), *((tree.head[row],) if tree.dep[row] == "conj" else ())):
            if tree.pos[at] in _VERBAL and (found := tree.child(at, "dobj")) > row:
                return found
        return -1

    def _aims(self, row: int) -> bool:
        """ "he shot at them": nobody need be hit."""
        tree = self.tree
        return any(tree.lower[c] in {"at", "into", "toward", "towards", "up"} for c in tree.all(row, "prep", "prt"))

    def _fatal(self, row: int) -> bool:
        """ "fatally shot", "shot dead", "beaten to death"."""
        tree = self.tree
        return any(
            (tree.lower[c] in {"fatally", "mortally", "dead"} and c <= row + 1)  # not "shot, one man fatally"
            or (tree.lower[c] == "to" and any(tree.lower[g] in {"death", "dead"} for g in tree.children[c]))
            for c in tree.children[row]
        )

    def _gunfire(self, row: int) -> bool:
        """Whether what struck or hit somebody is a bullet: said so, or said to have hit them in the leg."""
        tree, words = self.tree, self.words["gunfire"]["words"]
        subject = tree.child(row, "nsubjpass")
        if subject >= 0 and tree.lemma[subject].lower() in self.people.nouns:
            return not any(tree.dep[c] == "agent" or tree.lower[c] == "by" for c in tree.children[row])
        for child in tree.children[row]:
            if tree.lower[child] in words or tree.lemma[child].lower() in words:
                return True
            if tree.dep[child] in {"prep", "agent"} and tree.lower[child] in {"by", "in", "with"}:
                for noun in tree.children[child]:
                    if tree.lemma[noun].lower() in words or any(tree.lower[c] in words for c in tree.children[noun]):
                        return True
        return False

    def _himself(self, row: int, effect: str) -> _Found:
        """ "shot himself": whoever does it is the one it befalls; somebody did, even where the parse says nobody."""
        subject = harmed_subject(self.tree, row)
        for found in self.people.harms(effect, row, subject, frozenset({"self"})):
            if found.count is not None:
                yield found
                return
        yield Harm(effect, Count(1, 1), "self", row, row, flags=frozenset({"self"}))

    def _and_himself(self, row: int, effect: str, victim: int) -> _Found:
        """ "kills woman, her son, himself": the last of a list is the one who did it."""
        tree = self.tree
        last = max(tree.subtree(victim))
        for other in range(victim + 1, min(last + 4, tree.sentence(row).stop)):
            himself = tree.lower[other] in self.words["self"]["pronouns"] or tree.lower[other] == "self"
            if himself and tree.lower[other - 1] in {",", "and", "then", "&"}:
                yield Harm(effect, Count(1, 1), "self", row, other, flags=frozenset({"self"}))
                for at in tree.all(victim, "appos", "conj"):
                    if at != other and tree.dep[at] == "appos":
                        yield from self.people.harms(effect, row, at)
                return

    def _by_own_hand(self, row: int, lemma: str) -> _Found:
        """ "turned the gun on himself", "took his own life", "committed suicide", "a murder-suicide"."""
        tree, words = self.tree, self.words["self"]
        if lemma in words["nouns"]:
            if tree.pos[row] not in {"NOUN", "PROPN"}:
                return
            before = tree.lower[max(row - 2, 0) : row]
            if "murder" in before and before[-1] in {"murder", "-", "/"}:
                yield Harm("killed", Count(2, None, "at least"), "murder-suicide", row, row)
            elif tree.lemma[tree.head[row]] != "commit":
                yield Harm("killed", None, "suicide", row, row)
            return
        near = set(tree.lower[row + 1 : min(row + 7, tree.sentence(row).stop)])
        turned = lemma == "turn" and near & words["pronouns"] and near & words["weapons"]
        ended = lemma in {"take", "end"} and "own" in near and near & {"life", "lives"}
        if turned or ended or (lemma == "commit" and "suicide" in near):
            yield from self._himself(row, "killed")

    def _state(self, row: int, effect: str) -> _Found:
        """ "was dead", "left five dead", "3 wounded", "found a girl and her father dead"."""
        tree, head, dep = self.tree, self.tree.head[row], self.tree.dep[row]
        if dep != "acomp" and any(tree.lower[c] == "the" for c in tree.children[row]):
            return  # "the dead": people, and no harm of what befell them
        counted = [c for c in tree.all(row, "nummod", "nsubj", "npadvmod", "dep", "nmod") if tree.pos[c] in _NOMINAL]
        people, beside = -1, row - 2 if tree.lower[row - 1] == "found" else row - 1
        if beside >= tree.sentence(row).start and tree.pos[beside] == "NUM" and self.people.is_number(beside):
            people = beside  # "1 dead, 15 hurt"
        elif tree.pos[head] == "NUM" and abs(head - row) < 3:
            people = head
        elif counted:
            people = counted[0]
        elif dep in {"acomp", "oprd", "ccomp", "xcomp", "attr", "advcl", "dobj"} and tree.pos[head] in _VERBAL:
            given = tree.child(head, "dobj")
            given = -1 if given == row else given
            if given >= 0 and (given < row or tree.lemma[head] == "shoot"):
                people = given
            elif is_passive(tree, head) or tree.lemma[head] in {"be", "lie", "remain"}:
                people = harmed_subject(tree, head)
            else:
                people = given
        elif dep in {"amod", "compound", "acl", "appos"} and tree.pos[head] in _NOMINAL and head < row:
            people = head
            while tree.dep[people] == "conj" and tree.pos[tree.head[people]] in _NOMINAL:
                people = tree.head[people]
        elif (
            dep in {"amod", "compound", "nmod"}
            and tree.pos[head] in {"NOUN", "PROPN"}
            and head > row
            and (self.people.is_person(head) or self.people.left(row) < 0)
        ):
            yield from self.people.harms(effect, row, head, frozenset({"modifier"}))
            return
        yield from self.people.harms(effect, row, people if people >= 0 else self.people.left(row))

    def _noun(self, row: int, effect: str) -> _Found:
        """ "the death of two men", "her murder", "three deaths", "a double homicide", "two counts of murder"."""
        tree, words, low = self.tree, self.words, self.tree.lower[row]
        implied = "charge" if low in words["charge"]["nouns"] else "event"
        head = tree.head[row]
        if tree.dep[row] in {"compound", "nmod"} and tree.pos[head] in {"NOUN", "PROPN"} and low != "shooting":
            yield Harm(effect, None, implied, row, row, tree.lower[head])
            return
        before = [c for c in tree.children[row] if c < row and tree.dep[c] in {"amod", "compound", "nmod", "nummod"}]
        near = {tree.lower[c] for c in before}
        if near & {"attempted", "attempt"}:
            return
        effect = "killed" if near & {"fatal", "deadly"} else effect
        for at in before:
            if times := words["times"].get(tree.lower[at]):
                yield Harm(effect, Count(times, times), "label", row, at, low)
                return
        if tree.dep[row] == "pobj" and tree.lower[head] == "of" and tree.lemma[tree.head[head]] == "count":
            yield Harm(effect, self.people.number_before(tree.head[head]) or Count(1, 1), "counts", row, row)
            return
        if effect != "shot":
            if tree.tag[row] == "NNS" and any(tree.lower[c] == "no" for c in tree.all(row, "det")):
                yield Harm(effect, Count(0, 0), "none", row, row)
                return
            if row in self.known.counted:
                alone = head == row and len(tree.sentence(row)) < words["tally"]["longest"]
                yield Harm(effect, self.known.counted[row][1], "tally" if alone else "number", row, row, low)
                return
        found = list(self._of(row, effect, before))
        yield from found or [Harm(effect, None, implied, row, row, low)]

    def _of(self, row: int, effect: str, before: list[int]) -> _Found:
        """The people a noun of harm is about: after "of", its possessor, the object of a gerund, before it."""
        tree, nominal = self.tree, frozenset({"nominal"})
        of = [n for p in tree.all(row, "prep") if tree.lower[p] == "of" for n in tree.all(p, "pobj")]
        found = [t for noun in (*of, *tree.all(row, "poss")) for t in self.people.harms(effect, row, noun, nominal)]
        if (
            not found
            and tree.lower[row] in {"killing", "murder", "shooting"}
            and (given := tree.child(row, "dobj")) >= 0
        ):
            found = list(self.people.harms(effect, row, given, nominal))
        elif not found:
            # "the Jana Belk shooting", but "the Gorv shooting"
            named = (
                c
                for c in before
                if tree.lower[c] in self.people.nouns
                or (c in self.people.persons and (effect != "shot" or tree.ent[c] == "I-PERSON"))
            )
            found = list(self.people.harms(effect, row, next(named, -1), nominal))
        yield from found

    def _body(self, row: int) -> _Found:
        """ "the bodies of two men", "her body", "found a body"."""
        tree, body = self.tree, frozenset({"body"})
        of = [n for p in tree.all(row, "prep") if tree.lower[p] == "of" for n in tree.all(p, "pobj")]
        whose = of or tree.all(row, "poss")
        if not whose and tree.lemma[tree.head[row]] in self.words["body"]["found"]:
            whose = [row]
        for noun in whose:
            yield from self.people.harms("killed", row, noun, body)

    def _life(self, row: int, low: str) -> _Found:
        """ "lost his life", "claimed the lives of two men", "passed away", "five were shot, one fatally"."""
        tree, head = self.tree, self.tree.head[row]
        lemma = tree.lemma[head]
        if low == "fatally":
            at = row - 1
            while at > 0 and tree.lower[at] in {"them", "of", "shot"}:
                at -= 1
            if at > 0 and self.people.is_number(at - 1) and self.people.is_person(at):
                at -= 1  # "one man fatally"
            if self.people.is_number(at) and (number := number_of([tree.lower[at]])):
                yield Harm("killed", Count(number, number), "number", row, at, flags=frozenset({"part"}))
        elif lemma == ("pass" if low == "away" else "lose"):
            yield from self.people.harms("killed", row, harmed_subject(tree, head))
        elif low != "away" and tree.dep[row] == "dobj" and lemma in {"claim", "take"}:
            if "own" in tree.lower[max(row - 2, 0) : row]:
                return
            of = [n for p in tree.all(row, "prep") if tree.lower[p] == "of" for n in tree.all(p, "pobj")]
            for noun in of or tree.all(row, "poss"):
                yield from self.people.harms("killed", row, noun)
            if not of and row in self.known.counted:
                yield Harm("killed", self.known.counted[row][1], "number", row, row)
