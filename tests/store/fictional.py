"""Small reports for the ledger's tests, made by hand: a text, one claim, and nothing that needs a parser."""

from __future__ import annotations

from reportedly.layers.anchoring import Anchored, Origin, annotation_id
from reportedly.layers.claims import Claim, Cue, Party
from reportedly.report import Publication, Report
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival, Done, Reading, Working

READER = Origin("claims.attribution.v1", "hand")
RECIPE = "recipe-1"


def report(number: int, outlet: str = "Northern Wire", source: str = "Dana Oriel", retrieved: str = "") -> Report:
    """Report `number`: one sentence with one claim; `source` is who makes it."""
    text = f"{source} said that {number} houses burned down in Port Arden."
    publication = Publication(
        outlet=Anchored(outlet, inferred="given by the user"),
        published=Anchored(f"2026-03-{number % 28 + 1:02}", inferred="given by the user"),
        language=Anchored("en", inferred="given by the user"),
        retrieved=Anchored(retrieved, inferred="the clock") if retrieved else None,
        location=f"/somewhere/{retrieved or number}.txt",
    )
    return with_claim(Report.of(text, publication), source)


def with_claim(plain: Report, source: str) -> Report:
    """The report with its claim: who speaks, "said", and what."""
    who = plain.span(0, len(source))
    said = plain.span(who.end + 1, who.end + 5)
    what = plain.span(said.end + 6, len(plain.text) - 1)
    claim = Claim(
        id=annotation_id("c", plain.id, who.start, what.end),
        span=plain.span(who.start, what.end),
        origin=READER,
        confidence=0.9,
        content=(what,),
        kind="indirect",
        source=Anchored(Party(source, "person"), (who,)),
        cue=Anchored(Cue("say", "speech", "that-clause"), (said,)),
        status=Anchored("asserted", (said,)),
        stance=Anchored("neutral", (said,)),
    )
    return plain.with_layers(claims=(claim,), stages=("claims.attribution.v1",))


def reading(of: Report, recipe: str = RECIPE) -> Reading:
    """What a worker would hand in."""
    return Reading.of(of, recipe, [Working("sketches", "1", of.id.encode()), Working("fingerprints", "1", b"f")])


def arrivals(ledger: Ledger, numbers: range) -> list[Arrival]:
    """One original with a line for each number."""
    original = ledger.originals.put(b"one line for each report")
    return [Arrival(original=original, location="in.jsonl", locator=f"line {number}") for number in numbers]


def filled(ledger: Ledger, numbers: range) -> list[Report]:
    """Take in and read reports of these numbers, one item each, in one go."""
    ledger.receive(arrivals(ledger, numbers))
    waiting = ledger.pending(len(numbers))
    reports = [report(number) for number in numbers]
    ledger.finish(Done(item.number, (reading(each),)) for item, each in zip(waiting, reports, strict=True))
    return reports
