"""The card of a folder of the package's data: what it was made from, and the digest of each of its files."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from reportedly.errors import BadModel

__all__ = ["checked_card"]


def checked_card(folder: Path, what: str = "the weights") -> dict[str, Any]:
    """The card of a folder, after the digest of each file was compared with it.

    `what` says in errors what lies there. Raises BadModel for a card or a file that is missing, or for other bytes.
    """
    try:
        card = tomllib.loads((folder / "card.toml").read_text("utf-8"))
        for name, digest in card["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise BadModel(f"{folder / name} does not have the digest on its card: install the package again")
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadModel(f"{what} in {folder} are not whole: {error}") from error
    return card
