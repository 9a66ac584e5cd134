"""All about one heading, as a page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.model import Timestamp
from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.progress.counts import status
from orgshelf.progress.reading import reading
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import bar, count
from orgshelf.terminal.readable import readable
from orgshelf.text import clean, hours, one_line, plural

if TYPE_CHECKING:
    from rich.console import Group, RenderableType


_LABEL_WIDTH = 12
_INDENT = 2
_SHOWN_ELSEWHERE = frozenset(("AUTHOR", "YEAR", "URL", "DOI"))


class Fact(NamedTuple):
    """A label and what stands beside it."""

    label: str
    text: str


class Head(NamedTuple):
    """What begins a section."""

    text: str


class Words(NamedTuple):
    """A line of a section."""

    text: str


Row = Fact | Head | Words


def plain(library: Library, entry: Entry, most: int | None = None) -> str:
    """The page as text, in ASCII but for what the notes say; with at most so many parts."""
    rows = (_plain_row(row) for row in _page(library, entry, most, ascii_only=True))
    return "".join(f"{line.rstrip()}\n" for line in (_title(entry), *rows))


def _plain_row(row: Row) -> str:
    match row:
        case Fact(label, text):
            return f"{label:<{_LABEL_WIDTH}}{text}"
        case Head(text):
            return f"\n{text}"
        case Words(text):
            return " " * _INDENT + text


def table(library: Library, entry: Entry, most: int | None = None) -> "Group":
    """The page in colour; long lines are wrapped below their own beginning."""
    from rich.console import Group
    from rich.text import Text

    rows = _page(library, entry, most, ascii_only=False)
    return Group(Text(_title(entry), "bold"), *map(_fancy_row, rows))


def _fancy_row(row: Row) -> "RenderableType":
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    match row:
        case Fact(label, text):
            line = Table.grid()
            line.add_column(width=_LABEL_WIDTH, style="cyan")
            line.add_column(overflow="fold")
            line.add_row(Text(label), Text(text))
            return line
        case Head(text):
            return Text(f"\n{text}", "bold")
        case Words(text):
            return Padding(Text(text), (0, 0, 0, _INDENT))


def _page(library: Library, entry: Entry, most: int | None, *, ascii_only: bool) -> Iterator[Row]:
    """Everything below the title: facts, dates, links, log, text and parts."""
    yield from _facts(library, entry, ascii_only=ascii_only)
    yield from _dates(library, entry)
    for number, link in enumerate(contents.links(entry), 1):
        name = f"{one_line(link.description)}  " if link.description else ""
        yield Fact("Links" if number == 1 else "", f"{number}  {name}{one_line(link.target)}")
    for key, value in entry.heading.properties.items():
        if key not in _SHOWN_ELSEWHERE and value != "nil":
            yield Fact(one_line(key), one_line(value))
    yield from _log(entry)
    yield from _notes(entry)
    if text := list(_words(entry)):
        yield Head("Text")
        yield from text
    yield from _below(library, entry, most)


def _title(entry: Entry) -> str:
    return one_line(entry.heading.title) or "(no title)"


def _facts(library: Library, entry: Entry, *, ascii_only: bool) -> Iterator[Row]:
    """What it is and how far; a fact without a value is left out."""
    heading, by = entry.heading, credits_of(entry.heading)
    role = "" if entry.role is Role.WORK else f", {entry.role}"
    tracked = heading.keyword or entry.role is Role.WORK
    facts = {
        "By": by.byline,
        "Kind": entry.kind + role,
        "Where": f"{entry.file}:{heading.line}  {library.short_ids[entry.id]}",
        "Path": " › ".join(entry.path),
        "State": f"{heading.keyword or ''} ({status(entry)})".strip() if tracked else "",
        "Priority": heading.priority or "",
        "Tags": ", ".join(heading.tags),
        "Progress": _progress(entry, ascii_only=ascii_only),
    }
    return (Fact(label, one_line(text)) for label, text in facts.items() if text)


def _progress(entry: Entry, *, ascii_only: bool) -> str:
    read = reading(entry)
    if not read and entry.progress.total == entry.is_item:
        return ""
    shown = read.progress if read else entry.progress
    words = " ".join(count(shown).split())
    unit = f" {read.unit}" if read and read.unit != "percent" else ""
    return f"{bar(shown, ascii_only=ascii_only)} {words}{unit}"


def _dates(library: Library, entry: Entry) -> Iterator[Row]:
    planning = entry.heading.planning
    for name in ("scheduled", "deadline", "closed"):
        stamp: Timestamp | None = getattr(planning, name)
        if stamp:
            yield Fact(name.capitalize(), one_line(stamp.raw[1:-1]) + _distance(library, stamp))


def _distance(library: Library, stamp: Timestamp) -> str:
    """How far away a day is, in words."""
    if stamp.day is None:
        return ""
    days = (stamp.day - library.now.date()).days
    if days == 0:
        return "  (today)"
    return f"  (in {plural(days, 'day')})" if days > 0 else f"  ({plural(-days, 'day')} ago)"


def _log(entry: Entry) -> Iterator[Row]:
    for number, change in enumerate(contents.history(entry)):
        states = f"{change.previous or 'none'} → {change.state or 'none'}"
        note = f"  {one_line(change.note)}" if change.note else ""
        text = f"{one_line(change.when.raw[1:-1])}  {one_line(states)}{note}"
        yield Fact("" if number else "History", text)
    clocked, effort = contents.clocked_minutes(entry), contents.effort_minutes(entry)
    if clocked or effort:
        yield Fact("Clocked", hours(clocked) + (f" of {hours(effort)} estimated" if effort else ""))


def _notes(entry: Entry) -> Iterator[Row]:
    """The notes that were taken, each below its day."""
    for number, (when, text) in enumerate(contents.notes(entry)):
        if not number:
            yield Head("Notes")
        lines = readable_line(text).split("\n")
        yield Words(f"{one_line(when.raw[1:-1])}  {one_line(lines[0])}")
        yield from (Words(f"  {clean(line)}") for line in lines[1:])


def _words(entry: Entry) -> Iterator[Row]:
    """The entry's own text, without the lines that are nothing but a link listed above."""
    shown = readable(entry.body)
    return (Words(clean(line)) for line in shown.split("\n") if shown)


def _below(library: Library, entry: Entry, most: int | None) -> Iterator[Row]:
    """The parts with their progress, then the notes with their text, of so many headings."""
    below = library.below(entry, most)
    parts = [part for part in below if part.is_item or part.progress.total]
    if parts:
        yield Head("Parts")
    for part in parts:
        yield Words(_part(library, part, part.heading.level - entry.heading.level - 1))
    for note in below:
        if note.role is Role.NOTE:
            yield Head(_title(note))
            yield from _words(note)


def _part(library: Library, part: Entry, depth: int) -> str:
    has_parts = part.progress.total > part.is_item
    words = (
        library.short_ids[part.id],
        "  " * depth + (part.heading.keyword or "-"),
        one_line(part.heading.title),
        " ".join(count(part.progress).split()) if has_parts else "",
    )
    return "  ".join(word for word in words if word)
