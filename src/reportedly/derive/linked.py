"""Reports up to a place in the sequence, linked: copies found, incidents made, origins ready to be counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from reportedly.derive.sketches import copy_texts, each_sketch
from reportedly.incidents.copies import CopyLink, copies
from reportedly.incidents.credits import Credit
from reportedly.incidents.incident import Incident
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.linking import Linking, link
from reportedly.incidents.origins import LINKING, Origins, origins
from reportedly.incidents.outlines import Outline
from reportedly.incidents.scoring import MapChunks
from reportedly.store.ledger import Ledger

__all__ = ["Linked", "Source", "linked"]


@dataclass(frozen=True, slots=True)
class Source:
    """What counting origins asks of a report."""

    report: str
    outlet: str | None
    url: str | None
    credits: tuple[Credit, ...]


@dataclass(frozen=True)
class Linked:
    """What follows from the readings and judgements up to `sequence`; a pure function of them.

    `links` say which report takes from which, `sources` are the reports in the order of the ledger.
    """

    sequence: int
    links: tuple[CopyLink, ...]
    linking: Linking
    sources: tuple[Source, ...]
    judgements: tuple[Judgement, ...]

    def origins_within(self, incident: Incident) -> Callable[[Sequence[str]], Origins]:
        """A function from ids of reports of this incident to their origins; reports that only recall it are none."""
        news = {account.report for account in incident.accounts}
        background = frozenset(account.report for account in incident.background) - news
        everyone = news | background
        links = [link for report in everyone for link in self._takes_from.get(report, ()) if link.a in everyone]
        judged = [each for each in self.judgements if each.a in everyone and each.b in everyone]

        def count(ids: Sequence[str]) -> Origins:
            reports = [self.sources[place] for place in sorted(self._places[report] for report in set(ids))]
            return origins(reports, links, judged, background=background)

        return count

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
) -> Linked:
    """Link everything up to this sequence, in memory. Sketches have been made before (`sketches.complete`).

    `score_chunks` runs the comparing of pairs (`batch.mapping`).
    """
    judgements = tuple(ledger.judgements(as_of=as_of))
    say("comparing texts")
    links = tuple(copies(copy_texts(ledger, connection, as_of), judgements))
    say("comparing incidents")
    sources: list[Source] = []

    def outlines() -> Iterator[Outline]:
        for made in each_sketch(ledger, connection, as_of):
            outline = made.outline
            sources.append(Source(outline.report, outline.outlet, outline.url, made.credits))
            yield outline

    copied = {each.b: each.a for each in links if each.kind in LINKING}
    linking = link(outlines(), copies=copied, judgements=judgements, score_chunks=score_chunks)
    return Linked(as_of, links, linking, tuple(sources), judgements)
