"""Sources onto the work list: each original is kept first, then what lies in it is noted as waiting to be read."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import BadInput, EmptyInput
from reportedly.ingest.contents import Content, Contents
from reportedly.store.work import Arrival
from reportedly.text.limits import Limits
from reportedly.text.one_report import located

if TYPE_CHECKING:
    from reportedly.ingest.polite import Visits
    from reportedly.store.ledger import Ledger

__all__ = ["TakenIn", "files_of", "is_url", "take_in"]

PIECE = 1 << 20

_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})

TOGETHER, SECONDS = 500, 1.0
"""Items noted in one transaction, and the seconds after which fewer are."""


@dataclass
class TakenIn:
    """What came in: originals, items in them, how many of these are new, what was passed over, what went wrong."""

    originals: int = 0
    items: int = 0
    new: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    errors: list[BadInput] = field(default_factory=list)


def take_in(
    ledger: Ledger,
    sources: Iterable[str | Path],
    *,
    overrides: Iterable[tuple[str, str]] = (),
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    taken: TakenIn | None = None,
    seen: Callable[[TakenIn, str], None] = lambda taken, name: None,
    visits: Visits | None = None,
    names: Mapping[str, str] | None = None,
) -> TakenIn:
    """Keep each file's bytes, and put what lies in it on the ledger's work list; the same again changes nothing.

    A source is a file, a folder (read recursively in the order of names, hidden files left out), a list of URLs (a
    file that ends in .urls and is named itself), a URL, or "-" for standard input. `overrides` are what the user says
    of all of them, as (field of Publication, value). A source that cannot be read is noted in `errors` and stops no
    other. `seen` is called after each original. All URLs share one `visits`, so no server is hurried. `names`
    says what a file is to be known as, in place of its path. Memory does not grow with the size or number of sources.
    """
    taken = taken if taken is not None else TakenIn()
    contents = Contents(limits or Limits(), taken.passed_over)
    said = tuple(sorted(overrides))
    noting = _Noting(ledger, taken)
    for source in _each(sources, taken):
        if is_url(source):
            from reportedly.ingest.polite import Visits

            visits = visits or Visits()
            _visit(ledger, contents, str(source), visits, said, taken, noting, seen)
            continue
        for path in _guarded(str(source), taken):
            try:
                if path is None:
                    original = _kept(ledger, stdin or sys.stdin.buffer)
                else:
                    original = ledger.originals.put_file(path)
            except OSError as error:
                if error.errno in _DISK:  # not the source's fault: what came in before is kept, and the run stops
                    raise
                taken.errors.append(_unreadable(str(path), error))
                continue
            name = "-" if path is None else (names or {}).get(str(path), str(path))
            for content in _listed(ledger, contents, original, name):
                noting.note(_arrival(content, original, name, said))
            taken.originals += 1
            seen(taken, name)
    noting.flush()
    return taken


class _Noting:
    """Puts arrivals on the work list, many in one transaction: each waits for the disk."""

    def __init__(self, ledger: Ledger, taken: TakenIn) -> None:
        self.ledger, self.taken = ledger, taken
        self.arrivals: list[Arrival] = []
        self.since = time.monotonic()

    def note(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)
        self.taken.items += 1
        if len(self.arrivals) >= TOGETHER or time.monotonic() - self.since > SECONDS:
            self.flush()

    def flush(self) -> None:
        if self.arrivals:
            self.taken.new += self.ledger.receive(self.arrivals)
            self.arrivals.clear()
        self.since = time.monotonic()


def files_of(source: str) -> Iterator[Path | None]:
    """The files that a source names, None for standard input. Raises BadInput, OSError."""
    if source == "-":
        yield None
        return
    path = Path(source)
    if path.is_dir():
        found = False
        for parent, folders, names in os.walk(path, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for each in (Path(parent, name) for name in sorted(names) if not name.startswith(".")):
                if each.is_file():
                    found = True
                    yield each
        if not found:
            raise EmptyInput("there are no files in this folder")
    elif path.is_file():
        yield path
    elif path.exists():
        raise BadInput("is no ordinary file or folder")
    else:
        raise BadInput("there is no such file or folder: give a path, a URL beginning with http, or - for stdin")


def is_url(source: str | Path) -> bool:
    """Whether a source is an address of the web."""
    return isinstance(source, str) and bool(re.match(r"https?://\S", source, re.IGNORECASE))


def _each(sources: Iterable[str | Path], taken: TakenIn) -> Iterator[str | Path]:
    """The sources; in place of a list of URLs, the URLs. Nothing is fetched that was not named."""
    for source in sources:
        path = Path(source)
        if is_url(source) or path.suffix.lower() != ".urls" or not path.is_file():
            yield source
            continue
        for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), 1):
            url = line.strip()
            if is_url(url):
                yield url
            elif url and not url.startswith("#"):
                taken.errors.append(BadInput(f"{path} line {number}: {url[:200]!r} is no URL beginning with http"))


def _visit(
    ledger: Ledger,
    contents: Contents,
    url: str,
    visits: Visits,
    overrides: tuple[tuple[str, str], ...],
    taken: TakenIn,
    noting: _Noting,
    seen: Callable[[TakenIn, str], None],
) -> None:
    """Keep and note the page at a URL, or the pages that the feed or sitemap there lists."""
    from reportedly.ingest.pages import take_url

    for page in take_url(url, visits=visits, limits=contents.limits):
        if isinstance(page, BadInput):
            taken.errors.append(located(page, page.location))
            continue
        original = ledger.originals.put(page.data)
        for content in contents.of(io.BytesIO(page.data), page.location):
            kind = content.media_type if content.locator else page.media_type
            told = content._replace(
                media_type=kind,
                retrieved=content.retrieved or page.retrieved,
                headers=content.headers or page.headers,
            )
            noting.note(_arrival(told, original, page.location, overrides))
        taken.originals += 1
        seen(taken, page.location)


def _guarded(source: str, taken: TakenIn) -> Iterator[Path | None]:
    try:
        yield from files_of(source)
    except BadInput as error:
        taken.errors.append(type(error)(f"{source}: {error}"))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        taken.errors.append(_unreadable(source, error))


def _arrival(content: Content, original: str, location: str, overrides: tuple[tuple[str, str], ...]) -> Arrival:
    return Arrival(
        original=original,
        location=location,
        locator=content.locator,
        media_type=content.media_type,
        retrieved=content.retrieved,
        headers=content.headers,
        overrides=overrides,
    )


def _listed(ledger: Ledger, contents: Contents, original: str, name: str) -> Iterator[Content]:
    """What lies in an original; where a library trips over it, an item that is refused when it is read."""
    with ledger.originals.open(original) as stream:
        try:
            yield from contents.of(stream, name)
        except Exception:
            yield Content("refused unlisted")


def _kept(ledger: Ledger, stream: BinaryIO) -> str:
    with tempfile.NamedTemporaryFile(prefix="reportedly-") as spooled:
        while piece := stream.read(PIECE):
            spooled.write(piece)
        spooled.flush()
        return ledger.originals.put_file(Path(spooled.name))


def _raise(error: OSError) -> None:
    raise error


def _unreadable(source: str, error: Exception) -> BadInput:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return BadInput(f"{source}: cannot be read: {reason}. Check the path and its permissions")
