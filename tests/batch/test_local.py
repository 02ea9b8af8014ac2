"""Whatever one document does to the process that reads it, its neighbours are read, in order."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.batch.budget import Budget
from reportedly.batch.local import Task, Workers
from reportedly.batch.reader import Reader, ReaderOptions
from reportedly.errors import BadInput, BadRecipe
from reportedly.store.work import Done, Failed, Item

SHORT = Budget(least=1.0, per_megabyte=0.0, slack=5.0, memory=400_000_000, attempts=1)


def tasks(*texts: str) -> list[Task]:
    def task(number: int, text: str) -> Task:
        return Task(Item(number=number, original="0" * 64, location=f"{number}.txt"), text.encode)

    return [task(number, text) for number, text in enumerate(texts, 1)]


def test_a_document_costs_itself_and_nobody_else(poisonous: str, tmp_path: Path) -> None:
    neighbour = "Two men were killed in Port Arden, police said."
    written = tmp_path / "written.txt"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        words = ["die", "hang", "spin", "eat", "panic", "recurse", f"write {written}"]
        words += [f"connect {listening.getsockname()[1]}"] if sys.platform == "linux" else []
        texts = [text for word in words for text in (neighbour, word)] + [neighbour]
        with Workers(2, ReaderOptions(recipe=poisonous), SHORT) as workers:
            outcomes = list(workers.read(tasks(*texts)))
    assert [each.item for each in outcomes] == list(range(1, len(texts) + 1))
    assert all(isinstance(each, Done) for each in outcomes[::2])
    causes = {text.split()[0]: each for text, each in zip(texts[1::2], outcomes[1::2], strict=True)}
    failed = {word: (each.stage, each.cause) for word, each in causes.items() if isinstance(each, Failed)}
    assert failed["die"] == ("limits", "2.txt: the process that read it died (SIGKILL)")
    assert failed["hang"] == ("limits", "4.txt: was not done after 5 seconds by the clock")
    assert any(limit in failed["spin"][1] for limit in ("1 seconds of processor time", "5 seconds by the clock"))
    assert failed["eat"][0] == "limits"
    assert failed["panic"][0] == "panic"
    assert failed["panic"][1].startswith("Panic: index out of bounds")
    assert failed["recurse"][1].startswith("RecursionError")
    assert "write" in failed
    assert not written.exists() or written.read_bytes() == b""


def test_a_process_may_be_lost_for_no_fault_of_the_document(poisonous: str, tmp_path: Path) -> None:
    with Workers(1, ReaderOptions(recipe=poisonous), replace(SHORT, attempts=2)) as workers:
        first, second = workers.read(tasks(f"once {tmp_path / 'died'}", "die"))
    assert isinstance(first, Done)
    assert isinstance(second, Failed)
    assert second.cause == "2.txt: the process that read it died (SIGKILL), 2 times"


def test_bytes_that_cannot_be_had_are_a_failure_of_that_item_alone(poisonous: str) -> None:
    def refuse() -> bytes:
        raise BadInput("the archive breaks off there")

    first, *rest = tasks("Two men were killed.", "Three men were killed.")
    with Workers(1, ReaderOptions(recipe=poisonous), SHORT) as workers:
        outcomes = list(workers.read([Task(first.item, refuse), *rest]))
    assert outcomes[0] == Failed(
        item=1, stage="take in", cause="1.txt: the archive breaks off there", tool="reportedly 0.1.0"
    )
    assert isinstance(outcomes[1], Done)


def test_a_recipe_that_does_not_exist_stops_the_run_and_says_so() -> None:
    with (
        Workers(1, ReaderOptions(recipe="no such recipe")) as workers,
        pytest.raises(BadRecipe, match="no such recipe"),
    ):
        list(workers.read(tasks("Two men were killed.")))


def test_a_reader_works_without_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "none.toml").write_text("")
    reader = Reader(ReaderOptions(recipe=str(tmp_path / "none.toml")))
    item = Item(
        number=7, original="0" * 64, location="a.txt", locator="line 3 (10+20)", overrides=(("outlet", "Wire"),)
    )
    done = reader.read(item, b"Two men were killed in Port Arden, police said.")
    assert isinstance(done, Done)
    (reading,) = done.readings
    assert (done.item, reading.outlet) == (7, "Wire")
    assert {each.table for each in reading.beside} == {"sketches", "glances", "fingerprints"}
    failed = reader.read(item, b"\x89PNG\r\n\x1a\n")
    assert isinstance(failed, Failed)
    assert failed.cause.startswith("a.txt line 3: it looks like an image")


@pytest.mark.parametrize(
    ("size", "media_type", "seconds"),
    [(0, None, 10), (100_000, None, 35), (100_000, "application/pdf", 150), (5_000_000, "text/html", 150)],
)
def test_a_document_may_take_time_by_its_size(size: int, media_type: str | None, seconds: float) -> None:
    assert Budget().seconds(size, media_type) == seconds
