"""All about one heading."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.library import Library
from orgshelf.model import Timestamp
from orgshelf.org.syntax.text import is_link
from orgshelf.render.prose import readable
from orgshelf.render.text import bar, clean, count, hours, one_line, plural
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.progress import pages, status
from orgshelf.shelf.titles import credits_of

if TYPE_CHECKING:
    from rich.table import Table

_LABEL_WIDTH = 12
_SHOWN_ELSEWHERE = frozenset(("AUTHOR", "YEAR", "URL", "DOI"))


class Row(NamedTuple):
    """A line of the page: a label with its text, a section's head, or text alone."""

    label: str = ""
    text: str = ""


def plain(library: Library, entry: Entry) -> str:
    """The page as text."""
    rows = (_plain_row(row) for row in page(library, entry))
    return "".join(f"{line.rstrip()}\n" for line in (_title(entry), *rows))


def fancy(library: Library, entry: Entry) -> "Table":
    """The page with its labels in colour; long lines are wrapped beside their label."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, min_width=_LABEL_WIDTH - 1)
    grid.add_column(overflow="fold")
    for row in page(library, entry):
        grid.add_row(Text(row.label, "cyan" if row.text else "bold"), Text(row.text))
    outer = Table.grid()
    outer.add_row(Text(_title(entry), "bold"))
    outer.add_row(grid)
    return outer


def page(library: Library, entry: Entry) -> Iterator[Row]:
    """Everything below the title: facts, dates, links, log, text and parts."""
    yield from _facts(library, entry)
    yield from _dates(library, entry)
    for number, link in enumerate(contents.links(entry), 1):
        name = f"{one_line(link.description)}  " if link.description else ""
        yield Row("Links" if number == 1 else "", f"{number}  {name}{one_line(link.target)}")
    for key, value in entry.heading.properties.items():
        if key not in _SHOWN_ELSEWHERE and value != "nil":
            yield Row(one_line(key.capitalize()), one_line(value))
    yield from _log(entry)
    yield from _words(entry)
    yield from _below(library, entry)


def _plain_row(row: Row) -> str:
    return f"{row.label:<{_LABEL_WIDTH}}{row.text}" if row.text else row.label


def _title(entry: Entry) -> str:
    return one_line(entry.heading.title) or "(no title)"


def _facts(library: Library, entry: Entry) -> Iterator[Row]:
    """What it is and how far; a fact without a value is left out."""
    heading, by = entry.heading, credits_of(entry.heading)
    role = "" if entry.role is Role.WORK else f", {entry.role}"
    tracked = heading.keyword or entry.role is Role.WORK
    facts = {
        "By": ", ".join((*by.authors, *([str(by.year)] if by.year else ()))),
        "Kind": entry.kind + role,
        "Where": f"{entry.file}:{heading.line}  {library.short_ids[entry.id]}",
        "Path": " › ".join(entry.path),
        "State": f"{heading.keyword or ''} ({status(entry)})".strip() if tracked else "",
        "Priority": heading.priority or "",
        "Tags": ", ".join(heading.tags),
        "Progress": _progress(entry),
    }
    return (Row(label, one_line(text)) for label, text in facts.items() if text)


def _progress(entry: Entry) -> str:
    if counted := pages(entry):
        return f"{bar(counted)} page {count(counted)}"
    has_parts = entry.progress.total > entry.is_item
    return f"{bar(entry.progress)} {count(entry.progress)}" if has_parts else ""


def _dates(library: Library, entry: Entry) -> Iterator[Row]:
    planning = entry.heading.planning
    for name in ("scheduled", "deadline", "closed"):
        stamp: Timestamp | None = getattr(planning, name)
        if stamp:
            yield Row(name.capitalize(), one_line(stamp.raw[1:-1]) + _distance(library, stamp))


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
        yield Row("" if number else "History", text)
    clocked, effort = contents.clocked_minutes(entry), contents.effort_minutes(entry)
    if clocked or effort:
        yield Row("Clocked", hours(clocked) + (f" of {hours(effort)} estimated" if effort else ""))


def _words(entry: Entry) -> Iterator[Row]:
    """The entry's own text, without the lines that are nothing but a link listed above."""
    lines = [line for line in contents.prose(entry).split("\n") if not is_link(line)]
    shown = "\n".join(readable(lines)).strip("\n")
    if shown:
        yield Row()
        yield from (Row(text=clean(line)) for line in shown.split("\n"))


def _below(library: Library, entry: Entry) -> Iterator[Row]:
    """The parts with their progress, then the notes with their text."""
    below = library.below(entry)
    parts = [part for part in below if part.is_item or part.progress.total]
    if parts:
        yield Row()
        yield Row("Parts")
    for part in parts:
        yield Row(text=_part(library, part, part.heading.level - entry.heading.level))
    for note in below:
        if note.role is Role.NOTE:
            yield Row()
            yield Row(_title(note))
            yield from list(_words(note))[1:]


def _part(library: Library, part: Entry, depth: int) -> str:
    has_parts = part.progress.total > part.is_item
    words = (
        part.heading.keyword or "",
        one_line(part.heading.title),
        " ".join(count(part.progress).split()) if has_parts else "",
        library.short_ids[part.id],
    )
    return "  " * depth + "  ".join(word for word in words if word)
