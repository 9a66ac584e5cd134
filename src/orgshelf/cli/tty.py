"""The terminal itself: questions that one key answers, and what draws on all of it.

It is as it was again whenever this lets go of it: at the end, however that comes, and while
the program is stopped. Stdout may be a pipe meanwhile.
"""

import codecs
import os
import re
import select
import signal
import sys
import termios
import tty
from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import click

from orgshelf.cli.output import can_ask
from orgshelf.errors import UsageError
from orgshelf.terminal.picker import Row, cut
from orgshelf.text import one_line

#: What the keys send, as xterm has it and all that are like it.
_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("\r", "\n"), "enter"),
    **dict.fromkeys(("\x1b", "\x03", "\x07"), "leave"),
    **dict.fromkeys(("\x7f", "\x08"), "erase"),
    **dict.fromkeys(("\x1b[A", "\x1bOA", "\x10", "\x0b"), "up"),
    **dict.fromkeys(("\x1b[B", "\x1bOB", "\x0e"), "down"),
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~"), "home"),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~"), "end"),
    "\x1b[5~": "page up",
    "\x1b[6~": "page down",
    "\t": "tab",
    "\x17": "erase word",
    "\x15": "erase line",
    "\x0c": "draw",
    "\x1a": "stop",
}
_ESCAPE_TIME = 0.05  # seconds in which the rest of a key that begins so comes
_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l\x1b[?25h"
_CAUGHT = (signal.SIGWINCH, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP)
_EVENTS: Mapping[int, str] = {
    signal.SIGWINCH: "draw",
    signal.SIGTSTP: "stop",
    signal.SIGTERM: "terminated",
    signal.SIGHUP: "terminated",
}
#: What leaves, and the keys that say so on their own.
LEAVE = "q"
_END = "\x04"
_KEY = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|)|.", re.DOTALL)


class KeyReader:
    """Splits typed bytes into keys: letters, and escape sequences that mean one key."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")

    def split(self, data: bytes) -> list[str]:
        """The keys that these bytes are; a letter may be cut in two between two calls."""
        return _KEY.findall(self._decoder.decode(data))


@dataclass(slots=True)
class Terminal:
    """The terminal in a state where each key comes at once and nothing is echoed."""

    handle: int
    usual: list[Any]
    wakened: int
    reader: KeyReader = field(default_factory=KeyReader)

    def begin(self) -> None:
        """Take it: the screen that was is kept."""
        tty.setraw(self.handle, termios.TCSADRAIN)
        self._write(_ENTER)

    def end(self) -> None:
        """Give it back as it was."""
        with suppress(OSError, termios.error):  # which has gone with its window
            self._write(_LEAVE)
            termios.tcsetattr(self.handle, termios.TCSADRAIN, self.usual)

    @property
    def size(self) -> os.terminal_size:
        """Its columns and lines."""
        found = os.get_terminal_size(self.handle)
        return found if min(found) > 0 else os.terminal_size((80, 24))

    def draw(self, rows: Sequence[Row], column: int) -> None:
        """Show these lines, the current one highlighted, with the cursor in the first one."""
        columns, lines = self.size
        shown = "\r\n".join(_styled(row, columns) for row in rows[:lines])
        self._write(f"\x1b[?25l\x1b[H\x1b[2J{shown}\x1b[1;{column + 1}H\x1b[?25h")

    def pressed(self) -> Iterator[str]:
        """The next keys by their names, or what else has happened."""
        ready, _, _ = select.select([self.handle, self.wakened], [], [])
        if self.wakened in ready:
            yield from (_EVENTS.get(number, "") for number in os.read(self.wakened, 64))
        if self.handle in ready:
            yield from (_KEYS.get(key, key) for key in self._typed())

    def _typed(self) -> list[str]:
        data = os.read(self.handle, 4096)
        if data == b"\x1b" and select.select([self.handle], [], [], _ESCAPE_TIME)[0]:
            data += os.read(self.handle, 4096)
        return self.reader.split(data or b"\x1b")

    def stop(self) -> None:
        """Stop until the shell goes on with us; where no shell would, go on at once."""
        if os.getpgrp() == os.getpgid(os.getppid()):
            return
        self.end()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.killpg(0, signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, _caught)
        self.begin()

    def _write(self, text: str) -> None:
        with os.fdopen(os.dup(self.handle), "wb") as stream:
            stream.write(text.encode("utf-8", "replace"))


def can_draw() -> bool:
    """Whether the terminal says that it can move its cursor."""
    return os.environ.get("TERM", "dumb") != "dumb"


@contextmanager
def terminal() -> "Iterator[Terminal]":
    """The terminal of this process, to be drawn on.

    Raises:
        UsageError: there is none, or it cannot be drawn on.
    """
    if not can_draw():
        raise UsageError("This needs a terminal that can be drawn on: use `orgshelf list`.")
    try:
        handle = os.open(os.ctermid(), os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        usual = termios.tcgetattr(handle)
    except (OSError, termios.error) as error:
        raise UsageError("This needs a terminal to ask on: use `orgshelf list`.") from error
    try:
        with _signals() as wakened:
            found = Terminal(handle, usual, wakened)
            try:
                found.begin()
                yield found
            finally:
                found.end()
    finally:
        os.close(handle)


def die() -> None:
    """End as whoever sent a signal to end us wants it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _signals() -> Iterator[int]:
    """Where the numbers of the signals can be read that come meanwhile."""
    ours, theirs = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    before = [(number, signal.signal(number, _caught)) for number in _CAUGHT]
    old = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    try:
        yield ours
    finally:
        signal.set_wakeup_fd(old)
        for number, handler in before:
            signal.signal(number, handler)
        os.close(ours)
        os.close(theirs)


def _caught(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the number of the signal is read from the pipe."""


def _styled(row: Row, columns: int) -> str:
    text = cut(row.text, columns)
    return f"\x1b[7m{text}\x1b[0m" if row.current else text


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
