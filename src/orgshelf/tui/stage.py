"""What is seen of the notes: the views, the page beside them, and word of changes."""

import gc
import sqlite3
from asyncio import sleep
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text
from textual.events import Resize
from textual.timer import Timer

from orgshelf.errors import OrgshelfError
from orgshelf.shelf.entries import Entry
from orgshelf.store.folding import Outlines
from orgshelf.store.library import Library
from orgshelf.store.watch import followed
from orgshelf.text import plural
from orgshelf.tui import help_page, views
from orgshelf.tui.act_table import possible
from orgshelf.tui.acts import PAGES, View
from orgshelf.tui.frame import Frame
from orgshelf.tui.keymap import Keys
from orgshelf.tui.list_rows import Rows, TreeRows, found_rows
from orgshelf.tui.outside import Outside

if TYPE_CHECKING:
    from orgshelf.tui.review_view import ReviewView

#: From so many columns on the page stands beside the list, else below it.
_WIDE = 100
_PAUSE = 0.05  # seconds without another key after which the page beside is drawn
_MINUTE = 60.0  # seconds
_TURN = 0.1  # seconds
_IDLE = 0.5  # seconds after a change in which nobody waits for what is looked through then
#: Slow to import, and not needed before a key is pressed.
_SLOW = "orgshelf.actions.use_cases"

#: What an act is done by; what it gives is waited for.
Handler = Callable[[], Awaitable[object] | None]


