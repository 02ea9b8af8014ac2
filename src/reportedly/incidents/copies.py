"""Which reports are copies, rewrites or versions of which: found, compared word by word, and explained."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reportedly.incidents.candidates import vote
from reportedly.incidents.credits import Credit
from reportedly.incidents.fingerprints import Fingerprint, fingerprint, opened
from reportedly.incidents.furniture import Furniture
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.overlap import overlap
from reportedly.incidents.passages import Passages, passages
from reportedly.incidents.verdict import CopyVerdict, verdict
from reportedly.incidents.versions import same_outlet, same_page

__all__ = [
    "CopyKind",
    "CopyLink",
    "CopyText",
    "compare",
    "copies",
    "earlier_first",
    "found_copies",
    "judged_copy",
    "overruled",
]

CopyKind = Literal["copy", "part", "rewrite", "version", "unsure"]
"""copy: word for word, perhaps cut or under another headline. part: passages of it in a text otherwise its own.
rewrite: the same sentences re-worded. version: the same page, or the same outlet's story, at another time. unsure:
a person should look; it links nothing."""

STRONG, WEAK = 0.4, 0.04
"""Share of the shorter text's shingles from which a pair is compared: in the first round all shingles count, in the
second those that few texts have, once the copies of the first round stand for one text."""

RARE = 40
"""Texts that are no copies of one another and have a shingle in common, from which it is how such things are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """A report as copies are looked for. `published` is an ISO 8601 day or moment; `fingerprint` is made if empty."""

    report: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    fingerprint: bytes = b""
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Report `b` takes from report `a`, or (kind "unsure") may do so. `a` is the earlier by day, else by sequence.

    `score` is 0-1, `reason` a sentence: "31 of 34 sentences are the same; the headline differs".
    """

    a: str
    b: str
    kind: CopyKind
    score: float
    reason: str


def compare(a: str, b: str) -> CopyVerdict:
    """Whether one of two texts was made from the other, without regard to any others."""
    return verdict(overlap(passages(a), passages(b)))


def copies(texts: Iterable[CopyText], judgements: Sequence[Judgement] = ()) -> list[CopyLink]:
    """Links between texts, in the order of the later text; each text to the one or few it takes most from.

    `texts` come in the order of their sequence, and only that order matters. A text that is wholly in an earlier one
    is linked to the first such text alone: of a thousand reprints each is a link, not every two. What people judged
    "copy" is a link with their reason; what they judged "independent" is none. Texts are kept deflated meanwhile.
    """
    return overruled(*found_copies(texts), judgements)[0]


def overruled(
    links: Sequence[CopyLink], texts: Sequence[CopyText], judgements: Sequence[Judgement]
) -> tuple[list[CopyLink], list[CopyLink]]:
    """Links as they stand after what people judged, in the order of the later text, and those that gave way to it.

    `texts` are those that the links and judgements are of, in the order of their sequence; judgements of others are
    passed over.
    """
    places = {text.report: place for place, text in enumerate(texts)}
    judged = {
        (j.a, j.b): j for j in judgements if j.verdict in ("copy", "independent") and j.a in places and j.b in places
    }
    out = [link for link in links if not _decided(link, judged)]
    for judgement in judged.values():
        if judgement.verdict == "copy":
            one, other = earlier_first(
                *(texts[place] for place in sorted((places[judgement.a], places[judgement.b])))
            )
            out.append(judged_copy(one.report, other.report, judgement))
    aside = [link for link in links if _decided(link, judged)]
    return sorted(out, key=lambda link: (places[link.b], places[link.a])), aside


def found_copies(texts: Iterable[CopyText]) -> tuple[list[CopyLink], list[CopyText]]:
    """What comparing the texts finds, before anybody judged it; and the texts, without their words and prints."""
    shelf = _Shelf()
    for text in texts:
        shelf.put(text)
    links: dict[tuple[int, int], CopyLink] = {}
    parts = list(range(len(shelf.texts)))
    for a, b, reason in shelf.same_pages():
        links[a, b] = shelf.link(a, b, "version", 1.0, reason)
    first = _strongest(*vote(shelf.prints, least=STRONG))
    furniture = shelf.furniture(first)
    taken: set[int] = set()
    for a, b in first:
        if b not in taken and (a, b) not in links and (found := shelf.compared(a, b, furniture)):
            links[a, b] = found
            if found.kind == "copy" and found.score >= 0.9:
                taken.add(b)
    rest = [place for place in parts if place not in taken]
    prints = [shelf.prints[place] for place in rest]
    second = [(rest[a], rest[b]) for a, b in _strongest(*vote(prints, least=WEAK, rare=RARE))]
    for a, b in second:
        if (a, b) not in links and (found := shelf.compared(a, b, furniture)):
            links[a, b] = found
    return list(links.values()), shelf.texts


def judged_copy(a: str, b: str, judgement: Judgement) -> CopyLink:
    """The link from report `b` to report `a` that a person has judged to be a copy."""
    return CopyLink(a, b, "copy", 1.0, f"judged a copy by {judgement.author}: {judgement.reason}")


def _decided(link: CopyLink, judged: dict[tuple[str, str], Judgement]) -> bool:
    return (min(link.a, link.b), max(link.a, link.b)) in judged


def _strongest(a: Iterable[int], b: Iterable[int], share: Iterable[float]) -> list[tuple[int, int]]:
    """The pairs of each later text, the one that shares most first (of equals the earliest), at most eight."""
    by_later: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for x, y, much in zip(a, b, share, strict=True):
        by_later[int(y)].append((-round(float(much), 2), int(x)))
    return [(x, y) for y in sorted(by_later) for _, x in sorted(by_later[y])[:MOST_PARENTS]]


WHOLE = 0.7
"""Share of a text and of its names and numbers from which it is another's though many stories have its sentences."""

