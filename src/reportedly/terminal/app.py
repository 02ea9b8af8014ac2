"""The review queue on one screen: the question, the words, the fields below them, and a key for each decision."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from typing import ClassVar

from rich.console import Console
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reportedly.errors import ReportedlyError
from reportedly.review.offering import Filter
from reportedly.store.decisions import Action
from reportedly.terminal.asked import asked
from reportedly.terminal.compared import compared
from reportedly.terminal.desk import Desk
from reportedly.terminal.draft import value_of
from reportedly.terminal.fields import about, rows
from reportedly.terminal.form import Form
from reportedly.terminal.guide import guide
from reportedly.terminal.keys import KEYS, help_text, strip
from reportedly.terminal.marks import FIRMNESS, harmless, marked
from reportedly.terminal.menu import Menu

__all__ = ["ReviewApp"]


class ReviewApp(App[None]):
    """One item at a time. The colours are the terminal's own, and there are none where NO_COLOR is set."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding(each.keys, each.action, each.says) for each in KEYS]

    def __init__(self, desk: Desk) -> None:
        super().__init__(ansi_color=True)
        self.desk, self.form, self.said = desk, Form(desk), ""

    def compose(self) -> ComposeResult:
        """From top to bottom: count, question, words and fields (beside them the codebook), what was said, keys."""
        yield Static(id="count")
        yield Static(id="asked")
        with Horizontal():
            with Vertical():
                with VerticalScroll(id="words", can_focus=False):
                    yield Static(id="passage")
                with VerticalScroll(id="fields", can_focus=False):
                    yield Static(id="rows")
            with VerticalScroll(id="book", can_focus=False):
                yield Static(id="guide")
        yield Static(id="said")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Take the first item; a terminal that goes away ends it as `q` does, where the system tells."""
        self.query_one("#book").display = False
        for name in ("SIGHUP", "SIGTERM"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.action_leave_desk)
        self._do(self.desk.next)

    def on_resize(self, event: events.Resize) -> None:
        """Rows are cut to the width there is."""
        self.call_after_refresh(self.show)

    def action_decide(self, action: Action) -> None:
        """Write a decision; the next item is shown when it is kept."""
        self._do(lambda: self.desk.decide(action))

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._do(self.desk.undo)

    def action_field(self, by: int) -> None:
        """The field above or below."""
        self.form.choose(self.form.at + by)
        self._changed()

    def action_correct(self) -> None:
        """Its words first, where it has any; then its value."""
        if self.form.moving or not self.form.begin_moving():
            self.action_value()
        else:
            self._changed()

    def action_value(self) -> None:
        """Choose or type the value of the field."""
        field, now = self.form.field, self.form.typed
        if field is None or field.editable in ("no", "spans"):
            return

        def picked(given: str | None) -> None:
            if given is not None and given != now:
                self.form.set(given)
            self.form.moving = False
            self._changed()

        self.push_screen(Menu(field.label, field.options, now, free=field.editable != "choice"), picked)

    def action_open_one(self, roots: str) -> None:
        """The value of the first field there is of these."""
        if self.form.choose_first(roots.split()):
            self._changed()
            self.action_value()

    def action_pick(self, number: int) -> None:
        """The value with this number."""
        self.form.pick(number)
        self._changed()

    def action_move(self, by: int, word: bool) -> None:
        """Move an end of the field's words."""
        self.form.move(by, word=word)
        self._changed()

    def action_other_end(self) -> None:
        """The other end, and on to the next piece."""
        self.form.other_end()
        self._changed()

    def action_leave(self) -> None:
        """Stop moving; again, take the change of the field back."""
        self.form.leave()
        self._changed()

    def action_scroll(self, by: int) -> None:
        """A page of the words, or of the codebook where it is open."""
        open_book = self.query_one("#book", VerticalScroll)
        words = open_book if open_book.display else self.query_one("#words", VerticalScroll)
        words.scroll_relative(y=by * max(1, words.size.height - 1), animate=False)

    def action_codebook(self) -> None:
        """Show or hide the codebook."""
        book = self.query_one("#book")
        book.display = not book.display
        self.call_after_refresh(self.show)

    def action_help(self) -> None:
        """All keys."""
        self.push_screen(_Help())

    def action_leave_desk(self) -> None:
        """Let go of what is in hand, and quit."""
        with contextlib.suppress(ReportedlyError):  # it is free by itself in some minutes
            self.desk.close()
        self.exit()

    def show(self) -> None:
        """Draw what is in hand now."""
        desk = self.desk
        count = f"Review · {harmless(desk.coder)} · {desk.decided:,} decided · {desk.left:,} left"
        self.query_one("#count", Static).update(Text(count, no_wrap=True, overflow="ellipsis"))
        head, passage, listed = (self.query_one(name, Static) for name in ("#asked", "#passage", "#rows"))
        said, opened = self.query_one("#said", Static), desk.opened
        said.update(Text("\n".join(each for each in (self.said, self._hint()) if each)))
        self.query_one("#fields").display = opened is not None and bool(opened.item.fields)
        actions = opened.item.actions if opened else ()
        self.query_one("#keys", Static).update(Text(strip(actions), no_wrap=True, overflow="ellipsis"))
        if opened is None:
            narrowed = " The queue is narrowed to what was asked for." if desk.wanted != Filter() else ""
            head.update(Text(f"Nothing is waiting here.{narrowed}", style="bold"))
            passage.update("")
            return
        item, width = opened.item, self.query_one("#words").scrollable_content_region.width or self.size.width
        head.update(asked(opened))
        shown = compared(item, width) if item.sides else self._words()
        passage.update(shown)
        report = opened.report.text if opened.report else ""
        listed.update(
            rows(item, desk.draft, report, self.form.at, self.query_one("#fields").size.width or self.size.width)
        )
        if self.query_one("#book").display:
            self.query_one("#guide", Static).update(guide(item, self.form.field, self.form.value))
        self.call_after_refresh(self._follow, shown, width)

    def _words(self) -> Text:
        opened, draft = self.desk.opened, self.desk.draft
        if opened is None or opened.item.passage is None:
            return Text()
        status = next((str(value_of(draft, f)) for f in opened.item.fields if f.path == "status"), "")
        changed = {path: each.spans for path, each in draft.items() if each.spans is not None}
        how = FIRMNESS.get(status, (None, "single line"))[1]
        self.query_one("#words").border_subtitle = f"{status}: {how}" if status else None
        return marked(opened.item.passage, status, changed=changed, lit=self.form.spans)

    def _hint(self) -> str:
        item, field = self.form.item, self.form.field
        if item is None or field is None:
            return " · ".join(f"{act}: {label}" for act, label in item.action_labels.items()) if item else ""
        if self.form.moving:
            side = "end" if self.form.end % 2 else "beginning"
            return f"Moving the {side}: ← → by a character, Shift by a word; e the other end; Esc done"
        return about(item, field)

    def _follow(self, shown: Text, width: int) -> None:
        """Have the words and the row of the field in view."""
        opened, field = self.desk.opened, self.form.field
        if opened is None or field is None or opened.item.passage is None:
            return
        self.query_one("#fields", VerticalScroll).scroll_to(y=max(0, self.form.at - 2), animate=False)
        ends = [place for span in self.form.spans for place in span]
        if ends:
            at = ends[min(self.form.end, len(ends) - 1)] if self.form.moving else ends[0]
            before = shown[: max(1, at - opened.item.passage.start)]
            line = len(before.wrap(Console(width=width), width)) - 1
            words = self.query_one("#words", VerticalScroll)
            if not words.scroll_offset.y <= line < words.scroll_offset.y + words.size.height:
                words.scroll_to(y=max(0, line - words.size.height // 3), animate=False)

    def _changed(self) -> None:
        self.said = ""
        self.show()

    def _do(self, what: Callable[[], str | None]) -> None:
        before = self.desk.opened
        try:
            self.said = harmless(what() or "")
        except ReportedlyError as error:
            self.said = harmless(str(error))
        if self.desk.opened is not before:
            self.form.begin()
            self.query_one("#words", VerticalScroll).scroll_home(animate=False)
        self.show()


class _Help(ModalScreen[None]):
    """All keys; any key closes it."""

    def compose(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(id="help"):
            yield Static(help_text())

    def on_key(self, event: events.Key) -> None:
        """Back to the item."""
        if event.key not in ("up", "down", "pageup", "pagedown"):
            event.stop()
            self.dismiss(None)
