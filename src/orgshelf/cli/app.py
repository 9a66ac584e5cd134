"""What every command shares: the notes it works on, the clock, the screen."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from orgshelf.cli.streams import make_console, print_bytes
from orgshelf.errors import (
    AmbiguousError,
    NotPrivateError,
    OrgshelfError,
    UnreadableError,
    UsageError,
)
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from orgshelf.shelf.entries import Entry
    from orgshelf.store.config import Config
    from orgshelf.store.library import Library
    from orgshelf.store.notes import Ticker

#: More targets than this are only changed after asking.
ASK_ABOVE = 3

T = TypeVar("T")

#: Rows of one table.
_MOST_ROWS = 1_000
_BYTES_AT_ONCE = 1 << 20
_LINES_AT_ONCE = 1_000


@dataclass
class App:
    """One run of the program; made from the global options.

    ``clock`` is where ``now`` came from, None where the user set it. ``warned`` are the
    sentences that need not be said twice.
    """

    notes: str | None
    config_file: str | None
    now: datetime
    color: str
    verbose: bool
    no_index: bool = False
    clock: Callable[[], datetime] | None = None
    warned: set[str] = field(default_factory=set)

    def anew(self) -> "App":
        """The same run, later: configuration and notes are read again."""
        return replace(self, now=self.clock() if self.clock else self.now)

    @cached_property
    def place(self) -> "tuple[Path, Config]":
        """The notes root and its configuration."""
        from orgshelf.store.root import find_root

        return find_root(self.notes, self.config_file, Path.cwd())

    @property
    def notes_name(self) -> str:
        """The notes root as the user named it, or as it looks from the working directory."""
        if self.notes is not None:
            return self.notes
        root = self.place[0]
        with suppress(ValueError):
            return root.relative_to(Path.cwd()).as_posix()
        return str(root)

    @cached_property
    def library(self) -> "Library":
        """The notes, read once."""
        from orgshelf.cli.progress_bar import reading_progress

        root, config = self.place
        self._finish_interrupted(root, config.writable)
        with reading_progress() as tick:
            library = self._open(tick)
        if self.verbose:
            self._tell_problems(library)
        return library

    def _finish_interrupted(self, root: Path, writable: Sequence[Path]) -> None:
        """Finish what an earlier run has left half done, and say so."""
        from orgshelf.store.journal_end import ends_well

        if ends_well(root):
            return
        from orgshelf.actions import recovery

        try:
            if told := recovery.finish_any(root, writable):
                say(told)
        except NotPrivateError:  # nobody who only reads is held up by that
            pass
        except OrgshelfError as error:  # whoever wants to write will meet it again
            self._warn(f"orgshelf: {error}")

    def _open(self, tick: "Ticker | None") -> "Library":
        """The notes by the index in the cache, or by one in memory."""
        from orgshelf.store.opening import library_in_memory, open_library

        if not self.no_index:
            try:
                return open_library(*self.place, self.now, tick)
            except NotPrivateError as error:
                self._warn(f"orgshelf: {error}")
        return library_in_memory(*self.place, self.now, tick)

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warned:
            self.warned.add(sentence)
            say(sentence)

    def forget_damaged_index(self, error: Exception) -> None:
        """Remove the index if an error says that it is broken: the next run makes it anew."""
        from orgshelf.store import database

        if database.is_damage(error):
            database.discard(self.place[0])

    @property
    def exit_code(self) -> int:
        """6 where some notes could not be read, each named on stderr; else 0."""
        library: Library | None = self.__dict__.get("library")
        for file, reason in library.unreadable if library else ():
            say(f"{file} could not be read: {reason}.")
        return UnreadableError.exit_code if library and library.unreadable else 0

    def _tell_problems(self, library: "Library") -> None:
        say(f"Read {len(library.entries)} headings in {len(library.documents)} files.")
        for document in library.documents:
            for problem in document.problems:
                say(f"{document.file}:{problem.line}: {problem.text}")

    def find(self, ref: str) -> "Entry":
        """The one heading a REF means; on a terminal the user chooses among several.

        Raises:
            NotFoundError: none.
            AmbiguousError: several, and nobody to ask.
        """
        found = self.library.load_full(self.library.find(ref))
        if len(found) == 1:
            return found[0]
        candidates = [f"{self.library.short_ids[e.id]}  {_described(e)}" for e in found]
        if not interactive():
            raise AmbiguousError(ref, candidates)
        for number, text in enumerate(candidates, 1):
            say(f"{number:>3}  {text}")
        number = click.prompt("Which one?", type=click.IntRange(1, len(found)), err=True)
        return found[number - 1]

    def find_all(self, refs: Iterable[str]) -> "list[Entry]":
        """The headings of several REFs, each once, in the order they were named."""
        return list({entry.id: entry for entry in map(self.find, refs)}.values())

    def confirm(self, targets: "Sequence[Entry]", *, yes: bool) -> None:
        """Ask before more than a few headings are touched.

        Raises:
            UsageError: nobody to ask.
            click.Abort: the answer was no.
        """
        if yes or len(targets) <= ASK_ABOVE:
            return
        if not interactive():
            raise UsageError(f"This would change {len(targets)} headings: add --yes to do it.")
        click.confirm(f"Change {len(targets)} headings?", abort=True, err=True)

    @property
    def fancy(self) -> bool:
        """Whether stdout may get tables and colours."""
        if self.color != "auto":
            return self.color == "always"
        return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))

    def say_nothing(self) -> None:
        """Say that nothing was found, or that there is nothing yet."""
        say("Nothing matches." if self.library.entries else "There are no headings here yet.")

    def show(self, plain: Callable[[], str], fancy: Callable[[], "RenderableType"]) -> None:
        """Print the one that fits the screen."""
        if self.fancy:
            self.console.print(fancy())
        else:
            echo(plain())

    def show_table(
        self, rows: Iterable[T], table: "Callable[[Sequence[T]], RenderableType]"
    ) -> None:
        """Print a table; one that is very long as several, so that it begins at once."""
        rest = iter(rows)
        while some := list(islice(rest, _MOST_ROWS)):
            self.console.print(table(some))

    @cached_property
    def console(self) -> "Console":
        """A rich console for stdout, colours as asked for."""
        never = self.color == "never" or bool(os.environ.get("NO_COLOR"))
        return make_console(
            force_terminal=True, no_color=never, highlight=False, emoji=False, markup=False
        )


def _described(entry: "Entry") -> str:
    state = entry.heading.keyword or "-"
    return one_line(f"{entry.file}:{entry.heading.line}  {state}  {entry.heading.title}")


def interactive() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def echo(text: str | Iterable[str]) -> None:
    """Print text for people on stdout, whole or line by line."""
    parts = iter((text,) if isinstance(text, str) else text)
    while some := "".join(islice(parts, _LINES_AT_ONCE)):
        click.echo(some, nl=False)


def emit(data: bytes) -> None:
    """Print a format of ``export``."""
    print_bytes([data])


def stream(pieces: Iterable[bytes]) -> None:
    """Print such a format when all of it is made: a half may not stand where that fails."""
    from orgshelf.store.spool import put_aside  # most answers are short lines

    with put_aside(pieces) as made:
        print_bytes(iter(lambda: made.read(_BYTES_AT_ONCE), b""))


def say(text: str) -> None:
    """Tell the user something, on a line of stderr."""
    click.echo(one_line(text), err=True)
