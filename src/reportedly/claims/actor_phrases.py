"""What the words of a noun phrase say of an actor: its kind, by a well-known name, its head, what modifies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.claims.actor_countries import Countries
from reportedly.claims.actor_lexicon import ActorWords, Sort
from reportedly.claims.actor_profile import Profile
from reportedly.claims.allegiances import Allegiances, own_words
from reportedly.language.tree import Tree
from reportedly.report import Anchored
from reportedly.values.actor import ActorKind, Affiliation

__all__ = ["ActorPhrases"]

_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "nummod", "det", "appos"})
_CREEDS = frozenset({"shia", "shiite", "sunni", "christian", "muslim", "islamic", "islamist", "maoist", "communist"})
"""Creeds and politics: militias of theirs serve a purpose more often than a people."""
_DEEP = 4
"""Phrases within phrases that are looked into: "one of the members of a wing of the front"."""


class ActorPhrases:
    """Reads the noun phrases of one report."""

    def __init__(self, tree: Tree, words: ActorWords, places: frozenset[int] = frozenset()) -> None:
        self.tree, self._words, self._places = tree, words, places
        self.countries = Countries(tree, words)
        self.allegiances = Allegiances(tree, words, self.countries)

    def head(self, rows: Sequence[int]) -> int:
        """The row among these that the others depend on."""
        inside = set(rows)
        for row in reversed(rows):
            at, above = row, self.tree.head[row]
            while above in inside and above != at:
                at, above = above, self.tree.head[above]
            if self.tree.pos[at] in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"}:
                return at
        return rows[-1]

    def bare(self, row: int) -> bool:
        """Whether the word says no more than that it is a person."""
        return self.tree.lemma[row].lower() in self._words.nouns["bare"]

    def read(self, row: int, rows: Sequence[int], depth: int = 0) -> Profile:
        """What the phrase with this head says."""
        if depth > _DEEP or not rows:
            return Profile()
        profile = self._known(row, rows, depth)
        if profile.kind is None:
            profile = profile.filled(self._of_a_people(row) or self._by_head(row, rows, depth))
        if depth == 0 and self.tree.pos[row] == "PROPN":
            profile = self._described(row, profile)
        if profile.country is None and (country := self.countries.of(row)):
            profile = replace(profile, country=country)
        if profile.affiliation is None and (side := self.allegiances.of(row)):
            profile = replace(profile, affiliation=side)
        return profile

    def _known(self, row: int, rows: Sequence[int], depth: int) -> Profile:
        """A well-known name that is the party, or stands before or after a head that says little alone."""
        tree = self.tree
        first = min(rows[0], self.countries.name_rows(row)[0])
        span = range(first, rows[-1] + 1)
        found = self._words.known([tree.text[at] for at in span], self.countries.named)
        if found is None:
            return Profile()
        start, end, actor = first + found[0], first + found[1], found[2]
        if self._against(start):
            return Profile()
        words = tree.spans(range(start, end + 1))
        is_it = start <= row <= end or (tree.text[end + 1 : end + 2] == ["-"] and row == end + 2)  # "PDF-Malt"
        if not is_it and not self._speaks_of(row, start, end):
            return Profile()
        profile = Profile(
            kind=Anchored(actor.kind, words, "known by its name"),
            country=Anchored(actor.country, words, f"known of {actor.name}") if actor.country else None,
        )
        if is_it:
            return replace(profile, known_as=Anchored(actor.name, words, "known by its name"))
        subtype = self._function(row, actor.kind)
        return replace(
            profile,
            subtype=subtype,
            affiliation=Anchored(Affiliation("part_of", words[0].words), words),
            known_as=Anchored(actor.name, words, "known by its name"),
        )

    def _of_a_people(self, row: int) -> Profile | None:
        """ "the Vesk militia", "militiamen from Selm": a militia with the name of a people or place, no country."""
        tree = self.tree
        if not {tree.lower[row], tree.lemma[row].lower()} & self._words.nouns["militias"]:
            return None
        home = [noun for of in tree.all(row, "prep") if tree.lower[of] == "from" for noun in tree.all(of, "pobj")]
        home = [inner for noun in home for inner in (noun, *tree.all(noun, "compound")) if inner in self._places]
        for child in (*tree.all(row, "compound", "amod", "nmod"), *home):
            named = tree.pos[child] in {"PROPN", "ADJ"} and tree.text[child][:1].isupper()
            of_people = child in self._places or tree.ent[child][2:] in {"NORP", "GPE", "LOC"}
            if not (named and of_people) or self.countries.iso(child):
                continue
            if tree.lower[child] in _CREEDS or self._against(child):
                return None
            return Profile(kind=Anchored("identity_militia", tree.spans((child, row))))
        return None

    def _speaks_of(self, row: int, start: int, end: int) -> bool:
        """Whether a name beside a head says whose it is: "Taliban fighters", "members of the Taliban"."""
        tree = self.tree
        lemma = tree.lemma[row].lower()
        if end < row:
            at = end
            while tree.head[at] != at and tree.head[at] != row and start <= tree.head[at] <= end:
                at = tree.head[at]
            sided = end + 1 < row and tree.text[end + 1] == "-"
            return (
                tree.head[at] == row
                and not sided
                and (lemma in self._words.general or lemma in self._words.nouns["units"])
            )
        return lemma in self._words.containers and self._of(row) in range(start, end + 1)

    def _against(self, row: int) -> str:
        """ "anti" or "pro", where such a prefix stands before the word: those are others than the word names."""
        tree = self.tree
        prefix = tree.lower[row - 2] if row >= 2 and tree.text[row - 1] == "-" else ""
        return prefix if prefix in {"anti", "pro", "non", "counter"} else ""

    def _of(self, row: int, *prepositions: str) -> int:
        tree = self.tree
        for child in tree.all(row, "prep"):
            if tree.lower[child] in (prepositions or ("of", "from")):
                return tree.child(child, "pobj")
        return -1

    def _by_head(self, row: int, rows: Sequence[int], depth: int) -> Profile:
        tree, words = self.tree, self._words
        lemma = tree.lemma[row].lower()
        of = self._of(row)
        if (lemma in words.containers or tree.pos[row] == "NUM") and of >= 0 and lemma not in words.functions:
            inner = self.read(of, own_words(self.tree, of), depth + 1)
            if inner.kind is not None:
                return inner
        found = self._listed(row)
        named = tree.pos[row] == "PROPN"
        if found is not None and found[1] < row:  # a phrase of several words is decided
            return self._sorted(found[0], range(found[1], row + 1), row)
        if lemma in words.general:
            sort = self._by_modifier(row, rows, depth)
            if sort is not None:
                return sort
            if of >= 0 or (of := self._of(row, "of", "from", "for", "with")) >= 0:
                inner = self.read(of, own_words(self.tree, of), depth + 1)
                if inner.kind is not None and inner.kind.value not in {"civilians", "nature", "company", "media"}:
                    return replace(inner, subtype=self._function(row, inner.kind.value), armed=())
        if found is not None and found[0].kind == "civilians" and named and self.bare(row) and found[1] == row:
            found = None  # "the Quarry Men"
        if found is not None and not (named and self._uncertain(row)):
            profile = self._sorted(found[0], range(found[1], row + 1), row)
            return replace(profile, armed=self._arms(row)) if found[0].kind == "civilians" else profile
        return Profile()

    def _listed(self, row: int) -> tuple[Sort, int] | None:
        """The longest phrase of the lexicon that ends at this row, and the row at which it begins."""
        tree, heads = self.tree, self._words.heads
        run = [tree.lemma[row].lower(), tree.lower[row]]
        best: tuple[Sort, int] | None = None
        for word in run:
            if word in heads:
                best = (heads[word], row)
                break
        before = ""
        for at in range(row - 1, max(row - 4, -1), -1):
            if tree.pos[at] not in {"NOUN", "PROPN", "ADJ", "VERB", "PUNCT", "ADV"} or tree.text[at] in {
                ",",
                '"',
                "(",
            }:
                break
            joint = "" if tree.text[at] == "-" or before.startswith("-") else " "
            before = f"{tree.lower[at]}{joint if before else ''}{before}"
            glue = "" if before.endswith("-") else " "
            for word in run:
                if (sort := heads.get(f"{before}{glue}{word}")) is not None:
                    best = (sort, at)
        return best

    def _sorted(self, sort: Sort, words: range, row: int) -> Profile:
        spans = self.tree.spans(words)
        return Profile(
            kind=Anchored(sort.kind, spans),
            subtype=Anchored(sort.subtype, spans) if sort.subtype else None,
            standing=Anchored(sort.standing, spans) if sort.standing else None,
        )

    def _by_modifier(self, row: int, rows: Sequence[int], depth: int) -> Profile | None:
        """The kind that the words before a general head give: "rebel", "police", "Veltrian", "the gang's"."""
        tree, words = self.tree, self._words
        lemma = tree.lemma[row].lower()
        weak: tuple[Sort, int] | None = None
        for child in reversed([c for c in tree.children[row] if c < row and tree.dep[c] in _BEFORE]):
            word = f"{prefix}-{tree.lower[child]}" if (prefix := self._against(child)) else tree.lower[child]
            sort = words.modifiers.get(word) or (None if prefix else words.modifiers.get(tree.lemma[child].lower()))
            if (
                sort is None
                and not prefix
                and tree.dep[child] in {"compound", "poss"}
                and tree.pos[child] in {"NOUN", "PROPN"}
            ):
                listed = self._listed(child)
                if listed is not None and (listed[0].kind not in {"nature", "intelligence"} or word != "spy"):
                    sort = listed[0]
                    if tree.dep[child] == "poss" and sort.kind in {"civilians", "official", "court", "company"}:
                        sort = None
            if sort is None:
                continue
            if sort.kind == "armed_group":
                weak = weak or (sort, child)
                continue
            if lemma in {"man", "men", "people", "person", "youth", "youths"} and sort.kind in {
                "military",
                "political_party",
            }:
                continue
            kind = self._functional(sort.kind, row, lemma)
            spans = tree.spans((child, row))
            return Profile(kind=Anchored(kind, spans), subtype=self._function(row, kind))
        listed = self._listed(row)
        if weak is not None and (
            listed is None or listed[0].kind in {"civilians", "armed_group", "military", "organisation", "company"}
        ):
            return Profile(kind=Anchored(weak[0].kind, tree.spans((weak[1], row))))
        if lemma in self._words.nouns["troops"] and (country := self.countries.of(row)) is not None:
            spans = (*country.spans, *tree.spans((row,)))
            return Profile(kind=Anchored("military", tuple(sorted(set(spans)))), country=country)
        return None

    def _functional(self, kind: ActorKind, row: int, lemma: str) -> ActorKind:
        """A civil body's spokesman is an official, a party's leader a politician; an army's spokesman stays army."""
        if kind in {"government", "court"} and lemma in self._words.functions:
            return "official"
        if kind == "state_force" and self.tree.lower[row - 1] == "state" and lemma not in {"force", "forces"}:
            return "official"
        return kind

    def _function(self, row: int, kind: ActorKind) -> Anchored[str] | None:
        """ "commander" or "spokesperson", of kinds that have them."""
        function = self._words.functions.get(self.tree.lemma[row].lower())
        armed = {"military", "police", "rebel_group", "political_militia"}
        if function is None or (kind not in armed and not (kind == "official" and function == "spokesperson")):
            return None
        return Anchored(function, self.tree.spans((row,)))

    def _arms(self, row: int) -> tuple[int, ...]:
        tree = self.tree
        return tuple(
            c
            for c in tree.children[row]
            if tree.lower[c] in {"armed", "masked", "hooded"} and tree.dep[c] in {"amod", "acl"}
        )

    def _uncertain(self, row: int) -> bool:
        """Whether a name that ends in "Army" or "Guard" may not be that of a state."""
        tree = self.tree
        lemma = tree.lemma[row].lower()
        before = [tree.lower[at] for at in self.countries.name_rows(row)[:-1]]
        if (
            lemma in {"army", "force", "forces", "guard", "congress", "assembly", "general", "troop", "authority"}
            and before
        ):
            return bool(self._words.nouns["insurgent"] & set(before)) or self.countries.of(row) is None
        return lemma in {"king", "general", "major", "justice", "church", "bank"} and not before

    def _described(self, row: int, profile: Profile) -> Profile:
        """A name with the title before it and the apposition after it."""
        tree = self.tree
        for child in tree.children[row]:
            if tree.dep[child] == "appos" and child > row and profile.kind is None:
                inner = self.read(child, own_words(self.tree, child), 1)
                profile = profile.filled(replace(inner, known_as=None) if tree.pos[child] == "NOUN" else inner)
        title = row
        while (
            title > 0
            and tree.head[title - 1] in range(title - 1, row + 1)
            and tree.dep[title - 1] in {"compound", "amod", "nmod"}
        ):
            title -= 1
        if profile.kind is None and title < row:
            for at in range(row - 1, title - 1, -1):
                if tree.ent[at][2:] == "ORG" and tree.ent[row][:1] == "I":
                    break  # "General" of "the United Nations General Assembly" is nobody's rank
                listed = self._listed(at)
                if listed is not None and listed[0].kind in {
                    "official",
                    "military",
                    "police",
                    "civilians",
                    "rebel_group",
                    "intelligence",
                }:
                    return profile.filled(self._sorted(listed[0], range(max(listed[1], title), at + 1), at))
        if tree.dep[row] == "appos" and profile.kind is None and tree.ent[row][2:] == "PERSON":
            above = tree.head[row]
            if tree.pos[above] == "NOUN":
                profile = profile.filled(self._by_head(above, own_words(self.tree, above), 1))
        return profile
