"""Which values of a field two coders gave: told for the fields of the codebook, never for names."""

from __future__ import annotations

from typing import Any

from reportedly.review.agreement import Met, agreement
from reportedly.store.decisions import Decision


def coded(author: str, number: int, **held: Any) -> Decision:
    """A blind decision on the claim with this number, with what its fields should hold."""
    after = {path: {"value": value, "spans": [[0, 4]]} for path, value in held.items()}
    return Decision(
        item=f"r1-a.c1-{number}",
        kind="claim",
        action="correct",
        round="blind",
        author=author,
        key=f"{author}-{number}-key",
        body={"seen": "s", "before": {}, "after": after},
    )


def pairs(*values: tuple[str | None, str | None], field: str) -> list[tuple[Decision, Decision]]:
    """What Mira and Tomas said of one field, item by item."""
    return [
        (coded("mira", n, **{field: one}), coded("tomas", n, **{field: other}))
        for n, (one, other) in enumerate(values)
    ]


def met(field: str, *values: tuple[str | None, str | None]) -> tuple[Met, ...]:
    """The values of a field that met."""
    return next(each.met for each in agreement(pairs(*values, field=field)) if each.field == field)


def test_values_that_met_are_counted_whoever_gave_which() -> None:
    said = [("alleged", "asserted"), ("asserted", "alleged"), ("asserted", "asserted"), ("asserted", "denied")]
    assert met("status", *said) == (
        Met("alleged", "asserted", 2),
        Met("asserted", "asserted", 1),
        Met("asserted", "denied", 1),
    )


def test_a_field_that_one_leaves_open_is_told_as_open() -> None:
    assert met("source_type", (None, "person"), ("person", "person"))[0] == Met("open", "person", 1)


def test_names_are_not_told() -> None:
    assert met("source", ("Dana Oriel", "Leonid Castellan"), ("Dana Oriel", "Dana Oriel")) == ()
