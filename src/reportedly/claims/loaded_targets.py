"""The party that a label is put on: linked to an entity where the words mention one, else by its own words."""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.loaded_conditions import LoadedUse
from reportedly.claims.parties import Parties
from reportedly.claims.so_called import label_head
from reportedly.claims.speakers import Speakers
from reportedly.language.phrases import Phrases
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Claim, Party, Report

__all__ = ["LabelTargets"]


class LabelTargets:
    """Finds whom or what each label of one report is put on."""

    def __init__(self, report: Report, tree: Tree) -> None:
        self.tree = tree
        self.phrases = Phrases(tree)
        self.speakers = Speakers(report, tree)
        self.parties = Parties(tree, self.speakers, self.phrases, set())
        named = {mention.id for mention in report.mentions or () if mention.form == "name"}
        self._named = {entity.id for entity in report.entities or () if not named.isdisjoint(entity.mentions)}

    def of(self, use: LoadedUse, claim: Claim | None) -> Anchored[Party] | None:
        """The party so called, seen from inside `claim` ("we are not rebels"); None where the sentence names nobody.

        A label that stands alone ("the terrorists") is put on whom its words were linked to, if they have a name.
        """
        head = label_head(self.tree, use.row)
        if use.called is not None and (use.called.how != "modified" or use.called.row < use.rows.stop):
            return self._party(use.called.row, claim)
        if self._is_mention(head):
            first, last = self.phrases.of(head)
            linked = self.speakers.party(list(range(first, last + 1)))
            if linked.value.entity in self._named and linked.inferred:
                return linked
        return self._modified(use, use.called.row) if use.called is not None else None

    def _modified(self, use: LoadedUse, head: int) -> Anchored[Party]:
        """What an adjective or a noun before it labels, without the label: "camp" in "a terrorist camp"."""
        span = self.tree.span(range(use.rows.stop, self._last(head) + 1))
        party = self.speakers.party([head]).value
        return Anchored(replace(party, name=span.words, entity=None), (span,))

    def _party(self, row: int, claim: Claim | None) -> Anchored[Party]:
        first_person = claim is not None and self.tree.lower[row] in self.parties.first
        if first_person or self._is_mention(row):
            return self.parties.at(row, claim)
        return self._by_words(row)

    def _is_mention(self, row: int) -> bool:
        """Whether the word heads a mention, not only holds one ("the Orlen attack" is no mention of Orlen)."""
        mention = self.speakers.index.mention_at(self.tree.span((row,)))
        return mention is not None and row in self.tree.rows(mention.head)

    def _by_words(self, row: int) -> Anchored[Party]:
        """What is no mention, by its own words."""
        span = self.tree.span((self.phrases.of(row)[0], self._last(row)))
        party = self.speakers.party([row]).value
        return Anchored(replace(party, name=span.words, entity=None), (span,))

    def _last(self, row: int) -> int:
        """The last row of the phrase around `row`, up to a preposition other than "of"."""
        tree = self.tree
        last = self.phrases.of(row)[1]
        ends = (
            c - 1 for c in tree.children[row] if row < c <= last and tree.dep[c] == "prep" and tree.lower[c] != "of"
        )
        return min(ends, default=last)
