"""Whatever the user names, as Reports without layers: files, folders, standard input, URLs, lists of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import BadInput, EmptyInput
from reportedly.report import Publication, Report
from reportedly.text.decode import decode, visible
from reportedly.text.limits import Limits
from reportedly.text.overrides import Overrides
from reportedly.text.remarks import with_remarks

__all__ = ["Limits", "Overrides", "report_from_bytes", "report_from_text", "sources"]


def report_from_text(
    text: str, *, location: str | None = None, overrides: Overrides | None = None, limits: Limits | None = None
) -> Report:
    """A Report of plain text that is already decoded, which stays exactly as it is, with what it says of itself.

    Raises EmptyInput where there is no letter or digit, TooLarge over `limits.size`.
    """
    (limits or Limits()).check_size(len(text))
    if not visible(text):
        raise EmptyInput("there are no words in it: give the words of a report")
    return Report.of(text, (overrides or Overrides()).over(Publication(location=location)))


def report_from_bytes(
    data: bytes,
    *,
    location: str | None = None,
    media_type: str | None = None,
    overrides: Overrides | None = None,
    limits: Limits | None = None,
) -> Report:
    """A Report of the bytes of one plain text, HTML page or line of JSON; sniffed where `media_type` is None.

    `media_type` may be a whole Content-Type header; its charset is heeded. Raises BadInput (EmptyInput,
    NotText, TooLarge), its message beginning with the location.
    """
    limits = limits or Limits()
    limits.check_size(len(data))
    decoded = decode(data)
    report = report_from_text(decoded.text, location=location, overrides=overrides, limits=limits)
    return with_remarks(report, decoded.remarks)


def sources(
    locations: Iterable[str | Path],
    *,
    overrides: Overrides | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report | BadInput]:
    """A Report for each report found at the locations, or a BadInput for each that cannot be read; lazily.

    A location is a path to text, HTML, JSON lines or a list of URLs, a folder, "-" for standard input, or an
    http(s) URL. The error of a source is yielded, not raised, with its `location`.
    """
    for location in locations:
        name = str(location)
        try:
            data = (stdin or sys.stdin.buffer).read() if name == "-" else Path(name).read_bytes()
            yield report_from_bytes(data, location=name, overrides=overrides, limits=limits)
        except BadInput as error:
            error.location = name
            yield error
        except OSError as error:
            bad = BadInput(f"{name}: {error.strerror or error}")
            bad.location = name
            yield bad
