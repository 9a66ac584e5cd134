"""Questions: a line that is typed, or a list to choose from that narrows as one types."""

from asyncio import Future
from collections.abc import Callable, Mapping, Sequence

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, Key
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from orgshelf.terminal.picker import Choice, Picker
from orgshelf.text import one_line
from orgshelf.tui import strips
from orgshelf.tui.acts import Option
from orgshelf.tui.keyed import key_name, pointed

_ABOVE = 2  # lines of a list above its choices
LEAVING = ("escape", "ctrl+c", "ctrl+g")
#: What Textual calls the keys of a list to choose from.
_KEYS: Mapping[str, str] = {
    "up": "up",
    "ctrl+p": "up",
    "down": "down",
    "ctrl+n": "down",
    "tab": "down",
    "shift+tab": "up",
    "pageup": "page up",
    "pagedown": "page down",
    "home": "home",
    "end": "end",
    "backspace": "erase",
    "ctrl+w": "erase word",
    "ctrl+u": "erase line",
    "space": " ",
}


class LineView(Widget):
    """One line of text, with something at its right end."""

    DEFAULT_CSS = "LineView { height: 1; }"

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_)
        self._left, self._right = Text(), Text()

    def show(self, left: Text, right: Text | None = None) -> None:
        """Show another text."""
        right = right or Text()
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """What Textual draws."""
        return strips.beside(self._left, self._right, self.size.width, self.app.console)

    def on_click(self, event: Click) -> None:
        """Tell of the act that was clicked on."""
        if message := pointed(event):
            self.post_message(message)


class Question(Widget):
    """What is seen until it is answered."""

    _answer: Future[str | None] | None = None

    async def asked(self, focused: Widget) -> str | None:
        """The answer; ``focused`` takes the keys meanwhile. None is that of who gives up."""
        self.display = True
        focused.focus()
        self._answer = Future()
        try:
            return await self._answer
        finally:
            self._answer = None
            self.display = False

    def answered(self, answer: str | None) -> None:
        """Take this for the answer."""
        if self._answer and not self._answer.done():
            self._answer.set_result(answer)


class _Line(Input):
    """The line itself; it cannot be left by a key that goes to the next widget."""

    def on_key(self, event: Key) -> None:
        """Give up where that is asked for."""
        if event.key in LEAVING:
            event.stop()
            event.prevent_default()
            prompt = self.parent
            if isinstance(prompt, Prompt):
                prompt.answered(None)
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()


class Prompt(Question, Horizontal):
    """A question with a line for the answer."""

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; }
    Prompt LineView { width: auto; }
    Prompt Input { border: none; height: 1; padding: 0; background: transparent; }
    Prompt Input:focus { border: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._label = LineView("label")
        self._typed: Callable[[str], None] | None = None
        self.line = _Line(compact=True, select_on_focus=False)

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield self._label
        yield self.line

    async def ask(
        self,
        label: str,
        hint: str,
        start: str,
        typed: Callable[[str], None] | None = None,
    ) -> str | None:
        """The line that is typed; None where the user thinks better of it.

        ``typed`` is told of the line whenever it is another one.
        """
        text = Text(f"{one_line(label)}: ", "bold")
        self._label.styles.width = text.cell_len
        self._label.show(text)
        self.line.placeholder, self.line.value = hint, one_line(start)
        self.line.cursor_position = len(self.line.value)
        self._typed = typed
        return await self.asked(self.line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of the line."""
        event.stop()
        if self._typed and self.display:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is in the line."""
        event.stop()
        self.answered(event.value.strip())


class Chooser(Question, can_focus=True):
    """A list to choose one line of; it narrows as one types, and some lines have a key."""

    DEFAULT_CSS = "Chooser { height: 1fr; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._picker = Picker.of((), several=False)
        self._label, self._quick = "", dict[str, str]()

    async def ask(self, label: str, options: Sequence[Option]) -> str | None:
        """The answer that is chosen; None where the user thinks better of it."""
        self._label = one_line(label)
        self._quick = {option.key: option.answer for option in options if option.key}
        choices = [Choice.of(option.answer, _labelled(option)) for option in options]
        self._picker = Picker.of(choices, several=False)
        return await self.asked(self)

    def render_line(self, y: int) -> Strip:
        """What Textual draws."""
        width = self.size.width
        rows = self._picker.fitted(self.size.height).rows(width)
        if y >= len(rows):
            return Strip.blank(width, Style())
        row = rows[y]
        text = Text(row.text) if y else Text.assemble((f"{self._label} ", "bold"), row.text)
        style = strips.CHOSEN if row.current else Style()
        return strips.line(text, width, self.app.console, style)

    def on_key(self, event: Key) -> None:
        """Take a key for the list."""
        event.stop()
        event.prevent_default()
        key = key_name(event)
        if key in LEAVING:
            self.answered(None)
        elif key == "enter" and self._picker.chosen:
            self.answered(self._picker.chosen[0])
        elif (key := _KEYS.get(key, key)) in self._quick and not self._picker.words:
            self.answered(self._quick[key])
        else:
            self._picker = self._picker.press(key).fitted(self.size.height)
            self.refresh()
        self.place_cursor()

    def on_click(self, event: Click) -> None:
        """Take the line that was clicked on."""
        place = self._picker.top + event.y - _ABOVE
        if event.y >= _ABOVE and place < len(self._picker.found):
            self.answered(self._picker.found[place].id)

    def on_focus(self) -> None:
        """Take the cursor."""
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Let the terminal's cursor stand on the current line."""
        picker = self._picker.fitted(self.size.height)
        self.app.cursor_position = self.region.offset + Offset(0, _ABOVE + picker.at - picker.top)


def _labelled(option: Option) -> str:
    if not option.key:
        return option.label
    return f"{'Space' if option.key == ' ' else option.key}  {option.label}"
