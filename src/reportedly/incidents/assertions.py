"""What voices hold of an incident, as rows: who claims, admits or denies it, who blames whom, who counts its dead.

A row is one kind of assertion by one voice about one party, with every saying of it. Reports are counted by their
origins and not by their number: four reprints of one wire carry what the army said once.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from reportedly.incidents.account_reading import UNNAMED
from reportedly.incidents.agreement import Agreement
from reportedly.incidents.origins import Origins
from reportedly.incidents.press_names import plain_name
from reportedly.incidents.sayings import Saying
from reportedly.report import Party

__all__ = ["KINDS", "assertions", "told_sayings"]

KINDS = ("claimed", "admitted", "denied", "accused", "suspected", "unknown", "counted")
"""Kinds of assertion. The first three are a party's own about itself; "accused", "suspected" and "unknown" (spoken of
as behind it) are a voice's about a party; "counted" gives a toll."""

_OWN = frozenset(("claimed", "admitted", "denied"))
_TOLLS = ("killed", "injured", "missing")


def assertions(agreement: Agreement, origins_of: Callable[[Sequence[str]], Origins]) -> list[dict[str, Any]]:
    """The rows of one incident for the table `assertions`, in the order in which reports tell them.

    `by` and `about` are named as the first saying names them, and can be looked up among people by report and entity.
    A toll in an outlet's own voice is the outlet's report and no assertion of an actor, and is left out.
    """
    rows: dict[tuple[str, str, str | None], list[tuple[Saying, Party, Party | None]]] = {}
    for kind, saying, by, about in _asserted(agreement):
        key = kind, plain_name(by.name), plain_name(about.name) if about else None
        rows.setdefault(key, []).append((saying, by, about))
    return [
        _row(agreement.incident, number, kind, told, origins_of)
        for number, ((kind, _, _), told) in enumerate(rows.items(), 1)
    ]


def told_sayings(body: bytes) -> list[dict[str, Any]]:
    """The sayings that a row's body holds: report, outlet, published, value, spans (start, end, words), chain."""
    told: list[dict[str, Any]] = json.loads(zlib.decompress(body))
    return told


def _asserted(agreement: Agreement) -> Iterator[tuple[str, Saying, Party, Party | None]]:
    for field in agreement.fields:
        for saying in (each for version in field.versions for each in version.sayings):
            if field.name == "responsibility" and saying.party and saying.kind in KINDS:
                if saying.kind in _OWN:
                    yield saying.kind, saying, saying.party, None
                else:
                    yield saying.kind, saying, _voice(saying), saying.party
            elif field.name in _TOLLS and not saying.own and not saying.aside:
                yield "counted", saying, saying.chain[-1].holder, None


def _voice(saying: Saying) -> Party:
    """Who blames: whom the saying names for it, with the entity where the chain has it, else who speaks last."""
    if saying.by is None:
        return saying.chain[-1].holder
    return next((link.holder for link in reversed(saying.chain) if link.holder.name == saying.by), Party(saying.by))


def _row(
    incident: str,
    number: int,
    kind: str,
    told: Sequence[tuple[Saying, Party, Party | None]],
    origins_of: Callable[[Sequence[str]], Origins],
) -> dict[str, Any]:
    reports = tuple(dict.fromkeys(saying.report for saying, _, _ in told))
    counted = origins_of(reports)
    by_saying, by = next(((s, b) for s, b, _ in told if b.entity), told[0][:2])
    about_saying, about = next(((s, a) for s, _, a in told if a and a.entity), (told[0][0], told[0][2]))
    body = json.dumps([_said(saying) for saying, _, _ in told], sort_keys=True, separators=(",", ":"))
    return {
        "incident": incident,
        "number": number,
        "kind": kind,
        "by": by.name or UNNAMED,
        "by_kind": by.kind,
        "by_report": by_saying.report,
        "by_entity": by.entity,
        "about": about.name if about else None,
        "about_kind": about.kind if about else None,
        "about_report": about_saying.report if about else None,
        "about_entity": about.entity if about else None,
        "reports": len(reports),
        "roots": sorted({plain_name(group.root) or group.root for group in counted.groups if group.root}),
        "unknown": counted.unknown,
        "body": zlib.compress(body.encode(), 9),
    }


def _said(saying: Saying) -> dict[str, Any]:
    return {
        "report": saying.report,
        "outlet": saying.outlet,
        "published": saying.published or saying.day,
        "value": saying.value,
        "field": saying.field,
        "spans": [[span.start, span.end, span.words] for span in saying.spans],
        "chain": [[link.holder.name, link.status or link.stance] for link in saying.chain],
        "inferred": saying.inferred,
    }
