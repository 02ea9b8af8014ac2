"""How rare a word or name is among news reports: the rarer what two accounts share, the more it says.

Rarity is -ln of the share of reports that have the word. A word is taken to be as common as the greater of two shares
says: that in a table counted once on news (`common_words.txt`), and that in the collection itself, drawn towards the
table's by `PRIOR` reports. So a ledger of seven reports on one incident does not take the victim's name for common,
one of a million reports does not take "shooting" for rare, and a pair's score hardly moves while others come in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["PRIOR", "Table", "table"]

_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NAMED = "|".join((*_MONTHS.split(), *_DAYS.split()))
_DATE = re.compile(rf"(?:\d{{1,2}} )?(?:{_NAMED})(?: \d+)?|\d\d|(?:19|20)\d\d")

PRIOR = 1000
"""Reports that the table counts for when the share of a word in a collection is estimated."""


class Table:
    """Shares of words among `size` reports; a word that it does not list is in half of one."""

    def __init__(self, counts: Mapping[str, int], size: int) -> None:
        self.counts, self.size = counts, size

    def share(self, word: str) -> float:
        """The share of reports that have `word`, 0 < share <= 1."""
        return min(1.0, max(self.counts.get(word, 0), 0.5) / self.size)

    def rarity(self, word: str, found: int, among: int) -> float:
        """-ln of the share of `word`, found in `found` of `among` reports of the collection; 0 if all have it.

        Words of dates ("24 january", "sunday", "2022") say nothing: when something was is a clue of its own, and all
        reports of a day would have them in common.
        """
        if _DATE.fullmatch(word):
            return 0.0
        share = self.share(word)
        return -math.log(min(1.0, max(share, (found + PRIOR * share) / (among + PRIOR))))


@lru_cache(maxsize=1)
def table() -> Table:
    """The table that is shipped: the first line its size, then a word and the number of reports that have it."""
    lines = files(__package__).joinpath("common_words.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return Table({word.replace("_", " "): int(count) for word, count in rows[1:]}, int(rows[0][1]))
