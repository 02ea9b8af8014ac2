"""The keys of the review queue: the same as on its page in the browser."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["KEYS", "help_text", "strip"]


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do: the `action` of the screen, `brief` for the strip at the foot, `says` for the help."""

    keys: str
    action: str
    says: str
    brief: str = ""
    shown: str = ""


KEYS = (
    Key("a", "decide('accept')", "accept as it stands, with your changes", "accept"),
    Key("c", "correct", "correct the field: its words; again, its value", "correct"),
    Key("r", "decide('reject')", "reject: nobody says this here; of a pair: two incidents", "reject"),
    Key("s", "decide('skip')", "skip: somebody else's turn", "skip"),
    Key("n", "decide('unsure')", "not sure: it stays open (pairs)", "unsure"),
    Key("u", "undo", "undo your last decision; again, the one before", "undo"),
    Key("up", "field(-1)", "the field above or below", shown="↑ ↓"),
    Key("down", "field(1)", ""),
    *(Key(str(n % 10), f"pick({n - 1})", "", shown=str(n % 10)) for n in range(1, 11)),
    Key("v,enter", "value", "the field's value: a list that typing narrows down", shown="v Enter"),
    Key("left", "move(-1, False)", "move an end of the words by a character", shown="← →"),
    Key("right", "move(1, False)", ""),
    Key("shift+left", "move(-1, True)", "move it by a word", shown="Shift ← →"),
    Key("shift+right", "move(1, True)", ""),
    Key("e", "other_end", "the other end of the words"),
    Key("t", "open_one('type source_type kind')", "change the type"),
    Key("w", "open_one('source participants responsibility')", "change who says or does it"),
    Key("f", "open_one('status modality')", "change how firmly it is said"),
    Key("escape", "leave", "leave the field as it was", shown="Esc"),
    Key("pagedown,space", "scroll(1)", "further down in the words, or the codebook", shown="PgDn Space"),
    Key("pageup", "scroll(-1)", "further up", shown="PgUp"),
    Key("b", "codebook", "the codebook for this field", "book"),
    Key("question_mark", "help", "this list", "help", "?"),
    Key("q,ctrl+c", "leave_desk", "quit; what you have in hand is free for others at once", "quit", "q"),
)


def strip(actions: Collection[str]) -> str:
    """The line at the foot, without the decisions that an item does not allow."""
    shown = [each for each in KEYS if each.brief and (each.brief not in _DECISIONS or each.brief in actions)]
    return "  ".join(f"{each.shown or each.keys} {each.brief}" for each in shown)


_DECISIONS = frozenset({"accept", "correct", "reject", "skip", "unsure"})


def help_text() -> str:
    """Every key and what it does."""
    lines = [f"{each.shown or each.keys:>11}  {each.says}" for each in KEYS if each.says]
    return "\n".join([*lines[:7], f"{'1 … 9 0':>11}  pick a value of the field", *lines[7:]])
