"""The corpora's scorer is run in our process, and leaves it as it was."""

from __future__ import annotations

import signal
from pathlib import Path

from reportedly.evaluation.attribution import Scorer


def test_loading_a_scorer_does_not_let_a_closed_pipe_end_our_process(tmp_path: Path) -> None:
    (tmp_path / "eval").mkdir()
    script = "import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\ndef score(gold, made): return {}, []\n"
    (tmp_path / "eval" / "quotes_eval.py").write_text(script, "utf-8")
    before = signal.getsignal(signal.SIGPIPE)
    assert Scorer(tmp_path).score([], []) == {}
    assert signal.getsignal(signal.SIGPIPE) is before
