"""Whether two names are one bearer's: people and bodies, against pairs that were judged by hand.

    python -m eval.people [--part dev|test|all] [--show]

The pairs are in eval/gold/names.toml. "test" is the half whose SHA-256 is even; words and rules were made on "dev"
alone. A pair is decided "same", "different" or left "unsure"; leaving one unsure is a miss and no harm, a false
"same" is harm.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from reportedly.incidents.same_name import Bearer, same_name, verdict

__all__ = ["Pair", "pairs"]

GOLD = Path(__file__).parent / "gold" / "names.toml"


class Pair(NamedTuple):
    """Two names, the verdict on them, and what makes them hard."""

    one: str
    other: str
    kind: Bearer
    gold: str
    label: str

    @property
    def part(self) -> str:
        """Which half it belongs to."""
        digest = hashlib.sha256(f"{self.one}|{self.other}".encode()).digest()
        return "dev" if digest[0] % 2 else "test"


def pairs() -> list[Pair]:
    """All pairs of the gold file."""
    tables = tomllib.loads(GOLD.read_text("utf-8"))
    kinds: tuple[tuple[str, Bearer], ...] = (("people", "person"), ("bodies", "organisation"))
    return [
        Pair(one, other, kind, gold, label)
        for table, kind in kinds
        for one, other, gold, label in tables[table]["pairs"]
    ]


def main() -> None:
    """Print how many pairs are decided rightly, by kind and part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="print each pair that is not decided as by hand")
    options = parser.parse_args()
    parts = ("dev", "test") if options.part == "all" else (options.part,)
    for part in parts:
        for kind in ("person", "organisation"):
            _print(part, kind, [p for p in pairs() if p.part == part and p.kind == kind], show=options.show)


def _print(part: str, kind: str, chosen: list[Pair], *, show: bool) -> None:
    table: Counter[tuple[str, str]] = Counter()
    for pair in chosen:
        found = same_name(pair.one, pair.other, pair.kind)
        told = verdict(found.score)
        table[pair.gold, told] += 1
        if show and told != pair.gold:
            print(f"  {pair.gold:9} {told:9} {found.score:.2f} {pair.label}: {found.sentence}")
    said = sum(n for (_, told), n in table.items() if told == "same")
    right = table["same", "same"]
    wanted = sum(n for (gold, _), n in table.items() if gold == "same")
    apart = sum(n for (gold, _), n in table.items() if gold == "different")
    every = sum(table[each, each] for each in ("same", "different", "unsure"))
    print(
        f"{part:4} {kind:12} {len(chosen):3} pairs: same P {_per(right, said)} R {_per(right, wanted)}; "
        f"different R {_per(table['different', 'different'], apart)}; as by hand {_per(every, len(chosen))}; "
        f"different taken for same {table['different', 'same']}, unsure taken for same {table['unsure', 'same']}"
    )


def _per(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


if __name__ == "__main__":
    main()
