from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from eval.faults import flips, kills
from sqlalchemy import text

from reportedly.errors import BadLedger, LedgerBusy
from reportedly.store.books import Books
from reportedly.store.checking import Checked, check
from reportedly.store.file_systems import file_system, refuse_network
from reportedly.store.ledger import Ledger
from reportedly.store.work import Done
from tests.store.conftest import Opener
from tests.store.fictional import arrivals, filled, reading, report


def test_what_was_acknowledged_survives_kill_9_and_the_work_goes_on_to_the_same_digest(tmp_path: Path) -> None:
    outcome = kills(2, tmp_path)
    assert (outcome.lost, outcome.faults) == (0, [])
    assert outcome.acknowledged > 0


def test_flipped_bits_are_named_or_without_effect(tmp_path: Path) -> None:
    found, harmless, clock, silent = flips(12, tmp_path)
    assert silent == 0
    assert found > 0
    assert found + harmless + clock == 12


def test_writers_wait_for_each_other_and_readers_always_see_balanced_books(opener: Opener) -> None:
    opener().receive(arrivals(opener(), range(40)))
    seen: list[Books] = []
    failed: list[BaseException] = []
    written = threading.Event()

    def write(first: int) -> None:
        try:
            mine = opener(wait=60.0)
            for number in range(first, 40, 4):
                mine.finish([Done(number + 1, (reading(report(number)),))])
        except BaseException as error:
            failed.append(error)

    def read() -> None:
        try:
            mine = opener()
            while not written.is_set():
                seen.append(mine.books())
        except BaseException as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(first,)) for first in range(4)]
    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    for thread in readers:
        thread.join()
    assert failed == []
    assert all(books.balanced and books.received == 40 for books in seen)
    ledger = opener()
    assert ledger.books() == Books(received=40, done=40, quarantined=0, pending=0)
    assert ledger.sequence() == 80
    assert list(check(ledger, Checked())) == []


def test_a_writer_that_waited_too_long_is_told_who_is_in_the_way(opener: Opener) -> None:
    one, two = opener(), opener(wait=0.2)
    with one.writing(), pytest.raises(LedgerBusy, match="being written by another process"):
        two.receive(arrivals(two, range(1)))
    assert two.receive(arrivals(two, range(1))) == 1


def test_a_reader_sees_one_moment_and_does_not_hold_up_the_writer(opener: Opener) -> None:
    reader, writer = opener(), opener()
    with reader.reading() as connection:
        before = connection.scalar(text("SELECT count(*) FROM reports"))
        filled(writer, range(2))
        assert connection.scalar(text("SELECT count(*) FROM reports")) == before == 0
    assert len(list(reader.reports())) == 2


FILL = """
import sys
from pathlib import Path
from reportedly.errors import BadLedger
from reportedly.store.ledger import Ledger
from reportedly.store.work import Arrival
folder = Path(sys.argv[1])
(folder / "filler").write_bytes(bytes(1 << 20))
with Ledger.open(folder / "ledger", create=True) as ledger:
    number, refusal = 0, None
    while refusal is None:
        try:
            ledger.receive([Arrival(original="0" * 64, location="a" * 20_000, locator=str(number))])
            number += 1
        except BadLedger as error:
            refusal = error
    assert ledger.books().received == number, "a row was acknowledged and is not there"
    (folder / "filler").unlink()
    ledger.receive([Arrival(original="0" * 64, location="b", locator="after")])
    assert ledger.books().received == number + 1
print(refusal)
"""


def test_a_full_disk_is_said_so_loses_nothing_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    script = tmp_path / "fill.py"
    script.write_text(FILL, "utf-8")
    mounted = f"mount -t tmpfs -o size=3m none {tmp_path}/small && {sys.executable} {script} {tmp_path}/small"
    (tmp_path / "small").mkdir()
    try:
        probe = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs the command unshare, to mount a small file system")
    if probe.returncode:
        pytest.skip("may not mount a small file system here")
    ran = subprocess.run(["unshare", "-rm", "sh", "-c", mounted], capture_output=True, text=True, check=False)
    if "mount:" in ran.stderr:
        pytest.skip("may not mount a small file system here")
    assert ran.returncode == 0, ran.stderr
    assert "no space left" in ran.stdout


MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/share /srv/share\\040d nfs4 rw 0 0
tmpfs /srv/share\\040d/scratch tmpfs rw 0 0
"""


def test_network_folders_are_refused_for_the_database(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert file_system(Path("/srv/share"), mounts) == "ext4"
    assert file_system(Path("/srv/share d/news"), mounts) == "nfs4"
    refuse_network(Path("/srv/share d/scratch/news"), mounts)
    with pytest.raises(BadLedger, match=r"network file system \(nfs4\).*PostgreSQL"):
        refuse_network(Path("/srv/share d/news"), mounts)


def test_settings_are_those_that_survive_a_loss_of_power(tmp_path: Path) -> None:
    with Ledger.open(tmp_path, create=True) as ledger, ledger.writing() as connection:
        settings = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "recursive_triggers")
        assert [connection.scalar(text(f"PRAGMA {name}")) for name in settings] == ["wal", 2, 1, 0, 1]
