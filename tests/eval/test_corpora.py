"""Benchmarks say what is missing where the corpora are not, and the project's gold holds no words of anybody's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval.gold import GOLD, conflict

from eval import corpora


def test_without_corpora_a_benchmark_ends_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPORTEDLY_DATA", str(tmp_path))
    with pytest.raises(SystemExit) as end:
        corpora.folder()
    assert end.value.code == 3
    assert "set REPORTEDLY_DATA" in capsys.readouterr().err


def test_texts_of_every_form_are_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "a.jsonl").write_text(
        '{"text": "One."}\n{"text": "Line\u2028separator."}\n{"content": "One."}\n', "utf-8"
    )
    (data / "b.tsv").write_text("id\tsentence\n1\tTwo.\n", "utf-8")
    (data / "c.txt").write_text('[{"text": "Three."}, {"text": "Fo\tur."},]', "utf-8")
    monkeypatch.setenv("REPORTEDLY_DATA", str(tmp_path))
    assert [(each.file, each.text) for each in corpora.texts()] == [
        ("a.jsonl", "One."),
        ("a.jsonl", "Line\u2028separator."),
        ("b.tsv", "Two."),
        ("c.txt", "Three."),
        ("c.txt", "Fo\tur."),
    ]


@pytest.mark.parametrize("file", sorted(GOLD.glob("conflict*.jsonl")), ids=lambda path: path.stem)
def test_the_gold_is_offsets_and_no_words(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        assert record.keys() == {"doc", "sha256", "quotes"}
        assert all(quote.keys() == {"spans", "speaker", "cue", "entity", "status"} for quote in record["quotes"])


def test_the_gold_of_tellings_is_offsets_and_labels() -> None:
    for line in (GOLD / "tellings.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        assert record.keys() <= {"doc", "sha256", "part", "type", "incidents", "mentions"}
        for start, end, incident, occurrence, status in record["mentions"]:
            assert (type(start), type(end), type(incident)) == (int, int, int)
            assert len(occurrence) == 1
            assert status in {"news", "background", "context", "not", "generic"}


def test_the_gold_fits_the_texts_it_was_made_for(corpora: Path) -> None:
    assert sum(len(document["quotes"]) for document in conflict()) == 413
