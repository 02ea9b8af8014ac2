"""Reported speech: who is reported to say what, in which words, within whose report.

Constructions propose candidates (claims/propose.py), counted weights say how likely each is (claims/weights.py), a
tagger proposes more (claims/tagged.py), and both together decide (claims/fusion.py). Quotations that no word reports
go to the speaker before, or stay open with an Issue (`claim.speaker-open`).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate
from reportedly.claims.chains import cited, containers
from reportedly.claims.commitment import commit
from reportedly.claims.content import content_spans, kind_of
from reportedly.claims.credits import CREDIT
from reportedly.claims.fusion import Judges, fused, judges, readings
from reportedly.claims.physical import is_physical
from reportedly.claims.propose import Proposal, propose
from reportedly.claims.roles import Roles
from reportedly.claims.source_commitment import by_source
from reportedly.claims.sourcing import sourced
from reportedly.claims.speakers import CONTINUES, FOLLOWS, GOES_ON, Speakers
from reportedly.claims.standing import adjoins, stands_alone, whole_paragraph
from reportedly.claims.tagged import tagged_candidates
from reportedly.claims.turns import TURN
from reportedly.claims.weights import QUOTED, entry_of, signs, weights
from reportedly.claims.withheld import withheld
from reportedly.language.backends.with_onnx import RoleTagger, role_tagger
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

__all__ = ["THRESHOLD", "Attribution"]

THRESHOLD = 0.4
"""Lowest probability at which a candidate becomes a claim: the best pair F1 on the development articles, where it
is flat between 0.36 and 0.46. Raise it for a ledger that can be taken unread: from 0.7 on, 87 of 100 claims were
right in content and source there, from 0.8 on 90, from 0.9 on 95."""

TAGGER = "none"
"""The weights that the tagger reads with by default; "none" leaves the rules alone."""

NO_TAGGER = "none"

WEIGHTY: frozenset[CueClass] = frozenset(("claim", "denial", "responsibility", "threat"))
NEVER_MISSED = 0.7
"""Who is said to be behind an attack, and who denies it, must not be missed, and the election news that the
weights were counted on has few such claims: for these classes the threshold is multiplied by this."""

CERTAIN = frozenset(("adverb", "attributive", "colon-quotation", "headline-colon", "in-the-words-of", CREDIT, TURN))
"""Frames that report by the meaning of their words, however seldom they were marked."""

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

    def __init__(self, threshold: float = THRESHOLD, tagger: str = TAGGER) -> None:
        self.threshold = threshold
        self._weights = weights()
        self._tagger: RoleTagger | None = None if tagger == NO_TAGGER else role_tagger(tagger)
        self._judges: Judges | None = None if tagger == NO_TAGGER else judges(tagger)

    def __call__(self, report: Report) -> Report:
        proposal = propose(report)
        scored = [(c, signs(proposal.context, c)) for c in proposal.candidates]
        found = self._sure(proposal, scored, frozenset())
        if self._tagger is not None and self._judges is not None:
            found = self._fused(proposal, scored, self._tagger, self._judges)
        reported = frozenset(piece for c, _ in found for piece in c.quotes)
        if self._tagger is None:
            found = self._sure(proposal, scored, reported)
        else:
            found = _with_inner(found, self._sure(proposal, scored, reported))
        found = withheld(proposal.context, proposal.candidates, found)
        explicit: dict[int, int] = {}
        for made, citing in cited(proposal.context, [c for c, _ in found]):
            place = next((k for k, (c, _) in enumerate(found) if c.head == made.head), len(found))
            found[place : place + 1] = [(made, found[citing][1])]
            explicit[place] = citing
        writer = _Writer(report, proposal, self._weights.resource)
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
        return report.with_layers(claims=tuple(every)).with_issues(*issues)

    def _sure(
        self, proposal: Proposal, scored: Sequence[tuple[Candidate, list[str]]], reported: frozenset[int]
    ) -> list[tuple[Candidate, float]]:
        """The candidates that are likely enough, with their probabilities.

        The weights hold being quoted against a word, because the annotators marked nothing within what somebody
        says; so that sign is left out within the quoted pieces that are known to be `reported`.
        """
        out = []
        for candidate, found in scored:
            if proposal.context.inside[candidate.head] in reported:
                probability = self._weights.probability(sign for sign in found if sign != QUOTED)
            else:
                probability = self._weights.probability(found)
            likely = probability >= self._least(candidate) or candidate.frame in CERTAIN
            if likely and not is_physical(proposal.context, candidate):
                out.append((candidate, probability))
        return out

    def _fused(
        self, proposal: Proposal, scored: Sequence[tuple[Candidate, list[str]]], tagger: RoleTagger, judge: Judges
    ) -> list[tuple[Candidate, float]]:
        """What constructions and tagger together make likely enough, with its probabilities, in text order."""
        context = proposal.context
        roles = Roles(context.tree, tagger(context.tree.report.text))
        rules = [(c, self._weights.probability(s)) for c, s in scored if not is_physical(context, c)]
        read = fused(context, roles, readings(rules, tagged_candidates(context, roles)), judge)
        likely = [
            (r.candidate, r.right)
            for r in read
            if r.right >= self._least(r.candidate) or (r.candidate.frame in CERTAIN and r.rule is not None)
        ]
        return sorted(likely, key=lambda pair: pair[0].head)

    def _least(self, candidate: Candidate) -> float:
        entry = entry_of(candidate)
        return self.threshold * (NEVER_MISSED if entry and entry.kind in WEIGHTY else 1.0)


def _with_inner(
    found: Sequence[tuple[Candidate, float]], rules: Sequence[tuple[Candidate, float]]
) -> list[tuple[Candidate, float]]:
    """`found`, and those the rules find within the content of what was found.

    There the rules stand alone: annotators marked nothing within what somebody says, and the tagger has learned so.
    """
    held = {row for candidate, _ in found for row in candidate.content}
    taken = {row for candidate, _ in found for row in (candidate.head, *candidate.cue)}
    inner = [pair for pair in rules if pair[0].head in held and pair[0].head not in taken]
    return sorted([*found, *inner], key=lambda pair: pair[0].head)


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


def _depth(position: int, within: Sequence[int]) -> int:
    depth, at = 0, within[position]
    while at >= 0 and depth <= len(within):
        depth, at = depth + 1, within[at]
    return depth
