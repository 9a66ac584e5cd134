"""All about one heading, as a page on the screen."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from orgshelf.progress.counts import status
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import marks
from orgshelf.terminal.detail import Fact, Head, Part, Row, Words, body, progress_of
from orgshelf.terminal.entry_table import STATUS_STYLES, entry_grid, row, styled, track
from orgshelf.terminal.grid import Grid, Labelled
from orgshelf.terminal.works import rating
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderableType
    from rich.text import Text

    from orgshelf.terminal.grid import Line

_INDENT = "  "
_BARS = re.compile(r"(?:│ ?)*")


def table(
    library: Library, entry: Entry, *, verbose: bool = False, most: int | None = None
) -> "Group":
    """The page in colour: who and what, how far, when, and what the notes say."""
    from rich.console import Group

    rows = list(body(library, entry, verbose=verbose, most=most))
    shown: list[RenderableType] = [*_head(library, entry)]
    if rows and isinstance(rows[0], Fact):
        shown.append("")
    for is_part, some in groupby(rows, lambda row: isinstance(row, Part)):
        found = list(some)
        shown += [_parts(library, found)] if is_part else map(_drawn, found)
    return Group(*shown)


def _head(library: Library, entry: Entry) -> "Iterator[Text]":
    """The title, who made it, one line of facts, the progress."""
    by = credits_of(entry.heading)
    yield styled(by.title or "(no title)", "bold")
    if by.byline:
        yield styled(by.byline, "dim")
    yield _line_of_facts(library, entry)
    numbers, words = progress_of(entry)
    if words:
        yield track(numbers).append(f" {words}")


def _line_of_facts(library: Library, entry: Entry) -> "Text":
    """``book · READING, in progress · !A #databases · ★★★★☆ · books.org:5 · f015``."""
    from rich.text import Text

    heading, now = entry.heading, status(entry)
    tracked = heading.keyword or entry.role is Role.WORK
    words = ", ".join(filter(None, (heading.keyword, str(now)))) if tracked else ""
    facts = (
        styled(entry.kind if entry.role is Role.WORK else f"{entry.kind}, {entry.role}"),
        styled(words, STATUS_STYLES[now]),
        styled(marks(entry)),
        rating(value_of(heading, "RATING") or ""),
        styled(" › ".join(entry.path), "dim"),
        styled(f"{entry.file}:{heading.line}", "dim"),
        styled(library.short_ids[entry.id], "cyan"),
    )
    line = Text()
    for fact in filter(None, facts):
        line.append(" · " if line else "", "dim").append_text(fact)
    return line


def _parts(library: Library, parts: "Iterable[Row]") -> Grid:
    """The parts with their states in colour, each below the one it is in."""
    found = [part for part in parts if isinstance(part, Part)]

    def build(screen: int) -> "list[Line]":
        return [row(library, part.entry, screen, part.depth) for part in found]

    return entry_grid(build)


def _drawn(row: Row) -> "RenderableType":
    from rich.text import Text

    match row:
        case Fact(label, text):
            return Labelled(label, text)
        case Head(text):
            return Text(f"\n{text}", "bold")
        case Words(text):
            return Barred(text)
        case Part():
            raise AssertionError


@dataclass(frozen=True, slots=True)
class Barred:
    """A line of text; the bars at its side go on where it is wrapped."""

    text: str

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """What rich prints: one text a line."""
        from rich.text import Text

        bars = _BARS.match(self.text)
        side = _INDENT + one_line(bars[0] if bars else "")
        rest = Text(self.text[len(side) - len(_INDENT) :])
        room = max(options.max_width - len(side), 1)
        for line in rest.wrap(console, room) or [rest]:
            line.rstrip()
            yield Text.assemble((side, "dim"), line)
