"""Logs, clocks and other drawers that both sides changed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from orgshelf.merge.line_merge import join_lines, merge_lines
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Conflict, Piece, Three, named
from orgshelf.org.elements.logbook import is_log_item
from orgshelf.org.elements.node import Element
from orgshelf.org.elements.section import read_body
from orgshelf.org.syntax.aligned_tables import cells
from orgshelf.org.syntax.case import upcase
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp

#: The drawer of org-fc, with a table that has a row for each side of a card.
_REVIEWS = "REVIEW_DATA"
#: The columns with the time of a row, the most reliable first.
_TIMES = ("last-review", "due")

#: The separator between the begin and the end of a clock.
_CLOCK_END = "]--["

Lines = tuple[str, ...]


class LogEntry(NamedTuple):
    """A clock, a log item or a table row, with a unique name and its time."""

    name: Hashable
    lines: Lines
    when: datetime | None


@dataclass(frozen=True, slots=True)
class LogUnit:
    """A drawer, or a run of log lines outside of drawers, with the blank lines above it.

    ``edges`` are the drawer's first and last line. ``entries`` are its log entries, None if it
    contains anything else. ``rows``: they are rows of a table, each of which is a current state,
    and not an event.
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
    """The lines of a unit with their elements."""

    begin: int
    end: int
    name: str
    elements: list[Element]


def split_log(text: Lines) -> tuple[tuple[LogUnit, ...], Lines]:
    """The log units at the begin of a text, and the rest of the text."""
    units: list[LogUnit] = []
    numbers = Counter[str]()
    at = 0
    for span in _joined(text, _leading(text)):
        numbers[span.name] += 1
        units.append(_unit(text, at, span, numbers[span.name]))
        at = span.end
    return tuple(units), text[at:]


def _leading(text: Lines) -> Iterator[_Span]:
    """The drawers, clocks and log items at the begin of a text."""
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
    """The spans, with adjacent log lines joined to one."""
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
    """The clocks and log items between two lines; None if there is anything else."""
    found: list[LogEntry] = []
    at = begin
    for element in _leaves(elements):
        if element.kind not in ("clock", "item") or element.begin != at:
            return None
        at = element.end if element.end <= end else element.text_end
        if at > element.text_end:
            return None
        found.append(_log_entry(text[element.begin : element.text_end]))
    return tuple(_numbered(found)) if at == end else None


