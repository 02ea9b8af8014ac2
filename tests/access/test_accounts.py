"""Who may sign in, with what, for how long, and that all of it is noted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from reportedly.access import accounts, audit, keys, passwords, sessions
from reportedly.access.attempts import Attempts
from reportedly.access.roles import CAPABILITIES, allowed, roles
from reportedly.errors import BadAccount, BadInput, BadLedger, UnknownId
from reportedly.store.copying import copy
from reportedly.store.ledger import Ledger
from reportedly.store.schema import api_keys, users
from reportedly.store.schema import audit as log

SECRET = "lantern ferry walnut nine"  # noqa: S105  (of accounts that live for a test)


def with_ines(ledger: Ledger) -> Ledger:
    accounts.add(ledger, "ines", ["admin", "reviewer"], SECRET, by="setup")
    return ledger


def log_of(ledger: Ledger) -> list[tuple[str, str, str]]:
    with ledger.reading() as connection:
        rows, _ = audit.noted(connection, audit.Asked(), 100)
    return [(row.who, row.act, row.what) for row in reversed(rows)]


def test_who_brings_the_right_password_gets_a_session_and_nobody_else(ledger: Ledger) -> None:
    with_ines(ledger)
    token = accounts.sign_in(ledger, "ines", SECRET)
    assert token
    assert accounts.sign_in(ledger, "ines", SECRET + "!") is None
    assert accounts.sign_in(ledger, "nobody at all", SECRET) is None
    with ledger.reading() as connection:
        found = sessions.user_of(connection, token)
        assert found
        assert found[0] == "ines"
        assert sessions.user_of(connection, token[:-1]) is None
    acts = [act for _, act, _ in log_of(ledger)]
    assert acts == ["account.add", "sign-in", "sign-in.refused", "sign-in.refused"]


def test_neither_passwords_nor_tokens_nor_keys_are_kept(ledger: Ledger) -> None:
    with_ines(ledger)
    token = accounts.sign_in(ledger, "ines", SECRET)
    key = keys.make(ledger, "ines", "nightly export", by="ines")
    with ledger.reading() as connection:
        kept = "".join(
            str(row)
            for table in ("users", "sessions", "api_keys", "audit")
            for row in connection.execute(
                text(f"SELECT * FROM {table}")  # noqa: S608
            )
        )
    assert "argon2id" in kept
    for secret in (SECRET, token, key):
        assert secret
        assert secret not in kept


def test_a_new_password_signs_out_every_other_browser(ledger: Ledger) -> None:
    with_ines(ledger)
    here, there = (accounts.sign_in(ledger, "ines", SECRET) for _ in range(2))
    assert here
    assert there
    accounts.set_password(ledger, "ines", "walnut ferry lantern ten", by="ines", keep=here)
    with ledger.reading() as connection:
        assert sessions.user_of(connection, here)
        assert sessions.user_of(connection, there) is None
    assert accounts.sign_in(ledger, "ines", SECRET) is None


def test_a_session_ends_by_rest_and_by_age(ledger: Ledger) -> None:
    with_ines(ledger)
    opened = datetime(2031, 5, 6, 9, tzinfo=UTC)
    with ledger.writing() as connection:
        token = sessions.open_session(connection, "ines", opened)
    with ledger.reading() as connection:
        assert sessions.user_of(connection, token, opened + sessions.IDLE - timedelta(minutes=1))
        assert sessions.user_of(connection, token, opened + sessions.IDLE + timedelta(minutes=1)) is None
    at = opened
    while at <= opened + sessions.LONGEST:
        at += timedelta(hours=7)
        with ledger.writing() as connection:
            sessions.touch(connection, token, at)
    with ledger.reading() as connection:
        assert sessions.user_of(connection, token, at) is None


def test_who_is_disabled_is_out_at_once_and_their_keys_with_them(ledger: Ledger) -> None:
    with_ines(ledger)
    accounts.add(ledger, "teo", ["annotator"], "paper boats in the rain", by="ines")
    token = accounts.sign_in(ledger, "teo", "paper boats in the rain")
    key = keys.make(ledger, "teo", "script", by="teo")
    assert keys.user_of(ledger, key) == "teo"
    assert accounts.set_disabled(ledger, "teo", True, by="ines").can == frozenset()
    assert keys.user_of(ledger, key) is None
    assert accounts.sign_in(ledger, "teo", "paper boats in the rain") is None
    with ledger.reading() as connection:
        assert token
        assert sessions.user_of(connection, token) is None
    assert ("ines", "account.disable", "teo") in log_of(ledger)


def test_a_key_is_revoked_by_what_it_was_for(ledger: Ledger) -> None:
    with_ines(ledger)
    key = keys.make(ledger, "ines", "nightly export", by="ines")
    with pytest.raises(BadAccount, match="already"):
        keys.make(ledger, "ines", "nightly export", by="ines")
    keys.revoke(ledger, "ines", "nightly export", by="ines")
    assert keys.user_of(ledger, key) is None
    assert [each.revoked is not None for each in keys.keys_of(ledger, "ines")] == [True]
    with pytest.raises(UnknownId):
        keys.revoke(ledger, "ines", "nightly export", by="ines")


def test_somebody_can_always_administer(ledger: Ledger) -> None:
    with pytest.raises(BadAccount, match="the role admin"):
        accounts.add(ledger, "ines", ["reader"], SECRET, by="setup")
    with_ines(ledger)
    with pytest.raises(BadAccount, match="last account that may administer"):
        accounts.set_roles(ledger, "ines", ["reviewer"], by="ines")
    with pytest.raises(BadAccount, match="last account that may administer"):
        accounts.set_disabled(ledger, "ines", True, by="ines")


@pytest.mark.parametrize("name", ["", " ", "a/b", "-x-", "x" * 65, "né\u202ev"])
def test_a_name_that_could_mislead_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(BadAccount):
        accounts.add(ledger, name, ["admin"], SECRET, by="setup")


def test_a_name_is_never_given_twice_in_any_spelling_of_its_capitals(ledger: Ledger) -> None:
    with_ines(ledger)
    with pytest.raises(BadAccount, match="already"):
        accounts.add(ledger, "INES", ["reader"], SECRET, by="ines")


def test_the_log_is_only_added_to_and_filtered_by_person_act_and_day(ledger: Ledger) -> None:
    with_ines(ledger)
    with ledger.writing() as connection:
        audit.note(connection, "2031-05-06T10:00:00.000000Z", "teo", "write.merge", "x1-a", path="/api/x")
        audit.note(connection, "2031-05-07T10:00:00.000000Z", "teo", "write.split", "x1-b")
    with ledger.reading() as connection:
        assert [row.act for row in audit.noted(connection, audit.Asked(who="teo"), 9)[0]] == [
            "write.split",
            "write.merge",
        ]
        assert [row.what for row in audit.noted(connection, audit.Asked(act="write"), 1)[0]] == ["x1-b"]
        day = audit.Asked(since="2031-05-06", until="2031-05-06")
        assert [row.what for row in audit.noted(connection, day, 9)[0]] == ["x1-a"]
        assert audit.noted(connection, audit.Asked(act="account"), 9)[1] == 1
        assert audit.people(connection) == ["setup", "teo"]
        with pytest.raises(BadInput):
            audit.noted(connection, audit.Asked(since="yesterday"), 9)
    for change in (update(log).values(who="nobody"), delete(log)):
        with pytest.raises((BadLedger, DBAPIError)), ledger.writing() as connection:
            connection.execute(change)


def test_an_old_hash_is_made_again_when_its_password_is_next_seen(ledger: Ledger) -> None:
    from argon2 import PasswordHasher

    with_ines(ledger)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SECRET)
    with ledger.writing() as connection:
        connection.execute(update(users).values(password=weak))
    assert accounts.sign_in(ledger, "ines", SECRET)
    with ledger.reading() as connection:
        kept = connection.scalar(select(users.c.password))
    assert kept != weak
    assert passwords.verified(kept, SECRET)


def test_a_hash_costs_whoever_guesses_64_mib_and_three_passes_and_none_is_alike(slow_hashes: None) -> None:
    one, other = (passwords.hashed(SECRET, name="ines") for _ in range(2))
    assert one != other
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.verified(one, SECRET)
    assert not passwords.verified(one, SECRET + "!")


@pytest.mark.parametrize(
    "password", ["", "short", "aaaaaaaaaaaaaaaa", "password1234", "ines ines ines", "x" * 300, "121212121212"]
)
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(BadAccount):
        passwords.hashed(password, name="ines")


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    kept = passwords.hashed("Åsa går på stranden", name="ines")
    assert passwords.verified(kept, "A\u030asa ga\u030ar pa\u030a stranden")


def test_a_copy_of_a_ledger_has_its_accounts_and_log_and_nobody_signed_in(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a", create=True) as one, Ledger.open(tmp_path / "b", create=True) as two:
        with_ines(one)
        token = accounts.sign_in(one, "ines", SECRET)
        keys.make(one, "ines", "script", by="ines")
        copy(one, two)
        assert token
        with two.reading() as connection:
            assert sessions.user_of(connection, token) is None
            assert connection.execute(select(api_keys)).all() == []
        assert log_of(two) == log_of(one)
        assert accounts.sign_in(two, "ines", SECRET)


def test_tries_become_rarer_and_nobody_is_locked_out_for_long() -> None:
    moment = [0.0]
    attempts = Attempts(free=3, longest=60, clock=lambda: moment[0])
    waits = []
    for _ in range(12):
        attempts.refused("ines", "from 10.0.0.9")
        waits.append(attempts.wait("ines"))
    assert waits[:5] == [0, 0, 1, 2, 4]
    assert waits[-1] == 60
    assert attempts.wait("teo", "from 10.0.0.9") == 60
    assert attempts.wait("teo") == 0
    moment[0] += 61
    assert attempts.wait("ines") == 0
    attempts.admitted("ines")
    attempts.refused("ines")
    assert attempts.wait("ines") == 0


def test_the_table_of_roles_gives_every_capability_and_hides_names_from_who_only_reads_or_administers() -> None:
    assert frozenset(each for role in roles().values() for each in role.can) == CAPABILITIES
    assert allowed(["reader"]) == {"read"}
    assert "see_names" not in allowed(["admin"])
    assert "see_names" not in allowed(["reader"])
    for role in roles().values():
        assert "read" in role.can
        if "annotate" in role.can or "judge" in role.can:
            assert "see_names" in role.can, "a coder reads the words that are coded"
    assert allowed(["no such role"]) == frozenset()
