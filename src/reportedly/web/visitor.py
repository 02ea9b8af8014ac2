"""Who asks, and what they may do. Every route names what it needs: `visitor: Annotated[Visitor, needs("read")]`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Depends, Request

from reportedly.access.roles import Capability
from reportedly.web.problems import ProblemError

__all__ = ["Capability", "Doorkeeper", "Visitor", "capability_of", "needs"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in, or the one user of a workbench without accounts."""

    name: str
    role: str
    can: frozenset[Capability]

    def may(self, capability: Capability) -> bool:
        """Whether they have this capability."""
        return capability in self.can


class Doorkeeper(Protocol):
    """Knows visitors by their requests. `by` says how one gets in: by a "link" or a "password"."""

    by: str

    def admit(self, token: str) -> str | None:
        """A session for who brings a token that works once; None for anybody else."""

    def visitor(self, request: Request) -> Visitor | None:
        """Who asks; None for a stranger."""


def needs(capability: Capability) -> Any:
    """A dependency that gives the visitor, and lets in only those who have this capability."""

    def let_in(request: Request) -> Visitor:
        visitor: Visitor | None = getattr(request.state, "visitor", None)  # `web/door.py` has found it out
        if visitor is None:
            by = request.app.state.doorkeeper.by
            first = "sign in first" if by == "password" else "open the address that `reportedly serve` printed"
            raise ProblemError(401, "sign-in", first, by=by)
        if not visitor.may(capability):
            detail = f"this needs the right to {capability.replace('_', ' ')}, which the role {visitor.role} has not"
            raise ProblemError(403, "not-allowed", detail, needs=capability)
        return visitor

    let_in.capability = capability  # type: ignore[attr-defined]
    return Depends(let_in)


def capability_of(dependency: Callable[..., Any]) -> Capability | None:
    """What a dependency that `needs` made asks for; None for any other."""
    found: Capability | None = getattr(dependency, "capability", None)
    return found
