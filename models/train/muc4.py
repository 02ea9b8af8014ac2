"""The texts and templates of MUC-4, for training: which texts, which slots, and where the words of a fill stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["SLOTS", "occurrences", "records", "wordings"]

SLOTS = ("perp_individual", "perp_org", "phys_tgt_id", "hum_tgt_name", "hum_tgt_desc", "instrument_id")
"""The slots of a MUC-4 template that the roles are, in the order of ROLES."""


def records(path: str, leave_out: frozenset[int]) -> Iterator[dict[str, Any]]:
    """The training texts of a file, without those whose number modulo 13 is left out."""
    for number, line in enumerate(Path(path).read_text("utf-8").splitlines()):
        record = json.loads(line)
        if record.get("split") == "train" and number % 13 not in leave_out:
            yield record


def wordings(fill: dict[str, Any]) -> list[str]:
    """The wordings of a fill that can be looked for."""
    return [w for w in fill["alternatives"] if len(w) > 1]


def occurrences(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where any of the wordings stands in the text, white space alike; the longest first, none within another."""
    taken: list[tuple[int, int]] = []
    for each in sorted(set(words), key=len, reverse=True):
        pattern = r"\s+".join(re.escape(part) for part in each.split())
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
    return taken
