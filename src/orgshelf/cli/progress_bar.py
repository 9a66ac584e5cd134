"""A bar on stderr for work that takes longer than a moment."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orgshelf.cli.streams import make_console

if TYPE_CHECKING:
    from orgshelf.store.notes import Ticker

_PATIENCE = 1.0  # seconds before a bar is worth the flicker


@contextmanager
def reading_progress() -> "Iterator[Ticker | None]":
    """Give what is to be told of each file read; a bar appears after a second of it."""
    columns = ("files,", "{task.fields[rate]:,.0f} headings/s,")
    with _late_bar("Reading", columns) as bar:
        yield bar.tick if bar else None


@contextmanager
def counting_progress(doing: str, what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what is to be told of each of some things, its number and how many there are."""
    with _late_bar(doing, (f"{what},",)) as bar:
        yield (lambda done, total: bar.tick(done, total, done)) if bar else None


@contextmanager
def _late_bar(title: str, columns: tuple[str, ...]) -> "Iterator[_LateBar | None]":
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
