"""In whose voice words stand: the innermost claim whose content holds them, and whether in quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.report import Claim, Quote, Report, Span, WordsOf

__all__ = ["MARKED", "Voices"]

MARKED = 2
"""Words that quotation marks may hold beside a term and still be marks around the term ("a “brutal regime”")."""


class Voices:
    """Tells for any words of one report in whose voice they stand."""

    def __init__(self, report: Report) -> None:
        self.quotes = report.quotes or ()
        by_id = {claim.id: claim for claim in report.claims or ()}
        self._claims = sorted(report.claims or (), key=lambda c: (-_depth(c, by_id), _size(c.content)))

    def claim(self, span: Span) -> Claim | None:
        """The innermost claim in whose content the words stand: deepest in its chain, then shortest."""
        return next((claim for claim in self._claims if any(span in piece for piece in claim.content)), None)

    def of(self, span: Span, claim: Claim | None) -> tuple[WordsOf, bool]:
        """Whose words they are, and whether that is certain."""
        quotes = [quote for quote in self.quotes if quote.use != "title" and _holds(quote, span)]
        if claim is None:
            if any(quote.use == "quotation" and not _around(quote, span) for quote in quotes):
                return "quoted", False
            return "outlet", not quotes
        own = set(claim.quotes)
        if any(quote.id in own or any(quote.span in piece for piece in claim.content) for quote in quotes):
            return "quoted", True
        return "paraphrased", False

    def in_title(self, span: Span) -> bool:
        """Whether the words stand in the title of a work."""
        return any(quote.use == "title" and _holds(quote, span) for quote in self.quotes)

    def marks_around(self, span: Span) -> Quote | None:
        """The quotation marks around these words alone, or with at most MARKED others."""
        return next((quote for quote in self.quotes if _holds(quote, span) and _around(quote, span)), None)


def _holds(quote: Quote, span: Span) -> bool:
    return any(span in piece for piece in quote.content)


def _around(quote: Quote, span: Span) -> bool:
    return len(quote.content) == 1 and len(quote.content[0].words.split()) <= len(span.words.split()) + MARKED


def _size(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _depth(claim: Claim, by_id: Mapping[str, Claim]) -> int:
    depth, seen = 0, {claim.id}
    while (above := by_id.get(claim.within or "")) is not None and above.id not in seen:
        claim, depth = above, depth + 1
        seen.add(above.id)
    return depth
