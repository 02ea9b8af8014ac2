from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, create_engine, inspect, select, text

from reportedly.errors import BadLedger
from reportedly.store import migrations
from reportedly.store.derived import derived, progress, sketches
from reportedly.store.ledger import Ledger
from reportedly.store.schema import SCHEMA, about, record
from tests.store.conftest import Opener
from tests.store.fictional import filled

FROZEN = Path(__file__).parent / "schemas"
"""The tables of each released version as SQLite writes them down: v1.sql, ..."""


def frozen(version: int) -> str:
    return (FROZEN / f"v{version}.sql").read_text("utf-8")


def set_version(ledger: Ledger, version: int) -> None:
    with ledger.writing() as connection:
        connection.execute(about.update().where(about.c.key == "schema").values(value=str(version)))


def declared(file: Path) -> dict[str, str]:
    """Name and declaration of everything in the record (derived tables come and go)."""
    raw = sqlite3.connect(file)
    rows = raw.execute("SELECT name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    raw.close()
    return {name: " ".join(sql.split()) for name, table, sql in rows if table in record.tables}


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_ledger_of_every_released_version_opens_and_becomes_as_new_ones_are(tmp_path: Path, version: int) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    raw = sqlite3.connect(old / "ledger.db")
    raw.executescript(frozen(version))
    raw.close()
    with Ledger.open(old) as ledger:
        given = filled(ledger, range(2))
        assert [each for _, each in ledger.reports()] == given
    Ledger.open(new, create=True).close()
    assert declared(old / "ledger.db") == declared(new / "ledger.db")


def test_a_ledger_of_a_newer_version_is_refused(opener: Opener) -> None:
    set_version(opener(), SCHEMA + 1)
    with pytest.raises(BadLedger, match=f"has version {SCHEMA + 1} .* install the release that wrote it"):
        opener()


def before_authors(connection: Connection) -> None:
    """Make the ledger one of a version that was never released, without judgements' authors."""
    connection.execute(text("ALTER TABLE judgements DROP COLUMN author"))
    connection.execute(about.update().where(about.c.key == "schema").values(value="0"))


def add_authors(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE judgements ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'"))


def test_an_older_ledger_is_brought_up_to_date_in_one_transaction(ledger: Ledger) -> None:
    given = filled(ledger, range(2))
    with ledger.writing() as connection:
        before_authors(connection)

    def fails(connection: Connection) -> None:
        add_authors(connection)
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError), ledger.writing() as connection:
        migrations.migrate(connection, 0, want=1, steps={1: fails})
    with ledger.reading() as connection:
        assert migrations.version(connection) == 0
        assert "author" not in [column["name"] for column in inspect(connection).get_columns("judgements")]

    with ledger.writing() as connection:
        migrations.migrate(connection, 0, want=1, steps={1: add_authors})
    with ledger.reading() as connection:
        assert migrations.version(connection) == 1
    assert [each for _, each in ledger.reports()] == given
    assert ledger.judgements() == []


def test_a_derived_table_that_is_declared_otherwise_is_made_anew_and_the_record_stays(opener: Opener) -> None:
    ledger = opener()
    given = filled(ledger, range(2))
    with ledger.writing() as connection:
        connection.execute(progress.insert().values(step="link", sequence=4))
        connection.execute(text("DROP TABLE sketches"))
        connection.execute(text("CREATE TABLE sketches (report TEXT)"))
        connection.execute(
            about.update().where(about.c.key == "derived.sketches").values(value="of an older release")
        )
    again = opener()
    with again.reading() as connection:
        assert connection.execute(select(sketches)).all() == []
        assert connection.execute(select(progress)).all() == []
    assert [each for _, each in again.reports()] == given


def test_every_table_can_be_walked_in_order() -> None:
    for table in (*record.tables.values(), *derived.tables.values()):
        assert len(table.primary_key.columns), table.name
        assert all(isinstance(column, Column) for column in table.columns)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = create_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (soup TEXT)"))
    other.dispose()
    with pytest.raises(BadLedger, match="another program"):
        Ledger.open(tmp_path, create=True)


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"once upon a time " * 400)
    with pytest.raises(BadLedger, match="damaged"):
        Ledger.open(tmp_path)
