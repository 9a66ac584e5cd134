"""Run the program until a certain line, then kill it: ``dying.py FILE NUMBER WORDS…``.

FILE is the source file whose lines are counted, NUMBER which of the lines it runs is the
last before the process kills itself. What it had not yet given to the system is lost, as
with every SIGKILL. A run that ends by itself before has died of nothing.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


def killer(file: str, number: int) -> Tracer:
    """A trace function that kills the process before the line of this number runs."""
    left = number

    def in_file(frame: FrameType, event: str, _: object) -> Tracer:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return in_file

    def everywhere(frame: FrameType, event: str, argument: object) -> Tracer | None:
        return in_file if frame.f_code.co_filename.endswith(file) else None

    return everywhere


def die_in_turn(file: str, words: list[str]) -> None:
    """Fork a process for each line in turn; each dies there, the last one ends by itself.

    Prints how each one ended, ``-9`` where it was killed. Between two of them the caller
    looks at the notes: one line on stdin lets the next begin.
    """
    from orgshelf.cli import main

    _warm_up(words)
    for number, _ in enumerate(sys.stdin):
        child = os.fork()
        if not child:
            sys.settrace(killer(file, number))
            sys.argv = ["orgshelf", *words]
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            main()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _warm_up(words: list[str]) -> None:
    """Import all that the command needs, so that each fork begins at once."""
    child_out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    from click import UsageError

    from orgshelf.cli.group import orgshelf

    with suppress(UsageError):  # what cannot be tried begins a little later
        orgshelf.main([*words, "--dry-run"], standalone_mode=False)
    sys.stdout.flush()
    os.dup2(child_out, 1)


if __name__ == "__main__":
    die_in_turn(sys.argv[1], sys.argv[2:])
