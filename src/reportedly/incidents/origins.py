"""How many independent origins stand behind several reports: outlets are counted by whom they take from, not by
volume.

Reports that copy one another are one text, however many print it; a text that credits an agency is the agency's. What
is left counts as independent only if it shows reporting of its own. A text whose root nobody knows is counted as
unknown, and unknown is not independent. The rules, with the literature they come from, are in docs/origins.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from reportedly.incidents.copies import CopyLink, judged_copy
from reportedly.incidents.credits import Credit
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.press_names import plain_name, same_press

__all__ = ["OriginGroup", "Origins", "Reason", "Sourced", "origins", "publisher"]

LINKING = frozenset(("copy", "rewrite", "version"))
"""Kinds of links that make two reports one text. "part" does too, unless the later one shows that its own people
asked somebody; "unsure" makes the later one's origin unknown instead."""


class Sourced(Protocol):
    """What counting needs of a report; `CopyText` has it, and so has any row with these four."""

    @property
    def report(self) -> str: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def credits(self) -> tuple[Credit, ...]: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report belongs to a group: a sentence, and the report or press that it takes from, if any."""

    report: str
    says: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Reports of one origin. `root` is the agency, outlet or speaker they go back to; None where nobody knows.

    `kind` says what the root is. `reports` come in the order given, `reasons` in the order of their reports.
    """

    root: str | None
    reports: tuple[str, ...]
    reasons: tuple[Reason, ...]
    kind: Literal["agency", "outlet", "speaker", "report", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Origins:
    """ "14 outlets, 2 independent origins, 1 unknown": `unknown` are texts of which nobody knows who reported
    them.

    `publishers` has who printed each report, as outlets are counted.
    """

    outlets: int
    independent: int
    unknown: int
    groups: tuple[OriginGroup, ...]
    publishers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        def of(many: int, one: str, more: str) -> str:
            return f"{many:,} {one if many == 1 else more}"

        outlets = of(self.outlets, "outlet", "outlets")
        said = f"{outlets}, {of(self.independent, 'independent origin', 'independent origins')}"
        return f"{said}, {self.unknown:,} unknown" if self.unknown else said


@dataclass(slots=True)
class _Text:
    """Reports that are one text, and what is said of where it comes from."""

    reports: list[Sourced] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    root: str | None = None
    kind: Literal["agency", "outlet", "speaker", "report", "unknown"] = "unknown"


def origins(
    reports: Sequence[Sourced],
    links: Iterable[CopyLink],
    judgements: Sequence[Judgement] = (),
    *,
    background: AbstractSet[str] = frozenset(),
) -> Origins:
    """Group reports by their origin. Reports in `background`, which only recall the incident, are not counted.

    `reports` come in the order of their sequence; `links` between others are passed over. What people judged wins:
    "copy" joins two reports, "independent" frees the later one from the group of the earlier.
    """
    counted = [report for report in reports if report.report not in background]
    here = {report.report: place for place, report in enumerate(counted)}
    used = [link for link in links if link.a in here and link.b in here]
    for judgement in judgements:
        if judgement.a not in here or judgement.b not in here:
            continue
        pair = {judgement.a, judgement.b}
        if judgement.verdict in ("copy", "independent"):
            used = [link for link in used if {link.a, link.b} != pair]
        if judgement.verdict == "copy":
            a, b = sorted(pair, key=here.__getitem__)
            used.append(judged_copy(a, b, judgement))
    groups = _grouped(counted, used, {})
    freed: dict[str, Reason] = {}
    for judgement in judgements:
        if judgement.verdict == "independent" and judgement.a in here and judgement.b in here:
            earlier, later = sorted((judgement.a, judgement.b), key=here.__getitem__)
            if any(earlier in group.reports and later in group.reports for group in groups):
                says = f"judged independent of {earlier} by {judgement.author}: {judgement.reason}"
                freed[later] = Reason(later, says)
                groups = _grouped(counted, used, freed)
    publishers = {report.report: publisher(report) for report in counted}
    outlets = len(set(publishers.values()))
    known = sum(group.root is not None for group in groups)
    return Origins(outlets, known, len(groups) - known, tuple(groups), publishers)


def publisher(report: Sourced) -> str:
    """Who printed it, as outlets are counted: the outlet's plain name, else the host of its URL, else the agency
    it is credited to, else itself alone."""
    if report.outlet and (name := plain_name(report.outlet)):
        return name
    host = urlsplit(report.url).hostname if report.url else None
    if host:
        return host.removeprefix("www.")
    agencies = [credit.name for credit in report.credits if credit.relation == "from" and credit.name != "agencies"]
    return plain_name(agencies[0]) if agencies else report.report


def _grouped(reports: Sequence[Sourced], links: Sequence[CopyLink], freed: dict[str, Reason]) -> list[OriginGroup]:
    """Texts by their links, each with its root; texts of one root together. In the order of their first report."""
    texts = _texts(reports, [link for link in links if link.b not in freed])
    for text in texts:
        _find_root(text, freed)
    doubts = {link.b: link for link in links if link.kind == "unsure" and link.b not in freed}
    place = {report.report: n for n, text in enumerate(texts) for report in text.reports}
    for n, text in enumerate(texts):
        for report in text.reports:
            doubt = doubts.get(report.report)
            if doubt and text.kind == "outlet" and place[doubt.a] != n:
                text.root, text.kind = None, "unknown"
                says = f"may be taken from {doubt.a}, which a person should decide: {doubt.reason}"
                text.reasons.append(Reason(report.report, says, doubt.a))
    merged: list[_Text] = []
    for text in texts:
        same = next((m for m in merged if text.root and m.root and same_press(m.root, text.root)), None)
        if same is None or text.kind == "report":
            merged.append(text)
            continue
        # "agency" is the stronger word for one press that is both the root of some and an outlet here.
        same.kind = "agency" if "agency" in (same.kind, text.kind) else same.kind
        same.reports += text.reports
        same.reasons += text.reasons
    order = {report.report: n for n, report in enumerate(reports)}
    out = []
    for text in merged:
        ids = tuple(sorted((report.report for report in text.reports), key=order.__getitem__))
        out.append(OriginGroup(text.root, ids, tuple(sorted(text.reasons, key=lambda r: order[r.report])), text.kind))
    return sorted(out, key=lambda group: order[group.reports[0]])


def _texts(reports: Sequence[Sourced], links: Sequence[CopyLink]) -> list[_Text]:
    """Reports joined by links of copies, rewrites and versions."""
    at = {report.report: n for n, report in enumerate(reports)}
    root = list(range(len(reports)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    reasons: dict[int, list[Reason]] = {}
    asked = {report.report for report in reports if any(_asked(credit) for credit in report.credits)}
    for link in links:
        if link.kind == "part" and link.b in asked:
            says = f"takes passages from {link.a}, and shows its own reporting beside them: {link.reason}"
            reasons.setdefault(at[link.b], []).append(Reason(link.b, says, link.a))
        elif link.kind in LINKING or link.kind == "part":
            x, y = sorted((find(at[link.a]), find(at[link.b])))
            root[y] = x
            says = f"{_KIND[link.kind]} {link.a}: {link.reason}"
            reasons.setdefault(at[link.b], []).append(Reason(link.b, says, link.a))
    texts: dict[int, _Text] = {}
    for n, report in enumerate(reports):
        text = texts.setdefault(find(n), _Text())
        text.reports.append(report)
        text.reasons += reasons.get(n, ())
    return list(texts.values())


_KIND = {
    "copy": "a copy of",
    "part": "takes passages from",
    "rewrite": "a rewrite of",
    "version": "another version of",
}


def _asked(credit: Credit) -> bool:
    """Whether it shows more than a name: somebody was asked, something was seen, or the outlet is an agency."""
    return credit.relation == "own" and credit.place != "byline"


def _find_root(text: _Text, freed: dict[str, Reason]) -> None:
    """The press that the text is taken from, else the outlet that shows its own reporting, else nobody knows."""
    for report in text.reports:
        if reason := freed.get(report.report):
            text.root, text.kind = report.outlet or report.report, "outlet" if report.outlet else "report"
            text.reasons.append(reason)
            return
    asked = [(r, c) for r in text.reports for c in r.credits if _asked(c)]
    signed = [(r, c) for r in text.reports for c in r.credits if c.relation == "own" and c.place == "byline"]
    taken = [(r, c) for r in text.reports for c in r.credits if c.relation == "from"]
    partly = [(r, c) for r in text.reports for c in r.credits if c.relation == "with"]
    carried = [(r, c) for r in text.reports for c in r.credits if c.relation == "via" and c.name[:1].isupper()]
    for found, how in ((taken, "is credited to"), (() if asked else partly, "is partly credited to")):
        named = [(r, c) for r, c in found if c.name != "agencies"]
        if named:
            _take(text, named, how)
            return
        if found:
            report, credit = found[0]
            text.reasons.append(
                Reason(report.report, f"is credited to agencies that it does not name ({credit.place})")
            )
            return
    for own, how in ((asked, "shows its own reporting"), (signed, "is signed by its own reporter")):
        by_outlet = [(r, c) for r, c in own if r.outlet]
        if by_outlet:
            report, credit = by_outlet[0]
            text.root, text.kind = report.outlet, "agency" if credit.place == "outlet" else "outlet"
            text.reasons.append(Reason(report.report, f"{report.outlet} {how}: {_words(credit)}"))
            return
    if carried:
        _take(text, carried, "tells what was reported by")
        return
    says = "shows no reporting of its own: no agency, no reporter of its own, nobody who told it anything"
    if not any(report.outlet for report in text.reports):
        says = "names no outlet"
    text.reasons.append(Reason(text.reports[0].report, says))


def _take(text: _Text, found: Sequence[tuple[Sourced, Credit]], how: str) -> None:
    """Root the text in the press that most of its reports name, of equals the first; say so for each report."""
    many = Counter(credit.name for _, credit in found)
    text.root = max(many, key=lambda name: many[name])
    text.kind = "agency"
    for report, credit in found:
        text.reasons.append(Reason(report.report, f"{how} {credit.name}: {_words(credit)}", credit.name))


def _words(credit: Credit) -> str:
    return f"“{credit.spans[0].words}” ({credit.place})" if credit.spans else f"{credit.name} ({credit.place})"
