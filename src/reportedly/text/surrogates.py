"""Lone surrogates, which Python text may hold and libraries written in other languages refuse."""

from __future__ import annotations

import re

__all__ = ["without_surrogates"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(words: str) -> str:
    """The words with U+FFFD for each lone surrogate: as long as before, so that offsets hold."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", words)
