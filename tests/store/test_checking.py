from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import BadLedger
from reportedly.incidents.judgement import Judgement
from reportedly.report import Report
from reportedly.store.checking import Checked, check
from reportedly.store.ledger import Ledger
from reportedly.store.work import Failed
from tests.store.fictional import arrivals, filled


def busy(ledger: Ledger) -> list[Report]:
    """A ledger in which everything occurs."""
    reports = filled(ledger, range(6))
    claim = (reports[0].claims or ())[0]
    for value in ("denied", "alleged"):
        ledger.correct(reports[0].id, claim.id, "status", value, author="ines", reason="she did not say so")
    number = ledger.correct(
        reports[1].id, (reports[1].claims or ())[0].id, "kind", "mixed", author="ines", reason="x"
    )
    ledger.withdraw_correction(number, author="ines", reason="it was right")
    ledger.judge(Judgement(verdict="copy", a=reports[0].id, b=reports[1].id, author="ines", reason="word for word"))
    ledger.judge(Judgement(verdict="independent", a=reports[0].id, b=reports[1].id, author="tomas", reason="no"))
    ledger.receive(arrivals(ledger, range(6, 8)))
    ledger.finish([Failed(item=7, stage="read", cause="too long")])
    return reports


def faults(ledger: Ledger) -> list[tuple[str, str]]:
    return [(fault.kind, fault.where) for fault in check(ledger, Checked())]


def test_a_sound_ledger_has_no_faults_and_is_looked_at_whole(ledger: Ledger) -> None:
    busy(ledger)
    count = Checked()
    assert list(check(ledger, count)) == []
    assert count == Checked(originals=1, reports=6, readings=6, spans=36, corrections=4, judgements=2)


TAMPERED = {
    "UPDATE reports SET outlet = 'Daily Lantern' WHERE sequence = 1": ("report", "report {0}"),
    "UPDATE reports SET report = 'r1-made-up' WHERE sequence = 3": ("report", "report r1-made-up"),
    "UPDATE reports SET body = substr(body, 1, length(body) - 9) WHERE sequence = 1": ("report", "report {0}"),
    "UPDATE entries SET body = (SELECT body FROM entries WHERE sequence = 4) WHERE sequence = 2": (
        "reading",
        "entry 2 (reading of {0})",
    ),
    "UPDATE entries SET recipe = 'another' WHERE sequence = 2": ("reading", "entry 2 (reading of {0})"),
    "UPDATE entries SET reason = 'because' WHERE sequence = 13": ("correction", "entry 13 (correction of {0})"),
    "UPDATE entries SET author = 'nobody' WHERE sequence = 14": ("correction", "entry 14 (correction of {0})"),
    "UPDATE entries SET supersedes = 4 WHERE sequence = 14": ("correction", "entry 14 (correction of {0})"),
    "UPDATE judgements SET verdict = 'same' WHERE sequence = 17": ("judgement", "judgement 17"),
    "UPDATE judgements SET b = 'r1-nowhere' WHERE sequence = 18": ("judgement", "judgement 18"),
    "DELETE FROM judgements WHERE sequence = 17": ("sequence", "sequence 17"),
    "DELETE FROM entries WHERE sequence = 12": ("report", "report {5}"),
    "DELETE FROM found WHERE item = 1": ("report", "report {0}"),
    "DELETE FROM failures": ("books", "item 7"),
    "UPDATE items SET state = 'pending' WHERE number = 2": ("books", "item 2"),
    "DROP TRIGGER reports_no_update": ("guard", "reports_no_update"),
}


@pytest.mark.parametrize("change", TAMPERED)
def test_tampering_past_the_triggers_is_named(tmp_path: Path, change: str) -> None:
    with Ledger.open(tmp_path, create=True) as ledger:
        reports = busy(ledger)
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        if not change.startswith("DROP"):
            raw.execute(change)
        for name, declared in triggers:
            if name not in change:
                raw.execute(declared)
    raw.close()
    kind, where = TAMPERED[change]
    with Ledger.open(tmp_path) as ledger:
        assert (kind, where.format(*(each.id for each in reports))) in faults(ledger)


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"one line")])
def test_originals_that_are_gone_or_cut_short_are_named(ledger: Ledger, harm: Callable[[Path], None]) -> None:
    filled(ledger, range(1))
    (name,) = ledger.originals
    path = ledger.originals.path(name)
    path.chmod(0o644)
    harm(path)
    assert faults(ledger) == [("original", name)]


def test_overwritten_pages_are_found(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, create=True) as ledger:
        filled(ledger, range(40))
    file = tmp_path / "ledger.db"
    whole = file.read_bytes()
    pages = len(whole) // 4096
    for page in range(0, pages, max(1, pages // 12)):
        file.write_bytes(whole[: page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096 :])
        try:
            with Ledger.open(tmp_path) as ledger:
                assert faults(ledger), f"page {page}"
        except BadLedger as error:
            assert "ledger" in str(error)  # noqa: PT017
