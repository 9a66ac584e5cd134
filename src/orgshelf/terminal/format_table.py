"""The formats of ``export`` and ``import``, with what each needs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.distribution import installed
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.terminal.grid import Line


class FormatRow(NamedTuple):
    """A format: what it is for, its name, its extra or ``-``, whether that is there, what it is."""

    category: str
    name: str
    extra: str
    ready: str
    help: str

    @classmethod
    def of(cls, category: str, name: str, extra: str | None, help_: str) -> "FormatRow":
        """A format that needs the libraries of an extra, or none."""
        ready = extra is None or installed(extra)
        return cls(category, name, extra or "-", "ready" if ready else "missing", help_)


def plain(rows: Iterable[FormatRow]) -> str:
    """A line for each: name, extra or ``-``, whether it can be used, what it is."""
    return columns([row[1:] for row in rows])


def table(rows: Iterable[FormatRow]) -> Grid:
    """The same in colour, by what they are for; what they are goes on in the next line."""
    lines: list[Line] = []
    category = None
    for row in rows:
        if row.category != category:
            lines += ([styled("")] if category else []) + [styled(row.category, "bold")]
            category = row.category
        lines.append(_cells(row))
    return Grid(lambda _: lines, yielding=3, spare=(1, 2), wraps=True)


def _cells(row: FormatRow) -> "tuple[Text, ...]":
    ready = "green" if row.ready == "ready" else "yellow"
    return tuple(map(styled, row[1:], ("bold cyan", "dim", ready, "")))
