"""An incident: the accounts that were linked, and nothing that any single one of them says."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.incidents.accounts import Account

__all__ = ["Incident"]


@dataclass(frozen=True, slots=True)
class Incident:
    """Accounts of one incident, in the order in which their reports came into the ledger.

    `id` follows from the first account that tells it as news (else the first), so that it stays while others join.
    `background` are accounts that only recall it: they attach, and are no confirmation.
    """

    id: str
    accounts: tuple[Account, ...]
    background: tuple[Account, ...] = ()
