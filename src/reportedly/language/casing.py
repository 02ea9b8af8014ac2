"""Texts in capitals, read as if they were in ordinary case: wires, old archives, headlines that shout.

A parser that was trained on ordinary case takes every word in capitals for a name. So paragraphs in capitals are
given to the stages in ordinary case, letter for letter as long as they are; the report keeps its words, and every
span has its exact characters (`restored`). How a word is likely written comes from counts
(lexicons/letter_case.en.toml), for words that were not counted from the parser's dictionary, and from what stands
before it: names stand beside names. The likeliest writing of a whole sentence is found by the method of Viterbi,
after Lita et al., "tRuEcasIng" (ACL 2003), with one class of words (ordinary, name, initials) for each spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from math import log
from typing import Any, NamedTuple, TypeVar

from reportedly.lexicons.loader import load
from reportedly.report import Report, Span
from reportedly.text.paragraphs import paragraphs

__all__ = ["SHAPES", "in_capitals", "in_ordinary_case", "ordinary_case", "restored", "shape"]

SHAPES = ("ordinary", "name", "initials")

FEWEST_WORDS = 4
"""Words of two letters or more that a paragraph needs to be judged by itself."""
SMALL_SHARE = 0.1
"""Small letters among the letters of a paragraph in capitals, at most: "McNally" and "3rd" may have one."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\w.,]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]*$|--?\s*$|\]\s*[\"“]?$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|MR|MRS|MS|DR|GEN|COL|LT|MAJ|CAPT|SGT|GOV|SEN|REP|REV|ST|NO|JR|SR|CF)\.\s+$")
_POSSESSIVE = re.compile(r"['’]S$")

T = TypeVar("T")


def shape(word: str) -> str:
    """How a word is written: ordinary (small), name (Capitalised or miXed), initials (CAPITALS)."""
    if word.islower():
        return "ordinary"
    return "initials" if len(word) > 1 and word.isupper() else "name"


def in_capitals(words: str) -> bool:
    """Whether a paragraph is written in capitals throughout."""
    if sum(len(w) > 1 and not w[0].isdigit() for w in _WORD.findall(words)) < FEWEST_WORDS:
        return False
    small = sum(map(str.islower, words))
    return small <= SMALL_SHARE * (small + sum(map(str.isupper, words)))


def in_ordinary_case(report: Report) -> Report:
    """The report with its paragraphs in capitals in ordinary case; the same report where there are none.

    What comes out is for stages to read and is no report of its own: give what they return to `restored`.
    """
    if report.publication.language and report.publication.language.value.split("-")[0] not in {"en", "und"}:
        return report
    loud = [(start, end) for start, end in paragraphs(report.text) if in_capitals(report.text[start:end])]
    if not loud:
        return report
    words = "\n\n".join(report.text[start:end] for start, end in loud)
    initials = frozenset(_bracketed(words))
    pieces, at = [], 0
    for start, end in loud:
        pieces += [report.text[at:start], ordinary_case(report.text[start:end], initials=initials)]
        at = end
    return replace(report, text="".join([*pieces, report.text[at:]]))


def restored(read: Report, report: Report) -> Report:
    """What stages made of `in_ordinary_case(report)`, with the report's own text and words in every span."""
    if read.text is report.text:
        return read
    layers = {
        each.name: _with_words(getattr(read, each.name), report.text)
        for each in fields(Report)
        if each.name not in {"id", "text", "publication"}
    }
    made = replace(report, **layers)
    small = sum(map(str.islower, report.text))
    if small > SMALL_SHARE * sum(map(str.isalpha, report.text)):
        return made
    return made.with_issues(
        report.issue(
            "text.in-capitals",
            "the report is in capitals and was read as it would likely be written; names are given so, too",
            by="language.casing.v1",
            hint="spans have the report's own characters; check names that are also ordinary words",
        )
    )


def _with_words(value: T, text: str) -> T:
    made: Any = value
    if isinstance(value, Span):
        made = Span(value.start, value.end, text[value.start : value.end])
    elif isinstance(value, tuple):
        members = [_with_words(member, text) for member in value]
        if any(new is not old for new, old in zip(members, value, strict=True)):
            made = tuple(members)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _with_words(getattr(value, f.name), text) for f in fields(value)}
        changed = {name: new for name, new in changed.items() if new is not getattr(value, name)}
        made = replace(value, **changed) if changed else value
    return made  # type: ignore[no-any-return]


def ordinary_case(words: str, *, initials: frozenset[str] = frozenset()) -> str:
    """A paragraph in capitals as it would likely be written, exactly as long as it is.

    `initials` are words, in capitals, that the report shows to be abbreviations ("... FRONT [PLF]").
    """
    out = list(words)
    found = list(_WORD.finditer(words))
    for begin, end in _sentences(words, found):
        sentence = found[begin:end]
        for match, how in zip(sentence, _likeliest([m[0] for m in sentence], initials), strict=True):
            written = _written(match[0], how)
            if match is sentence[0] and how == "ordinary":
                written = written[:1].upper() + written[1:]
            if len(written) == len(match[0]):
                out[match.start() : match.end()] = written
    return "".join(out)


