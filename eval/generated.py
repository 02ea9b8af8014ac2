"""Rebuilds the files that are derived from the code: `make docs`. Tests hold each equal to what this writes."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly import codec

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Write the JSON Schema into the package."""
    schema = json.dumps(codec.schema(), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "src" / "reportedly" / "report.schema.json").write_text(schema, "utf-8")


if __name__ == "__main__":
    main()
