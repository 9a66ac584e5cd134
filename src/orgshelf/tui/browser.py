"""What the keys do: some change the notes, the others what is seen of them."""

from asyncio import Task, ensure_future
from collections.abc import Awaitable, Mapping, Sequence
from inspect import isawaitable
from pathlib import Path

from orgshelf.errors import NoLinkError, UsageError
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.text import one_line
from orgshelf.tui.act_table import ACTS, BY_NAME, possible
from orgshelf.tui.acts import YES_OR_NO, Act, Changes, On, Option, View
from orgshelf.tui.card_acts import CardActs
from orgshelf.tui.help_page import written
from orgshelf.tui.keyed import Pointed, Pressed
from orgshelf.tui.keymap import Keys, act_of
from orgshelf.tui.moving import Moving
from orgshelf.tui.outside import Outside
from orgshelf.tui.performing import Performer
from orgshelf.tui.searching import Searching
from orgshelf.tui.stage import Handler, Stage

#: Acts that end the waiting for another program.
_GIVING_UP = ("back", "quit")


class Browser(Stage):
    """Does what keys ask for by the actions of the commands."""

    def __init__(self, outside: Outside, keys: Keys) -> None:
        super().__init__(outside, keys)
        self._doing: Task[None] | None = None
        self._cards = CardActs(self)
        self.handlers: Mapping[str, Handler] = {
            **Moving(self).handlers(),
            **Searching(self).handlers(),
            **self._cards.handlers(),
            "mark": lambda: self._mark(on=True),
            "unmark": lambda: self._mark(on=False),
            "unmark-all": self._unmark_all,
            "bulk": self._bulk,
            "open": self._open,
            "edit": self._edit,
            "reload": lambda: self.reload(anew=True),
            "palette": self._palette,
            "help": self.show_help,
            "stop": self.action_suspend_process,
            "quit": self.exit,
        }

    def on_pressed(self, event: Pressed) -> None:
        """Do what a key is for, with the notes as the index has them by now."""
        if not self.library.stored.is_unchanged:  # another process was faster than word of it
            self.reload()
        if act := act_of(self.keys, event.key, possible(self.view, self.entry)):
            self.do(act)

    def on_pointed(self, event: Pointed) -> None:
        """Do what was clicked on."""
        if act := next((a for a in possible(self.view, self.entry) if a.name == event.act), None):
            self.do(act)

    def on_row_list_opened(self) -> None:
        """Show the page of what was clicked on twice."""
        self.set_alone(True)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, or asked."""
        return self._doing is not None and not self._doing.done()

    def do(self, act: Act) -> None:
        """Do it: at once, or as a task where something may be asked meanwhile."""
        if self.is_busy:
            if self._doing and not self.is_asking and act.name in _GIVING_UP:
                self._doing.cancel()
                self.say("Nothing was done.")
            return
        self.say("")
        with self.complaining():
            handler = self.handlers.get(act.name)
            doing = handler() if handler else self._change_current(act)
            if isawaitable(doing):
                self._doing = ensure_future(self._guarded(doing))

    async def _guarded(self, doing: Awaitable[object]) -> None:
        try:
            with self.complaining():
                await doing
        except Exception as error:
            self._handle_exception(error)

    async def _change_current(self, act: Act) -> None:
        if act.name == "undo" and self.view == View.REVIEW:
            await self._cards.take_back()
        else:
            current = [self.entry] if self.entry and act.on is not On.ALWAYS else []
            await self._change(act, current)

    async def _change(self, act: Act, entries: Sequence[Entry]) -> bool:
        """Change the notes; whether the user has gone through with it."""
        told = await Performer(self.outside, self.library_now, self).change(act, entries)
        self.tell(told)
        return bool(told)

    def _mark(self, *, on: bool) -> None:
        if entry := self.entry:
            others = {id_: None for id_ in self.list.marked if id_ != entry.id}
            self.list.mark({**others, entry.id: None} if on else others)
            self.list.go(1)
            self.say(f"{len(self.list.marked)} marked")

    def _unmark_all(self) -> None:
        self.list.mark({})

    async def _bulk(self) -> None:
        """Choose what is done to all that is marked, and do it as one change."""
        if not self.list.marked:
            raise UsageError("Nothing is marked: mark headings first.")
        act = await self._chosen_act([act for act in ACTS if act.changes is Changes.SEVERAL])
        if act:
            entries = [self.library.find(id_)[0] for id_ in self.list.marked]
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

    async def _open(self) -> None:
        """Open a link of the heading, in the browser or a viewer."""
        entry = self.entry
        links = contents.links(entry) if entry else ()
        if entry is None or not links:
            raise NoLinkError
        number: str | None = "0"
        if len(links) > 1:
            named = (f"{link.description or ''}  {link.target}".strip() for link in links)
            options = [Option(str(n), one_line(name)) for n, name in enumerate(named)]
            number = await self.ask_option("Open", options)
        if number is not None:
            where, may_run = self.outside.address(links[int(number)].target, self._file(entry))
            await self._launch(where, may_run=may_run)

    async def _launch(self, where: str, *, may_run: bool) -> None:
        question = f"{one_line(where)} may run a program. Open it?"
        if not may_run or await self.ask_option(question, YES_OR_NO) == "yes":
            self.outside.launch(where)
            self.say(f"{where} is opened.")

    def _edit(self) -> None:
        """Give the terminal to the editor until it is closed."""
        if entry := self.entry:
            try:
                with self.suspend():
                    self.outside.edit(self._file(entry), entry.heading.line)
            finally:
                self.show_cursor()
                self.reload()

    def _file(self, entry: Entry) -> Path:
        return self.library.root / entry.file
