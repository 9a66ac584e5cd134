"""What is on the screen: the views, the page beside them, questions, and word of changes."""

import gc
import signal
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.filter import LineFilter
from textual.timer import Timer

from orgshelf.errors import OrgshelfError
from orgshelf.shelf.entries import Entry
from orgshelf.store.folding import Outline
from orgshelf.store.library import Library
from orgshelf.text import one_line, plural
from orgshelf.tui import help_page, views
from orgshelf.tui.act_table import possible
from orgshelf.tui.acts import PAGES, Option, View
from orgshelf.tui.desk import Desk
from orgshelf.tui.follower import Follower
from orgshelf.tui.keymap import Keys
from orgshelf.tui.list_rows import Rows, TreeRows, found_rows
from orgshelf.tui.page_view import PageView
from orgshelf.tui.prompts import Chooser, LineView, Prompt
from orgshelf.tui.review_view import ReviewView
from orgshelf.tui.row_list import RowList
from orgshelf.tui.strips import AsciiFilter

#: From so many columns on the page stands beside the list, else below it.
_WIDE = 100
_MINUTE = 60.0  # seconds
_ENDING = (signal.SIGTERM, signal.SIGHUP)
_PAUSE = 0.05  # seconds without another key after which the page beside is drawn
_SHOW_CURSOR = "\x1b[?25h"


#: What an act is done by; what it gives is waited for.
Handler = Callable[[], Awaitable[object] | None]


