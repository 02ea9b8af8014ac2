"""What is kept of a report beside its reading, so that linking a whole ledger reads no report again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import msgspec

from reportedly.incidents.appearances import Appearance, appearances
from reportedly.incidents.credits import Credit, credits  # noqa: A004
from reportedly.incidents.outlines import OUTLINE_VERSION, Outline, outline
from reportedly.report import Report

__all__ = ["SKETCH_VERSION", "Sketch", "pack_sketch", "sketch", "unpack_sketch"]

SKETCH_VERSION = f"2.{OUTLINE_VERSION}"
"""Sketches of another version are made anew from the reading. Raise the first number when what credits or appearances
hold changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A report as the rest of the ledger sees it: its accounts of incidents, whom it credits, whom it names."""

    outline: Outline
    credits: tuple[Credit, ...] = ()
    appearances: tuple[Appearance, ...] = ()


def sketch(report: Report) -> Sketch:
    """The sketch of a report that has been read; one that has not (another language) has no accounts and names."""
    return Sketch(outline=outline(report), credits=credits(report), appearances=appearances(report))


def pack_sketch(made: Sketch) -> bytes:
    """Deflated JSON; equal sketches give equal bytes."""
    return zlib.compress(msgspec.json.encode(made))


def unpack_sketch(body: bytes) -> Sketch:
    """What `pack_sketch` packed."""
    return msgspec.json.decode(zlib.decompress(body), type=Sketch)
