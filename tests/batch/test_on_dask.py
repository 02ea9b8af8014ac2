"""A Dask cluster reads what this machine would have read, whoever dies meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dask
import pytest
from click.testing import CliRunner

from reportedly.batch.cluster import Lost, map_chunks
from reportedly.batch.local import Task
from reportedly.batch.on_dask import Chunk, DaskWorkers, read_chunk
from reportedly.batch.reader import Reader, ReaderOptions
from reportedly.cli.main import cli
from reportedly.errors import BadCluster
from reportedly.ingest.read_pending import read_pending
from reportedly.ingest.take_in import take_in
from reportedly.store.ledger import Ledger
from reportedly.store.work import Done, Failed, Item

pytest.importorskip("distributed")  # and its settings are there before a test changes one

ROOT = Path(__file__).parents[2]
REPORTS = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many short reports, one of which is none."""
    path = tmp_path_factory.mktemp("source") / "wire.jsonl"
    lines = [
        {"id": f"w{n}", "text": f"PORT ARDEN — {n} dock workers were hurt on Friday, police said."}
        for n in range(REPORTS)
    ]
    lines[17]["text"] = "?!"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> ReaderOptions:
    """A recipe that costs little: whoever reads, what matters here is that nothing is lost or doubled."""
    path = tmp_path_factory.mktemp("recipe") / "cheap.toml"
    path.write_text('[[stage]]\nname = "language.parse.v1"\n', "utf-8")
    return ReaderOptions(recipe=str(path))


class Here:
    """The engine of this very process."""

    def __init__(self, options: ReaderOptions) -> None:
        self.reader = Reader(options)

    def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]:
        return (self.reader.read(task.item, task.load()) for task in tasks)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers as their own programs, on the loopback; the scheduler's address and the workers."""
    file = folder / "scheduler.json"
    said = (folder / "cluster.log").open("wb")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    started: list[subprocess.Popen[bytes]] = []

    def start(program: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(file), *arguments]
        started.append(subprocess.Popen(command, env=environment, stdout=said, stderr=said, cwd=folder))

    try:
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        for _ in range(workers):
            start("dask_worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
        deadline = time.monotonic() + 60
        while not file.exists() or not file.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()
        said.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A cluster of two workers; the last test that uses it leaves one."""
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as told:
        yield told


def test_chunks_keep_their_order_and_a_fault_is_raised_with_its_reason(
    running: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    address, _ = running
    chunks = [(n, n + 1) for n in range(0, 30, 2)]
    assert list(map_chunks(doubled, chunks, address)) == [[2 * n, 2 * n + 2] for n, _ in chunks]
    with pytest.raises(BadCluster, match="no such number"):
        list(map_chunks(doubled, [(9900,)], address))
    with DaskWorkers(1, scheduler=address) as engine:
        of_another_release = Chunk((), engine.options, engine.budget, "0" * 64)
        with pytest.raises(BadCluster, match="other words, weights or rules"):
            list(engine.cluster.map(read_chunk, [of_another_release], key=str))


class Killing(DaskWorkers):
    """Kills a worker, with a reading process of its own, when a third of the outcomes are there."""

    victim: subprocess.Popen[bytes]
    killed: tuple[int, ...] = ()

    def read(self, tasks: Iterable[Task]) -> Iterator[Done | Failed]:
        for number, outcome in enumerate(super().read(tasks)):
            if number == REPORTS // 3:
                self.killed = (*children(self.victim.pid), self.victim.pid)
                self.victim.send_signal(signal.SIGKILL)
            yield outcome


def test_a_worker_killed_half_way_changes_nothing(
    source: Path, options: ReaderOptions, tmp_path: Path, running: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    with Ledger.open(tmp_path / "here", create=True) as here:
        take_in(here, [source])
        read_pending(here, Here(options))
        expected, books = here.digest(), here.books()
    address, workers = running
    with Ledger.open(tmp_path / "there", create=True) as there:
        take_in(there, [source])
        with Killing(2, options, scheduler=address, reports=4) as engine:
            engine.victim = workers[0]
            engine.cluster.client.wait_for_workers(2, timeout=60)
            read_pending(there, engine)
        assert engine.killed
        assert [worker.poll() for worker in workers] == [-signal.SIGKILL, None]
        assert there.books() == books
        assert (books.done, books.quarantined, books.pending) == (REPORTS - 1, 1, 0)
        assert there.digest() == expected
    deadline = time.monotonic() + 10
    while any(map(alive, engine.killed)):
        assert time.monotonic() < deadline, "a reading process outlived its worker"
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """Processes that this one started (Linux; none elsewhere)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(path.parent.name))
        except (OSError, IndexError, ValueError):
            continue
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def doubled(numbers: tuple[int, ...]) -> list[int]:
    """Work for the tests: dies at 1300, raises at 9900."""
    if 1300 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    if 9900 in numbers:
        raise ValueError("no such number")
    return [2 * number for number in numbers]


def dies(chunk: Chunk) -> list[bytes]:
    """Takes every worker with it that it runs on."""
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_what_kills_every_worker_is_named_and_read_on_this_machine(
    options: ReaderOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.batch.on_dask.read_chunk", dies)
    items = [Item(number=n, original=str(n), location=f"{n}.txt", media_type="text/plain") for n in (1, 2, 3)]
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), DaskWorkers(1, options) as engine:
        [(_, died)] = engine.cluster.map(doubled, [(3, 1300)], key=str)
        [(_, raised)] = engine.cluster.map(doubled, [(4, 9900)], key=str)
        [(_, done)] = engine.cluster.map(doubled, [(1, 2)], key=str)
        read = list(engine.read(Task(item, lambda: b"Two dock workers were hurt, police said.") for item in items))
    assert isinstance(died, Lost)
    assert "died" in died.why
    assert raised == Lost("ValueError: no such number")
    assert done == [2, 4]
    assert [type(each) for each in read] == [Done] * 3


def test_a_scheduler_that_is_not_there_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.batch.cluster.CONNECT", 0.5)
    (tmp_path / "a.txt").write_text("PORT ARDEN — Two were hurt, police said.")
    command = ["ingest", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "l"), "--engine", "dask"]
    done = CliRunner().invoke(cli, [*command, "--scheduler", "tcp://127.0.0.1:1"])
    assert isinstance(done.exception, BadCluster)
    assert "dask scheduler" in str(done.exception)


def test_without_the_library_it_is_said_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from reportedly.cli.main import main\n"
        "main(['ingest', 'a.txt', '--ledger', 'l', '--engine', 'dask'])\n"
    )
    (tmp_path / "a.txt").write_text("PORT ARDEN — Two were hurt, police said.")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "pip install 'reportedly[dask]'" in done.stderr


def test_the_library_is_not_loaded_unless_it_is_asked_for() -> None:
    code = "import sys, reportedly.cli.ingest, reportedly.batch.on_dask; print('distributed' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
