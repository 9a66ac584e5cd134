"""Run the program until a certain line, then kill it: ``dying.py FILE WORDS…``.

FILE is the source file whose lines are counted. Each number on stdin is one of them, before
which a run kills itself; what it had not yet given to the system is lost, as with every
SIGKILL. A run that ends by itself before has died of nothing.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryFile
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


def killer(file: str, number: int, told: int) -> Tracer:
    """A trace function that kills the process before the line of this number runs.

    A byte is written to ``told`` for each line that runs.
    """
    left = number

    def in_file(frame: FrameType, event: str, _: object) -> Tracer:
        nonlocal left
        if event == "line":
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            os.write(told, b".")
        return in_file

    def everywhere(frame: FrameType, event: str, argument: object) -> Tracer | None:
        return in_file if frame.f_code.co_filename.endswith(file) else None

    return everywhere


def die_in_turn(file: str, words: list[str]) -> None:
    """Fork a process for each number; it dies before that line, or ends by itself before.

    Prints how each one ended, ``-9`` where it was killed, and how many lines it has run.
    """
    from orgshelf.cli import main

    _warm_up(words)
    for number in map(int, sys.stdin):
        with TemporaryFile() as told:
            child = os.fork()
            if not child:
                sys.settrace(killer(file, number, told.fileno()))
                sys.argv = ["orgshelf", *words]
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                main()
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), os.fstat(told.fileno()).st_size, flush=True)


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
