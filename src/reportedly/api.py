"""`reportedly.read`: from a text, a file or a URL to a Report, in one call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import BadInput, ReportedlyError
from reportedly.pipeline import Pipeline, default_pipeline, load_recipe
from reportedly.report import Report
from reportedly.text.readers import Limits, Overrides, report_from_text, sources

__all__ = ["Limits", "read", "read_many"]

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_PATH = 4096


def read(
    source: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    recipe: str | Path = "default",
    codebooks: Sequence[str | Path] = (),
    limits: Limits | None = None,
) -> Report:
    """Read one news report: its text, its file, or its address.

    `source` is a file if it is a `Path`, or a `str` of one line that names an existing file; it is fetched if
    it is a `str` that is nothing but an http(s) URL; any other `str` is the text itself. A `str` of one word
    that is none of these is refused: it is a mistyped file name far more often than a report.

    `published` (ISO 8601), `outlet`, `url` and `language` (BCP 47) say what you know about the publication and
    win over what is read. `recipe` is "default" or the path of a TOML file that lists stages. `codebooks`
    replace the recipe's: names ("incidents") or paths of TOML files (docs/codebooks.md). `limits` says how
    much is read before it is refused: Limits.of_bytes(20_000_000) for reports of up to 20 MB.

    Raises BadInput (EmptyInput, NotText, TooLarge, FetchRefused) where the source cannot be read, is a folder
    or holds several reports (see `read_many`); BadRecipe for a recipe; BadCodebook for a codebook; BadModel
    without a language model.
    """
    overrides = Overrides(published=published, outlet=outlet, url=url, language=language)
    pipeline = _pipeline(recipe, codebooks)
    if isinstance(source, str) and not _URL.fullmatch(source) and not _names_a_file(source):
        return _run(pipeline, report_from_text(source, overrides=overrides, limits=limits))
    if not isinstance(source, str) and source.is_dir():
        raise BadInput(f"{source} is a folder: use reportedly.read_many([folder])")
    found = sources([str(source)], overrides=overrides, limits=limits)
    first, second = next(found, None), next(found, None)
    if first is None:
        raise BadInput(f"{source} holds no report")
    if second is not None:
        raise BadInput(f"{source} holds several reports: use reportedly.read_many([source])")
    if isinstance(first, BadInput):
        raise first
    return _run(pipeline, first)


def read_many(
    locations: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    recipe: str | Path = "default",
    codebooks: Sequence[str | Path] = (),
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | BadInput]:
    """Read every report found at the locations, one after the other; a BadInput for each that cannot be read.

    A location is a file (text, HTML, JSON lines, a list of URLs), a folder, an http(s) URL, or "-" for standard
    input; never the text itself. The options are those of `read` and hold for every report. One bad source
    never stops the others; a bad recipe, date or model raises at once.
    """
    overrides = Overrides(published=published, outlet=outlet, url=url, language=language)
    return _each(_pipeline(recipe, codebooks), sources(locations, overrides=overrides, limits=limits, stdin=stdin))


def _each(pipeline: Pipeline, found: Iterator[Report | BadInput]) -> Iterator[Report | BadInput]:
    for each in found:
        if isinstance(each, BadInput):
            yield each
            continue
        try:
            yield _run(pipeline, each)
        except BadInput as error:
            yield error


def _pipeline(recipe: str | Path, codebooks: Sequence[str | Path]) -> Pipeline:
    pipeline = default_pipeline() if recipe == "default" else load_recipe(recipe)
    if not codebooks:
        return pipeline
    from reportedly.claims.codings import Codings

    return Pipeline([stage for stage in pipeline.stages if stage.name != Codings.name] + [Codings(codebooks)])


def _run(pipeline: Pipeline, report: Report) -> Report:
    try:
        return pipeline(report)
    except ReportedlyError:
        raise
    except Exception as error:  # a stage that breaks on one report must not take the others with it
        where = report.publication.location or f"report {report.id}"
        raise BadInput(
            f"{where}: a stage failed on it ({type(error).__name__}: {error}); that is a fault of reportedly, not of "
            "the report: please open an issue with the text, or leave the stage out in a recipe"
        ) from error


def _names_a_file(source: str) -> bool:
    if len(source) > _LONGEST_PATH or "\n" in source or "\0" in source:
        return False
    try:
        path = Path(source)
        if path.is_file():
            return True
        folder = path.is_dir()
    except OSError:  # a name that is too long for this file system
        return False
    if folder and source.strip():
        raise BadInput(f"{source} is a folder: use reportedly.read_many([folder])")
    if source.strip() and not re.search(r"\s", source.strip()):
        raise BadInput(
            f"there is no file {source!r}, and one word is no report: give the path of a file that is there, "
            "a URL beginning with http, or the text of a report"
        )
    return False
