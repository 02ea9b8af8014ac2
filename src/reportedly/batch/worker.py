"""A disposable process that reads one item after the other until one of them is too much for it.

It is started afresh (spawn), loads the models once, and then gives up its network, its right to write files, and any
memory beyond a margin. What it sends back is plain data, decoded by type: nothing it says is run.
"""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import msgspec

from reportedly.batch.budget import Budget
from reportedly.batch.confinement import confine_memory, cut_off, die_with_parent, forbid_writing, more_seconds
from reportedly.batch.reader import Reader, ReaderOptions
from reportedly.errors import ReportedlyError
from reportedly.store.work import Done, Failed, Item

__all__ = ["LIFE", "SPENT", "Said", "decoded", "encoded", "main"]

SPENT = frozenset({"limits", "panic"})
"""Stages of failures after which a process ends itself: native code may have left anything behind."""

LIFE = 2_000
"""Documents after which a process makes room for a new one: what its libraries remember grows (180 MB after a
thousand), and would in the end be taken for the memory of some innocent document. Costs one part in a hundred."""

_WARM_UP = (
    "<html><body><article><p>PORT ARDEN, Velmara, 4 May 2031 — Two dock workers were killed when a bomb went off at "
    "the quay, police said. “We heard it all over town,” said Oda Marren.</p></article></body></html>"
).encode()
"""A fictional report, read once so that everything that loads late is there before memory is limited."""


def main(connection: Connection, options: ReaderOptions, budget: Budget, parent: int) -> None:
    """Read what comes in by the connection, (Item, bytes), until it closes; answers are for `decoded`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    cut_off()  # first: entering a user namespace takes back what the next line asks for
    die_with_parent(parent)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    _silence()
    try:
        reader = Reader(options)
        _warm_up(reader)
    except Exception as error:
        cause = str(error) if isinstance(error, ReportedlyError) else f"{type(error).__name__}: {error}"
        connection.send_bytes(msgspec.msgpack.encode(("cannot", cause, True)))
        return
    forbid_writing()
    confine_memory(budget.memory)
    connection.send_bytes(msgspec.msgpack.encode(("ready", "", False)))
    for left in reversed(range(LIFE)):
        try:
            item, data = connection.recv()
        except (EOFError, OSError):
            return
        more_seconds(budget.seconds(len(data), item.media_type))
        outcome = reader.read(item, data)
        del data
        leaving = left == 0 or (isinstance(outcome, Failed) and outcome.stage in SPENT)
        connection.send_bytes(encoded(item, outcome, leaving))
        if leaving:
            return


def _silence() -> None:
    """Nothing that a library prints may mix with the parent's output."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nowhere, handle)


def encoded(item: Item, outcome: Done | Failed, leaving: bool = False) -> bytes:
    """An outcome as a message; one whose words cannot be written as UTF-8 becomes a Failed that says so."""
    kind = "done" if isinstance(outcome, Done) else "failed"
    try:
        return msgspec.msgpack.encode((kind, outcome, leaving))
    except UnicodeEncodeError:  # a lone surrogate in a cause or a name
        cause = "its words hold half a character, which cannot be stored"
        return msgspec.msgpack.encode(("failed", Failed(item=item.number, stage="read", cause=cause), leaving))


class Said(NamedTuple):
    """What a worker said: "ready", "cannot" with the reason, "done" with a Done, "failed" with a Failed.

    `leaving` says that the process ends itself now.
    """

    kind: str
    body: Any
    leaving: bool


def decoded(message: bytes) -> Said:
    """A message of a worker. Raises msgspec.MsgspecError for bytes that are none."""
    kind, body, leaving = msgspec.msgpack.decode(message, type=tuple[str, msgspec.Raw, bool])
    shape: type = {"done": Done, "failed": Failed}.get(kind, str)
    return Said(kind, msgspec.msgpack.decode(body, type=shape), leaving)


def _warm_up(reader: Reader) -> None:
    from importlib import import_module

    for library in ("trafilatura", "pypdfium2", "docx", "fastwarc.warc", "py3langid"):
        import_module(library)
    reader.read(Item(number=0, original="", location="warm-up", media_type="text/html"), _WARM_UP)
