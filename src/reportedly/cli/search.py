"""`reportedly search`: which reports of the ledger say it, and where in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.store.ledger import Ledger
    from reportedly.store.query import Query
    from reportedly.store.saved import Saved
    from reportedly.store.search import Found, Results

__all__ = ["search"]


@click.command(short_help="Find reports by words, and by what is told and claimed in them.")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--actor", metavar="NAME", help="Who did it, is a side in it, or is held responsible; words of a name.")
@click.option("--place", metavar="PLACE", help="Told to happen there, or in a place within it; a name or gn:ID.")
@click.option("--type", metavar="TYPE", help="Event type (ASSAULT), or type or sub-type of incident (“Armed clash”).")
@click.option("--claimed-by", metavar="NAME", help="Reports in which a source of this name says something.")
@click.option("--status", metavar="STATUS", help="How firmly: asserted, denied, alleged, believed, threatened, ...")
@click.option("--since", metavar="DAY", help="Published on this day or later (2031-05-14).")
@click.option("--until", metavar="DAY", help="Published on this day or earlier.")
@click.option("--outlet", metavar="NAME", help="Published by an outlet of this name.")
@click.option("--language", metavar="CODE", help="In this language (en).")
@click.option("--min-origins", type=click.IntRange(0), help="Of an incident with so many known independent origins.")
@click.option("--incident", metavar="ID", help="Of this incident.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Reports to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Reports to pass over first.")
@format_option("table", "jsonl", help="For people, or one JSON record a line with all offsets.")
@click.option("--save", metavar="NAME", help="Keep this search under a name.")
@click.option("--saved", "saved_as", metavar="NAME", help="Ask a search that was kept.")
@click.option("--new", is_flag=True, help="With --saved: only what came since its mark.")
@click.option("--seen", is_flag=True, help="With --saved: move its mark to what is in the index now.")
@click.option("--list", "listed", is_flag=True, help="List the searches that were kept.")
@click.option("--forget", metavar="NAME", help="Delete a search that was kept.")
@ledger_option
def search(words: tuple[str, ...], ledger: str, form: str, limit: int, offset: int, **given: Any) -> None:
    """Find reports of a ledger by words and by what is told and claimed in them.

    All words must occur; '"ferry terminal"' is a phrase, bomb* a beginning, a OR b one of both, NOT word leaves out.
    Accents and capitals do not matter. --actor, --place, --type, --claimed-by and --status must hold of one incident
    that the report tells; --claimed-by and --status alone, of one claim. The best match comes first; without words,
    or with very many matches, the newest.

    \b
    reportedly search ferry terminal --since 2031-05-01
    reportedly search --claimed-by army --status denied --place "Port Arden"
    reportedly search --type "Armed clash" --min-origins 2 --save clashes
    reportedly search --saved clashes --new --seen --format jsonl
    """
    from reportedly.store import saved
    from reportedly.store.ledger import Ledger
    from reportedly.store.query import Query
    from reportedly.store.searching import search as find

    keep, saved_as, forget = given.pop("save"), given.pop("saved_as"), given.pop("forget")
    new, seen, listed = given.pop("new"), given.pop("seen"), given.pop("listed")
    asked = {name: value for name, value in given.items() if value is not None}
    if words:
        asked["words"] = " ".join(words)
    if (new or seen) and not saved_as:
        raise click.UsageError("--new and --seen go with --saved NAME: the mark belongs to a search that was kept")
    if sum(map(bool, (keep, saved_as, forget, listed))) > 1:
        raise click.UsageError("--save, --saved, --list and --forget are four things; ask one at a time")
    if (saved_as or forget or listed) and asked:
        raise click.UsageError(f"a search that was kept has its own words and filters; leave out {', '.join(asked)}")
    if not (asked or saved_as or forget or listed):
        raise click.UsageError("say what to look for: words, or a filter such as --place; `--help` lists them")
    page: dict[str, Any] = {"limit": limit, "offset": offset}
    with Ledger.open(ledger) as opened:
        if listed:
            _list(saved.saved_searches(opened), form)
        elif forget:
            saved.forget(opened, forget)
            click.echo(f"{forget} is forgotten", err=True)
        elif saved_as:
            kept = saved.saved(opened, saved_as)
            query = kept.new if new else kept.query
            results = find(opened, _paged(query, page))
            _show(opened, results, form)
            if seen:
                moved = saved.mark_seen(opened, saved_as, up_to=results.up_to)
                click.echo(f"seen up to {moved.seen}", err=True)
        else:
            query = Query(**asked, **page)
            if keep:
                saved.save(opened, keep, query)
            _show(opened, find(opened, query), form)


def _paged(query: Query, page: dict[str, int]) -> Query:
    from dataclasses import replace

    return replace(query, limit=page["limit"], offset=page["offset"])


def _show(ledger: Ledger, results: Results, form: str) -> None:
    from reportedly.export.visible import visible

    for found in results.found:
        click.echo(_line(found) if form == "jsonl" else "\n".join(_lines(found)))
    for note in results.read_as:
        click.echo(visible(note), err=True)
    click.echo(_summary(ledger, results), err=True)


def _line(found: Found) -> str:
    import msgspec

    from reportedly.export.json_text import json_text

    return json_text(msgspec.to_builtins(found))


def _lines(found: Found) -> Iterator[str]:
    """A report as it is shown to people: when, who and what; the passage; why it is here."""
    from reportedly.export.visible import visible

    heading = found.headline or "(no headline)"
    outlet = visible(found.outlet or "unknown outlet")
    yield f"{click.style(found.report, dim=True)}  {(found.published or 'undated')[:10]}  {outlet}"
    yield f"    {click.style(visible(heading), bold=True)}"
    span, passage, at = found.snippet.span, "", found.snippet.span.start
    for hit in found.snippet.hits:
        if hit.start < at:
            continue
        passage += visible(span.words[at - span.start : hit.start - span.start])
        passage += click.style(f"«{visible(hit.words)}»", bold=True)
        at = hit.end
    passage += visible(span.words[at - span.start :])
    yield f"    … {' '.join(passage.split())} …"
    why = [f"{each.filter.replace('_', ' ')}: {each.value}" for each in found.matched]
    for incident in found.incidents[:3]:
        why.append(f"incident {incident}")
    if found.origins:
        why.append(f"{found.origins} independent {'origin' if found.origins == 1 else 'origins'} known")
    if why:
        yield f"    {visible('; '.join(why))}"


def _summary(ledger: Ledger, results: Results) -> str:
    if not results.total:
        return "no report found" + _hint(ledger)
    first = results.query.offset + 1
    last = results.query.offset + len(results.found)
    total = f"more than {results.total:,}" if results.more else f"{results.total:,}"
    order = "best by words first" if results.ranked else "newest first"
    shown = f"{first}-{last} of {total}" if results.found else f"none from {first} on, of {total}"
    return f"{shown} reports, {order}" + (f"; --offset {last} for the next" if last < results.total else "")


def _hint(ledger: Ledger) -> str:
    from reportedly.store.search_index import indexed_up_to

    with ledger.reading() as connection:
        nothing = not indexed_up_to(connection)
    return ": nothing is indexed yet; `reportedly link` makes the index" if nothing else ""


def _list(kept: list[Saved], form: str) -> None:
    for each in kept:
        if form == "jsonl":
            click.echo(
                json.dumps({"name": each.name, "query": each.query.asked(), "seen": each.seen}, sort_keys=True)
            )
        else:
            asked = (f"{name.replace('_', '-')}: {value}" for name, value in each.query.asked().items())
            click.echo(f"{each.name}  {'; '.join(asked)}  (seen up to {each.seen})")
    click.echo(f"{len(kept)} saved {'search' if len(kept) == 1 else 'searches'}", err=True)
