"""What rich draws, as text: for a terminal with colours, for a pipe or a file without."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

__all__ = ["printed"]


def printed(show: Callable[[Console], None], *, width: int, colour: bool) -> str:
    """What `show` prints on a console of this width; without `colour` plain text without trailing spaces."""
    to = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    with to.capture() as capture:
        show(to)
    shown = capture.get()
    return shown if colour else "\n".join(line.rstrip() for line in shown.split("\n"))
