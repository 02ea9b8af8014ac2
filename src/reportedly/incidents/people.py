"""People and bodies across reports: who is one and the same, under which names, in which roles, since when.

The order of work: appearances of one report each; keys that only possible namesakes share (so that cost grows with
the reports and not with their square); comparisons within a key; joining from the surest link down, with vetoes.
Private people are compared within one incident only. What is unsure is left apart and handed to a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from reportedly.incidents.acquaintance import Acquaintance, Company, compared
from reportedly.incidents.appearances import Appearance, Role, appearances
from reportedly.incidents.body_names import body_name, known_body
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.person_names import person_name
from reportedly.incidents.same_name import DIFFERENT, SAME, Bearer, same_name
from reportedly.incidents.spellings import skeleton
from reportedly.report import Report

__all__ = [
    "NameUsed",
    "People",
    "Person",
    "gathered",
    "incident_keys",
    "joined",
    "judged_pairs",
    "pairs_within",
    "people",
    "standing_keys",
]

_CROWD = 60
"""So many different names under one key are compared with each other; in a bigger crowd only with their next 60."""

_COMMON = 6
"""So many given names before one surname make it a common one."""


@dataclass(frozen=True, slots=True)
class NameUsed:
    """A name that reports use, how often, and in which reports (ids, in order of the ledger)."""

    name: str
    count: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person, organisation or group across reports.

    `id` is that of the first appearance, so that it stays while others join. `roles` are what reports say it is, by
    date. `private` people are told of as victims, witnesses, suspects, bystanders, or in no public office; `why` says
    which. `links` are the joins that made it, each with a score and a sentence; `appearances` are (report, entity,
    name).
    """

    id: str
    name: str
    kind: Bearer
    private: bool
    why: str
    names: tuple[NameUsed, ...]
    roles: tuple[Role, ...]
    countries: tuple[str, ...]
    known_as: str | None
    links: tuple[Acquaintance, ...]
    appearances: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody found, in order of first appearance, and the pairs that only a person can decide, likeliest first.

    `compared` are the pairs of appearances that may be one, which no judgement changes; `company` is what comparing
    them knew of all.
    """

    everybody: tuple[Person, ...]
    unsure: tuple[Acquaintance, ...]
    compared: tuple[Acquaintance, ...] = ()
    company: Company = field(default_factory=lambda: Company({}))


class Named(Protocol):
    """What choosing whom to compare asks of an appearance; a row that has these two will do."""

    @property
    def name(self) -> str: ...
    @property
    def sign(self) -> str | None: ...


N = TypeVar("N", bound=Named)


def people(
    reports: Iterable[Report], judgements: Sequence[Judgement] = (), *, incidents: Mapping[str, str] | None = None
) -> list[Person]:
    """Everybody named in these reports, one entry each; reports in order of the ledger, each read once.

    `incidents` maps reports to the incident they tell of as their news. Without it, private people of two reports are
    never one. Same reports, judgements and incidents, same result.
    """
    every = (appearance for report in reports for appearance in appearances(report))
    return list(gathered(every, judgements, incidents=incidents).everybody)


def gathered(
    found: Iterable[Appearance], judgements: Sequence[Judgement] = (), *, incidents: Mapping[str, str] | None = None
) -> People:
    """Join appearances, given in order of the ledger. Later judgements win over earlier ones and over every clue."""
    nodes = list({appearance.id: appearance for appearance in found}.values())
    company = _company(nodes, incidents or {})
    pairs = {(pair.a, pair.b): pair for pair in _compared(nodes, company) if pair.score > DIFFERENT}
    found_pairs = tuple(pairs.values())
    out, unsure = joined(nodes, found_pairs, judgements)
    return People(out, unsure, found_pairs, company)


def joined(
    nodes: Sequence[Appearance], pairs: Iterable[Acquaintance], judgements: Sequence[Judgement]
) -> tuple[tuple[Person, ...], tuple[Acquaintance, ...]]:
    """Everybody among these appearances, by the pairs that were compared and by judgements; and what is unsure.

    Of some appearances of a ledger it gives what joining all gives of these, if all that are surely or by judgement
    one with one of them are among them.
    """
    order = {node.id: at for at, node in enumerate(nodes)}
    bonds, vetoes = judged_pairs(judgements, order)
    groups = _Groups(nodes, vetoes)
    for bond in bonds:
        groups.join(bond, judged=True)
    unsure = []
    for pair in sorted(pairs, key=lambda p: (-p.score, order[p.a], order[p.b])):
        if pair.score < SAME or not groups.join(pair):
            unsure.append(pair)
    open_pairs = [p for p in unsure if not groups.same(p.a, p.b) and not groups.apart(p.a, p.b)]
    return tuple(_persons(groups, nodes, order)), tuple(_asked(open_pairs, groups, order))


def _company(nodes: Iterable[Appearance], incident: Mapping[str, str]) -> Company:
    given: dict[str, set[str]] = defaultdict(set)
    public: Counter[str] = Counter()
    for node in nodes:
        words = node.name.split()
        if node.kind == "person" and len(words) > 1:
            given[words[-1].casefold()].add(words[0].casefold())
            public[node.name.casefold()] += node.sign == "public"
    return Company(incident, frozenset(name for name, before in given.items() if len(before) >= _COMMON), public)


def _compared(nodes: Sequence[Appearance], company: Company) -> Iterator[Acquaintance]:
    """Comparisons of the appearances that share a key: those of one spelling with its first, then spelling by
    spelling."""
    blocks: dict[str, list[Appearance]] = defaultdict(list)
    for node in nodes:
        for key in (*incident_keys(node, company.incident.get(node.report)), *standing_keys(node)):
            blocks[key].append(node)
    for block in blocks.values():
        for one, other in pairs_within(block):
            if (found := compared(one, other, company)) is not None:
                yield found


def pairs_within(block: Iterable[N]) -> Iterator[tuple[N, N]]:
    """Whom to compare of those that share a key, given in order of the ledger: a spelling with its first, then
    spelling by spelling."""
    by_name: dict[tuple[str, str | None], list[N]] = defaultdict(list)
    for node in block:
        by_name[node.name.casefold(), node.sign].append(node)
    for alike in by_name.values():
        yield from _chained(alike)
    firsts = [alike[:3] for alike in by_name.values()]
    for at, these in enumerate(firsts):
        for those in firsts[at + 1 : at + 1 + _CROWD]:
            for one in these[:2]:
                for other in those:
                    yield one, other


def _chained(alike: list[N]) -> Iterator[tuple[N, N]]:
    """Each appearance of a spelling with the two before it and the first: enough to join all that belong."""
    for at, node in enumerate(alike):
        for other in {0: None, at - 2: None, at - 1: None} if at > 1 else range(at):
            yield alike[other], node


def incident_keys(node: Appearance, incident: str | None) -> list[str]:
    """What it shares with possible namesakes of the incident that its report tells."""
    if node.kind != "person" or incident is None:
        return []
    return [f"incident {incident} {word}" for word in _ends(node.name)]


def standing_keys(node: Appearance) -> list[str]:
    """What it shares with possible namesakes in any report; nothing where it is private."""
    if node.kind != "person":
        return [f"body {key}" for key in _body_keys(node)]
    return [] if node.sign == "private" else [f"person {_person_key(node.name)}"]


def _ends(name: str) -> set[str]:
    words = person_name(name).words
    return {skeleton(word) for word in (*words[:1], *words[-1:])}


def _person_key(name: str) -> str:
    """Surname and first letter of the given name by their sounds, in either order; a lone name by itself."""
    words = person_name(name).words
    if len(words) < 2:
        return f"alone {skeleton(words[0]) if words else ''}"
    return " ".join(sorted((skeleton(words[0])[:2], skeleton(words[-1]))))


def _body_keys(node: Appearance) -> set[str]:
    keys = set()
    for name, _ in node.names[:4]:
        if known := known_body(name) if name == node.name else None:
            keys.add(f"known {known}")
            continue
        parts = body_name(name)
        if parts.letters:
            keys.add(f"letters {parts.letters}")
        else:
            keys.add(" ".join(sorted(skeleton(word) for word in parts.words)) + "".join(sorted(parts.numbers)))
            keys.update(f"letters {letters}" for letters in parts.acronyms if len(letters) > 2)
    return keys


class _Groups:
    """Appearances joined so far; a join is refused where a judgement, a name or one report tells two members
    apart."""

    def __init__(self, nodes: Iterable[Appearance], vetoes: Mapping[str, set[str]]) -> None:
        self.of: dict[str, str] = {}
        self.members: dict[str, list[Appearance]] = {}
        self.links: dict[str, list[Acquaintance]] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._told: dict[str, dict[str, list[str]]] = {}
        self._vetoes = {node: set(others) for node, others in vetoes.items()}
        for node in nodes:
            self.of[node.id] = node.id
            self.members[node.id], self.links[node.id] = [node], []
            self._names[node.id], self._told[node.id] = {node.name: None}, {node.report: [node.name]}

    def root(self, id: str) -> str:
        """The group of an appearance."""
        at = id
        while self.of[at] != at:
            self.of[at] = self.of[self.of[at]]
            at = self.of[at]
        return at

    def same(self, a: str, b: str) -> bool:
        """Whether two appearances are in one group."""
        return self.root(a) == self.root(b)

    def apart(self, a: str, b: str) -> bool:
        """Whether a person has judged members of the two groups to be different."""
        one, other = self.root(a), self.root(b)
        return any(self.root(each) == other for each in self._vetoes.get(one, ()))

    def join(self, link: Acquaintance, *, judged: bool = False) -> bool:
        """Join two groups; False where something forbids it."""
        a, b = self.root(link.a), self.root(link.b)
        if a == b:
            return True
        if self.apart(a, b) or (not judged and self._contradict(a, b)):
            return False
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self.of[b] = a
        self.members[a] += self.members.pop(b)
        self.links[a] += [*self.links.pop(b), link]
        self._names[a].update(self._names.pop(b))
        for report, names in self._told.pop(b).items():
            self._told[a].setdefault(report, []).extend(names)
        if more := self._vetoes.pop(b, None):
            self._vetoes.setdefault(a, set()).update(more)
        return True

    def _contradict(self, a: str, b: str) -> bool:
        """Whether a name of one group excludes one of the other, or a report tells two people of them apart."""
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        kind: Bearer = self.members[a][0].kind
        for one in self._names[a]:
            for other in self._names[b]:
                if one != other and same_name(one, other, kind).score <= DIFFERENT:
                    return True
        if kind != "person":
            return False
        both = ((self._told[a].get(report, ()), names) for report, names in self._told[b].items())
        return any(same_name(x, y, kind).score < SAME for these, those in both for x in these for y in those)


def judged_pairs(
    judgements: Sequence[Judgement], order: Container[str]
) -> tuple[list[Acquaintance], dict[str, set[str]]]:
    """Who is one by judgement, as links, and who is not, by either id; of those in `order`."""
    latest = {
        (j.a, j.b): j
        for j in judgements
        if j.verdict in {"same_person", "different_people"} and j.a in order and j.b in order
    }
    bonds = [
        Acquaintance(j.a, j.b, 1.0, f"{j.author} judged them the same: {j.reason}")
        for j in latest.values()
        if j.verdict == "same_person"
    ]
    vetoes: dict[str, set[str]] = defaultdict(set)
    for j in latest.values():
        if j.verdict == "different_people":
            vetoes[j.a].add(j.b)
            vetoes[j.b].add(j.a)
    return bonds, dict(vetoes)


def _asked(pairs: Iterable[Acquaintance], groups: _Groups, order: Mapping[str, int]) -> Iterator[Acquaintance]:
    """Each unsure pair once for the two groups it would join, by the ids of their first appearances."""
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        first = [min(groups.members[groups.root(one)], key=lambda n: order[n.id]).id for one in (pair.a, pair.b)]
        a, b = sorted(first, key=lambda one: order[one])
        if (a, b) not in seen:
            seen.add((a, b))
            yield Acquaintance(a, b, pair.score, pair.sentence)


def _persons(groups: _Groups, nodes: Sequence[Appearance], order: Mapping[str, int]) -> Iterator[Person]:
    seen: set[str] = set()
    for node in nodes:
        root = groups.root(node.id)
        if root not in seen:
            seen.add(root)
            members = sorted(groups.members[root], key=lambda each: order[each.id])
            links = sorted(groups.links[root], key=lambda link: (order[link.a], order[link.b]))
            yield _person(members, tuple(links))


def _person(members: list[Appearance], links: tuple[Acquaintance, ...]) -> Person:
    used: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = defaultdict(dict)
    for node in members:
        for name, count in node.names:
            used[name] += count
            where[name][node.report] = None
    best = _called(members)
    public = next((node for node in members if node.sign == "public"), None)
    private = next((node for node in members if node.sign == "private"), None)
    is_person = members[0].kind == "person"
    why = (public or private or members[0]).why or "no report tells of a public office"
    roles = {(role.words.lower(), role.report): role for node in members for role in node.roles}
    names = sorted(used, key=lambda name: (name != best, -used[name], name))
    return Person(
        id=members[0].id,
        name=best,
        kind=members[0].kind,
        private=public is None if is_person else private is not None,
        why=why if is_person or private is not None else "a body, and no person",
        names=tuple(NameUsed(name, used[name], tuple(where[name])) for name in names),
        roles=tuple(
            sorted(roles.values(), key=lambda role: (role.published or "9999", role.report, role.span.start))
        ),
        countries=tuple(sorted({code for node in members for code in node.countries})),
        known_as=next((node.known_as for node in members if node.known_as), None),
        links=links,
        appearances=tuple((node.report, node.entity, node.name) for node in members),
    )


def _called(members: Iterable[Appearance]) -> str:
    """The fullest name that most reports use."""
    counted = Counter(node.name for node in members)
    return max(counted, key=lambda name: (len(person_name(name).words) > 1, counted[name], len(name), name))
