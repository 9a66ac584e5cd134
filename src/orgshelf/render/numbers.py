"""Progress in numbers: bars for kinds, works and other groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgshelf.model import Progress
from orgshelf.render.grid import Grid
from orgshelf.render.text import bar, columns, one_line
from orgshelf.shelf.progress.counts import RECENT_DAYS, Group

if TYPE_CHECKING:
    from rich.console import Group as Renderables
    from rich.console import RenderableType
    from rich.text import Text


@dataclass(frozen=True, slots=True)
class Board:
    """What `progress` shows: all in one line, then one titled table for each grouping."""

    total: Progress
    recent: int
    tables: Sequence[tuple[str, Sequence[Group]]]


def plain(board: Board) -> str:
    """ASCII bars and aligned columns."""
    parts = [f"{_headline(board)}\n"]
    for title, groups in board.tables:
        parts.append(
            f"\n{title}\n{columns([_row(group, 20, ascii_only=True) for group in groups])}"
        )
    return "".join(parts)


def fancy(board: Board) -> "Renderables":
    """Bars in colour."""
    from rich.console import Group as Renderables
    from rich.text import Text

    total = Text.assemble((bar(board.total, 24), _style(board.total)), "  ", _headline(board))
    tables = (part for title, groups in board.tables for part in _table(title, groups))
    return Renderables(total, *tables)


def _table(title: str, groups: Sequence[Group]) -> "Iterator[RenderableType]":
    from rich.text import Text

    def build(wide: bool) -> list[tuple[Text, ...]]:
        return [_cells(group, 20 if wide else 10) for group in groups]

    yield Text(f"\n{title}", "bold")
    yield Grid(build, yielding=0, right=(2, 3))


def _cells(group: Group, bar_width: int) -> "tuple[Text, ...]":
    from rich.text import Text

    name, meter, done, percent, remarks = _row(group, bar_width, ascii_only=False)
    style = _style(group.progress)
    cells = (f"  {name}", ""), (meter, style), (done, ""), (percent, ""), (remarks, "dim")
    return tuple(Text(*cell) for cell in cells)


def _row(group: Group, bar_width: int, *, ascii_only: bool) -> tuple[str, str, str, str, str]:
    progress = group.progress
    remarks = [f"{progress.dropped} dropped"] if progress.dropped else []
    remarks += [f"+{group.recent} in {RECENT_DAYS} days"] if group.recent else []
    return (
        one_line(group.name),
        bar(progress, bar_width, ascii_only=ascii_only),
        f"{progress.done}/{progress.total}",
        f"{progress.percent}%",
        ", ".join(remarks),
    )


def _headline(board: Board) -> str:
    total = board.total
    dropped = f", {total.dropped} of them dropped" if total.dropped else ""
    recent = f"; {board.recent} in the last {RECENT_DAYS} days" if board.recent else ""
    return f"{total.done} of {total.total} done ({total.percent}%){dropped}{recent}"


def _style(progress: Progress) -> str:
    return "green" if progress.total and progress.done == progress.total else "blue"
