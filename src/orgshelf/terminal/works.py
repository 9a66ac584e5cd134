"""The works in a table: kind, status, progress, title and who made it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from orgshelf.progress.counts import counted, status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned, bar
from orgshelf.terminal.entry_table import STATUS_STYLES, groups, styled, track
from orgshelf.terminal.grid import Grid
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.terminal.grid import Line

#: The column that is cut where the screen is narrow.
_TITLE = 0
_HEAD = ("Title", "", "Progress", "Status", "id")


def plain(library: Library, works: Iterable[Entry]) -> Iterator[str]:
    """ASCII bars and aligned columns, line by line."""
    return aligned(_row(library, work) for work in works)


def table(library: Library, works: Sequence[Entry]) -> Grid:
    """A head, and the works of each kind; titles cut to the width."""

    def build(wide: bool) -> "list[Line]":
        head = tuple(styled(name, "dim") for name in _HEAD)
        of_kind = groups(works, lambda work: work.kind).items()
        kinds = (_kind(library, kind, found, wide) for kind, found in of_kind)
        return [head, *chain.from_iterable(kinds)]

    return Grid(build, yielding=_TITLE, right=(2,))


def _kind(library: Library, kind: str, works: Sequence[Entry], wide: bool) -> "Iterator[Line]":
    from rich.text import Text

    yield styled(kind.capitalize(), "bold")
    for work in works:
        progress, by = counted(work), credits_of(work.heading)
        now = status(work)
        yield (
            Text.assemble(styled(by.title), " ", styled(by.byline, "dim")),
            track(progress) if wide else styled(""),
            styled(f"{progress.done}/{progress.total}" if progress.total else ""),
            styled(str(now), STATUS_STYLES[now]),
            styled(library.short_ids[work.id], "cyan"),
        )


def _row(library: Library, work: Entry) -> tuple[str, ...]:
    by, progress = credits_of(work.heading), counted(work)
    credit = by.byline
    return (
        library.short_ids[work.id],
        one_line(work.kind),
        str(status(work)),
        f"{progress.done}/{progress.total}",
        f"{progress.percent}%",
        bar(progress, ascii_only=True),
        one_line(by.title) + (f" ({one_line(credit)})" if credit else ""),
    )
