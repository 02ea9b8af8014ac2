"""The README's Python lines run as they stand, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_lines_of_the_readme_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.S)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    said = capsys.readouterr().out
    assert "Northern Wire → " in said
    assert "is not told as having happened" in said


@pytest.mark.parametrize(
    "page", [*sorted(p.relative_to(ROOT).as_posix() for p in ROOT.glob("*.md")), "docs", "examples"]
)
def test_links_in_the_docs_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for each in sorted(path.glob("**/*.md")) if path.is_dir() else [path]:
        prose = re.sub(r"```.*?```|`[^`]*`", "", each.read_text("utf-8"), flags=re.S)
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", prose):
            assert (each.parent / target).exists(), f"{each.relative_to(ROOT)} links to {target}, which is not there"
