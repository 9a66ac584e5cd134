"""A list of rows, of which only those that are seen are ever made."""

from collections.abc import Collection

from rich.style import Style
from rich.text import Text
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from orgshelf.shelf.entries import Entry
from orgshelf.tui import strips
from orgshelf.tui.keyed import Keyed, pointed
from orgshelf.tui.list_rows import ListedRows, Row, Rows

_WHEEL = 3
_WIDE = 70  # columns from which on there is room for bars
_SIGN = 2  # cells before a row, for its mark


class RowList(Keyed):
    """Draws the rows that fit; ``at`` is the current one, ``top`` the first that is seen."""

    DEFAULT_CSS = "RowList { height: 1fr; }"

    class Moved(Message):
        """Another row is the current one."""

    class Opened(Message):
        """The current row was clicked on."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = ListedRows(())
        self.at = self.top = 0
        self.marked: Collection[str] = ()
        self._height = 1
        self._drawn: dict[int, Strip] = {}
        self._made: dict[int, Row] = {}

    @property
    def row(self) -> Row | None:
        """The current row."""
        return self._row(self.at) if self.at < len(self.rows) else None

    @property
    def entry(self) -> Entry | None:
        """The heading that the current row is about."""
        return self.row.entry if self.row else None

    @property
    def page(self) -> int:
        """How many rows are seen, or were before the list was hidden."""
        self._height = self.size.height or self._height
        return self._height

    def show(self, rows: Rows, *, keep: bool = True) -> None:
        """Show other rows, the current one staying the same heading where it can.

        Only the lines that have become others are drawn.
        """
        key = self.rows.key(self.at) if self.at < len(self.rows) else None
        offset = self.at - self.top
        self.rows, self._made = rows, {}
        found = rows.place(key) if keep and key is not None else None
        at = self.at if keep else 0
        self.at = self._nearest(found if found is not None else min(at, max(len(rows) - 1, 0)))
        self.top = max(min(self.at - offset, len(rows) - self.page), 0)
        self._scroll()
        self._redraw()

    def mark(self, ids: Collection[str]) -> None:
        """Show the headings of these ids as marked."""
        self.marked = ids
        self._redraw()

    def go(self, steps: int) -> None:
        """Make the row so many further down the current one."""
        self.go_to(self.at + steps, 1 if steps >= 0 else -1)

    def go_to(self, place: int, way: int = 1) -> None:
        """Make the row at a place the current one; a head is passed over."""
        before = self.at
        self.at = self._nearest(max(min(place, len(self.rows) - 1), 0), way)
        old_top = self.top
        self._scroll()
        if self.top != old_top:
            self._redraw()
        elif self.at != before:
            self._redraw_lines({before - self.top, self.at - self.top})
        self._place_cursor()
        if self.at != before:
            self.post_message(self.Moved())

    def _nearest(self, place: int, way: int = 1) -> int:
        """The row there, or the next one that is about something."""
        for step in (way, -way):
            other = place
            while 0 <= other < len(self.rows):
                row = self._row(other)
                if row.entry or row.page:
                    return other
                other += step
        return place

    def _row(self, place: int) -> Row:
        if place not in self._made:
            start = max(place - self.page, 0) if place < self.top else min(place, self.top)
            if place - start > 2 * self.page:
                start = max(place - self.page // 2, 0)
            wide = self.size.width >= _WIDE
            # At first what is seen; who goes on from there is likely to go further.
            ahead = 2 * self.page + 1 if self._made else self.page
            stop = min(max(start + ahead, place + 1), len(self.rows))
            self._made = dict(enumerate(self.rows.some(start, stop, wide=wide), start))
        return self._made[place]

    def _scroll(self) -> None:
        last = max(len(self.rows) - self.page, 0)  # from which on the end is seen
        self.top = min(max(self.top, self.at - self.page + 1), self.at, last)
        if self.at and self._nearest(0) == self.at:
            self.top = max(self.at - self.page + 1, 0)  # the head above the first one is seen

    def _redraw(self) -> None:
        self._redraw_lines(range(self.page))

    def _redraw_lines(self, lines: Collection[int]) -> None:
        """Draw those of these lines that have become others."""
        for y in lines:
            old = self._drawn.get(y)
            new = self._drawn[y] = self._line(y)
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))
        self._place_cursor()

    def _line(self, y: int) -> Strip:
        place, width = self.top + y, self.size.width
        if not 0 <= place < len(self.rows):
            return Strip.blank(width, Style())
        row = self._row(place)
        is_marked = row.entry is not None and row.entry.id in self.marked
        left = Text.assemble((("*" if is_marked else " ").ljust(_SIGN), "bold"), row.left)
        style = strips.CHOSEN if place == self.at and (row.entry or row.page) else Style()
        return strips.beside(left, row.right, width, self.app.console, style)

    def _place_cursor(self) -> None:
        """Let the terminal's cursor stand on the current row, as screen readers want it."""
        if self.has_focus:
            self.app.cursor_position = self.region.offset + Offset(0, self.at - self.top)

    def render_line(self, y: int) -> Strip:
        """What Textual draws."""
        if y not in self._drawn:
            self._drawn[y] = self._line(y)
        return self._drawn[y]

    def on_resize(self, event: Resize) -> None:
        """Draw all anew."""
        if not event.size.height:  # it is hidden
            return
        self._drawn, self._made = {}, {}
        self._scroll()
        self.refresh()
        self._place_cursor()

    def on_focus(self) -> None:
        """Take the cursor back."""
        self._place_cursor()

    def on_click(self, event: Click) -> None:
        """Go to the row that was clicked on; a second click opens it, one on its sign folds it."""
        place = self.top + event.y
        if place < len(self.rows):
            is_again = place == self.at
            self.go_to(place)
            if message := pointed(event) or (self.Opened() if is_again else None):
                self.post_message(message)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        self.go(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        self.go(-_WHEEL)
