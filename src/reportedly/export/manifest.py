"""What goes with an exported file: of which state of which ledger it is, by which version, and that it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from reportedly.export.rows import Column
from reportedly.store.ledger import Ledger
from reportedly.store.schema import entries
from reportedly.version import __version__

__all__ = ["LICENCES", "manifest"]

LICENCES = (
    "Words, headlines and URLs belong to the outlets that published them: quote as the law where you are allows.",
    "Coordinates, areas and ids of places are of GeoNames (https://www.geonames.org), CC BY 4.0.",
    "Names of columns, types and sub-types under --format acled are ACLED's; the data is not ACLED's.",
    "A count of origins says who reports something, never whether it is true.",
)


def manifest(
    ledger: Ledger,
    *,
    file: str,
    sha256: str,
    size: int,
    rows: int,
    what: str,
    form: str,
    names: bool,
    as_of: int | None,
    columns: tuple[Column, ...],
    filters: Mapping[str, str] | None = None,
) -> str:
    """The manifest as JSON. The same for the same ledger and file: it holds no time and no place.

    `filters` are what was asked for, where that is not all.
    """
    with ledger.reading() as connection:
        recipes = sorted({r for r in connection.execute(select(entries.c.recipe).distinct()).scalars() if r})
    told: dict[str, Any] = {
        "format": "reportedly.export.v1",
        "file": file,
        "sha256": sha256,
        "bytes": size,
        "rows": rows,
        "what": what,
        "file_format": form,
        "private_people": "as reported" if names else "pseudonymised",
        "offsets": "code points in the text as it was read, before names were replaced",
        "ledger": {"sequence": ledger.sequence(), "as_of": as_of, "digest": ledger.digest(), "recipes": recipes},
        **({"filters": dict(sorted(filters.items()))} if filters else {}),
        "reportedly": __version__,
        "columns": [column.name for column in columns],
        "licences": LICENCES,
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
