"""Names of private people replaced in every text that leaves the ledger, the same person by the same pseudonym.

A pseudonym ("person-7f3a91c2") is keyed: without the ledger's key nobody can try names against it. It belongs to a
person of one incident, not to a name, so that a name is not followed from incident to incident by its pseudonym
either.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from reportedly.export.names_in import NamesIn, names_in
from reportedly.incidents.maybe_people import looks_like_a_person
from reportedly.incidents.person_names import person_name
from reportedly.language.nouns import nouns
from reportedly.report import Report

__all__ = ["MASK", "WITHHELD", "Hidden", "Pseudonyms", "Veil", "masked", "words_alone"]

WITHHELD = "[name withheld]"
"""Stands for a name that may be one of several people's, or of nobody whom the report was read to name."""

MASK = "\u2588"
"""A full block: what covers each code point of a name where offsets have to hold."""

Whose = Callable[[str, str], tuple[str, bool] | None]
"""(report, entity) to (id of the person, whether private), None for an entity that nobody has linked."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_URL = re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<>\"“”|]+)")
_SMALL = frozenset(
    "al el bin ibn de da do dos del della di du la le van von der den jr sr ii iii iv abu umm the of and".split()  # noqa: SIM905
)


class Hidden(NamedTuple):
    """A stretch of a text, in code points, and what stands there for the name."""

    start: int
    end: int
    told: str


def masked(text: str, stretches: Iterable[Hidden], mask: str = MASK) -> str:
    """The text with these stretches covered, as long as it was."""
    return _with(text, (Hidden(start, end, mask * (end - start)) for start, end, _ in stretches))


def _with(text: str, stretches: Iterable[Hidden]) -> str:
    out, at = [], 0
    for start, end, told in stretches:
        out += [text[at:start], told]
        at = end
    return "".join((*out, text[at:]))


class Pseudonyms:
    """Makes the veils of reports with one key (at least 16 bytes; the ledger's is 32)."""

    def __init__(self, key: bytes, whose: Whose = lambda report, entity: None) -> None:
        self._key, self._whose = key, whose

    def knowing(self, whose: Mapping[tuple[str, str], tuple[str, bool]]) -> Pseudonyms:
        """The same pseudonyms, with what linking knows: (report, entity) to (id of the person, whether private)."""
        return Pseudonyms(self._key, lambda report, entity: whose.get((report, entity)))

    def of(self, person: str) -> str:
        """The pseudonym of the person with this id."""
        digest = hmac.new(self._key, person.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return f"person-{digest.hexdigest()[:8]}"

    def veil(self, reports: Iterable[Report], more: Iterable[tuple[str, str]] = ()) -> Veil:
        """What replaces the private names of these reports, which speak of one matter, in any text made from them.

        Whoever no report shows in public office is private, but for the outlets of these reports. `more` are private
        names that other reports of the matter have, as (name, id of the person).
        """
        return self.veil_over([names_in(report) for report in reports], more)

    def veil_over(self, names: Iterable[NamesIn], more: Iterable[tuple[str, str]] = ()) -> Veil:
        """The same of names that were read before."""
        private: dict[str, set[str]] = defaultdict(set)
        first: dict[str, str] = {}  # of reports that nobody has linked: one by name
        public: set[str] = set()
        things: set[str] = set()
        names = list(names)
        papers = {_key(each.outlet) for each in names if each.outlet}
        read = (pair for each in names for pair in self._private(each, public, things, first))
        for name, person in (*more, *read):
            if _key(name) in papers:  # "the Velmara Herald" was read as somebody's name
                public.add(name)
            else:
                private[name].add(self.of(person))
        return Veil(private, public, things)

    def _private(
        self, names: NamesIn, public: set[str], things: set[str], first: dict[str, str]
    ) -> Iterable[tuple[str, str]]:
        for each in names.bearers:
            told = self._whose(names.report, each.entity)
            found = first.setdefault(_key(each.name), each.id)
            person, is_private = told if told is not None else (found, each.private)
            if is_private or each.private_anyway:
                yield from ((name, person) for name in each.names)
            else:
                (public if each.person else things).update(each.names)
        yield from names.private
        public.update(names.on_the_map)
        things.update(names.things)


class Veil:
    """Replaces the private names of some reports, in every form that a text may give them. Reads no report itself.

    `public` are names that stay as they are, whole: of people in public office, and of places on the map. `things`
    are other names, which stay unless they have a private person's name in them.
    """

    def __init__(
        self, private: Mapping[str, set[str]], public: Iterable[str] = (), things: Iterable[str] = ()
    ) -> None:
        whole: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        written: set[str] = set()
        self._handles: set[str] = set()
        for name, pseudonyms in private.items():
            forms, singles, handle = set(_forms(name)), words_alone(name), re.sub(r"[^\w]|_", "", name)
            written |= forms | singles | {handle}
            self._handles.add(_key(handle))
            for form in forms:
                whole[_key(form)] |= pseudonyms
            for word in (*singles, handle):
                words[_key(word)] |= pseudonyms
        full = [form for form in map(_key, written) if " " in form]
        kept = {_spaced(n) for n in public if len(words_alone(n)) > 1 and not any(form in _key(n) for form in full)}
        kept |= {_spaced(n) for n in things if " " in n and not _names_somebody(n, words)}
        shared = {_key(word) for name in (*public, *things) for word in words_alone(name)}
        self._names = {form: _only(pseudonyms) for form, pseudonyms in whole.items()}
        for word, pseudonyms in words.items():
            self._names.setdefault(word, WITHHELD if word in shared else _only(pseudonyms))
        self._words = frozenset(words)
        for name in kept:
            self._names.setdefault(_key(name), "")
        self._pattern = _pattern(written | kept)

    def __call__(self, text: str) -> str:
        """The text with names replaced: full, surname or given name alone, possessive, plural, in capitals.

        A given name before a word in capitals that no report was read to name is withheld, too.
        """
        if "://" not in text:
            return _with(text, self._in_words(text))
        parts = _URL.split(text)
        return "".join(
            self.link(part) if at % 2 else _with(part, self._in_words(part)) for at, part in enumerate(parts)
        )

    def stretches(self, text: str) -> list[Hidden]:
        """Where the text has names, in its order, none within another: what `mask` covers."""
        if "://" not in text:
            return list(self._in_words(text))
        out: list[Hidden] = []
        at = 0
        for number, part in enumerate(_URL.split(text)):
            found = self._in_url(part) if number % 2 else self._in_words(part)
            out += [Hidden(at + each.start, at + each.end, each.told) for each in found]
            at += len(part)
        return out

    def mask(self, text: str) -> str:
        """The text with `MASK` for each code point of a name, so that it is as long and every offset holds."""
        return masked(text, self.stretches(text))

    def _in_words(self, text: str) -> Iterator[Hidden]:
        at = 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield from _unread(text, at, match.start())
            if told := self._replaced(match):
                yield Hidden(match.start(), match.end(), told)
            at = match.end()
        yield from _unread(text, at, len(text))

    def _in_url(self, url: str) -> Iterator[Hidden]:
        if self.link(url) == url:
            return
        begin = url.find("/", url.find("://") + 3)
        words = [(m.start(), m.end(), self._in_link(m.group())) for m in _WORD.finditer(url, begin)]
        hidden = [Hidden(a, b, told) for a, b, told in words if told != url[a:b]]
        if self.link(left := masked(url, hidden, "0")) != left:  # names that are only there once %20 is a space
            hidden = [Hidden(begin + 1, len(url), WITHHELD)]
        yield from hidden

    def link(self, url: str) -> str:
        """A URL or path without the names in its words ("/jana-belk-shot.html"). The host stays as it is."""
        scheme, mark, rest = url.partition("://") if "://" in url else ("", "", url)
        host, slash, path = rest.partition("/") if mark else ("", "", url)
        if not self._words or not path:
            return url
        plain = unquote(path)
        hidden = _WORD.sub(lambda m: self._in_link(m.group()), plain)
        if hidden == plain:
            return url
        return f"{scheme}{mark}{host}{slash}" + quote(hidden, safe="/:?&=#+,;@!$'()*~%[]-._")

    def _in_link(self, word: str) -> str:
        told = self._names.get(_key(word), "") if _key(word) in self._words else ""
        return ("withheld" if told == WITHHELD else told) or word

    def _replaced(self, match: re.Match[str]) -> str:
        """What stands for a name, "" for one that stays."""
        found = match.group(1)
        key = _key(found)
        told = self._names.get(key, WITHHELD)  # a form that nobody thought of is hidden, never shown
        common = key in self._words and key not in self._handles and found[:1].islower()
        if told == "" or common:
            return ""
        return told + ("s" if match.group(2) else "")


def _only(pseudonyms: set[str]) -> str:
    return next(iter(pseudonyms)) if len(pseudonyms) == 1 else WITHHELD


def _spaced(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())


def _key(written: str) -> str:
    """What all ways of writing a name have in common: no capitals, one space for spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", written).replace("’", "'")
    return re.sub(r"[\s\-\u00ad\u2010-\u2015]+", " ", plain).strip().casefold()


def _forms(name: str) -> Iterable[str]:
    """A name as it may be written: whole, without its title, and given name with surname alone."""
    bare = _spaced(name).strip(" ,.")
    yield bare
    words = bare.split()
    title = person_name(name).title
    if title and (without := bare.removeprefix(title).strip()):
        yield without
        words = without.split()
    core = [word for word in words if word.casefold().strip(".,") not in {"jr", "sr", "ii", "iii", "iv"}]
    yield " ".join(core).strip(" ,.") or bare
    if len(core) > 2:
        yield f"{core[0]} {core[-1]}"
        yield f"{core[-2]} {core[-1]}"


def words_alone(name: str) -> set[str]:
    """Each word of a name that alone gives its bearer away: names of two letters or more, no title, no particle."""
    title = person_name(name).title
    words = _WORD.findall(_spaced(name).removeprefix(title))
    found = set(words)
    found |= {part for word in words for part in re.split(r"['’]", word) if len(part) > 2}
    if words and words[0].lower() not in nouns().given:  # a street or hospital that was read as a person
        found = {word for word in found if nouns().kind(word.lower()) not in {"organisation", "place", "document"}}
    return {word for word in found if len(word) > 1 and word.casefold() not in _SMALL and not word.isdecimal()}


def _pattern(written: Iterable[str]) -> re.Pattern[str] | None:
    """All forms, the longest first, composed and decomposed; spaces match hyphens, apostrophes either sort."""
    forms = {
        spelt
        for form in written
        if form
        for plain in (form, form.casefold(), form.upper())
        for spelt in (unicodedata.normalize("NFC", plain), unicodedata.normalize("NFD", plain))
    }
    if not forms:
        return None
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    between = "[\\s\\-\u00ad\u2010-\u2015]+"
    either = "|".join(
        re.sub(r"(?:\\ |\\-)+", between.replace("\\", "\\\\"), re.escape(form)).replace("'", "['’]")
        for form in ordered
    )
    return re.compile(rf"(?<![^\W_])(?:(?-i:[A-Z]\.\s?)+)?({either})(e?s)?(?![^\W_])", re.IGNORECASE)


_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{3,})(?:\s+[A-Z]\.)?[ \t]+([^\W\d_]{2,})(?:['’]s)?(?![^\W_])")


def _unread(text: str, start: int, end: int) -> Iterator[Hidden]:
    """Names of people that no reading found, in this part of a text: "Jana Belk", never "Virginia police"."""
    known, at = nouns(), start
    part = text[start:end]  # what stands around it takes no part
    while (match := _PAIR.search(part, at - start)) is not None:
        given, family = match.groups()
        named = given.lower() in known.given and given[:1].isupper() and family[:1].isupper()
        if named and looks_like_a_person(f"{given} {family}"):
            yield Hidden(start + match.start(), start + match.end(), WITHHELD)
            at = start + match.end()
        else:
            at = start + match.end(1)


def _names_somebody(thing: str, private: Iterable[str]) -> bool:
    """Whether a thing's name has a private person's name in it, or some person's, unless it ends as a place or
    body."""
    if {_key(word) for word in _WORD.findall(thing)} & set(private):
        return True
    last = thing.split()[-1].lower()
    return nouns().kind(last) not in {"organisation", "place"} and any(_unread(thing, 0, len(thing)))
