"""Reads news reports into an attributed ledger: who said what happened, in which words, how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.version import __version__

if TYPE_CHECKING:
    from reportedly.api import read
    from reportedly.report import Report
    from reportedly.store.ledger import Ledger

__all__ = ["Ledger", "Report", "__version__", "read"]

_HOMES = {"read": "reportedly.api", "Report": "reportedly.report", "Ledger": "reportedly.store.ledger"}


def __getattr__(name: str) -> Any:
    # Looked up on first use, so that `reportedly --help` does not pay for a parser it will not run.
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
