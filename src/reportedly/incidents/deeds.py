"""What newsrooms call a kind of event: "bombing" for ASSAULT/explosives, "fire" for ACCIDENT/fire."""

from __future__ import annotations

from reportedly.report import Event

__all__ = ["deed", "named_deed"]

_DEEDS = {
    "explosives": "bombing",
    "firearms": "shooting",
    "suicide": "suicide attack",
    "aerial": "air strike",
    "drone": "drone strike",
    "heavy-weapons": "shelling",
    "stab": "stabbing",
    "kill": "killing",
    "wound": "wounding",
    "assassinate": "assassination",
    "abduct": "abduction",
    "beat": "beating",
    "sexual": "sexual violence",
    "vehicle": "vehicle attack",
    "destroy": "destruction",
    "crowd-control": "force against a crowd",
    "chemical": "chemical attack",
    "hostage": "hostage taking",
}


def deed(event: Event) -> str:
    """The noun for an event's mode (ontology/events.toml), the mode itself where it is one, else the type."""
    return named_deed(event.type, event.mode)


def named_deed(type: str, mode: str | None) -> str:
    """The same for an event's type and mode alone."""
    return _DEEDS.get(mode or type.lower(), (mode or type.lower()).replace("-", " "))
