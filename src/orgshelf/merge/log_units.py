"""What Org and its packages keep at the top of an entry's text: logs, clocks, drawers."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from orgshelf.org.elements.logbook import is_log_item
from orgshelf.org.elements.node import Element
from orgshelf.org.elements.section import read_body
from orgshelf.org.syntax.case import upcase
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp

#: The drawer of org-fc, with a table that has a row for each side of a card.
_REVIEWS = "REVIEW_DATA"
#: The columns that say when a row was made, the best one first.
_TIMES = ("last-review", "due")

Lines = tuple[str, ...]


class LogEntry(NamedTuple):
    """A clock, an item or a row: what tells it from others, its lines, and when it was made."""

    name: Hashable
    lines: Lines
    when: datetime | None


@dataclass(frozen=True, slots=True)
class LogUnit:
    """A drawer, or log lines that stand by themselves, with the blank lines above.

    ``edges`` are the drawer's first and last line. ``entries`` are what it holds, None where
    that is just text. ``rows`` says that they are rows of a table: each is the present state of
    something, not what happened once.
    """

    name: Hashable
    blanks: Lines
    edges: tuple[Lines, Lines]
    inside: Lines
    entries: tuple[LogEntry, ...] | None
    rows: bool = False

    @property
    def lines(self) -> Lines:
        """All its lines."""
        return (*self.blanks, *self.edges[0], *self.inside, *self.edges[1])


class _Span(NamedTuple):
    """Lines that are one unit: a drawer, or log lines, with the elements they are made of."""

    begin: int
    end: int
    name: str
    elements: list[Element]


def split_log(text: Lines) -> tuple[tuple[LogUnit, ...], Lines]:
    """The units that a text begins with, and the rest of it."""
    units: list[LogUnit] = []
    numbers = Counter[str]()
    at = 0
    for span in _joined(text, _leading(text)):
        numbers[span.name] += 1
        units.append(_unit(text, at, span, numbers[span.name]))
        at = span.end
    return tuple(units), text[at:]


def _leading(text: Lines) -> Iterator[_Span]:
    """The drawers, clocks and log items above all else."""
    for element in read_body(text).children:
        if element.kind == "drawer":
            name = upcase(element.name)
            yield _Span(element.begin, element.text_end, name, list(element.children))
        elif element.kind == "clock":
            yield _Span(element.begin, element.text_end, "", [element])
        elif element.kind == "plain-list":
            for item in element.children:
                if not is_log_item(text[item.begin]):
                    return
                yield _Span(item.begin, item.text_end, "", [item])
        else:
            return


def _joined(text: Lines, spans: Iterable[_Span]) -> Iterator[_Span]:
    """The spans, where log lines that follow each other are one."""
    joined: _Span | None = None
    for span in spans:
        if joined and joined.name == span.name == "" and joined.end == span.begin:
            joined = _Span(joined.begin, span.end, "", joined.elements + span.elements)
            continue
        if joined:
            yield joined
        joined = span
    if joined:
        yield joined


def _unit(text: Lines, at: int, span: _Span, number: int) -> LogUnit:
    edges: tuple[Lines, Lines] = ((), ())
    begin, end = span.begin, span.end
    if span.name:
        edges = text[begin : begin + 1], text[end - 1 : end]
        begin, end = begin + 1, end - 1
    entries = _entries(text, begin, end, span.elements)
    if span.name == _REVIEWS and [e.kind for e in span.elements] == ["table"]:
        entries = tuple(_rows(text[begin:end]))
    name = (span.name, number)
    inside, rows = text[begin:end], span.name == _REVIEWS and entries is not None
    return LogUnit(name, text[at : span.begin], edges, inside, entries, rows)


def _entries(
    text: Lines, begin: int, end: int, elements: Sequence[Element]
) -> tuple[LogEntry, ...] | None:
    """The clocks and items, None where there is anything else between two lines."""
    found: list[LogEntry] = []
    at = begin
    for element in _leaves(elements):
        if element.kind not in ("clock", "item") or element.begin != at:
            return None
        at = element.end if element.end <= end else element.text_end
        if at > element.text_end:
            return None
        found.append(_log_entry(text[element.begin : element.text_end]))
    return tuple(_told_apart(found)) if at == end else None


def _leaves(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield from element.children if element.kind == "plain-list" else (element,)


def _log_entry(lines: Lines) -> LogEntry:
    """A clock is known by when it began, also once it has ended; an item by its first line."""
    words = lines[0].strip().removesuffix("\\\\").rstrip()
    stamp = STAMP.search(words)
    when = parse_timestamp(words, stamp.start()) if stamp else None
    name = words[: stamp.end()] if stamp and words.upper().startswith("CLOCK:") else words
    return LogEntry(name, lines, when.start if when else None)


def _told_apart(entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries with a number in their names."""
    seen = Counter[Hashable]()
    for entry in entries:
        seen[entry.name] += 1
        yield entry._replace(name=(entry.name, seen[entry.name]))


def _rows(lines: Lines) -> Iterator[LogEntry]:
    """The rows of a table, each known by its first cell."""
    head = _cells(lines[0]) if lines else []
    column = next((head.index(name) for name in _TIMES if name in head), len(head))
    entries = []
    for line in lines:
        cells = _cells(line)
        entries.append(LogEntry(cells[0], (line,), _moment("".join(cells[column : column + 1]))))
    yield from _told_apart(entries)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
