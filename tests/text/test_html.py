"""An article comes out of its page whole and in order, its publication with how each value is known."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.pages import BODY, HEADLINE, PARAGRAPHS, page

from reportedly.errors import BadInput, EmptyInput, TooLarge
from reportedly.report import Report
from reportedly.text.html import read_html
from reportedly.text.limits import Limits


def test_the_text_is_headline_blank_line_paragraphs_with_their_quotation_marks() -> None:
    article = read_html(page())
    assert article.text == "\n\n".join((HEADLINE, *PARAGRAPHS))
    Report.of(article.text, article.publication).verify()


def test_headline_and_dateline_stand_on_their_words() -> None:
    publication = read_html(page()).publication
    assert publication.headline is not None
    assert publication.headline.words == HEADLINE
    assert publication.headline.inferred == "html h1"
    assert publication.dateline is not None
    assert publication.dateline.words == "ARVENPORT, June 3 (Acme)"


def test_runs_are_exact_and_cover_all_but_the_references() -> None:
    source = page()
    article = read_html(source)
    assert all(article.text[s:e] == source[r : r + e - s] for s, e, r in article.aligned)
    assert sum(e - s for s, e, _ in article.aligned) > 0.95 * len(article.text)


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Echo"},
        {
            "@type": ["NewsArticle"],
            "headline": HEADLINE,
            "datePublished": "2024-06-20T08:00:00.000Z",
            "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Ali Din"}],
            "publisher": {"@type": "Organization", "name": "Daily Echo"},
        },
    ],
}
JSON_LD = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
META_TIME = '<meta property="article:published_time" content="2024-06-20T10:00:00+02:00">'


@pytest.mark.parametrize(
    ("field", "value", "how", "head", "before"),
    [
        ("published", "2024-06-20T08:00:00+00:00", "json-ld datePublished", JSON_LD + META_TIME, ""),
        ("published", "2024-06-20T10:00:00+02:00", "html meta article:published_time", META_TIME, ""),
        ("published", "2024-06-20", "html meta date", '<meta name="DATE" content="2024-06-20">', ""),
        ("published", "2024-06-20", "html time pubdate", "", '<time pubdate datetime="2024-06-20">today</time>'),
        ("published", "2024-06-20", "html itemprop", "", '<span itemprop="datePublished">June 20, 2024</span>'),
        (
            "published",
            "2024-06-20",
            "html time, the only day in the article",
            "",
            '<time datetime="2024-06-20">x</time>',
        ),
        (
            "published",
            "2024-06-20",
            "date in the url's path",
            '<link rel="canonical" href="https://echo.example/2024/06/20/mayor">',
            "",
        ),
        ("outlet", "Daily Echo", "json-ld publisher", JSON_LD, ""),
        ("outlet", "The Echo", "html meta og:site_name", '<meta property="og:site_name" content=" The  Echo ">', ""),
        ("byline", "Jane Roe, Ali Din", "json-ld author", JSON_LD, ""),
        ("byline", "Jane Roe", "html meta author", '<meta name="author" content="By Jane Roe">', ""),
        ("byline", "Jane Roe", "html rel=author", "", '<a rel="author" href="/j">Jane Roe</a>'),
        ("byline", "Jane Roe", "html class=byline", "", '<div class="top byline">By Jane Roe</div>'),
        (
            "url",
            "https://echo.example/a",
            "html link canonical",
            '<link rel=canonical href="https://echo.example/a">',
            "",
        ),
        (
            "url",
            "https://echo.example/b",
            "html meta og:url",
            '<meta property=og:url content="https://echo.example/b">',
            "",
        ),
        ("headline", "Mayor says no", "html meta og:title", '<meta property="og:title" content="Mayor says no">', ""),
    ],
)
def test_each_value_says_how_it_is_known(field: str, value: str, how: str, head: str, before: str) -> None:
    heading = "" if field == "headline" else f"<h1>{HEADLINE}</h1>"
    known = getattr(read_html(page(head=head, before=heading + before)).publication, field)
    assert (known.value, known.inferred) == (value, how)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name="date" content="03/04/2019">',
        '<meta property="article:modified_time" content="2024-06-20">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": {"a": []}}</script>',
        '<link rel="canonical" href="https://[broken">',
    ],
)
def test_a_date_that_is_not_declared_is_not_guessed(head: str) -> None:
    body = BODY + "<p>It had been proposed on 2 May 2021, and again on March 3, 2022, by the council itself.</p>"
    assert read_html(page(head=head, body=body)).publication.published is None


def test_a_byline_and_a_date_that_only_the_text_states_stand_on_its_words() -> None:
    publication = read_html(page(body="<p>By Jane Roe</p><p>Published on 20 June 2024</p>" + BODY)).publication
    assert publication.byline is not None
    assert publication.byline.words == "Jane Roe"
    assert publication.published is not None
    assert publication.published.words == "20 June 2024"


def test_two_days_of_publication_leave_a_remark() -> None:
    article = read_html(page(head=JSON_LD + '<meta name="date" content="2019-01-01">'))
    assert article.publication.published is not None
    assert article.publication.published.value.startswith("2024-06-20")
    assert [remark.code for remark in article.remarks] == ["publication.dates-differ"]
    assert "2019-01-01" in article.remarks[0].message


def test_a_fragment_is_read_whole_and_says_so() -> None:
    article = read_html("<p>The mayor left.</p><p>Nobody knows why.</p>")
    assert article.text == "The mayor left.\n\nNobody knows why."


@pytest.mark.parametrize(
    "html", ["<html></html>", "<!doctype html>", "<html><body><script>x()</script></body></html>"]
)
def test_a_page_without_words_is_said_to_be_empty(html: str) -> None:
    with pytest.raises(EmptyInput):
        read_html(html)


def test_words_nested_as_deep_as_is_let_through_are_kept() -> None:
    deep = "<div>" * 400 + "<p>The words that stand deep inside, a spokesman said on Monday.</p>" + "</div>" * 400
    assert "stand deep inside" in read_html(page(body=BODY + deep)).text


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        ("<div>" * 100_000, "inside one another"),
        ("<b><i>" * 100_000, "inside one another"),
        ("<blockquote>x" * 50_000, "inside one another"),
        ("<table><tr><td>" * 50_000, "inside one another"),
        ("<p>" * 1_700_000, "elements in a page"),
        ("<span>x</span>" * 100_000, "elements in a page"),
        ("<div " + " ".join(f'a{i}="1"' for i in range(60_000)) + ">x</div>", "attributes"),
        ("<div " + " ".join(f'a{i}="<"' for i in range(60_000)) + ">x</div>", "attributes"),
        ("<div " + "a " * 100_000, "attributes"),
        ("<!--><div " + "a " * 100_000 + ">-->", "attributes"),
        ("<svg><div " + "a " * 100_000 + ">", "attributes"),
    ],
)
def test_a_page_made_to_exhaust_a_parser_is_refused_at_once(shape: str, what: str) -> None:
    began = time.process_time()
    with pytest.raises(TooLarge, match=what) as caught:
        read_html(page(body=BODY + shape))
    assert "Limits(" in str(caught.value)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "shape",
    [
        *("<p>x " * 14_900, "<p>" + "<span>x </span>" * 14_900, "x<br>" * 14_900, "<a href=x>y</a>" * 14_900),
        *("<" * 200_000, "<a" * 200_000, "<!--" * 200_000, "<script>" * 100_000, "&" * 200_000, "&amp;" * 200_000),
        *("\n" * 1_000_000, "<p>" + "word " * 400_000, "</p>" * 100_000, '<a href="' * 200, "<![CDATA[" * 100_000),
    ],
)
def test_other_odd_pages_are_read_or_refused_in_bounded_time(shape: str) -> None:
    began = time.process_time()
    with suppress(BadInput):
        read_html(page(body=BODY + shape))
    assert time.process_time() - began < 12


@given(st.text("<>/=\"'&; abp!-[]\n") | st.text())
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        article = read_html("<html><body>" + markup, limits=Limits(depth=20))
    except BadInput:
        return
    Report.of(article.text, article.publication).verify()
