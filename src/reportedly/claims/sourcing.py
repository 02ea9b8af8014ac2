"""What there is to know of the source of a claim besides who it is, laid over claims however these were found.

The kind of source, the words that explain why its name is withheld, the means by which it speaks, whom it told,
which outlets passed it on, and whom "I" and "we" stand for when they are the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reportedly.claims.anonymity import LEXICON, Withheld, names_withheld
from reportedly.claims.candidates import core
from reportedly.claims.chains import depth
from reportedly.claims.channels import Channels
from reportedly.claims.first_person import MANY, ONE, first_person, speaker_at
from reportedly.claims.source_types import SourceTypes
from reportedly.claims.speakers import Speakers
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Claim, Party, Report, SourceType, Span

__all__ = ["sourced"]

_NAMELESS = frozenset(("official_unnamed", "unnamed", "eyewitness", "person", "group", "unknown"))
_FOLLOWS = 2
"""How many sentences later "She spoke on condition of anonymity" may explain who was quoted before."""


def sourced(report: Report, tree: Tree, speakers: Speakers, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with what the text says of their sources, in the order given.

    A claim that is nothing but such an explanation ("who asked not to be named") is left out. Claims that have been
    through this come out as they went in.
    """
    reader = _Reader(report, tree, speakers, claims)
    return reader.claims()


