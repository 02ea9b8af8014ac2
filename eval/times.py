"""Write time expressions of a scored corpus as predictions, for the scorer `eval/time_eval.py` of the corpora.

python eval/times.py ../shared/data/time/time_timebank.jsonl > /tmp/timebank.system.jsonl
python ../shared/eval/time_eval.py ../shared/data/time/time_timebank.jsonl /tmp/timebank.system.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from reportedly.language.backends.with_spacy import Parse
from reportedly.language.times import times
from reportedly.language.tree import Tree
from reportedly.report import Report


def predictions(corpus: Path) -> Iterator[dict[str, object]]:
    """One record a document: its id, and every time expression with its type and TIMEX3 value.

    Intervals are left for the scorer to derive from the values: TimeML keeps "early" and "earlier this" apart
    from the value, so its intervals are whole months and years where ours are the part that the words name.
    """
    parse = Parse()
    for line in corpus.read_text("utf-8").splitlines():
        document = json.loads(line)
        tree = Tree(parse(Report.of(document["text"])))
        yield {
            "doc_id": document["doc_id"],
            "timexes": [
                {
                    "start": span.start,
                    "end": span.end,
                    "type": value.type,
                    "value": value.timex,
                }
                for span, value in times(tree, document.get("dct"))
            ],
        }


if __name__ == "__main__":
    for record in predictions(Path(sys.argv[1])):
        print(json.dumps(record))
