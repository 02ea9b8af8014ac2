"""`python -m reportedly.web.jobs.child`: does the one job that it reads from its standard input, and ends.

It ends, too, when its standard input closes: then the server is gone, which will begin the job again. What was
written by then is kept, and taking in or reading the same again changes nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from threading import Thread

import msgspec

from reportedly.errors import ReportedlyError
from reportedly.store.ledger import Ledger
from reportedly.web.jobs.messages import Order, Progress, tell
from reportedly.web.jobs.work import WORK

__all__: list[str] = []


def main() -> int:
    """Do it; returns the exit status: 0 done, 1 failed with a sentence that was told, 130 interrupted."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    Thread(target=_end_with_the_server, daemon=True).start()
    try:
        with Ledger.open(order.place, create=False, originals=Path(order.originals)) as ledger:
            result = WORK[order.kind](ledger, order, tell)
        tell(Progress(result=result))
        return 0
    except KeyboardInterrupt:
        return 130
    except (ReportedlyError, OSError) as error:
        tell(Progress(trouble=str(error)))
        return 1


def _end_with_the_server() -> None:
    while os.read(0, 1_024):
        pass
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main())
