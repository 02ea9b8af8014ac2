"""The fields of the item in hand: which one keys act on, which end of its words moves, what was changed."""

from __future__ import annotations

from reportedly.review.item import Item, ItemField, Passage
from reportedly.terminal.desk import Desk
from reportedly.terminal.draft import Places, shown_of, spans_of, value_of, with_spans, with_value
from reportedly.terminal.ends import first_word, with_end_moved

__all__ = ["Form"]


class Form:
    """Writes to the desk's draft. `at` is the number of the field, `end` that of the end that moves (0 and 1 of the
    first piece, 2 and 3 of the second), `moving` whether its ends are being moved."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.at, self.end, self.moving = 0, 1, False

    @property
    def item(self) -> Item | None:
        """The item in hand."""
        return self.desk.opened.item if self.desk.opened else None

    @property
    def fields(self) -> tuple[ItemField, ...]:
        """Its fields; none of what is compared."""
        return self.item.fields if self.item else ()

    @property
    def field(self) -> ItemField | None:
        """The field that keys act on."""
        return self.fields[self.at] if self.at < len(self.fields) else None

    @property
    def spans(self) -> Places:
        """The words of that field, with what was changed."""
        return spans_of(self.desk.draft, self.field) if self.field else ()

    @property
    def value(self) -> object:
        """The value of that field, with what was changed."""
        return value_of(self.desk.draft, self.field) if self.field else None

    @property
    def typed(self) -> str:
        """The value of that field as one would type it."""
        if self.field is None:
            return ""
        shown = shown_of(self.desk.draft, self.field)
        now = str(self.value) if isinstance(self.value, str | int) else shown
        if self.field.editable == "number" and not now.isdigit():
            return "".join(each for each in shown.partition(" ")[0] if each.isdigit())
        return now

    def begin(self) -> None:
        """Another item is in hand: begin with the field that is most in doubt."""
        doubts = self.item.doubts if self.item else ()
        worst = max(doubts, key=lambda each: each.probability).field if doubts else None
        self.choose(next((n for n, each in enumerate(self.fields) if each.path == worst), 0))
        self.end, self.moving = 1, False

    def choose(self, at: int) -> None:
        """Another field, as near to this number as there is one."""
        at = max(0, min(len(self.fields) - 1, at))
        if self.at != at:
            self.end, self.moving = 1, False
        self.at = at

    def choose_first(self, roots: list[str]) -> bool:
        """The first field there is of these, if there is one to be corrected."""
        found = [
            n
            for root in roots
            for n, each in enumerate(self.fields)
            if each.path.partition("[")[0] == root and each.editable != "no"
        ]
        if found:
            self.choose(found[0])
        return bool(found)

    def set(self, value: str) -> None:
        """Give the field another value."""
        if self.field:
            self.desk.draft = with_value(self.desk.draft, self.field, value)

    def pick(self, number: int) -> None:
        """Give the field the value with this number, where its values are listed."""
        if self.field and self.field.editable == "choice" and number < len(self.field.options):
            self.set(self.field.options[number].value)

    def begin_moving(self) -> bool:
        """Have the ends of the words ready to move; a field without words begins with the first of the passage."""
        if self.field is None or self._passage is None or not self.field.takes_spans:
            return False
        if not self.spans and (word := first_word(self._passage)):
            self._mark((word,))
        self.moving = True
        return True

    def move(self, by: int, *, word: bool) -> None:
        """Move the end in hand a step on (1) or back (-1)."""
        if (self.moving or self.begin_moving()) and self._passage:
            self._mark(with_end_moved(self._passage, self.spans, self.end, by, word=word))

    def other_end(self) -> None:
        """The other end, and on to the next piece."""
        if self.moving or self.begin_moving():
            self.end = (self.end + 1) % max(2, 2 * len(self.spans))

    def leave(self) -> None:
        """Stop moving; again, take the change of the field back."""
        if not self.moving and self.field:
            path = self.field.path
            self.desk.draft = {key: each for key, each in self.desk.draft.items() if key != path}
        self.moving = False

    @property
    def _passage(self) -> Passage | None:
        return self.item.passage if self.item else None

    def _mark(self, spans: Places) -> None:
        if self.field:
            self.desk.draft = with_spans(self.desk.draft, self.field, spans)
