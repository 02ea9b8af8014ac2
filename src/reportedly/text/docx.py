"""A Word document (DOCX) to its paragraphs, with a bound on what the archive may unpack to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.errors import EmptyInput, NotText, TooLarge
from reportedly.report import Anchored, Publication
from reportedly.text.html import Article
from reportedly.text.limits import Limits
from reportedly.text.plain import read_header
from reportedly.text.remarks import Remark

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["TOOL", "check_archive", "read_docx"]

TOOL = "python-docx"

RATIO, SMALL = 100, 10_000_000
"""How many times its size an archive may unpack to (OWASP ASVS 5.2.3), and the bytes up to which none is refused."""


def read_docx(data: bytes, *, limits: Limits | None = None) -> Article:
    """The paragraphs and rows of tables of a document, parted by blank lines; nothing is aligned with the bytes.

    Headers, footers, footnotes and comments are no part of the text. Raises TooLarge before anything is unpacked
    that would be more than RATIO times the file, NotText for an archive that is no DOCX, EmptyInput without words.
    """
    limits = limits or Limits()
    check_archive(data)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, EOFError, OSError) as error:
        raise NotText(
            f"no Word document that can be read ({type(error).__name__}: {error}): save it as plain text"
        ) from error
    paragraphs, length = [], 0
    for words in _blocks(document):
        length += len(words)
        limits.check_text(length)
        paragraphs.append(words)
    text = "\n\n".join(paragraphs)
    if not any(character.isalnum() for character in text):
        raise EmptyInput("the document has no words, only pictures: read its words with an OCR program first")
    stated, seen = read_header(text)
    title = " ".join((document.core_properties.title or "").split())[:300]
    headline = stated.headline or (Anchored(title, (), "docx title") if title else None)
    publication = Publication(
        outlet=stated.outlet, headline=headline, byline=stated.byline, dateline=stated.dateline,
        published=stated.published,
    )  # fmt: skip
    remarks: list[Remark] = [] if stated.published else list(seen)
    return Article(text, publication, (), tuple(remarks))


def check_archive(data: bytes) -> None:
    """Raises TooLarge where a ZIP archive says that it unpacks to more than RATIO times its size, NotText for none.

    Its own word is enough: no more is unpacked of a member than it declares.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotText(f"a ZIP archive that cannot be opened ({error}): get it again") from error
    if unpacked > max(RATIO * len(data), SMALL):
        raise TooLarge(
            f"unpacks to {unpacked:,} bytes, more than {RATIO} times its {len(data):,}: no document does. Open it in "
            "a word processor, save it as plain text, and read that"
        )


def _blocks(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                if words := "\t".join(filter(None, cells)):
                    yield words
        elif words := _words(block):
            yield words


def _words(paragraph: Paragraph) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in paragraph.text.splitlines())))
