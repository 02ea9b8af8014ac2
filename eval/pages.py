"""Web pages to try extractors on: fictional reports, set in the page layouts that news sites have used.

The pages are synthetic. They hold what surrounds an article (menus, related links, comments, banners, captions,
pull quotes, paywalls, tables for layout) and none of the accidents of real sites, so scores on them rank
extractors and find faults; they do not say how well any does on the web.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random
from typing import NamedTuple

__all__ = ["TEMPLATES", "Page", "pages"]


class Page(NamedTuple):
    """A page, and the article in it as the paragraphs a reader should get."""

    template: str
    html: str
    headline: str
    paragraphs: tuple[str, ...]


_PEOPLE = ("Orla Venn", "Tomas Arrel", "Ines Karode", "Captain Ludo Marsh", "Miriam Oduwa", "Pavel Strand")
_PLACES = ("Arvenport", "Lower Tesk", "Karesh", "the Olm valley", "Gomba", "Sudmark")
_ROLES = ("the mayor", "a port official", "the army's spokesman", "a witness", "the hospital's director", "a farmer")
_DEEDS = (
    "the road to {place} had been closed since Sunday",
    "three people were wounded when a grain store in {place} burned down",
    "nobody had claimed the attack on the bridge near {place}",
    "talks with the strikers in {place} would go on next week",
    "the number of missing in {place} had risen to fourteen",
    "soldiers had left {place} before the shooting began",
)
_DAYS = ("Monday", "Friday")
_WORDS = ("water", "harvest", "council", "bridge", "harbour", "families", "curfew", "ferry", "school", "market")


def _sentence(random: Random) -> str:
    deed = random.choice(_DEEDS).format(place=random.choice(_PLACES))
    person, role = random.choice(_PEOPLE), random.choice(_ROLES)
    return random.choice(
        (
            f"“It is true that {deed},” {person} told reporters on {random.choice(_DAYS)}.",
            f"According to {person}, {role}, {deed}, and the {random.choice(_WORDS)} was the first to suffer.",
            f"{person} denied that {deed}; {role} said the opposite & would not take it back.",
            f"Officials in {random.choice(_PLACES)} said that {deed}.",
            f"The {random.choice(_WORDS)} and the {random.choice(_WORDS)} shut {random.randint(2, 30)} days.",
        )
    )


def _article(random: Random, count: int) -> list[str]:
    return [" ".join(_sentence(random) for _ in range(random.randint(1, 3))) for _ in range(count)]


def _headline(random: Random) -> str:
    return f"{random.choice(_PLACES).capitalize()}: {random.choice(_WORDS)} at risk, says {random.choice(_PEOPLE)}"


def _links(random: Random, count: int) -> str:
    return "".join(f'<li><a href="/{n}">{escape(_headline(random))}</a></li>' for n in range(count))


def _p(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(words, quote=False)}</p>\n" for words in paragraphs)


def _frame(random: Random, headline: str, main: str, *, after: str = "") -> str:
    """The page around an article: head, menu, search, side column, footer."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(headline)} - The Arvenport Echo</title>"
        '<meta charset="utf-8"><style>p{margin:0}</style><script>var a="<p>no text</p>";</script></head><body>'
        "<header><a href='/'>The Arvenport Echo</a><form><input><button>Search</button></form></header>"
        f"<nav class='menu'><ul>{''.join(f'<li><a href=/{w}>{w.title()}</a></li>' for w in _WORDS)}</ul></nav>"
        f"<div id='content'>{main}</div>{after}"
        f"<aside class='sidebar'><h3>Most read</h3><ol>{_links(random, 8)}</ol></aside>"
        "<footer><p>© The Arvenport Echo. All rights reserved. <a href='/terms'>Terms of use</a> "
        "<a href='/privacy'>Privacy policy</a></p></footer></body></html>"
    )


Made = tuple[str, str, list[str]]


def _plain(random: Random, headline: str, words: list[str]) -> Made:
    return f"<article><h1>{escape(headline)}</h1>{_p(words)}</article>", "", words


def _nested(random: Random, headline: str, words: list[str]) -> Made:
    inner = "".join(
        f"<div class='c-{i}'><div><div class='text'>{_p([w])}</div></div></div>" for i, w in enumerate(words)
    )
    opened, closed = "<div class='a'><div class='b'><div>" * 8, "</div></div></div>" * 8
    return f"{opened}<h1>{escape(headline)}</h1>{inner}{closed}", "", words


def _related(random: Random, headline: str, words: list[str]) -> Made:
    box = f"<div class='related'><h4>Read more</h4><ul>{_links(random, 3)}</ul></div>"
    body = "".join(_p([w]) + (box if i % 4 == 2 else "") for i, w in enumerate(words))
    return f"<article><h1>{escape(headline)}</h1>{body}</article>", "", words


def _comments(random: Random, headline: str, words: list[str]) -> Made:
    posts = "".join(f"<li class='comment'><b>reader{n}</b><p>{escape(_sentence(random))}</p></li>" for n in range(20))
    after = (
        f"<section id='comments' class='comments'><h2>20 comments</h2><ul class='comment-list'>{posts}</ul></section>"
    )
    return f"<main><h1>{escape(headline)}</h1>{_p(words)}</main>", after, words


