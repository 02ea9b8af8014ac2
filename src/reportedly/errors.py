"""Every exception that reportedly raises on purpose.

    ReportedlyError
    ├── BadInput            what was given to be read cannot be read
    │   ├── EmptyInput      no words in it
    │   ├── NotText         bytes that are no text: an image, an archive, ...
    │   ├── TooLarge        over a stated limit; the limit can be raised
    │   └── FetchRefused    a URL that may not or could not be fetched
    ├── BadReport           a stored report that contradicts itself or its schema
    ├── BadLexicon          an entry of a lexicon that breaks that lexicon's rules
    │   └── BadCodebook     a codebook with a type, rule or condition that means nothing
    ├── BadModel            a language model that is missing or is not the pinned one
    ├── BadRecipe           a list of stages that cannot run in that order
    └── UnknownId           no annotation has that id

Each message names what was wrong and where, what would have been accepted, and what to do next.
Catch `BadInput` to skip one source in a batch; let the others stop the run.
"""

from __future__ import annotations

__all__ = [
    "BadCodebook",
    "BadInput",
    "BadLexicon",
    "BadModel",
    "BadRecipe",
    "BadReport",
    "EmptyInput",
    "FetchRefused",
    "NotText",
    "ReportedlyError",
    "TooLarge",
    "UnknownId",
]


class ReportedlyError(Exception):
    """Base of every error that reportedly raises on purpose."""


class BadInput(ReportedlyError):
    """What was given to be read cannot be read. One such source never stops a batch.

    `location` is the path, URL or line it was read from, where that is known; the message begins with it.
    """

    location: str | None = None


class EmptyInput(BadInput):
    """The source holds no words."""


class NotText(BadInput):
    """The bytes are no text that can be decoded."""


class TooLarge(BadInput):
    """The source is over a stated limit of size or of nesting."""


class FetchRefused(BadInput):
    """A URL that may not be fetched (a private address, say) or could not be."""


class BadReport(ReportedlyError):
    """A stored report contradicts its schema, or a span's words are not the text's."""


class BadLexicon(ReportedlyError):
    """A lexicon or ontology entry breaks the rules of its file."""


class BadCodebook(BadLexicon):
    """A codebook's type, rule or condition that means nothing; the message begins with file and line."""


class BadModel(ReportedlyError):
    """A language model is missing, or its bytes are not the ones that were pinned."""


class BadRecipe(ReportedlyError):
    """The stages of a recipe cannot run in that order, or a stage broke its promise."""


class UnknownId(ReportedlyError):
    """No annotation of the reports searched has that id."""
