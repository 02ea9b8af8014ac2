"""A report as one self-contained page: the article, who says what in it, what happened, what is open.

The page asks nothing of any network: its style and script are inside it, and its content security policy
allows those two, by their digests, and nothing else. Every word of the report is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from reportedly.export.article import article, voice_class
from reportedly.export.cards import cards
from reportedly.export.index import Entry
from reportedly.export.ledger import NOBODY, Ledger, ledger
from reportedly.export.markup import EMPTY, Markup, escaped, isolated, joined, tag
from reportedly.export.visible import visible
from reportedly.export.wording import TIERS, dated, dating_clues, day, heading, kinds, left_out, tally
from reportedly.report import Report, Tier
from reportedly.version import __version__

__all__ = ["document", "index", "notebook", "page"]

SHOWN_VOICES = 24
"""Voices listed above the article; all of them have cards."""


def page(report: Report, *, tier: Tier = "low") -> str:
    """The page of one report: complete, self-contained, readable without its script and in print.

    Of claims, those of this tier or better are marked and listed.
    """
    book = ledger(report, tier)
    top = heading(report)
    publication = report.publication
    title, words = article(book)
    shown_title = tag("h1", isolated(top.title)) if publication.headline and not title else EMPTY
    hidden_title = tag("h1", isolated(top.title), class_="unseen") if publication.headline is None else EMPTY
    language = publication.language.value if publication.language else None
    body = tag(
        "body",
        tag("a", escaped("Skip to the ledger"), href="#ledger", class_="skip"),
        tag("header", _masthead(report), hidden_title),
        tag(
            "main",
            tag(
                "article",
                shown_title or title,
                _voices(book),
                _strip(book),
                _layer(book),
                tag("div", words, class_="text", lang=language),
                _legend(book),
                id="article",
            ),
            tag("aside", _contents(book), cards(book), id="ledger", aria_label="Ledger"),
        ),
        tag("footer", _colophon(report)),
        _script(_asset("page.js")),
        class_="rp",
    )
    return document(top.title, body, styles=("voices.css", "page.css"), scripts=("page.js",))


def notebook(report: Report) -> str:
    """A compact form for a notebook: no script, styles that touch nothing else, ids that clash with nothing."""
    book = ledger(report)
    top = heading(report)
    prefix = f"{report.id}-"
    title, words = article(book, prefix=prefix)
    return tag(
        "div",
        _style(_asset("voices.css") + _asset("notebook.css")),
        EMPTY if title else tag("h1", isolated(top.title)),
        title,
        tag("div", isolated(" · ".join(top.details)), class_="details"),
        _voices(book, prefix=prefix),
        tag(
            "div",
            tag("div", words, class_="text"),
            tag("div", cards(book, prefix=prefix, why=False), class_="side"),
            class_="columns",
        ),
        class_="rp rp-notebook",
    )


def index(entries: Iterable[Entry]) -> str:
    """The page that lists the pages of several reports."""
    entries = list(entries)
    names = ("Report", "Outlet", "Published", "Claims", "Voices", "Told as having happened", "Not", "Open questions")
    head = tag("tr", *(tag("th", escaped(name), scope="col") for name in names))
    rows = []
    for entry in entries:
        numbers = (entry.claims, entry.voices, entry.happened, entry.not_happened, entry.issues)
        rows.append(
            tag(
                "tr",
                tag("td", tag("a", isolated(entry.title), href=entry.file)),
                tag("td", isolated(entry.outlet)),
                tag("td", isolated(entry.published)),
                *(tag("td", escaped(f"{number:,}"), class_="number") for number in numbers),
            )
        )
    body = tag(
        "body",
        tag("header", tag("div", tag("strong", escaped("reportedly")), class_="masthead")),
        tag("h1", escaped(f"{tally(len(entries), 'report')} read")),
        tag("table", tag("thead", head), tag("tbody", *rows)),
        class_="rp list",
    )
    return document(f"{tally(len(entries), 'report')} read", body, styles=("voices.css", "page.css"), scripts=())


def _masthead(report: Report) -> Markup:
    publication = report.publication
    outlet = isolated(publication.outlet.value) if publication.outlet else escaped("Outlet not known")
    published, byline = publication.published, publication.byline
    facts = [isolated(f"Published {day(published.value)}") if published else isolated(_opened(dated(report)))]
    if clues := dating_clues(report):
        facts[0] = joined([facts[0], tag("small", isolated(f" (dated by {clues})"))])
    if published and published.inferred:
        facts[0] = joined([facts[0], tag("small", isolated(f" ({published.inferred})"))])
    if byline:
        facts.append(isolated(byline.value))
    facts.append(escaped(tally(len(report.text.split()), "word")))
    if publication.url:
        facts.append(_address(publication.url.value))
    return tag("div", tag("strong", outlet), *(tag("span", fact) for fact in facts), class_="masthead")


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _address(url: str) -> Markup:
    """A link only where it leads to the web; any other scheme is shown as the text it is."""
    if not url.lower().startswith(("https://", "http://")):
        return tag("span", isolated(url), class_="address")
    return tag(
        "a",
        isolated(url),
        href=url,
        rel="noopener noreferrer nofollow",
        referrerpolicy="no-referrer",
        class_="address",
    )


def _voices(book: Ledger, *, prefix: str = "") -> Markup:
    if not book.voices:
        return EMPTY
    items = [
        tag(
            "li",
            tag(
                "a",
                tag("i", escaped(voice.letter)),
                isolated(voice.name),
                tag("small", escaped(str(len(voice.claims)))),
                class_=f"voice {voice_class(voice.letter)}",
                href=f"#{prefix}c{voice.claims[0].number}",
                data_v=voice.letter,
                title=f"{kinds(voice) or voice.kind.replace('_', ' ')}; {tally(len(voice.claims), 'claim')}",
            ),
        )
        for voice in book.voices[:SHOWN_VOICES]
    ]
    more = len(book.voices) - SHOWN_VOICES
    if more > 0:
        items.append(tag("li", escaped(f"and {more} more")))
    named = sum(voice.name != NOBODY for voice in book.voices)
    return tag("ul", *items, class_="voices", aria_label=tally(named, "voice"))


def _strip(book: Ledger) -> Markup:
    """The article from its first word to its last as a band: where each voice speaks, and where only the outlet."""
    length = max(len(book.report.text), 1)
    rects = [
        tag(
            "rect",
            x=f"{1000 * span.start / length:.1f}",
            width=f"{max(1000 * (span.end - span.start) / length, 1):.1f}",
            height=12,
            class_=voice_class(read.letter),
        )
        for read in sorted(book.claims or (), key=lambda read: len(read.chain))
        for span in read.claim.content
    ]
    if not rects:
        return EMPTY
    return tag(
        "svg",
        *rects,
        class_="strip",
        viewBox="0 0 1000 12",
        preserveAspectRatio="none",
        role="img",
        aria_label="Where in the article each voice speaks, from its first word to its last",
    )


def _layer(book: Ledger) -> Markup:
    """The switch that marks loaded words in the article, with its legend; nothing where there are none."""
    if not book.loaded:
        return EMPTY
    samples = (("outlet", "the outlet’s own"), ("quoted", "quoted"), ("paraphrased", "in a paraphrase"))
    used = {read.term.voice for read in book.loaded}
    return tag(
        "div",
        tag(
            "a",
            escaped("Loaded language"),
            tag("small", escaped(str(len(book.loaded)))),
            class_="switch",
            href="#loaded",
            title="Words that style guides advise about; marking them is no judgement",
        ),
        *(tag("span", tag("span", escaped(name), class_=f"lw {voice}")) for voice, name in samples if voice in used),
        class_="layer",
    )


def _legend(book: Ledger) -> Markup:
    unmarked = f", or of the {left_out(book)}" if book.left_out else ""
    samples = (
        ("firm", "asserted"),
        ("doubt", "alleged, believed or not clear"),
        ("unreal", "planned, threatened, conditional, demanded or asked"),
        ("denied", "denied"),
    )
    return tag(
        "div",
        tag("strong", escaped("How to read it")),
        tag(
            "p",
            escaped(
                f"Words without a tint are the outlet’s own{unmarked}. A tint and a letter are a voice; the "
                "underline is how firmly that voice holds what it says:"
            ),
        ),
        tag("ul", *(tag("li", tag("span", escaped(name), class_=f"c v0 d0 {kind}")) for kind, name in samples)),
        tag(
            "p",
            tag("span", escaped("Words"), class_="source"),
            escaped(" with a bar beneath name a source; "),
            tag("span", escaped("italics"), class_="cue"),
            escaped(" are the words that report. "),
            escaped("◆ marks an event told as having happened, ◇ one that is not."),
        ),
        tag(
            "p",
            escaped("How sure the program is that it read content and source rightly: "),
            tag("span", escaped(TIERS["high"]), class_="tier high"),
            escaped(" sure (of a hundred such claims of political news, 91 were right), "),
            tag("span", escaped(TIERS["medium"]), class_="tier medium"),
            escaped(" more likely right than wrong, "),
            tag("span", escaped(TIERS["low"]), class_="tier low"),
            escaped(" look it up in the text. This says nothing of whether the claim is true."),
        ),
        class_="legend",
    )


def _contents(book: Ledger) -> Markup:
    parts = [("#claims", "Claims", len(book.claims or ())), ("#events", "Events", len(book.events or ()))]
    if book.loaded:
        parts.append(("#loaded", "Words", len(book.loaded)))
    parts.append(("#questions", "Questions", len(book.issues)))
    links = (tag("a", escaped(name), tag("small", escaped(str(count))), href=to) for to, name, count in parts)
    return tag("nav", *links, aria_label="Parts of the ledger")


def _colophon(report: Report) -> Markup:
    stages = ", ".join(report.stages) or "no stage"
    return joined(
        [
            tag(
                "p",
                escaped(
                    f"Read by reportedly {__version__} with {stages}. What stands here is what the report "
                    "says that others say; nothing here says that it is true."
                ),
            ),
            tag("p", escaped(f"Report {report.id}"), class_="id"),
        ]
    )


def document(title: str, body: Markup, *, styles: Iterable[str], scripts: Iterable[str]) -> str:
    """A whole page that asks nothing of any network; styles and scripts are files of the folder `page`."""
    style = "".join(_asset(name) for name in styles)
    allowed = [f"style-src {_digest(style)}"]
    allowed += [f"script-src {_digest(_asset(name))}" for name in scripts]
    policy = "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", escaped(visible(title))),
        _style(style),
    )
    return "<!doctype html>\n" + tag("html", head, body, lang="en") + "\n"


def _style(css: str) -> Markup:
    return Markup(f"<style>{css}</style>")


def _script(code: str) -> Markup:
    return Markup(f"<script>{code}</script>")


def _digest(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    return (files("reportedly.export") / "page" / name).read_text("utf-8")
