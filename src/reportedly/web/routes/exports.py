"""Exports: made as jobs, kept with their manifests, and listed with who made them when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter
from starlette.responses import FileResponse

from reportedly.access import audit
from reportedly.errors import BadInput, BadQuery
from reportedly.store import desk as kept
from reportedly.store.as_of import stamp
from reportedly.store.ledger import Ledger
from reportedly.store.query import Query
from reportedly.web.at_work import RunnerOf
from reportedly.web.jobs.exporting import export_folder
from reportedly.web.jobs.runner import Runner
from reportedly.web.masking_layer import ALREADY
from reportedly.web.paging import Cursor, Limit, part, place_of
from reportedly.web.problems import ProblemError
from reportedly.web.shapes.exports import Export, ExportsPage, ToExport
from reportedly.web.state import DeskOf, LedgerOf
from reportedly.web.visitor import Visitor, needs

__all__ = ["router"]

router = APIRouter()

Exporter = Annotated[Visitor, needs("export")]


@router.get("/api/exports")
def exports(
    visitor: Exporter, desk: DeskOf, runner: RunnerOf, limit: Limit = 20, cursor: Cursor = None
) -> ExportsPage:
    """Exports, the last first."""
    place = place_of(cursor, tuple[int])
    found = desk.jobs(before=place[0] if place else None, kind="export", limit=limit + 1)
    shown, following = part(found, limit, lambda job: (job.number,))
    return ExportsPage(items=[_told(runner, job) for job in shown], next=following, total=None)


@router.post("/api/exports", status_code=202)
def start_export(visitor: Exporter, ledger: LedgerOf, runner: RunnerOf, wanted: ToExport) -> Export:
    """Write a file of incidents, events, claims or reports."""
    if wanted.names and not visitor.may("see_names"):
        detail = "names of private people are for those who may see them; export with pseudonyms"
        raise ProblemError(403, "not-allowed", detail, needs="see_names")
    if wanted.what == "training" and (wanted.format != "jsonl" or not wanted.names or wanted.filters or wanted.words):
        raise BadInput("training data holds exact words: export it whole, as jsonl, with names as reported")
    if wanted.format in {"acled", "geojson"} and wanted.what not in {"incidents", "events"}:
        raise BadInput(f"{wanted.format} is for incidents and events; export {wanted.what} as jsonl, csv or parquet")
    as_of = (wanted.as_of or "").strip() or None
    if as_of is not None:
        if wanted.what == "incidents":
            raise BadInput("incidents are linked anew from all reports: they have no earlier state to export")
        if not as_of.isdecimal():
            ledger.sequence_at(as_of)
    filters = {name: value for name, value in wanted.filters.items() if value}
    filters |= {"words": wanted.words} if wanted.words.strip() else {}
    _check(filters)
    asked: dict[str, Any] = {
        "what": wanted.what,
        "format": wanted.format,
        "names": wanted.names,
        "as_of": as_of,
        "filters": filters,
    }
    job = runner.give("export", asked, visitor.name)
    _note(ledger, visitor, "export.made", job.number, asked=asked)
    return _told(runner, job)


@router.get("/api/exports/{number}/file", response_class=FileResponse)
def export_file(visitor: Exporter, ledger: LedgerOf, desk: DeskOf, number: int) -> FileResponse:
    """The file. Who takes it is noted."""
    job = _done(visitor, desk, number)
    _note(ledger, visitor, "export.taken", number, names=job.asked["names"])
    return _file(desk, job, job.result["file"], "application/octet-stream")


@router.get("/api/exports/{number}/manifest", response_class=FileResponse)
def export_manifest(visitor: Exporter, desk: DeskOf, number: int) -> FileResponse:
    """What the file is of: the state of the ledger, the columns, its SHA-256."""
    job = _done(visitor, desk, number)
    return _file(desk, job, f"{job.result['file']}.manifest.json", "application/octet-stream")


def _note(ledger: Ledger, visitor: Visitor, act: str, number: int, **more: Any) -> None:
    with ledger.writing() as connection:
        audit.note(connection, stamp(datetime.now(UTC)), visitor.name, act, str(number), **more)


def _check(filters: dict[str, str]) -> None:
    try:
        Query(**{name: int(v) if name == "min_origins" else v for name, v in filters.items()})  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise BadQuery(f"a filter cannot be meant: {error}") from None


def _done(visitor: Visitor, desk: kept.Desk, number: int) -> kept.Job:
    job = desk.job(number)
    if job.kind != "export" or job.state != "done":
        raise ProblemError(404, "no-file", f"job {number} has made no file")
    if job.asked["names"] and not visitor.may("see_names"):
        raise ProblemError(403, "not-allowed", "this file names private people", needs="see_names")
    return job


def _file(desk: kept.Desk, job: kept.Job, name: str, media_type: str) -> FileResponse:
    path: Path = export_folder(desk.folder, job.number) / name
    if not path.is_file():
        raise ProblemError(404, "no-file", f"the file of export {job.number} is not there any more; export again")
    headers = {} if job.asked["names"] else {ALREADY: "masked"}
    return FileResponse(path, headers=headers, media_type=media_type, filename=f"reportedly-{job.number}-{name}")


def _told(runner: Runner, job: kept.Job) -> Export:
    now = runner.progress(job.number) if job.state == "running" else None
    return Export(
        number=job.number,
        state=job.state,
        author=job.author,
        given=job.given,
        what=job.asked["what"],
        format=job.asked["format"],
        names=job.asked["names"],
        as_of=job.asked["as_of"],
        filters=job.asked["filters"],
        says=now.says if now else None,
        trouble=job.trouble,
        file=job.result.get("file"),
        rows=job.result.get("rows"),
        bytes=job.result.get("bytes"),
        sha256=job.result.get("sha256"),
    )
