"""CPU seconds of this process alone: what else runs, or what other tests left in memory, does not count."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["cpu_seconds"]


def cpu_seconds(action: Callable[[], object], *, runs: int = 2) -> float:
    """CPU seconds of the fastest of some runs.

    Nothing is collected meanwhile: a collection walks all that the tests before have left, and falls on the longer
    of two runs that are compared.
    """
    spent = []
    gc.disable()
    try:
        for _ in range(runs):
            began = time.process_time()
            action()
            spent.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(spent)
