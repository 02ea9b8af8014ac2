"""Types of columns that hold the same in SQLite (STRICT tables) and PostgreSQL.

Python text may hold NUL and lone surrogates. PostgreSQL refuses NUL, SQLite's functions stop at it, and neither
takes a lone surrogate. `Words` therefore writes each backslash twice and each of those characters as a backslash, u,
and four hexadecimal digits; comparing for equality and reading through these types needs no thought of it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import BigInteger, Dialect, Double, Integer, LargeBinary, Text
from sqlalchemy.dialects.sqlite import REAL
from sqlalchemy.types import TypeDecorator, TypeEngine

__all__ = ["Body", "Flag", "Real", "Values", "Whole", "Words"]

_ESCAPE = re.compile("[\\\\\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")

Whole: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number of 64 bits."""

Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
"""A number of 64 bits with a fraction."""

Body = LargeBinary
"""Bytes, most often deflated JSON."""


class Words(TypeDecorator[str]):
    """Any Python text. Sorted by code point in both databases, whatever the language of the machine."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL sorts by the machine's language unless told otherwise."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what the databases cannot hold."""
        if value is None or not _ESCAPE.search(value):
            return value
        return _ESCAPE.sub(lambda m: "\\\\" if m.group() == "\\" else f"\\u{ord(m.group()):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was given."""
        if value is None or "\\" not in value:
            return value
        return _ESCAPED.sub(lambda m: "\\" if m.group(1) == "\\" else chr(int(m.group(1)[1:], 16)), value)


class Values(TypeDecorator[Any]):
    """Any JSON value, written with sorted keys and in ASCII, so that equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """One line of JSON."""
        return None if value is None else json.dumps(value, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value; tuples come back as lists."""
        return None if value is None else json.loads(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """True or False."""
        return None if value is None else bool(value)