MOST_PARENTS = 8
"""Earlier texts that one text is compared with in one round."""


def _distance(text: CopyText) -> int:
    """How far a text says it is from the agency: its own (0), all of it the agency's (1), part of it, or no word
    (2)."""
    if any(credit.relation == "own" and credit.place == "outlet" for credit in text.credits):
        return 0
    return 1 if any(credit.relation == "from" and credit.place == "dateline" for credit in text.credits) else 2


def earlier_first(one: CopyText, other: CopyText) -> tuple[CopyText, CopyText]:
    """The earlier first, of two that are given in the order of their sequence: by day of publication where both have
    one and they differ; then the agency's own text before those that credit it; then as they come."""
    days = [(text.published or "")[:10] for text in (one, other)]
    differ = all(days) and days[0] != days[1]
    if (days[1] < days[0]) if differ else (_distance(other) < _distance(one)):
        return other, one
    return one, other


class _Shelf:
    """The texts, deflated, with their fingerprints, by place in the sequence."""

    def __init__(self) -> None:
        self.texts: list[CopyText] = []
        self.bodies: list[bytes] = []
        self.prints: list[Fingerprint] = []
        self.places: dict[str, int] = {}
        self.passages = lru_cache(maxsize=2_000)(self._passages)

    def put(self, text: CopyText) -> None:
        if text.report in self.places:
            return
        self.places[text.report] = len(self.texts)
        self.bodies.append(zlib.compress(text.text.encode("utf-8", "surrogatepass"), 1))
        self.prints.append(opened(text.fingerprint or fingerprint(text.text)))
        self.texts.append(replace(text, text="", fingerprint=b""))

    def _passages(self, place: int) -> Passages:
        return passages(zlib.decompress(self.bodies[place]).decode("utf-8", "surrogatepass"))

    def in_order(self, a: str, b: str) -> tuple[str, str]:
        """See `earlier_first`."""
        x, y = sorted((self.places[a], self.places[b]))
        one, other = earlier_first(self.texts[x], self.texts[y])
        return one.report, other.report

    def link(self, a: int, b: int, kind: CopyKind, score: float, reason: str) -> CopyLink:
        first, second = self.in_order(self.texts[a].report, self.texts[b].report)
        return CopyLink(first, second, kind, score, reason)

    def same_pages(self) -> Iterator[tuple[int, int, str]]:
        """Each text with the one before it that came from the same URL."""
        before: dict[str, int] = {}
        for place, text in enumerate(self.texts):
            if page := same_page(text.url):
                if page in before:
                    yield before[page], place, f"the same page at another time: {page}"
                before[page] = place

    def compared(self, a: int, b: int, furniture: Furniture) -> CopyLink | None:
        one_text, other_text = self.passages(a), self.passages(b)
        found = verdict(overlap(one_text, other_text, furniture))
        if found.kind in ("none", "unsure"):
            # What many stories have is nobody's; but a text that is the other's from end to end is its copy all the
            # same.
            whole = overlap(one_text, other_text)
            if whole.same + whole.alike >= WHOLE and whole.facts >= WHOLE and whole.same_agreed >= WHOLE:
                found = max(found, verdict(whole), key=lambda each: each.score)
        if found.kind == "none":
            return None
        one, other = self.texts[a], self.texts[b]
        if found.kind in ("copy", "rewrite") and same_outlet(one.outlet, other.outlet):
            return self.link(
                a, b, "version", found.score, f"{other.outlet} told the same story before: {found.reason}"
            )
        return self.link(a, b, found.kind, found.score, found.reason)

    def furniture(self, pairs: Sequence[tuple[int, int]]) -> Furniture:
        """What is furniture, of each story its first text asked."""
        story = list(range(len(self.texts)))

        def root(place: int) -> int:
            while story[place] != place:
                story[place] = story[story[place]]
                place = story[place]
            return place

        for a, b in pairs:
            x, y = sorted((root(a), root(b)))
            story[y] = x
        first = [place for place in range(len(self.texts)) if root(place) == place]
        return Furniture.among(first, self._passages)
