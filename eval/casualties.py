"""How many were killed and injured: the tolls read of an incident, against people's counts.

    python -m eval.casualties [--gva FILE] [--acled FILE] [--every N] [--errors N]

GVA: gun-violence articles (one JSON object a line: doc, incident, title, content, dct, gold.killed, gold.injured);
prints the share with killed, injured and both exactly right. ACLED: coders' notes (event_id_cnty, notes, event_date,
fatalities); prints the share with the deaths exactly right where there were any, and the F1 of there being any.
Without options both development files are read. The shipped weights were fitted on these (models/train/tolls.py
prints cross-validated figures); for files that were not, the figures printed here are what to expect.

Texts are read by the stages that tolls need (parse, mentions, quotes, entities). One that fails counts as wrong and
is named at the end; exit status 1.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from eval.corpora import folder
from reportedly.claims.tolls import Tolls
from reportedly.pipeline import Pipeline, load_recipe
from reportedly.report import Report
from reportedly.text.readers import Overrides, report_from_text

__all__ = ["Gold", "acled_gold", "figures", "gva_gold", "main", "parse"]

GVA, ACLED = "incidents/gva_dev.jsonl", "events/acled_2022_dev.jsonl"


class Gold(NamedTuple):
    """A text and people's counts of it; `injured` is None where nobody counted them."""

    corpus: str
    id: str
    incident: str
    text: str
    published: str | None
    killed: int
    injured: int | None

    def fits(self, pair: tuple[int, int]) -> bool:
        """Whether a pair (killed, injured) is right, as far as it is known."""
        return pair[0] == self.killed and self.injured in {None, pair[1]}


def gva_gold(path: Path) -> list[Gold]:
    """Gun-violence articles, headline above the story."""
    return [
        Gold("gva", r["doc"], r["incident"], f"{r['title']}\n\n{r['content']}", r.get("dct"),
             int(r["gold"]["killed"]), int(r["gold"]["injured"]))
        for r in _records(path)
    ]  # fmt: skip


def acled_gold(path: Path) -> list[Gold]:
    """ACLED's notes, each its own incident."""
    return [
        Gold(
            "acled",
            r["event_id_cnty"],
            r["event_id_cnty"],
            r["notes"],
            r.get("event_date"),
            int(r["fatalities"]),
            None,
        )
        for r in _records(path)
    ]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def figures(corpus: str, pairs: Sequence[tuple[Gold, tuple[int, int]]]) -> list[str]:
    """The figures of one corpus, a line each."""
    if not pairs:
        return []
    if corpus == "gva":
        killed = _share([gold.killed == found[0] for gold, found in pairs])
        injured = _share([gold.injured == found[1] for gold, found in pairs])
        both = _share([gold.fits(found) for gold, found in pairs])
        return [f"gva: {len(pairs)} articles; exact: killed {killed:.3f}, injured {injured:.3f}, both {both:.3f}"]
    exact = _share([gold.killed == found[0] for gold, found in pairs if gold.killed])
    hits = sum(gold.killed > 0 and found[0] > 0 for gold, found in pairs)
    said, real = sum(found[0] > 0 for _, found in pairs), sum(gold.killed > 0 for gold, _ in pairs)
    f1 = 2 * hits / (said + real) if said + real else 0.0
    return [
        f"acled: {len(pairs)} notes, {real} with deaths; deaths exact where there were any {exact:.3f}, "
        f"any death F1 {f1:.3f} (P {hits / max(said, 1):.3f}, R {hits / max(real, 1):.3f})"
    ]


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


@lru_cache(maxsize=1)
def _stages() -> Pipeline:
    needed = [s for s in load_recipe("default").stages if s.makes & {"tokens", "mentions", "quotes", "entities"}]
    return Pipeline(needed)


def parse(gold: Gold) -> Report:
    """The text with the layers that tolls need."""
    return _stages()(report_from_text(gold.text, overrides=Overrides(published=gold.published)))


def read(gold: Gold) -> tuple[int, int]:
    """The tolls read of a text, as (killed, injured); none told is 0."""
    tolls = {toll.effect: toll.best.value for toll in Tolls()(parse(gold)).tolls or ()}
    return tolls.get("killed", 0), tolls.get("injured", 0)


def main() -> None:
    """Read the files and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gva", type=Path)
    parser.add_argument("--acled", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read only every Nth text")
    parser.add_argument("--errors", type=int, default=0, help="print that many texts read wrongly")
    args = parser.parse_args()
    if not args.gva and not args.acled:
        args.gva, args.acled = folder() / "data" / GVA, folder() / "data" / ACLED
    failed = []
    for path, golds in ((args.gva, gva_gold), (args.acled, acled_gold)):
        if path is None:
            continue
        if not path.is_file():
            raise SystemExit(
                f"{path} is not there; docs/benchmarks.md says which files are read and where they are from"
            )
        failed += _measure(golds(path)[:: args.every], args.errors)
    if failed:
        raise SystemExit("failed: " + ", ".join(failed))


def _measure(golds: Iterable[Gold], errors: int) -> list[str]:
    pairs, failed, words, begun = [], [], 0, time.process_time()
    for gold in golds:
        words += len(gold.text.split())
        try:
            pairs.append((gold, read(gold)))
        except Exception as error:  # whatever breaks on one text is counted, and told
            failed.append(f"{gold.id} ({type(error).__name__}: {error})")
            pairs.append((gold, (-1, -1)))
    spent = time.process_time() - begun
    for gold, found in [pair for pair in pairs if not pair[0].fits(pair[1])][:errors]:
        print(f"  {gold.id}: {gold.killed}, {gold.injured} read as {found}: {' '.join(gold.text.split())[:160]}")
    if pairs:
        print("\n".join(figures(pairs[0][0].corpus, pairs)))
        print(f"  {len(failed)} failures; {words / max(spent, 0.01):.0f} words per CPU-second", flush=True)
    return failed


if __name__ == "__main__":
    main()
