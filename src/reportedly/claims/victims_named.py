"""Who is harmed, as the words name them: a number, a man, the boy, a name, "he", nobody; each one of a list apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.claims.casualties import Counts
from reportedly.claims.casualty_words import casualty_words
from reportedly.claims.victims_listed import series
from reportedly.claims.victims_standing import Standings
from reportedly.language.nouns import nouns
from reportedly.language.numbers import number_of, rate
from reportedly.language.tree import Tree
from reportedly.report import Report
from reportedly.values.count import Count

__all__ = ["Harm", "People"]

_COUNTING = frozenset({"nummod", "amod", "quantmod", "det", "advmod", "compound", "nmod"})
_SOME = frozenset({"PERSON", "GROUP", "ORG"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OLDEST = 110
_MOST_PEOPLE = 100_000
"""A larger number beside a word of harm counts something else."""


@dataclass(frozen=True, slots=True)
class Harm:
    """One harm of people harmed.

    `effect` is killed, injured or shot ("victim": people are counted, not what became of them); `count` how many,
    None where nothing says ("soldiers were killed"). `kind` is how they are named: number, label ("a triple
    homicide"), indefinite ("a man"), definite ("the boy"), name, pronoun, plural, self (by one's own hand), none
    ("nobody"); or what implies them: event ("the fatal shooting"), charge ("homicide"), counts ("two counts of
    murder"), toll ("bringing the toll to 15"), suicide, murder-suicide, tally ("3 fatalities."), coded ("fatalities
    coded as 3").
    `names` are the words of their name, `sex` what the report makes of it ("female", "male"). `at` is the row of the
    word of harm, `row` that of the people (equal to `at` where none are named). `flags`: another, other, part ("one
    of them"), both, body, hospital, taken, wounds, self, rate ("two a day"), nominal, modifier, and those of
    `claims.victims_standing`.
    """

    effect: str
    count: Count | None
    kind: str
    at: int
    row: int
    noun: str = ""
    entity: str | None = None
    age: str = ""
    flags: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    sex: str | None = None

    @property
    def low(self) -> int:
        """The least number told; where nothing says it, 2 for a plural and 1 for what implies somebody."""
        if self.count is None:
            return 2 if self.kind == "plural" else 1
        return self.count.low if self.count.low is not None else (self.count.high or 0)

    @property
    def real(self) -> bool:
        """Whether people are told, and not only implied or said to be none."""
        return self.low > 0 and (self.count is not None or self.kind == "plural")


def _name_words(name: str) -> frozenset[str]:
    """The words by which a person is called: no initials, no "Jr."."""
    words = (word.strip(".,\"“”'‘’").lower() for word in name.split())
    return frozenset(word for word in words if len(word) > 1 and word not in _SUFFIXES)


class People:
    """Reads the people of one report's words of harm. Needs tokens, mentions and entities."""

    def __init__(self, report: Report, tree: Tree, known: Counts) -> None:
        self.tree, self.known, self.words = tree, known, casualty_words()
        self.nouns: frozenset[str] = self.words["people"]["nouns"]
        self.standings = Standings(tree)
        self.entity: dict[int, str] = {}
        self.persons: set[int] = set()
        self.ages: dict[str, str] = {}
        self.named: dict[str, frozenset[str]] = {}
        self.sexes: dict[str, str | None] = {}
        by_id = {m.id: m for m in report.mentions or ()}
        for entity in report.entities or ():
            if entity.kind not in {"person", "group"}:
                continue
            if entity.kind == "person":
                self.named[entity.id] = _name_words(entity.name)
                self.sexes[entity.id] = entity.gender
            for mention in entity.mentions:
                rows = tree.rows(by_id[mention].head)
                self.entity.update(dict.fromkeys(rows, entity.id))
                if entity.kind == "person":
                    self.persons.update(rows)
                    if entity.id not in self.ages and (age := self._age(rows[-1]) if rows else ""):
                        self.ages[entity.id] = age

    def harms(self, effect: str, at: int, row: int, flags: frozenset[str] = frozenset()) -> Iterator[Harm]:
        """The harms of the people whose head stands in `row` (-1: none), conjunct by conjunct."""
        if row < 0:
            return
        for head in series(self.tree, row, at):
            if (found := self._one(effect, at, head, flags)) is not None:
                yield found

    def left(self, row: int) -> int:
        """The people just before a word of harm in a headline ("3 teens critically wounded"), or -1."""
        tree, between = self.tree, self.words["people"]["between"]
        for at in range(row - 1, max(tree.sentence(row).start, row - 6) - 1, -1):
            if self.is_number(at) or (tree.lemma[at].lower() in self.nouns and tree.lower[at] not in between):
                return at
            if tree.lower[at] not in between and tree.pos[at] not in {"ADV", "AUX"}:
                break
        return -1

    def right(self, row: int) -> int:
        """The people just after a word of harm in a headline ("Kills 2"), or -1."""
        tree = self.tree
        for at in range(row + 1, min(row + 5, tree.sentence(row).stop)):
            if self.is_number(at) or tree.lemma[at].lower() in self.nouns:
                return at
            if tree.pos[at] in {"VERB", "ADP", "PUNCT"}:
                break
        return -1

    def is_number(self, row: int) -> bool:
        """Whether a number stands here that can count people: no age, no year."""
        tree, low = self.tree, self.tree.lower[row]
        if not low.isdigit() and (number_of([low]) is None or low in {"a", "an", "and", "-"}):
            return False
        after = tree.lower[row + 1 : row + 3]
        if after[:1] in (["-"], ["year"], ["years"], ["month"], ["months"]):
            return False
        return not (low.isdigit() and int(low) > 9 and row > 0 and tree.text[row - 1] == "," and after[:1] == [","])

    def is_person(self, row: int) -> bool:
        """Whether the noun in this row names somebody or a group of people."""
        lemma = self.tree.lemma[row].lower()
        if lemma in self.nouns or self.tree.lower[row] in nouns().demonyms:
            return True
        kind = nouns().kind(lemma, plural=self.tree.tag[row] == "NNS")
        return kind in {"person", "group", "organisation"}

    def number_before(self, row: int) -> Count | None:
        """The count that stands before the noun in this row."""
        tree = self.tree
        for child in tree.children[row]:
            if child < row and child in self.known.at and tree.dep[child] in _COUNTING:
                return self.known.at[child][1]
        if tree.pos[row] not in {"NOUN", "PROPN"} or tree.tag[row] not in {"NNS", "NNPS"}:
            return None
        for at in range(row - 1, max(row - 4, tree.sentence(row).start) - 1, -1):
            if self.is_number(at):
                return self.known.at[at][1] if at in self.known.at else self._number(at)
            if tree.pos[at] not in {"ADJ", "NOUN", "PROPN"}:
                break
        return None

    def _number(self, row: int) -> Count | None:
        number = number_of([self.tree.lower[row]])
        return Count(number, number) if number is not None and number < _MOST_PEOPLE else None

    def _one(self, effect: str, at: int, row: int, flags: frozenset[str]) -> Harm | None:
        tree, low, lemma = self.tree, self.tree.lower[row], self.tree.lemma[row].lower()
        if lemma in self.words["people"]["never"]:
            return None
        if effect == "killed" and low in {"i", "me", "we", "us"}:
            return None  # whoever speaks is alive
        age = self._age(row) or self.ages.get(self.entity.get(row, ""), "")
        elsewhere = tree.ent[row][2:] in {"DATE", "TIME", "MONEY", "GPE", "LOC", "FAC"} and not age
        if elsewhere and not self.is_number(row) and low not in self.nouns:
            return None
        before = [c for c in tree.children[row] if c < row]
        said = {
            tree.lower[c] for c in before if tree.dep[c] in {"det", "poss", "amod", "predet", "nummod", "quantmod"}
        }
        extra = flags | self._which(row, before, said) | self.standings.flags(at, nominal="nominal" in flags)
        found = self._named(row, low, lemma, said, age) or self._unlisted(effect, row, lemma, said)
        if found is None:
            return None
        kind, count, noun = found
        if count is not None and (rate(tree, row) or self._every(at)):
            extra = extra | {"rate"}
        entity = self.entity.get(row)
        names = frozenset[str]()
        if kind == "name":
            names = self.named.get(entity or "", frozenset()) or frozenset({low})
            names = names if low in names else names | {low}
        sex = self.sexes.get(entity or "")
        return Harm(effect, count, kind, at, row, noun, entity, age, frozenset(extra), names, sex)

    def _every(self, at: int) -> bool:
        """ "kill three farmers every day": how many at a time, and not how many there were."""
        tree = self.tree
        return any(
            tree.dep[c] == "npadvmod" and any(tree.lower[d] in {"each", "every"} for d in tree.all(c, "det"))
            for c in tree.children[at]
        )

    def _which(self, row: int, before: list[int], said: set[str]) -> set[str]:
        """Which of those told before they are: another, others, one of them, both."""
        tree, low, out = self.tree, self.tree.lower[row], set()
        if "another" in said or low == "another":
            out.add("another")
        after = tree.lower[row + 1] if row + 1 < len(tree) else ""
        if low in {"other", "others"} or said & {"other", "more"} or after in {"others", "more"}:
            out.add("other")
        of = next((n for p in tree.all(row, "prep") if tree.lower[p] == "of" for n in tree.all(p, "pobj")), -1)
        counts = self.is_number(row) or low in {"some", "several", "most", "all"}
        known = of >= 0 and (tree.pos[of] == "PRON" or tree.child(of, "det", "nummod") >= 0)
        if known and counts and tree.child(of, "poss") < 0:  # "two of them", not "one of his companions"
            out.add("part")
        first = min([row, *before])
        if first > 0 and {"including", "among"} & set(tree.lower[max(first - 2, 0) : first]):
            out.add("part")
        if low == "both" or "both" in said:
            out.add("both")
        return out

    def _named(
        self, row: int, low: str, lemma: str, said: set[str], age: str
    ) -> tuple[str, Count | None, str] | None:
        """How they are named, how many they are, and their noun; None: no people."""
        tree, words, tag = self.tree, self.words["people"], self.tree.tag[row]
        one = Count(1, 1)
        given = self.number_before(row) if row not in self.known.at else None
        if given is not None and "no" in said:  # "no fewer than six soldiers"
            return "number", given, lemma
        if (
            low in words["nobody"]
            or said & {"no", "neither"}
            or (low == "one" and tree.lower[max(row - 1, 0)] == "no")
        ):
            things = tree.pos[row] == "NOUN" and lemma not in self.nouns and not self.is_person(row)
            return None if things else ("none", Count(0, 0), lemma)  # "no call"
        if self._of_things(row):
            return None
        if row in self.known.at and low != "old":
            return "number", self.known.at[row][1], ""
        if given is not None:
            return ("number", given, lemma) if tree.pos[row] != "NOUN" or self.is_person(row) else None
        if self.is_number(row) and not _YEAR.fullmatch(low) and not self._beside(row):
            number = self._number(row)
            return ("number", number, "") if number is not None else None
        if low == "both" or "both" in said:
            return "number", Count(2, 2), lemma
        if low in words["he"]:
            return "pronoun", one, lemma
        if low in words["somebody"]:
            return "indefinite", one, lemma
        if low in words["they"]:
            return "plural", None, lemma
        if low in {"who", "which", "that", "whom"}:
            return None
        if self._is_name(row, lemma, said, age):
            return "name", one, lemma
        if tag in {"NN", "NNP", "JJ"} and (low == "old" or self._is_somebody(row, lemma)):
            if lemma in words["mass"]:
                return "plural", None, lemma
            if lemma == "couple":
                return "number", Count(2, 2), lemma
            pointed = said & words["pointing"] or tree.child(row, "poss") >= 0
            return "definite" if pointed else "indefinite", one, lemma
        if tag in {"NNS", "NNPS"} and (lemma in self.nouns or row in self.entity):
            return "plural", None, lemma
        return None

    def _unlisted(self, effect: str, row: int, lemma: str, said: set[str]) -> tuple[str, Count | None, str] | None:
        """ "A muleteer was killed": a noun no lexicon knows, told to have been killed itself."""
        tree = self.tree
        bare = tree.tag[row] == "NN" and said & {"a", "an", "another"} and tree.ent[row] == ""
        if effect != "killed" or not bare or tree.dep[row] not in {"nsubjpass", "dobj"}:
            return None
        return None if nouns().kind(lemma, plural=False) is not None else ("indefinite", Count(1, 1), lemma)

    def _of_things(self, row: int) -> bool:
        """Whether the number in this row counts what is never harmed: "one shot", "a total of five rounds"."""
        tree, never = self.tree, self.words["people"]["never"]
        if tree.dep[row] == "nummod" and tree.lemma[tree.head[row]].lower() in never:
            return True
        of = next((n for p in tree.all(row, "prep") if tree.lower[p] == "of" for n in tree.all(p, "pobj")), -1)
        return of >= 0 and tree.lemma[of].lower() in never

    def _beside(self, row: int) -> bool:
        """A bare number that only explains what stands before it ("ages 24 and 31")."""
        return self.tree.dep[row] in {"appos", "npadvmod"} and self.tree.lower[row].isdigit()

    def _is_name(self, row: int, lemma: str, said: set[str], age: str) -> bool:
        tree, label = self.tree, self.tree.ent[row][2:]
        surname = tree.tag[row] == "NNP" or (tree.tag[row] == "NNPS" and label == "PERSON" and row in self.persons)
        if tree.pos[row] != "PROPN" or not surname or lemma in self.nouns or said & {"the", "a", "an"}:
            return False
        return label in {"PERSON", ""} or row in self.persons or bool(age and label in {"ORG", "GPE"})

    def _is_somebody(self, row: int, lemma: str) -> bool:
        if lemma in self.nouns:
            return True
        if self.tree.tag[row] == "JJ" or (self.tree.tag[row] != "NN" and self.tree.ent[row][2:] in {"PERSON", "ORG"}):
            return False
        return row in self.persons or (self.is_person(row) and self.tree.ent[row][2:] not in {"PERSON", "ORG"})

    def _age(self, row: int) -> str:
        """The age told of somebody: "a 24-year-old", "Jana Belk, 48,"; empty where none is."""
        tree = self.tree
        for at in range(max(tree.sentence(row).start, row - 8), row + 1):
            spelt = tree.lower[at] == "old" and at >= 4 and tree.lower[at - 1] == "-"
            if spelt and tree.lower[at - 2] in {"year", "month"} and (at >= row - 1 or tree.head[at] == row):
                return tree.lower[at - 4]
        after = tree.lower[row + 1 : row + 3]
        if len(after) < 2 or after[0] != "," or not after[1].isdigit() or int(after[1]) > _OLDEST:
            return ""
        then = tree.pos[row + 3] if row + 3 < len(tree) else "PUNCT"
        return "" if then in {"NOUN", "PROPN", "ADJ", "NUM"} or tree.lower[row + 3 : row + 4] == ["-"] else after[1]
