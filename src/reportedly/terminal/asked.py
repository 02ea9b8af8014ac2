"""What stands above the words of an item: the question, why this one is asked, and where it comes from."""

from __future__ import annotations

from rich.text import Text

from reportedly.review.item import Item, ReportReference
from reportedly.review.opened import Opened
from reportedly.terminal.marks import harmless

__all__ = ["asked", "origin"]

_LIKELY = (
    (0.6, "more likely wrong than right"),
    (0.4, "as likely wrong as right"),
    (0.2, "quite possibly wrong"),
    (0.0, "probably right"),
)


def asked(opened: Opened) -> Text:
    """The question, the reason, the report; of an item that two people code, that neither sees the other."""
    item = opened.item
    made = Text(harmless(item.question), style="bold")
    made.append(f"\nWhy this one: {harmless(_why(item))}.", style="not bold")
    if opened.round == "blind":
        made.append(
            "\nDouble-coded: somebody else codes it too, and neither sees the other.", style="not bold italic"
        )
    if item.report:
        made.append(f"\n{origin(item.report)}", style="not bold dim")
    return made


def origin(report: ReportReference) -> str:
    """Outlet, day and headline on one line."""
    day = (report.published or "")[:10] or "date not known"
    return harmless(f"{report.outlet or 'outlet not known'} · {day} · {report.headline or 'No headline'}")


def _why(item: Item) -> str:
    said = item.doubts[0].sentence if item.sides and item.doubts else ""
    likely = next(words for floor, words in _LIKELY if item.doubt >= floor)
    return "; ".join([said or f"{likely} ({item.doubt:.0%})", *item.reasons])
