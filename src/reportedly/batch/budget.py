"""What one document may cost before it goes to the quarantine: processor time, time by the clock, memory, tries."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Budget"]

_PACKED = ("application/pdf", "application/vnd.", "application/warc", "application/zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Limits on reading one document in a process of its own.

    Processor seconds: `least`, and `per_megabyte` more for each million bytes (ordinary English takes 80 a megabyte,
    the worst text that we know 210), ten times as much where the bytes are compressed, at most `most`. `slack` is how
    many times as long it may take by the clock, on a machine that does other things too. `memory` is in bytes, on top
    of what a process has taken once its models are loaded. `attempts` is how many processes may be lost on a
    document: the first may have been ended for no fault of it (a machine that stood still counts that as time, too).
    """

    least: float = 10.0
    per_megabyte: float = 250.0
    most: float = 150.0
    slack: float = 10.0
    memory: int = 1_000_000_000
    attempts: int = 2

    def seconds(self, size: int, media_type: str | None = None) -> float:
        """Seconds of processor time for a document of `size` bytes."""
        factor = 10 if media_type and media_type.startswith(_PACKED) else 1
        return min(self.least + factor * self.per_megabyte * size / 1_000_000, self.most)

    def clock(self, size: int, media_type: str | None = None) -> float:
        """Seconds by the clock for a document of `size` bytes."""
        return self.slack * self.seconds(size, media_type)
