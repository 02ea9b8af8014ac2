"""A small page about a fictional town, and its parts."""

from __future__ import annotations

__all__ = ["BODY", "HEADLINE", "PARAGRAPHS", "page"]

HEADLINE = "Mayor of Arvenport denies harbour plan"
PARAGRAPHS = (
    "ARVENPORT, June 3 (Acme) — The mayor of Arvenport said on Monday that nothing had been decided.",
    "“We never said so,” Orla Venn told reporters outside the town hall. “And we won’t say so tomorrow.",
    "“The old wall stays where it is,” she added, “and so do the people who live behind it.”",
    "A spokesman for the port company, Acme & Sons, said it had no plans of its own and would wait for the council.",
)
BODY = "".join(f"<p>{words.replace('&', '&amp;').replace('“', '&ldquo;')}</p>\n" for words in PARAGRAPHS)


def page(*, head: str = "", body: str = BODY, before: str = f"<h1>{HEADLINE}</h1>", after: str = "") -> str:
    """The page, with more in its head, around its article, or with another body."""
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html><head><title>{HEADLINE} | Daily Echo</title>{head}</head><body>{menu}"
        f"<article>{before}{body}{after}</article><footer>© Daily Echo. All rights reserved.</footer></body></html>"
    )
