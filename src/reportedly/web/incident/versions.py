"""Fields with all their versions, as the page gets them."""

from __future__ import annotations

from reportedly.export.incident_view import counted, label, told_by, value_words
from reportedly.incidents.matrix import Field, Version
from reportedly.incidents.origins import Origins
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.report import Span
from reportedly.web.incident.numbering import Numbering, source_of
from reportedly.web.shapes import said

__all__ = ["field_of", "words_of"]

_HELD = {"believed": "uncertain", "unknown": "uncertain"}


def field_of(on: Numbering, field: Field, *, news: bool) -> said.IncidentField:
    """A field with all its versions; `news` is False for what is only recalled."""
    versions = [
        said.IncidentVersion(
            value=value_words(version),
            denied=version.denied,
            aside=version.aside,
            kind=version.kind,
            party=_party(on, version),
            private=any(saying.private for saying in version.sayings),
            outlets=version.outlets,
            independent=version.independent,
            unknown=version.unknown,
            counted=counted(version),
            first=version.first,
            last=version.last,
            against=sorted({c.other if c.one == n else c.one for c in on.view.flags(field, n)} if news else ()),
            sayings=[_said(on, saying) for saying in version.sayings],
            backing=_backing(on, version, news=news),
        )
        for n, version in enumerate(field.versions)
    ]
    return said.IncidentField(name=field.name, label=label(field), versions=versions)


def _backing(on: Numbering, version: Version, *, news: bool) -> list[said.OriginLane]:
    behind = (on.news if news else on.recalled)(version.sayings)
    return [on.lane(group) for group in behind.groups] if isinstance(behind, Origins) else []


def _party(on: Numbering, version: Version) -> str | None:
    """Who is held to answer, by one name for all versions of the party."""
    first = version.sayings[0]
    if first.field != "responsibility" or first.party is None:
        return None
    name = first.party.name
    known = next((each for each in on.parties if same_party(each, name)), None)
    if known is None:
        on.parties.append(name)
    return known or name


def _said(on: Numbering, saying: Saying) -> said.IncidentSaying:
    last = saying.chain[-1]
    return said.IncidentSaying(
        report=on.number[saying.report],
        voice=on.number_of[source_of(saying)],
        own=saying.own,
        told_by=told_by(saying),
        chain=[
            said.SaidBy(name=link.holder.name, kind=link.holder.kind, stance=link.stance, status=link.status)
            for link in saying.chain
        ],
        firmness=_firmness(saying),
        spans=[words_of(span) for span in saying.spans],
        sentences=on.sentences.of(saying.report, saying.spans),
        inferred=saying.inferred,
        private=saying.private,
        by=saying.by,
        claim=last.claim,
        event=saying.event,
    )


def words_of(span: Span) -> said.SaidWords:
    """A span as it goes over the wire."""
    return said.SaidWords(start=span.start, end=span.end, words=span.words)


def _firmness(saying: Saying) -> said.Firmness:
    if saying.denied or saying.kind == "denied":
        return "denied"
    status = _HELD.get(saying.chain[-1].status or "asserted", saying.chain[-1].status or "asserted")
    distant = any(link.stance in ("distancing", "rejecting") for link in saying.chain[:-1])
    return "doubted" if status == "asserted" and distant else status  # type: ignore[return-value]
