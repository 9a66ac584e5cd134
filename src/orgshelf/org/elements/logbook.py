"""The log of an entry: state changes, notes, clocks (Org manual: Tracking, Clocking)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Clock, LoggedNote, StateChange, Timestamp
from orgshelf.org.elements.line_types import line_type
from orgshelf.org.elements.node import Element, of_kind
from orgshelf.org.elements.section import read_body
from orgshelf.org.elements.spans import plain_length
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp

_STATE = re.compile(r'[ \t]*[-+] State ++(?:"([^"]*)" ++)?from ++(?:"([^"]*)")?')
_NOTED = re.compile(r"=>[ \t]+([0-9]{1,6}):([0-9]{1,2})$")
_NOTE = re.compile(r"[ \t]*[-+] Note taken on ")
_ITEM = re.compile(
    r"[ \t]*[-+] (?:State +\"|Note taken on|CLOSING NOTE|Rescheduled from|New deadline from"
    r"|Not scheduled, was|Removed deadline, was|Refiled on)"
)
# Every clock, drawer and log item contains one of these.
_SIGN = re.compile(r"^[ \t]*[-+:Cc]")


def state_changes(lines: Sequence[str]) -> Iterator[StateChange]:
    """The state changes in order, each with its note."""
    for item, line in _items(lines, "State"):
        if not (match := _STATE.match(line)):
            continue
        stamp = STAMP.search(line, match.end())
        when = parse_timestamp(line, stamp.start()) if stamp else None
        if when is not None:
            yield StateChange(match[1] or None, match[2] or None, when, _note(lines, item))


def notes(lines: Sequence[str]) -> Iterator[LoggedNote]:
    """The notes in order."""
    for item, line in _items(lines, "Note taken on"):
        if not (match := _NOTE.match(line)):
            continue
        when = parse_timestamp(line, match.end())
        if when is not None and _has_note(line):
            yield LoggedNote(when, _note(lines, item))


def _items(lines: Sequence[str], word: str) -> Iterator[tuple[Element, str]]:
    """The list items with their first lines; empty unless a line contains the word."""
    if any(word in line for line in lines):
        for item in of_kind(read_body(tuple(lines)), "item"):
            yield item, lines[item.begin]


def _has_note(line: str) -> bool:
    """Whether a log item has a note below its first line."""
    return line.rstrip().endswith("\\\\")


def _note(lines: Sequence[str], item: Element) -> str:
    """The note of a log item, which is below its first line."""
    if not _has_note(lines[item.begin]):
        return ""
    return "\n".join(line.strip() for line in lines[item.begin + 1 : item.text_end])


def clocks(lines: Sequence[str]) -> Iterator[Clock]:
    """The clocks in order; the duration in a line counts only without times."""
    for value in _clock_values(lines):
        start = parse_timestamp(value)
        if start is not None:
            ends = value.startswith("--", len(start.raw))
            yield Clock(start, parse_timestamp(value, len(start.raw) + 2) if ends else None)
        elif noted := _NOTED.match(value):
            hours, minutes = map(int, noted.groups())
            yield Clock(Timestamp("", None), None, hours * 60 + minutes)


def _clock_values(lines: Sequence[str]) -> Iterator[str]:
    """The values of the CLOCK lines."""
    marked = [index for index, line in enumerate(lines) if "CLOCK:" in line.upper()]
    above = "\n".join(lines[: marked[-1]]) if marked else ""
    if plain_length(above) < len(above):
        yield from (clock.value for clock in of_kind(read_body(tuple(lines)), "clock"))
    else:
        begun = (line_type(lines[index]) for index in marked)
        yield from (line.value for line in begun if line.type == "clock")


def without_log(lines: Sequence[str]) -> Iterator[str]:
    """The lines without drawers, CLOCK lines and log items."""
    logged = logged_lines(lines)
    return (line for index, line in enumerate(lines) if index not in logged)


def is_log_item(line: str) -> bool:
    """Whether the first line of an item is that of a log item."""
    return _ITEM.match(line) is not None


def logged_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines (from 0) of drawers, clocks and log items."""
    if not any(map(_SIGN.search, lines)):
        return frozenset()
    found = of_kind(read_body(tuple(lines)), "clock", "drawer", "item")
    return frozenset(index for element in found for index in _logged(lines, element))


def _logged(lines: Sequence[str], element: Element) -> range:
    """The lines of an element that belong to the log."""
    if element.kind != "item":
        return range(element.begin, element.text_end)
    line = lines[element.begin]
    if not is_log_item(line):
        return range(0)
    return range(element.begin, element.text_end if _has_note(line) else element.begin + 1)
