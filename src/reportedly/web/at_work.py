"""The runner of an app's jobs, and jobs as they go over the wire."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request

from reportedly.store import desk as kept
from reportedly.web.jobs.runner import Runner
from reportedly.web.shapes.jobs import Job
from reportedly.web.state import desk_of, ledger_of, one_of_app

__all__ = ["RunnerOf", "runner_of", "stop_work", "told"]

_NOT_SHOWN = {"id"}


def runner_of(request: Request) -> Runner:
    """The runner of the app that is asked; at work from when it is first needed."""
    runner = one_of_app(request, "runner", lambda: Runner(ledger_of(request), desk_of(request)))
    runner.start()
    return runner


RunnerOf = Annotated[Runner, Depends(runner_of)]
"""The runner of the app: `def endpoint(runner: RunnerOf)`."""


def stop_work(app: FastAPI) -> None:
    """End the app's work, for when its server has stopped: the job that runs is begun again by the next one."""
    runner: Runner | None = getattr(app.state, "runner", None)
    if runner is not None:
        runner.stop()


def told(runner: Runner, job: kept.Job) -> Job:
    """A job as it is shown, with how far it has come."""
    now = runner.progress(job.number) if job.state == "running" else None
    asked: dict[str, Any] = dict(job.asked)
    if "files" in asked:
        asked["files"] = [{k: v for k, v in each.items() if k not in _NOT_SHOWN} for each in asked["files"]]
    return Job(
        number=job.number,
        kind=job.kind,  # type: ignore[arg-type]
        author=job.author,
        state=job.state,
        given=job.given,
        began=job.began,
        ended=job.ended,
        says=now.says if now else None,
        done=now.done if now else None,
        total=now.total if now else None,
        trouble=job.trouble,
        asked=asked,
        result=job.result,
    )
