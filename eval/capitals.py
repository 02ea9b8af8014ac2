"""Texts in capitals, measured: how well their ordinary case is found, and what capitals cost a reading.

    python -m eval.capitals [--reports N]      # PolNeAR dev, on which nothing of the casing was counted

Prints the share of words that come back as they were written, and the attributions found (the corpora's own scorer)
in the texts as they are, in capitals that are read as they stand, and in capitals that are read in ordinary case.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable

from eval.corpora import folder, records
from reportedly.evaluation.attribution import Scorer, prediction
from reportedly.language.casing import in_capitals, in_ordinary_case, ordinary_case, restored
from reportedly.pipeline import Stage, default_pipeline
from reportedly.report import Report
from reportedly.text.paragraphs import paragraphs

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
READ = (
    "language.parse.v1",
    "language.mentions.v1",
    "claims.quotes.v1",
    "language.entities.v1",
    "claims.attribution.v1",
)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=30, help="how many reports, from the beginning (default 30)")
    gold = records("attribution/polnear_dev.jsonl")[: parser.parse_args().reports]
    words = right = 0
    spent = 0.0
    for record in gold:
        text = record["text"]
        for start, end in paragraphs(text):
            paragraph = text[start:end]
            if not in_capitals(capitals(paragraph)):
                continue
            begin = time.process_time()
            made = ordinary_case(capitals(paragraph))
            spent += time.process_time() - begin
            for match in _WORD.finditer(paragraph):
                words += 1
                right += made[match.start() : match.end()] == match[0]
    print(f"{words} words, {right / words:.1%} in their own case again, {words / spent:,.0f} words per CPU-second\n")
    scorer = Scorer(folder())
    stages = [stage for stage in default_pipeline().stages if stage.name in READ]
    for name, read in (
        ("as written", lambda text: run(stages, Report.of(text))),
        ("capitals, read as they stand", lambda text: run(stages, Report.of(capitals(text)))),
        ("capitals, read in ordinary case", lambda text: in_case(stages, Report.of(capitals(text)))),
    ):
        print(f"{name:32s} {figures(scorer, gold, read)}")


def capitals(text: str) -> str:
    """The text in capitals, letter for letter as long as it is."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def run(stages: list[Stage], report: Report) -> Report:
    """The report with the layers of these stages."""
    for stage in stages:
        report = stage(report)
    return report


def in_case(stages: list[Stage], report: Report) -> Report:
    """The same, as `Pipeline` shows a report in capitals to its stages."""
    return restored(run(stages, in_ordinary_case(report)), report)


def figures(scorer: Scorer, gold: list[dict[str, object]], read: Callable[[str], Report]) -> str:
    """F1 of content, pair of content and source, and strict triple."""
    made = [prediction(str(record["doc"]), read(str(record["text"]))) for record in gold]
    found = scorer.score(gold, made)
    names = {"content @50": "content", "pair (content@50+speaker)": "pair", "strict triple": "strict"}
    return "  ".join(f"{title} {found[name]['F1']:5.1f}" for name, title in names.items())


if __name__ == "__main__":
    main()
