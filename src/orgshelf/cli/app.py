"""What every command shares: the notes it works on, the clock, the screen."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgshelf.cli.output import can_ask, info, info_once, late_bar
from orgshelf.errors import (
    AmbiguousError,
    NoLastHeadingError,
    NotFoundError,
    NotPrivateError,
    OrgshelfError,
    UnreadableError,
    UsageError,
)
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from orgshelf.shelf.entries import Entry
    from orgshelf.store.config import Config
    from orgshelf.store.library import Library
    from orgshelf.store.notes import Ticker

#: The REF of the heading that the last command was about.
_LAST = "-"
#: More targets than this are only changed after asking.
ASK_ABOVE = 3


@dataclass(frozen=True)
class App:
    """One run of the program; made from the global options.

    ``clock`` is where ``now`` came from, None where the user set it. ``tells_copies`` says
    whether the user is to hear of conflict copies.
    """

    notes: str | None
    config_file: str | None
    now: datetime
    color: str
    verbose: bool
    no_index: bool = False
    no_context: bool = False
    tells_copies: bool = True
    clock: Callable[[], datetime] | None = None

    def refreshed(self) -> "App":
        """The same run, later: configuration and notes are read again."""
        return replace(self, now=self.clock() if self.clock else self.now)

    @cached_property
    def _root(self) -> "tuple[Path, Config]":
        from orgshelf.store.root import find_root

        return find_root(self.notes, self.config_file, Path.cwd())

    @property
    def notes_root(self) -> Path:
        """The folder of the notes."""
        return self._root[0]

    @property
    def config(self) -> "Config":
        """The configuration in force there."""
        config = self._root[1]
        return config._replace(context=None) if self.no_context else config

    @property
    def notes_name(self) -> str:
        """What the notes are called: the configured title, else the name of their folder."""
        return self.config.title or self.notes_root.absolute().name or str(self.notes_root)

    @cached_property
    def library(self) -> "Library":
        """The notes, read once."""
        self._finish_interrupted()
        with late_bar("Reading", "files,", "{task.fields[rate]:,.0f} headings/s,") as bar:
            library = self._open(bar.tick if bar else None)
        if self.tells_copies and (copies := library.conflict_copies):
            _tell_copies(copies)
        if self.verbose:
            self._tell_problems(library)
        return library

    def _finish_interrupted(self) -> None:
        """Finish what an earlier run has left half done, and say so."""
        from orgshelf.store.state_files import ends_well, is_written

        if ends_well(self.notes_root) and not is_written():
            return
        from orgshelf.actions import recovery

        try:
            if told := recovery.finish_any(self.notes_root, self.config.writable):
                info(told)
        except NotPrivateError:  # nobody who only reads is held up by that
            pass
        except OrgshelfError as error:  # whoever wants to write will meet it again
            info_once(f"orgshelf: {error}")

    def _open(self, tick: "Ticker | None") -> "Library":
        """The notes by the index in the cache, or by one in memory."""
        from orgshelf.store.opening import library_in_memory, open_library

        if not self.no_index:
            try:
                return open_library(*self._root, self.now, tick)
            except NotPrivateError as error:
                info_once(f"orgshelf: {error}")
        return library_in_memory(*self._root, self.now, tick)

    def forget_damaged_index(self, error: Exception) -> None:
        """Remove the index if an error says that it is damaged: the next run rebuilds it."""
        from orgshelf.store import opening

        if opening.is_damage(error):
            opening.discard(self.notes_root)

    @property
    def exit_code(self) -> int:
        """6 where some notes could not be read, each named on stderr; else 0."""
        library: Library | None = self.__dict__.get("library")
        for file, reason in library.unreadable if library else ():
            info(f"{file} could not be read: {reason}.")
        return UnreadableError.exit_code if library and library.unreadable else 0

    def _tell_problems(self, library: "Library") -> None:
        headings = plural(len(library.entries), "heading")
        info(f"Read {headings} in {plural(len(library.documents), 'file')}.")
        from orgshelf.actions.linting import lint, of_files_alone
        from orgshelf.terminal.lint_text import lines

        for line in lines(lint(library, of_files_alone(self.config.lint))):
            info(line.rstrip("\n"))

    def find_target(self, ref: str) -> "Entry":
        """The one heading that a command is about; from then on ``-`` names it too.

        Raises:
            NotFoundError, AmbiguousError: as ``find``.
        """
        entry = self.find(ref)
        self.remember(id_=entry.id, title=entry.heading.title)
        return entry

    def remember(self, *, id_: str = "", place: str = "", title: str = "") -> None:
        """Let ``-`` name the heading with this id, at this FILE:LINE, or of this title.

        Not where nothing is to be kept outside the notes.
        """
        if self.no_index:
            return
        from orgshelf.store.state_files import LastHeading, remember

        remember(self.notes_root, LastHeading(id_, place, title))

    def find(self, ref: str) -> "Entry":
        """The one heading a REF means; on a terminal the user chooses among several.

        ``-`` is that of the last command.

        Raises:
            NotFoundError: none.
            AmbiguousError: several, and nobody to ask.
        """
        if ref == _LAST:
            return self._find_last()
        found = self.library.find(ref)
        if len(found) == 1:
            return self.library.load_full(found)[0]
        candidates = [f"{self.library.short_ids[e.id]}  {_described(e)}" for e in found]
        if not can_ask():
            raise AmbiguousError(ref, candidates)
        for number, text in enumerate(candidates, 1):
            info(f"{number:>3}  {text}")
        number = click.prompt("Which one?", type=click.IntRange(1, len(found)), err=True)
        return self.library.load_full([found[number - 1]])[0]

    def named(self, words: "Sequence[str]") -> "Entry | None":
        """The one heading that words name as a REF; None where they are a query, or no words."""
        if tuple(words) == ("-",):
            return self.find_target("-")
        try:
            found = self.library.find(" ".join(words)) if words else []
        except OrgshelfError:
            return None
        return found[0] if len(found) == 1 else None

    def find_before(self, words: "Sequence[str]") -> "tuple[Entry, str | None]":
        """The heading that the words name, and the last word if it is not part of the name.

        Raises:
            NotFoundError, AmbiguousError: as ``find``.
        """
        *before, last = words
        if before and self.named(before):
            return self.find_target(" ".join(before)), last
        if before and not self.named(words):
            self.find(" ".join(before))
        return self.find_target(" ".join(words)), None

    def find_all(self, refs: Iterable[str]) -> "list[Entry]":
        """The headings of several REFs, each once, in the order they were named.

        Words that one title has all of name that heading.
        """
        refs = list(refs)
        if len(refs) > 1 and (entry := self._titled(" ".join(refs))):
            refs = [entry.id]
        found = list({entry.id: entry for entry in map(self.find, refs)}.values())
        if len(found) == 1:
            self.remember(id_=found[0].id, title=found[0].heading.title)
        return found

    def _find_last(self) -> "Entry":
        from orgshelf.store.state_files import last_heading

        last = last_heading(self.notes_root)
        for ref in filter(None, last or ()):
            with suppress(NotFoundError):
                found = self.library.load_full(self.library.find(ref))
                same = [e for e in found if last and ref in (e.id, last.place, e.heading.title)]
                if len(same) == 1:
                    return same[0]
        raise NoLastHeadingError(gone=last is not None)

    def _titled(self, words: str) -> "Entry | None":
        """The one heading with all words in its title: words alone may be one REF."""
        from orgshelf.shelf import refs

        if any(refs.is_exact(word) for word in words.split()):
            return None
        with suppress(NotFoundError):
            found = [e for e in self.library.find(words) if refs.is_titled(e, words)]
            if len(found) == 1:
                return self.library.load_full(found)[0]
        return None

    def confirm(self, targets: "Sequence[Entry]", *, yes: bool) -> None:
        """Ask before more than a few headings are touched.

        Raises:
            UsageError: nobody to ask.
            click.Abort: the answer was no.
        """
        if yes or len(targets) <= ASK_ABOVE:
            return
        if not can_ask():
            raise UsageError(f"This would change {len(targets)} headings: add --yes to do it.")
        click.confirm(f"Change {len(targets)} headings?", abort=True, err=True)


def _tell_copies(names: Sequence[str]) -> None:
    """Say that there are conflict copies, which are left out, and how to merge them."""
    first = one_line(names[0])
    count = plural(len(names), "conflict copy", "conflict copies")
    verb = "is" if len(names) == 1 else "are"
    info_once(
        f"{count} {verb} left out ({first}): `orgshelf merge --conflicts` merges what is in it."
    )


def _described(entry: "Entry") -> str:
    state = entry.heading.keyword or "-"
    return one_line(f"{entry.file}:{entry.heading.line}  {state}  {entry.heading.title}")