def _leaves(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield from element.children if element.kind == "plain-list" else (element,)


def _log_entry(lines: Lines) -> LogEntry:
    """A log entry, named by its first line; a clock by its start, since its end is added later."""
    words = lines[0].strip().removesuffix("\\\\").rstrip()
    stamp = STAMP.search(words)
    when = parse_timestamp(words, stamp.start()) if stamp else None
    name = words[: stamp.end()] if stamp and words.upper().startswith("CLOCK:") else words
    return LogEntry(name, lines, when.start if when else None)


def _numbered(entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
    """The entries with equal names made unique by a number."""
    seen = Counter[Hashable]()
    for entry in entries:
        seen[entry.name] += 1
        yield entry._replace(name=(entry.name, seen[entry.name]))


def _rows(lines: Lines) -> Iterator[LogEntry]:
    """The rows of a table, each named by its first cell."""
    head = cells(lines[0]) if lines else []
    column = next((head.index(name) for name in _TIMES if name in head), len(head))
    entries = []
    for line in lines:
        row = cells(line)
        entries.append(LogEntry(row[0], (line,), _moment("".join(row[column : column + 1]))))
    yield from _numbered(entries)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


_Units = Sequence[LogUnit]
_Named = Mapping[Hashable, LogEntry]


def merge_logs(units: Three[_Units], *, newest_first: bool) -> list[Piece]:
    """The merged drawers and log lines; ``newest_first``: the order of log entries."""
    by_name = units.map(lambda some: {unit.name: unit for unit in some})
    order = merge_order(map(tuple, by_name), {*by_name.ours, *by_name.theirs})
    merged: list[Piece] = []
    for name in order:
        merged += _merge_unit(named(by_name, name), newest_first=newest_first)
    return merged


def _merge_unit(units: Three[LogUnit | None], *, newest_first: bool) -> Sequence[Piece]:
    lines = units.map(lambda unit: unit.lines if unit else None)
    if side := lines.side():
        return lines.of(side) or ()
    base, ours, theirs = units
    there = [unit for unit in units if unit]
    if all(unit.entries is not None for unit in there):
        entries = units.map(lambda unit: unit.entries or () if unit else ())
        inside = _merge_entries(entries, rows=there[-1].rows, newest_first=newest_first)
        return _around(ours or there[-1], inside) if inside or (ours and theirs) else ()
    if ours is None or theirs is None:
        return [Conflict(lines.ours or (), lines.theirs or ())]
    if base is None:
        return _around(ours, join_lines(ours.inside, theirs.inside))
    return _around(ours, merge_lines(Three(base.inside, ours.inside, theirs.inside)))


def _around(unit: LogUnit, inside: Sequence[Piece]) -> Sequence[Piece]:
    first, last = unit.edges
    return [*unit.blanks, *first, *inside, *last]


def _merge_entries(
    entries: Three[tuple[LogEntry, ...]], *, rows: bool, newest_first: bool
) -> list[Piece]:
    """The log entries merged as a set, each of them by its own versions."""
    by_name = entries.map(lambda some: {entry.name: entry for entry in some})
    made = {
        name: _merge_entry(named(by_name, name), rows=rows)
        for name in (*by_name.ours, *by_name.theirs)
    }
    order = merge_order(map(tuple, by_name), {name for name in made if made[name]})
    if not rows:
        new = [name for name in order if name not in by_name.base and name not in by_name.ours]
        times = by_name.theirs | by_name.ours
        order = _by_time(order, new, times, newest_first=newest_first)
    return [piece for name in order for piece in made[name]]


def _merge_entry(entry: Three[LogEntry | None], *, rows: bool) -> Sequence[Piece]:
    lines = entry.map(lambda one: one.lines if one else None)
    if side := lines.side():
        return lines.of(side) or ()
    if lines.ours is None or lines.theirs is None:
        return lines.ours or lines.theirs or ()
    if rows and (row := _latest(filter(None, entry[1:]))):
        return row.lines
    if stopped := _stopped(lines.ours, lines.theirs):
        return stopped
    return [Conflict(lines.ours, lines.theirs)]


def _stopped(ours: Lines, theirs: Lines) -> Lines | None:
    """The clock of the side that stopped it, if it is running on the other side."""
    ended = [one for one in (ours, theirs) if _CLOCK_END in one[0]]
    is_clock = ours[0].strip().upper().startswith("CLOCK:")
    return ended[0] if is_clock and len(ended) == 1 else None


def _latest(rows: Iterable[LogEntry]) -> LogEntry | None:
    """The row with the latest time; None if times are missing or equal."""
    times = {row.when: row for row in rows if row.when}
    return times[max(times)] if len(times) > 1 else None


def _by_time(
    order: Sequence[Hashable], new: Sequence[Hashable], entries: _Named, *, newest_first: bool
) -> list[Hashable]:
    """The order, with new entries that have a time moved to their chronological place."""
    timed = [name for name in new if entries[name].when]
    known = set(timed)
    placed = [name for name in order if name not in known]
    for name in timed:
        placed.insert(_place(placed, name, entries, newest_first=newest_first), name)
    return placed


def _place(
    placed: Sequence[Hashable], name: Hashable, entries: _Named, *, newest_first: bool
) -> int:
    when = entries[name].when
    for place, other in enumerate(placed):
        there = entries[other].when
        if when and there and (there < when if newest_first else there > when):
            return place
    return len(placed)
