"""Hashes of passwords that cost next to nothing, for tests in which it does not matter what one costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher

from reportedly.access import passwords

__all__ = ["quick_hashes"]

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@contextmanager
def quick_hashes() -> Iterator[None]:
    """Hash passwords by Argon2id as ever, with a thousandth of the memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: QUICK)
        patch.setattr(passwords, "_nobodys", lambda: QUICK.hash("the password of nobody"))
        yield
