"""Every exception that reportedly raises on purpose.

    ReportedlyError
    ├── BadInput            what was given to be read cannot be read
    │   ├── EmptyInput      no words in it
    │   ├── NotText         bytes that are no text: an image, an archive, ...
    │   ├── TooLarge        over a stated limit; the limit can be raised
    │   └── FetchRefused    a URL that may not or could not be fetched
    │       └── TryLater    not now: the server asked for patience, or fails
    ├── BadFeeds            a list of feeds to watch that breaks the rules of such lists
    ├── BadReport           a stored report that contradicts itself or its schema
    ├── BadLexicon          an entry of a lexicon that breaks that lexicon's rules
    │   └── BadCodebook     a codebook with a type, rule or condition that means nothing
    ├── BadModel            a language model that is missing or is not the pinned one
    ├── BadRecipe           a list of stages that cannot run in that order
    ├── BadLedger           a ledger that cannot be used as it is: damaged, of a newer version, on a network folder
    │   ├── NoLedger        there is none in that place
    │   ├── LedgerBusy      somebody else is writing to it
    │   └── BadOriginal     an original that is not there, or whose bytes are not those of its name
    ├── ChangedMeanwhile    somebody changed a report since whoever corrects it looked at it
    ├── BadCorrection       a correction that names no field, or a value that the field cannot hold
    ├── BadDecision         a decision that the item does not allow, or that cannot be taken back
    │   ├── AlreadyDecided  the item was decided, or changed, since it was looked at
    │   └── OwnWork         nobody adjudicates what they coded, or takes back what somebody else decided
    ├── BadAccount          an account's name, role, password or key that cannot be
    ├── BadQuery            a search that cannot be meant: an open quotation mark, a type that does not exist
    ├── BadCluster          a Dask cluster that is not there, has no workers, or another release on them
    ├── MissingExtra        an optional library is not installed
    ├── NotLearned          weights that were not fitted: too few decisions, or no better than those that are used
    ├── Superseded          a decision that cannot be undone, for later ones of the same things stand above it
    └── UnknownId           no annotation, report or entry has that id

Each message names what was wrong and where, what would have been accepted, and what to do next.
Catch `BadInput` to skip one source in a batch; let the others stop the run.
"""

from __future__ import annotations

__all__ = [
    "AlreadyDecided",
    "BadAccount",
    "BadCluster",
    "BadCodebook",
    "BadCorrection",
    "BadDecision",
    "BadFeeds",
    "BadInput",
    "BadLedger",
    "BadLexicon",
    "BadModel",
    "BadOriginal",
    "BadQuery",
    "BadRecipe",
    "BadReport",
    "ChangedMeanwhile",
    "EmptyInput",
    "FetchRefused",
    "LedgerBusy",
    "MissingExtra",
    "NoLedger",
    "NotLearned",
    "NotText",
    "OwnWork",
    "ReportedlyError",
    "Superseded",
    "TooLarge",
    "TryLater",
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
    """A URL that may not be fetched (a private address, say) or could not be.

    `status` and `headers` are the server's answer, where it gave one that was no page. `transient` is whether the
    connection failed, so that another try may do better.
    """

    status: int | None = None
    transient: bool = False
    headers: tuple[tuple[str, str], ...] = ()


class TryLater(FetchRefused):
    """A server that is not asked now: it asked for patience, or has failed; `until` is seconds since 1970, UTC."""

    until: float = 0.0


class BadFeeds(ReportedlyError):
    """A list of feeds to watch that breaks the rules of such lists; the message names file and place."""


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


class BadLedger(ReportedlyError):
    """A ledger cannot be used as it is: damaged, of a newer version, full, or on a network file system."""


class NoLedger(BadLedger):
    """There is no ledger in that place."""


class LedgerBusy(BadLedger):
    """Somebody else is writing to the ledger; nothing of this was written, and it can be tried again."""


class BadOriginal(BadLedger):
    """An original is not there, or its bytes are not those that its name promises."""


class ChangedMeanwhile(ReportedlyError):
    """Somebody changed a report since whoever corrects it looked at it. `now` is its newest sequence."""

    def __init__(self, message: str, now: int) -> None:
        super().__init__(message)
        self.now = now


class BadCorrection(ReportedlyError):
    """A correction names no field of that annotation, or gives a value that the field cannot hold."""


class BadDecision(ReportedlyError):
    """A decision that the item does not allow, or that cannot be taken back."""


class AlreadyDecided(BadDecision):
    """The item was decided or changed by somebody since it was looked at; nothing was written."""


class OwnWork(BadDecision):
    """Nobody adjudicates what they coded themselves, or takes back what somebody else decided."""


class BadCluster(ReportedlyError):
    """A Dask cluster that cannot be reached, has no workers, or whose workers cannot do this work."""


class MissingExtra(ReportedlyError):
    """An optional library is not installed; the message says what to install."""


class BadAccount(ReportedlyError):
    """An account's name, role, password or key that cannot be; the message says what would be accepted."""


class BadQuery(ReportedlyError):
    """A search that cannot be meant; the message says what would be accepted."""


class NotLearned(ReportedlyError):
    """No weights were fitted: there are too few decisions to learn from, or what was learned scores no better."""


class Superseded(ReportedlyError):
    """A decision cannot be undone: somebody has decided about the same things since, or has undone it already."""


class UnknownId(ReportedlyError):
    """No annotation, report or entry that was searched has that id."""
