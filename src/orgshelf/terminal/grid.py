"""Aligned columns for the terminal, one of which shrinks on a narrow screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

    #: A head that runs over all columns, or the cells of one row.
    Line = Text | tuple[Text, ...]

#: From this width on there is room for bars beside titles.
WIDE = 100
#: Below this width words are short.
NARROW = 60
#: The blanks between columns.
GAP = 2
#: What stands between a heading and what it is below.
BELOW = " › "

#: What is left of a work's title in front of its part.
_LEAST_HEAD = 6
_LABEL_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one length; only the cells of column ``yielding`` are cut short to fit.

    ``build`` gives the lines for a screen of so many cells; ``right`` are the columns whose
    cells stand at the right. A column without any text is left out, and where too little is
    left for the one that yields, so are those of ``spare``, one after the other: so many cells,
    or half of the screen, are ``enough``. Where the one that yields ``wraps``, it goes on below.
    """

    build: "Callable[[int], Sequence[Line]]"
    yielding: int
    right: tuple[int, ...] = ()
    spare: tuple[int, ...] = ()
    enough: int = 40
    wraps: bool = False

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """What rich prints: one text a line."""
        screen = options.max_width
        lines = self.build(screen)
        rows = [line for line in lines if isinstance(line, tuple)]
        widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
        shown = self._fitted(widths, screen) if rows else {}
        for line in self._wrapped(lines, shown, console) if self.wraps else lines:
            text = self._row(line, shown, screen) if isinstance(line, tuple) else line
            text.no_wrap = True
            text.rstrip()
            text.truncate(screen, overflow="ellipsis")
            yield text

    def _wrapped(
        self, lines: "Sequence[Line]", shown: dict[int, int], console: "Console"
    ) -> "Iterator[Line]":
        """The lines, with rows of nothing but the rest of the cell that yields."""
        for line in lines:
            if not isinstance(line, tuple):
                yield line
                continue
            empty = line[0].blank_copy()
            first, *rest = line[self.yielding].wrap(console, shown[self.yielding]) or [empty]
            before, behind = line[: self.yielding], line[self.yielding + 1 :]
            yield (*before, first, *behind)
            for more in rest:
                yield (*(empty.copy() for _ in before), more, *(empty.copy() for _ in behind))

    def _fitted(self, widths: Sequence[int], screen: int) -> dict[int, int]:
        """The columns that are shown, with their widths."""
        shown = {column: width for column, width in enumerate(widths) if width}
        wanted = min(widths[self.yielding], self.enough, screen // 2)
        for column in self.spare:
            if self._room(shown, screen) < wanted:
                shown.pop(column, None)
        if self.yielding in shown:
            room = max(self._room(shown, screen), 1)
            shown[self.yielding] = min(widths[self.yielding], room)
        return shown

    def _room(self, shown: dict[int, int], screen: int) -> int:
        """What the other columns leave for the one that yields."""
        others = sum(width for column, width in shown.items() if column != self.yielding)
        return screen - others - gap(screen) * (len(shown) - 1)

    def _row(self, cells: "tuple[Text, ...]", shown: dict[int, int], screen: int) -> "Text":
        from rich.text import Text

        row = Text()
        for column, width in shown.items():
            cell = fitted(cells[column], width)
            cell.align("right" if column in self.right else "left", width)
            row.append_text(cell)
            row.append(" " * gap(screen))
        return row


def gap(screen: int) -> int:
    """The number of blanks between columns on a screen of this width."""
    return GAP if screen >= NARROW else 1


def fitted(text: "Text", width: int) -> "Text":
    """The text cut to a width; in ``Work › part`` the work is cut first."""
    head, below, part = text.plain.rpartition(BELOW)
    if below and text.cell_len > width:
        before, behind = text.divide([len(head)])
        room = width - behind.cell_len
        before.truncate(max(room, 1), overflow="ellipsis")
        text = before.append_text(behind) if room >= _LEAST_HEAD else text[-len(part) :]
    text.truncate(width, overflow="ellipsis")
    return text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, and words beside it; long ones are wrapped below their own beginning.

    Words that have one longer than the room, such as an address, are cut anywhere.
    """

    label: str
    words: str

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """What rich prints: one text a line."""
        from rich.cells import cell_len, chop_cells
        from rich.text import Text

        room = max(options.max_width - _LABEL_WIDTH, 1)
        if any(cell_len(word) > room for word in self.words.split()):
            lines = [Text(line) for line in chop_cells(self.words, room)]
        else:
            lines = [*Text(self.words).wrap(console, room)]
        for number, line in enumerate(lines or [Text()]):
            label = fitted(Text("" if number else self.label, "cyan"), _LABEL_WIDTH - 1)
            label.align("left", _LABEL_WIDTH)
            row = label.append_text(line)
            row.rstrip()
            yield row
