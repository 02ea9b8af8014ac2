"""Reads a lexicon or ontology file: TOML with a header that says where it comes from, and its digest."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from reportedly.errors import BadLexicon

__all__ = ["DataFile", "load"]

HEADER = ("purpose", "source", "licence")


@dataclass(frozen=True)
class DataFile:
    """One TOML file: its tables, and `resource` ("name@sha256:hex") for the Origin of what it helps to read."""

    name: str
    tables: dict[str, Any]
    resource: str

    def entries(self, table: str) -> list[dict[str, Any]]:
        """The entries of an array of tables. Raises BadLexicon if there are none."""
        found = self.tables.get(table)
        if not isinstance(found, list) or not found:
            raise BadLexicon(
                f"{self.name}: no [[{table}]] entries; a lexicon that loads nothing would pass every test"
            )
        return found


@lru_cache(maxsize=32)
def load(name: str) -> DataFile:
    """The file `name` within the package ("lexicons/reporting_cues.en.toml", "ontology/events.toml").

    Raises BadLexicon if it is missing, is no TOML, or lacks a [header] with purpose, source and licence.
    """
    try:
        data = (files("reportedly") / name).read_bytes()
        tables = tomllib.loads(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadLexicon(f"{name}: {error}") from error
    if missing := [key for key in HEADER if not tables.get("header", {}).get(key)]:
        raise BadLexicon(f"{name}: the [header] lacks {', '.join(missing)}; say where the words come from")
    return DataFile(name, tables, f"{name}@sha256:{hashlib.sha256(data).hexdigest()}")
