"""What Org logs in an entry: state changes, notes, clocks (Org manual: Tracking, Clocking)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Clock, StateChange, Timestamp
from orgshelf.org.syntax.drawers import drawer_name
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp

_STATE = re.compile(r'[ \t]*[-+] State ++(?:"([^"]*)" ++)?from ++(?:"([^"]*)")?')
_NOTE = re.compile(r"[ \t]*[-+] Note taken on ")
_ITEM = re.compile(
    r"[ \t]*[-+] (?:State +\"|Note taken on|CLOSING NOTE|Rescheduled from|New deadline from"
    r"|Not scheduled, was|Removed deadline, was|Refiled on)"
)
_CLOCK = re.compile(r"[ \t]*CLOCK: *(?=\[)", re.IGNORECASE | re.ASCII)


def state_changes(lines: Sequence[str]) -> Iterator[StateChange]:
    """Each ``- State`` item in the order it stands, with the note below it."""
    for index, line in enumerate(lines):
        if "State" not in line or not (match := _STATE.match(line)):
            continue
        stamp = STAMP.search(line, match.end())
        when = parse_timestamp(line, stamp.start()) if stamp else None
        if when is not None:
            note = _note(lines, index + 1) if line.rstrip().endswith("\\\\") else ""
            yield StateChange(match[1] or None, match[2] or None, when, note)


def notes(lines: Sequence[str]) -> Iterator[tuple[Timestamp, str]]:
    """Each note that was taken, in the order it stands: its time and its words."""
    for index, line in enumerate(lines):
        if "Note taken on" not in line or not (match := _NOTE.match(line)):
            continue
        when = parse_timestamp(line, match.end())
        if when is not None and line.rstrip().endswith("\\\\"):
            yield when, _note(lines, index + 1)


def _note(lines: Sequence[str], start: int) -> str:
    """The words of a log note, which stand indented below its header."""
    return "\n".join(line.strip() for line in lines[start : start + _note_length(lines, start)])


def _note_length(lines: Sequence[str], start: int) -> int:
    stop = start
    while stop < len(lines) and lines[stop].startswith((" ", "\t")) and lines[stop].strip():
        stop += 1
    return stop - start


def clocks(lines: Sequence[str]) -> Iterator[Clock]:
    """Each CLOCK line; the duration it notes is not trusted."""
    for line in lines:
        if ":" not in line or not (match := _CLOCK.match(line)):
            continue
        start = parse_timestamp(line, match.end())
        if start is None:
            continue
        rest = match.end() + len(start.raw)
        ends = line.startswith("--", rest)
        yield Clock(start, parse_timestamp(line, rest + 2) if ends else None)


def without_log(lines: Sequence[str]) -> Iterator[str]:
    """The lines without drawers, CLOCK lines and the items that Org's log is made of."""
    last_end = max((i for i, line in enumerate(lines) if drawer_name(line) == "END"), default=-1)
    index = 0
    while index < len(lines):
        stop = _log_end(lines, index, last_end)
        if stop == index:
            yield lines[index]
        index = max(stop, index + 1)


def _log_end(lines: Sequence[str], start: int, last_end: int) -> int:
    """The line after the log item or drawer that begins at ``start``; ``start`` if none does."""
    line = lines[start]
    if start < last_end and drawer_name(line) not in (None, "END"):
        return next(i for i in range(start, len(lines)) if drawer_name(lines[i]) == "END") + 1
    if _CLOCK.match(line):
        return start + 1
    if not _ITEM.match(line):
        return start
    return start + 1 + (_note_length(lines, start + 1) if line.rstrip().endswith("\\\\") else 0)