class Stage(App[None], inherit_bindings=False):
    """Shows the notes; ``view`` is what is seen, and ``alone`` says that only the page is."""

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
    """

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"
        self.desk, self.keys = desk, keys
        self.library = desk.reopen()
        self.outline = Outline.of(self.library.stored)
        self.view, self.alone, self.helping = View.WORKS, False, False
        self.said = ""
        self.is_terminated = False
        self.error: BaseException | None = None
        self.review = ReviewView.nothing()
        self.words, self.found = "", found_rows(self.library, "")
        self._before = View.WORKS
        self._timer: Timer | None = None
        self._follower = Follower(self.library.root, desk.others, self._follow)
        self.list, self.page = RowList(), PageView()
        self.prompt, self.chooser = Prompt(), Chooser()
        self._head, self._status, self._foot = (
            LineView(name) for name in ("head", "status", "foot")
        )
        self._body = Container(self.list, self.page, id="body")

    def compose(self) -> ComposeResult:
        """The lines above and below, and between them the list and the page."""
        yield from (self._head, self._body, self.chooser, self._status, self.prompt, self._foot)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn."""
        own = [AsciiFilter()] if self.desk.plain else []
        return [*super().get_line_filters(), *own]

    def on_mount(self) -> None:
        """Show the first view, and follow the notes."""
        self.show_view(View.WORKS)
        self._follower.start()
        self.show_cursor()
        self.set_interval(_MINUTE, self._pass_midnight)
        for number in _ENDING:
            get_running_loop().add_signal_handler(number, self._terminate)
        self.app_resume_signal.subscribe(self, lambda _: self._resume())
        gc.freeze()  # what is there by now stays: to look through it again would take time

    def on_unmount(self) -> None:
        """Follow the notes no more."""
        self._follower.stop()
        for number in _ENDING:
            get_running_loop().remove_signal_handler(number)

    def _terminate(self) -> None:
        """End, and leave the terminal as it was."""
        self.is_terminated = True
        self.exit()

    def _pass_midnight(self) -> None:
        """What is due in so many days is due one earlier by now."""
        if self.desk.now().date() != self.library.now.date():
            self.reload(anew=True)

    @property
    def library_now(self) -> Library:
        """The notes as they were read last, to be changed at this moment."""
        return replace(self.library, now=self.desk.now())

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

    def on_resize(self, event: Resize) -> None:
        """Put the page beside the list, or below it."""
        self._body.set_class(event.size.width >= _WIDE, "wide")
        if self.view == View.PROGRESS:
            self.call_after_refresh(self._show_page)
        self.call_after_refresh(self._show_lines)

    def show_view(self, view: View, *, keep: bool = False) -> None:
        """Show a view; ``keep`` says that the current row stays."""
        if view not in (View.SEARCH, View.REVIEW):
            self._before = view
        self.view = view
        self.set_alone(view in PAGES)
        if view not in PAGES:
            self.list.show(self._rows(), keep=keep)
        self.show_page()
        self._show_lines()

    def go_back(self) -> None:
        """From a page to its list, from a search or the cards to what was seen before."""
        self.show_view(self._before, keep=self.view == self._before)

    def _rows(self) -> Rows:
        match self.view:
            case View.TODAY:
                return views.today(self.library, self.desk)
            case View.QUOTES:
                return views.quotes(self.library)
            case View.SEARCH:
                return self.found
        return TreeRows(self.library, self.outline, self.desk.plain)

    @property
    def entry(self) -> Entry | None:
        """The heading that the current row is about, where a list is seen."""
        return None if self.view in PAGES else self.list.entry

    def set_alone(self, alone: bool) -> None:
        """Show the page on the whole screen, or the list with it."""
        self.alone, self.helping = alone, False
        self._body.set_class(alone, "alone")
        if not (self.prompt.display or self.chooser.display):
            (self.page if alone else self.list).focus()

    def show_page(self, *, keep: bool = False) -> None:
        """Draw the page soon; whoever goes on through the list need not wait for it."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, partial(self._show_page, keep=keep))

    def _show_page(self, *, keep: bool = False) -> None:
        match self.view:
            case View.PROGRESS:
                width = max(self.size.width - 2, 1)
                content = views.progress(self.library, self.desk, width)
            case View.REVIEW:
                content = self.review.page(self.library.now)
            case _ if self.helping:
                return
            case _:
                content = views.page_of(self.library, self.list.row, plain=self.desk.plain)
        self.page.show(content, keep=keep)

    def show_help(self) -> None:
        """Show all keys on the whole screen."""
        if self._timer:
            self._timer.stop()
        self.set_alone(True)
        self.helping = True
        self.page.show(help_page.page(self.keys))

    def _show_lines(self) -> None:
        """Draw the head and the footer."""
        self._head.show(help_page.views_line(self.view, self.keys), self._place_line())
        acts = possible(self.view, self.entry)
        self._foot.show(help_page.footer(acts, self.keys, self.size.width))

    def _place_line(self) -> Text:
        if self.view in PAGES or not len(self.list.rows):
            return Text()
        return Text(f"{self.list.at + 1}/{len(self.list.rows)}", "dim")

    def on_row_list_moved(self) -> None:
        """Another row is the current one."""
        self.show_page()
        self._show_lines()

    def say(self, text: str, style: str = "") -> None:
        """Say something on the line above the keys."""
        self.said = text
        self._status.show(Text(one_line(text), style))

    def tell(self, told: Sequence[str]) -> None:
        """Show what a change has made, and say it."""
        if told:
            self.reload()
            more = f"  (and {plural(len(told) - 1, 'more')})" if len(told) > 1 else ""
            self.say(told[0] + more)

    def complain(self, error: OrgshelfError) -> None:
        """Say what went wrong."""
        self.bell()
        self.say(str(error), "red")

    async def ask_line(
        self,
        label: str,
        hint: str,
        start: str = "",
        typed: Callable[[str], None] | None = None,
    ) -> str | None:
        """The line that is typed; ``typed`` is told of it meanwhile."""
        self._status.display = False
        try:
            return await self.prompt.ask(label, hint, start, typed)
        finally:
            self._status.display = True
            self.set_alone(self.alone)

    async def ask_option(self, label: str, options: Sequence[Option]) -> str | None:
        """The answer that is chosen."""
        self._body.add_class("asking")
        try:
            return await self.chooser.ask(label, options)
        finally:
            self._body.remove_class("asking")
            self.set_alone(self.alone)

    def _follow(self) -> None:
        """Read the notes again; called in the thread that follows them."""
        self.call_from_thread(self.reload)

    def reload(self, *, anew: bool = False) -> None:
        """Show the notes as they are by now; what has not changed is not drawn again.

        ``anew`` says that there is something new also where the notes are the same.
        """
        before = self.library
        try:
            now = self.desk.reopen()
        except OrgshelfError as error:
            self.complain(error)
            return
        if before.is_cached and now.is_cached and before.stored.is_unchanged and not anew:
            return  # such as word of what we have written ourselves
        self.library = now
        outline = self.outline
        stored = self.library.stored
        self.outline = Outline.of(stored, whole=outline.whole, turned=outline.turned)
        if self.view == View.SEARCH:
            self.found = found_rows(self.library, self.words)
        if self.view not in PAGES:
            self.list.show(self._rows())
        self.show_page(keep=True)
        self._show_lines()
        gc.collect()  # here, so that an index is thrown away by the thread that opened it

    def _handle_exception(self, error: Exception) -> None:
        """End, so that the command line says what happened; Textual would show a traceback."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.error = self.error or error
        self.exit(return_code=1)
