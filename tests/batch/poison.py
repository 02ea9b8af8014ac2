"""A stage that does to its process what the text says; installed by the tests as a plug-in, with an entry point."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

from reportedly.report import Report


class Panic(BaseException):
    """Like the panics of libraries written in Rust: no Exception."""


class Poison:
    """Obeys the first word of a text."""

    name = "poison.v1"
    needs: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()

    def __call__(self, report: Report) -> Report:
        word, _, rest = report.text.partition(" ")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "once":
            folder = Path(rest)
            if not folder.exists():  # a folder, because no file can be written
                folder.mkdir()
                os.kill(os.getpid(), signal.SIGKILL)
        elif word == "hang":
            time.sleep(3600)
        elif word == "spin":
            while True:
                pass
        elif word == "eat":
            return report.with_layers(stages=("x" * 40_000_000_000,))
        elif word == "panic":
            raise Panic("index out of bounds")
        elif word == "recurse":
            return self(report)
        elif word == "write":
            Path(rest).write_text("written")
        elif word == "connect":
            socket.create_connection(("127.0.0.1", int(rest)), timeout=5).close()
        return report
