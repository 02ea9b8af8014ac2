"""Stages in order: what a recipe names, checked before it runs and while it runs.

A stage is any callable `Report -> Report` with a versioned `name` and two sets of layer names, `needs` and
`makes`. It loads its resources when it is built and does no input or output when it is called.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from reportedly.errors import BadRecipe
from reportedly.language.casing import in_ordinary_case, restored
from reportedly.report import Report

__all__ = ["STAGES", "Pipeline", "Stage", "default_pipeline", "load_recipe"]

STAGES: Mapping[str, str] = {
    "language.parse.v1": "reportedly.language.backends.with_spacy:Parse",
    "language.dating.v1": "reportedly.language.dating:Dated",
    "language.mentions.v1": "reportedly.language.mentions:Mentions",
    "claims.quotes.v1": "reportedly.claims.quotes:Quotes",
    "language.entities.v1": "reportedly.language.entities:Entities",
    "claims.attribution.v1": "reportedly.claims.attribution:Attribution",
    "claims.events.v1": "reportedly.claims.events:Events",
    "claims.loaded.v1": "reportedly.claims.loaded:Loaded",
    "claims.tellings.v1": "reportedly.claims.telling:Tellings",
    "claims.codings.v1": "reportedly.claims.codings:Codings",
    "claims.tolls.v1": "reportedly.claims.tolls:Tolls",
}
"""Built-in stages, as name -> "module:attribute". Nothing is imported until a recipe names it."""

LAYERS = frozenset(
    {
        "tokens",
        "dating",
        "mentions",
        "quotes",
        "entities",
        "claims",
        "events",
        "loaded",
        "tellings",
        "document",
        "codings",
        "tolls",
    }
)


@runtime_checkable
class Stage(Protocol):
    """What a pipeline runs. `makes` are the layers it sets; besides those it may only append issues."""

    name: str
    needs: frozenset[str]
    makes: frozenset[str]

    def __call__(self, report: Report) -> Report: ...


class Pipeline:
    """Stages in order. Raises BadRecipe if a stage needs a layer that no earlier one makes."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        made: set[str] = set()
        for stage in stages:
            if missing := stage.needs - made:
                raise BadRecipe(
                    f"stage {stage.name!r} needs {', '.join(sorted(missing))}, which no stage before it makes: "
                    "put the stage that makes it earlier in the recipe"
                )
            if unknown := stage.makes - LAYERS:
                raise BadRecipe(f"stage {stage.name!r} makes {', '.join(sorted(unknown))}: no such layer")
            made |= stage.makes
        self.stages = tuple(stages)

    def __call__(self, report: Report) -> Report:
        """The report with every stage's layers. A stage whose needs are not met for this report is passed over

        (a report in a language without a model has no tokens); the layers it would make stay None. Paragraphs in
        capitals are shown to the stages in ordinary case (`language.casing`); spans hold the report's own words.
        """
        return restored(self._run(in_ordinary_case(report)), report)

    def _run(self, report: Report) -> Report:
        for stage in self.stages:
            if any(getattr(report, layer) is None for layer in stage.needs):
                continue
            after = stage(report)
            _check(stage, report, after)
            report = after.with_layers(stages=(*report.stages, stage.name))
        return report


def _check(stage: Stage, before: Report, after: object) -> None:
    if not isinstance(after, Report):
        raise BadRecipe(
            f"stage {stage.name!r} returned {type(after).__name__}, not a Report; did it forget to return?"
        )
    allowed = stage.makes | {"issues"}
    for each in fields(Report):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if each.name not in allowed and old is not new and old != new:
            raise BadRecipe(
                f"stage {stage.name!r} changed {each.name}, but says it makes {', '.join(sorted(stage.makes))}"
            )
    if after.issues[: len(before.issues)] != before.issues:
        raise BadRecipe(f"stage {stage.name!r} removed or changed issues; issues are only ever appended")


def load_recipe(source: str | Path = "default") -> Pipeline:
    """The pipeline of a built-in recipe ("default") or of a TOML file.

    A recipe lists `[[stage]]` tables with a `name` and the stage's own options. Raises BadRecipe naming the
    stage or option that is not known.
    """
    path = Path(source)
    builtin = files("reportedly") / "recipes" / f"{source}.toml"
    if path.suffix != ".toml" and not builtin.is_file():
        raise BadRecipe(f"no recipe {str(source)!r}: give the path of a .toml file or use 'default'")
    try:
        data = tomllib.loads(path.read_text("utf-8") if path.suffix == ".toml" else builtin.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadRecipe(f"recipe {source}: {error}") from error
    return Pipeline([_build(str(source), dict(entry)) for entry in data.get("stage", [])])


def _build(recipe: str, options: dict[str, Any]) -> Stage:
    name = options.pop("name", None)
    try:
        stage: Stage = _find(str(name))(**options)
    except TypeError as error:
        raise BadRecipe(f"recipe {recipe}, stage {name!r}: {error}") from error
    return stage


def _find(name: str) -> Callable[..., Stage]:
    if name in STAGES:
        module, _, attribute = STAGES[name].partition(":")
        found: Callable[..., Stage] = getattr(import_module(module), attribute)
        return found
    for entry in entry_points(group="reportedly.stages", name=name):
        plugged: Callable[..., Stage] = entry.load()
        return plugged
    raise BadRecipe(f"no stage {name!r}; the built-in ones are {', '.join(STAGES)}")


@lru_cache(maxsize=1)
def default_pipeline() -> Pipeline:
    """The default recipe, its models loaded once for the process."""
    return load_recipe("default")
