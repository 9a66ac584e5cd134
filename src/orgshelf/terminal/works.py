"""The works in a table: kind, status, progress, title and who made it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from orgshelf.model import Status
from orgshelf.progress.counts import counted, status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.property_values import star_signs, stars
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned, bar
from orgshelf.terminal.entry_table import STATUS_STYLES, groups, styled, track
from orgshelf.terminal.grid import Grid
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.terminal.grid import Line

_HEAD = ("Title", "", "Progress", "Rating", "Status", "id")
_TITLE, _BAR, _PROGRESS, _RATING = range(4)


def plain(library: Library, works: Iterable[Entry]) -> Iterator[str]:
    """ASCII bars and aligned columns, line by line."""
    return aligned(_row(library, work) for work in works)


def table(library: Library, works: Sequence[Entry]) -> Grid:
    """A head, and the works of each kind; titles cut to the width."""

    def build(screen: int) -> "list[Line]":
        of_kind = groups(works, lambda work: work.kind).items()
        kinds = [*chain.from_iterable(_kind(library, kind, found) for kind, found in of_kind)]
        return [_head(kinds), *kinds]

    spare = (_BAR, _RATING, _PROGRESS)
    return Grid(build, yielding=_TITLE, right=(_PROGRESS,), spare=spare)


def _head(lines: "Sequence[Line]") -> "Line":
    """The names of the columns that have anything."""
    rows = [line for line in lines if isinstance(line, tuple)]
    filled = zip(*rows, strict=True)
    pairs = zip(_HEAD, filled, strict=True)
    return tuple(styled(name if any(column) else "", "dim") for name, column in pairs)


def _kind(library: Library, kind: str, works: Sequence[Entry]) -> "Iterator[Line]":
    yield styled("")
    yield styled(kind.capitalize(), "bold")
    for work in works:
        progress, now = counted(work), status(work)
        yield (
            _title(work),
            track(progress, _bar_style(now)) if progress.total > 1 else styled(""),
            styled(f"{progress.done}/{progress.total}" if progress.total > 1 else ""),
            rating(work.heading.get("RATING") or ""),
            styled(str(now), STATUS_STYLES[now]),
            styled(library.short_ids[work.id], "cyan"),
        )


def _bar_style(now: Status) -> str:
    """The style of a work's bar: grey for given up works."""
    return STATUS_STYLES[now] if now is Status.GIVEN_UP else ""


def _title(work: Entry) -> "Text":
    by = credits_of(work.heading)
    credit = styled(f" · {by.byline}" if by.byline else "", "dim")
    return styled(by.title or "(no title)").append_text(credit)


def rating(value: str) -> "Text":
    """A RATING as stars out of five, ``½`` for half of one; nothing for an invalid one."""
    given = stars(value)
    return styled("" if given is None else star_signs(given).ljust(5, "☆"), "color(136)")


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
