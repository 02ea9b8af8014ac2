"""Versions of one article: the same page at another time, or the same outlet's story edited later."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from reportedly.incidents.press_names import bare_name

if TYPE_CHECKING:
    from reportedly.incidents.copies import CopyLink

__all__ = ["LaterVersion", "same_outlet", "same_page", "versions"]

_TRACKING = re.compile(
    r"(?i)^(?:utm_.*|fbclid|gclid|dclid|igshid|mc_[ce]id|ref|ref_?src|cmp|cmpid|ocid|smid|ftag|amp)$"
)


@dataclass(frozen=True, slots=True)
class LaterVersion:
    """Report `report` is a later version of report `of`, the one before it; `reason` says why."""

    report: str
    of: str
    reason: str


def same_page(url: str | None) -> str | None:
    """The URL without what does not choose the page: scheme, "www.", "amp", tracking parameters, fragment.

    None for no URL and for the bare front page of a site, which is another text every hour and no article.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host)
    path = re.sub(r"/(?:amp|index\.\w{3,5})?/?$|\.amp$", "", re.sub(r"^/amp(?=/)", "", parts.path))
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)))
    if not host or (path in ("", "/") and not query):
        return None
    return f"{host}{path}{'?' + query if query else ''}"


def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are one outlet's: "The Daily Lantern" and "daily lantern". Two unknown outlets are not
    one."""
    if not a or not b:
        return False
    return bare_name(a) == bare_name(b)


def versions(links: Iterable[CopyLink]) -> tuple[LaterVersion, ...]:
    """Each report that is a version, with the version before it: the last of those it is linked to."""
    before: dict[str, CopyLink] = {}
    for link in links:
        if link.kind == "version":
            before[link.b] = link
    return tuple(LaterVersion(report, link.a, link.reason) for report, link in before.items())
