"""An incident for a terminal: every version of every field, who says so, and how many origins stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.export.incident_view import (
    IncidentView,
    clue_words,
    counted,
    label,
    short_count,
    shown_source,
    side,
    told_by,
    toll_note,
    value_words,
)
from reportedly.export.printed import printed
from reportedly.export.visible import visible
from reportedly.export.wording import day, shorten, tally
from reportedly.incidents.matrix import Field, Version
from reportedly.incidents.sayings import Saying
from reportedly.incidents.toll_series import TollPoint, TollSeries

__all__ = ["incident_text"]

SHOWN_SAYINGS = 5
"""Sayings of one version that are written out; the others are counted."""
SHOWN_PAIRS = 6
"""Comparisons of reports that are written out."""
SHOWN_VERSIONS = 10
"""Versions of one field that are written out; all are in --format jsonl."""
_WIDE = 110
_PLAIN = ("responsibility",)


def incident_text(view: IncidentView, *, width: int = 100, colour: bool = False) -> str:
    """The incident as text, ending in a line end; without `colour` plain text without trailing spaces."""

    def show(to: Console) -> None:
        for part in _parts(view, to.width):
            to.print(part)

    return printed(show, width=width, colour=colour)


def _parts(view: IncidentView, width: int) -> Iterator[RenderableType]:
    yield _header(view)
    yield _reports(view)
    agreement = view.agreement
    shown = [field for field in agreement.fields if field.name not in _PLAIN]
    note = "each version with its sources; [n] is the report; ✗ marks what another version contradicts"
    yield _section("WHAT IS SAID", note if width >= _WIDE else f"{note}; 2→1 is two outlets, one origin")
    for field in shown:
        yield _field(view, field, width)
    if responsibility := agreement.field("responsibility"):
        yield _section("WHO CLAIMS, BLAMES, DENIES", "who says so stands beside each")
        yield _field(view, responsibility, width, named=False)
    if agreement.contradictions:
        yield _section("CONTRADICTIONS", "what cannot both be so; nothing here says which is")
        yield _contradictions(view)
    if agreement.changes:
        yield _section("WHO CHANGED THEIR MIND", "")
        yield _bullets(change.sentence for change in agreement.changes)
    tolls = [series for series in agreement.tolls if len(series.points) > 1]
    if tolls:
        yield _section("TOLL OVER TIME", "in the order in which it was reported")
        for series in tolls:
            yield _series(view, series)
    yield _origins(view)
    if view.pairs:
        yield _links(view)
    if agreement.background:
        yield _section("RECALLED LATER", "by reports that tell it as something past; these confirm nothing")
        for field in agreement.background:
            yield _field(view, field, width)


def _plain(words: str, style: str = "") -> Text:
    return Text(" ".join(visible(words).split()), style)


def _section(title: str, note: str) -> Text:
    return Text.assemble("\n", (title, "bold"), ("   " + note if note else "", "dim"))


def _header(view: IncidentView) -> RenderableType:
    agreement, news = view.agreement, [line for line in view.lines if line.role == "news"]
    seen = sorted(line.day for line in view.lines if line.day)
    when = f"reported {day(seen[0])}" + (f" to {day(seen[-1])}" if seen[-1] != seen[0] else "") if seen else ""
    details = [tally(len(news), "report"), str(view.origins), when, view.incident.id]
    lines: list[RenderableType] = [Rule(style="dim"), _plain(agreement.title, "bold")]
    lines.append(_plain(" · ".join(filter(None, details)), "dim"))
    lines.append(_plain(agreement.summary))
    if view.as_of:
        lines.append(_plain(f"as of {view.as_of}: later reports are left out", "yellow"))
    return Group(*lines)


def _reports(view: IncidentView) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=4, justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for line in view.lines:
        words = _plain(line.headline or "(no headline)")
        facts = [line.outlet or "outlet not known", _when(line.published or line.day)]
        if line.day_known_by:
            facts.append("day by its dateline")
        facts += [f"credits {name}" for name in line.credits if name != line.outlet]
        facts += [f"takes from [{number}]" for number, _ in line.takes_from]
        if line.role == "background":
            facts.append("only recalls it")
        words.append("\n").append_text(_plain(" · ".join(filter(None, facts)), "dim"))
        table.add_row(f"[{line.number}]", words)
    return Group(_section("REPORTS", "by day"), table)


def _when(moment: str | None) -> str:
    if not moment:
        return "date not known"
    date, _, time = moment.partition("T")
    return f"{day(date)}, {time[:5]}" if time else day(date)


def _field(view: IncidentView, field: Field, width: int, *, named: bool = True) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=2, style="red", justify="right", no_wrap=True)
    table.add_column(width=20 if width < _WIDE else 32, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=8 if width < _WIDE else 24, overflow="fold", style="dim")
    count = short_count if width < _WIDE else counted
    for number, version in enumerate(field.versions[:SHOWN_VERSIONS]):
        mark = "✗" if view.flags(field, number) else ""
        table.add_row(mark, _value(version), _told(view, version), count(version))
    if (more := len(field.versions) - SHOWN_VERSIONS) > 0:
        table.add_row("", Text(f"and {more} more", "dim"), Text("all are in --format jsonl", "dim"), "")
    return Group(*([Text(), Text(label(field), "bold cyan")] if named else [Text()]), table)


def _value(version: Version) -> Text:
    style = "dim" if version.aside else "bold"
    out = _plain(("not " if version.denied else "") + value_words(version), style)
    if any(saying.private for saying in version.sayings):
        out.append(" (private person)", "yellow")
    if version.aside:
        out.append(" (not compared)", "dim")
    return out


def _told(view: IncidentView, version: Version) -> Text:
    out = Text()
    for number, saying in enumerate(version.sayings[:SHOWN_SAYINGS]):
        out.append("\n" if number else "")
        out.append(f"[{view.number(saying.report)}] ", "dim")
        out.append_text(_plain(told_by(saying)))
        out.append_text(_words(saying))
    if (more := len(version.sayings) - SHOWN_SAYINGS) > 0:
        out.append(f"\nand {more} more", "dim")
    return out


def _words(saying: Saying) -> Text:
    words = f": “{shorten(saying.words, 70)}”" if saying.spans else ""
    why = f" ({shorten(saying.inferred, 90)})" if saying.inferred and _explains(saying) else ""
    return _plain(words + why, "dim")


def _explains(saying: Saying) -> bool:
    """Whether the inference tells a reader something: codebook rules and one-person counts are for --format jsonl."""
    return saying.field != "coding" and saying.inferred not in {"the words name one", "told with it"}


def _contradictions(view: IncidentView) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=2, style="red", justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for field, version, against in view.conflicts():
        words = Text(f"{label(field)}: ", "bold")
        words.append_text(_plain(side(view, version))).append(" against ", "dim")
        words.append_text(_plain("; ".join(side(view, field.versions[c.other]) for c in against)))
        words.append(f"  ({', '.join(dict.fromkeys(c.rule for c in against))})", "dim")
        table.add_row("✗", words)
    return table


def _bullets(sentences: Iterable[str]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=2, justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for sentence in sentences:
        table.add_row("·", _plain(sentence))
    return table


def _series(view: IncidentView, series: TollSeries) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=12, justify="right", style="dim", no_wrap=True)
    table.add_column(width=12, style="bold", overflow="fold")
    table.add_column(overflow="fold")
    alike: dict[tuple[str | None, str, str], list[TollPoint]] = {}
    for point in series.points:
        who = "in its own voice" if point.saying.own else shown_source(view, point.source)
        alike.setdefault((point.day, str(point.saying.count), who), []).append(point)
    for (date, figure, who), points in alike.items():
        told = Text(" ".join(f"[{view.number(point.saying.report)}]" for point in points) + " ", "dim")
        told.append_text(_plain(who)).append_text(_words(points[0].saying))
        table.add_row(date or "not dated", figure, told)
    return Group(Text(), Text.assemble((series.effect, "bold cyan"), ("   " + toll_note(series), "dim")), table)


def _origins(view: IncidentView) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=14, justify="right", style="dim", overflow="fold")
    table.add_column(overflow="fold")
    for group in view.groups:
        numbers = " ".join(f"[{view.number(report)}]" for report in group.reports)
        name = _plain(group.root or "not known whose", "bold" if group.root else "yellow")
        for reason in group.reasons:
            name.append(f"\n[{view.number(reason.report)}] ", "dim").append_text(_plain(_numbered(view, reason.says)))
        table.add_row(numbers, name)
    return Group(_section("INDEPENDENT ORIGINS", f"{view.origins}; unknown ones confirm nothing"), table)


def _numbered(view: IncidentView, sentence: str) -> str:
    """A sentence with the reports that it names called by their numbers."""
    for line in view.lines:
        sentence = sentence.replace(line.id, f"[{line.number}]")
    return sentence


def _links(view: IncidentView) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=14, justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for one, other, pair in view.pairs[:SHOWN_PAIRS]:
        words = _plain(f"{pair.verdict}, {pair.score:.0%}", "bold")
        words.append("  ").append_text(_plain(clue_words(pair)))
        table.add_row(f"[{one}] [{other}]", words)
    if (more := len(view.pairs) - SHOWN_PAIRS) > 0:
        table.add_row("", Text(f"and {tally(more, 'pair')} more", "dim"))
    return Group(_section("WHY THESE REPORTS ARE ONE INCIDENT", "pairs of reports that were compared"), table)
