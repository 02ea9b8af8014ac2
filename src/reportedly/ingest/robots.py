"""What a site's robots.txt asks of us, by the rules of RFC 9309: found, not found, and not to be had.

Found: it holds for a day. Not found (any 4xx, or more redirects than five): everything may be visited. Not to be had
(5xx, no answer): nothing is visited, save that a copy of the last thirty days still holds. A 429 is a server in
trouble, not one without rules. Only the first 512 KiB are heeded; the RFC asks for 500 at least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.errors import BadInput, FetchRefused
from reportedly.text.fetch import Fetched

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["NAME", "NOTHING", "SIZE", "Robots", "renewed", "rules"]

NAME = "reportedly"
"""The product token under which a robots.txt names us."""

SIZE = 5_000_000
"""Bytes of a robots.txt that are fetched; a longer one counts as not to be had."""

_HEEDED = 512 * 1024
_DAY, _AGAIN, _LAST = 86_400.0, 1_800.0, 30 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A robots.txt as it was last had: `text` is "" for one that is not there, None if none was ever had.

    `had` and `tried` are seconds since 1970, UTC: when it was last had, and last asked for.
    """

    text: str | None = None
    had: float = 0.0
    tried: float = 0.0

    def fresh(self, now: float) -> bool:
        """Whether it need not be asked for now."""
        return 0 <= now - self.had < _DAY or 0 <= now - self.tried < _AGAIN

    def holds(self, now: float) -> str | None:
        """The text that holds now, or None where nothing may be visited for want of one."""
        return self.text if self.text is not None and now - self.had < _LAST else None

    def again(self) -> float:
        """When it may be asked for again, if it was not to be had."""
        return self.tried + _AGAIN


NOTHING = Robots()
"""Before anything was asked."""


def renewed(old: Robots, now: float, ask: Callable[[], Fetched]) -> Robots:
    """The robots.txt after asking for it with `ask`, which raises FetchRefused as `fetch` does.

    Raises what `ask` raises where the server was not asked at all.
    """
    tried = replace(old, tried=now)
    try:
        data = ask().data
    except FetchRefused as error:
        if error.status is None and not error.transient:
            raise  # an address that is not asked at all, or not now: that says nothing of the file
        gone = error.status is not None and 300 <= error.status < 500 and error.status != 429
        return replace(tried, text="", had=now) if gone else tried
    except BadInput:
        return tried
    return replace(tried, text=data[:_HEEDED].decode("utf-8-sig", "replace"), had=now)


def rules(text: str) -> Protego:
    """The rules of a robots.txt, to be asked with `NAME`; a text that is no robots.txt has none."""
    from protego import Protego

    parsed: Protego = Protego.parse(text)
    return parsed
