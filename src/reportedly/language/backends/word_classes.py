"""Parts of speech and lemmas, remembered: spaCy's attribute ruler and lemmatizer asked once for each kind of word.

In the English models both look at a word with its tag and dependency label alone, but for a few patterns of two words
("gonna", "there is"), and they are a quarter of the cost of a parse. So each combination is put to them once, in a
document of its own; words that a pattern of several could change, with their neighbours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["COMPONENTS", "WordClasses"]

COMPONENTS = ("attribute_ruler", "lemmatizer")
"""The components that are asked once for each kind of word; the pipeline itself runs without them."""

MOST = 300_000
"""Combinations remembered at most, some 60 MB; then all are forgotten."""


class WordClass(NamedTuple):
    """What a word is: its universal part of speech and its lemma."""

    pos: str
    lemma: str


class WordClasses:
    """Part of speech and lemma of tokens that have a tag and a dependency label.

    `skip` names what the pipeline may leave out. It is empty for a model whose rules look at more than a word, its
    tag and its label; then tokens have their parts of speech and lemmas already.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._known: dict[tuple[Any, ...], WordClass] = {}
        self._several: dict[int, bool] = {}
        self._in_context = _in_context(nlp)
        self.skip = () if self._in_context is None else COMPONENTS

    def __call__(self, doc: Doc) -> list[WordClass]:
        """Those of every token of a document, in order."""
        if self._in_context is None:
            return [WordClass(token.pos_, token.lemma_) for token in doc]
        keys = self._keys(doc)
        missing = {key: at for at, key in enumerate(keys) if key not in self._known}
        if len(self._known) + len(missing) > MOST:
            self._known.clear()
            missing = {key: at for at, key in enumerate(keys)}
        if missing:
            self._ask(doc, missing)
        return [self._known[key] for key in keys]

    def _keys(self, doc: Doc) -> list[tuple[Any, ...]]:
        """For each token word, tag and label; with those of its neighbours where a pattern could ask for them."""
        table = doc.to_array(["ORTH", "TAG", "DEP"]).tolist() if len(doc) else []
        keys: list[tuple[Any, ...]] = [tuple(row) for row in table]
        for at, (word, _, _) in enumerate(table):
            if self._by_neighbours(word):
                keys[at] = (*keys[at], *(tuple(row) for row in table[max(at - 1, 0) : at + 2]), at == 0)
        return keys

    def _by_neighbours(self, word: int) -> bool:
        known = self._several.get(word)
        if known is None:
            assert self._in_context is not None  # noqa: S101 - no key is asked for without it
            known = self._in_context.search(self._nlp.vocab.strings[word].lower()) is not None
            self._several[word] = known
        return known

    def _ask(self, doc: Doc, missing: dict[tuple[Any, ...], int]) -> None:
        """Put what is not known to the components: lone words in one document, others with their neighbours."""
        alone = [(key, at) for key, at in missing.items() if len(key) == 3]
        self._put([doc[at] for _, at in alone], [key for key, _ in alone], 0)
        for key, at in missing.items():
            if len(key) > 3:
                low = max(at - 1, 0)
                self._put(list(doc[low : at + 2]), [key], at - low)

    def _put(self, tokens: list[Token], keys: list[tuple[Any, ...]], first: int) -> None:
        if not tokens:
            return
        made = _document(self._nlp, tokens)
        for name in COMPONENTS:
            made = self._nlp.get_pipe(name)(made)
        for key, token in zip(keys, list(made)[first:], strict=False):
            self._known[key] = WordClass(token.pos_, token.lemma_)


def _document(nlp: Language, tokens: list[Token]) -> Doc:
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        heads=list(range(len(tokens))),
    )


def _in_context(nlp: Language) -> re.Pattern[str] | None:
    """Matches the words, in small letters, that a pattern of several tokens could change.

    None where that cannot be told from the model.
    """
    if not set(COMPONENTS) <= set(nlp.pipe_names) or nlp.get_pipe("lemmatizer").mode != "rule":
        return None
    words: list[str] = []
    for entry in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in entry["patterns"]:
            if any(not set(part) <= {"TAG", "LOWER", "DEP", "IS_SPACE"} for part in pattern) or len(pattern) > 2:
                return None
            if len(pattern) == 2:
                asked = _words(pattern[entry["index"]])
                if asked is None:
                    return None
                words.append(asked)
    return re.compile("|".join(words) or r"(?!)")


def _words(part: dict[str, Any]) -> str | None:
    """The words that one part of a pattern asks for, as a regular expression; None where it asks for no words."""
    lower = part.get("LOWER")
    if isinstance(lower, str):
        return rf"^{re.escape(lower)}$"
    if not isinstance(lower, dict) or len(lower) != 1:
        return None
    if "IN" in lower:
        return rf"^(?:{'|'.join(map(re.escape, lower['IN']))})$"
    return lower.get("REGEX")
