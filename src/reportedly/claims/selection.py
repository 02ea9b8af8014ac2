"""Which candidates of a report are claims: by rules and tagger together where weights for a tagger are given.

Outermost claims are judged by both (claims/fusion.py). Within what somebody says the corpus that the judges were
fitted on marks nothing, so there a construction's own weights and the tagger's cue count alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log

from reportedly.claims.candidates import Candidate
from reportedly.claims.coordinated import coordinated
from reportedly.claims.credits import CREDIT
from reportedly.claims.fusion import fused, judges, readings
from reportedly.claims.physical import is_physical
from reportedly.claims.propose import Proposal
from reportedly.claims.roles import Roles
from reportedly.claims.tagged import left_to_rules, tagged_candidates
from reportedly.claims.turns import TURN
from reportedly.claims.weights import QUOTED, entry_of, signs, weights
from reportedly.language.backends.with_onnx import role_tagger
from reportedly.report import CueClass

__all__ = ["NO_TAGGER", "THRESHOLD", "Found", "Selection"]

NO_TAGGER = "none"
"""In place of the name of a set of weights: the rules read alone."""

THRESHOLD, RULES_THRESHOLD = 0.3, 0.4
"""Lowest probability at which a candidate becomes a claim, with a tagger and without: the best pair F1 on the
development articles, where it is flat between 0.25 and 0.4, and between 0.36 and 0.46."""

WEIGHTY: frozenset[CueClass] = frozenset(("claim", "denial", "responsibility", "threat"))
NEVER_MISSED = 0.7
"""Who is said to be behind an attack, and who denies it, must not be missed, and the election news that the
weights were counted on has few such claims: for these classes the threshold is multiplied by this."""

CERTAIN = frozenset(("adverb", "attributive", "colon-quotation", "headline-colon", "in-the-words-of", CREDIT, TURN))
"""Frames that report by the meaning of their words, however seldom they were marked."""

UNSEEN = 0.1
"""The probability that stands for the construction of a cue that only the tagger saw."""

Found = tuple[Candidate, float]


class Selection:
    """Chooses the claims of one report after another; `tagger` names the weights, or "none"."""

    def __init__(self, tagger: str, threshold: float | None = None) -> None:
        self._weights = weights()
        self._tagger = None if tagger == NO_TAGGER else role_tagger(tagger)
        self.judge = None if tagger == NO_TAGGER else judges(tagger)
        usual = RULES_THRESHOLD if self._tagger is None else THRESHOLD
        self._threshold = usual if threshold is None else threshold
        self.resource = "; ".join(each.resource for each in (self._weights, self._tagger) if each is not None)

    def __call__(self, proposal: Proposal) -> list[Found]:
        """The candidates that are likely enough, with their probabilities, in text order."""
        context = proposal.context
        physical = {c.head for c in proposal.candidates if is_physical(context, c)}
        scored = [(c, signs(context, c)) for c in proposal.candidates if c.head not in physical]
        if self._tagger is None:
            found = self._likely((c, self._weights.probability(s)) for c, s in scored)
            return self._likely(self._rules(proposal, scored, found))
        roles = Roles(context.tree, self._tagger(context.tree.report.text))
        found = [pair for pair in self._outermost(proposal, scored, roles) if pair[0].head not in physical]
        inner = self._inner(proposal, self._rules(proposal, scored, found), roles)
        held = {row for candidate, _ in found for row in candidate.content}
        taken = {row for candidate, _ in found for row in (candidate.head, *candidate.cue)}
        found += [pair for pair in inner if pair[0].head in held and pair[0].head not in taken]
        return sorted(found, key=lambda pair: pair[0].head)

    def _rules(
        self, proposal: Proposal, scored: Sequence[tuple[Candidate, list[str]]], found: Sequence[Found]
    ) -> list[Found]:
        """The probability of each candidate by its own weights, given what was found.

        The weights hold being quoted against a word, because the annotators marked nothing within what somebody
        says; so that sign is left out within the quoted pieces that are known to be reported.
        """
        reported = {piece for candidate, _ in found for piece in candidate.quotes}
        inside = proposal.context.inside
        return [
            (c, self._weights.probability(s for s in each if s != QUOTED or inside[c.head] not in reported))
            for c, each in scored
        ]

    def _outermost(
        self, proposal: Proposal, scored: Sequence[tuple[Candidate, list[str]]], roles: Roles
    ) -> list[Found]:
        """What constructions and tagger together make likely enough."""
        assert self.judge is not None  # noqa: S101 - there is one wherever there is a tagger
        context = proposal.context
        tree = context.tree
        rules = [(c, self._weights.probability(s)) for c, s in scored]
        sure = {c.head: (c, chance) for c, chance in rules if c.frame in CERTAIN or c.settled}
        alone = {c.head: chance for c, chance in rules if left_to_rules(tree, c.cue, c.source) and c.head not in sure}
        rules = [(c, chance) for c, chance in rules if alone.get(c.head, 1.0) >= RULES_THRESHOLD]
        groups = readings(rules, tagged_candidates(context, roles))
        read = fused(context, roles, coordinated(tree, groups), self.judge)
        found = [(sure.pop(r.candidate.head, (r.candidate, r.right))[0], r.right) for r in read]
        return self._likely([*found, *sure.values()])

    def _inner(self, proposal: Proposal, rules: Sequence[Found], roles: Roles) -> list[Found]:
        """Candidates as they would be judged within content: the mean of two log odds, one construction for a cue."""
        by_head: dict[int, Found] = {}
        for candidate, chance in rules:
            both = _mean_odds(chance, roles.chance["cue"][candidate.head])
            if both > by_head.get(candidate.head, (candidate, 0.0))[1]:
                by_head[candidate.head] = (candidate, both)
        likely = self._likely(by_head.values())
        taken = {row for candidate, _ in likely for row in (candidate.head, *candidate.cue)}
        only = [
            (c, _mean_odds(UNSEEN, roles.chance["cue"][c.head]))
            for c in tagged_candidates(proposal.context, roles, inner=True)
            if c.head not in taken
        ]
        return [*likely, *self._likely(only)]

    def _likely(self, found: Iterable[Found]) -> list[Found]:
        return [pair for pair in found if pair[1] >= self._least(pair[0]) or pair[0].frame in CERTAIN]

    def _least(self, candidate: Candidate) -> float:
        entry = entry_of(candidate)
        return self._threshold * (NEVER_MISSED if entry and entry.kind in WEIGHTY else 1.0)


def _mean_odds(one: float, other: float) -> float:
    total = sum(log(max(p, 1e-4) / max(1 - p, 1e-4)) for p in (one, other)) / 2
    return 1 / (1 + exp(-total))