def _banners(random: Random, headline: str, words: list[str]) -> Made:
    cookie = (
        "<div id='cookie-banner' class='cookie-consent' role='dialog'><p>We and our 842 partners use cookies to "
        "store and access information on your device. You can change your choice at any time.</p>"
        "<button>Accept all</button></div>"
    )
    letter = (
        "<div class='newsletter-signup'><p>Sign up for our morning newsletter</p><input><button>Join</button></div>"
    )
    half = len(words) // 2
    return (
        f"{cookie}<article><h1>{escape(headline)}</h1>{_p(words[:half])}{letter}{_p(words[half:])}</article>",
        "",
        words,
    )


def _captions(random: Random, headline: str, words: list[str]) -> Made:
    def figure(n: int) -> str:
        caption = f"A street in {random.choice(_PLACES)}. Photograph: Echo/{n}"
        return f"<figure><img src='{n}.jpg' alt='A street'><figcaption>{caption}</figcaption></figure>"

    body = "".join((figure(i) if i % 5 == 0 else "") + _p([w]) for i, w in enumerate(words))
    return f"<article><h1>{escape(headline)}</h1>{body}</article>", "", words


def _pull_quotes(random: Random, headline: str, words: list[str]) -> Made:
    body = ""
    for position, paragraph in enumerate(words):
        body += _p([paragraph])
        if position % 5 == 3:
            body += f"<aside class='pullquote'><p>{escape(paragraph.split('.')[0])}</p></aside>"
    return f"<article><h1>{escape(headline)}</h1>{body}</article>", "", words


def _paywall(random: Random, headline: str, words: list[str]) -> Made:
    wall = (
        "<div class='paywall'><h3>Subscribe to continue reading</h3><p>Get unlimited access for €1 a week.</p>"
        "<a href='/buy'>Subscribe</a></div>"
    )
    return f"<article><h1>{escape(headline)}</h1>{_p(words[:3])}{wall}</article>", "", words[:3]


def _live(random: Random, headline: str, words: list[str]) -> Made:
    posts, kept = "", []
    for position, paragraph in enumerate(words):
        title = f"What we know about {random.choice(_PLACES)}, part {position}"
        kept += [title, paragraph]
        clock = f"<time>{10 + position % 12}.{10 + position}</time>"
        posts += f"<article class='post'>{clock}<h2>{title}</h2>{_p([paragraph])}<button>Share</button></article>"
    return f"<main class='liveblog'><h1>{escape(headline)}</h1>{posts}</main>", "", kept


def _breaks(random: Random, headline: str, words: list[str]) -> Made:
    body = "<br><br>".join(escape(paragraph, quote=False) for paragraph in words)
    return f"<h1>{escape(headline)}</h1><div class='story'>{body}</div>", "", words


def _table(random: Random, headline: str, words: list[str]) -> Made:
    menu = "".join(f"<tr><td><a href='/{w}'>{w}</a></td></tr>" for w in _WORDS)
    heading = f"<font size=5><b>{escape(headline)}</b></font>"
    left = f"<td valign=top><table>{menu}</table></td>"
    return f"<table width=800><tr>{left}<td>{heading}{_p(words)}</td></tr></table>", "", words


def _divs(random: Random, headline: str, words: list[str]) -> Made:
    body = "".join(f"<div data-type='paragraph'><span>{escape(w, quote=False)}</span></div>" for w in words)
    return f"<article><h1>{escape(headline)}</h1><div class='article-body'>{body}</div></article>", "", words


def _brief(random: Random, headline: str, words: list[str]) -> Made:
    more = f"<div class='more-stories'><h2>More from the region</h2><ul>{_links(random, 15)}</ul></div>"
    return f"<article><h1>{escape(headline)}</h1>{_p(words[:2])}</article>", more, words[:2]


def _sections(random: Random, headline: str, words: list[str]) -> Made:
    half = len(words) // 2
    items = [f"{random.randint(2, 90)} people in {place} were told to leave" for place in _PLACES[:3]]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    body = f"{_p(words[:half])}<h2>What happens next</h2>{listed}{_p(words[half:])}"
    return (
        f"<article><h1>{escape(headline)}</h1>{body}</article>",
        "",
        [*words[:half], "What happens next", *items, *words[half:]],
    )


TEMPLATES: dict[str, Callable[[Random, str, list[str]], Made]] = {
    "plain": _plain,
    "nested divs": _nested,
    "related links": _related,
    "comments": _comments,
    "banners": _banners,
    "captions": _captions,
    "pull quotes": _pull_quotes,
    "paywall stub": _paywall,
    "live blog": _live,
    "line breaks": _breaks,
    "layout table": _table,
    "div paragraphs": _divs,
    "brief": _brief,
    "sections, list": _sections,
}


def pages(each: int, seed: int) -> list[Page]:
    """`each` pages of every template, of 6 to 25 paragraphs; the same for the same seed."""
    random = Random(seed)  # noqa: S311  # a repeatable sample, no secret
    made = []
    for name, template in TEMPLATES.items():
        for _ in range(each):
            headline = _headline(random)
            main, after, kept = template(random, headline, _article(random, random.randint(6, 25)))
            made.append(Page(name, _frame(random, headline, main, after=after), headline, tuple(kept)))
    return made
