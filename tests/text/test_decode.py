"""Bytes become text in the right encoding, and what is no text is named."""

from __future__ import annotations

import time
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import BadInput, EmptyInput, NotText
from reportedly.text.decode import decode

ENGLISH = "“We left at dawn,” the café’s owner said — nobody was hurt."
RUSSIAN = "Министр заявил в понедельник, что переговоры о перемирии будут продолжены. " * 5
GREEK = "Ο υπουργός δήλωσε τη Δευτέρα ότι οι συνομιλίες για την εκεχειρία θα συνεχιστούν. " * 5


@pytest.mark.parametrize(
    ("data", "encoding", "known_by", "text"),
    [
        (b"\xef\xbb\xbf" + ENGLISH.encode(), "utf-8", "bom", ENGLISH),
        (b"\xff\xfe" + ENGLISH.encode("utf-16-le"), "utf-16-le", "bom", ENGLISH),
        (b"\xfe\xff" + ENGLISH.encode("utf-16-be"), "utf-16-be", "bom", ENGLISH),
        (b"\xff\xfe\0\0" + ENGLISH.encode("utf-32-le"), "utf-32-le", "bom", ENGLISH),
        (ENGLISH.encode(), "utf-8", "utf-8", ENGLISH),
        (b"plain letters", "utf-8", "utf-8", "plain letters"),
        ((ENGLISH * 3).encode("cp1252"), "cp1252", "detected", ENGLISH * 3),
        (RUSSIAN.encode("cp1251"), "cp1251", "detected", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "koi8_r", "detected", RUSSIAN),
        (GREEK.encode("cp1253"), "cp1253", "detected", GREEK),
        (ENGLISH.encode("utf-16-le"), "utf-16-le", "detected", ENGLISH),
    ],
)
def test_the_encoding_is_found_and_says_how_it_is_known(data: bytes, encoding: str, known_by: str, text: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.known_by, decoded.text) == (encoding, known_by, text)


def test_a_declared_encoding_is_used() -> None:
    page = '<html><head><meta charset="windows-1251"></head>Мэр ушёл'
    assert decode(page.encode("cp1251"), html=True)[:3] == (page, "cp1251", "html meta")
    assert decode("Мэр ушёл".encode("cp1251"), charset="windows-1251").known_by == "http header"
    assert decode("naïve".encode("latin-1"), charset="ISO-8859-1").text == "naïve"


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "ascii", "koi8-r", "no-such-encoding", "base64", "utf-7", "rot13", ""]
)
def test_a_wrong_declaration_of_utf_8_bytes_is_overruled_and_said(declared: str) -> None:
    decoded = decode(ENGLISH.encode(), charset=declared)
    assert decoded.text == ENGLISH
    assert [r.code for r in decoded.remarks] == (["text.encoding-declared-wrong"] if declared else [])


def test_bytes_that_are_not_the_declared_utf_8_are_detected_and_said() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), charset="utf-8")
    assert decoded.text == RUSSIAN
    assert [r.code for r in decoded.remarks] == ["text.encoding-declared-wrong", "text.encoding-detected"]


def test_utf_8_with_a_broken_place_stays_utf_8() -> None:
    data = (ENGLISH * 4).encode()
    decoded = decode(data[:-7] + b"\xe2\x80" + b" end")
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert [r.code for r in decoded.remarks] == ["text.encoding-damaged"]


def test_a_nul_becomes_a_replacement_character_and_is_said() -> None:
    decoded = decode(b"The mayor\0 left")
    assert decoded.text == "The mayor\ufffd left"
    assert [r.code for r in decoded.remarks] == ["text.nul"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "office"),
        (b"{\\rtf1\\ansi The mayor}", "rich text"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "compressed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"ID3\x03\0\0\0", "sound"),
        (b"SQLite format 3\0", "database"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"a" * 257 + b"ustar\x0000", "archive"),
        (Random(1).randbytes(5000), "binary"),  # noqa: S311
        (zlib.compress(ENGLISH.encode() * 400), "binary"),
        (bytes(5000), "binary"),
        (b"\xff\xfe" + Random(2).randbytes(4000), "binary"),  # noqa: S311
    ],
)
def test_a_binary_is_named_with_what_to_do(data: bytes, name: str) -> None:
    with pytest.raises(NotText, match=name) as caught:
        decode(data)
    assert ": " in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\r\n"])
def test_nothing_is_said_to_be_nothing(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data)


@pytest.mark.parametrize("text", ["ID3 tags were found.", "BZh, he said.", "PK won.", "GIF89 was", "MZ troops left."])
def test_a_sentence_that_begins_like_a_file_is_text(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.binary(min_size=1))
def test_any_bytes_become_clean_text_or_a_typed_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except BadInput:
        return
    decoded.text.encode("utf-8")
    assert "\0" not in decoded.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff") and text.encode().strip():
        assert decode(text.encode()).text == text


def test_fifty_megabytes_of_no_known_encoding_are_read_in_seconds() -> None:
    data = b"caf\xe9 noir " * 5_000_000
    began = time.process_time()
    assert decode(data).encoding == "cp1252"
    assert time.process_time() - began < 10
