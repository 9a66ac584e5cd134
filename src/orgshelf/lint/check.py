"""A check: one thing that can be off in notes, how it is found, and what fixes it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.lines import Splice

#: How bad it is: something is lost or read wrongly; something is likely a slip; a matter of taste.
Level = Literal["error", "warning", "note"]

#: What a fix may make another one, of the heading that it is below; all else stays as it is read.
Part = Literal["text", "planning", "properties", "elements", "settings"]


class Named(NamedTuple):
    """A name, such as an id, and the line (from 1) where it stands."""

    name: str
    line: int


class Span(NamedTuple):
    """A time that was clocked, None as its end while it runs, and the line of the clock."""

    start: datetime
    end: datetime | None
    line: int


class Work(NamedTuple):
    """A work: the keys that are the same for the same work, its line and its title."""

    keys: tuple[tuple[str, ...], ...]
    line: int
    title: str


class FileFacts(NamedTuple):
    """The facts of one file.

    ``id_links`` are the ids that its links lead to, ``web_links`` the addresses of the web.
    """

    file: str
    ids: tuple[Named, ...] = ()
    custom_ids: tuple[Named, ...] = ()
    id_links: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    clocks: tuple[Span, ...] = ()
    works: tuple[Work, ...] = ()
    web_links: tuple[Named, ...] = ()


class Finding(NamedTuple):
    """Something that is off: its line (from 1), one sentence, and the splices that fix it."""

    line: int
    text: str
    fix: tuple[Splice, ...] = ()


class FileFinding(NamedTuple):
    """A finding and the file it is in."""

    file: str
    finding: Finding


#: Finds what is off in a file.
InFile = Callable[[LintedFile], Iterable[Finding]]
#: Finds what is off in several files together.
InFiles = Callable[[Sequence[FileFacts]], Iterator[FileFinding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table.

    ``help`` says in a sentence what it means; ``example`` is an Org file that has it. ``fixes``
    says what ``--fix`` does, "" where only a person can know; ``changes`` are the parts of a
    heading that this changes. ``on`` says whether it is asked for unless it is named.
    """

    name: str
    level: Level
    help: str
    example: str
    in_file: InFile | None = None
    in_files: InFiles | None = None
    fixes: str = ""
    changes: frozenset[Part] = frozenset()
    on: bool = True
