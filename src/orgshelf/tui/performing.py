"""Carrying an act out: what it asks, what it is done to, and the change that it makes."""

from asyncio import CancelledError
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from orgshelf.errors import MovedAwayError, NotFoundError, OrgshelfError
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.text import one_line, plural
from orgshelf.tui.acts import YES_OR_NO, Act, Ask, Option
from orgshelf.tui.outside import Outside

if TYPE_CHECKING:
    from orgshelf.actions.use_cases import Request, UseCase

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

    def keep_text(self) -> None:
        """Begin the next such text with what was typed last: nothing has come of it."""

    async def wait_turn(self) -> None:
        """Wait until no other orgshelf writes to the notes."""


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
        try:
            return await self._changed(act, entries)
        except (OrgshelfError, OSError, CancelledError):
            if any(ask.lines for ask in act.asks):
                self.asking.keep_text()
            raise

    async def _changed(self, act: Act, entries: Sequence[Entry]) -> Sequence[str]:
        from orgshelf.actions.use_cases import USE_CASES, Request  # slow; first all is shown

        use_case = USE_CASES[act.name]
        now, full = self._current(entries)
        if not await now._sure(full):
            return ()
        given = await now._given(act, full)
        if given is None:
            return ()
        note = await now._note(use_case, Request(now.library, full, given))
        if note is None:
            return ()
        await self.asking.wait_turn()
        now, full = now._current(full)
        asked = Request(now.library, full, {**given, "note": note} if note else given)
        refs = [now.library.short_ids[entry.id] for entry in full]
        return self.outside.commit(use_case.plan(asked), use_case.words(refs, asked))

    def _current(self, entries: Sequence[Entry]) -> "tuple[Performer, Sequence[Entry]]":
        """The headings read whole, and found anew where others have changed the index meanwhile.

        Raises:
            MovedAwayError: one of them is gone.
        """
        now = self
        if not self.library.stored.is_unchanged:
            library = replace(self.outside.reopen(), now=self.library.now)
            now = replace(self, library=library)
            entries = [found for entry in entries for found in _found(library, entry)]
        return now, now.library.load_full(entries)

    async def _sure(self, entries: Sequence[Entry]) -> bool:
        """Ask before more than a few headings are touched."""
        if len(entries) <= _ASK_ABOVE:
            return True
        label = f"Change {plural(len(entries), 'heading')}?"
        return await self.asking.ask_option(label, YES_OR_NO) == "yes"

    async def _given(self, act: Act, entries: Sequence[Entry]) -> dict[str, str] | None:
        """What is answered; None where the user gave up."""
        given = dict[str, str]()
        for ask in act.asks:
            answer = await self._asked(ask, entries)
            if answer is None or not (answer or ask.optional):
                return None
            given |= ask.read(self.library, answer) if ask.read else {ask.name: answer}
        return given

    async def _asked(self, ask: Ask, entries: Sequence[Entry]) -> str | None:
        if ask.lines:
            return await self.asking.ask_text(ask.label)
        if ask.options is None:
            return await self.asking.ask_line(ask.label, ask.hint)
        return await self.asking.ask_option(ask.label, ask.options(self.library, entries))

    async def _note(self, use_case: "UseCase", asked: "Request") -> str | None:
        """The note where the file wants one, else an empty one; None where the user gave up."""
        wants = use_case.wants_note
        headings = [entry for entry in asked.targets if entry.heading.level]
        if wants is None or not any(wants(asked, entry) for entry in headings):
            return ""
        title = one_line(headings[0].heading.title)
        return await self.asking.ask_line(f"Note on {title}", "Enter for none")


def _found(library: Library, entry: Entry) -> Sequence[Entry]:
    try:
        return library.find(entry.id)
    except NotFoundError as error:
        raise MovedAwayError(entry.heading.title) from error
