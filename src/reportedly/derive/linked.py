"""Reports up to a place in the sequence, linked: copies found, incidents made, origins ready to be counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from reportedly.derive.linking_weights import weights_of
from reportedly.derive.sketches import copy_texts, each_sketch
from reportedly.incidents.copies import CopyLink, found_copies, overruled
from reportedly.incidents.credits import Credit
from reportedly.incidents.incident import Incident
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.linking import Linking, link
from reportedly.incidents.origins import LINKING, Origins, origins
from reportedly.incidents.outlines import Outline
from reportedly.incidents.scoring import MapChunks
from reportedly.incidents.sketch import Sketch
from reportedly.incidents.weights import Weights
from reportedly.store.ledger import Ledger

__all__ = ["Linked", "Source", "linked", "origins_among", "taken_from"]


@dataclass(frozen=True, slots=True)
class Source:
    """What counting origins asks of a report."""

    report: str
    outlet: str | None
    url: str | None
    credits: tuple[Credit, ...]

    @classmethod
    def of(cls, made: Sketch) -> Source:
        """What the sketch of a report says of it."""
        return cls(made.outline.report, made.outline.outlet, made.outline.url, made.credits)


def origins_among(
    incident: Incident, sources: Sequence[Source], links: Iterable[CopyLink], judgements: Iterable[Judgement]
) -> Callable[[Sequence[str]], Origins]:
    """A function from ids of reports of this incident to their origins; reports that only recall it are none.

    `sources` are its reports in the order of the ledger; links and judgements of others are passed over.
    """
    everyone = {source.report for source in sources}
    background = frozenset(everyone - {account.report for account in incident.accounts})
    within = [link for link in links if link.a in everyone and link.b in everyone]
    judged = [each for each in judgements if each.a in everyone and each.b in everyone]

    def count(ids: Sequence[str]) -> Origins:
        wanted = set(ids)
        return origins([each for each in sources if each.report in wanted], within, judged, background=background)

    return count


@dataclass(frozen=True)
class Linked:
    """What follows from the readings and judgements up to `sequence`; a pure function of them.

    `links` say which report takes from which, `overruled` are those that a person said otherwise of, `sources` are
    the reports in the order of the ledger.
    """

    sequence: int
    links: tuple[CopyLink, ...]
    overruled: tuple[CopyLink, ...]
    linking: Linking
    sources: tuple[Source, ...]
    judgements: tuple[Judgement, ...]

    def origins_within(self, incident: Incident) -> Callable[[Sequence[str]], Origins]:
        """`origins_among` for an incident of these."""
        everyone = {account.report for account in (*incident.accounts, *incident.background)}
        sources = [self.sources[place] for place in sorted(self._places[report] for report in everyone)]
        links = (link for source in sources for link in self._takes_from.get(source.report, ()))
        return origins_among(incident, sources, links, self.judgements)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {source.report: place for place, source in enumerate(self.sources)}

    @cached_property
    def _takes_from(self) -> dict[str, list[CopyLink]]:
        out: dict[str, list[CopyLink]] = {}
        for each in self.links:
            out.setdefault(each.b, []).append(each)
        return out


def linked(
    ledger: Ledger,
    connection: Connection,
    as_of: int,
    say: Callable[[str], None] = lambda step: None,
    score_chunks: MapChunks = map,
    given: Weights | None = None,
) -> Linked:
    """Link everything up to this sequence, in memory. Sketches have been made before (`sketches.complete`).

    `score_chunks` runs the comparing of pairs (`batch.mapping`). `given` are other weights than the ledger's own.
    """
    given = given or weights_of(connection)
    judgements = tuple(ledger.judgements(as_of=as_of))
    say("comparing texts")
    links, aside = overruled(*found_copies(copy_texts(ledger, connection, as_of)), judgements)
    say("comparing incidents")
    sources: list[Source] = []

    def outlines() -> Iterator[Outline]:
        for made in each_sketch(ledger, connection, as_of):
            sources.append(Source.of(made))
            yield made.outline

    copied = taken_from(links)
    linking = link(outlines(), copies=copied, judgements=judgements, given=given, score_chunks=score_chunks)
    return Linked(as_of, tuple(links), tuple(aside), linking, tuple(sources), judgements)


def taken_from(links: Iterable[CopyLink]) -> dict[str, str]:
    """The report that each copies, rewrites or is a version of: the last of several, in the order of the ledger."""
    return {each.b: each.a for each in links if each.kind in LINKING}
