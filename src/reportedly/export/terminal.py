"""The ledger of a report for a terminal: readable at 80 columns and at 140, and as plain text in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.export.ledger import NOBODY, Ledger, ReadClaim, ReadEvent, ReadTerm, Voice, ledger
from reportedly.export.printed import printed
from reportedly.export.visible import visible
from reportedly.export.wording import (
    chain_words,
    coded,
    dating_clues,
    happenings,
    heading,
    holders,
    how_many,
    is_incident,
    kinds,
    left_out,
    other_words,
    recalled,
    roles,
    said,
    said_in,
    shorten,
    sort_of,
    tally,
    toll_range,
    used_by,
    when,
    without_article,
)
from reportedly.report import Anchored, Issue, Report, Tier, Toll

__all__ = ["PIPE_WIDTH", "text"]

PIPE_WIDTH = 100
"""Columns where standard output is no terminal and COLUMNS is not set."""

SHOWN_OF_A_KIND = 4
"""Open questions of one code that are written out; a live blog can have a hundred of them."""

_FIRM = {"asserted": "", "denied": "red", "alleged": "yellow", "believed": "yellow", "unknown": "yellow"}
_NOT_YET = "magenta"
_WIDE = 110


class _Fact(NamedTuple):
    label: str
    words: str


def text(report: Report, *, width: int = PIPE_WIDTH, colour: bool = False, tier: Tier = "low") -> str:
    """The ledger of one report, ending in a line end; without `colour` plain text without trailing spaces.

    Of claims, those of this tier or better are listed.
    """
    return printed(lambda to: _show(ledger(report, tier), to), width=width, colour=colour)


def _show(book: Ledger, to: Console) -> None:
    to.print(_header(book))
    to.print(_claims(book, to.width))
    if book.tolls:
        to.print(_tolls(book.tolls))
    to.print(_events(book))
    if book.loaded:
        to.print(_loaded(book, to.width))
    if book.issues:
        to.print(_issues(book))


def _plain(words: str, style: str = "") -> Text:
    return Text(" ".join(visible(words).split()), style)


def _header(book: Ledger) -> RenderableType:
    top = heading(book.report)
    lines: list[RenderableType] = [Rule(style="dim"), _plain(top.title, "bold")]
    lines.append(_plain(" · ".join(top.details), "dim"))
    if clues := dating_clues(book.report):
        lines.append(_plain(f"dated by {clues}", "dim"))
    return Group(*lines)


def _section(title: str, note: str) -> Text:
    return Text.assemble("\n", (title, "bold"), ("   " + note if note else "", "dim"))


def _claims(book: Ledger, width: int) -> RenderableType:
    if book.claims is None:
        return Group(_section("WHO SAYS WHAT", "no stage has looked for claims in this report"))
    if not book.claims:
        nobody = "nobody but the outlet itself speaks in this report"
        return Group(_section("WHO SAYS WHAT", left_out(book) or nobody))
    note = f"{tally(len(book.claims), 'claim')} by {tally(_sources(book), 'source')}, numbered as in the text"
    note = "; ".join(filter(None, (note, left_out(book))))
    return Group(_section("WHO SAYS WHAT", note), *(_voice(voice, width) for voice in book.voices))


def _sources(book: Ledger) -> int:
    return sum(voice.name != NOBODY for voice in book.voices)


def _voice(voice: Voice, width: int) -> RenderableType:
    about = [each for each in dict.fromkeys(span.words for span in voice.descriptions) if _says_more(each, voice)][:2]
    kind = kinds(voice)
    if kind and voice.letter != "?":
        about.insert(0, kind)
    elif not about and voice.kind != "unknown":
        about = [voice.kind.replace("_", " ")]
    title = _plain(voice.name, "bold cyan" if voice.letter != "?" else "bold")
    if about:
        title.append("  ").append_text(_plain("; ".join(about), "dim"))
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=4, justify="right", style="dim", no_wrap=True)
    table.add_column(width=18 if width < _WIDE else 26, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=12 if width < _WIDE else 22, overflow="fold")
    for read in voice.claims:
        table.add_row(str(read.number), _cue(read), _content(read), _firmness(read))
    return Group(Text(), title, table)


def _says_more(description: str, voice: Voice) -> bool:
    """Whether a description is more than the voice's own name, with or without an article."""
    return without_article(description).casefold() not in voice.name.casefold()


def _cue(read: ReadClaim) -> Text:
    source, cue = read.claim.source, read.claim.cue
    out = Text()
    if source:
        out.append_text(_plain(f"“{shorten(source.words, 48)}”" if source.words else f"({source.inferred})", "dim"))
        out.append(" ")
    if cue and cue.spans:
        out.append_text(_plain(cue.words, "italic"))
    return out


def _content(read: ReadClaim) -> Text:
    out = _plain(said(read.claim, 280))
    if len(holders(read.chain)) > 2:
        out.append("\n")
        out.append_text(_plain("↳ " + chain_words(read.chain), "dim"))
    return out


def _firmness(read: ReadClaim) -> Text:
    status, stance = read.claim.status.value, read.claim.stance.value
    out = Text(status, _FIRM.get(status, _NOT_YET))
    if stance != "neutral":
        reporter = read.chain[-2].holder.name if len(read.chain) > 2 else "outlet"
        out.append("\n")
        out.append_text(_plain(f"{reporter}: {stance}", "yellow"))
    if read.claim.tier == "low":
        out.append("\n").append("low tier", "dim")
    return out


