"""`reportedly schema`: the form of a line of --format jsonl."""

from __future__ import annotations

import click

__all__ = ["schema"]


@click.command(short_help="Print the JSON Schema of a report.")
def schema() -> None:
    """Print the JSON Schema (2020-12) of one line of `reportedly read --format jsonl`.

    \b
    reportedly schema > report.schema.json
    """
    from reportedly.codec import published_schema

    click.echo(published_schema(), nl=False)
