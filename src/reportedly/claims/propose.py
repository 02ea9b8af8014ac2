"""Every construction of a report that may be an attribution, before any weight is looked at."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.chains import quoted_saying
from reportedly.claims.colons import colon_candidates
from reportedly.claims.credits import credit_candidates
from reportedly.claims.headline_speech import headline_candidates
from reportedly.claims.hearsay import hearsay_candidates
from reportedly.claims.phrases import adjective_candidates, noun_candidates, phrase_candidates
from reportedly.claims.quoted import tie_quotations
from reportedly.claims.turns import turn_candidates
from reportedly.claims.verbs import verb_candidates
from reportedly.language.tree import Tree
from reportedly.report import Report

__all__ = ["Proposal", "propose"]


class Proposal:
    """Candidates of one report, and the quoted pieces that none of them reports."""

    def __init__(self, context: Context, candidates: list[Candidate], open_: list[int]) -> None:
        self.context = context
        self.candidates = candidates
        self.open = open_


def propose(report: Report) -> Proposal:
    """The candidates of a report that has tokens and quotes."""
    outer = [quote for quote in report.quotes or () if quote.within is None]
    context = Context(Tree(report), outer)
    candidates = [
        *verb_candidates(context),
        *phrase_candidates(context),
        *noun_candidates(context),
        *adjective_candidates(context),
        *hearsay_candidates(context),
        *headline_candidates(context),
        *credit_candidates(context),
        *turn_candidates(context),
    ]
    colon_candidates(context, candidates)
    open_ = tie_quotations(context, candidates)
    quoted_saying(context, candidates)
    for candidate in candidates:
        candidate.content -= context.dateline
    return Proposal(context, [c for c in candidates if c.content], open_)
