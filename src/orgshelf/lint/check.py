"""A check: a possible problem in notes, the function that finds it, and its fix."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.lines import Splice

#: Severities: something is lost or misread; something is probably a mistake; a matter of style.
Level = Literal["error", "warning", "note"]

#: The parts of a heading that a fix may change; everything else must stay the same.
Part = Literal["text", "planning", "properties", "elements", "settings"]


class Named(NamedTuple):
    """A name, such as an id, and its line (from 1)."""

    name: str
    line: int


class Span(NamedTuple):
    """The span of a clock, with the end None while it is running, and its line."""

    start: datetime
    end: datetime | None
    line: int


class Work(NamedTuple):
    """A work: its identity keys, its line and its title."""

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
    """A problem: its line (from 1), one sentence, and the splices that fix it."""

    line: int
    text: str
    fix: tuple[Splice, ...] = ()


class FileFinding(NamedTuple):
    """A finding and its file."""

    file: str
    finding: Finding


#: Checks a file.
InFile = Callable[[LintedFile], Iterable[Finding]]
#: Checks several files together.
InFiles = Callable[[Sequence[FileFacts]], Iterator[FileFinding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the table.

    ``help`` describes the problem in a sentence; ``example`` is an Org file that has it. ``fixes``
    describes what ``--fix`` does, "" if it must be fixed by hand; ``changes`` are the parts of a
    heading that the fix may change. ``on``: it runs by default.
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
