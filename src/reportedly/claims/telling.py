"""Stage: how a report tells its events. What is its news, what it recalls, which events are one incident; what kind

of text it is. Nothing about the events themselves changes.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.claims.document_type import document_type
from reportedly.claims.incidents import incidents, numbered
from reportedly.claims.newness import LEXICON, NewnessReader
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load
from reportedly.report import Anchored, Event, Newness, Origin, Report, Telling, annotation_id

__all__ = ["Tellings"]


class Tellings:
    """Stage: a telling for each event that is told as having happened, in text order, and the type of the document.

    Needs tokens, claims, events.
    """

    name = "claims.tellings.v1"
    needs = frozenset({"tokens", "claims", "events"})
    makes = frozenset({"tellings", "document"})

    def __init__(self) -> None:
        self._resource = load(LEXICON).resource

    def __call__(self, report: Report) -> Report:
        tree = Tree(report)
        read = NewnessReader(report, tree)
        told = [(event, read(event)) for event in report.events or () if event.occurred]
        number = numbered(incidents(tree, [(event, newness.value) for event, newness in told]))
        made = tuple(self._telling(report, event, newness, number.get(event.id)) for event, newness in told)
        return report.with_layers(tellings=made, document=document_type(report, tree, made) if len(tree) else None)

    def _telling(self, report: Report, event: Event, newness: Anchored[Newness], incident: int | None) -> Telling:
        if incident == 1 and newness.value == "new":
            newness = replace(newness, value="main", inferred="of the incident that most of the report is about")
        return Telling(
            id=annotation_id("t", report.id, event.id),
            span=event.span,
            origin=Origin(self.name, newness.value, self._resource),
            event=event.id,
            newness=newness,
            incident=incident,
        )
