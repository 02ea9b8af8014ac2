"""Stage: codings. What each event is by a codebook, by its ordered rules; whether it can be coded, and why."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import Path

from reportedly.claims.coding_facts import Known, Read
from reportedly.claims.coding_reasons import reason
from reportedly.claims.coding_rules import first_rule
from reportedly.claims.coding_scope import incidents, lacks, supplied
from reportedly.language.tree import Tree
from reportedly.ontology.codebook import Codebook
from reportedly.ontology.codebooks import codebook
from reportedly.report import Anchored, Coding, Ground, Origin, Report, annotation_id

__all__ = ["Codings"]


class Codings:
    """Stage: one coding for every event and codebook, in text order. Needs tokens and events.

    `codebooks` are names of the package's ("incidents") or paths of TOML files (docs/codebooks.md). An event that is
    of no type of the codebook, not told as having happened, or without a day or place has a coding too, which says
    that it is not codable and why. Of several events of one incident, one stands for it; the others are part of it.

    Raises BadCodebook for a codebook that is missing or breaks its rules.
    """

    name = "claims.codings.v1"
    needs = frozenset({"tokens", "events"})
    makes = frozenset({"codings"})

    def __init__(self, codebooks: Sequence[str | Path] = ("incidents",)) -> None:
        self._books = [codebook(source) for source in codebooks]

    def __call__(self, report: Report) -> Report:
        if not report.events:
            return report.with_layers(codings=())
        tree = Tree(report)
        recalled = frozenset(t.event for t in report.tellings or () if t.newness.value == "background")
        out: list[Coding] = []
        for book in self._books:
            read = Read(report, tree, book)
            for group in incidents(tree, report.events, recalled):
                out += self._incident(report, book, read.incident(group), recalled)
        return report.with_layers(codings=tuple(sorted(out, key=lambda c: (c.span, c.codebook))))

    def _incident(self, report: Report, book: Codebook, group: Sequence[Known], recalled: Set[str]) -> list[Coding]:
        """The codings of the events of one incident; all but the one that comes first are part of that one."""
        codings = [
            self._coding(report, book, known, [k for k in group if k is not known], recalled) for known in group
        ]
        told = [
            ("aside" in known.facts["told"], coding)
            for coding, known in zip(codings, group, strict=True)
            if coding.type and known.event.occurred
        ]
        if not told:
            return codings
        _, first = min(told, key=lambda each: (each[0], book.rank(each[1].subtype or each[1].type), each[1].span))
        parts = {coding.id for _, coding in told} - {first.id}
        return [
            replace(each, part_of=first.id, codable=False, lacks=(*each.lacks, "own"), reason=reason(each, first))
            if each.id in parts
            else each
            for each in codings
        ]

    def _coding(
        self, report: Report, book: Codebook, known: Known, others: Sequence[Known], recalled: Set[str]
    ) -> Coding:
        event = known.event
        company = [other for other in others if other.event.occurred] if event.occurred else []
        found = first_rule(book.rules, known, company)
        code = book.codes[found[0].code] if found else None
        beside = [other.event for other in company]
        lacking = lacks(event, beside, typed=code is not None, recalled=event.id in recalled)
        coding = Coding(
            id=annotation_id("k", report.id, event.id, book.name, book.version),
            span=event.span,
            origin=Origin(self.name, found[0].name if found else None, book.resource),
            event=event.id,
            codebook=book.name,
            version=book.version,
            type=code.type if code else None,
            subtype=code.subtype if code else None,
            codable=not lacking,
            reason="",
            lacks=lacking,
            grounds=found[1] if found else (),
            mapped=self._mapped(book, known, company, found[0].code) if found else (),
            supplied=supplied(event, beside) if found else (),
        )
        return replace(coding, reason=reason(coding))

    def _mapped(self, book: Codebook, known: Known, company: Sequence[Known], code: str) -> tuple[Ground, ...]:
        """The same in other codebooks' terms, each with the words of the grounds it rests on."""
        coded = Known(known.event, {**known.facts, "coded": {code: (known.event.span,)}})
        out = []
        for mapping in book.mappings:
            if found := first_rule(mapping.rules, coded, company):
                spans = tuple(dict.fromkeys(span for ground in found[1] for span in ground.value.spans))
                out.append(Ground(mapping.name, Anchored(found[0].code, spans, None if spans else found[0].name)))
        return tuple(out)
