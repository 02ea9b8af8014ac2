"""The words that say how far an event is, read from `lexicons/aspect.en.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.report import Aspect

__all__ = ["FRAMES", "LEXICON", "aspect_words"]

LEXICON = "lexicons/aspect.en.toml"

FRAMES = ("takes", "subject", "nouns", "modifiers", "adverbs")
"""Where the event stands beside the word (explained in the lexicon)."""


@lru_cache(maxsize=2)
def aspect_words(name: str = LEXICON) -> Mapping[str, Mapping[str, Aspect]]:
    """For each frame, the aspect that each word gives. Raises BadLexicon for one we do not have."""
    out: dict[str, dict[str, Aspect]] = {frame: {} for frame in FRAMES}
    for entry in load(name).entries("aspect"):
        value = next((known for known in get_args(Aspect) if known == entry.get("value")), None)
        if value is None:
            raise BadLexicon(
                f"{name}: value {entry.get('value')!r} is no aspect; use one of {', '.join(get_args(Aspect))}"
            )
        for frame in FRAMES:
            out[frame].update(dict.fromkeys(entry.get(frame, ()), value))
    return out
