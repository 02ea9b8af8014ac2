"""Whole reports that must be read right: cases/*.toml against what the default recipe reads.

    python -m eval.cases

A case holds offsets into a report of the corpora, never its text: claims with source, cue, content, the mention whose
entity the source must be, status and kind; and the discrete violent events with victim, cause, time, place and who
claims them. Prints each line that fails, and how many hold; exit status 1 if any fails.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.corpora import folder
from reportedly.errors import BadReport
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Event, Publication, Report, Span

__all__ = ["CASES", "failures", "read_case"]

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))

SAME = 0.5
"""Least share of letters in common (IoU) for two contents to be the same, as in the PolNeAR scorer."""


def read_case(path: Path, corpora: Path) -> tuple[dict[str, Any], Report, Report]:
    """The case, its report read without a date, and read with the case's date. Raises BadReport on another text."""
    case = tomllib.loads(path.read_text("utf-8"))
    text = (corpora / case["file"]).read_text("utf-8")
    if hashlib.sha256(text.encode()).hexdigest() != case["sha256"]:
        raise BadReport(f"{case['file']} is not the text that {path.name} was made for: its sha256 differs")
    dated = Publication(published=Anchored(case["published"], inferred="given by the user"))
    pipeline = default_pipeline()
    return case, pipeline(Report.of(text)), pipeline(Report.of(text, dated))


def failures(case: dict[str, Any], undated: Report, dated: Report) -> Iterator[str]:
    """What the case asks for and the report does not say, one line each."""
    for wanted in case["claim"]:
        yield from _claim_failures(undated, wanted)
    happened = [event for event in undated.events or () if event.violent and event.discrete]
    expected = {tuple(wanted["trigger"]) for wanted in case["event"]}
    for event in happened:
        if not any(_covers(event, start, end) for start, end in expected):
            yield f"{event.span.words!r} ({event.span.start}) is told as one violent event that happened"
    for wanted in case["event"]:
        for report in (undated, dated):
            yield from _event_failures(report, wanted, case, report is dated)


def _claim_failures(report: Report, wanted: dict[str, Any]) -> Iterator[str]:
    name = f"claim at {wanted['content'][0][0]} ({_words(report, wanted['content'][0])[:40]!r})"
    claims = [c for c in report.claims or () if _overlap(c.content, wanted["content"]) >= SAME]
    # A quotation that goes on over paragraphs is one claim: its other pieces are as good.
    claims += [c for c in report.claims or () if c not in claims and _inside(c.content, wanted["content"])]
    if cue := wanted.get("cue"):
        claims = [c for c in claims if c.cue and any(_touch(span, cue) for span in c.cue.spans)]
    if not claims:
        yield f"{name}: no such claim"
        return
    whose = [_entity_at(report, wanted[key]) for key in ("who", "or_who") if key in wanted]
    right = [c for c in claims if c.source and c.source.value.entity in whose]
    if not right:
        yield f"{name}: source is {[c.source and c.source.value.name for c in claims]}"
        return
    if (mention := wanted.get("source")) and not any(
        _touch(span, mention) for c in right if c.source for span in c.source.spans
    ):
        yield f"{name}: source is read from other words"
    if (status := wanted.get("status")) and status not in {c.status.value for c in right}:
        yield f"{name}: status {[c.status.value for c in right]}, not {status}"
    if (kind := wanted.get("kind")) and kind not in {c.kind for c in right}:
        yield f"{name}: kind {[c.kind for c in right]}, not {kind}"


def _event_failures(report: Report, wanted: dict[str, Any], case: dict[str, Any], dated: bool) -> Iterator[str]:
    name = f"event {_words(report, wanted['trigger'])!r}"
    event = next((e for e in report.events or () if e.discrete and _covers(e, *wanted["trigger"])), None)
    if event is None:
        yield f"{name}: not told as one event that happened"
        return
    if not any(p.role == "victim" and _anchored_at(p.party, wanted["victim"]) for p in event.participants):
        yield f"{name}: victim {[(p.role, p.party.words) for p in event.participants]}"
    causes = [p.party.spans for p in event.participants if p.role in {"cause", "instrument"}]
    if not any(_touch(span, wanted["cause"]) for spans in [*causes, event.mentions] for span in spans):
        yield f"{name}: cause is missing"
    if event.time is None or not _anchored_at(event.time, wanted["time"]):
        yield f"{name}: time is missing"
    elif dated and (event.time.value.earliest, event.time.value.latest) != (wanted["earliest"], wanted["latest"]):
        yield f"{name}: time is {event.time.value}, not {wanted['earliest']} to {wanted['latest']}"
    elif not dated and not wanted["earliest"] <= (event.time.value.earliest or wanted["earliest"]):
        yield f"{name}: time is {event.time.value}"
    if (event.place is None) != ("place" not in wanted):
        yield f"{name}: place is {event.place and event.place.words!r}"
    elif event.place and not _anchored_at(event.place, wanted["place"]):
        yield f"{name}: place is {event.place.words!r}"
    party = _entity_at(report, case["responsible"])
    if [r.kind for r in event.responsibility if r.party.value.entity == party and party] != ["claimed"]:
        yield f"{name}: responsibility is {[(r.kind, r.party.value.name) for r in event.responsibility]}"
    if any(p.role == "actor" and p.party.value.entity == party for p in event.participants):
        yield f"{name}: the one who claims it is told as its actor"


def _words(report: Report, place: list[int]) -> str:
    return report.text[place[0] : place[1]]


def _letters(spans: Iterator[tuple[int, int]]) -> set[int]:
    return {offset for start, end in spans for offset in range(start, end)}


def _overlap(content: tuple[Span, ...], wanted: list[list[int]]) -> float:
    got, gold = _letters((s.start, s.end) for s in content), _letters((a, b) for a, b in wanted)
    return len(got & gold) / len(got | gold)


def _inside(content: tuple[Span, ...], wanted: list[list[int]]) -> bool:
    gold = _letters((a, b) for a, b in wanted)
    return len(gold & _letters((s.start, s.end) for s in content)) >= 0.9 * len(gold)


def _touch(span: Span, place: list[int]) -> bool:
    return max(span.start, place[0]) < min(span.end, place[1])


def _anchored_at(value: Anchored[Any], place: list[int]) -> bool:
    return any(_touch(span, place) for span in value.spans)


def _covers(event: Event, start: int, end: int) -> bool:
    return any(_touch(span, [start, end]) for span in (event.span, *event.mentions))


def _entity_at(report: Report, place: list[int]) -> str | None:
    mentions = {m.id for m in report.mentions or () if _touch(m.span, place) and m.form != "pronoun"}
    found = [e for e in report.entities or () if mentions & set(e.mentions)]
    by_mention = {m.id: m for m in report.mentions or ()}
    found.sort(key=lambda e: min(abs(by_mention[m].span.start - place[0]) for m in e.mentions if m in mentions))
    return found[0].id if found else None


def main() -> None:
    """Check every case and print what fails."""
    failed = 0
    for path in CASES:
        case, undated, dated = read_case(path, folder())
        lines = list(failures(case, undated, dated))
        failed += len(lines)
        print(f"{path.stem}: {len(case['claim'])} claims, {len(case['event'])} events asked for; {len(lines)} faults")
        for line in lines:
            print(f"  {line}")
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
