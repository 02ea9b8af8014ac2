"""`reportedly learn`: weights fitted to what people decided, with scores before and after."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli.format_option import format_option
from reportedly.cli.ledger_option import ledger_option

if TYPE_CHECKING:
    from reportedly.learn.fitting import Scores

__all__ = ["learn"]


@click.command(short_help="Fit weights to what people decided, and say what it gains.")
@click.argument("what", type=click.Choice(("linking", "claims")))
@ledger_option
@click.option("--name", default="learned", show_default=True, help="Name of the file; one that exists is kept.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Another folder than LEDGER/learned.")
@click.option("--dry-run", is_flag=True, help="Say the scores and write nothing.")
@format_option("text", "jsonl", help="For people, or the scores as one JSON record.")
def learn(what: str, ledger: str, name: str, folder: Path | None, dry_run: bool, form: str) -> None:
    """Fit anew, to the decisions of people that a ledger holds, the weights by which it was read or linked.

    linking: how much each sign of two accounts counts, from judgements of accounts (same, different). claims: how
    sure an attribution is, from those accepted and rejected in review. Weights start where they are and move as far
    as decisions that were held out bear it out. Too few decisions, or no gain, and nothing is written; what is
    shipped is never changed.

    \b
    reportedly learn linking
    reportedly link --weights ledger/learned/linking-learned.json
    """
    from reportedly.learn.writing import place_for, write_claims, write_linking
    from reportedly.store.ledger import Ledger

    with Ledger.open(ledger) as book:
        place = None if dry_run else place_for(book, what, name, folder)
        if what == "linking":
            from reportedly.learn.linking import learn_linking

            found = learn_linking(book)
            if place:
                write_linking(found.weights, place)
            told: dict[str, object] = {"same": found.same, "different": found.different, "strength": found.strength}
            told["moved"] = [list(each) for each in found.moved]
            _say(told, found.before, found.after, place, form, f"reportedly link --weights {place}")
        else:
            from reportedly.learn.claims import learn_claims

            calibrated = learn_claims(book)
            if place:
                write_claims(calibrated, place)
            told = {"accepted": calibrated.accepted, "rejected": calibrated.rejected}
            _say(told, calibrated.before, calibrated.after, place, form, f"reportedly read --recipe {place}")


def _say(told: dict[str, object], before: Scores, after: Scores, place: Path | None, form: str, use: str) -> None:
    if form == "jsonl":
        scored = {"before": asdict(before), "after": asdict(after), "file": str(place) if place else None}
        click.echo(json.dumps(told | scored))
        return
    counted = ", ".join(f"{value} {key}" for key, value in told.items() if isinstance(value, int))
    click.echo(f"learned from {counted}; scores on decisions that were held out:")
    click.echo(f"{'':14}{'before':>9}{'after':>9}")
    for key, title, percent in (
        ("log_loss", "log loss", False),
        ("brier", "Brier score", False),
        ("right", "right", True),
        ("f1", "F1", True),
    ):
        one, other = getattr(before, key), getattr(after, key)
        click.echo(f"{title:14}" + "".join(f"{v:9.1%}" if percent else f"{v:9.3f}" for v in (one, other)))
    moved = told.get("moved")
    for sign, old, new in moved if isinstance(moved, list) else ():
        click.echo(f"  {sign}: {old:+.2f} -> {new:+.2f}")
    click.echo(f"written to {place}; to use it: {use}" if place else "nothing was written")
