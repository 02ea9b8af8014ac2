"""Offsets between the browser and the server, by the browser's own module in node, over any text there can be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.text.offsets import Offsets

MODULE = Path(__file__).parents[2] / "frontend" / "src" / "text" / "offsets.ts"
NODE = shutil.which("node", path=str(Path(sys.executable).parent))
"""That of the project's environment: it reads TypeScript, and an older one of the machine may not."""

ANSWER = """
import { createInterface } from "node:readline";
const { Offsets } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
    const { text, spans, units } = JSON.parse(line);
    const offsets = new Offsets(text);
    const tried = (place) => { try { return offsets.toPoints(place); } catch { return null; } };
    console.log(JSON.stringify({
        points: offsets.points, length: offsets.units, back: units.map(tried),
        spans: spans.map(([a, b]) => offsets.span(offsets.toUnits(a), offsets.toUnits(b))),
    }));
}
"""

PIECES = ["👩🏽‍🚒", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301", "שלום", "مرحبا", "𝒱", "क्ष", "\u202eabc\u202c", "\r\n", "\ufeff", "Port Arden"]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=10).map("".join)


@pytest.fixture(scope="module")
def browser_module() -> Iterator[subprocess.Popen[str]]:
    if NODE is None:
        pytest.skip("there is no node on this machine: install the development packages")
    with subprocess.Popen(
        [NODE, "--no-warnings", "--input-type=module", "--eval", ANSWER, MODULE.as_uri()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        yield process
        cast(IO[str], process.stdin).close()


def asked(process: subprocess.Popen[str], what: dict[str, Any]) -> dict[str, Any]:
    stdin, stdout = cast(IO[str], process.stdin), cast(IO[str], process.stdout)
    stdin.write(json.dumps(what) + "\n")
    stdin.flush()
    return cast(dict[str, Any], json.loads(stdout.readline()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.data())
def test_spans_keep_their_offsets_and_words_through_the_browser_and_back(
    browser_module: subprocess.Popen[str], text: str, data: st.DataObject
) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [sorted(pair) for pair in data.draw(st.lists(places, max_size=5))]
    here = Offsets(text)
    units = list(range(here.length_utf16 + 1))
    there = asked(browser_module, {"text": text, "spans": spans, "units": units})
    assert (there["points"], there["length"]) == (len(text), here.length_utf16)
    assert there["spans"] == [{"start": a, "end": b, "words": text[a:b]} for a, b in spans]
    whole = {here.to_utf16(point): point for point in range(len(text) + 1)}
    assert there["back"] == [whole.get(unit) for unit in units]  # None within a surrogate pair
