"""`reportedly codebook`: list, show and check the codebooks that say what an event is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reportedly.evaluation.codebooks import Checked

__all__ = ["codebook"]


@click.group(short_help="List, show and check the codebooks that say what an event is.")
def codebook() -> None:
    """Codebooks say what an event is: types of incidents, with ordered rules over what was read of an event.

    One is built in; you can write your own in TOML (docs/codebooks.md).

    \b
    reportedly codebook list
    reportedly codebook show incidents
    reportedly codebook check examples/codebooks/press-freedom.toml
    """


@codebook.command("list")
def list_() -> None:
    """List the codebooks that are built in."""
    from reportedly.export.wording import tally
    from reportedly.ontology.codebooks import BUILT_IN
    from reportedly.ontology.codebooks import codebook as load

    for name in BUILT_IN:
        book = load(name)
        rules = tally(len(book.rules), "rule")
        click.echo(f"{book.name} {book.version}: {tally(len(book.codes), 'code')}, {rules}. {book.purpose}")


@codebook.command()
@click.argument("source", metavar="NAME|FILE")
def show(source: str) -> None:
    """Show the codes of a codebook with their meaning, and what else it maps to."""
    from reportedly.ontology.codebooks import codebook as load

    book = load(source)
    click.echo(f"{book.name} {book.version}: {book.purpose}\n{book.resource}")
    last = None
    for code in book.codes.values():
        if code.type != last:
            click.echo(f"\n{code.type}")
            last = code.type
        rules = ", ".join(str(rule.line) for rule in book.rules if rule.code == code.name)
        click.echo(f"  {code.subtype or code.type}: {code.definition} (rules in lines {rules or 'none'})")
    for mapping in book.mappings:
        click.echo(f"\nalso gives {mapping.name}: {mapping.definition}")


@codebook.command()
@click.argument("source", metavar="NAME|FILE")
@click.option("--quiet", is_flag=True, help="Show only examples that are not coded as the codebook says.")
@click.pass_context
def check(ctx: click.Context, /, source: str, quiet: bool) -> None:
    """Read the examples of a codebook and say of each what it was coded as, and why.

    An example under 'matches' must be coded as its code, one under 'rejects' must not. Whether a day and place are
    told does not matter here.

    \b
    Exit code: 0 if every example is as it says, 1 if one is not, 2 if the codebook cannot be read (the message names
    file, line and key).

    \b
    reportedly codebook check incidents
    reportedly codebook check my-codebook.toml --quiet
    """
    from reportedly.api import read
    from reportedly.evaluation.codebooks import check as checked
    from reportedly.export.wording import tally
    from reportedly.ontology.codebooks import codebook as load

    book = load(source)
    examples = missed = 0
    for each in checked(book, lambda text: read(f"{text}\n", codebooks=[source])):
        examples += 1
        missed += not each.passed
        if not each.passed or not quiet:
            click.echo("\n".join(_lines(each)))
    outcome = f"{missed} not coded as the codebook says" if missed else "all coded as the codebook says"
    click.echo(f"{book.name} {book.version}: {tally(examples, 'example')}, {outcome}")
    ctx.exit(1 if missed else 0)


def _lines(checked: Checked) -> list[str]:
    from reportedly.export.visible import visible

    sign = "ok  " if checked.passed else "MISS"
    wanted = "is" if checked.wanted else "is not"
    out = [f"{sign} “{visible(checked.text)}” {wanted} {checked.code.name} (line {checked.code.line})"]
    out += [f"       {visible(coding.reason)} [{coding.origin.rule or 'no rule'}]" for coding in checked.found]
    if not checked.found:
        out.append("       no event was found in it")
    return out
