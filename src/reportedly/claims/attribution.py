"""Reported speech: who is reported to say what, in which words, within whose report.

Constructions propose candidates (claims/propose.py), counted weights say how likely each is (claims/weights.py), a
tagger proposes more (claims/tagged.py), and both together decide (claims/selection.py). Quotations that no word
reports go to the speaker before, or stay open with an Issue (`claim.speaker-open`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from reportedly.claims.candidates import Candidate
from reportedly.claims.chains import cited, containers
from reportedly.claims.commitment import commit
from reportedly.claims.content import content_spans, kind_of
from reportedly.claims.propose import Proposal, propose
from reportedly.claims.selection import Selection
from reportedly.claims.source_commitment import by_source
from reportedly.claims.sourcing import sourced
from reportedly.claims.speakers import CONTINUES, FOLLOWS, GOES_ON, Speakers
from reportedly.claims.standing import adjoins, stands_alone, whole_paragraph
from reportedly.claims.weights import entry_of
from reportedly.claims.withheld import withheld
from reportedly.report import (
    Anchored,
    Claim,
    Cue,
    CueClass,
    Issue,
    Origin,
    Party,
    Report,
    Span,
    Stance,
    Status,
    annotation_id,
)

__all__ = ["TAGGER", "Attribution", "calibrated"]

TAGGER = "polnear"
"""The weights that the tagger reads with by default."""

SPEAKING: frozenset[CueClass] = frozenset(("speech", "claim", "denial", "document", "belief", "evaluation", "demand"))
"""Classes of cues after which a paragraph that is one quotation goes on with the same speaker."""

UNCUED = {CONTINUES: 0.8, FOLLOWS: 0.75, GOES_ON: 0.75}
ALONE = 0.85
"""Confidence of a quotation without a reporting word: given to the speaker of the quotation before (right in 39 of 48
in half of the training articles), to the one that the paragraph before reports (7 of 9), or to nobody (56 of 67 were
speech; that somebody did speak them is what the issue leaves open)."""


class Attribution:
    """Stage: claims, with source, cue and content anchored, status and stance, and the claim each stands within."""

    name = "claims.attribution.v1"
    needs = frozenset({"tokens", "mentions", "quotes", "entities"})
    makes = frozenset({"claims"})

    def __init__(
        self, threshold: float | None = None, tagger: str = TAGGER, calibration: Sequence[float] | None = None
    ) -> None:
        """`calibration` are two numbers by which `reportedly learn claims` sets right how sure claims are: what the
        log odds of a claim are shifted by, after they were multiplied. It changes no choice of claims."""
        self.selection = Selection(tagger, threshold)
        shift, stretch = (0.0, 1.0) if calibration is None else calibration
        self._sure = None if calibration is None else lambda p: calibrated(p, float(shift), float(stretch))

    def __call__(self, report: Report) -> Report:
        proposal = propose(report)
        found = self.selection(proposal)
        found = withheld(proposal.context, proposal.candidates, found)
        explicit: dict[int, int] = {}
        for made, citing in cited(proposal.context, [c for c, _ in found]):
            place = next((k for k, (c, _) in enumerate(found) if c.head == made.head), len(found))
            found[place : place + 1] = [(made, found[citing][1])]
            explicit[place] = citing
        writer = _Writer(report, proposal, self.selection.resource)
        claims = writer.claims(found, containers([c for c, _ in found], explicit))
        continued, issues = writer.open_quotations(claims)
        issues += [
            report.issue(
                "claim.sentence-too-long",
                f"a sentence of {len(sentence)} words was not read for who says what",
                by=self.name,
                at=proposal.context.tree.span(sentence),
                hint="it is most likely a list or a table; if it is prose, break it into sentences",
            )
            for sentence in proposal.context.too_long
        ]
        every = sorted([*claims, *continued], key=lambda claim: (claim.span.start, claim.span.end, claim.id))
        every = sourced(report, proposal.context.tree, writer.speakers, every)
        if self._sure is not None:
            every = [replace(c, confidence=self._sure(c.confidence)) if c.confidence else c for c in every]
        return report.with_layers(claims=tuple(every)).with_issues(*issues)


class _Writer:
    """Turns what was found in one report into claims."""

    def __init__(self, report: Report, proposal: Proposal, resource: str) -> None:
        self.report, self.proposal, self.resource = report, proposal, resource
        self.context, self.tree = proposal.context, proposal.context.tree
        self.speakers = Speakers(report, self.tree)

    def claims(self, found: Sequence[tuple[Candidate, float]], within: Sequence[int]) -> list[Claim]:
        """A claim for each candidate, with the id of the claim it stands within."""
        drafts = [content_spans(self.context, candidate) for candidate, _ in found]
        ids = [
            annotation_id("c", self.report.id, *self._key(candidate, content))
            for (candidate, _), content in zip(found, drafts, strict=True)
        ]
        made: dict[int, Claim] = {}
        for position in sorted(range(len(found)), key=lambda p: _depth(p, within)):
            if not drafts[position]:
                continue
            holder = within[position]
            while holder >= 0 and holder not in made:
                holder = within[holder]
            outer = made.get(holder)
            candidate, confidence = found[position]
            made[position] = self._claim(ids[position], candidate, confidence, drafts[position], outer)
        return list(made.values())

    def _key(self, candidate: Candidate, content: Sequence[Span]) -> list[int]:
        edges = [edge for span in content for edge in (span.start, span.end)]
        return [self.tree.start[candidate.head], *edges]

    def _claim(
        self, identity: str, candidate: Candidate, confidence: float, content: tuple[Span, ...], outer: Claim | None
    ) -> Claim:
        tree = self.tree
        entry = entry_of(candidate)
        source = self._source(candidate)
        cue_spans = tree.spans(candidate.cue)
        cue = Cue(candidate.lemma, entry.kind if entry else "other", candidate.frame)
        status, stance = commit(tree, cue_rows=candidate.cue, content=content, cue=cue, entry=entry)
        status, stance = by_source(tree, candidate, entry, cue_spans, (status, stance))
        parts = [*content, *cue_spans, *(source.spans if source else ())]
        return Claim(
            id=identity,
            span=self.report.span(min(s.start for s in parts), max(s.end for s in parts)),
            origin=Origin(Attribution.name, candidate.frame, self.resource),
            confidence=round(confidence, 3),
            content=content,
            kind=kind_of(self.context, content),
            source=source,
            cue=Anchored(cue, cue_spans),
            status=status,
            stance=stance,
            quotes=self._quotes(candidate.quotes),
            within=outer.id if outer else None,
        )

    def _source(self, candidate: Candidate) -> Anchored[Party] | None:
        """The party of the candidate's source."""
        if candidate.source is None:
            return None
        return self.speakers.party(candidate.source)

    def _quotes(self, pieces: Sequence[int]) -> tuple[str, ...]:
        numbers = sorted({self.context.quote_of[position] for position in pieces})
        return tuple(self.context.outer[number].id for number in numbers)

    def open_quotations(self, claims: Sequence[Claim]) -> tuple[list[Claim], list[Issue]]:
        """Claims for quotations that no word reports: of the speaker before, else of nobody, with an Issue."""
        by_piece = self._tied(claims)
        last_in, just_before = self._last_reported(claims)
        made: list[Claim] = []
        issues: list[Issue] = []
        for pieces in self._open_runs(claims):
            before, how = self._speaker_before(pieces[0], by_piece), CONTINUES
            if before is None and (sentence := self._sentence_before(pieces[0])) >= 0:
                before, how = just_before.get(sentence), FOLLOWS
            if before is None and whole_paragraph(self.context, pieces[0]):
                number = self.tree.paragraph_number(self.context.quoted[pieces[0]][0])
                before, how = last_in.get(number - 1), GOES_ON
            claim = self._uncued(pieces, before, how)
            by_piece.update(dict.fromkeys(pieces, claim))
            made.append(claim)
            if claim.source is None:
                issues.append(
                    self.report.issue(
                        "claim.speaker-open",
                        "no word says who speaks here, and no quotation before it goes on",
                        by=Attribution.name,
                        at=claim.span,
                        hint="name the speaker by hand, or read on: the name may follow in the next paragraph",
                    )
                )
        return made, issues

    def _tied(self, claims: Sequence[Claim]) -> dict[int, Claim]:
        """The outermost claim that holds each quoted piece."""
        out: dict[int, Claim] = {}
        for claim in claims:
            if claim.within is None and claim.quotes:
                for span in claim.content:
                    for row in self.tree.rows(span):
                        if self.context.inside[row] >= 0:
                            out.setdefault(self.context.inside[row], claim)
        return out

    def _open_runs(self, claims: Sequence[Claim]) -> list[list[int]]:
        """The open pieces that read as speech by themselves, pieces of one quotation together."""
        covered = {row for claim in claims for span in claim.content for row in self.tree.rows(span)}
        runs: list[list[int]] = []
        for position in self.proposal.open:
            if self.context.quoted[position][0] in covered or not stands_alone(self.context, position):
                continue
            if runs and self.context.quote_of[runs[-1][-1]] == self.context.quote_of[position]:
                runs[-1].append(position)
            else:
                runs.append([position])
        return runs

    def _speaker_before(self, position: int, by_piece: dict[int, Claim]) -> Claim | None:
        """The claim whose quotation stands right before this piece, at most one paragraph up."""
        earlier = position - 1
        while earlier >= 0 and earlier not in by_piece:
            earlier -= 1
        return by_piece[earlier] if earlier >= 0 and adjoins(self.context, earlier, position) else None

    def _last_reported(self, claims: Sequence[Claim]) -> tuple[dict[int, Claim], dict[int, Claim]]:
        """The last outermost claim of each paragraph, and of each sentence, in which somebody speaks or writes."""
        by_paragraph: dict[int, Claim] = {}
        by_sentence: dict[int, Claim] = {}
        for claim in sorted(claims, key=lambda c: c.span.end):
            cue = claim.cue.value if claim.cue else None
            if claim.within is None and claim.source is not None and cue is not None and cue.kind in SPEAKING:
                row = self.tree.rows(claim.content[0]).start
                by_paragraph[self.tree.paragraph_number(row)] = claim
                by_sentence[self.tree.sentence_number(row)] = claim
        return by_paragraph, by_sentence

    def _sentence_before(self, position: int) -> int:
        """The number of the sentence right before this piece, in its paragraph and outside quotations; or -1."""
        tree, first = self.tree, self.context.quoted[position][0]
        before = next((row for row in range(first - 1, -1, -1) if tree.pos[row] != "PUNCT"), -1)
        apart = any(tree.text[row] in (".", "!", "?") for row in range(before + 1, first))
        if before < 0 or not apart or tree.paragraph_number(before) != tree.paragraph_number(first):
            return -1
        return tree.sentence_number(before) if self.context.inside[before] < 0 else -1

    def _uncued(self, pieces: Sequence[int], before: Claim | None, how: str) -> Claim:
        source: Anchored[Party] | None = None
        if before is not None and before.source is not None:
            source = Anchored(before.source.value, before.source.spans, how)
        content = tuple(self.context.pieces[position] for position in pieces)
        status: Anchored[Status] = Anchored("asserted", (), "a quotation without a reporting word")
        stance: Anchored[Stance] = Anchored("neutral", (), "a quotation without a reporting word")
        return Claim(
            id=annotation_id("c", self.report.id, "quotation", content[0].start, content[-1].end),
            span=self.report.span(content[0].start, content[-1].end),
            origin=Origin(Attribution.name, "continuation" if source else "quotation alone", self.resource),
            confidence=UNCUED[how] if source else ALONE,
            content=content,
            kind="direct",
            source=source,
            cue=None,
            status=status,
            stance=stance,
            quotes=self._quotes(pieces),
        )


def calibrated(chance: float, shift: float, stretch: float) -> float:
    """A probability with its log odds stretched, then shifted; never 0 or 1."""
    p = min(max(chance, 1e-3), 1 - 1e-3)
    return round(1 / (1 + exp(-(shift + stretch * log(p / (1 - p))))), 3)


def _depth(position: int, within: Sequence[int]) -> int:
    depth, at = 0, within[position]
    while at >= 0 and depth <= len(within):
        depth, at = depth + 1, within[at]
    return depth
