"""What can be chosen for a field, found by typing a few letters of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from reportedly.review.item import Option
from reportedly.terminal.draft import wording

__all__ = ["matching"]


def matching(options: Sequence[Option], typed: str) -> list[Option]:
    """The options that fit, best first: those that begin so, that have a word that does, that contain it, whose

    meaning does. All of them, in their own order, where nothing was typed.
    """
    asked = _plain(typed)
    ranked = [(_rank(each, asked), n) for n, each in enumerate(options)]
    return [options[n] for rank, n in sorted(ranked) if rank < 4]


def _rank(option: Option, asked: str) -> int:
    name = _plain(wording(option.value))
    fits = (
        name.startswith(asked),
        any(word.startswith(asked) for word in name.split()),
        asked in name,
        asked in _plain(option.meaning),
    )
    return fits.index(True) if True in fits else 4


def _plain(text: str) -> str:
    """Without capitals, accents and joining marks: "Ministère" is found by "minist"."""
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return re.sub(r"[\s_.:/-]+", " ", bare.casefold()).strip()
