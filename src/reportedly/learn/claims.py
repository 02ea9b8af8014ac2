"""How sure an attribution is, set right by those that people accepted and rejected in review.

The judges' weights themselves need the evidence of each reading, which no ledger keeps; what decisions can set right
is what their probability means. So two numbers are fitted: log odds are shifted and stretched (Platt, 1999).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log

import numpy as np

from reportedly.errors import NotLearned, UnknownId
from reportedly.learn.fitting import Scores, cross_validated, fitted, scores
from reportedly.review.training import Example, examples
from reportedly.store.ledger import Ledger

__all__ = ["LEAST", "LEAST_OF_EACH", "Calibrated", "learn_claims"]

LEAST, LEAST_OF_EACH = 60, 10
"""Claims decided about from which numbers are fitted, and of each kind."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A claim read as `p` is right with odds of exp(shift + stretch * log odds of p); scores are cross-validated."""

    shift: float
    stretch: float
    accepted: int
    rejected: int
    before: Scores
    after: Scores


def learn_claims(ledger: Ledger) -> Calibrated:
    """Fit to the decisions about claims that are in force. Claims of one report are in one fold.

    Raises NotLearned for too few, and where the log loss would not fall or fewer would come out right.
    """
    label, chance, groups = [], [], []
    report: dict[str, int] = {}
    for example, confidence in _read_as(ledger):
        label.append(float(bool(example.label)))
        chance.append(min(max(confidence, 1e-3), 1 - 1e-3))
        groups.append(report.setdefault(example.report or "", len(report)))
    accepted = int(sum(label))
    rejected = len(label) - accepted
    if len(label) < LEAST or min(accepted, rejected) < LEAST_OF_EACH:
        raise NotLearned(
            f"{len(label)} decisions about claims are too few to learn from ({accepted} accepted, {rejected} "
            f"rejected): it takes {LEAST}, and {LEAST_OF_EACH} of each kind; the review queue asks for them"
        )
    signs = np.array([[1.0, log(p / (1 - p))] for p in chance])
    start, free, labels = np.array([0.0, 1.0]), np.array([1.0, 0.0]), np.array(label)
    held_out, strength = cross_validated(signs, labels, start, groups, free=free)
    before, after = scores(np.array(chance), labels), scores(held_out, labels)
    if after.log_loss >= before.log_loss or after.right < before.right:
        raise NotLearned(
            f"what these {len(label)} decisions say of how sure claims are does no better on decisions it has not "
            f"seen: log loss {before.log_loss:.3f} before and {after.log_loss:.3f} after; nothing was written"
        )
    shift, stretch = (round(float(each), 4) for each in fitted(signs, labels, start, strength, free=free))
    return Calibrated(shift, stretch, accepted, rejected, before, after)


def _read_as(ledger: Ledger) -> list[tuple[Example, float]]:
    """Claims that were accepted or rejected, each with the probability it was read with, as it stood before that."""
    asked: dict[str, list[Example]] = defaultdict(list)
    for example in examples(ledger):
        if example.kind == "claim" and example.label is not None and example.report and example.annotation:
            asked[example.report].append(example)
    out = []
    for report, some in sorted(asked.items()):
        for example in some:
            try:
                claim = ledger.report(report, as_of=example.number - 1).find(example.annotation or "")
            except UnknownId:
                continue  # it was read anew since the decision, and this claim is no more
            if claim.confidence is not None:
                out.append((example, claim.confidence))
    return out
