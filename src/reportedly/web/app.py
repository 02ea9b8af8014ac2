"""The workbench as an ASGI app: the API, and the pages that use nothing else."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from reportedly.export.veils import Veils
from reportedly.store.ledger import Ledger
from reportedly.version import __version__
from reportedly.web.door import Door
from reportedly.web.headers import SecurityHeaders
from reportedly.web.masking_layer import MaskingLayer
from reportedly.web.noting import Noting
from reportedly.web.pages import serve_pages
from reportedly.web.problems import RESPONSES, answer_problems
from reportedly.web.same_origin import LOOPBACK_NAMES
from reportedly.web.team import Team
from reportedly.web.visitor import Doorkeeper

__all__ = ["ROUTES", "create_app"]

ROUTES = (
    "session",
    "atlas",
    "decisions",
    "review",
    "inbox",
    "searches",
    "jobs",
    "quarantine",
    "exports",
    "incidents",
    "reports",
    "audit",
    "originals",
    "own",
    "team",
)
"""The areas of the API; each is `routes/AREA.py` with a `router`."""


def create_app(
    ledger: Ledger, doorkeeper: Doorkeeper, *, pages: bool = True, names: Collection[str] = LOOPBACK_NAMES
) -> FastAPI:
    """The app over an open ledger, which whoever opened it closes.

    `doorkeeper` knows who asks; `names` are the host names by which the app may be asked. Without `pages` it is the
    API alone. Raises MissingExtra where pages are asked for and not built.
    """
    app = FastAPI(
        title="reportedly",
        summary="An attributed ledger of news reports: who said what happened, in which words, how firmly.",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=RESPONSES,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.ledger = ledger
    app.state.doorkeeper = doorkeeper
    app.state.veils = Veils(ledger)
    answer_problems(app)
    for area in ROUTES:
        app.include_router(import_module(f"reportedly.web.routes.{area}").router, tags=[area])
    if pages:
        serve_pages(app)
    app.add_middleware(MaskingLayer, veils=app.state.veils)
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=4)
    app.add_middleware(Noting, ledger=ledger, names=isinstance(doorkeeper, Team))
    app.add_middleware(Door, doorkeeper=doorkeeper, names=names)
    app.add_middleware(SecurityHeaders)
    return app
