"""How much of a source is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import TooLarge

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one source may cost; more raises `TooLarge`, and nothing is ever cut short in silence.

    `size` is in bytes, of one report: a file, one line of JSON lines, one page (after decompression). Pages have up
    to some 2 MB of markup. `text` is in characters, of the words that are left of it: the longest news reports have
    some 200,000, and 500,000 of ordinary English took 41 CPU-seconds, and of opening quotation marks, the worst
    known, 106. `document` is in bytes, of a PDF, Word document or mail, most of which are pictures. `elements`,
    `depth` and `attributes` (per tag) bound the markup of a page before any parser sees it, because HTML parsers take
    quadratic time on some small pages. `seconds` and `redirects` bound a fetch.
    """

    size: int = 5_000_000
    text: int = 500_000
    document: int = 50_000_000
    elements: int = 15_000
    depth: int = 512
    attributes: int = 256
    seconds: float = 30.0
    redirects: int = 5

    @classmethod
    def of_bytes(cls, size: int) -> Limits:
        """Limits under which one report may have `size` bytes, all of them text; the others as they are."""
        return cls(size=size, text=size, document=max(size, cls().document))

    def check_size(self, size: int, *, document: bool = False) -> None:
        """Raises TooLarge if `size` bytes are more than one report, or a `document` with pictures, may have."""
        allowed, name = (self.document, "document") if document else (self.size, "size")
        if size > allowed:
            raise TooLarge(_over(f"{allowed:,} bytes", f"{size:,} bytes or more", name, 2 * size))

    def check_text(self, length: int) -> None:
        """Raises TooLarge if `length` characters are more text than is read as one report."""
        if length > self.text:
            raise TooLarge(_over(f"{self.text:,} characters of text", f"{length:,} characters", "text", 2 * length))


def _over(limit: str, given: str, name: str, enough: int) -> str:
    raised = f"{max(-(-enough // 1_000_000), 1)}MB"
    return (
        f"over the limit of {limit} for one report ({given}): split it into one report per file or per line of JSON, "
        f"or raise the limit with --max-bytes {raised}, in Python with limits=Limits({name}=...)"
    )