def _events(book: Ledger) -> RenderableType:
    if book.events is None:
        return _section("WHAT HAPPENED", "no stage has looked for events in this report")
    if not book.events:
        return _section("WHAT HAPPENED", "no event was found")
    happened, others = happenings(book)
    parts: list[RenderableType] = [
        _section("TOLD AS HAVING HAPPENED", f"{tally(len(happened), 'event')}, by the voice named with each")
    ]
    parts += _listed(happened, "◆")
    if others:
        parts.append(
            _section(
                "NOT TOLD AS HAVING HAPPENED",
                f"{tally(len(others), 'event')} planned, threatened, conditional, denied or in general",
            )
        )
        parts += _listed(others, "◇")
    return Group(*parts)


def _listed(events: list[ReadEvent], mark: str) -> Iterator[RenderableType]:
    """The events; a line parts the incidents from other acts, where there are both."""
    for position, read in enumerate(events):
        if position and is_incident(events[position - 1].event) and not is_incident(read.event):
            yield Text("\nother acts", "dim")
        yield _event(read, mark)


def _event(read: ReadEvent, mark: str) -> RenderableType:
    event = read.event
    words = _plain(event.span.words, "bold")
    words.append("  ").append_text(_plain(f"{event.type}{', ' + event.mode if event.mode else ''}", "dim"))
    words.append("  ").append_text(_plain(read.standing.label, "" if read.standing.happened else _NOT_YET))
    title = Table.grid(padding=(0, 2, 0, 0))
    title.add_column(width=4, no_wrap=True, style="bold green" if read.standing.happened else _NOT_YET)
    title.add_column(overflow="fold")
    title.add_row(f"{mark} {read.number}", words)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=16, justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for fact in _facts(read):
        table.add_row(fact.label, _plain(fact.words))
    return Group(Text(), title, table)


def _facts(read: ReadEvent) -> Iterator[_Fact]:
    event = read.event
    for role, players in roles(event).items():
        named = [
            " · ".join(filter(None, (_named(p.party, p.party.value.name), sort_of(p.actor)))) for _, p in players
        ]
        yield _Fact(role, "; ".join(named))
    for quantity in event.quantities:
        yield _Fact(quantity.value.effect, _named(quantity, how_many(quantity.value)))
    if event.time or event.place:
        yield _Fact("when", when(event))
        yield _Fact("where", _named(event.place, event.place.value.described) if event.place else "not stated")
    else:
        yield _Fact("when, where", "not stated")
    for coding in read.codings:
        if said := coded(coding):
            yield _Fact("coded", said)
    for responsible in event.responsibility:
        words = said_in(responsible) if responsible.kind != "stated" else ""
        kind = f"{responsible.kind} (“{words}”)" if words else responsible.kind
        yield _Fact("responsibility", f"{kind}: {_named(responsible.party, responsible.party.value.name)}")
    if event.aspect:
        yield _Fact("how far", _named(event.aspect, event.aspect.value))
    if why := recalled(read):
        yield _Fact("background", why)
    if len(holders(read.chain)) > 2:
        yield _Fact("told by", chain_words(read.chain))


def _named(field: Anchored[Any], value: str) -> str:
    """The value, and the words it was read from where they differ."""
    words = other_words(field, value)
    return f"{value} (“{words}”)" if words else value


def _tolls(tolls: tuple[Toll, ...]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=16, justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for toll in tolls:
        best = _plain(str(toll.best.value), "bold")
        best.append("  ").append_text(_plain(f"({toll_range(toll)}; {toll.best.inferred})", "dim"))
        if toll.best.spans:
            best.append_text(_plain(f"  “{toll.best.words}”"))
        table.add_row(toll.effect, best)
    return Group(_section("TOLLS OF THE MAIN INCIDENT", "victims told again and again counted once"), table)


def _loaded(book: Ledger, width: int) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=4, justify="right", style="dim", no_wrap=True)
    table.add_column(width=18 if width < _WIDE else 26, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=14, overflow="fold")
    for read in book.loaded or ():
        table.add_row(str(read.number), _plain(read.term.span.words, "bold"), _use(read), Text(read.term.kind, "dim"))
    words = tally(len(book.loaded or ()), "word")
    note = f"{words} that style guides advise about; in a paraphrase it may be the reporter’s"
    return Group(_section("LOADED LANGUAGE", note), table)


def _use(read: ReadTerm) -> Text:
    term = read.term
    out = _plain(used_by(read))
    if term.target:
        out.append("; said of ").append_text(_plain(_named(term.target, term.target.value.name)))
    if term.distance:
        out.append_text(_plain(f"; {term.distance.value} (“{term.distance.words}”)", "yellow"))
    if term.polarity.value == "negative":
        out.append("; said not to be that", "red")
    return out


def _issues(book: Ledger) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=4, justify="right", style="dim")
    table.add_column(overflow="fold")
    by_code: dict[str, list[Issue]] = {}
    for issue in book.issues:
        by_code.setdefault(issue.code, []).append(issue)
    for code, issues in by_code.items():
        hint = ""
        for issue in issues[:SHOWN_OF_A_KIND]:
            table.add_row("?", _issue(issue, "" if issue.hint == hint else issue.hint))
            hint = issue.hint
        if (more := len(issues) - SHOWN_OF_A_KIND) > 0:
            table.add_row("", Text(f"and {more:,} more like this ({code}); all are in --format jsonl", "dim"))
    note = f"{tally(len(book.issues), 'thing')} that could not be decided"
    return Group(_section("OPEN QUESTIONS", note), table)


def _issue(issue: Issue, hint: str) -> Text:
    out = _plain(issue.message)
    if hint:
        out.append(" ").append_text(_plain(f"({hint})", "dim"))
    return out
