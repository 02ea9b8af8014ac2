"""Reported speech against annotated corpora: predictions in the scorer's format, and the scorer itself.

The scorer (eval/quotes_eval.py in the folder of corpora) is run as it is; nothing of its matching is repeated here.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from reportedly.claims.candidates import Candidate
from reportedly.errors import BadInput
from reportedly.language.tree import Tree
from reportedly.report import Claim, Report

__all__ = ["Scorer", "gold_records", "prediction", "submitted", "unit", "write_predictions"]

Record = dict[str, Any]


def gold_records(path: Path) -> Iterator[Record]:
    """The documents of a corpus file, one JSON object a line. Raises BadInput if there is no such file."""
    if not path.is_file():
        raise BadInput(f"no corpus at {path}: set REPORTEDLY_DATA to the folder that holds data/attribution")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def submitted(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that the annotators' guidelines ask for: outermost ones, reported by a word or going on from one.

    PolNeAR marks no attribution within the content of another (0 of 4,892 in a quarter of the training articles)
    and hardly any quotation that no word reports. The ledger keeps both; the comparison leaves them out.
    """
    return [c for c in claims if c.within is None and (c.cue is not None or c.source is not None)]


def prediction(doc: str, report: Report, *, nested: bool = False) -> Record:
    """One line of predictions: the submitted claims of a report, or all for a gold that marks `nested` ones."""
    claims = report.claims or ()
    return {"doc": doc, "quotes": [_quote(claim) for claim in (claims if nested else submitted(claims))]}


def _quote(claim: Claim) -> Record:
    out: Record = {
        "start": claim.content[0].start,
        "end": claim.content[-1].end,
        "spans": [[span.start, span.end] for span in claim.content],
    }
    source = claim.source.spans if claim.source else ()
    out["speaker_start"], out["speaker_end"] = (source[0].start, source[-1].end) if source else (None, None)
    cue = claim.cue.spans if claim.cue else ()
    out["cue_start"], out["cue_end"] = (cue[0].start, cue[-1].end) if cue else (None, None)
    return out


def unit(tree: Tree, candidate: Candidate) -> Record:
    """A candidate in the scorer's format, before it is a claim."""
    content = tree.spans(candidate.content)
    source = tree.span(candidate.source) if candidate.source else None
    cue = tree.span(candidate.cue)
    return {
        "start": content[0].start,
        "end": content[-1].end,
        "spans": [[span.start, span.end] for span in content],
        "speaker_start": source.start if source else None,
        "speaker_end": source.end if source else None,
        "cue_start": cue.start,
        "cue_end": cue.end,
    }


class Scorer:
    """The corpora's own scoring script, loaded from their folder."""

    def __init__(self, folder: Path) -> None:
        self._module = _load(folder / "eval" / "quotes_eval.py")

    def score(self, gold: Iterable[Record], predictions: Iterable[Record]) -> dict[str, Any]:
        """All figures of the scorer, by name."""
        by_doc = {record["doc"]: record for record in predictions}
        figures, _ = self._module.score({record["doc"]: record for record in gold}, by_doc)
        return dict(figures)

    def prepared(self, text: str, quotes: Sequence[Record]) -> list[dict[str, Any]]:
        """The scorer's own view of quotes: their letters, source and cue."""
        return list(self._module.prep(text, quotes, bytearray(len(text)), False))

    def same(self, gold: dict[str, Any], made: dict[str, Any]) -> bool:
        """Whether two prepared quotes are one attribution: cue, half of the content and source agree."""
        shared = len(gold["set"] & made["set"])
        return bool(
            shared
            and 2 * shared >= len(gold["set"] | made["set"])
            and (not gold["cue"] or self._module.cue_ok(gold, made))
            and self._module.speaker_ok(gold, made)
        )

    def phenomena(self, gold: Path, predictions: Path) -> str:
        """The table of recall by phenomenon, as the corpora's second script prints it."""
        import subprocess

        script = Path(self._module.__file__ or "").with_name("quotes_phenomena.py")
        command = [sys.executable, str(script), str(gold), f"reportedly={predictions}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        return done.stdout or done.stderr


def write_predictions(path: Path, predictions: Iterable[Record]) -> None:
    """One line for each report, as the scorer's scripts read them."""
    path.write_text("".join(json.dumps(record) + "\n" for record in predictions), encoding="utf-8")


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location("quotes_eval", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise BadInput(f"no scorer at {path}: set REPORTEDLY_DATA to the folder that holds eval/quotes_eval.py")
    module = module_from_spec(spec)
    pipe = getattr(signal, "SIGPIPE", None)  # there is none on Windows
    before = signal.getsignal(pipe) if pipe else None
    spec.loader.exec_module(module)
    if pipe:
        signal.signal(pipe, before)  # the script lets a closed pipe end its process, which would be ours
    return module
