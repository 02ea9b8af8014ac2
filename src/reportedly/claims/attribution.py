"""Reported speech: who is reported to say what, in which words, within whose report.

Constructions propose candidates (claims/propose.py), counted weights decide (claims/weights.py), quotations that
no word reports go to the speaker before, or stay open with an Issue (`claim.speaker-open`).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate
from reportedly.claims.chains import cited, containers
from reportedly.claims.commitment import commit
from reportedly.claims.content import content_spans, kind_of
from reportedly.claims.propose import Proposal, propose
from reportedly.claims.quoted import adjoins, stands_alone
from reportedly.claims.speakers import CONTINUES, Speakers
from reportedly.claims.weights import entry_of, signs, weights
from reportedly.report import (
    Anchored,
    Claim,
    Cue,
    Issue,
    Origin,
    Party,
    Quote,
    Report,
    Span,
    Stance,
    Status,
    annotation_id,
)

__all__ = ["THRESHOLD", "Attribution"]

THRESHOLD = 0.36
"""Lowest probability at which a candidate becomes a claim: the best pair F1 on the training articles (it is flat
between 0.30 and 0.45). Raise it for a ledger that can be taken unread; see docs/benchmarks.md."""

CONTINUED, ALONE = 0.85, 0.4
"""Confidence of a quotation given to the speaker of the one before, and of one that nobody is given."""


class Attribution:
    """Stage: claims, with source, cue and content anchored, status and stance, and the claim each stands within."""

    name = "claims.attribution.v1"
    needs = frozenset({"tokens", "mentions", "quotes", "entities"})
    makes = frozenset({"claims"})

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._weights = weights()

    def __call__(self, report: Report) -> Report:
        proposal = propose(report)
        scored = [(c, self._weights.probability(signs(proposal.context, c))) for c in proposal.candidates]
        found = [(c, p) for c, p in scored if p >= self.threshold]
        explicit: dict[int, int] = {}
        for made, citing in cited(proposal.context, [c for c, _ in found]):
            place = next((k for k, (c, _) in enumerate(found) if c.head == made.head), len(found))
            found[place : place + 1] = [(made, found[citing][1])]
            explicit[place] = citing
        writer = _Writer(report, proposal, self._weights.resource)
        claims = writer.claims(found, containers([c for c, _ in found], explicit))
        continued, issues = writer.open_quotations(claims)
        every = sorted([*claims, *continued], key=lambda claim: (claim.span.start, claim.span.end, claim.id))
        return report.with_layers(claims=tuple(every)).with_issues(*issues)


class _Writer:
    """Turns what was found in one report into claims."""

    def __init__(self, report: Report, proposal: Proposal, resource: str) -> None:
        self.report, self.proposal, self.resource = report, proposal, resource
        self.context, self.tree = proposal.context, proposal.context.tree
        self.speakers = Speakers(report, self.tree)

    def claims(self, found: Sequence[tuple[Candidate, float]], within: Sequence[int]) -> list[Claim]:
        """A claim for each candidate, with the id of the claim it stands within."""
        drafts = [content_spans(self.context, candidate, self.proposal.outer) for candidate, _ in found]
        ids = [
            annotation_id("c", self.report.id, *self._key(candidate, content))
            for (candidate, _), content in zip(found, drafts, strict=True)
        ]
        claims = []
        for position, (candidate, confidence) in enumerate(found):
            if not drafts[position]:
                continue
            holder = within[position]
            while holder >= 0 and not drafts[holder]:
                holder = within[holder]
            outer = ids[holder] if holder >= 0 else None
            claims.append(self._claim(ids[position], candidate, confidence, drafts[position], outer))
        return claims

    def _key(self, candidate: Candidate, content: Sequence[Span]) -> list[int]:
        edges = [edge for span in content for edge in (span.start, span.end)]
        return [self.tree.start[candidate.head], *edges]

    def _claim(
        self, identity: str, candidate: Candidate, confidence: float, content: tuple[Span, ...], within: str | None
    ) -> Claim:
        tree = self.tree
        entry = entry_of(candidate)
        source = self.speakers.party(candidate.source) if candidate.source else None
        cue_spans = tree.spans(candidate.cue)
        cue = Cue(candidate.lemma, entry.kind if entry else "other", candidate.frame)
        status, stance = commit(tree, cue_rows=candidate.cue, content=content, cue=cue, entry=entry)
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
            quotes=tuple(self.proposal.outer[position].id for position in sorted(set(candidate.quotes))),
            within=within,
        )

    def open_quotations(self, claims: Sequence[Claim]) -> tuple[list[Claim], list[Issue]]:
        """Claims for quotations that no word reports: of the speaker before, else of nobody, with an Issue."""
        by_quote = {identity: claim for claim in claims for identity in claim.quotes if claim.within is None}
        made: list[Claim] = []
        issues: list[Issue] = []
        covered = {row for claim in claims for span in claim.content for row in self.tree.rows(span)}
        for position in self.proposal.open:
            quote = self.proposal.outer[position]
            rows = self.context.quoted[position]
            if rows[0] in covered or not stands_alone(self.context, position):
                continue
            before = self._speaker_before(position, by_quote)
            claim = self._uncued(quote, before)
            by_quote[quote.id] = claim
            made.append(claim)
            if claim.source is None:
                issues.append(
                    self.report.issue(
                        "claim.speaker-open",
                        "no word says who speaks here, and no quotation before it goes on",
                        by=Attribution.name,
                        at=quote.span,
                        hint="name the speaker by hand, or read on: the name may follow in the next paragraph",
                    )
                )
        return made, issues

    def _speaker_before(self, position: int, by_quote: dict[str, Claim]) -> Claim | None:
        """The claim whose quotation stands right before this one, at most one paragraph up."""
        if position == 0:
            return None
        context, outer = self.context, self.proposal.outer
        earlier = next((p for p in range(position - 1, -1, -1) if outer[p].id in by_quote), None)
        if earlier is None or not adjoins(context, earlier, position):
            return None
        return by_quote[outer[earlier].id]

    def _uncued(self, quote: Quote, before: Claim | None) -> Claim:
        source: Anchored[Party] | None = None
        if before is not None and before.source is not None:
            source = Anchored(before.source.value, before.source.spans, CONTINUES)
        first = quote.content[0]
        status: Anchored[Status] = Anchored("asserted", (), "a quotation without a reporting word")
        stance: Anchored[Stance] = Anchored("neutral", (), "a quotation without a reporting word")
        return Claim(
            id=annotation_id("c", self.report.id, "quotation", first.start, quote.content[-1].end),
            span=quote.span,
            origin=Origin(Attribution.name, "continuation" if source else "quotation alone", self.resource),
            confidence=CONTINUED if source else ALONE,
            content=quote.content,
            kind="direct",
            source=source,
            cue=None,
            status=status,
            stance=stance,
            quotes=(quote.id,),
        )
