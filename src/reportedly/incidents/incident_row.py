"""An incident as a row of the table of incidents: what a list shows, and the rest as JSON in its body."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from reportedly.incidents.agreement import Agreement
from reportedly.incidents.incident import Incident
from reportedly.incidents.matrix import Counted, Version
from reportedly.values.place import Place

__all__ = ["incident_row", "row_body"]


def incident_row(incident: Incident, agreement: Agreement, origins: Counted) -> dict[str, Any]:
    """The row, by column of the table `incidents`; what nobody tells is None.

    Day and place are those of the version with most independent origins (then reports) behind it; killed and injured
    the lowest and highest that sources hold at last. `body` is deflated JSON: summary, the likeliest tolls, how many
    contradictions and changed minds there are, which kind of place it is (`PlaceKind`), the days on which reports
    appeared (`row_body` reads it).
    """
    day, place, what = (_chief(agreement, name) for name in ("day", "place", "what"))
    time = day.sayings[0].time if day else None
    found = _resolved(place)
    tolls = {series.effect: series for series in agreement.tolls}
    seen = sorted(
        s.published or s.day or ""
        for f in agreement.fields
        for v in f.versions
        for s in v.sayings
        if s.published or s.day
    )
    killed, injured = tolls.get("killed"), tolls.get("injured")
    body = {
        "summary": agreement.summary,
        "killed": killed.best if killed else None,
        "injured": injured.best if injured else None,
        "contradictions": len(agreement.contradictions),
        "changes": len(agreement.changes),
        "background": len({a.report for a in incident.background}),
        "place_kind": found.kind if found else None,
        "first_seen": seen[0] if seen else None,
        "last_seen": seen[-1] if seen else None,
    }
    days = re.findall(r"\d{4}-\d\d-\d\d", day.value) if day and (time is None or time.open) else []
    return {
        "id": incident.id,
        "title": agreement.title,
        "day_from": (time.earliest if time and not time.open else None) or (days[0] if days else None),
        "day_to": (time.latest if time and not time.open else None) or (days[-1] if days else None),
        "place": place.value if place else None,
        "country": found.country if found else None,
        "lat": found.latitude if found else None,
        "lon": found.longitude if found else None,
        "radius_km": found.radius_km if found else None,
        "kind": what.value if what else None,
        "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None,
        "injured_low": injured.low if injured else None,
        "injured_high": injured.high if injured else None,
        "reports": len({account.report for account in incident.accounts}),
        "outlets": origins.outlets,
        "origins": origins.independent,
        "unknown": origins.unknown,
        "body": zlib.compress(json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode(), 9),
    }


def row_body(body: bytes | None) -> dict[str, Any]:
    """What `incident_row` wrote into the body; empty for a row without one."""
    read: dict[str, Any] = json.loads(zlib.decompress(body)) if body else {}
    return read


def _chief(agreement: Agreement, name: str) -> Version | None:
    field = agreement.field(name)
    return field.chief if field else None


def _resolved(version: Version | None) -> Place | None:
    """The gazetteer's place of the first saying that has one."""
    for saying in version.sayings if version else ():
        if saying.place and saying.place.resolved and saying.place.resolved.place:
            return saying.place.resolved.place
    return None
