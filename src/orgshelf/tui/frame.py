"""The terminal itself: where things stand on it, questions, and how it is left."""

import signal
from asyncio import get_running_loop
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.filter import LineFilter
from textual.widgets import Static

from orgshelf.errors import OrgshelfError
from orgshelf.errors.failing import of_system
from orgshelf.text import one_line
from orgshelf.tui.acts import Option
from orgshelf.tui.page_view import PageView
from orgshelf.tui.prompts import Chooser, LineView, Prompt
from orgshelf.tui.row_list import RowList
from orgshelf.tui.strips import AsciiFilter
from orgshelf.tui.text_prompt import TextPrompt

_ENDING = (signal.SIGTERM, signal.SIGHUP)
_SHOW_CURSOR = "\x1b[?25h"


class Frame(App[None], inherit_bindings=False):
    """A list and a page, beside or below it; ``alone`` says that only the page is seen.

    ``said`` is what was said last. ``error`` is what ended the program, and ``is_terminated``
    says that it was told to end. ``plain`` says that only ASCII is drawn.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #body { layout: vertical; height: 1fr; }
    #body RowList, #body PageView { width: 1fr; }
    #body PageView { border-top: solid ansi_bright_black; }
    #body.wide { layout: horizontal; }
    #body.wide PageView { border-top: none; border-left: solid ansi_bright_black; }
    #body.alone RowList { display: none; }
    #body.alone PageView { border: none; }
    #body.asking { display: none; }
    #status { height: auto; min-height: 1; max-height: 4; }
    #answering { display: none; }
    Screen { overflow: hidden; }
    """

    def __init__(self, *, plain: bool) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"  # whose colours are the terminal's own
        self.plain, self.alone = plain, False
        self.said = ""
        self.is_terminated = False
        self.error: BaseException | None = None
        self.list, self.page = RowList(), PageView()
        self.prompt, self.chooser, self.text = Prompt(), Chooser(), TextPrompt()
        self.head, self.foot, self.status = LineView("head"), LineView("foot"), Static(id="status")
        self.answering = LineView("answering")
        self.answering.show(Text("Enter take  Esc leave", "bold"))
        self.body = Container(self.list, self.page, id="body")

    def compose(self) -> ComposeResult:
        """The lines above and below, and between them the list and the page."""
        yield from (self.head, self.body, self.chooser, self.status)
        yield from (self.prompt, self.text, self.foot, self.answering)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn."""
        own = [AsciiFilter()] if self.plain else []
        return [*super().get_line_filters(), *own]

    def take_terminal(self) -> None:
        """Show its cursor, and give it back in order also where the program is told to end."""
        self.show_cursor()
        self.app_resume_signal.subscribe(self, lambda _: self._resume())
        for number in _ENDING:
            get_running_loop().add_signal_handler(number, self._terminate)

    def leave_terminal(self) -> None:
        """Take no more care of it."""
        for number in _ENDING:
            get_running_loop().remove_signal_handler(number)

    def _terminate(self) -> None:
        self.is_terminated = True
        self.exit()

    def _resume(self) -> None:
        """Draw all of it: the terminal is ours again."""
        self.show_cursor()
        self.screen.refresh(layout=True)
        for widget in self.screen.walk_children():
            widget.refresh()

    def show_cursor(self) -> None:
        """Have the terminal's own cursor seen, which Textual hides."""
        if self._driver and not self.is_headless:
            self._driver.write(_SHOW_CURSOR)

    def set_alone(self, alone: bool) -> None:
        """Show the page on the whole screen, or the list with it."""
        self.alone = alone
        self.body.set_class(alone, "alone")
        if not self.is_asking:
            (self.page if alone else self.list).focus()

    @property
    def is_asking(self) -> bool:
        """Whether a question waits for its answer."""
        return any(question.display for question in (self.prompt, self.chooser, self.text))

    def say(self, text: str, style: str = "") -> None:
        """Say something on the line above the keys."""
        self.said = text
        self.status.update(Text(one_line(text), style))

    def complain(self, error: OrgshelfError | OSError) -> None:
        """Say what went wrong."""
        self.bell()
        self.say(of_system(error) if isinstance(error, OSError) else str(error), "red")

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """While a question is seen, nothing behind it can be clicked on."""
        self.body.disabled, self.foot.display, self.answering.display = True, False, True
        try:
            yield
        finally:
            self.body.disabled, self.foot.display, self.answering.display = False, True, False
            self.set_alone(self.alone)

    async def ask_line(
        self, label: str, hint: str, start: str = "", typed: Callable[[str], None] | None = None
    ) -> str | None:
        """The line that is typed; ``typed`` is told of it meanwhile."""
        self.status.display = False
        try:
            with self._asking():
                return await self.prompt.ask(label, hint, start, typed)
        finally:
            self.status.display = True

    async def ask_text(self, label: str) -> str | None:
        """The text of any number of lines that is typed."""
        with self._asking():
            return await self.text.ask(label)

    def keep_text(self) -> None:
        """Begin the next such text with what was typed last: nothing has come of it."""
        self.text.keep()

    async def ask_option(self, label: str, options: Sequence[Option]) -> str | None:
        """The answer that is chosen."""
        self.body.add_class("asking")
        try:
            with self._asking():
                return await self.chooser.ask(label, options)
        finally:
            self.body.remove_class("asking")

    def _handle_exception(self, error: Exception) -> None:
        """End, so that the command line says what happened; Textual would show a traceback."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.error = self.error or error
        self.exit(return_code=1)
