"""`reportedly watch` as a user runs it: against a real server, stopped by real signals."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ingest.newsroom import Newsroom, article, item, newsroom, rss

from reportedly.cli.main import cli
from reportedly.store.ledger import Ledger

ROOT = Path(__file__).parents[2]


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        room.pages |= {
            "/feed": rss(item("/blast"), item("/ferry", "Ferry turns back")),
            "/blast": article("Blast in Port Arden", "Two officers were killed, police said."),
            "/ferry": article("Ferry turns back", "The ferry turned back."),
        }
        yield room


def listed(room: Newsroom, folder: Path, *more: str) -> Path:
    path = folder / "feeds.toml"
    urls = "".join(f'[[feed]]\nurl = "{room.url}{name}"\noutlet = "Northern Wire"\n' for name in ("/feed", *more))
    path.write_text(f"delay = 0.5\n{urls}", "utf-8")
    return path


def started(room: Newsroom, folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ingest.local_watch", str(room.port), "watch", "feeds.toml", *options]
    return subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def test_once_writes_what_came_and_sums_it_up(room: Newsroom, tmp_path: Path) -> None:
    listed(room, tmp_path, "/none")
    run = started(room, tmp_path, "--once", "--read", "--workers", "1", "--format", "jsonl")
    out, said = run.communicate(timeout=120)
    assert run.returncode == 1, said
    first, second = map(json.loads, out.splitlines())
    assert first["url"] == f"{room.url}/blast"
    assert (first["outlet"], first["title"], first["new"]) == ("Northern Wire", "Blast in Port Arden", True)
    assert second["made_from"] == "page"
    assert f"trouble: {room.url}/none: the server answered 404" in said
    assert "2 feeds asked (1 failed), 2 articles new in them: 2 taken" in said
    with Ledger.open(tmp_path / "ledger") as ledger:
        read = [report for _, report in ledger.reports()]
        assert ledger.books().done == 2
    assert "2 read; in the ledger 2 done, 0 in quarantine, 0 waiting" in said
    published = [report.publication.published for report in read]
    assert [each and each.value for each in published] == ["2026-11-20T10:00:00+03:00"] * 2
    assert [report.publication.outlet and report.publication.outlet.value for report in read] == ["Northern Wire"] * 2


def test_a_signal_ends_it_in_good_order_and_it_goes_on_later(room: Newsroom, tmp_path: Path) -> None:
    listed(room, tmp_path)
    run = started(room, tmp_path)
    deadline = time.monotonic() + 50
    while "/ferry" not in room.paths() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    run.send_signal(signal.SIGTERM)
    out, said = run.communicate(timeout=20)
    assert run.returncode == 0, said
    assert "stopped: started again, it goes on from here" in said
    assert "Traceback" not in said
    assert out.count("\n") == 2
    asked = len(room.asked)
    again = started(room, tmp_path, "--once")
    assert "0 feeds asked" in again.communicate(timeout=60)[1]
    assert again.returncode == 0
    assert len(room.asked) == asked


def test_the_command_itself_visits_no_server_on_the_loopback(room: Newsroom, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["watch", str(listed(room, tmp_path)), "--once", "--ledger", str(tmp_path / "l")])
    assert done.exit_code == 2
    assert "port" in done.output
    assert room.asked == []


def test_a_list_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text("[[feed]]\nulr = 1\n", "utf-8")
    done = CliRunner().invoke(cli, ["watch", str(path)])
    assert done.exit_code == 2
    assert "no setting 'ulr'" in done.output
