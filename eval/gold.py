"""The project's own gold: offsets in gold/, put together with the texts they belong to; and how far two passes agree.

    python -m eval.gold

Prints the agreement of the two annotation passes with the scorer that programs are scored with, each pass in turn as
gold for the other, and the share of equal statuses among the attributions that both have.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from eval.corpora import folder, records
from reportedly.errors import BadReport
from reportedly.evaluation.attribution import Scorer

__all__ = ["GOLD", "conflict"]

GOLD = Path(__file__).parent / "gold"

Record = dict[str, Any]

FIGURES = ("pair (content@50+speaker)", "chars+speaker", "strict triple", "content exact", "cue spans, exact")


def conflict(which: str = "conflict") -> list[Record]:
    """The documents of gold/WHICH.jsonl with their texts, in the scorer's format.

    Raises BadReport where a text of the corpora is not the one that was annotated.
    """
    texts = {record["doc"]: record["text"] for record in records("wikinews/wikinews_2019_2020.jsonl")}
    out = []
    for line in (GOLD / f"{which}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        text = texts.get(record["doc"], "")
        if hashlib.sha256(text.encode()).hexdigest() != record["sha256"]:
            raise BadReport(f"{record['doc']}: the text in the corpora is not the one that {which}.jsonl annotates")
        out.append({"doc": record["doc"], "text": text, "quotes": [_quote(each) for each in record["quotes"]]})
    return out


def _quote(quote: Record) -> Record:
    speaker, cue = quote["speaker"] or (None, None), quote["cue"] or (None, None)
    return {
        "start": quote["spans"][0][0],
        "end": quote["spans"][-1][1],
        "spans": quote["spans"],
        "speaker_start": speaker[0],
        "speaker_end": speaker[1],
        "cue_start": cue[0],
        "cue_end": cue[1],
        "entity": quote["entity"],
        "status": quote["status"],
    }


def main() -> None:
    """Print the agreement of the two passes."""
    scorer = Scorer(folder())
    first, second = conflict("conflict.a"), conflict("conflict.b")
    forth, back = scorer.score(first, second), scorer.score(second, first)
    print(f"{len(first)} articles; pass a {forth['gold']} attributions, pass b {back['gold']}")
    for name in FIGURES:
        print(f"{name:28s} F1 {(forth[name]['F1'] + back[name]['F1']) / 2:5.1f}")
    both = same = 0
    for one, other in zip(first, second, strict=True):
        ours = scorer.prepared(one["text"], one["quotes"])
        theirs = scorer.prepared(other["text"], other["quotes"])
        for a in ours:
            match = next((b for b in theirs if scorer.same(a, b)), None)
            if match:
                both += 1
                same += a["q"]["status"] == match["q"]["status"]
    print(f"{'status, of those both have':28s}    {100 * same / both:5.1f} % of {both}")


if __name__ == "__main__":
    main()
