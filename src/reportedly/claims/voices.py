"""In whose voice words stand: the claim whose content holds them, and whether in quotation marks.

Of several claims within each other the innermost that quotes the words has them, because a speaker's paraphrase of
somebody else is in the speaker's words; where none quotes them, the innermost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.claims.chains import depth
from reportedly.report import Claim, Quote, Report, Span, WordsOf

__all__ = ["MARKED", "Voice", "Voices"]

MARKED = 2
"""Words that quotation marks may hold beside a term and still be marks around the term ("a “brutal regime”")."""


class Voice(NamedTuple):
    """Whose words: the outlet's, a quoted source's or a paraphrased one's; whether certain; the source's claim."""

    words_of: WordsOf
    certain: bool
    claim: Claim | None


class Voices:
    """Tells for any words of one report in whose voice they stand."""

    def __init__(self, report: Report) -> None:
        self.quotes = report.quotes or ()
        by_id = {claim.id: claim for claim in report.claims or ()}
        self._claims = sorted(report.claims or (), key=lambda c: (-depth(c, by_id), _size(c.content)))

    def of(self, span: Span, *, beside: Span | None = None) -> Voice:
        """Whose words they are. Claims are tried deepest in their chain first, then the shortest.

        A claim whose cue holds the words `beside` is left out: its content is told in the words of who reports it.
        """
        quotes = [quote for quote in self.quotes if quote.use != "title" and _holds(quote, span)]
        claims = [claim for claim in self._claims if any(span in piece for piece in claim.content)]
        claims = [c for c in claims if not (beside and c.cue and any(beside in piece for piece in c.cue.spans))]
        for claim in claims:
            own = set(claim.quotes)
            if any(quote.id in own or any(quote.span in piece for piece in claim.content) for quote in quotes):
                return Voice("quoted", True, claim)
        if claims:
            return Voice("paraphrased", False, claims[0])
        if any(quote.use == "quotation" and not _around(quote, span) for quote in quotes):
            return Voice("quoted", False, None)
        return Voice("outlet", not quotes, None)

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
