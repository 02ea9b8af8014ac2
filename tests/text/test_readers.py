"""Whatever is named is read, lazily and in order; what cannot be is a typed error at its place."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.pages import HEADLINE, PARAGRAPHS, page

from reportedly import codec
from reportedly.errors import BadInput, EmptyInput, FetchRefused, NotText, TooLarge
from reportedly.report import Anchored, Publication, Report
from reportedly.text.fetch import Fetched
from reportedly.text.readers import Limits, Overrides, report_from_bytes, report_from_text, sources

TEXT = "The mayor of Arvenport said on Monday that nothing had been decided about the old harbour wall.\n"


def outcome(item: Report | BadInput) -> str:
    return item.text.split()[0] if isinstance(item, Report) else f"{type(item).__name__} {item.location}"


def test_one_bad_file_or_line_never_stops_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("First report here.")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "Second of lines."}\n{broken\n\n{"no": 1}\n{"text": "Third of lines."}\n'
    )
    (tmp_path / "c.bin.txt").write_bytes(bytes(range(32)) * 100)
    (tmp_path / "d.docx").write_text("x")
    (tmp_path / "e.json").write_text('[{"text": "Fourth in array."}, 5, {"text": "Fifth in array."}]')
    (tmp_path / "f.txt").write_text("")
    (tmp_path / "g.urls").write_text("https://echo.example/\n")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "h.html").write_text("<!doctype html><p>Sixth is a page.</p>")
    found = [outcome(item).replace(str(tmp_path) + "/", "") for item in sources([tmp_path])]
    assert found == [
        *("First", "Second", "BadInput b.jsonl:2", "BadInput b.jsonl:4", "Third", "NotText c.bin.txt"),
        *(
            "NotText d.docx",
            "Fourth",
            "BadInput e.json:[2]",
            "Fifth",
            "EmptyInput f.txt",
            "FetchRefused g.urls",
            "Sixth",
        ),
    ]


def test_each_error_names_its_source_first_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"%PDF-1.4")
    for location in (tmp_path / "x.txt", tmp_path / "missing", "no\0path", "ftp://echo.example/a"):
        (error,) = sources([location])
        assert isinstance(error, BadInput)
        assert str(error).startswith(f"{location}: ")
        assert error.location == str(location)


def test_sources_are_read_only_when_asked_for(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "First of many."}\n' * 3)
    items = sources([lines, tmp_path / "b.txt"])
    assert outcome(next(items)) == "First"
    (tmp_path / "b.txt").write_text("Late but there.")
    assert [outcome(item) for item in items] == ["First", "First", "Late"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), ["The"]),
        (page().encode(), ["Mayor"]),
        (b'{"text": "One line."}\n{"text": "Two lines."}', ["One", "Two"]),
        (b'\n\n {"text": "Pretty\\nthing",\n "url": "x"}', ["Pretty"]),
        (b'\xef\xbb\xbf{"text": "Marked line."}\n', ["Marked"]),
        (b'[{"text": "One member."}]', ["One"]),
        (b"[Applause] The mayor left.", ["[Applause]"]),
        (b"{Applause} The mayor left.", ["{Applause}"]),
        (b"", ["EmptyInput -"]),
        (b"\xff\xd8\xff\xe0 JFIF", ["NotText -"]),
        (b"!!! ??? ...", ["EmptyInput -"]),
    ],
)
def test_standard_input_is_sniffed(data: bytes, expected: list[str]) -> None:
    assert [outcome(item) for item in sources(["-"], stdin=io.BytesIO(data))] == expected


def test_a_list_of_urls_is_fetched_one_by_one(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("# today\nhttps://echo.example/a\n\nhttps://echo.example/gone\nhttps://echo.example/b\n")

    def fetch(url: str, limits: Limits) -> Fetched:
        if url.endswith("gone"):
            raise FetchRefused("the server answered 404")
        return Fetched(
            page().encode("cp1252"), url + "?final", "text/html; charset=windows-1252", "2024-06-21T00:00:00+00:00"
        )

    first, gone, second = sources([listed], fetch=fetch)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert outcome(gone) == "FetchRefused https://echo.example/gone"
    publication = first.publication
    assert publication.url == Anchored("https://echo.example/a?final", (), "fetched from there")
    assert publication.retrieved == Anchored("2024-06-21T00:00:00+00:00", (), "when it was fetched")
    assert publication.location == "https://echo.example/a"
    assert publication.raw is not None
    assert (publication.raw.encoding, publication.raw.encoding_known_by) == ("cp1252", "http header")


def test_a_record_of_json_fills_the_publication_and_says_so() -> None:
    record = {
        "id": 17,
        "text": f"{HEADLINE}\n\n{TEXT}",
        "title": HEADLINE,
        "url": "https://echo.example/a",
        "date": "June 20, 2024",
        "source": "Daily Echo",
        "authors": ["Jane Roe", "Ali Din"],
        "language": "en",
    }
    report = report_from_bytes(json.dumps(record).encode(), location="corpus.jsonl:3")
    p = report.publication
    assert p.location == "corpus.jsonl:3#17"
    assert p.headline is not None
    assert (p.headline.words, p.headline.inferred) == (HEADLINE, "json field title")
    assert p.published == Anchored("2024-06-20", (), "json field date")
    assert p.outlet == Anchored("Daily Echo", (), "json field source")
    assert p.byline == Anchored("Jane Roe, Ali Din", (), "json field authors")
    assert p.language == Anchored("en", (), "json field language")


def test_an_unreadable_date_of_a_record_is_an_issue() -> None:
    report = report_from_bytes(json.dumps({"text": TEXT, "date": "03/04/2019"}).encode())
    assert report.publication.published is None
    assert [issue.code for issue in report.issues] == ["publication.date-unreadable"]


def test_a_stored_report_gives_back_its_text_and_publication() -> None:
    stored = Report.of(TEXT, Publication(outlet=Anchored("Daily Echo", (), "given by the user")))
    (again,) = sources(["-"], stdin=io.BytesIO(codec.to_json(stored).encode() + b"\n"))
    assert again == stored
    broken = codec.to_json(stored).replace("Arvenport", "Arvenpoort")
    (error,) = sources(["-"], stdin=io.BytesIO(broken.encode()))
    assert isinstance(error, BadInput)


def test_what_the_user_gives_wins_and_says_so() -> None:
    given_by_user = Overrides(
        published="20 June 2024", outlet="The Echo", language="en-GB", url="https://echo.example/z"
    )
    report = report_from_bytes(page(head='<meta name="date" content="2019-01-01">').encode(), overrides=given_by_user)
    p = report.publication
    for known, value in (
        (p.published, "2024-06-20"),
        (p.outlet, "The Echo"),
        (p.language, "en-GB"),
        (p.url, "https://echo.example/z"),
    ):
        assert known == Anchored(value, (), "given by the user")


@pytest.mark.parametrize("wrong", [{"published": "03/04/2019"}, {"published": "June"}, {"language": "Klingon!"}])
def test_an_impossible_override_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(BadInput, match=next(iter(wrong))):
        Overrides(**wrong)


def test_text_given_as_text_stays_exactly_as_it_is() -> None:
    text = "\ufeffThe mayor\0 \ud800said\r\n\u202eno\u200b.\U0001f30a\n"
    assert report_from_text(text).text == text


@given(st.text())
def test_any_string_becomes_a_report_or_a_typed_error(text: str) -> None:
    try:
        report = report_from_text(text)
    except EmptyInput:
        assert not any(map(str.isalnum, text))
        return
    assert report.text == text
    report.verify()


@given(st.binary() | st.text('{}[]"text:\\u d8,\n<p>').map(str.encode))
def test_any_bytes_become_reports_or_typed_errors(data: bytes) -> None:
    for item in sources(["-"], stdin=io.BytesIO(data), fetch=_no_fetch):
        if isinstance(item, Report):
            item.verify()


def _no_fetch(url: str, limits: Limits) -> Fetched:
    raise FetchRefused("not in a test")


def test_a_lone_surrogate_in_json_becomes_a_replacement_character() -> None:
    (report,) = sources(["-"], stdin=io.BytesIO(b'{"text": "The mayor \\ud83d left \\u0000 now."}'))
    assert isinstance(report, Report)
    assert report.text == "The mayor \ufffd left \ufffd now."


def test_plain_text_is_aligned_whole_and_keeps_its_line_ends() -> None:
    report = report_from_bytes(b"\xef\xbb\xbfThe mayor\r\nleft.\r\n")
    assert report.text == "The mayor\r\nleft.\r\n"
    assert report.publication.raw is not None
    assert report.publication.raw.aligned == ((0, len(report.text), 0),)


def test_a_page_in_a_text_file_is_read_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "saved.txt").write_text(page(), encoding="utf-8")
    (report,) = sources([tmp_path / "saved.txt"])
    assert isinstance(report, Report)
    assert report.text == "\n\n".join((HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize("name", ["big.txt", "big.html", "big.jsonl", "big.json", "big"])
def test_fifty_megabytes_fail_fast_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"text": "' + b"word " * 10_000_000)
    (tmp_path / "next.txt").write_text("Next one.")
    began = time.process_time()
    big, after = sources([tmp_path / name, tmp_path / "next.txt"])
    assert isinstance(big, TooLarge)
    assert "5,000,000 bytes" in str(big)
    assert outcome(after) == "Next"
    assert time.process_time() - began < 2


def test_a_line_that_is_too_long_is_skipped_and_the_next_read() -> None:
    data = b'{"text": "One is here."}\n{"text": "' + b"x" * 5000 + b'"}\n{"text": "Three is here."}\n'
    found = [outcome(item) for item in sources(["-"], stdin=io.BytesIO(data), limits=Limits(size=1000))]
    assert found == ["One", "TooLarge -:2", "Three"]


def test_a_raised_limit_lets_more_in() -> None:
    data = TEXT.encode() * 100
    assert isinstance(next(sources(["-"], stdin=io.BytesIO(data), limits=Limits(size=1000))), TooLarge)
    assert isinstance(next(sources(["-"], stdin=io.BytesIO(data), limits=Limits(size=100_000))), Report)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_an_error_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    (error,) = sources([tmp_path / "a.txt"])
    assert isinstance(error, BadInput)


def test_an_empty_folder_and_a_served_image_are_said_to_be_that(tmp_path: Path) -> None:
    assert isinstance(next(sources([tmp_path])), EmptyInput)
    with pytest.raises(NotText, match="image/png"):
        report_from_bytes(b"abc", media_type="image/png")


def test_a_long_text_is_refused_whatever_it_came_in_and_the_message_says_how_to_raise_the_limit(
    tmp_path: Path,
) -> None:
    words = "The mayor said no. " * 40_000
    (tmp_path / "a.txt").write_text(words)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": words}) + "\n")
    (tmp_path / "c.html").write_text(f"<html><body><article><p>{words}</p></article></body></html>")
    found = list(sources([tmp_path]))
    assert [type(each) for each in found] == [TooLarge] * 3
    assert all("500,000 characters" in str(each) and "--max-bytes 2MB" in str(each) for each in found)
    assert all(isinstance(each, Report) for each in sources([tmp_path], limits=Limits.of_bytes(2_000_000)))


def test_a_stored_report_that_is_too_long_is_refused_too(tmp_path: Path) -> None:
    report = report_from_text("The mayor said no. " * 100)
    (tmp_path / "stored.jsonl").write_text(report.to_json() + "\n", "utf-8")
    (found,) = sources([tmp_path / "stored.jsonl"], limits=Limits(text=1_000))
    assert isinstance(found, TooLarge)


@pytest.mark.parametrize(("length", "raise_to"), [(500_001, "2MB"), (2_000_000, "4MB")])
def test_the_limit_named_is_enough(length: int, raise_to: str) -> None:
    with pytest.raises(TooLarge, match=f"--max-bytes {raise_to}"):
        report_from_text("a" * length)
