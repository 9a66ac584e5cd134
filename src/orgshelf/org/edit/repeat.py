"""Repeating timestamps (Org manual: Repeated tasks; org-auto-repeat-maybe)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from orgshelf.errors import RepeaterError
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.syntax.timestamps import carried_day, format_stamp

_STAMP = re.compile(r"<\d{4}-\d\d-\d\d [^<>]*>", re.ASCII)
_COOKIE = re.compile(r"([.+]?)\+(\d+)([hdwmy])", re.ASCII)
_TIME = re.compile(r"<\S+(?: +[^\]+0-9>\r -]+)? +(\d{1,2}):(\d\d)", re.ASCII)
_ANY_TIME = re.compile(r"\d:\d\d", re.ASCII)
#: The part of a timestamp after its time: end of a range, repeater, warning.
_EXTRA = re.compile(
    r"(?:-([012]\d:[0-5]\d))?((?: +[.+]?-?[-+]\d+[hdwmy](?:/\d+[hdwmy])?)*)>", re.ASCII
)
_DELAY = re.compile(r" --\d+[hdwmy]", re.ASCII)
_DATE = slice(1, 11)
_DIGITS = 18  # an interval with more is out of range


class _Repeater(NamedTuple):
    """An active timestamp with a repeater: its line in the draft and its place there, from 0."""

    line: int
    start: int
    text: str
    cookie: re.Match[str]

    @property
    def step(self) -> int:
        """The interval in units; 0 for a cancelled repeater."""
        return int(self.cookie[2].lstrip("0")[:_DIGITS] or 0)


def has_repeater(timestamp: str) -> bool:
    """Whether an active timestamp has a repeater, including a cancelled one (org-repeat-re)."""
    return _STAMP.match(timestamp) is not None and _cookie(timestamp) is not None


def repeats(buffer: EditBuffer) -> bool:
    """Whether the entry's first repeater is not cancelled (org-get-repeat)."""
    first = next(_repeaters(buffer), None)
    return first is not None and first.step > 0


def cancel_repeaters(buffer: EditBuffer) -> EditBuffer:
    """Set all repeaters of the entry to zero, which ends the task (org-cancel-repeaters)."""
    cancelled = {
        index: _STAMP.sub(_cancelled, buffer.lines[index])
        for index in range(buffer.at, buffer.stop)
        if "+" in buffer.lines[index]
    }
    return buffer.replace_all(cancelled)


def _cancelled(stamp: re.Match[str]) -> str:
    cookie = _cookie(stamp[0])
    if cookie is None:
        return stamp[0]
    start, end = cookie.span(2)
    return f"{stamp[0][:start]}0{stamp[0][end:]}"


def shift_stamps(buffer: EditBuffer, now: datetime, weekdays: Sequence[str]) -> EditBuffer:
    """Shift every repeating timestamp of the entry to its next date.

    Raises:
        RepeaterError: an hourly repeater without a time of day.
    """
    shifted = {}
    for line, repeaters in groupby(_repeaters(buffer), key=lambda repeater: repeater.line):
        old, parts, end = buffer.lines[line], list[str](), 0
        for repeater in repeaters:
            parts += old[end : repeater.start], _shifted(repeater, now, weekdays)
            end = repeater.start + len(repeater.text)
        shifted[line] = "".join((*parts, old[end:]))
    return buffer.replace_all(shifted)


def _repeaters(buffer: EditBuffer) -> Iterator[_Repeater]:
    """The entry's active timestamps with a repeater, in order."""
    metadata = range(buffer.at + 1, buffer.body)
    for index in (*range(buffer.at, buffer.body), *_body_lines(buffer)):
        line = buffer.lines[index]
        for match in _STAMP.finditer(line if index in metadata else unprotected(line)):
            if cookie := _cookie(match[0]):
                yield _Repeater(index, match.start(), match[0], cookie)


def _body_lines(buffer: EditBuffer) -> Iterator[int]:
    """The lines of the body whose timestamps count; empty if none can have a repeater."""
    body = range(buffer.body, buffer.stop)
    if not any(_STAMP.search(buffer.lines[index]) for index in body):
        return iter(())
    return object_lines(buffer.lines, buffer.body, buffer.stop)


