"""Recipes that are quick, or poisonous."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def poisonous(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a recipe whose only stage is tests/batch/poison.py, found as any plug-in is."""
    plugins = tmp_path / "plugins"
    info = plugins / "poison-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[reportedly.stages]\npoison.v1 = poison_stage:Poison\n")
    shutil.copy(Path(__file__).with_name("poison.py"), plugins / "poison_stage.py")
    monkeypatch.syspath_prepend(str(plugins))  # processes that are started take it over
    recipe = tmp_path / "poison.toml"
    recipe.write_text('[[stage]]\nname = "poison.v1"\n')
    return str(recipe)
