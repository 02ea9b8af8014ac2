"""What the words of a filter stand for: names that contain them, known aliases, places and what lies within them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from sqlalchemy import Connection, bindparam, or_, select, text

from reportedly.errors import BadQuery
from reportedly.store.folding import folded
from reportedly.store.query import Query, Term, Words
from reportedly.store.search_signs import ACTOR, OUTLET, PLACE, STATUSES, TYPE, VOICE
from reportedly.store.search_tables import terms

__all__ = ["Chosen", "choose", "fts5", "tsquery"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms that each filter stands for. `signs` are (field, terms), terms None where any will do; `read_as`
    says what a filter was taken for where it does not say so itself."""

    signs: tuple[tuple[int, tuple[int, ...] | None], ...] = ()
    outlets: tuple[int, ...] | None = None
    read_as: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether a filter stands for nothing that is in the index, so that nothing can be found."""
        return self.outlets == () or any(found == () for _, found in self.signs)


def choose(connection: Connection, query: Query) -> Chosen:
    """What the filters of the query stand for in this index. Raises BadQuery for a type or status there is not."""
    signs: list[tuple[int, tuple[int, ...] | None]] = []
    notes: list[str] = []
    if query.type is not None:
        signs.append((TYPE, _named(connection, TYPE, _type(query.type))))
    if query.actor is not None:
        signs.append((ACTOR, _containing(connection, ACTOR, _aliases(query.actor, notes))))
    if query.place is not None:
        signs.append((PLACE, _places(connection, query.place, notes)))
    if query.status is not None:
        _one_of("status", query.status, STATUSES)
    if query.claimed_by is not None:
        signs.append((VOICE, _containing(connection, VOICE, _aliases(query.claimed_by, notes))))
    elif query.status is not None:
        signs.append((VOICE, None))
    outlets = _containing(connection, OUTLET, [query.outlet]) if query.outlet is not None else None
    return Chosen(tuple(signs), outlets, tuple(notes))


def fts5(words: Words) -> str:
    """As SQLite's FTS5 reads it. Folded words hold letters a-z and digits only, and stand in quotation marks."""

    def term(each: Term) -> str:
        return f'"{" ".join(each.words)}"{" *" if each.prefix else ""}'

    found = " AND ".join(f"({' OR '.join(map(term, group))})" for group in words.groups)
    return f"({found}) NOT ({' OR '.join(map(term, words.without))})" if words.without else found


def tsquery(words: Words) -> str:
    """As PostgreSQL reads a tsquery."""

    def term(each: Term) -> str:
        *before, last = (f"'{word}'" for word in each.words)
        return f"({' <-> '.join([*before, last + (':*' if each.prefix else '')])})"

    found = " & ".join(f"({' | '.join(map(term, group))})" for group in words.groups)
    return f"{found} & !({' | '.join(map(term, words.without))})" if words.without else found


def _containing(connection: Connection, field: int, names: Iterable[str]) -> tuple[int, ...]:
    """Terms of the field whose words contain one of these names, as a phrase."""
    wanted = Words((tuple(Term(tuple(words)) for name in names if (words := folded(name))),))
    if connection.dialect.name == "sqlite":
        inner = "SELECT rowid FROM search_term_words WHERE search_term_words MATCH :words"
        asked = fts5(wanted)
    else:
        inner = "SELECT number FROM search_term_words WHERE words @@ CAST(:words AS tsquery)"
        asked = tsquery(wanted)
    statement = f"SELECT term FROM search_terms WHERE term IN ({inner}) AND field = :field ORDER BY term"  # noqa: S608
    return tuple(connection.scalars(text(statement), {"words": asked, "field": field}))


def _named(connection: Connection, field: int, name: str) -> tuple[int, ...]:
    found = select(terms.c.term).where(terms.c.field == field, terms.c.words == bindparam("name"))
    return tuple(connection.scalars(found, {"name": name}))


