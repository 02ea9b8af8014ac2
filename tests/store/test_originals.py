from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from reportedly.errors import BadOriginal
from reportedly.store.originals import PIECE, Originals

BYTES = b"not a text: \x00\xff\r\n"


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


def test_bytes_come_back_as_they_were(originals: Originals) -> None:
    name = originals.put(BYTES)
    assert name == hashlib.sha256(BYTES).hexdigest()
    with originals.open(name) as file:
        assert file.read() == BYTES
    assert originals.path(name).relative_to(originals.folder).parts == (name[:2], name[2:4], name)
    assert list(originals) == [name]


def test_an_original_is_read_only_and_nothing_is_left_beside_it(originals: Originals) -> None:
    name = originals.put(BYTES)
    assert stat.S_IMODE(originals.path(name).stat().st_mode) == 0o444
    assert sorted(path.name for path in originals.folder.iterdir()) == [name[:2]]


def test_a_file_is_kept_in_pieces_and_is_the_same_original(originals: Originals, tmp_path: Path) -> None:
    data = os.urandom(100) * (PIECE // 50)
    (tmp_path / "large").write_bytes(data)
    name = originals.put_file(tmp_path / "large")
    assert name == hashlib.sha256(data).hexdigest()
    assert originals.path(name).read_bytes() == data
    assert originals.put(data) == name


def test_what_is_known_is_not_written_again(originals: Originals, tmp_path: Path) -> None:
    name = originals.put(BYTES)
    before = originals.path(name).stat()
    (tmp_path / "same").write_bytes(BYTES)
    assert originals.put(BYTES) == originals.put_file(tmp_path / "same") == name
    after = originals.path(name).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_changed_bytes_are_noticed_when_read(originals: Originals) -> None:
    name = originals.put(BYTES)
    path = originals.path(name)
    originals.open(name).close()
    path.chmod(0o644)
    path.write_bytes(BYTES[:-1] + b"!")
    with pytest.raises(BadOriginal, match="not those of its name"):
        originals.open(name)


def test_a_truncated_original_is_noticed_and_made_whole_when_it_comes_again(originals: Originals) -> None:
    name = originals.put(BYTES)
    originals.path(name).chmod(0o644)
    originals.path(name).write_bytes(BYTES[:4])
    with pytest.raises(BadOriginal, match="not those of its name"):
        originals.open(name)
    assert originals.put(BYTES) == name
    originals.open(name).close()


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "g" * 64, "A" * 64, "a" * 64 + "\n"])
def test_what_is_no_sha256_names_no_file(originals: Originals, name: str) -> None:
    with pytest.raises(BadOriginal, match="no SHA-256"):
        originals.path(name)


def test_an_original_that_is_gone_is_said_so(originals: Originals) -> None:
    with pytest.raises(BadOriginal, match="is not in"):
        originals.open("0" * 64)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(originals: Originals, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        originals.put_file(tmp_path / "gone")
    assert list(originals) == []
