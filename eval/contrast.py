"""Contrast sentences: one event told as done, denied, planned, claimed, going on, ..., and what is read of each.

    python -m eval.contrast                 # a table by phenomenon
    python -m eval.contrast --errors        # also each sentence that is read otherwise, and how
    python -m eval.contrast --file X.toml   # sentences of your own, in the form that contrast/first.toml explains

`contrast/first.toml` and `contrast/second.toml` were written before the program was run on any of their sentences.
Exit status 1 if a sentence is read otherwise than it says, unless the file says that it is.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reportedly.pipeline import Pipeline, default_pipeline
from reportedly.report import Event, Party, Report, Responsibility, Span

__all__ = ["FIELDS", "SENTENCES", "Contrast", "contrasts", "faults"]

SENTENCES = sorted((Path(__file__).parent / "contrast").glob("*.toml"))

_OPTIONAL = ("aspect", "by", "behind", "shown", "missed")

FIELDS = ("polarity", "modality", "genericity", "aspect", "by", "behind", "shown")
"""What is asked of each sentence; "event" is at fault where nothing at the brackets was read as one."""


class Contrast(NamedTuple):
    """A sentence without its brackets, where they stood, what shows there, and what is to be read of it."""

    phenomenon: str
    text: str
    start: int
    end: int
    reads: tuple[str, str, str]
    aspect: str | None
    by: str
    behind: tuple[str, ...]
    shown: str
    missed: str = ""


def contrasts(path: Path) -> list[Contrast]:
    """The sentences of a file. Raises ValueError for one without a word in brackets, or with a key we do not know."""
    out = []
    for group in tomllib.loads(path.read_text("utf-8"))["set"]:
        for entry in group["sentences"]:
            if unknown := entry.keys() - {"text", "reads", *_OPTIONAL}:
                raise ValueError(f"{path.name}: {entry['text']!r} has {', '.join(sorted(unknown))}")
            start, end = entry["text"].index("["), entry["text"].index("]") - 1
            polarity, modality, *rest = entry["reads"].split()
            out.append(
                Contrast(
                    group["phenomenon"],
                    entry["text"].replace("[", "").replace("]", ""),
                    start,
                    end,
                    (polarity, modality, rest[0] if rest else "specific"),
                    entry.get("aspect"),
                    entry.get("by", ""),
                    tuple(entry.get("behind", ())),
                    entry.get("shown", ""),
                    entry.get("missed", ""),
                )
            )
    return out


def faults(report: Report, wanted: Contrast) -> Iterator[tuple[str, str]]:
    """Each field that is read otherwise than wanted, and what is read; nothing where all is right."""
    event = _event(report, wanted)
    if event is None:
        yield "event", "no event is read there"
        return
    found = (event.polarity.value, event.modality.value, event.genericity.value)
    for field, want, got in zip(FIELDS, wanted.reads, found, strict=False):
        if want not in ("-", got):
            yield field, got
    aspect = getattr(event, "aspect", None)
    if wanted.aspect != "-" and (aspect and aspect.value) != wanted.aspect:
        yield "aspect", aspect.value if aspect else "none"
    if wanted.by != "-" and (teller := told_by(report, event)) != _plain(wanted.by):
        yield "by", teller or "the outlet"
    if wanted.behind != ("-",):
        behind = {blame(each) for each in event.responsibility}
        if behind != {_plain(each) for each in wanted.behind}:
            yield "behind", "; ".join(sorted(behind)) or "nobody"
    words = _deciding(event)
    if not set(wanted.shown.lower().split()) <= set(words.lower().split()):
        yield "shown", words


def _event(report: Report, wanted: Contrast) -> Event | None:
    def touches(span: Span) -> bool:
        return max(span.start, wanted.start) < min(span.end, wanted.end)

    events = report.events or ()
    named = [event for event in events if touches(event.span)]
    return next(iter(named or [event for event in events if any(map(touches, event.mentions))]), None)


def told_by(report: Report, event: Event) -> str:
    """The sources that tell an event, from the outside in: "minister > mayor"; "" for the outlet."""
    names = [_name(link.holder.name) for link in report.chain(event)[1:]]
    return " > ".join("unnamed" if name == "somebody not named" else name for name in names)


def blame(said: Responsibility) -> str:
    """One responsibility as the sentences write it: "accused: sable front, says governor"."""
    by = said.by.value if said.by else Party("unnamed")
    says = "" if by.kind == "outlet" else f", says {_name(by.name)}"
    return f"{said.kind}: {_name(said.party.value.name)}{says}"


def _plain(words: str) -> str:
    kind, colon, rest = words.partition(": ")
    party, says, source = (rest if colon else kind).partition(", says ")
    parties = " > ".join(_name(each) for each in party.split(" > "))
    return f"{kind}: {parties}{says}{_name(source)}" if colon else parties


def _name(words: str) -> str:
    lower = words.lower()
    return next((lower.removeprefix(d) for d in ("the ", "a ", "an ") if lower.startswith(d)), lower)


def _deciding(event: Event) -> str:
    if event.modality.value != "actual":
        return event.modality.words
    if event.polarity.value != "positive":
        return event.polarity.words
    if event.genericity.value != "specific":
        return event.genericity.words
    aspect: Any = getattr(event, "aspect", None)
    return aspect.words if aspect else ""


def score(path: Path, pipeline: Pipeline, *, errors: bool) -> int:
    """Print the table of one file; the number of sentences that are read otherwise and are not known to be."""
    wrong: dict[str, list[str]] = {}
    unknown = 0
    total: dict[str, int] = {}
    by_field: dict[str, int] = dict.fromkeys((*FIELDS, "event"), 0)
    lines = []
    for wanted in contrasts(path):
        found = list(faults(pipeline(Report.of(wanted.text)), wanted))
        total[wanted.phenomenon] = total.get(wanted.phenomenon, 0) + 1
        for field, got in found:
            by_field[field] += 1
            lines.append(f"  {wanted.phenomenon}: {field} read as {got!r}: {wanted.text}")
        if found:
            wrong.setdefault(wanted.phenomenon, []).append(wanted.text)
            unknown += not wanted.missed
    failed = sum(map(len, wrong.values()))
    print(
        f"{path.name}: {sum(total.values()) - failed} of {sum(total.values())} sentences are read as they should be"
    )
    for phenomenon, count in total.items():
        print(f"  {phenomenon:<36} {count - len(wrong.get(phenomenon, ())):>3} of {count}")
    print("  wrong, by field: " + (", ".join(f"{field} {n}" for field, n in by_field.items() if n) or "none"))
    if errors:
        print("\n".join(lines))
    return unknown


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of each file; exit status 1 if any sentence is read otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, action="append", help="a file of sentences instead of ours")
    parser.add_argument("--errors", action="store_true", help="print each sentence that is read otherwise")
    given = parser.parse_args(arguments)
    pipeline = default_pipeline()
    if sum(score(path, pipeline, errors=given.errors) for path in given.file or SENTENCES):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
