"""A page's markup weighed before any parser sees it: HTML parsers take quadratic time on some small pages.

One pass of a regular expression that cannot backtrack (possessive quantifiers), so its time is linear in the page.
"""

from __future__ import annotations

import re

from reportedly.errors import TooLarge
from reportedly.text.limits import Limits

__all__ = ["TOKEN", "check_markup", "looks_like_html"]

_QUOTED = r"""=\s*+"[^"]*+"|=\s*+'[^']*+'"""
TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rf"|<(?P<raw>script|style)\b(?:[^>\"'=]++|{_QUOTED}|[\"'=])*+(?:>|\Z).*?(?:</(?P=raw)|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?:[^>\"'=]++|{_QUOTED}|[\"'=])*+)(?:>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""One piece of markup: a comment, an element whose content is no text, a tag, a declaration."""

_ATTRIBUTE = re.compile(rf"[^\s\"'=>/]++(?:\s*+(?:{_QUOTED}|=\s*+[^\s>]++))?+")
_VOID = (
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "param",
    "source",
    "track",
    "wbr",
)
_ENDLESS = ("p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html", "body")
_FLAT = frozenset([*_VOID, *_ENDLESS, "head"])
"""Elements without an end tag, or whose end tag may be left out because the next one closes them: no depth."""

_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+|(?><!--.{0,2000}?-->)\s*+)*+(?:<!doctype\s+html|<(?:html|head|body|article|main)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML_LIKE = re.compile(
    r"<(?:p|div|h1|h2|section|meta|title|blockquote|ul|table|br|span|a)(?:\s[^<>]*+)?/?>", re.IGNORECASE
)


def looks_like_html(text: str) -> bool:
    """Whether a text is a page or a fragment of HTML: begins like one, or begins with a tag and closes some."""
    opening = text[:4096]
    if _HTML.match(opening):
        return True
    return opening.lstrip()[:1] == "<" and bool(_HTML_LIKE.match(opening.lstrip())) and "</" in text


def check_markup(html: str, limits: Limits) -> None:
    """Raises TooLarge where the page has too many elements, too deep a nest, or a tag of too many attributes."""
    elements = depth = deepest = 0
    for match in TOKEN.finditer(html):
        name = match["name"]
        if name is None:
            continue
        if match["close"]:
            depth -= depth > 0 and name.lower() not in _FLAT
            continue
        elements += 1
        if name.lower() not in _FLAT and not match["attributes"].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
        attributes = match["attributes"]
        if len(attributes) > 2 * limits.attributes:
            _check(
                "attributes in one tag",
                sum(1 for _ in _ATTRIBUTE.finditer(attributes)),
                limits.attributes,
                "attributes",
            )
        if elements > limits.elements or deepest > limits.depth:
            break
    _check("elements in a page", elements, limits.elements, "elements")
    _check("elements inside one another", deepest, limits.depth, "depth")


def _check(what: str, count: int, limit: int, name: str) -> None:
    if count > limit:
        raise TooLarge(
            f"over the limit of {limit:,} {what}: no news page has so many. Save the article's words as plain text, "
            f"or raise the limit in Python with limits=Limits({name}=...)"
        )
