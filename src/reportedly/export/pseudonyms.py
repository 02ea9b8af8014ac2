"""Names of private people replaced in every text that leaves the ledger, the same person by the same pseudonym.

A pseudonym ("person-7f3a91c2") is keyed: without the ledger's key nobody can try names against it. It belongs to a person
of one incident, not to a name, so that a name is not followed from incident to incident by its pseudonym either.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, unquote

from reportedly.incidents.appearances import appearances
from reportedly.incidents.person_names import person_name
from reportedly.language.nouns import nouns
from reportedly.report import Report

__all__ = ["WITHHELD", "Pseudonyms", "Veil"]

WITHHELD = "[name withheld]"
"""Stands for a name that may be one of several people's, or of nobody whom the report was read to name."""

Whose = Callable[[str, str], tuple[str, bool] | None]
"""(report, entity) to (id of the person, whether private), None for an entity that nobody has linked."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(
    "al el bin ibn ben de da do dos del della di du la le van von der den jr sr ii iii iv abu umm the of and st".split()  # noqa: SIM905
)


class Pseudonyms:
    """Makes the veils of reports with one key (at least 16 bytes; the ledger's is 32)."""

    def __init__(self, key: bytes, whose: Whose = lambda report, entity: None) -> None:
        self._key, self._whose = key, whose

    def of(self, person: str) -> str:
        """The pseudonym of the person with this id."""
        digest = hmac.new(self._key, person.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return f"person-{digest.hexdigest()[:8]}"

    def veil(self, reports: Iterable[Report]) -> Veil:
        """What replaces the private names of these reports, which speak of one matter, in any text made from them.

        A name is private if any of the reports shows its bearer as private, or shows nothing.
        """
        private: dict[str, set[str]] = defaultdict(set)
        public: set[str] = set()
        for report in reports:
            for name, person in self._private(report, public):
                private[name].add(self.of(person))
        return Veil(private, public)

    def _private(self, report: Report, public: set[str]) -> Iterable[tuple[str, str]]:
        for each in appearances(report):
            told = self._whose(report.id, each.entity)
            person, is_private = told if told is not None else (each.id, each.sign != "public")
            if each.kind == "person" and is_private:
                yield from ((name, person) for name, _ in each.names)
            elif each.kind == "person":
                public.update(name for name, _ in each.names)
            else:
                for name, _ in each.names:
                    if looks_like_a_person(name):
                        yield name, each.id
                    else:
                        public.add(name)
        for entity in report.entities or ():
            if entity.kind in {"place", "document", "other"}:
                resolved = any(
                    m.place is not None and m.place.value.place is not None
                    for m in report.mentions or ()
                    if m.id in entity.mentions
                )
                if not resolved and looks_like_a_person(entity.name):
                    yield entity.name, entity.id
                else:
                    public.add(entity.name)


class Veil:
    """Replaces the private names of some reports, in every form that a text may give them. Reads no report itself."""

    def __init__(self, private: Mapping[str, set[str]], public: Iterable[str] = ()) -> None:
        self._names: dict[str, str] = {}
        whole: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        for name, pseudonyms in private.items():
            for form in _forms(name):
                whole[form] |= pseudonyms
            for word in _single(name):
                words[word] |= pseudonyms
            joined = re.sub(r"[^\w]|_", "", name).casefold()
            words[joined] |= pseudonyms
        kept = {_spaced(name).casefold(): name for name in public if len(_single(name)) > 1}
        shared = {word for name in public for word in _single(name)}
        for form, pseudonyms in whole.items():
            self._names[form] = next(iter(pseudonyms)) if len(pseudonyms) == 1 else WITHHELD
        for word, pseudonyms in words.items():
            ours = next(iter(pseudonyms)) if len(pseudonyms) == 1 and word not in shared else WITHHELD
            self._names.setdefault(word, ours)
        self._words = frozenset(words)
        for name in kept:
            if name not in self._names:
                self._names[name] = ""
        self._pattern = _pattern(self._names)

    def __call__(self, text: str) -> str:
        """The text with names replaced: full, surname or given name alone, possessive, plural, in capitals.

        A given name before a word in capitals that no report was read to name is withheld, too.
        """
        if self._pattern is None:
            return _unread(text)
        out, at = [], 0
        for match in self._pattern.finditer(text):
            out += [_unread(text[at : match.start()]), self._replaced(match)]
            at = match.end()
        return "".join((*out, _unread(text[at:])))

    def link(self, url: str) -> str:
        """A URL or path without the names in its words ("/jana-belk-shot.html"). The host stays as it is."""
        scheme, mark, rest = url.partition("://")
        host, slash, path = rest.partition("/") if mark else ("", "", url)
        if not self._words or not path:
            return url
        plain = unquote(path)
        hidden = _WORD.sub(lambda m: self._in_link(m.group()), plain.replace("_", "\x00")).replace("\x00", "_")
        hidden = hidden if hidden != plain else path
        if hidden == path:
            return url
        return f"{scheme}{mark}{host}{slash}" + quote(hidden, safe="/:?&=#+,;@!$'()*~%[]-._")

    def _in_link(self, word: str) -> str:
        told = self._names.get(word.casefold(), "") if word.casefold() in self._words else ""
        return ("withheld" if told == WITHHELD else told) or word

    def _replaced(self, match: re.Match[str]) -> str:
        found = match.group(1)
        told = self._names.get(_spaced(found).casefold())
        if told is None:
            return match.group()
        single = len(_WORD.findall(found)) == 1
        if told == "" or (single and found[:1].islower()):
            return match.group()
        return told + ("s" if match.group(2) else "")


def _spaced(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _forms(name: str) -> Iterable[str]:
    """A name as it may be written: whole, without its title, and given name with surname alone."""
    bare = _spaced(name).strip(" ,.")
    yield bare.casefold()
    words = bare.split()
    title = person_name(name).title
    if title and (without := bare.removeprefix(title).strip()):
        yield without.casefold()
        words = without.split()
    core = [word for word in words if word.casefold().strip(".,") not in {"jr", "sr", "ii", "iii", "iv"}]
    yield " ".join(core).strip(" ,.").casefold()
    if len(core) > 2:
        yield f"{core[0]} {core[-1]}".casefold()
        yield f"{core[-2]} {core[-1]}".casefold()


def _single(name: str) -> set[str]:
    """Each word of a name that alone gives its bearer away: names of two letters or more, no title, no particle."""
    title = person_name(name).title
    words = _WORD.findall(_spaced(name).removeprefix(title))
    found = {word.casefold() for word in words}
    found |= {part.casefold() for word in words for part in re.split(r"['’]", word) if len(part) > 2}
    if words and words[0].lower() not in nouns().given:  # a street or hospital that was read as a person
        found = {word for word in found if nouns().kind(word) not in {"organisation", "place", "document"}}
    return {word for word in found if len(word) > 1 and word not in _SMALL and not word.isdecimal()}


def _pattern(names: Mapping[str, str]) -> re.Pattern[str] | None:
    """All forms, the longest first; spaces match any white space or hyphen, apostrophes either sort."""
    if not names:
        return None
    forms = sorted((form for form in names if form), key=lambda form: (-len(form), form))
    written = "|".join(re.escape(form).replace(r"\ ", r"[\s\-\u00ad]+").replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![^\W_])(?:(?-i:[A-Z]\.\s?)+)?({written})(e?s)?(?![^\W_])", re.IGNORECASE)


_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{3,})(?:\s+[A-Z]\.)?[ \t]+([^\W\d_]{2,})(?:['’]s)?(?![^\W_])")


def _unread(text: str) -> str:
    """Text in which names of people that no reading found are withheld: "Jana Belk", never "Virginia police"."""
    known, at, out = nouns(), 0, []
    while (match := _PAIR.search(text, at)) is not None:
        given, family = match.groups()
        named = given.lower() in known.given and given[:1].isupper() and family[:1].isupper()
        if named and looks_like_a_person(f"{given} {family}"):
            out += [text[at : match.start()], WITHHELD]
            at = match.end()
        else:
            out.append(text[at : match.end(1)])
            at = match.end(1)
    return "".join((*out, text[at:]))


def looks_like_a_person(name: str) -> bool:
    """Whether a name that was read as another thing begins with a given name and ends in no word for a body or place."""
    known = nouns()
    words = name.split()
    if not 2 <= len(words) <= 4 or words[0].lower() not in known.given:
        return False
    rest = [word.lower().strip(".,'’") for word in words[1:]]
    thing = {"organisation", "group", "document", "place"}
    return all(word[:1].isupper() for word in words) and not any(
        known.kind(word) in thing or word in known.named or word in known.country for word in rest
    )
