"""Whether a codebook codes its own examples as it says: the tests that every codebook carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.ontology.codebook import Code, Codebook
from reportedly.report import Coding, Report

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """One example of a codebook, read. `wanted` says whether it should be coded so; `found` is what it was coded as.

    `found` are the codings that stand for their incident; those of no type only where there is no other.
    """

    code: Code
    text: str
    wanted: bool
    found: tuple[Coding, ...]

    @property
    def passed(self) -> bool:
        """Whether an example is coded as its code, or a counterexample is not."""
        return self.wanted == any((coding.subtype or coding.type) == self.code.name for coding in self.found)


def check(book: Codebook, read: Callable[[str], Report]) -> Iterator[Checked]:
    """Read every example of every code. `read` takes a sentence to a Report with the codings of this codebook."""
    for code in book.codes.values():
        for wanted, texts in ((True, code.examples), (False, code.counterexamples)):
            for text in texts:
                codings = [
                    c for c in read(text).codings or () if (c.codebook, c.version) == (book.name, book.version)
                ]
                standing = [c for c in codings if c.type and c.part_of is None]
                yield Checked(code, text, wanted, tuple(standing or codings))
