"""`reportedly.read` takes a text, a path or a URL, by a rule that can be relied on."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.api import Limits, read_many
from reportedly.errors import BadInput, BadRecipe, EmptyInput, TooLarge
from reportedly.report import Report

WORDS = "Mayor Dara Quill said the bridge was closed on Monday."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(WORDS, "utf-8")
    return file


def test_text_is_read_as_text() -> None:
    report = reportedly.read(
        WORDS, published="2031-03-12", outlet="The Echo", url="https://echo.example/1", language="en"
    )
    assert report.text == WORDS
    assert report.claims
    publication = report.publication
    given = (publication.published, publication.outlet, publication.url, publication.language)
    assert [value.value for value in given if value] == ["2031-03-12", "The Echo", "https://echo.example/1", "en"]


def test_a_path_and_the_name_of_a_file_are_read_as_files(article: Path) -> None:
    assert reportedly.read(article) == reportedly.read(str(article))
    assert reportedly.read(article).text == WORDS


def test_a_name_with_a_line_break_is_text(article: Path) -> None:
    assert reportedly.read(f"{article} is a name.\nIt is text.").text.startswith(str(article))


@pytest.mark.parametrize(
    ("source", "error", "says"),
    [
        ("", EmptyInput, "no words"),
        (" \n", EmptyInput, "no words"),
        ("artcle.txt", BadInput, "there is no file"),
        (Path("artcle.txt"), BadInput, "artcle.txt"),
        (".", BadInput, "is a folder"),
        (Path(), BadInput, "is a folder"),
        ("Nul\x00 is not a name", None, ""),
        ("x " * 5000, None, ""),
    ],
)
def test_what_cannot_be_read_is_a_typed_error(source: str | Path, error: type[Exception] | None, says: str) -> None:
    if error is None:
        assert isinstance(reportedly.read(source), Report)
        return
    with pytest.raises(error, match=says):
        reportedly.read(source)


def test_options_that_make_no_sense_are_refused() -> None:
    with pytest.raises(BadInput, match="published"):
        reportedly.read(WORDS, published="yesterday")
    with pytest.raises(BadRecipe, match="nosuch"):
        reportedly.read(WORDS, recipe="nosuch")


def test_a_url_is_never_taken_for_text() -> None:
    with pytest.raises(BadInput):
        reportedly.read("http://127.0.0.1:9/report")


def test_a_recipe_decides_which_layers_there_are(tmp_path: Path) -> None:
    recipe = tmp_path / "parse.toml"
    recipe.write_text('[[stage]]\nname = "language.parse.v1"\n')
    report = reportedly.read(WORDS, recipe=recipe)
    assert report.tokens is not None
    assert report.claims is None


def test_many_are_read_one_after_the_other_and_a_bad_one_is_yielded(article: Path, tmp_path: Path) -> None:
    found = list(read_many([article, tmp_path / "gone.txt", str(article)]))
    assert [type(each).__name__ for each in found][::2] == ["Report", "Report"]
    assert isinstance(found[1], BadInput)


def test_the_same_text_gives_the_same_report_wherever_it_is_read_from() -> None:
    assert reportedly.read(WORDS) == reportedly.read(WORDS)


def test_limits_hold_for_whatever_is_read(article: Path) -> None:
    small = Limits.of_bytes(20)
    with pytest.raises(TooLarge, match="--max-bytes"):
        reportedly.read(WORDS, limits=small)
    with pytest.raises(TooLarge, match="--max-bytes"):
        reportedly.read(article, limits=small)
    (found,) = read_many([article], limits=small)
    assert isinstance(found, TooLarge)
