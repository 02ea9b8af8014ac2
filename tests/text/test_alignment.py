"""Every run of an alignment is exact, and ordinary pages are aligned nearly whole."""

from __future__ import annotations

import json
from html import escape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.timing import cpu_seconds

from reportedly.text.alignment import Run, align_html, align_json

WORDS = st.lists(
    st.sampled_from(
        ["the", "mayor", "said", "on", "Monday", "“no”", "&", "3", "<", "café", "\U0001f600", "'x'", "\u200b"]
    ),
    min_size=1,
)


def exact(text: str, source: str, runs: tuple[Run, ...]) -> bool:
    in_order = all(before[1] <= after[0] for before, after in pairwise(runs))
    return in_order and all(text[s:e] == source[r : r + e - s] and e > s for s, e, r in runs)


@given(WORDS, st.lists(st.sampled_from(["", "<b>", "</b>", "<!-- the mayor said -->", " ", "<a href='the mayor'>"])))
def test_runs_are_exact_whatever_the_markup(words: list[str], markup: list[str]) -> None:
    text = " ".join(words)
    source = "".join(escape(w) + " " + (markup[i % len(markup)] if markup else "") for i, w in enumerate(words))
    assert exact(text, source, align_html(text, source))


@given(st.text(), st.text())
def test_runs_are_exact_for_texts_that_have_nothing_in_common(text: str, source: str) -> None:
    assert exact(text, source, align_html(text, source))


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != "\0")), st.booleans())
def test_a_string_of_json_is_aligned_but_for_its_escapes(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": 1, "text": text, "url": "x"}, ensure_ascii=ascii_only)
    runs = align_json(text, line)
    assert exact(text, line, runs)
    plain = sum(32 <= ord(c) < 127 and c not in '"\\' for c in text)
    assert not text or sum(e - s for s, e, _ in runs) >= plain


def test_references_tags_and_moved_words_end_a_run() -> None:
    source = "<title>Mayor denies plan</title><p>The &quot;mayor&quot; <b>said</b> on Monday that it was off.</p>"
    text = 'Mayor denies plan\n\nThe "mayor" said on Monday that it was off.'
    runs = align_html(text, source)
    assert [text[s:e] for s, e, _ in runs] == [
        "Mayor denies plan",
        "The ",
        "mayor",
        "said",
        " on Monday that it was off.",
    ]


def test_words_of_scripts_comments_and_attributes_are_no_source() -> None:
    source = (
        '<script>"the mayor said so"</script><!-- the mayor said so --><p title="the mayor said so">Nobody knows it'
    )
    assert align_html("the mayor said so", source) == ()


def test_a_long_page_takes_linear_time() -> None:
    paragraph = "<p>The mayor said on Monday that the harbour, the old wall and the port were safe for now.</p>\n"
    text = "The mayor said on Monday that the harbour, the old wall and the port were safe for now.\n\n"

    def align(count: int) -> None:
        runs = align_html(text * count, paragraph * count)
        assert sum(e - s for s, e, _ in runs) > 0.95 * len(text) * count

    assert cpu_seconds(lambda: align(4000)) < 8 * cpu_seconds(lambda: align(1000)) + 0.2
