"""What is known of an actor while it is being read."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.report import Anchored
from reportedly.values.actor import ActorKind, Affiliation, Standing

__all__ = ["Profile"]


@dataclass(frozen=True)
class Profile:
    """What is known of an actor so far. `armed` are rows of words by which it carries arms."""

    kind: Anchored[ActorKind] | None = None
    subtype: Anchored[str] | None = None
    known_as: Anchored[str] | None = None
    country: Anchored[str] | None = None
    affiliation: Anchored[Affiliation] | None = None
    standing: Anchored[Standing] | None = None
    armed: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether kind and country are both known."""
        return self.kind is not None and self.country is not None

    def filled(self, other: Profile) -> Profile:
        """This profile, with what it does not know from `other`; a subtype only with its kind."""
        same = self.kind is None or (other.kind is not None and other.kind.value == self.kind.value)
        return Profile(
            self.kind or other.kind,
            self.subtype or (other.subtype if same else None),
            self.known_as or other.known_as,
            self.country or other.country,
            self.affiliation or other.affiliation,
            self.standing or (other.standing if same else None),
            self.armed or other.armed,
        )
