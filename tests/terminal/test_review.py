"""The review queue in a terminal: every key does what it says, and what was decided is in the ledger at once."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from textual.pilot import Pilot
from textual.widgets import Input, Static

from reportedly.cli.review import review as command
from reportedly.errors import MissingExtra
from reportedly.review.changes import Change
from reportedly.review.deciding import decide
from reportedly.review.double_coding import DoubleCoding, set_double_coding
from reportedly.review.offering import Filter, next_items
from reportedly.review.opened import open_item
from reportedly.store import decisions
from reportedly.store.derived import accounts, leases, questions
from reportedly.store.ledger import Ledger
from reportedly.terminal.app import ReviewApp
from reportedly.terminal.desk import Desk
from reportedly.terminal.run import review

CLAIMS = Filter(kinds=("claim",))
Steps = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]


def run(book: Ledger, steps: Steps, wanted: Filter = CLAIMS, size: tuple[int, int] = (80, 24)) -> ReviewApp:
    """Take these steps in front of a terminal of that size."""
    app = ReviewApp(Desk(book, "ines", wanted))

    async def sit() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(app, pilot)

    asyncio.run(sit())
    return app


def made(book: Ledger) -> list[decisions.Decision]:
    with book.reading() as connection:
        return list(decisions.each(connection))


def in_hand(app: ReviewApp) -> str:
    assert app.desk.opened is not None
    return app.desk.opened.item.id


def screen(app: ReviewApp) -> str:
    return "\n".join("".join(seg.text for seg in strip) for strip in app.screen._compositor.render_strips())


def leased(book: Ledger) -> set[str]:
    with book.reading() as connection:
        return set(connection.scalars(select(leases.c.item)))


def test_a_decision_is_in_the_ledger_before_the_next_item_shows_and_is_taken_back_by_a_key(book: Ledger) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        first = in_hand(app)
        await pilot.press("a")
        assert [(each.item, each.action, each.author) for each in made(book)] == [(first, "accept", "ines")]
        second = in_hand(app)
        assert (second != first, app.desk.decided) == (True, 1)
        assert "Accepted." in screen(app)
        await pilot.press("r")
        assert [each.action for each in made(book)] == ["accept", "reject"]
        await pilot.press("u")
        assert (in_hand(app), app.desk.decided) == (second, 1)
        await pilot.press("s", "u", "u")
        assert in_hand(app) == first

    run(book, steps)


def test_a_value_found_by_typing_and_words_moved_by_keys_become_one_correction(book: Ledger) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        opened = app.desk.opened
        assert opened is not None
        assert opened.report is not None
        await pilot.press("f")
        await pilot.press(*"conditio", "enter")
        while app.form.field is None or app.form.field.path != "content":
            await pilot.press("up")
        (before, *_) = app.form.field.spans
        await pilot.press("c", "shift+left", "a")
        (last,) = made(book)
        after = last.body["after"]
        assert (last.action, after["status"]["value"]) == ("correct", "conditional")
        (start, end), *_ = after["content"]["spans"]
        assert start == before.start
        assert end < before.end
        assert before.words.startswith(opened.report.text[start:end])
        await pilot.press("u")
        assert set(app.desk.draft) == {"status", "content"}

    run(book, steps)


def test_escape_takes_a_change_back_and_a_free_value_is_typed(book: Ledger) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("w")
        app.screen.query_one(Input).value = "the harbour chief"
        await pilot.press("enter")
        assert app.desk.draft["source"].value == "the harbour chief"
        await pilot.press("escape")
        assert app.desk.draft == {}
        await pilot.press("t", "escape", "question_mark")
        assert "accept as it stands" in screen(app)
        await pilot.press("x", "b")
        assert app.query_one("#book").display
        assert str(app.query_one("#guide", Static).render())

    run(book, steps)


@pytest.mark.parametrize("how", ["q", "SIGHUP", "SIGTERM"])
def test_quitting_frees_what_was_in_hand_and_so_does_a_terminal_that_goes_away(book: Ledger, how: str) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert leased(book) == {in_hand(app)}
        await pilot.press("u")
        assert "no decision" in app.said
        if how == "q":
            await pilot.press("q")
        else:
            os.kill(os.getpid(), getattr(signal, how))
            await pilot.pause()

    if how != "q":
        signal.signal(getattr(signal, how), signal.SIG_IGN)  # the tests outlive an app that does not listen
    run(book, steps)
    assert leased(book) == set()


def test_what_somebody_else_decided_meanwhile_is_not_decided_again(book: Ledger) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        first = in_hand(app)
        decide(book, first, "accept", author="tomas", key=str(uuid4()))
        await pilot.press("r")
        assert [each.author for each in made(book)] == ["tomas"]
        assert app.said.startswith("Not written")
        assert in_hand(app) != first

    run(book, steps)


def test_what_was_corrected_meanwhile_comes_back_with_the_changes(book: Ledger) -> None:
    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        first = in_hand(app)
        await pilot.press("f", *"conditio", "enter")
        report, claim = first.split(".")
        book.correct(report, claim, "stance", "supporting", author="tomas", reason="it says so itself")
        await pilot.press("a")
        assert (made(book), in_hand(app)) == ([], first)
        assert app.said.startswith("Not written")
        assert app.desk.draft["status"].value == "conditional"
        await pilot.press("a")
        ((author, action),) = [(each.author, each.action) for each in made(book)]
        assert (author, action) == ("ines", "correct")

    run(book, steps)


def test_the_second_coder_sees_nothing_of_the_first(book: Ledger) -> None:
    (found,), _ = next_items(book, "tomas", 1, CLAIMS)
    with book.writing() as connection:
        set_double_coding(connection, DoubleCoding(items=(found.item.id,)))
    status = [Change("status", "threatened")]
    decide(book, found.item.id, "correct", author="tomas", key="k2", changes=status, reason="by the verb")

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert in_hand(app) == found.item.id
        shown = screen(app)
        assert "neither sees the other" in shown
        assert not any(word in shown for word in ("tomas", "threatened", "by the verb"))
        await pilot.press("a")
        assert "tomas" not in screen(app)

    run(book, steps)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 45)])
def test_letters_of_every_kind_stand_on_the_screen_with_their_marks(book: Ledger, size: tuple[int, int]) -> None:
    with book.reading() as connection:
        names = connection.scalars(select(questions.c.report).distinct())
        mixed = next(each for each in names if "שלום" in book.report(each).text)

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        shown = screen(app)
        assert "a accept" in shown
        assert "\x1b" not in shown
        assert "Content" in shown
        await pilot.press("c", "shift+right", "left", "e", "right")
        for path, change in app.desk.draft.items():
            for start, end in change.spans or ():
                assert app.desk.opened is not None
                assert app.desk.opened.report is not None
                assert app.desk.opened.report.text[start:end].strip(), path
        await pilot.press("a")

    app = run(book, steps, Filter(kinds=("claim",), report=mixed), size)
    assert app.desk.decided == 1


def test_without_colour_the_screen_has_none(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert app.no_color
        assert "▌" in screen(app)
        await pilot.press("f")
        assert "▸" in screen(app)

    run(book, steps)


def test_a_pair_shows_both_with_what_speaks_for_and_against(book: Ledger) -> None:
    one, other = _accounts(book)

    async def steps(app: ReviewApp, pilot: Pilot[None]) -> None:
        with book.reading() as connection:
            app.desk.opened = open_item(connection, f"{one}.{other}", "ines")
        app.show()
        await pilot.pause()
        shown = screen(app)
        assert all(words in shown for words in ("one and the same incident?", "A  ", "B  ", "n unsure"))
        assert "c correct" not in shown
        await pilot.press("n")
        assert [(each.item, each.action) for each in made(book)] == [(f"{one}.{other}", "unsure")]
        assert [each.verdict for each in book.judgements()] == ["unsure"]

    run(book, steps, Filter(kinds=("copy",)))


def _accounts(book: Ledger) -> list[str]:
    with book.reading() as connection:
        return list(connection.scalars(select(accounts.c.id).order_by(accounts.c.id).limit(2)))


def test_what_is_missing_is_said_with_how_to_get_it(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.split(".")[0] == "textual"]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in [each for each in sys.modules if each.startswith("reportedly.terminal.") and "run" not in each]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r'pip install "reportedly\[terminal\]"'):
        review(book, "ines", CLAIMS)


def test_a_pipe_is_no_terminal_and_misplaced_options_are_named() -> None:
    ran = CliRunner().invoke(command, ["--as", "ines"])
    assert (ran.exit_code, "needs a terminal" in ran.output) == (2, True)
    ran = CliRunner().invoke(command, ["--ledger", "x", "progress"])
    assert (ran.exit_code, "reportedly review progress ..." in ran.output) == (2, True)
