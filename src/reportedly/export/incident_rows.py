"""An incident as one row: what was counted of it, every voice, and the report whose event stands for its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.export.rows import Cell
from reportedly.incidents.accounts import Account
from reportedly.incidents.agreement import Agreement, agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.incident_row import row_body
from reportedly.incidents.matrix import Version
from reportedly.report import Coding, Event, Link, Participant, Report
from reportedly.values.place import Place

__all__ = ["Coded", "coded", "geo_precision", "incident_cells", "sides", "time_precision"]

_FIRST = ("actor", "side_a", "side")
_SECOND = ("victim", "target", "side_b", "recipient")


@dataclass(frozen=True, slots=True)
class Coded:
    """An event that can be coded, in its report: it stands for an incident, or for itself."""

    report: Report
    event: Event
    coding: Coding

    @property
    def chain(self) -> str:
        """Who says so, outermost first."""
        return chain_cell(self.report.chain(self.event))

    @property
    def words(self) -> str:
        """The words that the code rests on, the trigger first."""
        spans = [self.coding.span, *(s for ground in self.coding.grounds for s in ground.value.spans)]
        return " … ".join(dict.fromkeys(" ".join(span.words.split()) for span in spans))


def coded(report: Report, number: int | None = None) -> list[Coded]:
    """The events of a report that the codebook `incidents` can code by themselves; of one incident where given."""
    events = {event.id: event for event in report.events or ()}
    of = {telling.event: telling.incident for telling in report.tellings or ()}
    return [
        Coded(report, events[coding.event], coding)
        for coding in report.codings or ()
        if coding.codebook == "incidents" and coding.codable and coding.part_of is None
        if number is None or of.get(coding.event) == number
    ]


def chain_cell(chain: Sequence[Link]) -> str:
    """A chain of sources as a cell."""
    return " > ".join(f"{link.holder.name} ({link.status or link.stance})" for link in chain)


def sides(event: Event) -> tuple[Participant | None, Participant | None]:
    """Who did it and whom it was done to, or the two sides of a fight; None where that is not told."""
    actors = [p for p in event.participants if p.party.value.kind != "place" or (p.actor and p.actor.kind)]
    first = [p for p in actors if p.role in _FIRST]
    second = [p for p in actors if p.role in _SECOND]
    other = second[0] if second else first[1] if len(first) > 1 and first[1].role == "side" else None
    return (first[0] if first else None), other


def time_precision(day_from: str | None, day_to: str | None) -> int | None:
    """1 for a day, 2 for up to a week, 3 for less; None where no day is told."""
    if not day_from:
        return None
    try:
        days = (date.fromisoformat(day_to or day_from) - date.fromisoformat(day_from)).days
    except ValueError:
        return 3
    return 1 if days == 0 and day_to else 2 if day_to and days <= 7 else 3


def geo_precision(kind: str | None) -> int | None:
    """1 for a settlement, 2 for a district, 3 for a province or what is wider; None where no place was resolved."""
    return {"city": 1, "admin2": 2}.get(kind, 3) if kind else None


def incident_cells(
    row: Mapping[str, Any], members: Sequence[tuple[str, str, int, str]], reports: Mapping[str, Report]
) -> tuple[dict[str, Cell], Coded | None]:
    """The cells of one incident, and the coded event that stands for it (None: no report can be coded).

    The digests of originals are the ledger's to add. `row` is that of the table `incidents`, `members` are
    (account, report, number, role) in the ledger's order.
    """
    accounts = [(_account(each, reports[report], number, role), role) for each, report, number, role in members]
    news = tuple(account for account, role in accounts if role == "news")
    recalled = tuple(account for account, role in accounts if role != "news")
    said = agreement(Incident(row["id"], news, recalled), reports)
    chief = _chief([each for account in news for each in coded(reports[account.report], account.number)])
    ids = list(dict.fromkeys(account.report for account in news))
    place, body = _place(said, row), row_body(row["body"])
    cells: dict[str, Cell] = {
        "incident": row["id"],
        **{name: row[name] for name in ("title", "day_from", "day_to", "kind", "place", "country", "radius_km")},
        "time_precision": time_precision(row["day_from"], row["day_to"]),
        "type": chief.coding.type if chief else None,
        "subtype": chief.coding.subtype if chief else None,
        "place_id": place.id if place else None,
        "place_kind": place.kind if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geo_precision": geo_precision(place.kind if place else None),
        **{f"{e}_{bound}": row[f"{e}_{bound}"] for e in ("killed", "injured") for bound in ("low", "high")},
        **{f"{e}_best": body.get(e) for e in ("killed", "injured")},
        **{name: row[name] for name in ("reports", "outlets", "origins", "unknown")},
        "background": len({account.report for account in recalled}),
        "contradictions": len(said.contradictions),
        "voices": _voices(said) or None,
        "words": chief.words if chief else None,
        "chain": chief.chain if chief else None,
        "coded_in": chief.report.id if chief else None,
        "coding": chief.coding.id if chief else None,
        "report_ids": " | ".join(ids),
        "outlet_names": " | ".join(_told(reports[each], "outlet") for each in ids),
        "urls": " | ".join(_told(reports[each], "url") for each in ids),
    }
    for number, side in enumerate(sides(chief.event) if chief else (None, None), 1):
        actor = side.actor if side else None
        cells[f"actor{number}"] = side.party.value.name if side else None
        cells[f"actor{number}_kind"] = actor.kind.value if actor and actor.kind else None
        cells[f"actor{number}_country"] = actor.country.value if actor and actor.country else None
    return cells, chief


def _account(id: str, report: Report, number: int, role: str) -> Account:
    events = tuple(t.event for t in report.tellings or () if t.incident == number)
    return Account(
        id=id, report=report.id, number=number, newness="main" if role == "news" else "background", events=events
    )


def _chief(found: Sequence[Coded]) -> Coded | None:
    """The event that stands for the incident: of the code that most reports have, the earliest with most told."""
    if not found:
        return None
    reports: dict[tuple[str | None, str | None], set[str]] = {}
    for each in found:
        reports.setdefault((each.coding.type, each.coding.subtype), set()).add(each.report.id)
    order = Counter({code: len(ids) for code, ids in reports.items()})
    best = max(order, key=lambda code: order[code])  # of equal ones the first, as dictionaries keep their order
    of = [each for each in found if (each.coding.type, each.coding.subtype) == best]
    return max(of, key=_plainly)


def _plainly(each: Coded) -> int:
    """How many sides an event names; one in words that take a side ("terrorists") counts less than none."""
    labels = [term.span for term in each.report.loaded or ()]
    named = [side.party.spans for side in sides(each.event) if side]
    return sum(-1 if any(s.overlaps(label) for s in spans for label in labels) else 1 for spans in named)


def _place(said: Agreement, row: Mapping[str, Any]) -> Place | None:
    field = said.field("place")
    for version in field.versions if field else ():
        for saying in version.sayings:
            found = saying.place.resolved.place if saying.place and saying.place.resolved else None
            if found and (found.latitude, found.longitude) == (row["lat"], row["lon"]):
                return found
    return None


def _voices(said: Agreement) -> str:
    """Each version of each field: "killed: 4 — Daily Lantern (neutral) > the police (asserted) “four”"."""
    return " | ".join(
        f"{field.name}{' denied' if version.denied else ''}: {version.value} — {_first(version)}"
        for field in said.fields
        for version in field.versions
    )


def _first(version: Version) -> str:
    saying = version.sayings[0]
    words = " ".join(saying.words.split())
    more = f", and {len(version.sayings) - 1} more" if len(version.sayings) > 1 else ""
    return f"{chain_cell(saying.chain)}{f' “{words}”' if words else ''}{more}"


def _told(report: Report, field: str) -> str:
    value = getattr(report.publication, field)
    return value.value.replace("|", " ") if value else "-"
