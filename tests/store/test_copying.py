from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import BadLedger
from reportedly.store.checking import Checked, check
from reportedly.store.copying import copy
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.store.saved import save, saved_searches
from tests.store.fictional import filled
from tests.store.test_checking import busy


def test_a_ledger_is_copied_there_and_back_with_its_past(ledger: Ledger, tmp_path: Path) -> None:
    """To a file, from a file or a server."""
    reports = busy(ledger)
    save(ledger, "fires", Query(words="houses"))
    with Ledger.open(tmp_path / "copy", create=True) as other:
        assert copy(ledger, other) == 1
        assert other.digest(derived=False) == ledger.digest(derived=False)
        assert other.sequence() == ledger.sequence()
        assert other.books() == ledger.books()
        assert saved_searches(other) == saved_searches(ledger)
        assert other.history(reports[0].id) == ledger.history(reports[0].id)
        assert other.judgements() == ledger.judgements()
        assert [each.item for each in other.quarantined()] == [each.item for each in ledger.quarantined()]
        assert other.report(reports[0].id, as_of=2) == ledger.report(reports[0].id, as_of=2)
        assert list(check(other, Checked())) == []


def test_a_file_moves_to_a_server(postgres_place: str, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger", create=True) as file, Ledger.open(postgres_place, create=True) as server:
        busy(file)
        copy(file, server)
        assert server.digest(derived=False) == file.digest(derived=False)
        assert list(check(server, Checked())) == []


def test_nothing_is_copied_over_what_is_there(ledger: Ledger, tmp_path: Path) -> None:
    filled(ledger, range(2))
    with Ledger.open(tmp_path / "copy", create=True) as other:
        given = filled(other, range(1))
        with pytest.raises(BadLedger, match="needs an empty place"):
            copy(ledger, other)
        assert [each for _, each in other.reports()] == given


def test_a_damaged_ledger_is_not_copied(ledger: Ledger, tmp_path: Path) -> None:
    filled(ledger, range(2))
    (name,) = ledger.originals
    ledger.originals.path(name).unlink()
    with Ledger.open(tmp_path / "copy", create=True) as other:
        with pytest.raises(BadLedger, match=name):
            copy(ledger, other)
        assert (other.sequence(), other.books().received) == (0, 0)
