"""A value as JSON that UTF-8 can carry, whatever Python text is in it."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["json_text"]


def json_text(value: Any, *, compact: bool = False, indent: int | None = None) -> str:
    """Words as they are; of a value that holds lone surrogates, which UTF-8 cannot carry, every one escaped."""
    separators = (",", ":") if compact else None
    written = json.dumps(value, ensure_ascii=False, separators=separators, indent=indent)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=separators, indent=indent)
    return written