def _cookie(timestamp: str) -> re.Match[str] | None:
    return _COOKIE.search(timestamp, _DATE.stop + 1)


def _shifted(repeater: _Repeater, now: datetime, weekdays: Sequence[str]) -> str:
    """The timestamp shifted to its next date (org-timestamp-change)."""
    text, cookie = repeater.text, repeater.cookie
    if cookie[3] == "h" and not _ANY_TIME.search(text[: cookie.end()]):
        raise RepeaterError(text)
    try:
        start = _start(text)
        moment = _next(start, cookie[1], repeater.step, cookie[3], now)
    except (ValueError, OverflowError):
        return text  # the next date is out of range
    extra = _EXTRA.search(text)
    end, cookies = extra.groups() if extra else (None, "")
    moved = moment - start if cookie[3] == "h" else timedelta()
    ending = f"-{_moved(end, moved) if moved else end}" if end else ""
    with_time = _ANY_TIME.search(text, _DATE.stop) is not None
    written = format_stamp(moment, weekdays, active=True, time=with_time)
    return f"{written[:-1]}{ending}{_DELAY.sub('', cookies)}>"


def _start(text: str) -> datetime:
    """The moment of a timestamp; an impossible date is carried over, as in Emacs."""
    day = _on_calendar(*map(int, text[_DATE].split("-")))
    time = _TIME.match(text)
    hours, minutes = (int(time[1]), int(time[2])) if time else (0, 0)
    return datetime(day.year, day.month, day.day) + timedelta(hours=hours, minutes=minutes)


def _next(start: datetime, kind: str, count: int, unit: str, now: datetime) -> datetime:
    """One step later; for ``.+`` one step from now, for ``++`` as many as lead past now."""
    if kind == "." and unit == "h":
        return _existing(start + _passed(start, now) + timedelta(hours=count))
    if kind == ".":
        start = datetime.combine(now.date(), start.time())
    moment = _step(start, count, unit)
    while kind == "+" and count and _is_over(moment, unit, now):
        moment = _leap(moment, count, unit, now)
    return moment


def _passed(start: datetime, now: datetime) -> timedelta:
    """The whole minutes that have passed, including changes of the clock.

    Org adds them to the hour of the timestamp, so that the result may differ from now.
    """
    return timedelta(minutes=(now.timestamp() - start.timestamp()) // 60)


def _is_over(moment: datetime, unit: str, now: datetime) -> bool:
    """Whether ``++`` needs another step: until the hour, or else the day, is in the future."""
    return moment <= now if unit == "h" else moment.date() <= now.date()


def _leap(moment: datetime, count: int, unit: str, now: datetime) -> datetime:
    """The moment after one step, or after many at once if all have the same length."""
    length = _LENGTHS.get(unit)
    if length is None:
        return _step(moment, count, unit)
    passed = now - moment if unit == "h" else now.date() - moment.date()
    return _existing(moment + (passed // (length * count) + 1) * (length * count))


_LENGTHS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def _step(moment: datetime, count: int, unit: str) -> datetime:
    if unit in _LENGTHS:
        return _existing(moment + count * _LENGTHS[unit])
    months = count * 12 if unit == "y" else count
    day = _on_calendar(moment.year, moment.month + months, moment.day)
    return _existing(datetime.combine(day, moment.time()))


def _existing(moment: datetime) -> datetime:
    """The moment, an hour later if it is skipped by daylight saving time (org-encode-time)."""
    try:
        return datetime.fromtimestamp(moment.timestamp())
    except (ValueError, OverflowError, OSError):
        return moment  # out of range in UTC


def _on_calendar(year: int, month: int, day: int) -> date:
    """The day of a date; an impossible one is carried over.

    Raises:
        OverflowError: it is out of range.
    """
    found = carried_day(year, month, day)
    if found is None:
        raise OverflowError
    return found


def _moved(time: str, shift: timedelta) -> str:
    """The end of a time range, shifted by as many hours as the start, modulo a day."""
    hours, minutes = map(int, time.split(":"))
    total = hours * 60 + minutes + shift // timedelta(minutes=1)
    return f"{total // 60 % 24:02}:{total % 60:02}"
