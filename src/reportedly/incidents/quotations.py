"""The same quoted words in several reports: one statement behind them, whoever wrote them up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.incidents.fingerprints import words
from reportedly.incidents.speakers import QUOTED
from reportedly.report import Quote, Report, Span

__all__ = ["SharedQuotation", "shared_quotations"]


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """A quotation that several reports have: its words, who is said to have said it, and where it stands.

    `speakers` are the names by which the reports call the speaker, the most frequent first; empty if none names him.
    `places` has the report and the span of each, in the order in which the reports were given.
    """

    words: str
    speakers: tuple[str, ...]
    places: tuple[tuple[str, Span], ...]

    @property
    def says(self) -> str:
        """ "3 reports quote Dana Oriel with “the cause is not known yet”"."""
        who = self.speakers[0] if self.speakers else "somebody"
        return f"{len({report for report, _ in self.places})} reports quote {who} with {self.words}"


def shared_quotations(reports: Iterable[Report]) -> tuple[SharedQuotation, ...]:
    """Quotations of six words and more that stand in two reports and more, in the order of the first.

    Words are compared folded and without marks; the words shown are those of the first report. A quotation of which
    one report has only the beginning is another one. Reports whose quotations nobody has looked for have none.
    """
    found: dict[tuple[str, ...], list[tuple[Report, Quote]]] = {}
    for report in reports:
        for quote in report.quotes or ():
            if quote.use == "quotation":
                each = tuple(words(" ".join(span.words for span in quote.content)))
                if len(each) >= QUOTED:
                    found.setdefault(each, []).append((report, quote))
    out = []
    for places in found.values():
        if len({report.id for report, _ in places}) > 1:
            names: dict[str, int] = {}
            for report, quote in places:
                for name in _speakers(report, quote):
                    names[name] = names.get(name, 0) + 1
            speakers = tuple(sorted(names, key=lambda name: -names[name]))
            spans = tuple((report.id, quote.span) for report, quote in places)
            out.append(SharedQuotation(places[0][1].span.words, speakers, spans))
    return tuple(out)


def _speakers(report: Report, quote: Quote) -> list[str]:
    of = [claim for claim in report.claims or () if quote.id in claim.quotes and claim.source]
    return list(dict.fromkeys(claim.source.value.name for claim in of if claim.source))
