"""PDF, Word documents, mails and records of web archives become reports, or say why not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from tests.text.made import PROSE, docx_file, mail, pdf, warc_record
from tests.text.pages import PARAGRAPHS, page

from reportedly.errors import BadInput, EmptyInput, NotText, TooLarge
from reportedly.report import Report
from reportedly.text.documents import DOCX_TYPE, WARC_TYPE
from reportedly.text.mail import attached, attachments
from reportedly.text.one_report import report_from_bytes
from reportedly.text.readers import sources

LINES = (
    "Port Arden ferry halted after blast",
    "Two dock workers were killed when a parcel bomb went off at the ferry quay, the har-",
    "bour police said. A third man, who had been standing beside the ticket office, was taken",
    "to hospital.",
    "The Coastal Liberation Front denied that it had placed the device in the anti-ship store",
)


def test_lines_of_a_pdf_become_paragraphs_over_the_page_end() -> None:
    second = ("and said it had no quarrel with dockers. It called for an inquiry into the anti-", "ship depot.")
    report = report_from_bytes(pdf([LINES, second]))
    assert report.text.split("\n\n") == [
        "Port Arden ferry halted after blast",
        "Two dock workers were killed when a parcel bomb went off at the ferry quay, the harbour police said. A "
        "third man, who had been standing beside the ticket office, was taken to hospital.",
        "The Coastal Liberation Front denied that it had placed the device in the anti-ship store and said it had no "
        "quarrel with dockers. It called for an inquiry into the anti-ship depot.",
    ]
    raw = report.publication.raw
    assert raw is not None
    assert (raw.media_type, raw.aligned, raw.encoding) == ("application/pdf", (), "none")
    codes = {issue.code for issue in report.issues}
    assert {"text.hyphens-joined", "publication.date-of-file"} <= codes


def test_running_heads_and_page_numbers_are_left_out_and_said() -> None:
    said = ("Dockers stayed away from the quay.", "Ferries will sail again at noon.", "The mayor spoke of a bad day.")
    pages = [["Daily Lantern, 4 May 2031", words, f"Page {n}"] for n, words in enumerate(said, 1)]
    report = report_from_bytes(pdf(pages))
    assert "Lantern" not in report.text
    assert "Page" not in report.text
    assert any(issue.code == "text.page-furniture" and "6 lines" in issue.message for issue in report.issues)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.4\nnothing of the kind", NotText),
        (pdf([[]]), EmptyInput),
        (docx_file([]), EmptyInput),
        (docx_file()[:-40], NotText),
        (mail(""), EmptyInput),
    ],
    ids=["broken pdf", "scanned pdf", "empty docx", "truncated docx", "empty mail"],
)
def test_what_cannot_be_read_is_refused(data: bytes, error: type[BadInput]) -> None:
    with pytest.raises(error, match="here: "):
        report_from_bytes(data, location="here")


def test_word_document_keeps_its_paragraphs() -> None:
    report = report_from_bytes(docx_file(), media_type=DOCX_TYPE)
    assert report.text == "\n\n".join(PROSE)
    assert report.publication.headline is not None
    assert report.publication.headline.value == PROSE[0]


def test_word_document_that_unpacks_to_a_thousand_times_its_size_is_refused_unopened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * 4_000_000)
    with pytest.raises(TooLarge, match="unpacks to 24,000,000 bytes"):
        report_from_bytes(out.getvalue())


def test_mail_header_tells_headline_outlet_and_date() -> None:
    report = report_from_bytes(mail(html=page()))
    told = report.publication
    assert PROSE[1] in report.text.replace("\n", " ")
    assert told.headline is not None
    assert told.outlet is not None
    assert told.published is not None
    assert (told.headline.value, told.headline.inferred) == (PROSE[0], "mail subject")
    assert (told.outlet.value, told.published.value) == ("Arden Courier", "2031-05-04T18:05:00+00:00")
    report.verify()


def test_forwarded_mail_says_nothing_of_outlet_and_date() -> None:
    told = report_from_bytes(mail("Two men were killed at the quay, she wrote.", subject="Fwd: ferry")).publication
    assert (told.outlet, told.headline, told.published) == (None, None, None)


def test_mail_without_plain_text_is_read_from_its_page() -> None:
    assert PARAGRAPHS[1] in report_from_bytes(mail("", html=page())).text


def test_documents_attached_are_listed_and_pictures_are_not() -> None:
    data = mail(attached=[("map.png", "image/png", b"\x89PNG"), ("report.docx", DOCX_TYPE, docx_file())])
    (found,) = attachments(data)
    assert (found.number, found.name, found.media_type) == (3, "report.docx", DOCX_TYPE)
    assert report_from_bytes(attached(data, 3)).text == "\n\n".join(PROSE)


def test_mail_of_boundaries_without_end_is_refused_before_it_is_parsed() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(900))
    with pytest.raises(TooLarge, match="900 multipart boundaries"):
        report_from_bytes(b"MIME-Version: 1.0\n" + nested, media_type="message/rfc822")


@pytest.mark.parametrize("compressed", [True, False])
def test_record_of_a_web_archive_is_the_page_with_its_url(compressed: bool) -> None:
    record = warc_record(page().encode(), compressed=compressed)
    report = report_from_bytes(record, media_type=WARC_TYPE)
    assert PARAGRAPHS[2] in report.text
    assert report.publication.url is not None
    assert report.publication.url.value == "https://courier.example/ferry"
    assert report.publication.retrieved is not None
    assert report.publication.retrieved.value == "2031-05-04T18:05:00Z"


def test_record_whose_bytes_are_not_those_of_its_digest_is_refused() -> None:
    record = warc_record(page().encode(), compressed=False).replace(
        b"nothing had been decided", b"all has been decided now"
    )
    with pytest.raises(NotText):
        report_from_bytes(record, media_type=WARC_TYPE)


def test_a_text_that_only_looks_like_a_header_stays_text() -> None:
    words = b"Note: two men were killed.\nSource: harbour police.\nPlace: Port Arden quay, on Saturday."
    assert report_from_bytes(words).text == words.decode()


def test_folder_of_documents_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([LINES]))
    (tmp_path / "b.docx").write_bytes(docx_file())
    (tmp_path / "c.eml").write_bytes(mail())
    found = list(sources([tmp_path]))
    read_from = [each.publication.location for each in found if isinstance(each, Report)]
    assert read_from == [str(tmp_path / name) for name in ("a.pdf", "b.docx", "c.eml")]


@pytest.mark.parametrize("name", ["text", "content", "articleBody", "body"])
def test_words_of_a_record_are_found_under_its_usual_names(name: str) -> None:
    report = report_from_bytes(b'{"%s": "Two men were killed.", "dct": "2031-05-04"}' % name.encode())
    assert report.text == "Two men were killed."
    assert report.publication.published is not None
    assert report.publication.published.value == "2031-05-04"
