"""The works in a table: kind, status, progress, title and who made it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.progress.counts import counted, status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned, bar
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = ("cyan", "", "", "", "", "blue", "")
_TITLE = 6


def plain(library: Library, works: Iterable[Entry]) -> Iterator[str]:
    """ASCII bars and aligned columns, line by line."""
    return aligned(_row(library, work, 10, ascii_only=True) for work in works)


def table(library: Library, works: Sequence[Entry]) -> Grid:
    """The same in colour, titles cut to the width."""

    def build(wide: bool) -> "list[tuple[Text, ...]]":
        rows = (_row(library, work, 10 if wide else 0, ascii_only=False) for work in works)
        return [tuple(map(styled, row, _STYLES)) for row in rows]

    return Grid(build, yielding=_TITLE, right=(3, 4))


def _row(library: Library, work: Entry, bar_width: int, *, ascii_only: bool) -> tuple[str, ...]:
    by, progress = credits_of(work.heading), counted(work)
    credit = by.byline
    return (
        library.short_ids[work.id],
        one_line(work.kind),
        str(status(work)),
        f"{progress.done}/{progress.total}",
        f"{progress.percent}%",
        bar(progress, bar_width, ascii_only=ascii_only),
        one_line(by.title) + (f" ({one_line(credit)})" if credit else ""),
    )
