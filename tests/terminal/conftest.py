"""A small ledger to review in a terminal, with right-to-left and astral letters in what it tells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.derive.link import link
from reportedly.pipeline import default_pipeline
from reportedly.review.queue import fill
from reportedly.store.ledger import Ledger
from reportedly.text.overrides import Overrides
from reportedly.text.readers import report_from_text
from tests.derive.conftest import REPORTS, taken

pytest.importorskip("textual", reason="the terminal needs the library textual")

MIXED = """\
Quay closed after blast

PORT ARDEN, Velmara, May 6, 2031 (Northern Wire) — The harbour chief שלום 👩‍👩‍👧 said the blast 🔥 of 中文中文 \
killed two dockers. Rebels denied that they had fired on the quay\x1b[2J.
"""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ledger whose queue is full."""
    place, pipeline = tmp_path_factory.mktemp("terminal") / "ledger", default_pipeline()
    given = REPORTS | {"Daily Lantern": (MIXED, "2031-05-06")}
    read = [
        pipeline(report_from_text(text, overrides=Overrides(outlet=outlet, published=day or None)))
        for outlet, (text, day) in given.items()
    ]
    with Ledger.open(str(place), create=True) as ledger:
        taken(ledger, *read)
        link(ledger)
        fill(ledger)
    return place


@pytest.fixture
def book(made_once: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of it."""
    shutil.copytree(made_once, tmp_path / "ledger")
    with Ledger.open(str(tmp_path / "ledger")) as ledger:
        yield ledger
