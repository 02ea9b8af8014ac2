"""Every private name that a ledger knows, for words that belong to no report: what somebody types, a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from reportedly.export.pseudonyms import MASK, WITHHELD, Veil, words_alone
from reportedly.store.folding import folded, words_of

__all__ = ["KnownNames"]

_WORD = re.compile(r"[^\W_]+")

_BEGINNING = re.compile(r"([^\W_]+)\"?\*")

LONGEST = 6
"""Words of the longest name that is looked for as a whole."""


class KnownNames:
    """Looks for any number of names at once, by their words: 20,000 cost what twenty do.

    Whole names are hidden. A single word of a name ("Belk") counts as one only where nothing public is called so.
    """

    def __init__(self, private: Iterable[str], public: Iterable[str]) -> None:
        public = set(public)
        shared = {word for name in public for word in folded(name)}
        shown = {tuple(folded(name)) for name in public}
        self._whole: set[tuple[str, ...]] = set()
        self._words: set[str] = set()
        for name in set(private):
            alone = {word for each in words_alone(name) for word in folded(each)}
            words = tuple(folded(name))
            self._words |= alone
            for form in (words, tuple(word for word in words if word in alone)):
                if len(form) > 1 and form not in shown:
                    self._whole.add(form[:LONGEST])
                    self._whole.add((form[0], form[-1]))
        self._whole -= shown
        self._alone = self._words - shared
        self._unread = Veil({})

    def __call__(self, text: str) -> str:
        """The text with whole private names withheld, and those that look like a person's and nobody has read."""
        words = list(words_of(text))
        out, at, number = [], 0, 0
        while number < len(words):
            length = self._length([word for word, _, _ in words[number : number + LONGEST]])
            if length:
                out += [text[at : words[number][1]], WITHHELD]
                at = words[number + length - 1][2]
            number += max(length, 1)
        return self._unread("".join((*out, text[at:])))

    def link(self, url: str) -> str:
        """A URL, path or file name without words that only private people bear. The host stays as it is."""
        _, mark, _ = url.partition("://")
        begin = url.find("/", url.find(mark) + 3) if mark else 0
        if begin < 0:
            return url
        plain = unquote(url[begin:])
        hidden = _WORD.sub(lambda m: "withheld" if self._alone & set(folded(m.group())) else m.group(), plain)
        return url if hidden == plain else url[:begin] + quote(hidden, safe=" /:?&=#+,;@!$'()*~%[]-._")

    def gives_away(self, asked: str) -> bool:
        """Whether what somebody looks for can only be a private person: a whole name, or a word nobody else bears."""
        words = folded(asked)
        if any(word in self._alone for word in words):
            return True
        return any(self._length(words[at : at + LONGEST]) for at in range(len(words)))

    def asked(self, typed: str) -> str:
        """What somebody who may not see names may look for: nothing where it gives a person away, and no beginnings
        that private names share ("tol*" becomes "tol")."""
        if self.gives_away(typed):
            return MASK
        return _BEGINNING.sub(lambda m: m[1] if self._begins(m[1]) else m[0], typed)

    def _begins(self, beginning: str) -> bool:
        words = folded(beginning)
        return bool(words) and any(word.startswith(words[-1]) for word in self._alone)

    def _length(self, words: list[str]) -> int:
        """How many of these words, from the first, are a private name; 0 for none."""
        for length in range(min(LONGEST, len(words)), 1, -1):
            if tuple(words[:length]) in self._whole:
                return length
        return 0
