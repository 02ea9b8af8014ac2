"""`reportedly account`: who may sign in, without a password ever standing in an argument."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.access import accounts
from reportedly.cli.main import main
from reportedly.errors import BadAccount
from reportedly.store.ledger import Ledger
from reportedly.web.serving import serve


@pytest.fixture
def place(tmp_path: Path) -> str:
    Ledger.open(tmp_path / "ledger", create=True).close()
    return str(tmp_path / "ledger")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(SystemExit) as ended:
        main(["account", *arguments])
    return int(ended.value.code or 0)


def test_an_account_is_added_listed_changed_and_kept_out(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--ledger", place)
    secret = "lantern ferry walnut nine"  # noqa: S105  (of an account that lives for a test)
    assert run(monkeypatch, "add", "ines", "--role", "admin", *at, typed=f"{secret}\n") == 0
    assert run(monkeypatch, "add", "teo", "--role", "reader", "--later", *at) == 0
    assert run(monkeypatch, "role", "teo", "annotator", "releaser", *at) == 0
    assert run(monkeypatch, "key", "ines", "--add", "nightly", *at) == 0
    assert "reportedly_" in capsys.readouterr().out
    assert run(monkeypatch, "disable", "teo", *at) == 0
    assert run(monkeypatch, "list", *at) == 0
    out = capsys.readouterr().out
    assert "annotator, releaser  disabled" in out
    assert secret not in out
    with Ledger.open(place) as ledger:
        assert accounts.sign_in(ledger, "ines", secret)


def test_a_role_that_is_none_and_a_weak_password_are_refused(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "add", "ines", "--role", "admin", "--ledger", place, typed="short\n") == 2
    assert "12 to 256 characters" in capsys.readouterr().err
    assert run(monkeypatch, "role", "nobody", "queen", "--ledger", place) == 2
    assert "there is no role queen" in capsys.readouterr().err


def test_nobody_is_served_beyond_this_machine_without_accounts(place: str) -> None:
    with Ledger.open(place) as ledger, pytest.raises(BadAccount, match="reportedly account add"):
        serve(ledger, name="ines", port=0, host="0.0.0.0", ready=lambda address: None)  # noqa: S104
