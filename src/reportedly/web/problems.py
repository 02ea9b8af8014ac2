"""What goes wrong, over HTTP: RFC 9457 problem details, one shape for everything.

`type` is stable and made for programs (urn:reportedly:unknown-id); `detail` is the sentence a person reads. Nothing
of a report's text is written to a log, and no traceback leaves the server.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from reportedly import errors

__all__ = ["RESPONSES", "Problem", "ProblemError", "answer_problems", "problem_answer"]

_log = logging.getLogger("reportedly.web")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="What kind of problem, for programs: urn:reportedly:unknown-id and so on.")
    title: str = Field(description="The kind in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What was wrong, where, and what to do.")


RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "Something went wrong", "model": Problem, "content": {"application/problem+json": {}}}
}
"""For every endpoint: what it answers when it cannot do what was asked."""


class ProblemError(Exception):
    """A problem that is particular to HTTP; `more` goes into the answer beside its sentence."""

    def __init__(self, status: int, kind: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.kind, self.detail, self.more = status, kind, detail, more


STATUS: dict[type[errors.ReportedlyError], int] = {
    errors.UnknownId: 404,
    errors.Superseded: 409,
    errors.AlreadyDecided: 409,
    errors.OwnWork: 403,
    errors.TooLarge: 413,
    errors.LedgerBusy: 503,
    errors.BadLedger: 500,
    errors.BadModel: 500,
    errors.BadRecipe: 500,
    errors.MissingExtra: 501,
    errors.ReportedlyError: 422,
}
"""The nearest class that an error is of decides."""


def answer_problems(app: FastAPI) -> None:
    """Make the app answer every failure with a problem."""
    app.add_exception_handler(ProblemError, _special)
    app.add_exception_handler(errors.ReportedlyError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _special(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101
    return problem_answer(error.status, error.kind, error.detail, **error.more)


def _ours(request: Request, error: Exception) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    more = {"Retry-After": "2"} if isinstance(error, errors.LedgerBusy) else {}
    return problem_answer(status, _dashed(type(error).__name__), str(error), headers=more)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = [{"at": ".".join(str(part) for part in each["loc"]), "says": each["msg"]} for each in error.errors()]
    said = "; ".join(f"{each['at']}: {each['says']}" for each in found)
    return problem_answer(422, "bad-request", said, errors=found)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    kinds = {404: "no-such-address", 405: "no-such-method"}
    return problem_answer(error.status_code, kinds.get(error.status_code, "http"), str(error.detail))


def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__, exc_info=error)
    return problem_answer(
        500, "fault", "the workbench failed here; what was stored before is safe. Its terminal says more."
    )


def problem_answer(
    status: int, kind: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """A problem as an answer."""
    body = {
        **more,
        "type": f"urn:reportedly:{kind}",
        "title": kind.replace("-", " "),
        "status": status,
        "detail": detail,
    }
    return Response(msgspec.json.encode(body), status, headers, "application/problem+json")


def _dashed(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
