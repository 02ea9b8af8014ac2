"""Whether a person is told of as a private person or in a public capacity, with the words that say so."""

from __future__ import annotations

from reportedly.claims.actor_profile import Profile
from reportedly.report import Anchored, Party
from reportedly.values.actor import Standing

__all__ = ["standing"]

_PUBLIC = frozenset({"official"})
_PEOPLE = frozenset({"person", "group", "unknown", "eyewitness", "official_unnamed"})
_PRIVATE = frozenset({"civilians", "prisoners", "protesters"})


def standing(profile: Profile, party: Party, role: str) -> Anchored[Standing] | None:
    """Private or public, where words say it; a person who is told of only as hurt or taken is private by that.

    Office, rank of command, speaking for a body: public. An occupation, kinship, age, being a victim, witness or
    bystander: private. Open for soldiers, fighters and bodies, and for people of whom neither is told.
    """
    if profile.standing is not None and profile.standing.value == "public":
        return profile.standing
    if profile.subtype is not None and profile.subtype.value in {"commander", "spokesperson"}:
        return Anchored("public", profile.subtype.spans)
    if profile.kind is not None and profile.kind.value in _PUBLIC:
        return Anchored("public", profile.kind.spans)
    if profile.standing is not None:
        return profile.standing
    if party.kind not in _PEOPLE:
        return None
    if profile.kind is not None:
        return Anchored("private", profile.kind.spans) if profile.kind.value in _PRIVATE else None
    if role == "victim" and party.kind == "person":
        return Anchored("private", (), "told of only as a victim")
    return None
