"""The command, from files to the ledger: nothing is lost or doubled, however it is stopped."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.ingest.conftest import Run
from tests.text.made import docx_file, mail, pdf, warc
from tests.text.pages import page

from reportedly.store.ledger import Ledger

COUNT = 300


def corpus(folder: Path) -> Path:
    folder.mkdir()
    for part in range(3):
        lines = (
            json.dumps({"text": f"Report {n}: {n % 7 + 1} guards were shot dead at the depot, police said."})
            for n in range(part, COUNT, 3)
        )
        (folder / f"{part}.jsonl").write_text("\n".join([*lines, "{broken"]))
    return folder


def digest(ledger: Path) -> str:
    with Ledger.open(ledger) as opened:
        books = opened.books()
        assert books.balanced
        assert (books.received, books.done, books.quarantined, books.pending) == (COUNT + 3, COUNT, 3, 0)
        return opened.digest()


def test_killed_at_any_moment_it_goes_on_and_ends_the_same(
    tmp_path: Path, run: Run, quick: str, command: Callable[..., list[str]]
) -> None:
    source = corpus(tmp_path / "in")
    arguments = (str(source), "--recipe", quick, "--workers", "1")
    whole = run("ingest", *arguments)
    assert whole.returncode == 1, whole.stderr
    assert f"{COUNT + 3:,} received: {COUNT:,} done, 3 quarantined, 0 pending" in whole.stderr
    unbroken = digest(tmp_path / "ledger")
    (tmp_path / "ledger").rename(tmp_path / "unbroken")

    rng = random.Random(5)  # noqa: S311
    states = set()
    for attempt in range(2):
        process = subprocess.Popen(
            command("ingest", *arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        waits_for = rng.randrange(50, COUNT - 100) if attempt else -1
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            if (tmp_path / "ledger" / "ledger.db").exists() and (attempt == 0 or done_of(tmp_path) > waits_for):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (tmp_path / "ledger" / "ledger.db").exists():
            states.add(done_of(tmp_path))
        if process.returncode != -signal.SIGKILL:
            break
    assert len(states) > 1, "no kill fell into the reading"
    assert run("ingest", *arguments).returncode in {0, 1}
    assert digest(tmp_path / "ledger") == unbroken


def done_of(tmp_path: Path) -> int:
    try:
        with Ledger.open(tmp_path / "ledger") as opened:
            return opened.books().done
    except Exception:  # it is being made at this moment
        return -1


def test_quarantine_lists_explains_and_retries(tmp_path: Path, run: Run, quick: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "Two men were killed."}\n{"txt": "no words"}\n{"txt": "nor here"}\n')
    (folder / "b.warc.gz").write_bytes(warc([page().encode()])[:-20])
    ingested = run("ingest", str(folder), "--recipe", quick, "--workers", "1", "--format", "jsonl")
    states = [json.loads(line)["state"] for line in ingested.stdout.splitlines()]
    assert states == ["done", "quarantined", "quarantined", "quarantined"]

    listed = run("quarantine")
    assert '2 items, no report found in the bytes: the object has no string "text" or "content"' in listed.stdout
    assert "1 item, could not be taken out of its original: no whole record" in listed.stdout
    assert "b.warc.gz refused torn" in listed.stdout
    assert "3 items in quarantine" in listed.stderr
    records = [json.loads(line) for line in run("quarantine", "list", "--format", "jsonl").stdout.splitlines()]
    assert [each["item"] for each in records] == [2, 3, 4]

    explained = run("quarantine", "explain", "2")
    assert explained.returncode == 0
    assert '{"txt": "no words"}' in explained.stdout
    assert str(tmp_path / "ledger" / "originals") in explained.stdout
    assert run("quarantine", "explain", "1").returncode == 2
    assert run("quarantine", "explain", "99").returncode == 2

    again = run("quarantine", "retry", "2", "--recipe", quick, "--workers", "1")
    assert again.returncode == 1
    assert "1 put back on the work list" in again.stderr
    assert "4 received: 1 done, 3 quarantined, 0 pending" in again.stderr


def test_every_format_arrives_as_reports(tmp_path: Path, run: Run, quick: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf([["Two dock workers were killed on Saturday, the harbour police said."]]))
    (folder / "b.docx").write_bytes(docx_file())
    attached = ("c.docx", "application/octet-stream", docx_file(("Three guards were shot dead, police said.",)))
    (folder / "c.eml").write_bytes(mail(attached=[attached]))
    (folder / "d.warc.gz").write_bytes(warc([page().encode()]))
    (folder / "e.html").write_text(page(body="<p>Four men were hurt in a clash near the port, she said.</p>"))
    ran = run("ingest", str(folder), "--recipe", quick, "--workers", "1", "--outlet", "Daily Lantern")
    assert ran.returncode == 0, ran.stderr
    assert "6 received: 6 done, 0 quarantined, 0 pending" in ran.stderr
    with Ledger.open(tmp_path / "ledger") as opened:
        reports = [report for _, report in opened.reports()]
    assert len(reports) == 6
    assert {report.publication.outlet.value for report in reports if report.publication.outlet} == {"Daily Lantern"}
    assert "https://courier.example/0" in {r.publication.url.value for r in reports if r.publication.url}


def test_nothing_to_take_in_is_an_error_and_nothing_named_reads_what_waits(
    tmp_path: Path, run: Run, quick: str
) -> None:
    assert run("ingest").returncode == 2, "there is no ledger"
    assert run("ingest", "no such file").returncode == 2
    assert run("ingest", "--outlet", "Wire").returncode == 2
    (tmp_path / "a.txt").write_text("Two men were killed.")
    kept = run("ingest", str(tmp_path / "a.txt"), "--no-read")
    assert "1 received: 0 done, 0 quarantined, 1 pending" in kept.stderr
    assert "1 received: 1 done" in run("ingest", "--recipe", quick, "--workers", "1").stderr
