"""How fast the workbench is in this machine's Chromium, over a real server and a copy of a ledger.

    python -m eval.synthetic_ledger FOLDER     100,000 fictional reports, some 18,000 incidents; eight minutes, once
    python -m eval.web --ledger FOLDER         everything below, in under five minutes
    python -m eval.web inbox --ledger FOLDER   one of inbox, incidents, atlas, review, answers

Printed are the first paint and p50, p95 and the slowest of each filter of the inbox, the incidents and the atlas, and
the time from a key that decides to the next item of the review queue, by the clock of the page at 1280 x 900: what
else runs on the machine slows all of it down. `answers` prints what the server takes of the processor for each
answer, which depends less on that. The folder is copied and stays as it is.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from eval.web_answers import answers
from eval.web_atlas import asserted, atlas
from eval.web_lists import lists
from eval.web_review import review
from eval.web_served import copied, pages, served

WHAT = ("answers", "inbox", "incidents", "atlas", "review")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"of {', '.join(WHAT)}; all unless some are named")
    parser.add_argument("--ledger", type=Path, help="copied, not changed; a new one of examples/ unless given")
    parser.add_argument("--runs", type=int, default=12, help="of each filter of a list")
    parser.add_argument("--filters", type=int, default=54, help="of the atlas")
    parser.add_argument("--decisions", type=int, default=100)
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between an item and the next key")
    given = parser.parse_args()
    asked = given.what or WHAT
    if wrong := set(asked) - set(WHAT):
        parser.error(f"{', '.join(sorted(wrong))}: choose from {', '.join(WHAT)}")
    began = time.perf_counter()
    with copied(given.ledger) as place:
        if "answers" in asked:
            answers(place)
        if "atlas" in asked:
            asserted(place)
        print(f"{'in the browser':46}{'p50':>8}{'p95':>8}{'slowest':>9}")
        with served(place) as entrance, pages() as page:
            page.goto(entrance)
            page.wait_for_selector("nav")
            address = entrance.split("/enter")[0].rstrip("/")
            for name in ("inbox", "incidents"):
                if name in asked:
                    lists(page, address, name, given.runs)
            if "atlas" in asked:
                atlas(page, address, given.filters)
            if "review" in asked:
                review(page, address, given.decisions, given.pause)
    load = os.getloadavg()[1]
    print(f"{time.perf_counter() - began:.0f} s; {load:.1f} programs wanted the {os.cpu_count()} cores at a time")


if __name__ == "__main__":
    main()
