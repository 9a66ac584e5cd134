"""A page of text that is scrolled."""

from rich.console import RenderableType
from rich.style import Style
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.strip import Strip

from orgshelf.tui import strips
from orgshelf.tui.keyed import Keyed

_WHEEL = 3


class PageView(Keyed):
    """Draws what rich makes of a page, from the line ``top`` on."""

    DEFAULT_CSS = "PageView { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.top = 0
        self._content: RenderableType = ""
        self._lines: list[Strip] | None = None

    def show(self, content: RenderableType, *, keep: bool = False) -> None:
        """Show another page, from its top, or ``keep`` where one is in it."""
        self._content, self._lines = content, None
        self.scroll_lines(0 if keep else -self.top)
        self.refresh()

    @property
    def lines(self) -> list[Strip]:
        """All lines of the page, for the width that there is."""
        if self._lines is None:
            width = max(self.size.width, 1)
            self._lines = strips.page(self._content, width, self.app.console)
        return self._lines

    def scroll_lines(self, count: int) -> None:
        """Scroll so many lines down."""
        last = max(len(self.lines) - self.size.height, 0) if self.size.height else 0
        self.top = max(min(self.top + count, last), 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """What Textual draws."""
        place = self.top + y
        blank = Strip.blank(self.size.width, Style())
        return self.lines[place] if place < len(self.lines) else blank

    def on_resize(self, event: Resize) -> None:
        """Make the lines anew."""
        self._lines = None
        self.refresh()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on."""
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back."""
        self.scroll_lines(-_WHEEL)
