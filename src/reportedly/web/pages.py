"""The built front end: its files, and the page that all addresses of the app begin with."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from reportedly.errors import MissingExtra
from reportedly.web.problems import ProblemError

__all__ = ["STATIC", "serve_pages"]

STATIC = Path(__file__).parent / "static"
"""Where the build puts it (frontend/vite.config.ts); in a wheel it is there."""

FOREVER = "public, max-age=31536000, immutable"


class _Assets(StaticFiles):
    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer: Response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = FOREVER  # their names hold a digest
        return answer


def serve_pages(app: FastAPI) -> None:
    """Serve the front end beside the API. Raises MissingExtra where it has not been built."""
    index = STATIC / "index.html"
    if not index.is_file():
        raise MissingExtra("the pages of the workbench are not built in this checkout: run `make frontend`")
    app.mount("/assets", _Assets(directory=STATIC / "assets"))

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        if path.startswith("api/"):
            raise ProblemError(404, "no-such-address", f"the API has no address /{path}; /api/openapi.json lists all")
        return FileResponse(index, headers={"Cache-Control": "no-cache"})
