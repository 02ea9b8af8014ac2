"""Where a command's data goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

__all__ = ["check_target", "opened", "write_whole"]


def check_target(target: Path) -> Path:
    """The file to write, links followed. Raises click.UsageError where something else than a file is there."""
    target = target.resolve()
    if target.is_dir():
        raise click.UsageError(f"--out {target} is a folder; name a file in it, such as {target / 'reports.jsonl'}")
    if target.exists() and not target.is_file():
        raise click.UsageError(f"--out {target} is not an ordinary file, so it is not written over")
    if not target.parent.is_dir():
        raise click.UsageError(f"--out {target}: there is no folder {target.parent}; make it first")
    return target


@contextmanager
def opened(target: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a new file that takes the place of `target` only if the block ends without an error."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = check_target(target)
    beside = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with beside.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        beside.replace(target)
    except OSError as error:
        _remove(beside)
        raise click.UsageError(f"--out {target} cannot be written: {error.strerror or error}") from error
    except BaseException:
        _remove(beside)
        raise


def _remove(unfinished: Path) -> None:
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def write_whole(target: Path, data: str) -> None:
    """Write a text file whole or not at all, in UTF-8 and with the line ends as they are."""
    with opened(target) as out:
        out.write(data.encode("utf-8", "replace"))
