"""By what means a source speaks, whom it tells, and which outlets passed it on before this report did.

"Belk said in a statement", "wrote on Telegram", "told the Herald by telephone", "a memo seen by the Herald", "the
ministry, quoted by the agency, said": read from the complements of the reporting word and of the source's noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.claims.candidates import core, phrase
from reportedly.claims.cues import lemma_of
from reportedly.claims.source_types import LEXICON, SourceTypes
from reportedly.claims.speakers import RELATIVES, Speakers
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Channel, Claim, Medium, Party, PartyKind

__all__ = ["Channels", "Told"]

_WIDEST = 12
"""How many words the means may stand behind the reporting word, at most."""


_OCCASIONS: frozenset[Channel] = frozenset(("news_conference", "speech", "interview"))
"""Channels at which people are told something: they are no hearers themselves."""


_SPEAKS_ITSELF: frozenset[Channel] = frozenset(
    ("statement", "court_filing", "letter", "message", "social_media", "broadcast")
)
"""Channels that are said to say something: "the letter said"."""
_NO_HEARERS: frozenset[PartyKind] = frozenset(("unknown", "document", "poll", "place"))
_PUT = frozenset(("posted", "published"))
"""What is done with a video or a message on a network, where a report is published anywhere."""

_CALLED: frozenset[Channel] = frozenset(("social_media", "interview", "broadcast", "publication"))
"""Channels of which a name before the noun is that of the platform, outlet or programme."""


class Told(NamedTuple):
    """How a claim reached the report: the means, who was told, and which outlets passed it on, outermost first."""

    medium: Anchored[Medium] | None
    audience: Anchored[Party] | None
    through: tuple[Anchored[Party], ...]


class _Words(NamedTuple):
    nouns: dict[str, Channel]
    verbs: dict[str, Channel]
    needs: frozenset[str]
    platforms: frozenset[str]
    online: frozenset[str]
    accounts: frozenset[str]
    means: frozenset[str]
    hearers: frozenset[str]
    telling: frozenset[str]
    speaking: frozenset[str]
    saying: frozenset[str]
    carrying: dict[str, frozenset[str]]
    people: frozenset[str]


class Channels:
    """Reads the means of the claims of one report."""

    def __init__(self, tree: Tree, speakers: Speakers, types: SourceTypes) -> None:
        self.tree, self.speakers, self.types = tree, speakers, types
        self.words = _words()

    def of(self, claim: Claim) -> Told:
        """How this claim was made, as far as the words around its cue and source tell."""
        tree = self.tree
        cue = [row for span in (claim.cue.spans if claim.cue else ()) for row in tree.rows(span)]
        source = [row for span in (claim.source.spans if claim.source else ()) for row in tree.rows(span)]
        content = {row for span in claim.content for row in tree.rows(span)}
        verbs = [row for row in cue if tree.pos[row] in ("VERB", "NOUN") and tree.lower[row] != "according"][-1:]
        mediums: list[Anchored[Medium]] = []
        carried: list[int] = []
        audience: Anchored[Party] | None = None
        for verb in verbs:
            mediums += self._of_verb(verb) + self._of_object(verb, content)
            audience = self._told(verb, content)
            for link in self._links(verb, content):
                noun = tree.child(link, "pobj")
                by_means = tree.lower[link] in self.words.means or self._at_occasion(verb, link, noun)
                if by_means and (medium := self._of_phrase(link, noun)):
                    mediums.append(medium)
                    carried.append(noun)
                    audience = audience or self._hearer(noun)
                    continue
                if tree.lower[link] in self.words.hearers and self._speaks(verb, link):
                    audience = audience or self._party(noun)
        if source and not mediums:
            mediums += self._of_source(source)
        through = self._carriers(source, carried, verbs, content) if source else ()
        if audience is not None and self._outlet(audience):
            through = (audience, *(each for each in through if each.value.name != audience.value.name))
        return Told(mediums[0] if mediums else None, audience, through)

    # --------------------------------------------------------------------------------------------- the means

    def _links(self, verb: int, content: set[int]) -> Iterator[int]:
        """The prepositions that may hold the means: of the reporting word, or of "speaking at ..." beside it."""
        tree = self.tree
        anchors = [verb, *(c for c in tree.children[verb] if self._speaking(c))]
        if tree.dep[verb] == "conj" and tree.pos[tree.head[verb]] == "VERB":
            anchors.append(tree.head[verb])
        for anchor in anchors:
            for link in tree.children[anchor]:
                noun = tree.child(link, "pobj")
                near = abs(link - anchor) <= _WIDEST or link < anchor
                if tree.dep[link] not in ("prep", "dative") or noun < 0 or not near:
                    continue
                if noun in content and self._channel(noun) is None:
                    continue
                yield link

    def _speaking(self, row: int) -> bool:
        tree = self.tree
        return (
            tree.dep[row] in ("advcl", "prep", "acl")
            and tree.tag[row] == "VBG"
            and lemma_of(tree, row) in self.words.speaking
        )

    def _speaks(self, verb: int, link: int) -> bool:
        """Whether "to" or "before" leads to who is told: of a verb of speech, not of "refer to", "object to"."""
        lemma, to = lemma_of(self.tree, self.tree.head[link]), self.tree.lower[link] == "to"
        return lemma in self.words.speaking or (to and lemma in self.words.saying)

    def _at_occasion(self, verb: int, link: int, noun: int) -> bool:
        """Whether "to" leads to an occasion of speaking: "spoke to a news conference"."""
        found = self._channel(noun) if self.tree.lower[link] == "to" and self._speaks(verb, link) else None
        return found is not None and found[0] in _OCCASIONS

    def _channel(self, noun: int) -> tuple[Channel, list[int]] | None:
        """The channel that a noun is, with the rows that say so; None if it is none."""
        tree, words = self.tree, self.words
        lemma, lower = tree.lemma[noun].lower(), tree.lower[noun]
        below = tree.subtree(noun)
        platform = [row for row in below if self._platform(row)]
        told_by = words.online | _PUT if lemma in words.accounts else words.online
        online = [row for row in below if tree.lower[row] in told_by]
        social = lemma in words.accounts or lemma in words.nouns
        if self._platform(noun):
            return "social_media", [noun]
        if social and (platform or online) and lemma not in ("interview", "letter"):
            return "social_media", sorted({noun, *platform[:1], *online[:1]})
        found = words.nouns.get(lemma) or words.nouns.get(lower)
        if found is None:
            return None
        beside = {tree.lower[row] for row in below}
        if found == "news_conference" and not beside & words.needs:
            return None
        if found == "social_media" and lemma == "post" and tree.child(noun, "poss") >= 0 and not platform:
            return None
        return found, [noun]

    def _platform(self, row: int) -> bool:
        """Whether the word is the name of a social network; "X" only with its capital and behind "on" or "to"."""
        tree, lower = self.tree, self.tree.lower[row]
        if lower not in self.words.platforms:
            return False
        if lower in ("x", "medium", "threads"):
            return tree.text[row][:1].isupper() and row > 0 and tree.lower[row - 1] in ("on", "to", "via")
        return tree.text[row][:1].isupper()

    def _of_phrase(self, link: int, noun: int) -> Anchored[Medium] | None:
        found = self._channel(noun)
        if found is None:
            return None
        channel, rows = found
        tree = self.tree

        def platform(child: int) -> bool:
            return not set(tree.subtree(child)).isdisjoint(rows)

        clauses = tuple(
            c for c in tree.children[noun] if tree.dep[c] in ("acl", "ccomp", "relcl") and not platform(c)
        )
        words = [row for row in phrase(tree, noun, without=clauses) if abs(row - noun) <= _WIDEST]
        span = self.tree.span([link, *words, *rows]) if link < words[0] else self.tree.span(words)
        return Anchored(Medium(channel, self._name(noun, channel)), (span,))

    def _name(self, noun: int, channel: Channel) -> str | None:
        """What the platform, paper or programme is called, if it is named."""
        tree = self.tree
        for row in tree.subtree(noun):
            if self._platform(row):
                return tree.text[row]
        named = [
            c
            for c in tree.all(noun, "compound")
            if tree.pos[c] == "PROPN" and tree.ent[c][2:] not in ("DATE", "TIME", "PERSON", "GPE")
        ]
        return tree.span([*tree.subtree(named[0]), *named]).words if named and channel in _CALLED else None

    def _of_verb(self, verb: int) -> list[Anchored[Medium]]:
        tree = self.tree
        channel = self.words.verbs.get(lemma_of(tree, verb)) if tree.pos[verb] == "VERB" else None
        if channel is None:
            return []
        on = [c for c in tree.children[verb] if tree.dep[c] == "prep" and tree.child(c, "pobj") >= 0]
        named = next((tree.child(c, "pobj") for c in on if self._platform(tree.child(c, "pobj"))), -1)
        spans = tree.spans([verb] if named < 0 else [verb, named])
        return [Anchored(Medium(channel, tree.text[named] if named >= 0 else None), spans)]

    def _of_object(self, verb: int, content: set[int]) -> list[Anchored[Medium]]:
        """The means that a verb of telling has as its object: "told a news conference"."""
        tree = self.tree
        if lemma_of(tree, verb) not in self.words.telling:
            return []
        for noun in tree.all(verb, "dobj", "dative"):
            found = self._channel(noun)
            if noun not in content and found is not None and found[0] in _OCCASIONS:
                return [Anchored(Medium(found[0], self._name(noun, found[0])), (tree.span(phrase(tree, noun)),))]
        return []

    def _of_source(self, source: Sequence[int]) -> list[Anchored[Medium]]:
        """The means that the source itself is: "the statement said", "a Telegram post by the Front said"."""
        head = core(self.tree, source)
        found = self._channel(head) if self.tree.pos[head] == "NOUN" else None
        if found is None or found[0] not in _SPEAKS_ITSELF:
            return []
        channel, rows = found
        return [Anchored(Medium(channel, self._name(head, channel)), self.tree.spans(rows))]

    # ------------------------------------------------------------------------------------------ who was told

    def _told(self, verb: int, content: set[int]) -> Anchored[Party] | None:
        """Whom a verb of telling has as its object."""
        tree = self.tree
        if tree.pos[verb] != "VERB" or lemma_of(tree, verb) not in self.words.telling:
            return None
        noun = next((c for c in tree.all(verb, "dobj", "dative", "iobj") if c not in content), -1)
        return self._party(noun)

    def _hearer(self, noun: int) -> Anchored[Party] | None:
        """Who was told by these means: "an interview with the Herald", "a letter to the council"."""
        tree = self.tree
        for link in tree.children[noun]:
            if tree.dep[link] in ("prep", "dative") and tree.lower[link] in ("to", "with", "by"):
                if tree.lower[link] == "by" and self.words.nouns.get(tree.lemma[noun].lower()) != "interview":
                    continue
                return self._party(tree.child(link, "pobj"))
        return None

    def _party(self, noun: int) -> Anchored[Party] | None:
        tree = self.tree
        if noun < 0 or tree.pos[noun] not in ("NOUN", "PROPN", "PRON") or tree.ent[noun].endswith(("DATE", "TIME")):
            return None
        found = self._channel(noun)
        if found is not None and found[0] in _OCCASIONS and tree.pos[noun] != "PROPN":
            return None  # "told a news conference": by what means, not whom
        party = self.speakers.party(phrase(tree, noun))
        return party if party.value.kind not in _NO_HEARERS or tree.pos[noun] != "NOUN" else None

    # ---------------------------------------------------------------------------------------- who passed it on

    def _outlet(self, party: Anchored[Party]) -> bool:
        """Whether somebody told is an outlet that can have printed it: "the Herald", not "reporters" or this one."""
        rows = self.tree.rows(party.spans[0])
        head = core(self.tree, rows)
        if self.tree.lemma[head].lower() in self.words.people:
            return False
        return self.types.of_party(rows, party.value, inside=True).value == "media"

    def _carriers(
        self, source: Sequence[int], carried: Sequence[int], verbs: Sequence[int], content: set[int]
    ) -> tuple[Anchored[Party], ...]:
        """ "a memo seen by the Herald", "the mayor, quoted by state radio, said", "said, as quoted by the agency"."""
        tree = self.tree
        participles: list[int] = []
        if source:
            head = core(tree, source)
            if tree.lower[head] in RELATIVES:
                head, _ = self.speakers.antecedent(head)
            carried = [head, *carried]
        for head in carried:
            participles += tree.all(head, "acl", "relcl", "amod", "advcl")
        for verb in verbs:
            participles += [c for c in tree.all(verb, "advcl", "acl", "parataxis", "prep") if tree.tag[c] == "VBN"]
        out: list[Anchored[Party]] = []
        for row in participles:
            if tree.tag[row] not in ("VBN", "VBD") or row in content:
                continue
            if carrier := self._carrier(row):
                out.append(carrier)
        return tuple(out)

    def _carrier(self, participle: int) -> Anchored[Party] | None:
        tree, lemma = self.tree, lemma_of(self.tree, participle)
        for how, verbs in self.words.carrying.items():
            if lemma not in verbs:
                continue
            word = "by" if how == "outlets" else how
            for link in tree.children[participle]:
                if tree.lower[link] == word and tree.dep[link] in ("agent", "prep", "dative"):
                    found = self._party(tree.child(link, "pobj"))
                    if found is not None and (how == "by" or self._outlet(found)) and not self._own(found):
                        return found
        return None

    def _own(self, party: Anchored[Party]) -> bool:
        return self.types.of_party(self.tree.rows(party.spans[0]), party.value).value == "narrator"


def _flat(entries: list[dict[str, object]], field: str) -> dict[str, Channel]:
    return {word: entry["channel"] for entry in entries for word in entry.get(field, ())}  # type: ignore[misc, attr-defined]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = load(LEXICON)
    channels, tables = data.entries("channel"), data.tables
    needs = frozenset(word for entry in channels for word in entry.get("needs", ()))
    social = tables["social"]
    return _Words(
        nouns=_flat(channels, "nouns"),
        verbs=_flat(channels, "verbs"),
        needs=needs,
        platforms=frozenset(social["platforms"]),
        online=frozenset(social["words"]),
        accounts=frozenset((*social["nouns"], *social["posted"])),
        means=frozenset(tables["prepositions"]["means"]),
        hearers=frozenset(tables["prepositions"]["hearers"]),
        telling=frozenset(tables["telling"]["verbs"]),
        speaking=frozenset(tables["telling"]["speaking"]),
        saying=frozenset(tables["telling"]["saying"]),
        carrying={how: frozenset(verbs) for how, verbs in tables["carrying"].items()},
        people=frozenset(tables["press"]["people"]),
    )