def _sentences(words: str, found: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Which words are one sentence, near enough; what stands before a dateline's dash is one of its own."""
    begin = 0
    for k in range(1, len(found)):
        between = words[found[k - 1].end() : found[k].start()]
        if _SENTENCE_END.search(between) and not _ABBREVIATION.search(
            words[max(0, found[k - 1].start() - 1) : found[k].start()]
        ):
            yield begin, k
            begin = k
    if found:
        yield begin, len(found)


def _likeliest(words: list[str], initials: frozenset[str]) -> list[str]:
    """The likeliest way to write each word of a sentence."""
    follows = _knowledge().follows
    best = dict.fromkeys(SHAPES, 0.0)
    back: list[dict[str, str]] = []
    for position, word in enumerate(words):
        chances = _chances(word, initials)
        now, came = {}, {}
        for name in SHAPES:
            if position:
                before = max(SHAPES, key=lambda b: best[b] + follows[b][name])
                came[name], reached = before, best[before] + follows[before][name]
            else:
                came[name], reached = name, follows["ordinary"][name]
            now[name] = reached + chances[name]
        best = now
        back.append(came)
    how = max(SHAPES, key=lambda n: best[n])
    out = [how]
    for came in reversed(back[1:]):
        how = came[how]
        out.append(how)
    return out[::-1]


class _Knowledge(NamedTuple):
    """Log probabilities: of each way to write a word, divided by how common that way is, and of one after another."""

    words: dict[str, dict[str, float]]
    follows: dict[str, dict[str, float]]
    spelled: dict[str, str]
    unknown: dict[str, dict[str, float]]


_SURE = {"ordinary": (0.97, 0.025, 0.005), "name": (0.03, 0.95, 0.02), "initials": (0.02, 0.05, 0.93)}
_UNKNOWN = {
    "word": (0.9, 0.095, 0.005),
    "noun": (0.75, 0.24, 0.01),
    "unknown": (0.1, 0.87, 0.03),
    "short": (0.1, 0.6, 0.3),
    "bracketed": (0.02, 0.03, 0.95),
}
"""How words that were not counted are likely written, set by hand: verbs, adjectives and adverbs; what may be a noun;
what no dictionary knows, of six letters and more, or fewer; and what the report itself shows to be initials."""


@lru_cache(maxsize=1)
def _knowledge() -> _Knowledge:
    tables = load("lexicons/letter_case.en.toml").tables
    share = tables["share"]

    def logs(chances: tuple[float, ...]) -> dict[str, float]:
        return {name: log(max(p, 1e-4) / share[name]) for name, p in zip(SHAPES, chances, strict=True)}

    words: dict[str, dict[str, float]] = {}
    for name in SHAPES:
        words.update((word, logs(_SURE[name])) for word in tables[name]["words"].split())
    for entry in tables["either"]["words"].split():
        word, *counted = entry.split(":")
        total = sum(map(int, counted)) + 1
        words[word] = logs(tuple((int(n) + 1 / 3) / total for n in counted))
    for table in ("given_names", "nationalities", "titles"):
        for word in _names(table):
            words.setdefault(word, logs(_SURE["name"]))
    follows = {
        before: {name: log(max(p, 1e-4)) for name, p in row.items()} for before, row in tables["follows"].items()
    }
    spelled = {word.lower(): word for word in tables["spelled"]["words"].split()}
    return _Knowledge(words, follows, spelled, {name: logs(chances) for name, chances in _UNKNOWN.items()})


def _names(table: str) -> Iterator[str]:
    tables = load(f"lexicons/{table}.en.toml").tables
    for entry in tables.get("names", []):
        yield from entry["words"].split()
    for entry in tables.get("titles", []):
        yield from (word.rstrip(".") for word in entry["words"].split() if f"{word.rstrip('.')}." in entry["words"])
    for entry in tables.get("countries", []):
        for name in (*entry["names"], *entry["demonyms"]):
            yield from (word.lower() for word in name.split() if word[:1].isupper())


@lru_cache(maxsize=20_000)
def _chances(word: str, initials: frozenset[str]) -> dict[str, float]:
    known = _knowledge()
    bare = _POSSESSIVE.sub("", word.upper())
    if bare in initials:
        return known.unknown["bracketed"]
    low = bare.lower().replace("’", "'")
    if (len(low) > 1 or low in {"a", "i"}) and (found := known.words.get(low)):
        return found
    if word[0].isdigit():
        return known.unknown["word"]
    if len(low) == 1 or not _VOWEL.search(low):
        return known.unknown["bracketed"]
    return known.unknown[_dictionary()(low) or ("short" if len(low) < 6 else "unknown")]


@lru_cache(maxsize=1)
def _dictionary() -> Callable[[str], str | None]:
    from reportedly.language.backends.with_spacy import dictionary

    return dictionary()


_BRACKETED = re.compile(r"[(\[]([A-Z][A-Z-]{1,7})[)\]]|\b([A-Z]{2,6})\s[(\[](?=[A-Z]+\s[A-Z]+[^)\]]*[)\]])")
_VOWEL = re.compile(r"[aeiouyáéíóúàèäöü]")


def _bracketed(words: str) -> Iterator[str]:
    """Words that stand alone in brackets or before a name in brackets, and are in no dictionary: abbreviations."""
    for match in _BRACKETED.finditer(words):
        for part in (match[1] or match[2]).split("-"):
            if part.lower() not in _knowledge().words and _dictionary()(part.lower()) is None:
                yield part


def _written(word: str, how: str) -> str:
    known = _knowledge()
    bare = _POSSESSIVE.sub("", word)
    tail = "".join(map(_small, word[len(bare) :]))
    if how == "initials":
        return bare + tail
    if spelled := known.spelled.get("".join(map(_small, bare))):
        return spelled + tail
    small = "".join(map(_small, bare))
    if how == "name":
        small = re.sub(r"(^|['’](?=\w{3}))(\w)", lambda m: m[1] + m[2].upper(), small)
    return small + tail


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter
