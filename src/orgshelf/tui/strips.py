"""Lines of the screen. All text of the notes is made harmless here on its way there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import Console

_NONE = Style()
CHOSEN = Style(reverse=True)
#: What stands for our own signs where only ASCII is drawn, one letter for each.
_ASCII = str.maketrans("…›‹→—–│─", "~><>--|-")


class AsciiFilter(LineFilter):
    """Takes the signs off the screen that are beyond ASCII, but for what the notes say."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line in ASCII."""
        return [segment._replace(text=segment.text.translate(_ASCII)) for segment in segments]


def line(text: Text, width: int, console: "Console", style: Style = _NONE) -> Strip:
    """One line of so many cells, cut where it is longer."""
    shown = text.copy()
    shown.truncate(width, overflow="ellipsis")
    return _strip(shown.render(console), width, style)


def beside(left: Text, right: Text, width: int, console: "Console", style: Style = _NONE) -> Strip:
    """One line with something at its right end, for which the left part gives way."""
    room = max(width - right.cell_len - 1, 0) if right.cell_len < width else width
    if room == width or not right.cell_len:
        return line(left, width, console, style)
    shown = left.copy()
    shown.truncate(room, overflow="ellipsis", pad=True)
    return line(Text.assemble(shown, " ", right), width, console, style)


def page(content: RenderableType, width: int, console: "Console") -> list[Strip]:
    """What rich draws, line by line."""
    options = console.options.update(width=width, height=None)
    lines = console.render_lines(content, options, pad=False)
    return [_strip(segments, width, _NONE) for segments in lines]


def _meaning(style: Style | None) -> Style:
    """What a click on it does, without how it looks."""
    return Style.from_meta(style.meta) if style and style.meta else _NONE


def _strip(segments: Iterable[Segment], width: int, style: Style) -> Strip:
    harmless = [
        # What is set off is set off as a whole: a colour would become the ground of its letters.
        Segment(one_line(text), style + (_meaning(own) if style.reverse else own or _NONE))
        for text, own, control in segments
        if not control and text != "\n"
    ]
    return Strip(harmless).adjust_cell_length(width, style)
