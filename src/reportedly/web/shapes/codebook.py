"""What coders look up, over the wire."""

from __future__ import annotations

from pydantic import Field

from reportedly.web.shapes.review import Shape

__all__ = ["Code", "Codebook", "CodebookSection"]


class Code(Shape):
    """An entry of the codebook."""

    name: str
    parent: str | None = Field(default=None, description="the type that a sub-type belongs to")
    definition: str
    examples: list[str] = Field(default=[])
    counterexamples: list[str] = Field(default=[])


class CodebookSection(Shape):
    """Entries that belong together: the values of one field, as a rule."""

    name: str
    title: str
    purpose: str
    fields: list[str] = Field(description="fields of items that it explains")
    entries: list[Code]


class Codebook(Shape):
    """What coders look up."""

    sections: list[CodebookSection]
