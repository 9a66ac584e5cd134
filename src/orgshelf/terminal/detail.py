"""All about one heading, as a page."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from orgshelf.model import Progress, Timestamp
from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.progress.counts import status
from orgshelf.progress.reading import reading
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import bar, count, own_title
from orgshelf.terminal.readable import readable
from orgshelf.terminal.relative_days import away, late
from orgshelf.text import clean, hours, one_line

_LABEL_WIDTH = 12
_INDENT = 2
_SHOWN_ELSEWHERE = frozenset(("AUTHOR", "YEAR", "URL", "DOI", "RATING"))
#: Properties that say how Org or we are to treat the heading.
_OF_PROGRAMS = frozenset(
    (
        *("ID", "CUSTOM_ID", "COOKIE_DATA", "ORDERED", "LOGGING", "NOBLOCKING", "KIND", "GROUP"),
        *("CATEGORY", "STYLE", "LAST_REPEAT", "ROAM_REFS", "ROAM_ALIASES"),
        *("ARCHIVE_TIME", "ARCHIVE_FILE", "ARCHIVE_OLPATH", "ARCHIVE_CATEGORY", "ARCHIVE_TODO"),
    )
)
_PAGES = frozenset(("PAGE", "PAGES"))


class Fact(NamedTuple):
    """A label and the text beside it."""

    label: str
    text: str


class Head(NamedTuple):
    """What begins a section."""

    text: str


class Words(NamedTuple):
    """A line of a section."""

    text: str


class Part(NamedTuple):
    """A part of the heading, with its depth below the topmost parts."""

    entry: Entry
    depth: int


Row = Fact | Head | Words | Part


def plain(library: Library, entry: Entry, *, verbose: bool = False, most: int | None = None) -> str:
    """The page as text, in ASCII except for the notes' own text; with at most ``most`` headings."""
    told = (*_facts(library, entry), *body(library, entry, verbose=verbose, most=most))
    rows = (_plain_row(library, row) for row in told)
    return "".join(f"{line.rstrip()}\n" for line in (own_title(entry), *rows))


def _plain_row(library: Library, row: Row) -> str:
    match row:
        case Part(entry, depth):
            return " " * _INDENT + _part(library, entry, depth)
        case Fact(label, text):
            return f"{label:<{_LABEL_WIDTH - 1}} {text}"
        case Head(text):
            return f"\n{text}"
        case Words(text):
            return " " * _INDENT + text


def body(
    library: Library, entry: Entry, *, verbose: bool, most: int | None = None
) -> Iterator[Row]:
    """Everything below the facts: dates, links, log, notes, text and parts.

    Properties that only programs need are told where that is asked for; of
    what is below it, ``most`` headings.
    """
    yield from _dates(library, entry)
    for number, link in enumerate(contents.links(entry), 1):
        name = f"{one_line(link.description)}  " if link.description else ""
        yield Fact("Links" if number == 1 else "", f"{number}  {name}{one_line(link.target)}")
    hidden = _SHOWN_ELSEWHERE | (_PAGES if reading(entry) else set())
    hidden |= set() if verbose else _OF_PROGRAMS
    for key, value in entry.heading.properties.items():
        if key not in hidden and value != "nil":
            yield Fact(one_line(key), one_line(value))
    yield from _log(entry)
    yield from _notes(entry)
    if text := list(_words(entry)):
        yield Head("Text")
        yield from text
    yield from _below(library, entry, most)


def _facts(library: Library, entry: Entry) -> Iterator[Row]:
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
        "Rating": value_of(heading, "RATING") or "",
        "Progress": _progress(entry),
    }
    return (Fact(label, one_line(text)) for label, text in facts.items() if text)


def _progress(entry: Entry) -> str:
    shown, words = progress_of(entry)
    return f"{bar(shown, ascii_only=True)} {words}" if words else ""


def progress_of(entry: Entry) -> tuple[Progress, str]:
    """How far one is, as numbers and in words; no words where there is nothing to count."""
    read = reading(entry)
    if not read and entry.progress.total == entry.is_item:
        return Progress(), ""
    shown = read.progress if read else entry.progress
    done, percent = count(shown).split(maxsplit=1)
    unit = read.unit if read and read.unit != "percent" else ""
    return shown, " ".join(filter(None, (done, unit, percent)))


def _dates(library: Library, entry: Entry) -> Iterator[Row]:
    planning = entry.heading.planning
    for name in ("scheduled", "deadline", "closed"):
        stamp: Timestamp | None = getattr(planning, name)
        if stamp:
            pressing = name == "deadline" and entry.pending
            said = _distance(library, stamp, pressing=pressing)
            yield Fact(name.capitalize(), one_line(stamp.raw[1:-1]) + said)


def _distance(library: Library, stamp: Timestamp, *, pressing: bool) -> str:
    """How far away a day is, in words."""
    if stamp.day is None:
        return ""
    days = (stamp.day - library.now.date()).days
    return f"  ({late(-days) if pressing and days < 0 else away(days)})"


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
        first, *rest = _filled(readable_line(text).split("\n"))
        yield Words(f"{one_line(when.raw[1:-1])}  {one_line(first)}")
        yield from (Words(f"  {clean(line)}") for line in rest)


def _filled(lines: Iterable[str]) -> list[str]:
    """The lines with those of one paragraph joined; items, tables and blank lines stay."""
    told: list[str] = []
    for line in lines:
        goes_on = told and told[-1] and line[:1].isalpha()
        told[-1:] = [f"{told[-1]} {line}"] if goes_on else [*told[-1:], line]
    return told


def _words(entry: Entry) -> Iterator[Row]:
    """The entry's own text, without the lines that are nothing but a link listed above."""
    shown = readable(entry.body)
    return (Words(clean(line)) for line in shown.split("\n") if shown)


def _below(library: Library, entry: Entry, most: int | None) -> Iterator[Row]:
    """The parts with their progress, then the notes with their text."""
    below = library.below(entry, most)
    parts = [part for part in below if part.is_item or part.progress.total]
    if parts:
        yield Head("Parts")
    yield from (Part(part, part.heading.level - entry.heading.level - 1) for part in parts)
    for note in below:
        if note.role is Role.NOTE:
            yield Head(own_title(note))
            yield from _words(note)


def _part(library: Library, part: Entry, depth: int) -> str:
    has_parts = part.has_parts
    words = (
        library.short_ids[part.id],
        "  " * depth + (part.heading.keyword or "-"),
        one_line(part.heading.title),
        " ".join(count(part.progress).split()) if has_parts else "",
    )
    return "  ".join(word for word in words if word)
