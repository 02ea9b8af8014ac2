"""A wheel holds the built pages of the workbench, or is not made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NeedsPages(BuildHookInterface):  # type: ignore[type-arg]
    """Refuses to build a wheel without the front end; an editable install may be made before it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check before anything is written. Raises FileNotFoundError."""
        pages = Path(self.root, "src", "reportedly", "web", "static", "index.html")
        if version != "editable" and not pages.is_file():
            raise FileNotFoundError(f"{pages} is not there: build the pages of the workbench with `make frontend`")
