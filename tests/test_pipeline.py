"""A pipeline refuses stages in an impossible order and stages that break their promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import BadRecipe
from reportedly.pipeline import STAGES, Pipeline, load_recipe
from reportedly.report import Report, Tokens


class Stub:
    """A stage that does what the test says."""

    name = "test.stub.v1"

    def __init__(self, does: Callable[[Report], object], *, needs: str = "", makes: str = "") -> None:
        self.does, self.needs, self.makes = does, frozenset(needs.split()), frozenset(makes.split())

    def __call__(self, report: Report) -> Report:
        return self.does(report)  # type: ignore[return-value]


REPORT = Report.of("Two died.")


def test_a_stage_whose_needs_nobody_makes_is_refused_when_the_pipeline_is_built() -> None:
    with pytest.raises(BadRecipe, match=r"needs mentions"):
        Pipeline([Stub(lambda r: r, needs="mentions", makes="claims")])


def test_a_stage_that_makes_a_layer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadRecipe, match="no such layer"):
        Pipeline([Stub(lambda r: r, makes="opinions")])


def test_a_stage_that_forgets_to_return_is_named() -> None:
    with pytest.raises(BadRecipe, match="forget to return"):
        Pipeline([Stub(lambda r: None, makes="quotes")])(REPORT)


def test_a_stage_that_touches_another_layer_is_named() -> None:
    with pytest.raises(BadRecipe, match=r"test\.stub\.v1.*changed claims"):
        Pipeline([Stub(lambda r: r.with_layers(claims=()), makes="quotes")])(REPORT)


def test_a_stage_may_append_issues_but_not_remove_them() -> None:
    seen = REPORT.with_issues(REPORT.issue("test.seen", "seen", by="test"))
    pipeline = Pipeline([Stub(lambda r: r.with_issues(r.issue("test.more", "more", by="test")), makes="quotes")])
    assert [issue.code for issue in pipeline(seen).issues] == ["test.seen", "test.more"]
    with pytest.raises(BadRecipe, match="only ever appended"):
        Pipeline([Stub(lambda r: r.with_layers(issues=()), makes="quotes")])(seen)


def test_what_cannot_be_looked_at_stays_none() -> None:
    unparsed = Stub(lambda r: r, makes="tokens")
    pipeline = Pipeline([unparsed, Stub(lambda r: r.with_layers(quotes=()), needs="tokens", makes="quotes")])
    assert pipeline(REPORT).quotes is None
    assert pipeline(REPORT.with_layers(tokens=Tokens())).quotes == ()


def test_the_stages_that_ran_are_on_record() -> None:
    assert Pipeline([Stub(lambda r: r, makes="quotes")])(REPORT).stages == ("test.stub.v1",)


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        ('[[stage]]\nname = "claims.divination.v1"', "claims.divination.v1"),
        ('[[stage]]\nname = "language.parse.v1"\ncrystal = "ball"', "crystal"),
        ("[[stage", "recipe"),
    ],
)
def test_a_recipe_file_that_cannot_work_says_why(tmp_path: Path, recipe: str, says: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(recipe)
    with pytest.raises(BadRecipe, match=says):
        load_recipe(path)


def test_a_recipe_that_is_not_there_says_what_to_use() -> None:
    with pytest.raises(BadRecipe, match="use 'default'"):
        load_recipe("splendid")


def test_the_default_recipe_runs_every_built_in_stage_under_its_own_name() -> None:
    assert [stage.name for stage in load_recipe("default").stages] == list(STAGES)
