"""Other spellings under which the gazetteer may have a name: one letter away, or by another transliteration.

The index holds fingerprints and cannot be searched by likeness, so that each likely spelling is made and looked up.
"""

from __future__ import annotations

from functools import lru_cache
from string import ascii_lowercase

__all__ = ["LEAST", "spellings"]

LEAST = 5
"""Letters that a name must have: shorter ones lie one letter away from too many others."""

_SAME_SOUND = (
    ("kh", "h"), ("kh", "ch"), ("gh", "g"), ("dh", "d"), ("dh", "z"), ("th", "t"), ("sh", "ch"), ("q", "k"),
    ("q", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ay"), ("iy", "i"), ("yy", "y"),
    ("iyah", "iya"),
    ("ah", "a"), ("eh", "a"), ("w", "v"), ("j", "dj"), ("y", "i"), ("zh", "j"), ("ks", "x"), ("c", "k"),
    ("ts", "tz"),
    ("skiy", "sky"), ("skyy", "sky"), ("ovka", "ivka"), ("evka", "iivka"), ("aa", "a"),
)  # fmt: skip
"""Letters that romanisations of one name take for each other (ALA-LC, BGN/PCGN and the press's own habits)."""


@lru_cache(maxsize=4096)
def spellings(key: str) -> tuple[str, ...]:
    """Keys (`place_keys.fold`) that differ from this one by a letter, or two by letters of one sound; not itself.

    The first letter stays, unless letters of one sound stand there.
    """
    if len(key) < LEAST or not key.replace(" ", "").isalpha():
        return ()
    out: dict[str, None] = dict.fromkeys(_by_sound(key))
    for once in list(out):
        out.update(dict.fromkeys(_by_sound(once)))
    for at in range(1, len(key) + 1):
        head, tail = key[:at], key[at:]
        out.update(dict.fromkeys(f"{head}{letter}{tail}" for letter in ascii_lowercase))
        if tail:
            out[head + tail[1:]] = None
            out.update(dict.fromkeys(f"{head}{letter}{tail[1:]}" for letter in ascii_lowercase))
        if len(tail) > 1:
            out[head + tail[1] + tail[0] + tail[2:]] = None
    out.pop(key, None)
    return tuple(out)


def _by_sound(key: str) -> list[str]:
    out = []
    for one, other in _SAME_SOUND:
        for old, new in ((one, other), (other, one)):
            at = key.find(old)
            while at >= 0:
                out.append(key[:at] + new + key[at + len(old) :])
                at = key.find(old, at + 1)
    return out
