"""Rebuilds what is derived from the code: `make docs`. Tests hold each file equal to what this writes.

The JSON Schema in the package, the reference of the command line, and the first lines of the ledger that the README
shows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from reportedly import codec

__all__ = ["README_SHOWS", "ROOT", "ledger", "readme", "schema"]

ROOT = Path(__file__).parents[1]
README_SHOWS = "examples/reports/harbour-denial.txt"
LINES = 46
BEGIN, END = "<!-- ledger:begin -->\n```\n", "```\n<!-- ledger:end -->"


def schema() -> str:
    """The text of report.schema.json."""
    return json.dumps(codec.schema(), indent=1, ensure_ascii=False) + "\n"


def ledger() -> str:
    """The first lines of what `reportedly read` prints for the README's example, 100 columns wide, without colour."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "reportedly", "read", README_SHOWS],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join([*lines[:LINES], f"[… {len(lines) - LINES} more lines: events, open questions]"]) + "\n"


def readme() -> str:
    """The README with the ledger of today's program in it."""
    before, _, rest = (ROOT / "README.md").read_text("utf-8").partition(BEGIN)
    return before + BEGIN + ledger() + END + rest.partition(END)[2]


def main() -> None:
    """Write the files."""
    (ROOT / "src" / "reportedly" / "report.schema.json").write_text(schema(), "utf-8")
    (ROOT / "README.md").write_text(readme(), "utf-8")
    reference = subprocess.run(
        [sys.executable, "-m", "reportedly.cli.reference"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (ROOT / "docs" / "cli.md").write_text(reference.stdout, "utf-8")


if __name__ == "__main__":
    main()
