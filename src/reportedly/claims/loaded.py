"""Stage: loaded language. Which words take a side, whom they are put on, and in whose voice they stand.

The words are those that public style guides and studies speak of (`lexicons/loaded_language.en.toml`). Nothing is
judged: a term is located, with the claim in whose content it stands. That its words are the source's own is known
only within quotation marks; in a paraphrase the reporter may have chosen them, and `LoadedTerm.certain` says so.
"""

from __future__ import annotations

from reportedly.claims.loaded_conditions import LoadedUse
from reportedly.claims.loaded_lexicon import loaded_lexicon
from reportedly.claims.loaded_targets import LabelTargets
from reportedly.claims.loaded_uses import loaded_uses
from reportedly.claims.so_called import label_head, naming_verb
from reportedly.claims.voices import Voices
from reportedly.language.tree import Tree
from reportedly.report import (
    Anchored,
    Claim,
    Distance,
    LoadedTerm,
    MentionKind,
    Origin,
    Polarity,
    Quote,
    Report,
    annotation_id,
)

__all__ = ["Loaded"]


class Loaded:
    """Stage: every loaded word in its loaded sense, in text order.

    Needs tokens, mentions, quotes, entities, claims.
    """

    name = "claims.loaded.v1"
    needs = frozenset({"tokens", "mentions", "quotes", "entities", "claims"})
    makes = frozenset({"loaded"})

    def __init__(self) -> None:
        self._lexicon = loaded_lexicon()

    def __call__(self, report: Report) -> Report:
        tree = Tree(report)
        uses = list(loaded_uses(tree, self._lexicon, _kinds(report, tree)))
        if not uses:
            return report.with_layers(loaded=())
        targets = LabelTargets(report, tree)
        voices = Voices(report)
        return report.with_layers(
            loaded=tuple(term for use in uses if (term := self._term(report, tree, use, targets, voices)))
        )

    def _term(
        self, report: Report, tree: Tree, use: LoadedUse, targets: LabelTargets, voices: Voices
    ) -> LoadedTerm | None:
        span = tree.span(use.rows)
        if voices.in_title(span):
            return None
        naming = naming_verb(tree, label_head(tree, use.row), self._lexicon)
        voice = voices.of(span, beside=tree.span((naming,)) if naming >= 0 else None)
        claim = voice.claim
        named = claim is None and use.called is not None and use.called.how == "naming"
        return LoadedTerm(
            id=annotation_id("l", report.id, span.start, span.end, use.entry.term),
            span=span,
            origin=Origin(self.name, use.entry.group.name, self._lexicon.resource),
            term=use.entry.term,
            kind="legal" if use.legal else use.entry.group.kind,
            voice=voice.words_of,
            certain=voice.certain and not named,  # somebody calls the target so, though no claim was read of it
            target=targets.of(use, claim),
            polarity=self._polarity(tree, use, claim),
            distance=self._distance(tree, use, voices.marks_around(span)),
            claim=claim.id if claim else None,
        )

    def _polarity(self, tree: Tree, use: LoadedUse, claim: Claim | None) -> Anchored[Polarity]:
        """Negative where the label is denied to its target ("are not terrorists", "no martyr"), or by its source."""
        head = label_head(tree, use.row)
        bearers = [use.row, head]
        put_on = use.called is not None and use.called.how in ("predicate", "naming")
        if put_on:
            bearers += _up_to_verb(tree, head)
        for row in dict.fromkeys(bearers):
            for child in tree.children[row]:
                if self._lexicon.has("negation", "before", tree.lower[child]) and child < max(use.rows.stop, row + 3):
                    return Anchored("negative", (tree.span((child,)),))
            if tree.pos[row] in ("VERB", "AUX") and self._lexicon.has("negation", "verbs", tree.lemma[row].lower()):
                return Anchored("negative", (tree.span((row,)),))
        if claim is not None and claim.status.value == "denied" and put_on:
            return Anchored("negative", claim.status.spans, "its source denies it")
        return Anchored("positive", inferred="no negation")

    def _distance(self, tree: Tree, use: LoadedUse, marks: Quote | None) -> Anchored[Distance] | None:
        """The words or marks by which the user of the term keeps it at arm's length, or None."""
        heads = {use.row, label_head(tree, use.row), *use.rows}
        for row in range(max(use.rows.start - 5, tree.sentence(use.row).start), use.rows.start):
            if tree.head[row] not in heads and not (
                tree.head[row] < use.rows.start and tree.head[tree.head[row]] in heads
            ):
                continue
            for width in (1, 3):
                words = "".join(tree.lower[row : row + width])
                if row + width > use.rows.start:
                    break
                if self._lexicon.has("distance", "so-called", words):
                    return Anchored("so-called", (tree.span((row, row + width - 1)),))
                if self._lexicon.has("distance", "alleged", words) or self._lexicon.has("distance", "adverbs", words):
                    return Anchored("alleged", (tree.span((row, row + width - 1)),))
        return Anchored("quotation-marks", (marks.span,)) if marks else None


def _kinds(report: Report, tree: Tree) -> dict[int, MentionKind]:
    """For the last row of the head of each mention what kind of thing it names."""
    return {
        rows[-1]: mention.kind
        for mention in report.mentions or ()
        if mention.form != "value" and (rows := tree.rows(mention.head))
    }


def _up_to_verb(tree: Tree, row: int) -> list[int]:
    """The words from a label up to the verb that puts it on somebody, and to the one that governs that verb."""
    out: list[int] = []
    for at in tree.ancestors(row)[:4]:
        if not out and tree.dep[row] == "conj" and any(tree.lower[c] == "but" for c in tree.children[at]):
            break  # "no criminal but a freedom fighter"
        out.append(at)
        if tree.pos[at] in ("VERB", "AUX") and tree.dep[at] not in ("xcomp", "pcomp"):
            break
    return out
