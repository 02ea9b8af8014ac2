"""One record of a web archive (WARC, ISO 28500) to the page that it holds, its digests checked."""

from __future__ import annotations

import io
from typing import NamedTuple

from reportedly.errors import EmptyInput, NotText, TooLarge
from reportedly.text.limits import Limits

__all__ = ["TOOL", "RecordedPage", "read_record"]

TOOL = "fastwarc"


class RecordedPage(NamedTuple):
    """The page as the server sent it, transfer and content encodings undone."""

    data: bytes
    media_type: str | None
    url: str | None
    retrieved: str | None


def read_record(data: bytes, *, limits: Limits | None = None) -> RecordedPage:
    """The page in one WARC record, compressed or not.

    Where the record declares a digest, its bytes must have it. Raises NotText for bytes that are no whole record, a
    digest that is another, or a record without an HTTP response; TooLarge for a page over `limits.size`, EmptyInput
    for a response without a body.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    limits = limits or Limits()
    try:
        record = next(
            iter(ArchiveIterator(io.BytesIO(data), parse_http=False, record_types=WarcRecordType.any_type)), None
        )
        if record is None:
            raise NotText("these bytes are no WARC record: the archive is damaged there. Get it again")
        if "WARC-Block-Digest" in record.headers and not record.verify_block_digest(consume=False):
            raise NotText("the record's bytes have another digest than it says: the archive is damaged there")
        record.parse_http(auto_decode="all")
        if not record.is_http_parsed or record.http_headers is None:
            raise NotText("the record holds no HTTP response, only a record of one: nothing in it is a report")
        body = record.reader.read(limits.size + 1)
    except (OSError, ValueError, EOFError) as error:
        raise NotText(f"a WARC record that cannot be read ({error}): the archive is damaged there") from error
    if len(body) > limits.size:
        raise TooLarge(f"a page of more than {limits.size:,} bytes: no news page is so large, or raise --max-bytes")
    if not body.strip():
        raise EmptyInput("the response has no body")
    headers = {name.lower(): value for name, value in record.http_headers.items()}
    return RecordedPage(
        body, headers.get("content-type"), record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    )
