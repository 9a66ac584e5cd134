"""The formats of ``export``, with what each needs."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from orgshelf.export import Exporter
from orgshelf.render.grid import Grid
from orgshelf.render.listing import styled
from orgshelf.render.text import columns

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.render.grid import Line

Installed = Callable[[str], bool]


def plain(formats: Iterable[Exporter], installed: Installed) -> str:
    """A line for each: name, extra or ``-``, whether it can be used, what it is."""
    return columns([_row(one, installed) for one in formats])


def fancy(formats: Iterable[Exporter], installed: Installed) -> Grid:
    """The same in colour, by what they are for; what they are is cut to the width."""
    lines: list[Line] = []
    use = None
    for one in formats:
        if one.use is not use:
            lines += ([styled("")] if use else []) + [styled(one.use, "bold")]
            use = one.use
        lines.append(_cells(_row(one, installed)))
    return Grid(lambda _: lines, yielding=3)


def _cells(row: Sequence[str]) -> "tuple[Text, ...]":
    ready = "green" if row[2] == "ready" else "yellow"
    return tuple(map(styled, row, ("bold cyan", "dim", ready, "")))


def _row(one: Exporter, installed: Installed) -> tuple[str, str, str, str]:
    ready = one.extra is None or installed(one.extra)
    return one.name, one.extra or "-", "ready" if ready else "missing", one.help
