"""Where the evaluation corpora are, and every text in them. They are other people's and never part of the project."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.evaluation.attribution import gold_records

__all__ = ["Text", "folder", "located", "records", "texts"]

TEXT_FIELDS = ("text", "content", "notes", "sentence", "complement")


class Text(NamedTuple):
    """One text of the corpora: the file it stands in, relative to data/, and its words."""

    file: str
    text: str


def located() -> Path:
    """The folder that holds data/ and eval/, as `folder`; raises FileNotFoundError saying what to set."""
    found = Path(os.environ.get("REPORTEDLY_DATA", Path(__file__).parents[2] / "shared"))
    if not (found / "data").is_dir():
        raise FileNotFoundError(
            f"no corpora in {found}: set REPORTEDLY_DATA to the folder that holds data/ and eval/"
        )
    return found


def folder() -> Path:
    """The folder that holds data/ and eval/: REPORTEDLY_DATA, else ../shared beside the checkout.

    Ends the program with exit status 3 and what to do if it is not there.
    """
    try:
        return located()
    except FileNotFoundError as error:
        print(f"{error} (docs/benchmarks.md lists them with their sources)", file=sys.stderr)
        raise SystemExit(3) from None


def records(file: str) -> list[dict[str, Any]]:
    """The records of a JSON lines file of the corpora, named relative to data/."""
    return list(gold_records(folder() / "data" / file))


def texts() -> Iterator[Text]:
    """Every distinct text of every corpus, in the order of the files."""
    seen: set[str] = set()
    data = folder() / "data"
    for path in sorted(p for p in data.rglob("*") if p.suffix in {".jsonl", ".json", ".tsv", ".txt"}):
        for text in _texts_of(path):
            if text not in seen:
                seen.add(text)
                yield Text(path.relative_to(data).as_posix(), text)


def _texts_of(path: Path) -> Iterator[str]:
    raw = path.read_text("utf-8")
    if path.suffix == ".tsv":
        rows: Iterator[Any] = csv.DictReader(raw.splitlines(), delimiter="\t")
    elif path.suffix == ".jsonl":
        rows = (json.loads(line) for line in raw.split("\n") if line.strip())
    else:
        rows = iter(_objects(raw))
    for row in rows:
        yield from (row[name] for name in TEXT_FIELDS if isinstance(row.get(name), str) and row[name].strip())


def _objects(raw: str) -> list[dict[str, Any]]:
    """The top-level objects of a file that is JSON, or nearly so (objects parted by commas or lines)."""
    decoder, position, out = json.JSONDecoder(strict=False), 0, []
    while (position := raw.find("{", position)) >= 0:
        try:
            value, position = decoder.raw_decode(raw, position)
            out.append(value)
        except json.JSONDecodeError:
            position += 1
    return out
