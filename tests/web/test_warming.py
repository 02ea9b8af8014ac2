"""What lists are answered from is read beside the first requests."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from reportedly.store.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.one_user import OneUser
from reportedly.web.state import catalogue_of
from reportedly.web.warming import warm


def test_incidents_are_at_hand_before_anybody_asks(examples: Path, tmp_path: Path) -> None:
    place = shutil.copytree(examples, tmp_path / "ledger")
    with Ledger.open(place) as ledger:
        app = create_app(ledger, OneUser("mira"), pages=False)
        warm(app)
        for thread in threading.enumerate():
            if thread.name == "reportedly-incidents":
                thread.join(30)
        assert app.state.catalogue is catalogue_of(app)
        assert app.state.catalogue._by_id
