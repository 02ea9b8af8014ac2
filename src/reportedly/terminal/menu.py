"""A menu over the item, filtered by typing: arrows move, Enter picks, Escape leaves everything as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from reportedly.review.item import Option
from reportedly.terminal.choices import matching
from reportedly.terminal.draft import wording
from reportedly.terminal.marks import harmless

__all__ = ["Menu"]


class Menu(ModalScreen[str | None]):
    """Ends with the value that was picked or typed, or None. Only what is `free` takes a value that is not listed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", priority=True),
        Binding("down", "step(1)", priority=True),
        Binding("up", "step(-1)", priority=True),
    ]

    def __init__(self, label: str, options: Sequence[Option], value: str, *, free: bool) -> None:
        super().__init__()
        self.label, self.options, self.value, self.free = label, options, value, free
        self.found: list[Option] = []
        self.pointed = -1

    def compose(self) -> ComposeResult:
        """A line to type in, and what fits below it."""
        with Vertical(id="menu") as box:
            box.border_title = self.label
            box.border_subtitle = "↑ ↓ · Enter · Esc"
            hint = "Type it" if self.free else "Type to filter"
            yield Input(self.value if self.free else "", placeholder=hint, select_on_focus=True)
            shown = OptionList(id="options")
            shown.can_focus = False
            yield shown

    def on_mount(self) -> None:
        """List everything first, with the value it has in hand."""
        self.query_one(Input).focus()
        self._list("")
        at = next((n for n, each in enumerate(self.found) if each.value == self.value), None)
        self.query_one(OptionList).highlighted = at if at is not None else None if self.free else 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow it down to what was typed."""
        if event.value != self.value or not self.free:
            self._list(event.value)
            self.query_one(OptionList).highlighted = 0 if self.found and not self.free else None

    def on_input_submitted(self) -> None:
        """Pick what is in hand, else what was typed."""
        at, typed = self.query_one(OptionList).highlighted, self.query_one(Input).value.strip()
        if at is not None and at < len(self.found):
            self.dismiss(self.found[at].value)
        elif self.free and typed:
            self.dismiss(typed)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Point at what is in hand, so that it is seen without colour."""
        for n, each in enumerate(self.found):
            if n in (event.option_index, self.pointed):
                event.option_list.replace_option_prompt_at_index(n, self._said(each, n == event.option_index))
        self.pointed = event.option_index

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pick with the mouse."""
        self.dismiss(self.found[event.option_index].value)

    def action_step(self, by: int) -> None:
        """Move what is in hand."""
        shown = self.query_one(OptionList)
        if self.found:
            at = -1 if shown.highlighted is None else shown.highlighted
            shown.highlighted = min(len(self.found) - 1, max(0, at + by))

    def _list(self, typed: str) -> None:
        self.found = matching(self.options, typed)
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options([self._said(each, False) for each in self.found])

    def _said(self, option: Option, pointed: bool) -> Text:
        now = " · now" if option.value == self.value else ""
        said = Text("▸ " if pointed else "  ").append(harmless(wording(option.value)), style="bold")
        return said.append(now, style="dim").append(f"  {harmless(option.meaning)}")
