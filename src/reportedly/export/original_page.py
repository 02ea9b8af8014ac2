"""The page that a report was taken from, made harmless: words and their order, and nothing that acts or fetches.

nh3 (ammonia) keeps a list of plain elements and drops all others, with what scripts, styles, svg and math hold. No
attribute stays but the span of table cells and the direction of writing: no ids and names (which could shadow a
page's own), no addresses, so that links lead nowhere and no picture tells a server that somebody looked.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from reportedly.text.limits import Limits
from reportedly.text.markup import check_markup

if TYPE_CHECKING:
    import nh3

__all__ = ["POLICY", "original_page", "sanitised"]

_PLAIN = (
    "a abbr article aside b bdi bdo blockquote br caption cite code dd del div dl dt em figcaption figure footer h1 "
    "h2 h3 h4 h5 h6 header hr i ins kbd li main mark ol p pre q s section small span strong sub sup table tbody td "
    "tfoot th thead time tr u ul wbr"
)
_HOLLOW = (
    "script style template noscript noembed noframes iframe frame frameset object embed applet svg math canvas audio "
    "video picture map select textarea button form title head xmp plaintext portal"
)
_KEPT, _EMPTIED = frozenset(_PLAIN.split()), frozenset(_HOLLOW.split())
_SPANS = {"colspan": {str(n) for n in range(1, 31)}, "rowspan": {str(n) for n in range(1, 31)}}
_DIRECTION = {"dir": {"ltr", "rtl", "auto"}}

_STYLE = (
    ":root{color-scheme:light dark}body{max-width:44rem;margin:1.5rem auto;padding:0 1rem;"
    "font:1rem/1.6 Georgia,serif;overflow-wrap:anywhere}table{border-collapse:collapse}"
    "td,th{border:1px solid;padding:.2rem .5rem}a{text-decoration:underline dotted}"
)

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox",
    )
)
"""The Content-Security-Policy of such a page: our one style, no script, an origin of its own."""


def sanitised(html: str, *, limits: Limits | None = None) -> str:
    """Harmless HTML of this HTML. Raises TooLarge for markup that parsers take quadratic time over."""
    check_markup(html, limits or Limits())
    return _cleaner().clean(html)


def original_page(html: str) -> str:
    """A whole document of it, with a style of ours; to be served with `POLICY`."""
    clean = sanitised(html)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>As it was taken in</title><style>{_STYLE}</style>'
        f"</head><body>{clean}</body></html>"
    )


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_KEPT),
        clean_content_tags=set(_EMPTIED),
        attributes={},
        tag_attribute_values={
            **{tag: dict(_DIRECTION) for tag in _KEPT},
            **{tag: {**_SPANS, **_DIRECTION} for tag in ("td", "th")},
        },
        strip_comments=True,
        link_rel=None,
        url_schemes=set(),
        generic_attribute_prefixes=set(),
    )
