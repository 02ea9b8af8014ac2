"""What lies in an original is found, every byte accounted for, whatever happened to it."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from tests.text.made import docx_file, mail, pdf, warc, warc_record
from tests.text.pages import page

from reportedly.batch.locators import parsed
from reportedly.errors import BadInput
from reportedly.ingest.bytes_of import BytesOf
from reportedly.ingest.contents import Contents
from reportedly.ingest.scanning import entries
from reportedly.ingest.web_archives import records
from reportedly.store.originals import Originals
from reportedly.store.work import Item
from reportedly.text.documents import DOCX_TYPE

PAGES = [
    page(body=f"<p>Number {n}: two guards were shot dead at the depot, police said.</p>").encode() for n in range(4)
]
LINES = b'{"text": "one"}\n\n{"text": "two, \\n and a half"}\nnot json\n{"text": "three"}'


def archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


ATTACHED = [("a/b (1).docx", DOCX_TYPE, b"x"), ("m.png", "image/png", b"x")]
MEMBERS = [("b/c.txt", b"One."), ("d.jsonl", LINES[:16]), (".hidden", b"1")]


def packed(data: bytes) -> bytes:
    """The same bytes whenever it is asked: tests are named after them."""
    return gzip.compress(data, mtime=0)


NESTED = packed(packed(packed(packed(b"One."))))
WACZ = [
    ("datapackage.json", b"{}"),
    ("archive/d.warc", warc(PAGES[:1], compressed=False)),
    ("indexes/i.cdx", b"x"),
]


def found(data: bytes, name: str) -> list[str | None]:
    return [content.locator for content in Contents().of(io.BytesIO(data), name)]


@pytest.mark.parametrize(
    ("name", "data", "locators"),
    [
        ("a.txt", b"Two were killed.", [None]),
        ("a.txt", b"", [None]),
        ("a.jsonl", LINES, ["line 1 (0+16)", "line 3 (17+31)", "line 4 (48+9)", "line 5 (57+17)"]),
        ("a.jsonl", b"\n\n", [None]),
        ("a.jsonl", b"1\n2\n3\n" + LINES[:16], ["refused scraps (0+6)", "line 4 (6+16)"]),
        ("unknown", b'{"text": "one"}\n', ["line 1 (0+16)"]),
        ("a.json", b'{\n "text": "one"\n}', [None]),
        ("a.json", b'[{"text": "one, [two"}, {"text": "\\"]"}]', ["entry 1 (1+21)", "entry 2 (23+16)"]),
        ("a.json", b'[{"text": "one"}, {"te', ["entry 1 (1+15)", "refused torn (17+5)"]),
        ("a.json.gz", packed(b'[{"text": "one"}]'), ["unpacked / entry 1 (1+15)"]),
        ("a.pdf", pdf([["One"]]), [None]),
        ("a.docx", docx_file(), [None]),
        ("no suffix", docx_file(), [None]),
        ("a.eml", mail(attached=ATTACHED), [None, "part 2 a/b [1].docx"]),
        ("a.mbox", b"From x\n" + mail("One.") + b"\nFrom y\n" + mail("Two."), 2),
        ("a.zip", archive(*MEMBERS), ["member 1 b/c.txt", "member 2 d.jsonl / line 1 (0+16)"]),
        ("a.zip", archive(("a.zip", archive(("b.zip", archive(("c.zip", archive(("d.txt", b"One.")))))))), 1),
        ("a.zip", archive(("zeros.txt", bytes(20_000_000))), ["member 1 zeros.txt / refused bomb"]),
        ("a.txt.gz", NESTED, ["unpacked / unpacked / unpacked / refused nested"]),
        ("a.jsonl.gz", packed(b" " * 30_000_000), ["refused bomb"]),
        ("a.wacz", archive(*WACZ), 1),
    ],
)  # fmt: skip
def test_contents_of(name: str, data: bytes, locators: list[str | None] | int) -> None:
    listed = found(data, name)
    assert (len(listed) if isinstance(locators, int) else listed) == locators
    assert [parsed(locator) for locator in listed]  # every locator that is written can be read


def test_bytes_of_each_content_are_its_own(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    data = archive(
        ("a.jsonl.gz", packed(LINES)),
        ("b.eml", mail(attached=[("c.pdf", "application/pdf", pdf([["One"]]))])),
        ("d.warc.gz", warc(PAGES)),
    )
    original = originals.put(data)
    with BytesOf(originals) as bytes_of:
        got = [
            bytes_of(
                Item(number=n, original=original, location="x", locator=each.locator, media_type=each.media_type)
            )
            for n, each in enumerate(Contents().of(io.BytesIO(data), "x.zip"), 1)
        ]
    assert got[:4] == [
        b'{"text": "one"}\n',
        b'{"text": "two, \\n and a half"}\n',
        b"not json\n",
        b'{"text": "three"}',
    ]
    assert got[4].startswith(b"From: Arden Courier")
    assert got[5] == pdf([["One"]])
    assert [PAGES[n] in gzip.decompress(record) for n, record in enumerate(got[6:])] == [True] * 4


@pytest.mark.parametrize("step", ["refused torn (0+5)", "line 1 (0+9)", "part 4", "member 1 x / line 1 (0+1)"])
def test_what_a_locator_cannot_lead_to_is_refused(tmp_path: Path, step: str) -> None:
    originals = Originals(tmp_path)
    item = Item(number=1, original=originals.put(b"12345"), location="x", locator=step)
    with BytesOf(originals) as bytes_of, pytest.raises(BadInput):
        bytes_of(item)


@pytest.mark.parametrize("compressed", [True, False])
def test_every_byte_of_a_cut_archive_is_in_a_record_or_named_as_torn(compressed: bool) -> None:
    whole = warc(PAGES, compressed=compressed)
    sound = {whole[r.at : r.at + r.length] for r in records(io.BytesIO(whole))}
    assert len(sound) == 5
    for cut in range(1, len(whole), max(len(whole) // 60, 1)):
        seen = list(records(io.BytesIO(whole[:cut])))
        assert sum(r.length for r in seen) >= cut - 4 * len(sound)  # line ends between plain records belong to none
        for record in seen:
            piece = whole[record.at : record.at + record.length]
            assert (
                record.kind == "torn" or piece in sound or piece.rstrip(b"\r\n") in {s.rstrip(b"\r\n") for s in sound}
            )
        whole_ones = sum(r.kind != "torn" for r in seen)
        assert whole_ones == len(seen) or seen[-1].kind == "torn"


@pytest.mark.parametrize("compressed", [True, False])
def test_a_flipped_bit_costs_one_record_and_is_named(compressed: bool) -> None:
    whole = warc(PAGES, compressed=compressed)
    sound = [(r.at, r.length) for r in records(io.BytesIO(whole))]
    rng = random.Random(7)  # noqa: S311
    for _ in range(60):
        at = rng.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[at] ^= 1 << rng.randrange(8)
        seen = list(records(io.BytesIO(bytes(damaged))))
        kept = {(r.at, r.length) for r in seen if r.kind != "torn"}
        untouched = {(a, n) for a, n in sound if not a <= at < a + n}
        assert len(untouched - kept) <= 1, "a flip may cost its own record and, by its length, the next"
        assert sum(r.length for r in seen) >= len(whole) - 2 * len(sound) * 2


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    data = b"".join(
        [
            warc_record(PAGES[0]),
            warc_record(PAGES[1], status="404 Not Found"),
            warc_record(b"\x89PNG", content_type="image/png"),
            warc_record(b"", kind="request"),
        ]
    )
    contents = Contents()
    (listed,) = contents.of(io.BytesIO(data), "a.warc.gz")
    assert listed.retrieved == "2031-05-04T18:05:00Z"
    assert listed.headers is not None
    assert ("response:Content-Type", "text/html; charset=utf-8") in listed.headers
    assert contents.passed_over == {
        "responses with status 404": 1,
        "responses that are no text": 1,
        "request records": 1,
    }


def test_an_archive_compressed_as_one_stream_is_read_as_well() -> None:
    data = packed(warc(PAGES, compressed=False))
    listed = found(data, "a.warc.gz")
    assert len(listed) == 4
    assert all(each and each.startswith("unpacked / record ") for each in listed)


def test_entries_are_cut_wherever_the_pieces_end(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [{"text": 'a "quoted \\" ] } word', "n": [1, {"x": "]"}]}, 3, "x,y", [], None]
    data = json.dumps(members).encode()
    for size in range(1, 12):
        monkeypatch.setattr("reportedly.ingest.scanning.PIECE", size)
        cuts = [json.loads(data[cut.at : cut.at + cut.length]) for cut in entries(io.BytesIO(data))]
        assert cuts == members
