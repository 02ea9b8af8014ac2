"""Every figure of docs/benchmarks.md, one command after the other: `make bench`.

    python -m eval.bench [NAME ...]

Each part is a program of its own (`python -m eval.NAME`) and prints what it measures. The check of every field of
every text takes about half an hour and runs here on every 25th text; `python -m eval.anchors` runs it on all.
"""

from __future__ import annotations

import subprocess
import sys

PARTS: dict[str, list[str]] = {
    "cases": [],
    "acled": [],
    "contrast": [],
    "attribution": [],
    "tagger": [],
    "entities": [],
    "factuality": [],
    "loaded": [],
    "casualties": ["--every", "25"],
    "agreement": ["--every", "12"],
    "capitals": [],
    "muc4": [],
    "times": ["--all"],
    "plover": [],
    "actors": ["--every", "4"],
    "places": [],
    "tellings": ["--every", "40"],
    "extractors": [],
    "anchors": ["--every", "25"],
    "incidents": ["--distractors"],
    "ingest": ["--sample", "200", "--kills", "5"],
    "hostile": ["--unread"],
    "copies": ["--articles"],
    "faults": [],
    "store": [],
    "search": [],
    "web": ["review", "--decisions", "100", "--pause", "0.4"],
    "growth": ["--sizes", "1000", "3000", "10000"],
    "speed": [],
    "people": [],
    "pseudonyms": ["--every", "24", "--offset", "5"],
    "on_dask": ["--reports", "1000"],
}


def main() -> None:
    """Run the parts named, or all; exit status 1 if any failed."""
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        raise SystemExit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    failed = []
    for name in chosen:
        command = ["-m", f"eval.{name}", *PARTS[name]]
        print(f"\n$ python {' '.join(command)}", flush=True)
        if subprocess.run([sys.executable, *command], check=False).returncode:  # noqa: S603
            failed.append(name)
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
