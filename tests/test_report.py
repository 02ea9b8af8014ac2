"""A Report never changes, refuses words that are not its text's, and knows who stands behind a claim."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadReport, UnknownId
from reportedly.report import (
    Anchored,
    Claim,
    Cue,
    Mention,
    Origin,
    Party,
    Publication,
    Report,
    Span,
    Tokens,
    annotation_id,
    report_id,
)

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
"""Every code point: NUL, lone surrogates, bidi marks, zero-width, astral characters."""

BY = Origin("test")


def claim(report: Report, who: str, cue: str, content: str, **fields: Any) -> Claim:
    """A claim whose source, cue and content are the first places where those words stand."""

    def at(words: str) -> Span:
        start = report.text.index(words)
        return report.span(start, start + len(words))

    return Claim(
        id=annotation_id("c", report.id, who, cue),
        span=at(content),
        origin=BY,
        content=(at(content),),
        kind="indirect",
        source=Anchored(Party(who, "organisation"), (at(who),)),
        cue=Anchored(Cue(cue, "speech", "that-clause"), (at(cue),)),
        status=Anchored(fields.pop("status", "asserted"), (at(cue),)),
        stance=Anchored(fields.pop("stance", "neutral"), (at(cue),)),
        **fields,
    )


CHAIN = "Northern Wire, citing two clerks, said the garrison believed the bridge was mined."


def chained() -> Report:
    report = Report.of(CHAIN, Publication(outlet=Anchored("Daily Lantern", inferred="given by the user")))
    wire = claim(report, "Northern Wire", "said", "the garrison believed the bridge was mined")
    clerks = claim(report, "two clerks", "citing", "the garrison believed the bridge was mined", within=wire.id)
    garrison = claim(report, "the garrison", "believed", "the bridge was mined", within=clerks.id, status="believed")
    return report.with_layers(claims=(wire, clerks, garrison))


def test_chain_runs_from_the_outlet_to_the_innermost_source() -> None:
    report = chained()
    links = report.chain((report.claims or ())[2])
    assert [link.holder.name for link in links] == ["Daily Lantern", "Northern Wire", "two clerks", "the garrison"]


def test_only_the_last_link_of_a_chain_holds_a_status_and_the_others_a_stance() -> None:
    report = chained()
    links = report.chain((report.claims or ())[2])
    assert [link.stance for link in links] == ["neutral", "neutral", "neutral", None]
    assert [link.status for link in links] == [None, None, None, "believed"]


def test_chain_of_a_circle_ends() -> None:
    report = chained()
    wire, clerks, garrison = report.claims or ()
    circle = report.with_layers(claims=(replace(wire, within=garrison.id), clerks, garrison))
    assert len(circle.chain(garrison)) == 4


@given(ANY_TEXT, st.data())
def test_a_span_always_says_what_the_text_says(text: str, data: st.DataObject) -> None:
    report = Report.of(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert report.span(start, end).words == text[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 100)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadReport, match="code points"):
        Report.of("At least 12").span(start, end)


def test_verify_catches_offsets_counted_in_utf16_units() -> None:
    text = "\N{FIRE} At least 12 died"
    report = Report.of(text)
    utf16 = Span(3, 14, "At least 12")  # what a browser would say: the emoji is two units there
    mention = Mention(
        id=annotation_id("m", report.id, 3, 14), span=utf16, origin=BY, kind="number", form="value", head=utf16
    )
    with pytest.raises(BadReport, match="UTF-16"):
        report.with_layers(mentions=(mention,)).verify()


def test_verify_names_a_reference_to_nothing() -> None:
    report = chained()
    _, clerks, _ = report.claims or ()
    with pytest.raises(BadReport, match=clerks.within or ""):
        report.with_layers(claims=(clerks,)).verify()


def test_verify_notices_that_the_text_was_edited() -> None:
    report = chained()
    with pytest.raises(BadReport, match="was the text edited"):
        replace(report.with_layers(claims=None), text=CHAIN + " ").verify()


@pytest.mark.parametrize(
    "tokens",
    [
        Tokens(start=(0,), end=(99,), lemma=("x",), pos=("X",), tag=("X",), dep=("ROOT",), head=(0,), ent=("",)),
        Tokens(start=(0,), end=(3,), lemma=("x",), pos=("X",), tag=("X",), dep=("ROOT",), head=(4,), ent=("",)),
        Tokens(start=(0,), end=(3,), lemma=(), pos=("X",), tag=("X",), dep=("ROOT",), head=(0,), ent=("",)),
    ],
    ids=["beyond the text", "head that is no row", "columns of unequal length"],
)
def test_verify_refuses_tokens_that_do_not_fit(tokens: Tokens) -> None:
    with pytest.raises(BadReport, match="token"):
        Report.of("Two died").with_layers(tokens=tokens).verify()


def test_a_value_without_words_must_say_where_it_comes_from() -> None:
    with pytest.raises(BadReport, match="inferred"):
        Anchored("Kesh")
    assert Anchored("Kesh", inferred="given by the user").words == ""


def test_a_report_cannot_be_changed() -> None:
    report = Report.of("Two died.")
    with pytest.raises(FrozenInstanceError):
        report.text = "Three died."  # type: ignore[misc]
    with pytest.raises(BadReport, match="never changes"):
        report.with_layers(text="Three died.")


def test_not_looked_differs_from_nothing_found() -> None:
    report = Report.of("Two died.")
    assert report.claims is None
    assert report.with_layers(claims=()).claims == ()


def test_the_same_report_has_the_same_id_everywhere() -> None:
    # Pinned: if this changes, ID_RECIPE must change with it, or stored ids lose their meaning.
    assert report_id("Two died.", outlet="Daily Lantern", url=None) == "r1-c8dbf3p181yz3ab3"


def test_the_same_words_in_two_outlets_are_two_reports() -> None:
    ids = {report_id("Two died.", outlet=outlet, url=None) for outlet in (None, "", "Daily Lantern", "Kesh Post")}
    assert len(ids) == 4


def test_learning_the_date_does_not_make_another_report() -> None:
    dated = Publication(published=Anchored("2031-05-02", inferred="given by the user"))
    assert Report.of("Two died.", dated).id == Report.of("Two died.").id


@given(st.lists(ANY_TEXT | st.none() | st.integers(), max_size=4), st.lists(ANY_TEXT | st.none(), max_size=4))
def test_ids_differ_where_their_parts_differ(one: list[str | int | None], other: list[str | int | None]) -> None:
    same = [None if p is None else str(p) for p in one] == [None if p is None else str(p) for p in other]
    assert (annotation_id("m", "r1-x", *one) == annotation_id("m", "r1-x", *other)) == same


def test_an_annotation_is_found_by_the_beginning_of_its_id_and_only_if_there_is_one() -> None:
    report = chained()
    wire = (report.claims or ())[0]
    assert report.find(wire.id[:9]) is wire
    with pytest.raises(UnknownId, match="3 annotations"):
        report.find("c1-")
    with pytest.raises(UnknownId, match="no annotation"):
        report.find("e1-nothing")


@pytest.mark.parametrize(
    ("confidence", "tier"),
    [
        (1.0, "high"),
        (0.75, "high"),
        (0.7499, "medium"),
        (0.5, "medium"),
        (0.4999, "low"),
        (0.0, "low"),
        (None, "high"),
    ],
)
def test_the_tier_of_a_claim_follows_from_its_confidence(confidence: float | None, tier: str) -> None:
    [*_, innermost] = chained().claims or ()
    assert replace(innermost, confidence=confidence).tier == tier


def test_an_issue_is_kept_once() -> None:
    report = Report.of("He left.")
    issue = report.issue("entity.pronoun-open", "nobody to link", by="test", at=report.span(0, 2))
    assert report.with_issues(issue).with_issues(issue).issues == (issue,)
