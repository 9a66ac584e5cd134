"""Questions that one key answers, also one that was pressed before they were asked."""

import os
import signal
import sys
import termios
import tty
from collections import deque
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

import click

from orgshelf.cli.keys import KeyReader
from orgshelf.cli.output import can_ask
from orgshelf.text import one_line

#: What leaves, and the keys that say so on their own.
LEAVE = "q"
_END = "\x04"


def can_ask_in_place() -> bool:
    """Whether somebody is there to ask who sees what is printed."""
    return can_ask() and sys.stdout.isatty()


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Keys that come one by one, and are not echoed."""

    handle: int
    reader: KeyReader = field(default_factory=KeyReader)
    pressed: deque[str] = field(default_factory=deque)

    def wait(self, prompt: str, wanted: Container[str]) -> str:
        """The key that answers, of those that are wanted; others do nothing, Ctrl-D leaves."""
        click.echo(one_line(f"{prompt} "), nl=False, err=True)
        while (key := self._next().lower()) not in wanted:
            pass
        click.echo("", err=True)
        return key

    def _next(self) -> str:
        while not self.pressed:
            data = os.read(self.handle, 4096)
            self.pressed.extend(self.reader.split(data) if data else _END)
        key = self.pressed.popleft()
        return LEAVE if key == _END else key


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """The keys of the terminal on stdin, which is as it was afterwards, and while stopped."""
    handle = sys.stdin.fileno()
    usual = termios.tcgetattr(handle)

    def take(*_: object) -> None:
        tty.setcbreak(handle, termios.TCSANOW)  # which keeps what was typed already

    def give_back() -> None:
        with suppress(OSError, termios.error):  # it has gone with its window
            termios.tcsetattr(handle, termios.TCSADRAIN, usual)

    def end(number: int, _frame: FrameType | None) -> None:
        give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    before = [(n, signal.signal(n, end)) for n in (signal.SIGTERM, signal.SIGHUP)]
    before.append((signal.SIGCONT, signal.signal(signal.SIGCONT, take)))
    take()
    try:
        yield Keyboard(handle)
    finally:
        give_back()
        for number, handler in before:
            signal.signal(number, handler)
