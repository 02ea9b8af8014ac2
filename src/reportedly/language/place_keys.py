"""How a place name is looked up: one key for all the ways to spell it in Latin letters.

"Sol'deu", "SOLDEU" and "Soldeü" are one key, and so are "St. Vesk" and "Saint Vesk", "al-Gorv" and "Gorv". The index
of places was written with the same keys: whoever changes them builds it anew (`make gazetteer`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

__all__ = ["fingerprint", "fold", "shortened"]

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
        "ŋ": "ng", "ħ": "h", "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "’": "", "‘": "",
        "'": "", "ʼ": "", "ʻ": "", "ʹ": "", "ʾ": "", "ʿ": "", "`": "", "´": "", "′": "", "“": "", "”": "", '"': "",
        "(": " ", ")": " ",
    }
)  # fmt: skip

_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "twp": "township"}

_ARTICLES = ("al ", "el ", "ad ", "ar ", "as ", "ash ", "at ", "an ", "az ", "the ")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, Latin letters without marks, "saint" for "St.", single spaces."""
    if name.isascii():
        words = name.lower()
    else:
        marks = unicodedata.normalize("NFKD", name.lower())
        words = "".join(c for c in marks if not unicodedata.combining(c))
    words = words.translate(_LETTERS)
    if "." in words:  # "U.S." and "D.C." are words of their own; a stop after an abbreviation falls away
        words = words.replace(".", "" if "." in words.rstrip(".") and len(words) <= 8 and " " not in words else " ")
    parts = words.split()
    return " ".join(_WRITTEN_OUT.get(part, part) for part in parts) if len(parts) > 1 else "".join(parts)


def shortened(key: str) -> str:
    """The key without an article at its beginning, in English or in Arabic names; the key itself if it has none."""
    for article in _ARTICLES:
        if key.startswith(article) and len(key) > len(article) + 2:
            return key[len(article) :]
    return key


def fingerprint(key: str) -> int:
    """42 bits that stand for the key in the index."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 22
