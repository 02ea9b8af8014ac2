from __future__ import annotations

from reportedly.incidents.quotations import shared_quotations
from reportedly.pipeline import default_pipeline
from reportedly.report import Report
from reportedly.text.readers import report_from_text


def read(text: str) -> Report:
    return default_pipeline()(report_from_text(text))


def test_one_speaker_behind_two_reports_is_found_by_his_words() -> None:
    one = read("“They are counting only the bodies they can name,” union secretary Paul Emmerich said on Friday.")
    two = read("Emmerich was angry. “They are counting only the bodies they can name.” The port rejected the charge.")
    other = read("“They are counting only the bodies,” said Paul Emmerich, who has led the union for nine years.")
    (found,) = shared_quotations([one, two, other])
    assert found.speakers[0] == "Paul Emmerich"
    assert [report for report, _ in found.places] == [one.id, two.id]
    assert found.says.startswith("2 reports quote Paul Emmerich with “They are counting")


def test_short_words_and_words_of_one_report_are_not_shared() -> None:
    twice = read(
        "“We will not rest until we know the truth,” he said. “We will not rest until we know the truth,” he said."
    )
    short = [read("“Nobody answered,” she said."), read("“Nobody answered,” the man said.")]
    assert shared_quotations([twice, *short]) == ()
