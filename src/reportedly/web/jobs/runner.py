"""Runs the jobs of a desk: one after the other, each in a process that may die without taking the server along."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
from dataclasses import dataclass, replace
from threading import Condition, Lock, Thread

import msgspec

from reportedly.store.desk import Desk, Job
from reportedly.store.ledger import Ledger
from reportedly.web.jobs.messages import Order, Progress

__all__ = ["TRIES", "Runner"]

_log = logging.getLogger("reportedly.web")

TRIES = 3
"""How often a job is begun that a restart of the server, or its own death, interrupted."""

PATIENCE = 20.0
"""Seconds that a cancelled process has to finish what it is writing; then it is killed."""


@dataclass
class _Running:
    number: int
    process: subprocess.Popen[bytes]
    progress: Progress
    cancelled: bool = False


class Runner:
    """The desk's jobs in their order; one writer at a time. `start` again does nothing; `stop` ends the process."""

    def __init__(self, ledger: Ledger, desk: Desk) -> None:
        self.ledger, self.desk = ledger, desk
        self._wake = Condition()
        self._lock = Lock()
        self._running: _Running | None = None
        self._thread: Thread | None = None
        self._stopped = False

    def start(self) -> None:
        """Begin to work, first on what an earlier server left unfinished."""
        with self._lock:
            if self._thread is not None:
                return
            for job in self.desk.open_jobs():
                if job.state == "running":
                    self._interrupted(job)
            self._thread = Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()

    def give(self, kind: str, asked: dict[str, object], author: str) -> Job:
        """Put a job behind those that wait."""
        self.start()
        job = self.desk.give(kind, asked, author)
        with self._wake:
            self._wake.notify()
        return job

    def cancel(self, number: int) -> Job:
        """End a job. What it has written by then stays: nothing is half-written. Raises UnknownId."""
        job = self.desk.job(number)
        running = self._running
        if running is not None and running.number == number:
            running.cancelled = True
            running.process.terminate()
            Thread(target=_kill_later, args=(running.process,), daemon=True).start()
        elif job.state == "waiting":
            self.desk.end(number, "cancelled")
        return self.desk.job(number)

    def progress(self, number: int) -> Progress | None:
        """How far a job has come that runs now."""
        running = self._running
        return running.progress if running and running.number == number else None

    def stop(self) -> None:
        """End the work; the job that runs is begun again when a server next starts."""
        self._stopped = True
        with self._wake:
            self._wake.notify()
        running = self._running
        if running is not None:
            running.process.terminate()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _work(self) -> None:
        while not self._stopped:
            job = next((each for each in self.desk.open_jobs() if each.state == "waiting"), None)
            if job is None:
                with self._wake:
                    self._wake.wait(2.0)
                continue
            try:
                if self.desk.begin(job.number):
                    self._run(replace(job, tries=job.tries + 1))
            except Exception as error:  # whatever breaks here must not stop the jobs behind it
                _log.error("job %s broke: %s", job.number, type(error).__name__, exc_info=error)
                self.desk.end(job.number, "failed", trouble="the workbench failed here; its terminal says more")

    def _run(self, job: Job) -> None:
        order = Order.of(job, self.ledger, str(self.desk.folder))
        process = subprocess.Popen(
            [sys.executable, "-m", "reportedly.web.jobs.child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        running = self._running = _Running(job.number, process, Progress(says="starting"))
        ended = Progress()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(msgspec.json.encode(order) + b"\n")
            process.stdin.flush()
        for line in process.stdout:
            told = msgspec.json.decode(line, type=Progress)
            if told.result is not None or told.trouble is not None:
                ended = told
            else:
                running.progress = told
        code = process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
        self._running = None
        self._note(job, running, ended, code)

    def _note(self, job: Job, running: _Running, ended: Progress, code: int) -> None:
        if ended.result is not None:
            self.desk.end(job.number, "done", result=ended.result)
        elif running.cancelled:
            self.desk.end(job.number, "cancelled")
        elif ended.trouble is not None:
            self.desk.end(job.number, "failed", trouble=ended.trouble)
        elif self._stopped:
            self.desk.again(job.number)
        else:
            self._interrupted(job, code)

    def _interrupted(self, job: Job, code: int | None = None) -> None:
        if job.tries < TRIES:
            self.desk.again(job.number)
            return
        why = "" if code is None else f" (it ended with {code})"
        self.desk.end(job.number, "failed", trouble=f"the process that did it died {job.tries} times{why}")


def _kill_later(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
