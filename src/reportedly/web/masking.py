"""Private people's names taken out of whatever the API answers, for visitors who may not see them.

Nobody who writes a route has to think of it: `web/masking_layer.py` hands every answer through `veiled`. Words that
are shown with their offsets (a `text`, a span's `words`, a passage) get `MASK` (U+2588) for each code point of a
name, so that they stay as long as they were; every other value gets the pseudonym of the ledger's exports.

Whose names are meant is read off the answer: an object that names a report (an incident, an account) is veiled as
that report (its reports) is, with all within it; what names none goes by the object around it, then by the ids in the
request's path; what belongs to no report loses every private name that the ledger knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.export.pseudonyms import Veil
from reportedly.export.veils import Masked, Veils

__all__ = ["PLAIN", "ids_in", "veiled"]

_ID = re.compile(r"[raxp]\d-[0-9a-z]{16}")
_CODED = re.compile(r"[a-z]\d-[0-9a-z]{16}|[0-9a-f]{64}|[\d:.+TZ-]+")
"""Ids, digests, days and moments: nobody's name."""

PLAIN = frozenset(
    {"type", "subtype", "sub_type", "event_type", "country", "outlet", "href", "next", "as_of", "roles"}
)
"""Members that hold codes, names of countries and papers, and addresses of our own pages: no words of a report."""

_LINKS = frozenset({"url", "urls", "location", "locator", "file", "filename", "path"})

MANY = 400
"""Reports of one object up to which its own names are looked up; of more, all names of the ledger are hidden."""


def veiled(value: Any, veils: Veils, path: Iterable[str] = ()) -> Any:
    """What an answer's JSON becomes for somebody who may not see private names; `path` are ids of the request.

    An object with a report's whole `text` gets its hidden stretches as `masked`, if it has such a member: objects
    with `start`, `end` and `who`, the pseudonym.
    """
    found = _Scopes(value, veils, path)
    return _Walk(veils, found).value(value, found.outer)


def ids_in(value: Any) -> Iterator[str]:
    """Every id of a report, account, incident or person anywhere in some JSON, or in a path."""
    if isinstance(value, str):
        yield from _ID.findall(value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _ID.findall(key)
            yield from ids_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids_in(each)


class _Scopes:
    """Which reports each object of an answer speaks of, all looked up at once."""

    def __init__(self, value: Any, veils: Veils, path: Iterable[str]) -> None:
        outer = list(path)
        self._reports = veils.reports_of([*outer, *ids_in(value)])
        self.outer = self.of_ids(outer)
        wanted = {self.outer} | set(self._all(value))
        known = sorted((each for each in wanted if each), key=sorted)
        self._veils = dict(zip(known, veils.of(*known), strict=True))

    def of_ids(self, ids: Iterable[str]) -> frozenset[str]:
        """The reports that these ids stand for; none if they are too many to tell apart."""
        found = frozenset().union(*(self._reports.get(each, frozenset()) for each in ids))
        return found if len(found) <= MANY else frozenset()

    def of(self, value: Mapping[str, Any]) -> frozenset[str]:
        """The reports that an object names: by a member of its own, the narrowest kind first, or by a list."""
        own = [each for each in value.values() if isinstance(each, str) and _ID.fullmatch(each)]
        for letter in "raxp":
            if found := self.of_ids(each for each in own if each[0] == letter):
                return found
        listed = [
            each
            for some in value.values()
            if isinstance(some, list)
            for each in some
            if isinstance(each, str) and _ID.fullmatch(each)
        ]
        for letter in "raxp":
            if found := self.of_ids(each for each in listed if each[0] == letter):
                return found
        return frozenset()

    def veil(self, scope: frozenset[str]) -> Veil:
        return self._veils[scope]

    def _all(self, value: Any) -> Iterator[frozenset[str]]:
        if isinstance(value, Mapping):
            yield self.of(value)
            for key, each in value.items():
                if _ID.fullmatch(key):
                    yield self.of_ids([key])
                yield from self._all(each)
        elif isinstance(value, list):
            for each in value:
                yield from self._all(each)


class _Walk:
    def __init__(self, veils: Veils, scopes: _Scopes) -> None:
        self._veils, self._scopes = veils, scopes
        self._everywhere = veils.everywhere()
        self._read: dict[str, tuple[str, Masked] | None] = {}  # an answer asks for a report's text for every span
        self._told: dict[tuple[frozenset[str], bool, str], str] = {}

    def _report(self, report: str) -> tuple[str, Masked] | None:
        """A report's text as it is, and masked."""
        if report not in self._read:
            masked, text = self._veils.report(report), self._veils.text(report)
            self._read[report] = None if masked is None or text is None else (text, masked)
        return self._read[report]

    def value(self, value: Any, scope: frozenset[str], key: str = "") -> Any:
        if isinstance(value, str):
            return self._words(value, scope, key)
        if isinstance(value, list):
            return [self.value(each, scope, key) for each in value]
        if not isinstance(value, Mapping):
            return value
        own = self._scopes.of(value) or scope
        out = {}
        exact = self._exact(value, own)
        for name, each in value.items():
            inner = self._scopes.of_ids([name]) if _ID.fullmatch(name) else frozenset[str]()
            shown = name if _ID.fullmatch(name) else self._words(name, own, "")
            out[shown] = exact[name] if name in exact else self.value(each, inner or own, name)
        return out

    def _words(self, text: str, scope: frozenset[str], key: str) -> str:
        if key in PLAIN or _CODED.fullmatch(text):
            return text
        linked = key in _LINKS
        if (known := self._told.get((scope, linked, text))) is not None:
            return known
        self._told[scope, linked, text] = shown = self._veiled(text, scope, linked=linked)
        return shown

    def _veiled(self, text: str, scope: frozenset[str], *, linked: bool) -> str:
        veil = self._scopes.veil(scope) if scope else self._everywhere
        shown = veil(text)
        if linked:  # a folder may be called after somebody of whom this report says nothing
            return self._everywhere.link(veil.link(shown))
        return shown if any(map(str.isspace, shown)) else veil.link(shown)

    def _exact(self, value: Mapping[str, Any], scope: frozenset[str]) -> dict[str, Any]:
        """Members that stand for characters of a report's text, covered and as long as they were."""
        start, end = value.get("start"), value.get("end")
        out: dict[str, Any] = {}
        if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
            for name, each in value.items():
                if isinstance(each, str) and each and len(each) == end - start and not _ID.fullmatch(each):
                    out[name] = self._passage(each, start, scope)
        text = value.get("text")
        if "text" not in out and isinstance(text, str) and (report := self._whose(text, 0, scope)):
            _, masked = self._read[report] or ("", None)
            if masked is not None and len(masked.text) == len(text):
                out["text"] = masked.text
                if "masked" in value:
                    out["masked"] = [{"start": a, "end": b, "who": told} for a, b, told in masked.stretches]
        return out

    def _passage(self, words: str, start: int, scope: frozenset[str]) -> str:
        if report := self._whose(words, start, scope):
            _, masked = self._read[report] or ("", None)
            if masked is not None:
                return masked.text[start : start + len(words)]
        return self._scopes.veil(scope).mask(words) if scope else "\u2588" * len(words)

    def _whose(self, words: str, start: int, scope: frozenset[str]) -> str | None:
        """The report among these whose text has these words there."""
        for report in sorted(scope):
            read = self._report(report)
            if read is not None and read[0].startswith(words, start):
                return report
        return None
