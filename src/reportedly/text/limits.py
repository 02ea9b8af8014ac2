"""How much of a source is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import TooLarge

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one source may cost; more raises `TooLarge`, and nothing is ever cut short in silence.

    `size` is in bytes, of one report: a file, one line of JSON lines, one page (after decompression). The
    longest news reports have some 200 kB of text and pages some 2 MB of markup. `elements`, `depth` and
    `attributes` (per tag) bound the markup of a page before any parser sees it, because HTML parsers take
    quadratic time on some small pages. `seconds` and `redirects` bound a fetch.
    """

    size: int = 5_000_000
    elements: int = 15_000
    depth: int = 512
    attributes: int = 256
    seconds: float = 30.0
    redirects: int = 5

    def check_size(self, size: int) -> None:
        """Raises TooLarge if `size` bytes are more than one report may have."""
        if size > self.size:
            raise TooLarge(
                f"over the limit of {self.size:,} bytes for one report ({size:,} bytes or more): split it into one "
                "report per file or per line of JSON, or raise the limit with Limits(size=...)"
            )
