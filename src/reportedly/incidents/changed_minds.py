"""Who changed their mind: one source that gives one value first and another later, with both words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reportedly.incidents.contradictions import FIGURES, says_day
from reportedly.incidents.matrix import Field
from reportedly.incidents.same_value import party_words, same_party
from reportedly.incidents.sayings import Saying
from reportedly.language.aliases import short_form
from reportedly.lexicons.loader import load

__all__ = ["UNNAMED_SOURCES", "ChangedMind", "changed_minds"]

UNNAMED_SOURCES = "lexicons/unnamed_sources.en.toml"


@dataclass(frozen=True, slots=True)
class ChangedMind:
    """A source that gives another value later. `how` is raised or lowered (figures), or changed.

    `before` is None where only the later report tells of the change ("revised the toll from four to seven"); `was` is
    then what that report says it was.
    """

    field: str
    source: str
    how: Literal["raised", "lowered", "changed"]
    was: str
    now: str
    before: Saying | None
    after: Saying
    sentence: str


def changed_minds(fields: Sequence[Field]) -> tuple[ChangedMind, ...]:
    """Changes of figures, days and blame, in order of fields and time; a source is compared with itself only.

    Sources are one where their names are the same words, an acronym or the short form of only one other ("the union"
    for "the dockers' union"). Unnamed officials and witnesses are never taken for the same. A source's figures of one
    and the same report are no change, unless its words say so.
    """
    return tuple(change for field in fields for change in _within(field))


def _within(field: Field) -> Iterator[ChangedMind]:
    if field.name not in FIGURES | {"day"}:
        return
    sayings = [s for version in field.versions for s in version.sayings if not s.aside and not s.denied]
    for source, said in _by_source(sayings):
        told: list[Saying] = []
        for saying in sorted(said, key=lambda s: (s.day or "", s.order, s.spans[0].start if s.spans else 0)):
            previous = told[-1] if told else None
            told.append(saying)
            if saying.before is not None and (previous is None or str(saying.before) not in previous.value):
                yield _change(field.name, source, str(saying.before), None, saying)
            elif previous is not None and previous.report != saying.report and _differs(previous, saying):
                yield _change(field.name, source, previous.value, previous, saying)


def _by_source(sayings: Sequence[Saying]) -> list[tuple[str, list[Saying]]]:
    names = [s.source for s in sayings]
    passing = _passing()
    full = list(dict.fromkeys(n for n in names if set(party_words(n)) - passing))
    out: dict[str, list[Saying]] = {}
    for saying in sayings:
        if saying.source not in full:
            continue
        same = [n for n in out if same_party(n, saying.source)] or _short_of(saying.source, list(out))
        out.setdefault(same[0] if len(same) == 1 else saying.source, []).append(saying)
    return list(out.items())


@lru_cache(maxsize=1)
def _passing() -> frozenset[str]:
    return frozenset(load(UNNAMED_SOURCES).tables["passing"]["words"])


def _short_of(name: str, known: Sequence[str]) -> list[str]:
    words = party_words(name)
    return [k for k in known if _fits(words, party_words(k)) or _fits(party_words(k), words)]


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) < len(full) and short[-1:] == full[-1:] and short_form(short, full)


def _differs(one: Saying, other: Saying) -> bool:
    if one.count is not None and other.count is not None:
        return (one.count.low or one.count.high) != (other.count.low or other.count.high)
    a, b = one.time, other.time
    if not (says_day(one) and says_day(other)):
        return False
    if a is None or b is None or a.open or b.open:
        return False
    return (a.latest or "") < (b.earliest or "") or (b.latest or "") < (a.earliest or "")


def _change(field: str, source: str, was: str, before: Saying | None, after: Saying) -> ChangedMind:
    how: Literal["raised", "lowered", "changed"] = "changed"
    old = after.before if before is None else before.count
    if old is not None and after.count is not None:
        low, new = old.low or old.high or 0, after.count.low or after.count.high or 0
        how = "raised" if new > low else "lowered" if new < low else "changed"
    then = f" on {before.day}" if before and before.day else ""
    day = f" on {after.day}" if after.day else ""
    told = f", as “{after.words}” tells" if before is None else ""
    sentence = f"{source} {how} {field} from {was}{then} to {after.value}{day}{told}"
    return ChangedMind(field, source, how, was, after.value, before, after, sentence)
