"""What a process that reads strangers' files may not do: take memory without end, write files, open connections."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["confine_memory", "cut_off", "die_with_parent", "forbid_writing", "more_seconds"]

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_DEATH_SIGNAL = 1


def cut_off() -> bool:
    """Leave the network for one without interfaces (Linux); whether it could be done.

    Call it before anything starts a thread: without the rights of root it takes a user namespace, which a process
    with threads cannot enter. Where the system forbids both, the process keeps its network.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0)


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends, even by kill -9 (Linux; elsewhere at the next read from the parent)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the line above
            os._exit(1)


def forbid_writing() -> None:
    """No file grows any more by this process, and none is left behind when it dies."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def confine_memory(margin: int) -> int | None:
    """Let the address space grow by `margin` bytes and no more; the limit, or None where the system does not say.

    Counts from what the process has now, so call it when the models are loaded.
    """
    status = Path("/proc/self/statm")
    if not status.exists():
        return None
    limit = int(status.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") + margin
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return limit


def more_seconds(seconds: float) -> None:
    """Allow this many seconds of processor time from now; the system then ends the process with SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hard))
