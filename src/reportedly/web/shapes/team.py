"""Accounts, roles and keys."""

from __future__ import annotations

from pydantic import BaseModel, Field

__all__ = [
    "AccountShown",
    "Changed",
    "KeyMade",
    "KeyShown",
    "NewAccount",
    "NewKey",
    "NewPassword",
    "OwnPassword",
    "RoleShown",
]


class RoleShown(BaseModel):
    """A role, and what it may do."""

    name: str
    label: str
    does: str = Field(description="What it is for, in a sentence.")
    can: list[str]


class AccountShown(BaseModel):
    """Somebody who may sign in."""

    name: str
    roles: list[str]
    disabled: bool
    ready: bool = Field(description="Whether there is a password, so that they can sign in.")
    added: str
    seen: str | None = Field(description="When they last did something, to ten minutes; null if not signed in.")
    etag: str = Field(description="Send it as If-Match with a change.")


class NewAccount(BaseModel):
    """An account to add."""

    name: str = Field(max_length=64)
    roles: list[str] = Field(min_length=1)
    password: str | None = Field(None, max_length=1_000, description="To be handed over and changed; null for later.")


class Changed(BaseModel):
    """What is to be different about an account; what is left out stays."""

    roles: list[str] | None = None
    disabled: bool | None = None


class NewPassword(BaseModel):
    """A password that somebody else sets."""

    password: str = Field(max_length=1_000)


class OwnPassword(BaseModel):
    """A password that one sets oneself."""

    old: str = Field(max_length=1_000)
    new: str = Field(max_length=1_000)


class NewKey(BaseModel):
    """A key to make."""

    label: str = Field(max_length=200, description="What it is for.")


class KeyShown(BaseModel):
    """A key without its secret."""

    id: str
    label: str
    added: str
    used: str | None = Field(description="When it was last used, to the hour.")
    revoked: str | None


class KeyMade(BaseModel):
    """A key with its secret, which is shown this once."""

    key: str
