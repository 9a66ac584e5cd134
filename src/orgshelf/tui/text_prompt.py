"""A question whose answer has several lines."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import TextArea

from orgshelf.text import one_line
from orgshelf.tui.prompts import LEAVING, LineView, Question

#: What ends a line; terminals tell one of these from Enter, if not all.
_NEW_LINE = ("ctrl+j", "shift+enter", "alt+enter")
_HINT = "Enter takes it, Ctrl+J begins a new line"


class _Text(TextArea):
    """The text itself."""

    async def _on_key(self, event: Key) -> None:
        """Take the text, give it up, or begin a new line; the rest is as everywhere."""
        prompt = self.parent
        assert isinstance(prompt, TextPrompt)
        if event.key in LEAVING:
            prompt.answered(None)
        elif event.key == "enter":
            prompt.answered(self.text.strip())
        elif event.key in _NEW_LINE:
            self.insert("\n")
        elif event.key not in ("tab", "shift+tab"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()


class TextPrompt(Question, Vertical):
    """A question with some lines for the answer."""

    DEFAULT_CSS = """
    TextPrompt { height: auto; display: none; }
    TextPrompt TextArea {
        border: none; height: auto; max-height: 8; padding: 0; background: transparent;
    }
    TextPrompt TextArea:focus { border: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._label, self._kept = LineView("text-label"), ""
        self.area = _Text(compact=True, show_line_numbers=False, highlight_cursor_line=False)

    def compose(self) -> ComposeResult:
        """The question and the text."""
        yield self._label
        yield self.area

    def keep(self) -> None:
        """Begin the next answer with the last one."""
        self._kept = self.area.text

    async def ask(self, label: str) -> str | None:
        """The text that is typed; None where the user thinks better of it."""
        self._label.show(Text(f"{one_line(label)}:", "bold"), Text(_HINT, "dim"))
        self.area.text, self._kept = self._kept, ""
        self.area.move_cursor(self.area.document.end)
        return await self.asked(self.area)
