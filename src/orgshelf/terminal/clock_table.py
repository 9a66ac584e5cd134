"""The clock report: minutes per work, kind and day."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from orgshelf.shelf.clocks import Clocked, Running
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid
from orgshelf.text import hours, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from orgshelf.terminal.grid import Line


def plain(report: Clocked) -> str:
    """Titled columns; only the total where nothing was clocked."""
    tables = (f"\n{title}\n{columns(rows)}" for title, rows in _tables(report))
    return f"{_headline(report)}\n{''.join(tables)}"


def table(report: Clocked) -> "Iterator[RenderableType]":
    """The same in colour; titles are cut to fit."""
    yield styled(_headline(report), "bold")
    yield _grid(report)


def _grid(report: Clocked) -> Grid:
    lines: list[Line] = []
    for title, rows in _tables(report):
        lines += [styled(""), styled(title, "bold")]
        lines += [tuple(map(styled, (*row, "")[:3], ("green", "", "dim"))) for row in rows]
    return Grid(lambda _: lines, yielding=1, right=(0,), spare=(2,))


def status(running: Sequence[Running], now: datetime) -> str:
    """A line for each clock that runs."""
    return "".join(f"{clock.line(now)}\n" for clock in running)


def _headline(report: Clocked) -> str:
    more = f"; {hours(report.undated)} more without a day" if report.undated else ""
    return f"{hours(report.total)} clocked from {report.since} to {report.until}{more}"


def _tables(report: Clocked) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each table's title and rows; times are right-aligned."""
    if not report.total:
        return
    wide = len(hours(report.total))
    yield "Work", [(hours(m).rjust(wide), one_line(w), one_line(k)) for w, k, m in report.works]
    yield "Kind", [(hours(m).rjust(wide), one_line(kind)) for kind, m in report.kinds]
    yield "Day", [(hours(m).rjust(wide), f"{day:%a} {day}") for day, m in report.days]
