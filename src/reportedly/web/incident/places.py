"""Where an incident is told to have happened, as the page gets it."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.web.incident.numbering import Numbering
from reportedly.web.shapes import incident as shapes

__all__ = ["places"]


def places(on: Numbering) -> Iterator[shapes.IncidentPlace]:
    """Each version of the place, with how far it reaches and how sure that is."""
    field = on.view.agreement.field("place")
    for number, version in enumerate(field.versions if field else ()):
        told = next((s.place for s in version.sayings if s.place and s.place.resolved), None)
        meant = told.resolved if told else None
        place = (meant.place or meant.within) if meant else None
        yield shapes.IncidentPlace(
            version=number,
            name=version.value,
            described=told.described if told else version.value,
            kind=place.kind if place else None,
            country=place.country if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            radius_km=place.radius_km if place else None,
            somewhere=bool(told and meant and (told.resolved_by or meant.place is None)),
            score=meant.score if meant else None,
            independent=version.independent,
            outlets=version.outlets,
        )