class Follower:
    """Calls back, in its own thread, whenever a note or one of the other files has changed."""

    def __init__(self, root: Path, others: Sequence[Path], changed: Callable[[], None]) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._run, args=(root, others, changed), daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Wait no more."""
        self._stopped.set()

    def _run(self, root: Path, others: Sequence[Path], changed: Callable[[], None]) -> None:
        # The first word comes at once: what changed since the notes were opened is seen by it.
        for _ in followed(root, others, self._stopped):
            if self._stopped.is_set():
                return
            changed()


class Stage(Frame):
    """Shows the notes; ``view`` is what is seen of them."""

    def __init__(self, outside: Outside, keys: Keys) -> None:
        super().__init__(plain=outside.plain)
        self.outside, self.keys = outside, keys
        self.library = outside.reopen()
        self.outlines = Outlines(self.library)
        self.outline = self.outlines.outline(whole=False)
        self.view, self._before, self._helping = View.WORKS, View.WORKS, False
        self.review: ReviewView | None = None
        self.words, self.found = outside.words, found_rows(self.library, outside.words)
        self._timer: Timer | None = None
        self._is_old = False
        self._follower = Follower(self.library.root, outside.others, self._follow)

    def on_mount(self) -> None:
        """Show the first view, and follow the notes."""
        self.show_view(View.SEARCH if self.words else View.WORKS)
        self.take_terminal()
        self._follower.start()
        self.set_interval(_MINUTE, self._pass_midnight)
        Thread(target=import_module, args=(_SLOW,), daemon=True).start()
        gc.freeze()  # what is there by now stays: to look through it again would take time

    def on_unmount(self) -> None:
        """Follow the notes no more."""
        self._follower.stop()
        self.leave_terminal()

    @property
    def library_now(self) -> Library:
        """The notes as they were read last, to be changed at this moment."""
        return replace(self.library, now=self.outside.now())

    @property
    def entry(self) -> Entry | None:
        """The heading that the current row is about, where a list is seen."""
        return None if self.view in PAGES or self._helping else self.list.entry

    def on_resize(self, event: Resize) -> None:
        """Put the page beside the list, or below it."""
        self.body.set_class(event.size.width >= _WIDE, "wide")
        if self.view == View.PROGRESS:
            self.call_after_refresh(self._show_page)
        self.call_after_refresh(self._show_lines)

    def show_view(self, view: View, *, keep: bool = False) -> None:
        """Show a view; ``keep`` says that the current row stays."""
        if view not in (View.SEARCH, View.REVIEW):
            self._before = view
        self.view, self._helping = view, False
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
                return views.today(self.library, self.outside.study)
            case View.QUOTES:
                return views.quotes(self.library)
            case View.SEARCH:
                return self.found
        return TreeRows(self.library, self.outline, self.plain)

    def show_page(self, *, keep: bool = False) -> None:
        """Draw the page soon; whoever goes on through the list need not wait for it."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, partial(self._show_page, keep=keep))

    def _show_page(self, *, keep: bool = False) -> None:
        if not self._helping:
            with self.complaining():
                self.page.show(self._content(), keep=keep)

    def _content(self) -> RenderableType:
        match self.view:
            case View.PROGRESS:
                return views.progress(self.library, self.outside, max(self.size.width - 2, 1))
            case View.REVIEW:
                return self.review.page(self.library.now) if self.review else ""
        return views.page_of(self.library, self.list.row, plain=self.plain)

    def show_help(self) -> None:
        """Show all keys on the whole screen."""
        self._helping = True
        self.set_alone(True)
        self.page.show(help_page.page(self.keys))
        self._show_lines()

    def _show_lines(self) -> None:
        """Draw the head and the footer."""
        place = f"{self.list.at + 1}/{len(self.list.rows)}" if self.entry else ""
        self.head.show(help_page.views_line(self.view, self.keys), Text(place, "dim"))
        acts = possible(self.view, self.entry)
        self.foot.show(help_page.footer(acts, self.keys, self.size.width))

    def on_row_list_moved(self) -> None:
        """Another row is the current one."""
        self.show_page()
        self._show_lines()

    async def wait_turn(self) -> None:
        """Wait until no other orgshelf writes to the notes; whoever waits can do without."""
        waited = False
        while self.outside.is_locked():
            waited = True
            self.say("Another orgshelf is writing to these notes: wait, or give up with Esc.")
            await sleep(_TURN)
        if waited:
            self.say("")

    @contextmanager
    def complaining(self) -> Iterator[None]:
        """Say why something is not done."""
        try:
            yield
        except (OrgshelfError, OSError) as error:
            self.complain(error)
        except sqlite3.OperationalError:  # the index is of newer notes than those that are shown
            self.reload()
            self.say("Your notes were changed just now, so nothing was done: try again.")

    def tell(self, told: Sequence[str]) -> None:
        """Show what a change has made, and say it."""
        if told:
            self.reload()
            more = f"  (and {plural(len(told) - 1, 'more')})" if len(told) > 1 else ""
            self.say(told[0] + more)

    def _follow(self) -> None:
        """Read the notes again; called in the thread that follows them."""
        self.call_from_thread(self.reload)

    def _pass_midnight(self) -> None:
        """What is due in so many days is due one earlier by now."""
        if self.outside.now().date() != self.library.now.date():
            self.reload(anew=True)

    def reload(self, *, anew: bool = False) -> None:
        """Show the notes as they are by now; what has not changed is not drawn again.

        ``anew`` says that there is something new also where the notes are the same.
        """
        try:
            self.library = self.outside.reopen()
        except (OrgshelfError, OSError) as error:
            self._is_old = True
            self.complain(error)
            return
        if self._is_old:  # what was complained of is mended
            self._is_old = False
            self.say("")
        before, self.outlines = self.outlines.state, self.outlines.renewed(self.library)
        if self.outlines.state != before or anew:  # else it is word of what we have written
            self._redraw()
        self.set_timer(_IDLE, gc.collect)  # in the thread that opened the index thrown away

    def _redraw(self) -> None:
        """Show the notes as they are in the library."""
        folded = self.outline
        self.outline = self.outlines.outline(whole=folded.whole, turned=folded.turned)
        if self.view == View.SEARCH:
            self.found = found_rows(self.library, self.words)
        if self.view not in PAGES:
            self.list.show(self._rows())
        self.show_page(keep=True)
        self._show_lines()
