"""One report's account of one named person or body, flattened to what linking across reports compares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportedly.incidents.body_names import known_body
from reportedly.incidents.maybe_people import exposed, family, looks_like_a_person
from reportedly.incidents.person_names import person_name
from reportedly.incidents.same_name import Bearer
from reportedly.incidents.standing import Sign, by_words, former
from reportedly.report import Actor, Entity, Mention, Party, Report, Span, annotation_id

__all__ = ["Appearance", "Role", "appearances"]

_AGE_BEFORE = re.compile(r"(\d{1,3})[- ]year[- ]old\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"^,\s*(?:aged\s+)?(\d{1,3})(?=\s*[,.;)]|\s+years?\b)")
_HARMED = frozenset({"ASSAULT", "COERCE", "ACCIDENT", "LEGAL"})
_SUFFERING = frozenset({"victim", "target", "recipient"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a report says somebody is, in its words: "opposition leader", "former MP", "spokesman for the ministry".

    `span` are the words in that report, `published` its date (ISO 8601; None: not known). `former` is true where the
    words say that it is over. `title` is true of what stands before the name itself ("Mayor Ilse Tarrant").
    """

    words: str
    report: str
    span: Span
    published: str | None
    sign: Sign | None = None
    former: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One entity of one report: a named person, organisation or group.

    `id` begins with p and derives from report and entity, so that it is the same on every machine; a person's id is
    that of the first appearance. `names` are the names that the report uses and how often, the fullest first. `sign`
    is what the report shows of public or private, `why` in which words; None where it shows neither. `age` is in
    years when the report appeared. `countries` are ISO 3166-1 codes. `known_as` is a well-known actor.
    """

    id: str
    report: str
    entity: str
    kind: Bearer
    names: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...] = ()
    published: str | None = None
    sign: Sign | None = None
    why: str = ""
    age: int | None = None
    gender: str | None = None
    countries: tuple[str, ...] = ()
    known_as: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest name."""
        return self.names[0][0]


def appearances(report: Report) -> tuple[Appearance, ...]:
    """The named people and bodies of a report, in text order. Needs mentions and entities; events sharpen them.

    Descriptions without a name ("two officials") give none: nobody can say who they are in another report.
    """
    mentions = {mention.id: mention for mention in report.mentions or ()}
    actors = _actors(report)
    published = report.publication.published.value[:10] if report.publication.published else None
    out = []
    for entity in report.entities or ():
        if entity.kind not in {"person", "organisation", "group"}:
            continue
        named = [mentions[each] for each in entity.mentions if mentions[each].form == "name"]
        if named:
            out.append(_appearance(report, entity, named, actors.get(entity.id, []), published))
    return _careful(report, out)


def _careful(report: Report, found: list[Appearance]) -> tuple[Appearance, ...]:
    """Bodies that may be people, or a private person's family ("the Belks"), are private, too."""
    at_risk = exposed(report)
    words = {
        word
        for each in found
        if each.kind == "person" and each.sign != "public"
        for name, _ in each.names
        for word in name.split()
    }
    out = []
    for each in found:
        if each.kind != "person":
            person = looks_like_a_person(each.name, exposed=each.entity in at_risk)
            if person or family(each.name, words):
                why = "may be a person" if person else "may be a private person's family"
                each = replace(each, sign="private", why=why)
        out.append(each)
    return tuple(out)


def _actors(report: Report) -> Mapping[str, list[tuple[str, str, bool, Actor | None]]]:
    """What events say of each entity, as (type of event, role, told as having happened, actor)."""
    told: dict[str, list[tuple[str, str, bool, Actor | None]]] = defaultdict(list)
    for event in report.events or ():
        for participant in event.participants:
            _tell(told, participant.party.value, event.type, participant.role, event.occurred, participant.actor)
        for held in event.responsibility:
            _tell(told, held.party.value, event.type, "held responsible", event.occurred, held.actor)
    return told


def _tell(
    told: dict[str, list[tuple[str, str, bool, Actor | None]]],
    party: Party,
    type: str,
    role: str,
    occurred: bool,
    actor: Actor | None,
) -> None:
    if party.entity:
        told[party.entity].append((type, role, occurred, actor))


