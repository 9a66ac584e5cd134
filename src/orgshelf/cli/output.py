"""How commands print: text and data on stdout, words about the run on stderr."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import click

from orgshelf.cli.streams import make_console, print_bytes
from orgshelf.errors import UsageError
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from orgshelf.store.notes import Ticker
    from orgshelf.terminal.format_table import FormatRow


T = TypeVar("T")

#: Rows of one table.
_MOST_ROWS = 1_000
#: Columns that are still read with ease.
_PAGE_WIDTH = 100
_BYTES_AT_ONCE = 1 << 20
_LINES_AT_ONCE = 1_000
_PATIENCE = 1.0  # seconds before a bar is worth the flicker


def output(
    color: str,
    format_: str | None,
    *,
    plain: Callable[[], str | Iterable[str]],
    table: "Callable[[], Iterable[RenderableType]]",
    data: Callable[[str], Iterable[bytes]] | None = None,
) -> None:
    """Print in a named format, else as a table on a terminal and as plain lines elsewhere.

    Only the one that is chosen is made; ``data`` makes any other format, by its name.
    """
    name = format_ or ("table" if is_rich(color) else "plain")
    if name == "table":
        console = make_rich_console(color)
        for part in table():
            console.print(part)
    elif name == "plain":
        print_text(plain())
    elif data:
        print_data(data(name))


def print_formats(color: str, rows: "Sequence[FormatRow]") -> None:
    """Print the formats that there are."""
    from orgshelf.terminal import format_table

    output(
        color,
        None,
        plain=lambda: format_table.plain(rows),
        table=lambda: [format_table.table(rows)],
    )


def in_tables(
    rows: Iterable[T], table: "Callable[[Sequence[T]], RenderableType]"
) -> "Iterator[RenderableType]":
    """The rows as a table; very many as several, so that the first is seen at once."""
    rest = iter(rows)
    while some := list(islice(rest, _MOST_ROWS)):
        yield table(some)


def is_rich(color: str) -> bool:
    """Whether stdout may get tables and colours; ``color`` is the option of that name."""
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def make_rich_console(color: str) -> "Console":
    """A rich console for stdout, coloured as ``--color`` says."""
    never = color == "never" or bool(os.environ.get("NO_COLOR"))
    return make_console(
        force_terminal=True, no_color=never, highlight=False, emoji=False, markup=False
    )


def print_text(text: str | Iterable[str]) -> None:
    """Print text for people on stdout, whole or line by line."""
    parts = iter((text,) if isinstance(text, str) else text)
    while some := "".join(islice(parts, _LINES_AT_ONCE)):
        click.echo(some, nl=False)


def print_page(color: str, markdown: str) -> None:
    """Print a page of Markdown: drawn on a terminal, in a pager if it is long; elsewhere as it is.

    The pager is that of ``PAGER``; ``less`` is told to let colours through, and to end at once
    where all of it fits on the screen, as git does.
    """
    if not is_rich(color):
        print_text(markdown)
        return
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = make_rich_console(color)
    console.push_theme(Theme({"markdown.code": "cyan"}))  # rich's own is black behind it
    drawn = Markdown(markdown, code_theme="ansi_dark", hyperlinks=False)
    os.environ.setdefault("LESS", "FRX")
    with console.pager(styles=True) if can_ask() and sys.stdout.isatty() else nullcontext():
        console.print(drawn, width=min(console.width, _PAGE_WIDTH))


def print_data(pieces: Iterable[bytes]) -> None:
    """Print data for programs once all of it is made, so that an error leaves no half of it."""
    from orgshelf.store.file_access import spool  # most answers are short lines

    with spool(pieces) as made:
        print_bytes(iter(lambda: made.read(_BYTES_AT_ONCE), b""))


def info(text: str) -> None:
    """Tell the user something, on a line of stderr; on a narrow screen on several."""
    line = one_line(text)
    click.echo(_wrapped(line) if sys.stderr.isatty() else line, err=True)


def _wrapped(line: str) -> str:
    from shutil import get_terminal_size  # no pipe needs them
    from textwrap import fill

    columns = get_terminal_size().columns
    if not 0 < columns < len(line):
        return line
    return fill(line, columns, break_long_words=False, break_on_hyphens=False)


@cache
def info_once(text: str) -> None:
    """The same, once in a run."""
    info(text)


def can_ask() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def text_from_stdin() -> str:
    """All that stdin has.

    Raises:
        UsageError: it is no UTF-8, or cannot be read.
    """
    try:
        text = sys.stdin.read()
        text.encode()  # in some locales Python lets through what is no UTF-8
    except UnicodeError as error:
        raise UsageError("stdin is not UTF-8, so nothing was written.") from error
    except OSError as error:
        raise UsageError(f"stdin cannot be read ({error.strerror}): give the text.") from error
    return text


@contextmanager
def counting_progress(doing: str, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to call per item with (items done, items in all), shown as a progress bar."""
    with late_bar(doing, f"{what},") as bar:
        yield (lambda done, total: bar.tick(done, total, done)) if bar else None


@contextmanager
def late_bar(title: str, *columns: str) -> "Iterator[_LateBar | None]":
    """Give a progress bar that appears after a second; ``columns`` stand behind the count."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _LateBar(title, columns)
    try:
        yield bar
    finally:
        bar.stop()


class _LateBar:
    """Imports rich only when the wait is long enough to show it.

    ``columns`` stand behind the title, the bar and the count.
    """

    def __init__(self, title: str, columns: tuple[str, ...]) -> None:
        self._title, self._columns = title, columns
        self._since = time.monotonic()
        self._stop: Callable[[], None] | None = None
        self._tick: Ticker | None = None

    def tick(self, done: int, total: int, headings: int) -> None:
        if self._tick is None and time.monotonic() - self._since > _PATIENCE:
            self._start(total)
        if self._tick:
            self._tick(done, total, headings)

    def stop(self) -> None:
        if self._stop:
            self._stop()

    def _start(self, total: int) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TimeRemainingColumn,
        )

        columns: list[str | ProgressColumn] = [self._title, BarColumn(), MofNCompleteColumn()]
        columns += [*self._columns, TimeRemainingColumn(), "left"]
        progress = Progress(*columns, console=make_console(stderr=True), transient=True)
        task = progress.add_task("", total=total, rate=0)
        progress.start()

        def tick(done: int, _total: int, headings: int) -> None:
            rate = headings / (time.monotonic() - self._since)
            progress.update(task, completed=done, rate=rate)

        self._stop, self._tick = progress.stop, tick
