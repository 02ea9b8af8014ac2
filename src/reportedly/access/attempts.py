"""How often somebody may try to sign in: after some refusals they wait, ever longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

__all__ = ["Attempts"]


class Attempts:
    """Counts refusals by name and by address. After `free` the next try waits a second, then two, four, to `longest`.

    Kept in memory: who restarts the server holds the ledger anyway. Names that do not exist count like others, so
    that waiting tells nobody which exist. A name is slowed down, never locked: nobody can keep a colleague out for
    long.
    """

    def __init__(self, *, free: int = 5, longest: float = 300.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._free, self._longest, self._clock = free, longest, clock
        self._lock = threading.Lock()
        self._refused: dict[str, tuple[int, float]] = {}

    def wait(self, *whom: str) -> float:
        """Seconds until the next try is looked at; 0 for now."""
        now = self._clock()
        with self._lock:
            return max(0.0, *(self._until(each) - now for each in whom))

    def refused(self, *whom: str) -> None:
        """Count a refusal for each of these: a name, an address."""
        now = self._clock()
        with self._lock:
            for each in whom:
                count, _ = self._refused.get(each, (0, now))
                self._refused[each] = (count + 1, now)
            if len(self._refused) > 10_000:
                old = [key for key, (_, at) in self._refused.items() if now - at > self._longest]
                for key in old:
                    del self._refused[key]

    def admitted(self, *whom: str) -> None:
        """Begin anew for who has signed in."""
        with self._lock:
            for each in whom:
                self._refused.pop(each, None)

    def _until(self, each: str) -> float:
        count, at = self._refused.get(each, (0, 0.0))
        if count < self._free:
            return 0.0
        return at + min(self._longest, 2.0 ** (count - self._free))
