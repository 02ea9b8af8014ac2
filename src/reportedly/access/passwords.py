"""Passwords: hashed with Argon2id, compared in the same time whoever asks, and long enough to withstand guessing.

Parameters are the defaults of argon2-cffi (RFC 9106, second recommendation: 64 MiB, 3 passes, 4 lanes), which are
above those of OWASP's Password Storage Cheat Sheet. Rules of length follow NIST SP 800-63B: long, of any characters,
no rules of composition.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import BadAccount

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["LEAST", "MOST", "hashed", "outdated", "verified"]

LEAST, MOST = 12, 256
"""Characters of a password. Longer ones would only cost time to hash."""

_COMMON = ("password", "passwort", "letmein", "qwerty", "123456", "reportedly", "iloveyou", "welcome", "admin")


def hashed(password: str, *, name: str) -> str:
    """The hash to keep, with its salt and parameters. Raises BadAccount for a password that is easily guessed.

    `name` is whose it is. Takes about 50 ms and 64 MiB.
    """
    plain = _plain(password)
    if not LEAST <= len(plain) <= MOST:
        raise BadAccount(
            f"a password has {LEAST} to {MOST} characters, and this has {len(plain)}; four words do well"
        )
    low = plain.casefold()
    bare = low
    for known in (*_COMMON, name.casefold()):
        bare = bare.replace(known, "") if len(known) > 2 else bare
    if len(set(low)) < 5 or len(bare) < LEAST // 2:
        raise BadAccount(
            "this password is easily guessed: it repeats itself, or is a common one or the account's name; "
            "four words that have nothing to do with each other do well"
        )
    return _hasher().hash(plain)


def verified(kept: str | None, password: str) -> bool:
    """Whether this is the password of that hash; None, for nobody's, takes as long as a wrong one."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(kept or _nobodys(), _plain(password)[: MOST + 1]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with weaker parameters than today's, and is to be made again at the next sign-in."""
    return _hasher().check_needs_rehash(kept)


def _plain(password: str) -> str:
    """One way of writing it, whatever the keyboard composed; lone surrogates cannot be hashed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("the password of nobody")
