"""Text in columns: cells of equal width, bars, and the line of an entry."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from orgshelf.model import Progress
from orgshelf.shelf.entries import Entry
from orgshelf.text import one_line, width

if TYPE_CHECKING:
    from orgshelf.store.library import Library


_BAR_WIDTH = 10
_BATCH = 1_000
_WIDEST = 100  # letters of a column: one long title must not push all else out of sight

Row = Sequence[str]


def bar(progress: Progress, cells: int = _BAR_WIDTH, *, ascii_only: bool = False) -> str:
    """A bar of ``cells`` cells, drawn in half cells; it is full only if all is done.

    What was given up is a broken line behind what was finished.
    """
    whole = max(progress.total, 1)
    finished, reached = progress.done - progress.dropped, progress.done * cells // whole
    full, half = divmod(finished * cells * 2 // whole, 2)
    if ascii_only:
        given_up = reached - full
        return "#" * full + "x" * given_up + "." * (cells - full - given_up)
    given_up = max(reached - full - half, 0)
    return "━" * full + "╸" * half + "╍" * given_up + "─" * (cells - full - half - given_up)


def is_full(progress: Progress) -> bool:
    """Whether all is done, which alone makes a bar green."""
    return 0 < progress.total == progress.done > progress.dropped


def count(progress: Progress) -> str:
    """``3/9  33%``, and what was given up."""
    left = f" ({progress.dropped} given up)" if progress.dropped else ""
    return f"{progress.done}/{progress.total} {progress.percent:>3}%{left}"


def columns(rows: Iterable[Row]) -> str:
    """Cells in columns as wide as their widest cell, up to 100; the last one is never padded.

    Whatever a cell holds, it is harmless and on one line.
    """
    return "".join(aligned(rows))


def aligned(rows: Iterable[Row]) -> Iterator[str]:
    """The same line by line; of very many rows only some are in memory."""
    widths: list[int] = []
    batches = _measured(iter(rows), widths)
    for row in chain.from_iterable(_aside(batches)):
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield f"{'  '.join(cells).rstrip()}\n"


def _measured(rows: Iterator[Row], widths: list[int]) -> Iterator[list[Row]]:
    """The rows in batches; the widths grow to those of the widest cells that were met."""
    cleaned = ([one_line(cell) for cell in row] for row in rows)
    while batch := list[Row](islice(cleaned, _BATCH)):
        found = [max(map(width, column)) for column in zip(*batch, strict=True)]
        widths[:] = (min(max(pair), _WIDEST) for pair in zip(found, widths or found, strict=True))
        yield batch


def _aside(batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """The same batches, all of them made now; where they are many they are not in memory."""
    few = list(islice(batches, 2))
    if len(few) < 2:
        return iter(few)
    import json  # most tables are short

    from orgshelf.store.file_access import spool

    texts = (json.dumps(batch) for batch in chain(few, batches))
    return map(json.loads, _lines(spool(f"{text}\n".encode() for text in texts)))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from file


def plain(library: "Library", entries: Iterable[Entry]) -> Iterator[str]:
    """One line an entry: id, state, kind, title below its work, dates and marks, FILE:LINE."""
    return aligned(
        (
            library.short_ids[entry.id],
            entry.heading.keyword or "-",
            one_line(entry.kind),
            full_title(entry),
            "  ".join(filter(None, (_dates(entry), marks(entry)))),
            f"{one_line(entry.file)}:{entry.heading.line}",
        )
        for entry in entries
    )


def _dates(entry: Entry) -> str:
    """When a pending entry is due, and for when it is scheduled."""
    if not entry.pending:
        return ""
    planning = entry.heading.planning
    stamps = (("due", planning.deadline), ("scheduled", planning.scheduled))
    return "  ".join(f"{word} {stamp.iso}" for word, stamp in stamps if stamp and stamp.iso)


def marks(entry: Entry) -> str:
    """Its priority and its own tags: ``!A #gpu``."""
    return " ".join(filter(None, (priority(entry), tags(entry))))


def priority(entry: Entry) -> str:
    """``!A``; nothing where it has none."""
    return one_line(f"!{entry.heading.priority}") if entry.heading.priority else ""


def tags(entry: Entry) -> str:
    """Its own tags: ``#gpu #maths``."""
    return one_line(" ".join(f"#{tag}" for tag in entry.heading.local_tags))


def own_title(entry: Entry) -> str:
    """The title of the heading, or ``(no title)``."""
    return one_line(entry.heading.title) or "(no title)"


def full_title(entry: Entry) -> str:
    """The title, after those of the work and the parts it is below."""
    if entry.work is None or entry.work is entry:
        return own_title(entry)
    below = entry.path[len(entry.work.path) :]
    return one_line(" › ".join((*below, own_title(entry))))
