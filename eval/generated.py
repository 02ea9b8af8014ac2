"""Rebuilds what is derived from the code: `make docs`. Tests hold each file equal to what this writes.

The JSON Schema in the package, the reference of the command line, the OpenAPI document of the workbench with the
types its pages are written against, and the first lines of what the README shows: the ledger of one report, and the
incident of several.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from reportedly import codec

__all__ = ["README_SHOWS", "ROOT", "incident", "ledger", "openapi", "readme", "schema"]

ROOT = Path(__file__).parents[1]
README_SHOWS = "examples/reports/harbour-denial.txt"
LINES = 46
NPM = Path(sys.executable).with_name("npm")
"""npm comes with the environment, as a wheel."""

BLOCK = "<!-- {0}:begin -->\n```\n", "```\n<!-- {0}:end -->"
INCIDENT_LINES = 42


def schema() -> str:
    """The text of report.schema.json."""
    return json.dumps(codec.schema(), indent=1, ensure_ascii=False) + "\n"


def openapi() -> str:
    """The text of docs/openapi.json: what the API of the workbench says of itself."""
    from reportedly.store.ledger import Ledger
    from reportedly.web.app import create_app
    from reportedly.web.one_user import OneUser

    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger"), create=True) as book:
        app = create_app(book, OneUser("nobody"), pages=False)
        return json.dumps(app.openapi() | {"info": app.openapi()["info"] | {"version": "1"}}, indent=1) + "\n"


def ledger() -> str:
    """The first lines of what `reportedly read` prints for the README's example, 100 columns wide, without colour."""
    return _first(_said("read", README_SHOWS), LINES, "events, open questions")


def incident() -> str:
    """The first lines of what `reportedly incident` prints for the harbour of the examples, taken in and linked."""
    with tempfile.TemporaryDirectory() as folder:
        at = ("--ledger", str(Path(folder, "ledger")))
        _said("ingest", *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("examples/reports/harbour-*")), *at)
        _said("link", *at)
        found = json.loads(_said("incidents", "--min-origins", "2", "--format", "jsonl", *at).splitlines()[0])
        shown = _said("incident", found["id"], *at)
    return _first(shown, INCIDENT_LINES, "who claims, blames, denies; contradictions; tolls over time; origins")


def readme() -> str:
    """The README with what today's program prints in it."""
    text = (ROOT / "README.md").read_text("utf-8")
    for name, shown in (("ledger", ledger()), ("incident", incident())):
        begin, end = (mark.format(name) for mark in BLOCK)
        before, _, rest = text.partition(begin)
        text = before + begin + shown + end + rest.partition(end)[2]
    return text


def _said(*arguments: str) -> str:
    """What a command prints, 100 columns wide and without colour."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "reportedly", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _first(shown: str, many: int, rest: str) -> str:
    lines = [line.rstrip() for line in shown.splitlines()]
    return "\n".join([*lines[:many], f"[… {len(lines) - many} more lines: {rest}]"]) + "\n"


def main() -> None:
    """Write the files."""
    (ROOT / "src" / "reportedly" / "report.schema.json").write_text(schema(), "utf-8")
    (ROOT / "README.md").write_text(readme(), "utf-8")
    reference = subprocess.run(
        [sys.executable, "-m", "reportedly.cli.reference"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (ROOT / "docs" / "cli.md").write_text(reference.stdout, "utf-8")
    (ROOT / "docs" / "openapi.json").write_text(openapi(), "utf-8")
    if (ROOT / "frontend" / "node_modules").is_dir():
        subprocess.run([str(NPM), "run", "types", "--silent"], cwd=ROOT / "frontend", check=True)  # noqa: S603


if __name__ == "__main__":
    main()