class _Reader:
    """One reading of the claims of one report."""

    def __init__(self, report: Report, tree: Tree, speakers: Speakers, claims: Sequence[Claim]) -> None:
        self.tree, self.speakers = tree, speakers
        self.types = SourceTypes(report, tree, speakers)
        self.channels = Channels(tree, speakers, self.types)
        self.withheld = names_withheld(tree)
        self._within = {row: each for each in self.withheld for row in each.rows}
        kept = [claim for claim in claims if not self._explains(claim)]
        gone = {claim.id: claim.within for claim in claims} | {claim.id: claim.id for claim in kept}
        self.made = [replace(claim, within=gone.get(claim.within or "")) for claim in kept]
        self.report = report.with_layers(claims=tuple(self.made))

    def claims(self) -> list[Claim]:
        by_id = {claim.id: claim for claim in self.made}
        order = sorted(self.made, key=lambda claim: depth(claim, by_id))
        for claim in order:
            by_id[claim.id] = self._first_person(claim, by_id)
        for claim in order:
            outer = by_id.get(by_id[claim.id].within or "")
            by_id[claim.id] = self._told(by_id[claim.id], outer)
        self._explain(by_id)
        return [by_id[claim.id] for claim in self.made]

    def _explains(self, claim: Claim) -> bool:
        """Whether the claim stands within the words that explain why somebody is not named, or says how close

        to the matter they are ("two people briefed on the talks").
        """
        cue = claim.cue.spans[0] if claim.cue and claim.cue.spans else None
        if cue is None:
            return False
        word = core(self.tree, self.tree.rows(cue))
        close = self.tree.lower[word] in load(LEXICON).tables["sources"]["close"]
        if close and self.tree.dep[word] == "acl" and self.tree.tag[word] != "VBG":
            return True
        each = self._within.get(word)
        return each is not None and cue in each.span and all(span in each.span for span in claim.content)

    def _first_person(self, claim: Claim, by_id: dict[str, Claim]) -> Claim:
        """The claim with "we" or "our troops" as its source read as those who speak in the quotation around it."""
        source = claim.source
        if source is None or not source.spans:
            return claim
        rows = self.tree.rows(source.spans[0])
        word = self.tree.lower[rows[0]] if rows else ""
        if word not in ONE | MANY:
            return claim
        here = self.tree.span(rows[:1])
        outer = by_id.get(claim.within or "")
        if outer is not None and outer.source is not None and outer.quotes:
            meant: Anchored[Party] | None = first_person(here, outer.source.value)
        else:
            meant = speaker_at(self.report, here, apart_from=claim.id)
        if meant is None:
            return claim
        if len(rows) > 1:
            whose = f"“{here.words}” stands for {meant.value.name}"
            return replace(claim, source=replace(source, inferred=source.inferred or whose))
        return replace(claim, source=meant)

    def _told(self, claim: Claim, outer: Claim | None) -> Claim:
        told = self.channels.of(claim)
        above = outer.source.value.name.lower() if outer and outer.source else ""
        through = tuple(each for each in told.through if each.value.name.lower() != above)
        kind = self._type(claim, outer)
        return replace(
            claim, source_type=kind, anonymity=(), medium=told.medium, audience=told.audience, through=through
        )

    def _type(self, claim: Claim, outer: Claim | None) -> Anchored[SourceType]:
        source = claim.source
        if source is not None and source.words.lower() in ONE | MANY and outer is not None and outer.source_type:
            kind = outer.source_type.value
            if source.value.kind == "group" and kind in ("person", "official_unnamed", "unnamed"):
                kind = "group"
            return Anchored(kind, source.spans, source.inferred)
        return self.types.of(claim, outer)

    # ------------------------------------------------------------------------------------------- withheld names

    def _explain(self, by_id: dict[str, Claim]) -> None:
        """Gives each explanation of a withheld name to the claims of whom it is about."""
        sources = [(claim, claim.source) for claim in by_id.values() if claim.source and claim.source.spans]
        open_ = [
            _Open(claim.id, source.spans[0], source.value.entity)
            for claim, source in sources
            if self._nameless(claim, source)
        ]
        known: set[str] = set()
        nearby: dict[int, list[_Open]] = {}
        for one in open_:
            nearby.setdefault(self._sentence(one), []).append(one)
        for each in self.withheld:
            number = self.tree.sentence_number(each.rows[0])
            around = range(number - _FOLLOWS, number + _FOLLOWS + 1)
            about = self._about(each, [one for at in around for one in nearby.get(at, ())])
            told = {one.claim for one in about}
            same = {one.entity for one in about if one.entity}
            others = [one for one in open_ if one.entity in same] if same - known else []
            known |= same
            for one in (*about, *others):
                claim = by_id[one.claim]
                if one.claim in told or not claim.anonymity:
                    words = tuple(sorted({*claim.anonymity, each.span}))
                    kind = _withheld(claim.source_type, words)
                    by_id[one.claim] = replace(claim, anonymity=words, source_type=kind)

    def _nameless(self, claim: Claim, source: Anchored[Party]) -> bool:
        """Whether the report gives no name to the source, here or elsewhere."""
        kind = claim.source_type.value if claim.source_type else "unknown"
        entity = self.speakers.index.resolve_at(source.spans[0])
        named = any(self.tree.ent[row].endswith("PERSON") for row in self.tree.rows(source.spans[0]))
        return kind in _NAMELESS and not self.speakers.has_name(entity) and not named

    def _sentence(self, one: _Open) -> int:
        rows = self.tree.rows(one.at)
        return self.tree.sentence_number(rows[0]) if rows else -1

    def _about(self, each: Withheld, open_: Sequence[_Open]) -> list[_Open]:
        """Whom the words are about: the nearest source before them in the sentence, else after them, else the last

        one that the subject of their sentence takes up.
        """
        sentence = self.tree.span(self.tree.sentence(each.rows[0]))
        here = [one for one in open_ if one.at in sentence]
        holding = [one for one in here if each.span.overlaps(one.at)]
        before = [one for one in here if one.at.end <= each.span.start]
        after = [one for one in here if one.at.start >= each.span.end]
        if holding:
            return holding
        if before:
            return [one for one in before if one.at.end == max(other.at.end for other in before)]
        if after:
            return [one for one in after if one.at.start == min(other.at.start for other in after)]
        return self._taken_up(each, open_)

    def _taken_up(self, each: Withheld, open_: Sequence[_Open]) -> list[_Open]:
        """ "The official spoke on condition of anonymity": the sources nearby that the subject takes up."""
        tree = self.tree
        begin = each.rows[0]
        subjects = [r for r in tree.sentence(begin) if tree.dep[r] in ("nsubj", "nsubjpass") and r <= begin]
        if not subjects:
            return []
        subject = subjects[-1]
        entity = self.speakers.index.resolve_at(tree.span([subject]))
        out: list[_Open] = []
        for one in sorted(open_, key=lambda one: one.at.start, reverse=True):
            rows = tree.rows(one.at)
            away = tree.sentence_number(begin) - self._sentence(one)
            if not 0 < abs(away) <= _FOLLOWS:
                continue
            same = entity is not None and one.entity == entity.id
            noun = tree.lemma[subject].lower() in {tree.lemma[row].lower() for row in rows}
            pronoun = entity is None and tree.lower[subject] in ("he", "she", "they")
            if same or (away > 0 and not out and (noun or pronoun)):
                out.append(one)
        return out


class _Open(NamedTuple):
    """The id of a claim whose source has no name, where that source stands, and its entity."""

    claim: str
    at: Span
    entity: str | None


def _withheld(read: Anchored[SourceType] | None, words: tuple[Span, ...]) -> Anchored[SourceType] | None:
    """The type of a source of which the report says that its name is withheld."""
    if read is None or read.value not in ("person", "group", "unknown"):
        return read
    return Anchored("unnamed", words)
