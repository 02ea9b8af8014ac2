"""Hundreds of files made to break whoever reads them, taken in among good ones: nothing may die, nothing be lost.

    python -m eval.hostile [--kind KIND] [--workers N] [--unread] [--archives]

The files are made when it runs and never kept: pages on which parsers take quadratic time, bombs, truncations and
flipped bits of every format, wrong endings, broken encodings, JSON, mails and archives. A good report lies after
every fifth. Prints, for each kind, how many went to the quarantine and at which stage, and what all of it cost; exit
status 1 if the run died, a good report was lost, or the books do not balance.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import resource
import struct
import tempfile
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from tests.text.made import PROSE, docx_file, mail, pdf, warc, warc_record

from reportedly.batch.local import Workers
from reportedly.batch.reader import ReaderOptions
from reportedly.ingest.read_pending import read_pending
from reportedly.ingest.take_in import take_in
from reportedly.ingest.web_archives import records
from reportedly.store.ledger import Ledger
from reportedly.text.documents import DOCX_TYPE

__all__ = ["Bad", "hostile", "main", "swept"]

GOOD = "Report {n}: two guards were shot dead at the depot near Port Selwyn on Monday, the harbour police said."
PAGE = "<html><head><title>{}</title></head><body><article><p>{}</p><p>{}</p></article></body></html>".format(*PROSE)


class Bad(NamedTuple):
    """A hostile file: what sort of trap it is, the name it comes under, its bytes, or what makes them."""

    kind: str
    name: str
    made: bytes | Callable[[], bytes]

    def data(self) -> bytes:
        """Its bytes."""
        return self.made if isinstance(self.made, bytes) else self.made()


def hostile(kind: str | None = None) -> Iterator[Bad]:
    """All of them, or those of one kind; the same on each call."""
    for made in (_pages, _bombs, _cut, _flipped, _wrong_endings, _encodings, _objects, _mails, _archives):
        for each in made():
            if kind is None or each.kind == kind:
                yield each


_SHAPES = {
    "div": ("<div>", ""),
    "closed div": ("<div></div>", ""),
    "p": ("<p>x", ""),
    "misnested": ("<b><i></b>", ""),
    "formatting": ("<b><font color=a><i>", ""),
    "tables": ("<table><tr><td>", ""),
    "lists": ("<ul><li>", ""),
    "links": ("<a href=x>y", ""),
    "attributes": ("a=1 ", "<div "),
    "comments": ("<!--", ""),
    "declarations": ("<!a ", ""),
    "entities": ("&amp", "<p>"),
    "ampersands": ("&", "<p>"),
    "scripts": ("<script>", ""),
    "foreign": ("<svg><math>", ""),
    "quotes": ("“", "<p>"),
    "brackets": ("(", "<p>"),
    "spaces": (" ", "<p>x"),
    "open tags": ("<a", ""),
    "long word": ("w", "<p>"),
}


def _pages() -> Iterator[Bad]:
    for shape, (unit, before) in _SHAPES.items():
        for size in (20_000, 100_000, 400_000):
            yield Bad("page", f"{shape} {size}.html", f"<html><body>{before}{unit * (size // len(unit))}".encode())


def _bombs() -> Iterator[Bad]:
    for suffix in (".txt.gz", ".html.gz", ".jsonl.gz", ".json.gz", ".pdf.gz", ".warc.gz", ".eml.gz"):
        yield Bad("bomb", "zeros" + suffix, partial(_packed, 1))
    for depth in range(1, 7):
        yield Bad("bomb", f"nested {depth}.gz", partial(_packed, depth + 1))
        yield Bad("bomb", f"nested {depth}.zip", partial(_nested_zip, depth))
    yield Bad("bomb", "lines.jsonl.gz", lambda: gzip.compress(b"\n" * 60_000_000))
    yield Bad("bomb", "members.json.gz", lambda: gzip.compress(b"[" + b"1," * 20_000_000))
    yield Bad("bomb", "zeros.zip", partial(_nested_zip, 0))
    yield Bad("bomb", "many.zip", lambda: _zip(*((f"{n}", b"") for n in range(101_000))))
    yield Bad("bomb", "words.docx", lambda: _zip(("word/document.xml", b"<w:p/>" * 10_000_000)))
    yield Bad("bomb", "words quiet.docx", lambda: docx_file(["x" * 4_000_000]))
    for size in (100_000_000, 2_000_000_000):
        yield Bad("bomb", f"flate {size}.pdf", partial(_flate_twice, size))
    yield Bad("bomb", "record.warc.gz", lambda: warc_record(bytes(100_000_000)))
    once, twice = ("Content-Encoding: gzip",), ("Content-Encoding: gzip, gzip",)
    yield Bad("bomb", "encoded.warc.gz", lambda: warc_record(_packed(1), headers=once))
    yield Bad("bomb", "encoded twice.warc.gz", lambda: warc_record(_packed(2), headers=twice))
    billion = '<!DOCTYPE l [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    yield Bad("bomb", "laughs.html", (billion + "]><html><body><p>&j;</p></body></html>").encode())
    yield Bad("bomb", "laughs.docx", lambda: _docx_with((billion + "]><w:document>&j;</w:document>").encode()))


@lru_cache(maxsize=10)
def _packed(times: int) -> bytes:
    """60 MB of nothing, packed so often."""
    return gzip.compress(_packed(times - 1) if times > 1 else bytes(60_000_000))


@lru_cache(maxsize=10)
def _nested_zip(depth: int) -> bytes:
    if depth == 0:
        return _zip(("zeros.txt", bytes(60_000_000)))
    return _zip(*((f"{n}.zip", _nested_zip(depth - 1)) for n in range(4)))


def _formats() -> dict[str, bytes]:
    lines = "".join(json.dumps({"text": GOOD.format(n=n)}) + "\n" for n in range(6)).encode()
    web = [PAGE.replace("Two", f"{n}").encode() for n in range(4)]
    return {
        "a.txt": "\n\n".join(PROSE).encode(),
        "a.html": PAGE.encode(),
        "a.jsonl": lines,
        "a.json": json.dumps([{"text": GOOD.format(n=n)} for n in range(6)]).encode(),
        "a.pdf": pdf([PROSE, PROSE]),
        "a.docx": docx_file(),
        "a.eml": mail(attached=[("b.docx", DOCX_TYPE, docx_file()), ("c.pdf", "application/pdf", pdf([PROSE]))]),
        "a.mbox": b"From x\n" + mail() + b"\n\nFrom y\n" + mail(),
        "a.warc": warc(web, compressed=False),
        "a.warc.gz": warc(web),
        "a.zip": _zip(("a.jsonl", lines), ("b/c.html", PAGE.encode())),
        "a.wacz": _zip(("datapackage.json", b"{}"), ("archive/a.warc.gz", warc(web))),
        "a.jsonl.gz": gzip.compress(lines),
    }


def _cut() -> Iterator[Bad]:
    rng = random.Random(1)  # noqa: S311
    for name, data in _formats().items():
        for number in range(8):
            yield Bad("truncated", f"{number} {name}", data[: rng.randrange(1, len(data))])


def _flipped() -> Iterator[Bad]:
    rng = random.Random(2)  # noqa: S311
    for name, data in _formats().items():
        for number in range(8):
            damaged = bytearray(data)
            for _ in range(1 + 3 * (number % 3)):
                damaged[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            yield Bad("flipped", f"{number} {name}", bytes(damaged))


def _wrong_endings() -> Iterator[Bad]:
    formats = _formats()
    names = list(formats)
    for number, (name, data) in enumerate(formats.items()):
        for other in (names[(number + 3) % len(names)], names[(number + 7) % len(names)], "a", "a.png"):
            yield Bad("wrong ending", f"{name} as {other}", data)
    for name, data in {
        "png.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        "elf.html": b"\x7fELF" + bytes(5_000),
        "noise.pdf": b"%PDF-1.7\n" + random.Random(3).randbytes(50_000),  # noqa: S311
        "noise.docx": b"PK\x03\x04word/" + random.Random(4).randbytes(50_000),  # noqa: S311
        "noise.warc.gz": b"\x1f\x8b\x08" + random.Random(5).randbytes(50_000),  # noqa: S311
        "noise": random.Random(6).randbytes(200_000),  # noqa: S311
    }.items():
        yield Bad("wrong ending", name, data)


def _encodings() -> Iterator[Bad]:
    words = "Two dock workers were killed at the quay, the harbour police said. “Señor Müller,” he said, “has gone.”"
    for encoding in (
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-7",
        "cp1251",
        "gb18030",
        "shift_jis",
        "cp037",
        "koi8_r",
    ):
        yield Bad("encoding", f"{encoding}.txt", words.encode(encoding, "replace"))
        declared = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
        yield Bad("encoding", f"{encoding} declared.html", declared.encode("utf-8"))
    odd = {
        "bytes": bytes(range(256)) * 20,
        "high": b"\x80" * 5_000,
        "overlong": b"Two men \xc0\xaf\xe0\x80\xaf were killed. " * 50,
        "surrogates": b"Two men \xed\xa0\x80\xed\xb0\x80 were killed. " * 50,
        "boms": b"\xef\xbb\xbf" * 2_000 + words.encode(),
        "nul": words.encode().replace(b" ", b"\0"),
        "bidi": ("\u202e" + words + "\u2066\u200b\u00ad").encode() * 30,
        "combining": ("e" + "\u0301" * 5_000 + " " + words).encode(),
        "vertical": words.replace(" ", "\v").encode() * 20,
        "lines": b"\r" * 200_000 + words.encode(),
    }
    for name, data in odd.items():
        yield Bad("encoding", f"{name}.txt", data)
        yield Bad("encoding", f"{name}.html", b"<html><body><p>" + data + b"</p></body></html>")


def _objects() -> Iterator[Bad]:
    deep = 100_000
    for name, data in {
        "arrays.json": b"[" * deep,
        "arrays closed.json": b"[" * deep + b"]" * deep,
        "objects.jsonl": b'{"text":' * deep + b"\n",
        "number.jsonl": b'{"text": ' + b"9" * deep + b"}\n",
        "surrogate.jsonl": b'{"text": "Two men \\ud800 were killed.", "outlet": "\\udfff Wire", "id": "\\ud800"}\n',
        "list.jsonl": b'{"text": ["Two men were killed."]}\n',
        "null.jsonl": b'{"text": null}\nnull\n17\n"text"\n[]\n{}\n',
        "fields.jsonl": b'{"text": "Two men were killed.", "published": {"a": 1}, "author": [[["x"]]], "url": 3}\n',
        "long.jsonl": b'{"text": "' + b"Two men were killed. " * 300_000 + b'"}\n{"text": "One was."}\n',
        "stored.jsonl": b'{"format": "reportedly.report.v1", "text": 7}\n{"format": "reportedly.report.v9"}\n',
        "keys.jsonl": b"{" + b",".join(b'"k%d": 1' % n for n in range(50_000)) + b', "text": "Two men died."}\n',
        "escape.json": b'[{"text": "a\\',
        "comma.json": b"[,,,]",
    }.items():
        yield Bad("json", name, data)


def _mails() -> Iterator[Bad]:
    head = b"MIME-Version: 1.0\nMessage-ID: <1@x>\nFrom: a@b\n"
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(60))
    many = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(5_000))
    inner = head + b"\nTwo men were killed."
    for _ in range(40):
        inner = head + b"Content-Type: message/rfc822\n\n" + inner
    for name, data in {
        "nested": head + nested + b"\nTwo men were killed.",
        "many": head + many,
        "forwarded": inner,
        "header": head + b"Subject: " + b"x" * 2_000_000 + b"\n\nTwo men were killed.",
        "headers": head + b"X: y\n" * 200_000 + b"\nTwo men were killed.",
        "words": head + b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nTwo men were killed.",
        "charset": head + b"Content-Type: text/plain; charset=nonsense\n\nTwo men were killed.",
        "codec": head + b"Content-Type: text/plain; charset=bz2\n\nTwo men were killed.",
        "base64": head + b"Content-Transfer-Encoding: base64\n\n!!!!====$$$$",
        "uu": head + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\nnonsense\n",
        "type": head + b"Content-Type: ;;;=\x00\xff/\xfe\n\nTwo men were killed.",
        "path": mail(
            attached=[("../../../etc/passwd.txt", "text/plain", b"root"), ("a / b (1+1).txt", "text/plain", b"x")]
        ),
        "sender": head.replace(b"a@b", b"(" * 50_000) + b"\nTwo men were killed.",
    }.items():
        yield Bad("mail", f"{name}.eml", data)


def _archives() -> Iterator[Bad]:
    odd = (
        "../../up.txt",
        "/abs.txt",
        "C:\\x.txt",
        "a / b (1+2).txt",
        " ",
        "x" * 5_000,
        "\u202etxt.a",
        "a\nb.txt",
        "con.txt",
    )
    yield Bad("archive", "names.zip", _zip(*((name, GOOD.format(n=name[:3]).encode()) for name in odd)))
    yield Bad("archive", "empty.zip", _zip())
    good = _zip(("a.txt", b"Two men were killed."), ("b.txt", b"Three men were killed."))
    locked = bytearray(good)
    for at in _places(good, b"PK\x01\x02"):
        locked[at + 8] |= 1
    yield Bad("archive", "locked.zip", bytes(locked))
    lying = bytearray(good)
    for at in _places(good, b"PK\x01\x02"):
        lying[at + 24 : at + 28] = struct.pack("<I", 5)
    yield Bad("archive", "lying.zip", bytes(lying))
    overlapping = bytearray(good)
    for at in _places(good, b"PK\x01\x02"):
        overlapping[at + 42 : at + 46] = struct.pack("<I", 0)
    yield Bad("archive", "overlapping.zip", bytes(overlapping))
    directory = bytearray(good)
    end = good.rfind(b"PK\x05\x06")
    directory[end + 12 : end + 16] = b"\xff\xff\xff\xff"
    yield Bad("archive", "directory.zip", bytes(directory))
    for length in (b"-1", b"0", b"99999999999999999999", b"1e9", b"", b"007"):
        record = warc_record(PAGE.encode(), compressed=False)
        changed = record.replace(b"Content-Length: ", b"Content-Length: " + length + b"\r\nX: ", 1)
        yield Bad("archive", f"length {length.decode() or 'none'}.warc", changed + record)
    yield Bad("archive", "headers.warc", b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000)
    yield Bad("archive", "versions.warc", b"WARC/9.9\r\n\r\n" + warc_record(PAGE.encode(), compressed=False))
    yield Bad("archive", "lines.warc", b"\r\n" * 500_000 + warc_record(PAGE.encode(), compressed=False))
    chunked = b"3\r\nabc\r\nffffffffffffffff\r\n" + PAGE.encode()
    yield Bad("archive", "chunks.warc.gz", warc_record(chunked, headers=("Transfer-Encoding: chunked",)))
    yield Bad(
        "archive", "encoding.warc.gz", warc_record(PAGE.encode(), headers=("Content-Encoding: br, zstd, nonsense",))
    )
    yield Bad("archive", "magic.warc.gz", b"\x1f\x8b\x08" * 100_000)


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def _docx_with(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_file())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, document if member.filename == "word/document.xml" else old.read(member))
    return out.getvalue()


def _flate_twice(size: int) -> bytes:
    """A PDF whose page is a stream packed twice: some kilobytes that want `size` bytes."""
    packing, once = zlib.compressobj(9), b""
    for _ in range(size // 10_000_000):
        once += packing.compress(b" " * 10_000_000)
    twice = zlib.compress(once + packing.flush(), 9)
    plain = pdf([["Two men were killed."]])
    start = plain.index(b"<</Length")
    end = plain.index(b"endstream", start)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\n" % (len(twice), twice)
    return plain[:start] + stream + plain[end:]


def _places(data: bytes, what: bytes) -> Iterator[int]:
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + 1)


def swept(place: Path, bad: list[Bad], *, workers: int, recipe: str = "default") -> bool:
    """Whether all good reports among the bad files were read and the books balance; prints what became of the bad."""
    source = place / "in"
    source.mkdir()
    kinds: dict[str, str] = {}
    good = 0
    for number, each in enumerate(bad):
        name = f"{number:04d} {each.name}"
        (source / name).write_bytes(each.data())
        kinds[str(source / name)] = each.kind
        if number % 5 == 4:
            good += 1
            (source / f"{number:04d} good.txt").write_text(GOOD.format(n=number))
    started, own = time.monotonic(), time.process_time()
    with Ledger.open(place / "ledger", create=True) as ledger:
        taken = take_in(ledger, [source])
        listing = time.process_time() - own
        with Workers(workers, ReaderOptions(recipe=recipe)) as engine:
            read_pending(ledger, engine)
            replaced = engine.replaced
        books = ledger.books()
        failed = list(ledger.quarantined())
    lost = [each for each in failed if each.item.location.endswith("good.txt")]
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for failure in failed:
        by_kind[kinds.get(failure.item.location, "good")][failure.stage] += 1
    print(f"{len(bad)} hostile files of {len(set(kinds.values()))} kinds, {good} good reports among them")
    files = Counter(kinds.values())
    for kind in files:
        causes = ", ".join(f"{count} {stage}" for stage, count in by_kind[kind].most_common())
        print(f"  {kind:14} {files[kind]:4} files, in quarantine: {causes or 'none'}")
    print(
        f"{taken.items:,} items; {books.line()}; {len(taken.errors)} sources refused; {replaced} processes replaced"
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.monotonic() - started:.0f} s by the clock, {listing:.1f} s of processor for taking in")
    print(f"the process that keeps the store took {memory:.0f} MB at most (making the files included)")
    balance = "balance" if books.balanced and not books.pending else "DO NOT BALANCE"
    print(f"{len(lost)} good reports lost, books {balance}")
    return not lost and books.balanced and not books.pending and not taken.errors


def damaged_archives(count: int = 400, pages: int = 50) -> None:
    """Print how often a web archive that was cut short or flipped loses a record without saying so."""
    rng = random.Random(8)  # noqa: S311
    bodies = [PAGE.replace("Two", f"{n} of the").encode() for n in range(pages)]
    for name, compressed in (("compressed", True), ("plain", False)):
        whole = warc(bodies, compressed=compressed)
        sound = {whole[r.at : r.at + r.length] for r in records(io.BytesIO(whole))}
        seams = {r.at + r.length for r in records(io.BytesIO(whole))}
        outcomes: Counter[str] = Counter()
        for number in range(2 * count):
            at = rng.randrange(1, len(whole))
            cut = number < count
            data = whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1 :]
            seen = list(records(io.BytesIO(data)))
            good = sum(data[r.at : r.at + r.length] in sound for r in seen)
            changed = sum(r.kind != "torn" and data[r.at : r.at + r.length] not in sound for r in seen)
            torn = any(r.kind == "torn" for r in seen)
            kind = "cut" if cut else "flipped"
            if good == len(sound):
                outcomes[f"{kind}: nothing lost"] += 1
            elif torn:
                outcomes[f"{kind}: named as torn"] += 1
            elif cut and any(abs(at - seam) <= 4 for seam in seams):
                outcomes["cut: between two records, which nobody can see"] += 1
            elif changed:
                outcomes[f"{kind}: a record changed where no checksum covers it"] += 1
            else:
                outcomes[f"{kind}: LOST IN SILENCE"] += 1
        print(f"{name} archive of {pages} pages: " + "; ".join(f"{n} {what}" for what, n in sorted(outcomes.items())))


def main() -> None:
    """Sweep; exit status 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind")
    parser.add_argument("--archives", action="store_true", help="only cut and flip web archives, 1,600 times")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--unread", action="store_true", help="a recipe without stages: extraction alone")
    given = parser.parse_args()
    if given.archives:
        damaged_archives()
        return
    with tempfile.TemporaryDirectory(prefix="reportedly-eval-") as made:
        place = Path(made)
        (place / "unread.toml").write_text("")
        recipe = str(place / "unread.toml") if given.unread else "default"
        if not swept(place, list(hostile(given.kind)), workers=given.workers, recipe=recipe):
            raise SystemExit(1)


if __name__ == "__main__":
    main()
