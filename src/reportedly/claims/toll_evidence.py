"""What the harms of a report say together of its main incident: figures by place in the report, people, hints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportedly.claims.casualty_words import casualty_words
from reportedly.claims.cut_short import headline_end
from reportedly.claims.toll_people import SINGLE, Person, groups, people
from reportedly.claims.victims_named import Harm
from reportedly.language.tree import Tree
from reportedly.report import Report

__all__ = ["ASIDE", "COUNTED", "NOT_TOLD", "Evidence", "evidence", "top"]

COUNTED = frozenset({"number", "label"})
"""Kinds of harms that give a number."""

ASIDE = frozenset({"past", "reason", "other", "accused"})
"""Zones of harms that need not be of the main incident, or give another's version of it."""

NOT_TOLD = frozenset({"open", "apart", "rate"})
"""Flags of harms that tell of nobody harmed in the incident: only possible, coded elsewhere, or so many a day."""

_NUMBERS = COUNTED | {"counts", "coded", "tally", "toll"}
_OLDEST = 1800
"""No news recalls an older year with its dead; what looks like one is a number."""

_LEAD, _EARLY = 2, 6
"""Sentences of the story's beginning: the first two tell the incident, the next few say it again."""


@dataclass(slots=True)
class Evidence:
    """What the harms say together.

    `numbers` counts how often each number is told, by effect (or counts, coded, tally) and zone; a zone is head,
    lead, early, rest or one of ASIDE, with "part" or "oth" behind it for "two of them" and "two others". `signs` are
    what else was seen. `sums` are the sums of each sentence, by effect and zone. `figures` are further readings of
    how many were killed: everything added up (all), without what points back (new), each number once (once), a
    coder's own figure (coded), a sum that stands alone (tally), a toll so called (toll). `note` is a text of one
    paragraph without a headline: it tells of one incident and adds its parts up.
    """

    note: bool
    zones: dict[int, str]
    harm: dict[int, Harm] = field(default_factory=dict)
    numbers: dict[tuple[str, str], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    signs: dict[str, int] = field(default_factory=dict)
    sums: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    groups: list[list[Harm]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def evidence(report: Report, tree: Tree, harms: Sequence[Harm]) -> Evidence:
    """The evidence of a report's harms. Leaves out what was denied, feared, or coded as another entry."""
    end = headline_end(tree)
    note = end == 0 and len(tree.tokens.paragraphs) == 1
    past = _past(report, tree)
    out = Evidence(note, {})
    sums: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    present = []
    listed = _listed(harms)
    for harm in harms:
        if harm.flags & NOT_TOLD:
            continue
        zone = _zone(tree, harm, end, past, note=note)
        out.zones[id(harm)], out.harm[id(harm)] = zone, harm
        if zone not in ASIDE:
            present.append(harm)
        together = listed.get((harm.at, harm.effect))
        if together is not None and together[0] is harm:
            out.numbers[harm.effect, zone][sum(t.low for t in together)] += 1
        if harm.kind in _NUMBERS:
            of = harm.kind if harm.kind not in COUNTED else harm.effect
            part = "part" in harm.flags or together is not None
            which = "part" if part else "oth" if harm.flags & {"other", "another"} else ""
            out.numbers[of, zone + (which if harm.kind in COUNTED else "")][harm.low] += 1
        for sign in _signs(harm, zone):
            out.signs.setdefault(sign, harm.at)
        if harm.kind in COUNTED | SINGLE and "part" not in harm.flags and zone not in ASIDE:
            sums[harm.effect, zone][tree.sentence_number(harm.at)] += harm.low
    out.sums = {key: set(by_sentence.values()) for key, by_sentence in sums.items()}
    _hints(tree, end, out.signs)
    out.figures = _figures(harms, present)
    out.groups = groups([t for t in present if t.effect != "victim"], tree)
    out.people = people(out.groups, tree)
    return out


def _listed(harms: Sequence[Harm]) -> dict[tuple[int, str], list[Harm]]:
    """The lists: several people harmed by one word ("killed two guards and a driver", "A, B and C were killed")."""
    by_word: dict[tuple[int, str], list[Harm]] = defaultdict(list)
    for harm in harms:
        if harm.kind in COUNTED | SINGLE | {"self"} and not harm.flags & (NOT_TOLD | {"part"}):
            by_word[harm.at, harm.effect].append(harm)
    return {word: listed for word, listed in by_word.items() if len(listed) > 1}


def top(zone: str) -> str:
    """A zone in fewer words: top of the report, below it, or aside."""
    return "top" if zone in {"head", "lead"} else "low" if zone in {"early", "rest"} else zone


def _zone(tree: Tree, harm: Harm, end: int, past: set[int], *, note: bool) -> str:
    if "reason" in harm.flags:
        return "reason"
    if "otherwise" in harm.flags:
        return "other"
    if note and "accused" in harm.flags:
        return "accused"
    number = tree.sentence_number(harm.at)
    if number in past:
        return "past"
    if harm.at < end:
        return "head"
    below = number - tree.sentence_number(min(end, len(tree) - 1))
    return "lead" if below < _LEAD else "early" if below < _EARLY else "rest"


def _past(report: Report, tree: Tree) -> set[int]:
    """The sentences that tell of another year than the report's own and the one before."""
    published = report.publication.published
    out: set[int] = set()
    if published is not None:
        year = int(published.value[:4])
        for mention in report.mentions or ():
            if mention.time is None or not mention.time.latest:
                continue
            rows = tree.rows(mention.span)
            house = tree.lower[rows[-1] + 1 : rows[-1] + 2] == ["block"] if rows else True  # "the 1200 block of"
            if not house and _OLDEST <= int(str(mention.time.latest)[:4]) < year - 1:
                out.add(tree.sentence_number(rows[0]))
    for row, low in enumerate(tree.lower):
        if low in {"ago", "previous", "previously"} and {"year", "years"} & set(tree.lower[max(0, row - 3) : row]):
            out.add(tree.sentence_number(row))
    return out


def _signs(harm: Harm, zone: str) -> list[str]:
    effect = harm.effect
    if harm.kind == "none":
        out = [f"{effect}:none"]
    elif harm.kind in SINGLE:
        out = [f"{effect}:one:{top(zone)}", f"{effect}:{harm.kind}:any"]
    else:
        out = [f"{effect}:{harm.kind}:{top(zone)}"]
    if harm.kind in COUNTED and harm.count is not None and (harm.count.high is None or harm.count.vague):
        out.append(f"{effect}:vague:{top(zone)}")
    if "self" in harm.flags:
        out.append(f"self:{effect}:{top(zone)}")
    if "body" in harm.flags:
        out.append("body")
    if "another" in harm.flags:
        out.append(f"another:{effect}")
    return out


def _figures(harms: Sequence[Harm], present: Sequence[Harm]) -> dict[str, int]:
    killed = [
        t
        for t in present
        if t.effect == "killed" and t.kind in COUNTED | SINGLE and t.kind != "pronoun" and "part" not in t.flags
    ]
    pointing = {"fatality", "death", "body", "casualty"}
    once = {(t.low, t.kind in COUNTED) for t in killed if t.kind != "definite"}
    out = {
        "all": sum(t.low for t in killed),
        "new": sum(t.low for t in killed if t.kind != "definite" and t.noun not in pointing),
        "once": sum(low for low, _ in once),
    }
    for kind in ("coded", "tally", "toll"):
        given = [t.low for t in harms if t.kind == kind and t.effect == "killed" and not t.flags & NOT_TOLD]
        if given:
            out[kind] = given[-1]
    return out


@lru_cache(maxsize=1)
def _hinting() -> dict[str, str]:
    return {word: name for name, words in casualty_words()["hints"].items() for word in words}


def _hints(tree: Tree, end: int, signs: dict[str, int]) -> None:
    """Words that tell of death or life without harm of a victim: "homicide", "autopsy", "expected to survive"."""
    hinting, lower = _hinting(), tree.lower
    first = tree.sentence_number(min(end, len(tree) - 1)) if len(tree) else 0
    for row, low in enumerate(lower):
        hint = hinting.get(low)
        if low == "threatening" and "life" in lower[max(0, row - 2) : row]:
            hint = "harmless" if {"non", "not", "n't"} & set(lower[max(0, row - 6) : row]) else "grave"
        elif low in {"survive", "recover"} and "expected" in lower[max(0, row - 3) : row]:
            hint = "expected"
        elif low == "support" and row and lower[row - 1] == "life":
            hint = "support"
        elif low == "injuries" and row and lower[row - 1] == "no":
            hint = "unhurt"
        elif low in {"victim", "victims"} and any(w.startswith("identif") for w in lower[max(0, row - 5) : row + 5]):
            hint = "identified" if low == "victim" else "all-identified"
        if hint:
            where = "top" if tree.sentence_number(row) - first < _LEAD else "low"
            signs.setdefault(f"hint:{hint}:{where}", row)