def _appearance(
    report: Report,
    entity: Entity,
    named: list[Mention],
    told: list[tuple[str, str, bool, Actor | None]],
    published: str | None,
) -> Appearance:
    kind: Bearer = entity.kind if entity.kind in {"organisation", "group"} else "person"
    counted = Counter(mention.head.words for mention in named)
    counted.update(dict.fromkeys(entity.aliases, 0))
    counted[entity.name] += 0
    names = sorted(counted, key=lambda name: (name != entity.name, -len(name.split()), -counted[name], name))
    roles = tuple(_roles(report, entity, named, published)) if kind == "person" else ()
    age = _age(report, named) if kind == "person" else None
    sign, why = _sign(roles, told, age) if kind == "person" else (None, "")
    actors = [actor for *_, actor in told if actor]
    countries = sorted({a.country.value for a in actors if a.country})
    known = known_body(entity.name) if kind != "person" else None
    parts = tuple(sorted({word for role in roles for word in _proper(role.words)}))
    return Appearance(
        id=annotation_id("p", report.id, entity.id),
        report=report.id,
        entity=entity.id,
        kind=kind,
        names=tuple((name, max(counted[name], 1)) for name in names),
        roles=roles,
        published=published,
        sign=sign,
        why=why,
        age=age,
        gender=entity.gender,
        countries=tuple(countries),
        known_as=known,
        parts=parts,
    )


def _proper(words: str) -> Iterable[str]:
    """The words in capitals of a role: whose office it is ("Arden" of "mayor of Arden")."""
    return (word for word in re.findall(r"\w[\w'’-]+", words) if word[:1].isupper())


def _roles(report: Report, entity: Entity, named: Iterable[Mention], published: str | None) -> Iterator[Role]:
    """Titles before the name and descriptions beside it, each once, in text order."""
    seen: set[str] = set()
    titles = {title for mention in named if (title := _title(report, mention)) is not None}
    for span in sorted({*titles, *entity.descriptions}):
        words = " ".join(span.words.split())
        if words.lower() in seen or len(words) < 2 or len(words) > 120:
            continue
        seen.add(words.lower())
        yield Role(words, report.id, span, published, by_words(words), former(words), span in titles)


_COURTESY = frozenset(["mr", "mrs", "ms", "miss", "mr.", "mrs.", "ms.", "mx", "sir", "dame", "the"])


def _title(report: Report, mention: Mention) -> Span | None:
    """What stands before the name within its phrase, and titles that were read as part of the name."""
    words = mention.head.words
    inside = person_name(words).title
    length = words.find(inside) + len(inside) if inside else 0
    start, end = mention.span.start, mention.head.start + length
    said = report.text[start:end]
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    if start >= end or report.text[start:end].lower() in _COURTESY:
        return None
    return report.span(start, end)


def _age(report: Report, named: Iterable[Mention]) -> int | None:
    for mention in named:
        before = _AGE_BEFORE.search(report.text[mention.span.start : mention.head.start])
        after = _AGE_AFTER.match(report.text[mention.head.end : mention.head.end + 20])
        for found in (before, after):
            if found and 0 < int(found[1]) < 120:
                return int(found[1])
    return None


def _sign(
    roles: Iterable[Role], told: Iterable[tuple[str, str, bool, Actor | None]], age: int | None
) -> tuple[Sign | None, str]:
    """Public by an office that the words name, else private by what is told, else neither.

    A minor is private whatever else is told. Who is harmed, arrested, suspected or told of with an age is public only
    by a title before the name: a description that was joined to the wrong person must not give a victim away.
    """
    if age is not None and age < 18:
        return "private", f"a child: told to be {age}"
    held = any(part == "held responsible" for _, part, _, _ in told)
    strict = held or age is not None or _befell(told)
    standings = [actor.standing for *_, actor in told if actor and actor.standing]
    for role in roles:
        if role.sign == "public" and (role.title or not strict):
            return "public", f"told of as “{role.words}”"
    for standing in standings:
        if standing.value == "public" and standing.words and not strict:
            return "public", f"told of as “{standing.words}”"
    for role in roles:
        if role.sign == "private":
            return "private", f"told of as “{role.words}”"
    for standing in standings:
        if standing.value == "private":
            return "private", standing.inferred or f"told of as “{standing.words}”"
    if age is not None:
        return "private", "told with an age, as private persons are"
    if _befell(told):
        return "private", "told of as the one to whom harm or an arrest befell"
    return ("private", "told of as held responsible") if held else (None, "")


def _befell(told: Iterable[tuple[str, str, bool, Actor | None]]) -> bool:
    return any(kind in _HARMED and part in _SUFFERING and occurred for kind, part, occurred, _ in told)
