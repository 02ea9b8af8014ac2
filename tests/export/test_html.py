"""The page shows every word once, leads from fields to words and back, and holds no markup but its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export.html import index, notebook, page
from reportedly.export.index import Entry
from reportedly.export.ledger import ledger
from reportedly.export.marks import marks, segments
from reportedly.report import Anchored, Claim, Cue, Origin, Party, Publication, Report, Span

ELEMENTS = frozenset(
    """html head meta title style body a header div strong span small main article h1 ul li i bdi svg rect p b nav
    aside section h2 ol q details summary dl dt dd footer script table thead tbody tr th td""".split()  # noqa: SIM905
)
ATTRIBUTES = frozenset(
    """lang charset http-equiv content name class href id aria-label title rel referrerpolicy data-v data-k data-l dir
    tabindex viewbox preserveaspectratio role x width height scope""".split()  # noqa: SIM905
)


def _parsed(page_: str) -> Any:
    return lxml.html.document_fromstring(page_.encode())


def _assert_only_ours(page_: str) -> Any:
    tree = _parsed(page_)
    for element in tree.iter():
        assert element.tag in ELEMENTS, lxml.html.tostring(element)[:200]
        for name, value in element.attrib.items():
            assert name.lower() in ATTRIBUTES, (element.tag, name)
            if name == "href":
                assert re.match(r"(#|https?://|[a-z0-9-]+\.html$)", value), value
    return tree


def _words(element: Any) -> str:
    """The text of an element without the notes, as it would be copied."""
    for note in element.xpath(".//a[contains(concat(' ', @class, ' '), ' note ')]"):
        note.drop_tree()
    return " ".join(element.text_content().split())


def test_the_article_is_whole_and_each_word_stands_once(harbour: Report) -> None:
    tree = _assert_only_ours(page(harbour))
    article = tree.get_element_by_id("article")
    title, body = article.find("h1"), article.xpath(".//div[@class='text']")[0]
    assert f"{_words(title)} {_words(body)}" == " ".join(harbour.text.split())


def test_the_pieces_of_each_field_are_its_words(harbour: Report) -> None:
    tree = _parsed(page(harbour))
    pieces: dict[str, str] = {}
    for piece in tree.xpath("//*[@data-k]"):
        for key in piece.get("data-k").split():
            pieces[key] = pieces.get(key, "") + piece.text_content()
    spans: dict[str, str] = {}
    for mark in sorted(marks(ledger(harbour)), key=lambda mark: mark.start):
        spans[mark.key] = spans.get(mark.key, "") + harbour.text[mark.start : mark.end]
    assert {key: "".join(words.split()) for key, words in pieces.items()} == {
        key: "".join(words.split()) for key, words in spans.items()
    }


@pytest.mark.parametrize("make", [page, notebook])
def test_every_link_leads_somewhere(harbour: Report, make: Any) -> None:
    tree = _parsed(make(harbour))
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    targets = {link.get("href")[1:] for link in tree.xpath("//a[starts-with(@href, '#')]")}
    assert targets <= set(ids), targets - set(ids)


def test_every_field_with_words_leads_to_them(harbour: Report) -> None:
    tree = _parsed(page(harbour))
    fields = {field.get("data-l"): field.get("href")[1:] for field in tree.xpath("//*[@data-l]")}
    carried = {key for piece in tree.xpath("//*[@data-k]") for key in piece.get("data-k").split()}
    assert set(fields) <= carried
    for key, target in fields.items():
        assert key in tree.get_element_by_id(target).get("data-k").split()
    for key in ("c5-source", "c5-cue", "c5-content", "c5-status", "c5-stance", "e1-trigger", "e1-time", "e1-place"):
        assert key in fields


def test_firmness_and_voice_show_without_colour(harbour: Report) -> None:
    tree = _parsed(page(harbour))

    def classes(key: str) -> str:
        return str(tree.xpath(f"//*[contains(concat(' ', @data-k, ' '), ' {key} ')]/..")[0].get("class"))

    assert "denied" in classes("c8-content")
    assert "doubt" in classes("c6-content")
    assert "unreal" in classes("c14-content")
    assert "firm" in classes("c1-content")
    notes = [note.text_content() for note in tree.xpath("//a[contains(@class, 'note ')]")]
    assert {"1A", "8G", "13?", "◆1", "◇6"} <= set(notes)


def test_the_page_asks_nothing_of_a_network(harbour: Report) -> None:
    made = page(harbour)
    tree = _parsed(made)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not tree.xpath("//*[@src] | //link | //img | //iframe | //form | //*[@style] | //base | //object")
    assert "url(" not in made
    assert "@import" not in made


def test_the_policy_allows_exactly_the_style_and_script_of_the_page(harbour: Report) -> None:
    import base64
    import hashlib

    made = page(harbour)
    policy = _parsed(made).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for name in ("style", "script"):
        (body,) = re.findall(f"<{name}>(.*?)</{name}>", made, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<a href=javascript:alert(1)>x</a>",
    "\x00<\x00script>alert(1)",
    "<scr\u200bipt>alert(1)</script>",
    "\u202e<script>\u202c",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "<svg/onload=alert`1`>",
    "`-alert(1)-`",
    "\ud800<b>",
    "</bdi></a></li><form action=//evil.example><button>",
]


def _hostile(payload: str) -> Report:
    """The payload as headline, byline, outlet, URL, source, cue, content, reason, rule, issue and text."""
    text = f"{payload} said {payload}.\n{payload}\n"

    def given(value: str) -> Anchored[Any]:
        return Anchored(value, inferred=payload)

    publication = Publication(
        outlet=given(payload),
        url=given(f"javascript:alert(1)//{payload}"),
        headline=given(payload),
        byline=given(payload),
        published=given(payload),
        language=given(payload),
        location=payload,
    )
    report = Report.of(text, publication)
    whole, first = report.span(0, len(text)), report.span(0, len(payload))
    claim = Claim(
        id="c1-x",
        span=whole,
        origin=Origin(payload, payload, payload),
        content=(report.span(len(payload) + 6, 2 * len(payload) + 6),),
        kind="mixed",
        source=Anchored(Party(payload), (first,)),
        cue=Anchored(Cue(payload, "speech", payload), (first,)),
        status=Anchored("asserted", (first,), payload),
        stance=Anchored("neutral", inferred=payload),
    )
    report = report.with_layers(claims=(claim,), events=(), stages=(payload,))
    return report.with_issues(report.issue(payload, payload, by=payload, at=first, hint=payload))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_report_becomes_markup(payload: str) -> None:
    report = _hostile(payload)
    report.verify()
    tree = _assert_only_ours(page(report))
    assert len(tree.xpath("//script")) == len(tree.xpath("//style")) == len(tree.xpath("//title")) == 1
    assert not tree.xpath("//a[@class='address']")
    _assert_only_ours(notebook(report))
    _assert_only_ours(index([Entry.of(report, "a.html")]))


def test_only_web_addresses_become_links(harbour: Report) -> None:
    assert _parsed(page(harbour)).xpath("//a[@class='address']/@href") == ["https://courier.example/port-selwyn"]
    for url in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " https://a", "file:///etc/passwd"):
        publication = replace(harbour.publication, url=Anchored(url, inferred="test"))
        tree = _parsed(page(replace(harbour, publication=publication)))
        assert not tree.xpath("//a[@class='address']")


def test_hidden_characters_are_shown() -> None:
    made = page(Report.of("The sum of 100\u202e000,1\u202c euros\x00.").with_layers(claims=(), events=()))
    assert [each.text for each in _parsed(made).xpath("//main//span[@class='ctl']")] == ["RLO", "PDF", "U+0000"]
    assert not set("\u202e\u202c\x00") & set(made)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_segments_cover_each_paragraph_without_a_gap_whatever_the_spans(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab \n“”\U0001f600é"), min_size=1, max_size=60))
    report = Report.of(text)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    drawn = [sorted(each) for each in data.draw(st.lists(ends, max_size=8))]
    spans = [Span(a, b, text[a:b]) for a, b in drawn]
    made = report.with_issues(*(report.issue(f"x.{n}", "m", by="t", at=s) for n, s in enumerate(spans)))
    over = marks(ledger(made))
    for cut in segments(made, over):
        assert [left.end for left in cut[:-1]] == [right.start for right in cut[1:]]
        for segment in cut:
            assert set(segment.marks) == {m for m in over if m.start <= segment.start and segment.end <= m.end}
            assert not [
                m for m in over if segment.start < m.start < segment.end or segment.start < m.end < segment.end
            ]


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_makes_a_page(text: str) -> None:
    report = Report.of(text).with_layers(claims=(), events=())
    report = report.with_issues(report.issue("a.b", text, by=text, at=report.span(0, len(text)), hint=text))
    for made in (page(report), notebook(report)):
        made.encode()
        _assert_only_ours(made)


def test_a_report_that_was_not_read_says_so() -> None:
    words = _parsed(page(Report.of("Words."))).text_content()
    assert "No stage has looked for claims" in words
    assert "Date not known" in words


def test_the_notebook_needs_no_script(harbour: Report) -> None:
    made = harbour._repr_html_()
    assert made == notebook(harbour)
    assert "<script" not in made
    assert all(
        line.lstrip().startswith((".rp", "@media", "}", "/*")) for line in re.findall(r"(?m)^[^\n{}]*\{", made)
    )


def test_the_index_lists_every_page(harbour: Report) -> None:
    tree = _assert_only_ours(index([Entry.of(harbour, "a.html"), Entry.of(Report.of("Words."), "b.html")]))
    assert tree.xpath("//td/a/@href") == ["a.html", "b.html"]
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr[1]/td[@class='number']")] == [
        "14",
        "10",
        "4",
        "3",
        "2",
    ]


def test_the_number_of_a_claim_stands_before_the_mark_that_opens_it() -> None:
    report = Report.of("Jo said: “No.”\n\n“Yes,” said Jo.")
    claims = tuple(
        Claim(
            id=f"c1-{start}",
            span=report.span(start, end),
            origin=Origin("test"),
            source=None,
            cue=None,
            content=(report.span(start, end),),
            kind="direct",
            status=Anchored("asserted", (), "test"),
            stance=Anchored("neutral", (), "test"),
        )
        for start, end in ((10, 13), (17, 21))
    )
    shown = page(report.with_layers(claims=claims, events=()))
    words = "".join(lxml.html.fromstring(shown).find_class("text")[0].itertext())
    assert "said: 1?“No.”" in words
    assert "2?“Yes,”" in words
