"""Whether several reports of one incident give a better toll together than each alone.

    python -m eval.agreement [--gva FILE] [--every N] [--jobs N]

GVA: gun-violence articles (one JSON object a line: doc, incident, title, content, dct, gold.killed, gold.injured).
The incidents are the *gold* ones, of two articles or more: this measures agreement, not linking. Prints, over
incidents, how often the toll of one article (mean over its articles, and the latest) and that of the incident
(`incidents.best_toll`) are exactly right; for both halves of the incidents, of which the first was looked at when the
weight of later reports was chosen. The weights of tolls were fitted on these articles (`eval.casualties` says so), so
single articles and incidents are both flattered; the gain is what counts here.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from eval.casualties import GVA, Gold, gva_gold, parse
from eval.corpora import folder
from reportedly.claims.tolls import Tolls
from reportedly.incidents.best_toll import Vote, best_toll

__all__ = ["EFFECTS", "Scores", "main", "scores", "votes_of"]

EFFECTS = ("killed", "injured")


class Scores(NamedTuple):
    """Shares of incidents (0..1) whose toll is exactly right, by one article, by the latest, and by all together."""

    incidents: int
    single: float
    latest: float
    together: float


def votes_of(gold: Gold) -> dict[str, Vote]:
    """What the reading of one article makes of its tolls; an article that tells none votes 0 at even odds."""
    found = {toll.effect: toll for toll in Tolls()(parse(gold)).tolls or ()}
    return {
        effect: Vote(
            gold.id,
            found[effect].best.value if effect in found else 0,
            (found[effect].confidence or 0.5) if effect in found else 0.5,
            gold.published,
            gold.id,
        )
        for effect in EFFECTS
    }


def scores(incidents: Iterable[Sequence[tuple[Gold, Mapping[str, Vote]]]], effect: str) -> Scores:
    """The scores of one effect over incidents, each given as its articles with their votes."""
    single, latest, together = [], [], []
    for articles in incidents:
        right = getattr(articles[0][0], effect)
        votes = [votes[effect] for _, votes in articles]
        single.append(mean(vote.number == right for vote in votes))
        latest.append(max(votes, key=lambda vote: vote.day or "").number == right)
        together.append(best_toll(votes) == right)
    if not single:
        return Scores(0, 0.0, 0.0, 0.0)
    return Scores(len(single), mean(single), mean(latest), mean(together))


def main() -> None:
    """Read the articles of incidents with several, and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gva", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth incident")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    args = parser.parse_args()
    path = args.gva or folder() / "data" / GVA
    if not path.is_file():
        raise SystemExit(f"{path} is not there; docs/benchmarks.md says which files are read and where they are from")
    by_incident: dict[str, list[Gold]] = defaultdict(list)
    for gold in gva_gold(path):
        by_incident[gold.incident].append(gold)
    several = sorted((name, golds) for name, golds in by_incident.items() if len(golds) > 1)[:: args.every]
    wanted = [gold for _, golds in several for gold in golds]
    begun = time.monotonic()
    with ProcessPoolExecutor(args.jobs) as pool:
        votes = dict(zip((gold.id for gold in wanted), pool.map(votes_of, wanted, chunksize=20), strict=True))
    print(f"{len(several)} incidents, {len(wanted)} articles, read in {time.monotonic() - begun:.0f} s")
    for effect in EFFECTS:
        for name, half in (("all", several), ("half one", several[::2]), ("half two", several[1::2])):
            found = scores([[(gold, votes[gold.id]) for gold in golds] for _, golds in half], effect)
            print(
                f"{effect:8} {name:9} {found.incidents:4} incidents; exact by one article {found.single:.3f}, "
                f"by the latest {found.latest:.3f}, together {found.together:.3f}"
            )


if __name__ == "__main__":
    main()
