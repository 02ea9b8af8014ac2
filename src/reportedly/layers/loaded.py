"""Words that take a side: whose word each is, and whom it is put on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.layers.anchoring import Anchored, Annotation
from reportedly.layers.claims import Party
from reportedly.layers.events import Polarity

__all__ = [
    "Distance",
    "LoadedKind",
    "LoadedTerm",
    "WordsOf",
]

LoadedKind = Literal[
    "delegitimising",
    "glorifying",
    "dehumanising",
    "incriminating",
    "euphemism",
    "alarmist",
    "contested",
    "legal",
]
"""In which way a word takes a side (lexicons/loaded_language.en.toml); "legal" where it is used as a term of law."""

WordsOf = Literal["outlet", "quoted", "paraphrased"]
"""Whose word it is: the outlet's own, a source's within quotation marks, or a source's as the report puts it."""

Distance = Literal["so-called", "alleged", "quotation-marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTerm(Annotation):
    """A word that takes a side ("regime", "freedom fighters"), and in whose voice it stands. Located, never judged.

    `span` is the word, `term` its entry in lexicons/loaded_language.en.toml, `origin.rule` the group of that lexicon
    which says who advises what about it. `target` is who or what is so called, as far as the sentence says:
    "terrorists" alone calls nobody.

    `claim` is the innermost claim in whose content it stands (None: no source says it). `voice` is "outlet" for the
    outlet's own, "quoted" for the source's own word in quotation marks, "paraphrased" for what the report makes of
    the source's words. `certain` is False where the word may be another's: in a paraphrase it may be the reporter's
    choice, in quotation marks without a claim it is nobody's yet.

    `distance` holds the words or marks by which whoever uses the term keeps it at arm's length. `polarity` is
    negative where the target is said not to be that, or where the source denies it.
    """

    term: str
    kind: LoadedKind
    voice: WordsOf
    certain: bool
    target: Anchored[Party] | None
    polarity: Anchored[Polarity]
    distance: Anchored[Distance] | None = None
    claim: str | None = None
