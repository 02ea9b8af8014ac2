"""Signs by which the events of a report tell what role words fill in an incident, and what the report tells.

`claims.filler_signs` looks at the parse alone. These signs say in which events somebody or something takes part, as
what, and whether those are told as facts, also under its other names and pronouns; and of a whole report which events
it tells, of whom, how, and whether they are news. A report without events or entities has fewer of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.claims.filler_signs import head_of, mention_signs
from reportedly.language.tree import Tree
from reportedly.report import Event, Participant

__all__ = ["EventSigns"]

_REFERRING = frozenset({"NOUN", "PROPN", "PRON"})
_CONTENT = frozenset({"VERB", "NOUN", "ADJ"})
_LEAD = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "amod"})
_OF_OTHERS = ("gov=", "on=", "over=", "head=", "rel=", "mod=")
"""Which signs of its other mentions count for a thing."""


class EventSigns:
    """The signs of one report; looked up once, asked for each thing it names."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._parts: dict[int, list[tuple[Event, str]]] = {}
        self._at: dict[int, Event] = {}
        for event in tree.report.events or ():
            for row in tree.rows(event.span):
                self._at.setdefault(row, event)
            for participant in event.participants:
                for span in participant.party.spans:
                    head = head_of(tree, tree.rows(span))
                    self._parts.setdefault(head, []).append((event, participant.role))
        self._incident = {each.event: each.incident for each in tree.report.tellings or ()}
        self._named: dict[tuple[str, int], set[str]] = {}
        for mention in tree.report.mentions or ():
            named_so = mention.kind == "time" or (mention.kind == "place" and mention.form == "name")
            if named_so and (rows := tree.rows(mention.head)):
                here = self._named.setdefault((mention.kind, tree.sentence_number(rows[0])), set())
                here.add(mention.head.words.lower())
        heads = {mention.id: mention.head for mention in tree.report.mentions or ()}
        self._entity: dict[int, tuple[str, list[int], int]] = {}
        for entity in tree.report.entities or ():
            everywhere = [row for each in entity.mentions for row in tree.rows(heads[each])]
            for row in everywhere:
                self._entity[row] = (entity.kind, everywhere, len(entity.mentions))

    def of(self, heads: Sequence[int], triggers: Iterable[str] = ()) -> frozenset[str]:
        """The signs of what is named at these rows, those of the parse among them."""
        signs = {f"times={min(len(heads), 4)}"}
        for head in heads:
            signs |= mention_signs(self._tree, head, triggers=triggers)
            signs.update(self._near(head))
            others: list[int] = []
            if known := self._entity.get(head):
                kind, others, size = known
                signs |= {f"ekind={kind}", f"esize={min(size, 4)}"}
            for row in {*heads, *others}:
                for event, role in self._parts.get(row, ()):
                    signs.update(_taking_part(event, role))
            for row in set(others) - set(heads):
                if self._tree.pos[row] in _REFERRING:
                    found = mention_signs(self._tree, row)
                    signs.update(f"c:{sign}" for sign in found if sign.startswith(_OF_OTHERS))
        return frozenset(signs)

    def parts(self, head: int) -> list[tuple[Event, str]]:
        """The events that what stands at this row takes part in, and as what."""
        return self._parts.get(head, [])

    def at(self, row: int) -> Event | None:
        """The event whose trigger stands at this row."""
        return self._at.get(row)

    def violence(self, heads: Iterable[int]) -> tuple[set[str], set[str]]:
        """Violent events that they take part in, and those of their sentences; events of one incident are one."""
        part = {self._same(event) for head in heads for event, _ in self._parts.get(head, ()) if event.violent}
        rows = {row for head in heads for row in self._tree.sentence(head)}
        return part, {self._same(event) for row in rows if (event := self._at.get(row)) and event.violent}

    def _same(self, event: Event) -> str:
        incident = self._incident.get(event.id)
        return event.id if incident is None else str(incident)

    def named(self, kind: str, heads: Iterable[int]) -> set[str]:
        """The places by name, or the times, that their sentences tell; `kind` is "place" or "time"."""
        numbers = {self._tree.sentence_number(head) for head in heads}
        return set().union(*(self._named.get((kind, number), ()) for number in numbers))

    def _near(self, head: int) -> Iterator[str]:
        """Violent events told in its sentence and beside, and the way up from it."""
        tree = self._tree
        here = [row for row in tree.sentence(head) if (event := self._at.get(row)) and event.violent]
        yield f"violent={min(len(here), 3)}"
        if here:
            nearest = min(here, key=lambda row: (abs(row - head), row))
            event = self._at[nearest]
            yield f"near={'before' if nearest < head else 'after'}:{tree.lemma[nearest].lower()}"
            yield f"nearest={event.type}:{tree.dep[head]}"
            yield f"told={event.modality.value}"
        number, sentences = tree.sentence_number(head), tree.sentences()
        for other in (number - 1, number + 1):
            if 0 <= other < len(sentences):
                for row in sentences[other]:
                    if (found := self._at.get(row)) and found.violent:
                        yield f"{'last' if other < number else 'next'}={tree.lemma[row].lower()}"
        above = tree.ancestors(head)[:4]
        verb = next((tree.lemma[row].lower() for row in above if tree.pos[row] == "VERB"), "")
        yield f"up={'>'.join(tree.dep[row] for row in [head, *above][:3])}:{verb}"
        yield f"tag={tree.tag[head]}:{tree.dep[head]}"

    def report(self) -> set[str]:
        """The signs of the whole report: words, arguments, words of its lead, and the events it tells."""
        tree = self._tree
        signs: set[str] = set()
        for row, (lemma, pos, dep) in enumerate(zip(tree.lemma, tree.pos, tree.dep, strict=True)):
            word = lemma.lower()
            if pos in _CONTENT and word.isalpha():
                signs.add(word)
            if pos in _LEAD and tree.sentence_number(row) < 2:
                signs.add(f"lead={word}")
            if pos in {"NOUN", "PROPN"} and dep in _ARGUMENTS:
                above = tree.head[tree.head[row]] if dep == "pobj" else tree.head[row]
                signs.add(f"{dep}={word}:{tree.lemma[above].lower()}")
        tellings = {each.event: each.newness.value for each in tree.report.tellings or ()}
        for event in tree.report.events or ():
            signs.update(self._telling(event, tellings.get(event.id, "")))
        if tree.report.document:
            signs.add(f"document={tree.report.document.value}")
        return signs

    def _telling(self, event: Event, newness: str) -> Iterator[str]:
        rows, told = self._tree.rows(event.span), event.modality.value
        word = self._tree.lemma[rows[-1]].lower() if rows else ""
        yield f"event={event.type}"
        yield f"mode={event.mode}"
        yield f"event={event.type}:{told}:{event.polarity.value}"
        yield f"event={event.type}:{newness}"
        yield f"event={event.type}:{event.genericity.value}"
        yield f"trigger={word}:{newness}"
        yield f"trigger={word}:{told}"
        if rows and self._tree.sentence_number(rows[0]) < 3:
            yield f"first={word}"
            yield f"first={event.type}:{told}"
        if event.violent:
            yield f"violent={newness}:{told}:{event.genericity.value}"
            yield f"violent={newness}:{event.time is not None}"
            yield f"violent={event.place is not None}:{event.time is not None}"
            yield from (f"effect={each.value.effect}" for each in event.quantities)
            for participant in event.participants:
                kind = _kind(participant)
                yield f"{participant.role}={kind}"
                yield f"{participant.role}={kind}:{word}"


def _taking_part(event: Event, role: str) -> Iterator[str]:
    yield f"event={event.type}:{role}"
    yield f"mode={event.mode}:{role}"
    yield f"violent={event.violent}:{role}"
    yield f"violent={event.violent}:{role}:{event.modality.value}:{event.polarity.value}"
    yield from (f"effect={each.value.effect}:{role}" for each in event.quantities)
    if event.time:
        yield f"when={event.violent}"
    if event.place:
        yield f"where={event.violent}"


def _kind(participant: Participant) -> str:
    """What kind of actor or party takes part."""
    actor = participant.actor
    return str(actor.kind.value if actor and actor.kind else participant.party.value.kind)
