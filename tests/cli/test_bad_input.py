"""Whatever is given to be read, the answer is a report, an issue or one line that says what was wrong; at once."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.codec import from_json

Run = Callable[..., Any]

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "nothing in it"),
    "blank.txt": (" \n\t\u00a0\n".encode() * 50, "no words"),
    "random.txt": (bytes(range(256)) * 80, "binary data"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 100, "an image"),
    "nul.txt": (b"The mayor\0 said no.\0\n" * 50, "binary data"),
    "emoji.txt": (("😀😭🚀 " * 500).encode(), "no words"),
    "deep.html": (b"<div>" * 100_000 + b"The mayor said no.", "512 elements inside one another"),
    "deep.jsonl": (b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "not a line of JSON"),
    "long.txt": (b"The mayor said no. " * 60_000, "--max-bytes"),
    "huge.txt": (b"The mayor said no. " * 300_000, "--max-bytes"),
    "number.jsonl": (b'{"text": 5}\n', 'no string "text"'),
    "array.jsonl": (b'{"a": 1}\n[1, 2]\n', "expected an object"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_report_is_one_line(run: Run, tmp_path: Path, name: str) -> None:
    data, says = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    began = time.process_time()
    ran = run("read", tmp_path / name, "--format", "jsonl")
    assert time.process_time() - began < 10
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err
    lines = ran.err.splitlines()
    assert all(line.startswith("skipped: ") for line in lines[:-1])
    assert max(len(line) for line in lines) < 1_500


ODD = {
    "latin.txt": "The mayor, José Ñandú, said the café was closed.".encode("latin-1"),
    "utf16.txt": "The mayor said no.".encode("utf-16-le"),
    "unclosed.txt": "“The mayor said no. ".encode() * 200,
    "reopened.txt": b'"The mayor said no.\n\n' * 200,
    "brackets.txt": b"The mayor said no. " + b"(" * 4_000,
    "quotes.txt": b"The mayor said no. " + b'"' * 4_000,
    "letters.txt": b"The mayor said no. " + b"a" * 100_000,
    "accents.txt": ("The mayor said no. e" + "\u0301" * 50_000).encode(),
    "numbers.txt": "\n".join(str(number * 37) for number in range(2_000)).encode(),
    "arabic.txt": ("\u202eقال الرئيس\u202c The mayor \u2067said\u2069 “no” \u200f\u200b.\n" * 20).encode(),
    "bidi.txt": ("The \u202emayor\u202c said that \u2067nothing\u2069 had been \u200bdecided.\n" * 20).encode(),
    "lines.txt": "\n".join(["mayor", "said", "Arden", "killed", "no", "Monday"] * 200).encode(),
    "monday.txt": b"Monday " * 3_000,
    "killed.txt": b"killed and " * 400,
    "he.txt": b"he said " * 2_000,
    "types.jsonl": json.dumps(
        {
            "text": "The mayor said no.",
            "date": 7,
            "outlet": ["x"],
            "url": {"a": 2},
            "title": 9,
            "authors": {"a": [1]},
            "published": "\ud800",
            "language": 5,
        }
    ).encode(),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("form", ["jsonl", "ledger", "html", "csv"])
def test_odd_text_is_read_in_every_format(run: Run, tmp_path: Path, name: str, form: str) -> None:
    (tmp_path / name).write_bytes(ODD[name])
    began = time.process_time()
    ran = run("read", tmp_path / name, "--format", form)
    assert time.process_time() - began < 30
    assert ran.code == 0, ran.err
    assert ran.out
    if form == "jsonl":
        assert from_json(ran.out).verify() >= 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_sockets_and_dangling_links_in_a_folder_are_named_and_not_waited_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fine.txt").write_text("The mayor said no.")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket may have no more than some 100 characters
        try:
            one.bind("socket.txt")
        finally:
            os.chdir(here)
    ran = run("read", tmp_path, "--format", "jsonl")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    assert [line.rpartition("/")[2] for line in ran.err.splitlines()[:-1]] == [
        f"{name}.txt: is no ordinary file" for name in ("dangling", "loop", "pipe", "socket")
    ]


@pytest.mark.parametrize(
    ("size", "code"), [("40", 2), ("0.04kB", 2), ("5MB", 0), ("2 MiB", 0), ("1,000", 0), ("1G", 0), ("4k", 0)]
)
def test_the_largest_report_is_for_the_user_to_say(run: Run, article: Path, size: str, code: int) -> None:
    ran = run("read", article, "--max-bytes", size)
    assert ran.code == code
    assert ("over the limit of 40 bytes" in ran.err) == (code == 2)


@pytest.mark.parametrize("size", ["", "much", "-5", "0", "5 parsecs", "1e9", "²MB", "0.1"])
def test_a_size_that_is_none_is_wrong_use(run: Run, article: Path, size: str) -> None:
    ran = run("read", article, f"--max-bytes={size}")
    assert (ran.code, ran.out) == (2, "")
    assert "20MB" in ran.err
    assert "Traceback" not in ran.err
