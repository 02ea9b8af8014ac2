"""`reportedly watch` for tests: the command itself, save that it may visit one server on the loopback.

python -m tests.ingest.local_watch PORT watch FEEDS.TOML ...
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from reportedly.cli.main import main
from reportedly.ingest import feed_list, polite, watch
from reportedly.text.urls import Target, target

PORT = int(sys.argv[1])
OURS = frozenset({("127.0.0.1", PORT)})

visits_for = watch.visits_for


def to_ours(*arguments: Any) -> polite.Visits:
    """Visits that may go to our server."""
    return replace(visits_for(*arguments), allowed=OURS)


def or_ours(url: str) -> Target:
    """Where a URL leads, our server's port let through."""
    return target(url, allowed=OURS)


if __name__ == "__main__":
    vars(watch)["visits_for"] = to_ours
    vars(feed_list)["target"] = or_ours
    main(sys.argv[2:])
