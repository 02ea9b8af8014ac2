"""Taking in and linking from the browser: uploads, and jobs that go on beside the pages."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request

from reportedly.errors import BadInput
from reportedly.ingest.take_in import is_url
from reportedly.web.at_work import RunnerOf, told
from reportedly.web.paging import Cursor, Limit, part, place_of
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.jobs import Balance, Job, JobsPage, ToIngest, Uploaded
from reportedly.web.state import DeskOf
from reportedly.web.uploads import Uploads
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Reader = Annotated[Visitor, needs("read")]
Ingester = Annotated[Visitor, needs("ingest")]


@router.post(
    "/api/uploads",
    status_code=201,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload(
    request: Request,
    visitor: Ingester,
    desk: DeskOf,
    name: Annotated[str, Query(max_length=1_000, description="What the file is called.")],
    length: Annotated[int | None, Header(alias="Content-Length")] = None,
) -> Uploaded:
    """Send a file as the body of the request. It waits here, for a day, until a job takes it in."""
    shelf = Uploads(desk.folder)
    if length is not None and length > shelf.largest:
        raise ProblemError(
            413, "too-large", f"{name} is larger than {shelf.largest:,} bytes: use `reportedly ingest`"
        )
    with shelf.new(name) as coming:
        async for piece in request.stream():
            coming.write(piece)
        digest = coming.finish()
        return Uploaded(id=coming.id, name=coming.name, size=coming.size, sha256=digest)


@router.post("/api/jobs/ingest", status_code=202)
def start_ingest(visitor: Ingester, desk: DeskOf, runner: RunnerOf, wanted: ToIngest) -> Job:
    """Take in files that were sent and URLs that are named, read them, and link."""
    if not wanted.files and not wanted.urls:
        raise BadInput("there is nothing to take in: send files first, or name URLs")
    for url in wanted.urls:
        if not is_url(url) or len(url) > 4_000:
            raise BadInput(f"{url[:200]!r} is no URL beginning with http:// or https://")
    shelf = Uploads(desk.folder)
    for each in wanted.files:
        shelf.path(each.id)
    return told(runner, runner.give("ingest", wanted.model_dump(), visitor.name))


@router.post("/api/jobs/link", status_code=202)
def start_link(visitor: Ingester, desk: DeskOf, runner: RunnerOf) -> Job:
    """Link what came in since; one that waits already is given back instead of another."""
    waiting = next((job for job in desk.open_jobs() if job.kind == "link" and job.state == "waiting"), None)
    return told(runner, waiting or runner.give("link", {}, visitor.name))


@router.get("/api/jobs")
def jobs(
    visitor: Reader,
    desk: DeskOf,
    runner: RunnerOf,
    kind: Annotated[
        Literal["ingest", "retry", "link", "export"] | None, Query(description="Only of this kind.")
    ] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> JobsPage:
    """Jobs, the last given first."""
    place = place_of(cursor, tuple[int])
    found = desk.jobs(before=place[0] if place else None, kind=kind, limit=limit + 1)
    shown, following = part(found, limit, lambda job: (job.number,))
    return JobsPage(items=[told(runner, job) for job in shown], next=following, total=None)


@router.get("/api/jobs/books")
def job_books(visitor: Reader, desk: DeskOf) -> Balance:
    """How many jobs there are in each state."""
    return Balance(**desk.balance())


@router.get("/api/jobs/{number}")
def job(visitor: Reader, desk: DeskOf, runner: RunnerOf, number: int) -> Job:
    """One job and how far it has come."""
    return told(runner, desk.job(number))


@router.post("/api/jobs/{number}/cancel")
def cancel_job(visitor: Ingester, runner: RunnerOf, number: int) -> Job:
    """End a job. What it has written by then stays; nothing is half-written."""
    return told(runner, runner.cancel(number))
