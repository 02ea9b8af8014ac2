"""What each role may do, as `roles.toml` says it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from reportedly.errors import BadAccount

__all__ = ["CAPABILITIES", "Capability", "Role", "allowed", "checked_roles", "roles"]

Capability = Literal["read", "see_names", "annotate", "judge", "adjudicate", "ingest", "export", "administer"]

CAPABILITIES: frozenset[Capability] = frozenset(get_args(Capability))


@dataclass(frozen=True, slots=True)
class Role:
    """A role: how it is called, what it is for in a sentence, and what it may do."""

    name: str
    label: str
    does: str
    can: frozenset[Capability]


@cache
def roles() -> dict[str, Role]:
    """Every role, in the order of the file. Raises ValueError for a capability that does not exist."""
    told = tomllib.loads(files(__package__).joinpath("roles.toml").read_text("utf-8"))
    out = {}
    for name, row in told.items():
        if unknown := set(row["can"]) - CAPABILITIES:
            raise ValueError(f"roles.toml, {name}: no capability is called {', '.join(sorted(unknown))}")
        out[name] = Role(name, row["label"], row["does"], cast(frozenset[Capability], frozenset(row["can"])))
    return out


def allowed(names: Iterable[str]) -> frozenset[Capability]:
    """What somebody with these roles may do; a role that is not there any more allows nothing."""
    known = roles()
    return frozenset(each for name in names if name in known for each in known[name].can)


def checked_roles(names: Iterable[str]) -> list[str]:
    """These roles, each once, in the order of the table. Raises BadAccount for none, or one that does not exist."""
    wanted = set(names)
    if unknown := wanted - set(roles()):
        raise BadAccount(f"there is no role {', '.join(sorted(unknown))}; there are: {', '.join(roles())}")
    if not wanted:
        raise BadAccount(f"an account needs a role, one or more of: {', '.join(roles())}")
    return [name for name in roles() if name in wanted]
