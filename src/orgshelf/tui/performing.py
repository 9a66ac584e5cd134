"""Carrying an act out: what it asks, what it is done to, and the change that it makes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.text import one_line, plural
from orgshelf.tui.acts import YES_OR_NO, Act, Ask, Option
from orgshelf.tui.outside import Outside

if TYPE_CHECKING:
    from orgshelf.tui.changing import Change

#: More headings than this are only changed after asking.
_ASK_ABOVE = 3


class Asking(Protocol):
    """Whoever asks the user; None is the answer of one who thinks better of it."""

    async def ask_line(self, label: str, hint: str, start: str = "") -> str | None:
        """The line that is typed."""

    async def ask_text(self, label: str) -> str | None:
        """The text of any number of lines that is typed."""

    async def ask_option(self, label: str, options: Sequence[Option]) -> str | None:
        """The answer that is chosen."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Carries acts out on some notes."""

    outside: Outside
    library: Library
    asking: Asking

    async def change(self, act: Act, entries: Sequence[Entry]) -> Sequence[str]:
        """Make the change of an act, and say what was done; nothing where it was given up.

        Raises:
            OrgshelfError: as the command of that name.
        """
        from orgshelf.tui.changing import CHANGES  # slow to import, and first all is shown

        change = CHANGES[act.name]
        now, full = self._current(entries)
        if not await now._sure(full):
            return ()
        answers = await now._answers(act, full)
        if answers is None:
            return ()
        given_up, note = await now._note(change, full, answers)
        if given_up:
            return ()
        now, full = now._current(full)
        plan = change.plan(now.library, full, answers, note)
        refs = [now.library.short_ids[entry.id] for entry in full]
        noted = ["--note", note] if note else []
        return self.outside.commit(plan, [*change.command, *refs, *change.words(answers), *noted])

    def _current(self, entries: Sequence[Entry]) -> "tuple[Performer, Sequence[Entry]]":
        """The headings read whole, and found anew where others have changed the index meanwhile.

        Raises:
            NotFoundError: one of them is gone.
        """
        now = self
        if not self.library.stored.is_unchanged:
            library = replace(self.outside.reopen(), now=self.library.now)
            now = replace(self, library=library)
            entries = [found for entry in entries for found in library.find(entry.id)]
        return now, now.library.load_full(entries)

    async def _sure(self, entries: Sequence[Entry]) -> bool:
        """Ask before more than a few headings are touched."""
        if len(entries) <= _ASK_ABOVE:
            return True
        label = f"Change {plural(len(entries), 'heading')}?"
        return await self.asking.ask_option(label, YES_OR_NO) == "yes"

    async def _answers(self, act: Act, entries: Sequence[Entry]) -> list[str] | None:
        answers = list[str]()
        for ask in act.asks:
            answer = await self._asked(ask, entries)
            if answer is None or not (answer or ask.optional):
                return None
            answers.append(answer)
        return answers

    async def _asked(self, ask: Ask, entries: Sequence[Entry]) -> str | None:
        if ask.lines:
            return await self.asking.ask_text(ask.label)
        if ask.options is None:
            return await self.asking.ask_line(ask.label, ask.hint)
        return await self.asking.ask_option(ask.label, ask.options(self.library, entries))

    async def _note(
        self, change: "Change", entries: Sequence[Entry], answers: Sequence[str]
    ) -> tuple[bool, str | None]:
        """Whether the user gave up, and the note where the file wants one."""
        wants = change.asks_for_note
        headings = [entry for entry in entries if entry.heading.level]
        if wants is None or not any(wants(self.library, e, answers) for e in headings):
            return False, None
        title = one_line(headings[0].heading.title)
        note = await self.asking.ask_line(f"Note on {title}", "Enter for none")
        return note is None, note or None
