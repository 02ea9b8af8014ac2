"""The sorts of actors: declared once, in the file and in the type alike."""

from __future__ import annotations

from typing import get_args

from reportedly.ontology.actors import actor_types
from reportedly.values.actor import ActorKind, Affiliation


def test_every_kind_of_the_type_is_defined() -> None:
    assert set(actor_types()) == set(get_args(ActorKind))
    assert all(kind.definition for kind in actor_types().values())


def test_those_who_carry_arms_are_on_a_side() -> None:
    assert {kind.side for kind in actor_types().values() if kind.armed} == {"state", "non-state", "other"}


def test_an_affiliation_reads_as_words() -> None:
    assert str(Affiliation("backed_by", "Veltria")) == "backed by Veltria"
