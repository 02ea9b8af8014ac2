from __future__ import annotations

import json

from reportedly.export.json_text import json_text


def test_words_stand_as_they_are() -> None:
    assert json_text({"says": "„Київ“"}, compact=True) == '{"says":"„Київ“"}'


def test_a_lone_surrogate_is_escaped_so_that_utf_8_carries_it() -> None:
    written = json_text({"says": "half \ud83d of it, é"})
    assert written.encode()
    assert json.loads(written) == {"says": "half \ud83d of it, é"}
