"""What the keys do: some change the notes, the others what is seen of them."""

from asyncio import CancelledError, Task, ensure_future
from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import isawaitable
from pathlib import Path

from textual.timer import Timer
from textual.widgets import Input

from orgshelf.actions.plan import Plan
from orgshelf.errors import OrgshelfError, UsageError
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.review.rating import Rating
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.store.folding import Outline
from orgshelf.store.ranking import read_request
from orgshelf.terminal.entry_table import styled
from orgshelf.text import one_line, plural
from orgshelf.tui.acts import (
    BY_NAME,
    REVIEW,
    SEARCH,
    WORKS,
    Act,
    Option,
    possible,
)
from orgshelf.tui.desk import Desk
from orgshelf.tui.help_page import written
from orgshelf.tui.keyed import Pressed
from orgshelf.tui.keymap import Keys, act_of
from orgshelf.tui.performing import YES_OR_NO, Performer
from orgshelf.tui.review_view import ReviewView
from orgshelf.tui.rows import FoundRows, ListedRows, Row, Rows
from orgshelf.tui.stage import Stage

_TYPING = 0.15  # seconds without another letter after which is looked for what was typed
_Handler = Callable[[], Awaitable[object] | None]


class Browser(Stage):
    """Does what keys ask for by the actions of the commands."""

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__(desk, keys)
        self._marks: dict[str, None] = {}
        self._before = WORKS
        self._words = ""
        self._is_searching = False
        self._doing: Task[None] | None = None
        self._searching: Timer | None = None
        self.handlers = self._own_acts()

    def _own_acts(self) -> Mapping[str, _Handler]:
        """What is done by the acts that change no notes, or in a way of their own."""
        moves: Mapping[str, Callable[[], int]] = {
            "down": lambda: 1,
            "up": lambda: -1,
            "page-down": lambda: self.list.page,
            "page-up": lambda: -self.list.page,
            "first": lambda: -len(self.list.rows) - len(self.page.lines),
            "last": lambda: len(self.list.rows) + len(self.page.lines),
        }
        grades = {f"grade-{rating}": rating for rating in Rating}
        return {
            **{name: lambda steps=steps: self._go(steps()) for name, steps in moves.items()},
            **{v: lambda v=v: self._view(v) for v in ("today", "works", "quotes", "progress")},
            **{name: lambda r=rating: self._grade(r) for name, rating in grades.items()},
            "fold": self._fold,
            "in": lambda: self._fold(is_open=True),
            "out": self._go_out,
            "fold-all": self._fold_all,
            "show": lambda: self.set_alone(not self.alone),
            "scroll": lambda: self.page.scroll_lines(self.page.size.height // 2),
            "scroll-back": lambda: self.page.scroll_lines(-self.page.size.height // 2),
            "search": self._search,
            "review": self._begin_review,
            "answer": self._turn_card,
            "skip": self._skip_card,
            "suspend": self._suspend_card,
            "add": self._add,
            "mark": lambda: self._mark(on=True),
            "unmark": lambda: self._mark(on=False),
            "unmark-all": self._unmark_all,
            "bulk": self._bulk,
            "open": self._open,
            "edit": self._edit,
            "reload": self.reload,
            "palette": self._palette,
            "help": self.show_help,
            "back": self._back,
            "suspend-program": self._suspend_program,
            "quit": self.exit,
        }

    def on_pressed(self, event: Pressed) -> None:
        """Do what a key is for."""
        if act := act_of(self.keys, event.key, possible(self.view, self.entry)):
            self.do(act)

    def on_row_list_opened(self) -> None:
        """Show the page of what was clicked on twice."""
        self.set_alone(True)

    def do(self, act: Act, entries: Sequence[Entry] | None = None) -> None:
        """Do it: at once, or as a task where something is asked meanwhile."""
        if self._doing and not self._doing.done():
            return
        self.say("")
        if entries is None:
            entries = [self.entry] if self.entry else []
        try:
            handler = self.handlers.get(act.name)
            doing = handler() if handler else self._change(act, entries)
        except OrgshelfError as error:
            self.complain(error)
            return
        if isawaitable(doing):
            self._doing = ensure_future(self._guarded(doing))

    async def _guarded(self, doing: Awaitable[object]) -> None:
        try:
            await doing
        except OrgshelfError as error:
            self.complain(error)
        except CancelledError:
            raise
        except Exception as error:
            self._handle_exception(error)

    async def _change(self, act: Act, entries: Sequence[Entry]) -> bool:
        """Change the notes; whether the user has gone through with it."""
        if act.change is None:
            return False
        if act.name == "undo" and self.view == REVIEW:
            self._take_back()
            return True
        performer = Performer(self.desk, self.library, self)
        told = await performer.change(act, act.change, entries)
        self._tell(told)
        return bool(told)

    def _tell(self, told: Sequence[str]) -> None:
        """Show what a change has made, and say it."""
        if told:
            self.reload()
            more = f"  (and {plural(len(told) - 1, 'more')})" if len(told) > 1 else ""
            self.say(told[0] + more)

    def _go(self, steps: int) -> None:
        if self.alone:
            self.page.scroll_lines(steps)
        else:
            self.list.go(steps)

    def _view(self, view: str) -> None:
        self._before = view
        self.show_view(view)

    def _back(self) -> None:
        """From a page to the list, from a search or the cards to what was there before."""
        if self.view in (SEARCH, REVIEW):
            self.show_view(self._before)
        else:
            self.show_view(self.view, keep=True)

    def _fold(self, *, is_open: bool | None = None) -> None:
        stored, place = self.library.stored, self.list.at
        if self.outline.is_open(stored, place) is not is_open:
            self.outline = self.outline.turned_at(stored, place)
            self.show_view(WORKS, keep=True)

    def _go_out(self) -> None:
        """Fold what is open, else go to what is above."""
        entry = self.entry
        if self.outline.is_open(self.library.stored, self.list.at):
            self._fold(is_open=False)
        elif entry and entry.parent:
            while self.list.entry is not entry.parent and self.list.at:
                self.list.go(-1)

    def _fold_all(self) -> None:
        stored = self.library.stored
        current = self.outline.ids[self.list.at]
        self.outline = Outline.of(stored, whole=not self.outline.whole)
        self.outline = self.outline.revealing(stored, current)
        self.show_view(WORKS, keep=True)

    def _mark(self, *, on: bool) -> None:
        if entry := self.entry:
            self._marks = {id_: None for id_ in self._marks if id_ != entry.id}
            self._marks |= {entry.id: None} if on else {}
            self.list.mark(self._marks)
            self.list.go(1)
            self.say(f"{len(self._marks)} marked" if self._marks else "")

    def _unmark_all(self) -> None:
        self._marks = {}
        self.list.mark(self._marks)

    async def _bulk(self) -> None:
        """Choose what is done to all that is marked, and do it as one change."""
        if not self._marks:
            raise UsageError("Nothing is marked: mark headings first.")
        act = await self._chosen_act([act for act in BY_NAME.values() if act.takes_several])
        if act:
            entries = [self.library.find(id_)[0] for id_ in self._marks]
            if await self._change(act, entries):
                self._unmark_all()

    async def _palette(self) -> None:
        acts = [act for act in possible(self.view, self.entry) if act.name != "palette"]
        if act := await self._chosen_act(acts):
            self.call_later(self.do, act)

    async def _chosen_act(self, acts: Sequence[Act]) -> Act | None:
        wide = max(len(act.name) for act in acts)
        options = [
            Option(act.name, f"{act.name:<{wide}}  {act.help}  {written(act, self.keys)}")
            for act in acts
        ]
        chosen = await self.ask_option("Do", options)
        return BY_NAME[chosen] if chosen else None

    async def _add(self) -> None:
        (ask,) = BY_NAME["add"].asks
        line = await self.ask_line(ask.label, ask.hint)
        if line:
            kind, _, title = line.partition(" ")
            words = [kind, title.strip()] if title else [kind]
            self._tell(self.desk.commit(self.desk.add(self.library, words), ["add", *words]))

    async def _open(self) -> None:
        """Open a link of the heading, in the browser or a viewer."""
        if not (entry := self.entry):
            return
        links = contents.links(entry)
        if not links:
            raise UsageError("It has no link.")
        number = "0"
        if len(links) > 1:
            named = [one_line(f"{link.description or ''}  {link.target}").strip() for link in links]
            options = [Option(str(n), text) for n, text in enumerate(named)]
            number = await self.ask_option("Open", options) or ""
        if number:
            where, may_run = self.desk.address(links[int(number)].target, self._file(entry))
            question = f"{one_line(where)} may run a program. Open it?"
            if not may_run or await self.ask_option(question, YES_OR_NO) == "yes":
                self.desk.launch(where)
                self.say(f"{where} is opened.")

    def _file(self, entry: Entry) -> Path:
        return self.library.root / entry.file

    def _edit(self) -> None:
        """Give the terminal to the editor until it is closed."""
        if entry := self.entry:
            with self.suspend():
                self.desk.edit(self._file(entry), entry.heading.line)
            self.show_cursor()
            self.reload()

    def _suspend_program(self) -> None:
        self.action_suspend_process()

    async def _search(self) -> None:
        """Look for what is typed, as it is typed."""
        if self.view != SEARCH:
            self._before = self.view
        self._is_searching = True
        try:
            words = await self.ask_line("Search", "words, or a query like kind:paper", self._words)
        finally:
            self._is_searching = False
        if words is None:
            self._back()
        else:
            self._look_for(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for the words when no more are typed."""
        if self._is_searching:
            if self._searching:
                self._searching.stop()
            words = event.value
            self._searching = self.set_timer(_TYPING, lambda: self._look_for(words))

    def _look_for(self, words: str) -> None:
        if self._searching:
            self._searching.stop()
        if words != self._words or self.view != SEARCH:
            self._words = words
            try:
                self.found = self.search_again()
            except OrgshelfError as error:
                self.complain(error)
                return
            self.say("")
            self.show_view(SEARCH)

    def search_again(self) -> Rows:
        """What the words that were typed last find by now."""
        library, words = self.library, self._words.strip()
        if not words:
            return ListedRows(())
        if ":" in words or words.startswith("("):
            found = library.matching(Query(understand(words, library.scope()), all=True))
        else:
            found = library.search(
                read_request(f"{words}*" if words[-1].isalnum() else words), Query(all=True)
            )
        if not found:
            return ListedRows((Row(styled("Nothing is found.")),))
        return FoundRows(library, found)

    def _begin_review(self) -> None:
        if self.view != REVIEW:
            self._before = self.view
        self.review = ReviewView.of(self.library)
        self.show_view(REVIEW)

    def _turn_card(self) -> None:
        self.review = self.review.turned()
        self.show_page()

    def _skip_card(self) -> None:
        self._next_card(None, ReviewView(self.review.deck.skipped()))

    def _suspend_card(self) -> None:
        if self.review.asked:
            self._next_card(*self.review.suspended(self.library))

    def _grade(self, rating: Rating) -> None:
        if self.review.is_answered:
            self._next_card(*self.review.graded(self.library, rating))

    def _take_back(self) -> None:
        taken = self.review.taken_back(self.library)
        if taken is None:
            raise UsageError("There is no answer that could be taken back here.")
        self._next_card(*taken)

    def _next_card(self, plan: Plan | None, after: ReviewView) -> None:
        """Keep what was done to a card, and ask the next one."""
        if plan is not None:
            self._tell(self.desk.commit(plan, ["review"]))
        self.review = after.next(self.library)
        self.show_view(REVIEW)
