"""Pages are told from texts at their beginning, and markup is weighed in linear time."""

from __future__ import annotations

import time

import pytest

from reportedly.errors import TooLarge
from reportedly.text.limits import Limits
from reportedly.text.markup import check_markup, looks_like_html


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n <?xml version='1.0'?><!-- saved --> <HTML lang=en>", True),
        ("<article><h1>x", True),
        ("<p>The mayor left.</p>", True),
        ("<div class='a'>The mayor left.</div>", True),
        ("The mayor <b>left</b>.", False),
        ("<Applause> The mayor left.", False),
        ("< 5 people came", False),
        ("<mayor@arvenport.example> wrote </so>", False),
        ("", False),
    ],
)
def test_a_page_is_recognised(text: str, is_page: bool) -> None:
    assert looks_like_html(text) is is_page


@pytest.mark.parametrize("piece", ["<!---->", "<!-- ", "<?xml>", "<", "<p ", " ", "<p a='", "<!-->"])
def test_recognising_takes_no_time(piece: str) -> None:
    began = time.process_time()
    looks_like_html(piece * 100_000)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a",
        "<a ",
        "<!--",
        "<!-->",
        "<script>",
        "<style ",
        '<a b="',
        "<a b='\"",
        "<a b=",
        "</",
        "<![CDATA[",
        "<a\n",
        "=",
    ],
)
def test_weighing_takes_linear_time(piece: str) -> None:
    began = time.process_time()
    try:
        check_markup(piece * 400_000, Limits(elements=10**9, depth=10**9, attributes=10**9))
    except TooLarge:
        pytest.fail("no limit is that low")
    assert time.process_time() - began < 8


def test_what_a_script_or_a_comment_says_is_no_markup() -> None:
    page = "<script>" + "if (a<b && c) x('<div>');" * 1000 + "</script><!--" + "<div>" * 1000 + "--><p>x</p>"
    check_markup(page, Limits(elements=10, depth=5))