def _aliases(name: str, notes: list[str]) -> list[str]:
    """The name and, where it is a well-known actor's, all other names of it."""
    names = _known().get(" ".join(folded(name)))
    if not names or len(names) == 1:
        return [name]
    notes.append(f"{name!r} also as {', '.join(each for each in names if each.casefold() != name.casefold())}")
    return names if len(name) < 3 else [name, *names]


@lru_cache(maxsize=1)
def _known() -> dict[str, list[str]]:
    from reportedly.lexicons.loader import load

    out: dict[str, list[str]] = {}
    for entry in load("lexicons/actors_known.en.toml").tables["known"]["actors"]:
        # An alias of two letters ("IS") is a word of other names: it finds the others, and is not looked for itself.
        names = [each for each in (entry["name"], *entry.get("aliases", ()), *entry.get("here", ())) if len(each) > 2]
        for each in (*names, *entry.get("aliases", ())):
            out.setdefault(" ".join(folded(each)), names)
    return out


def _type(name: str) -> str:
    """The event type, or the type or sub-type of the codebook of incidents, in the spelling it has there."""
    return _one_of("type", name, _types())


@lru_cache(maxsize=1)
def _types() -> tuple[str, ...]:
    from reportedly.ontology.codebooks import codebook
    from reportedly.ontology.events import event_types

    codes = codebook("incidents").codes.values()
    return tuple(dict.fromkeys((*event_types(), *(c.type for c in codes), *(c.subtype for c in codes if c.subtype))))


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    by_folded = {" ".join(folded(each)): each for each in known}
    key = " ".join(folded(value))
    if key not in by_folded:
        near = [by_folded[each] for each in get_close_matches(key, by_folded, n=3, cutoff=0.6)]
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        raise BadQuery(
            f"{name} {value!r} does not exist{meant} There are: {', '.join(known)}"
            if near
            else f"{name} {value!r} does not exist; there are: {', '.join(known)}"
        )
    return by_folded[key]


def _places(connection: Connection, name: str, notes: list[str]) -> tuple[int, ...]:
    """Terms of places that bear this name, lie in one that bears it, or are meant by it in another spelling."""
    wanted = set() if ":" in name else set(_containing(connection, PLACE, [name]))
    ids, areas, countries = _gazetteer(name, notes)
    asked = select(terms.c.term).where(terms.c.field == PLACE)
    found = asked.where(or_(terms.c.place.in_(ids), terms.c.area.in_(areas), terms.c.country.in_(countries)))
    wanted.update(connection.scalars(found))
    return tuple(sorted(wanted))


_LIKELY = 12
"""Places of one name that are taken into account, most inhabitants first."""


def _gazetteer(name: str, notes: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Ids, codes of first-order areas and of countries that the name stands for in the gazetteer."""
    from reportedly.language.gazetteer import KINDS, OTHER, gazetteer
    from reportedly.language.place_keys import fold

    if name.startswith(("gn:", "rp:")):
        return [name], [name.removeprefix("gn:")], []
    places = gazetteer()
    ids: list[str] = []
    areas: list[str] = []
    countries: list[str] = []
    read_as: list[str] = []
    for row, flag in zip(*places.candidates([fold(name)], _LIKELY)[1:], strict=True):
        if flag > OTHER:
            continue
        label, ident, code = places.label(int(row))
        kind = KINDS[int(places.places["kind"][row])]
        country = places.countries[int(places.places["country"][row])].split("\t")[0]
        ids.append(ident)
        if kind == "country":
            countries.append(country)
        if kind == "admin1" and code:
            areas.append(code)
        read_as.append(f"{label} ({kind}{', ' + country if country else ''})")
    if len(read_as) > 1 or any(not each.startswith(name) for each in read_as):
        notes.append(f"place {name!r} is taken for {' or '.join(dict.fromkeys(read_as))}")
    return ids, areas, countries
