"""Reads a text as far as claims, with all that is known of their sources: shared by the tests of sourcing."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.claims.attribution import Attribution
from reportedly.claims.quotes import Quotes
from reportedly.claims.selection import NO_TAGGER
from reportedly.claims.sourcing import sourced
from reportedly.claims.speakers import Speakers
from reportedly.language.entities import Entities
from reportedly.language.mentions import Mentions
from reportedly.language.tree import Tree
from reportedly.report import Anchored, Claim, Publication, Report

Parse = Callable[[str], Report]

_STAGES = (Mentions(), Quotes(), Entities(), Attribution(tagger=NO_TAGGER))


def read(parse: Parse, text: str, *, outlet: str | None = None) -> Report:
    """The report of a text, with the layers up to claims; `outlet` published it."""
    report = parse(text)
    if outlet is not None:
        publication = Publication(outlet=Anchored(outlet, (), "given by the test"))
        report = Report.of(text, publication).with_layers(tokens=report.tokens)
    for stage in _STAGES:
        report = stage(report)
    tree = Tree(report)
    claims = sourced(report, tree, Speakers(report, tree), report.claims or ())
    report = report.with_layers(claims=tuple(claims))
    report.verify()
    return report


def of(report: Report, source: str, cue: str | None = None) -> Claim:
    """The one claim with this source (its words), and this cue where it is given."""
    found = [
        claim
        for claim in report.claims or ()
        if claim.source
        and claim.source.words == source
        and (cue is None or (claim.cue is not None and claim.cue.words == cue))
    ]
    assert len(found) == 1, [(c.source.words if c.source else None) for c in report.claims or ()]
    return found[0]


def chain(report: Report, claim: Claim) -> list[str]:
    """The names of the holders of a claim, outermost first, without the outlet and without articles."""
    return [link.holder.name.removeprefix("the ").removeprefix("The ") for link in report.chain(claim)[1:]]
