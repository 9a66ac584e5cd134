"""Deadlines, schedules and tasks for a calendar (RFC 5545)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Component, Event, Todo

from orgshelf.export.encodable import one_line, printable
from orgshelf.export.link_targets import web_links
from orgshelf.export.report import Report
from orgshelf.export.summary import count
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Timestamp
from orgshelf.org.syntax.headline import priority_value
from orgshelf.progress.counts import finished_at, in_progress
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

_COOKIE = re.compile(r"(?:\+\+|\.\+|\+|-)([0-9]{1,3})([hdwmy])")
_FREQUENCIES = {"h": "HOURLY", "d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "y": "YEARLY"}
_HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}


def moment(stamp: Timestamp) -> date | datetime | None:
    """The day, or the day and time, of a stamp; as in Org, 24:00 is the next midnight."""
    return stamp.day if stamp.minutes is None else stamp.start


def period(stamp: Timestamp) -> tuple[date | datetime | None, datetime | None]:
    """The begin and end of a stamp; an end before the begin is ignored."""
    start, end = moment(stamp), stamp.end_minutes
    if not isinstance(start, datetime) or end is None or end <= (stamp.minutes or 0):
        return start, None
    try:
        return start, start + timedelta(minutes=end - (stamp.minutes or 0))
    except OverflowError:
        return start, None


def rule(stamp: Timestamp) -> dict[str, str | int] | None:
    """The repeater of a stamp as a recurrence rule from its date; None if it has none.

    ``++`` and ``.+`` depend on when the item is done, which no rule can express: they are treated
    as ``+``. Hourly repeaters need a time of day; an interval of 0 is no repeater.
    """
    match = _COOKIE.match(stamp.repeater or "")
    if not match or not int(match[1]) or (match[2] == "h" and stamp.minutes is None):
        return None
    return {"freq": _FREQUENCIES[match[2]], "interval": int(match[1])}


def warning(stamp: Timestamp) -> timedelta | None:
    """The warning period of a deadline that has its own, like ``-3d``; else None."""
    match = _COOKIE.fullmatch(stamp.warning or "")
    if not match or not int(match[1]):
        return None
    return timedelta(hours=int(match[1]) * _HOURS[match[2]])


_END_OF_DAY = time(23, 59)
_LEAST, _MOST = 1, 9  # iCalendar's highest and lowest priority


@dataclass(frozen=True, slots=True)
class _Names:
    """UIDs of tasks, and the UIDs of their parent tasks, both by entry id."""

    own: Mapping[str, str]
    above: Mapping[str, str]


def render(report: Report) -> bytes:
    """The calendar: a task for each item, and events for dates of what is not done.

    Commented and archived entries are left out, as in an agenda.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//orgshelf//orgshelf//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(report.notes))
    entries = [entry for entry in report.entries if not entry.hidden]
    names, written = _names(report, entries), _utc(report.generated)
    for entry in entries:
        for component in _components(entry, names, report):
            if written:
                component.add("dtstamp", written)
            calendar.add_component(component)
    return bytes(calendar.to_ical())


def _components(entry: Entry, names: _Names, report: Report) -> Iterator[Component]:
    planning = entry.heading.planning
    if entry.is_item:
        yield _todo(entry, names, report)
    if entry.heading.done:  # neither due nor scheduled any more
        return
    if starts := _active(planning.scheduled):
        yield _event(entry, starts, f"{names.own[entry.id]}-scheduled", report)
    if deadline := _active(planning.deadline):
        event = _event(entry, deadline, f"{names.own[entry.id]}-deadline", report)
        event.subcomponents.extend(_alarms(deadline, title_words(entry)))
        yield event


def _names(report: Report, entries: Sequence[Entry]) -> _Names:
    """UIDs: the ID property if it is unique in the notes, else the entry's id."""
    library = list(report.library)
    own: dict[str, str] = {}
    taken: set[str] = set()
    for entry in library:
        name = one_line(entry.heading.get("ID") or "")
        own[entry.id] = name if name and name not in taken else f"{entry.id}@orgshelf"
        taken.add(own[entry.id])
    tasks = {entry.id for entry in entries if entry.is_item}
    nearest: dict[str, str] = {}
    above: dict[str, str] = {}
    for entry in library:
        if entry.parent and (name := nearest.get(entry.parent.id, "")):
            above[entry.id] = nearest[entry.id] = name
        if entry.id in tasks:
            nearest[entry.id] = own[entry.id]
    return _Names(own, above)


def _active(stamp: Timestamp | None) -> Timestamp | None:
    """The stamp if an agenda would show it: active, with a valid date and time."""
    return stamp if stamp and stamp.active and moment(stamp) else None


def _event(entry: Entry, stamp: Timestamp, uid: str, report: Report) -> Event:
    event = Event()
    is_deadline = stamp is entry.heading.planning.deadline
    event.add("uid", uid)
    event.add("summary", f"Deadline: {title_words(entry)}" if is_deadline else title_words(entry))
    start, end = period(stamp)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)
    event.add("transp", "OPAQUE" if end else "TRANSPARENT")
    _repeat(event, stamp, entry)
    _describe(event, entry, report)
    return event


def _repeat(component: Component, stamp: Timestamp, entry: Entry) -> None:
    """Add the repeater, unless the item is done, and the original stamp as X-ORG-STAMP."""
    if not stamp.repeater:
        return
    if (repeats := rule(stamp)) and not entry.heading.done:
        component.add("rrule", repeats)
    component.add("x-org-stamp", printable(stamp.raw))


def _alarms(stamp: Timestamp, words: str) -> Iterator[Alarm]:
    if before := warning(stamp):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", words)
        alarm.add("trigger", -before)
        yield alarm


def _todo(entry: Entry, names: _Names, report: Report) -> Todo:
    todo = Todo()
    todo.add("uid", names.own[entry.id])
    todo.add("summary", title_words(entry))
    todo.add("status", _status(entry))
    _plan(todo, entry)
    closed = finished_at(entry)
    if closed and (completed := _utc(closed)):
        todo.add("completed", completed)
    if priority := _priority(entry):
        todo.add("priority", priority)
    if not entry.given_up and (percent := _percent(entry)):
        todo.add("percent-complete", percent)
    if parent := names.above.get(entry.id):
        todo.add("related-to", parent)
    _describe(todo, entry, report)
    return todo


def _status(entry: Entry) -> str:
    if entry.heading.done:
        return "CANCELLED" if entry.given_up else "COMPLETED"
    return "IN-PROCESS" if in_progress(entry) else "NEEDS-ACTION"


def _percent(entry: Entry) -> int:
    return 100 if entry.heading.done else count(entry).progress.percent


def _plan(todo: Todo, entry: Entry) -> None:
    """Add start and due; RFC 5545 wants the same value type for both, and the start first."""
    scheduled = _active(entry.heading.planning.scheduled)
    deadline = _active(entry.heading.planning.deadline)
    start = moment(scheduled) if scheduled else None
    due = moment(deadline) if deadline else None
    if start and due and isinstance(start, datetime) is not isinstance(due, datetime):
        start, due = _timed(start, time.min), _timed(due, _END_OF_DAY)
    if due:
        todo.add("due", due)
    if start and scheduled and not (due and start >= due):
        todo.add("dtstart", start)
        _repeat(todo, scheduled, entry)


def _timed(day: date, at: time) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, at)


def _priority(entry: Entry) -> int | None:
    """The priority from 1 to 9 over the file's range: by default A is 1, B is 5 and C is 9."""
    written, (highest, lowest) = entry.heading.priority, entry.document.settings.priorities
    if written is None:
        return None
    share = (priority_value(written) - highest) / (lowest - highest) if lowest != highest else 0.0
    return min(max(round(_LEAST + (_MOST - _LEAST) * share), _LEAST), _MOST)


def _describe(component: Component, entry: Entry, report: Report) -> None:
    """Add tags, the first web link, the work's title, and the notes if requested."""
    if entry.heading.tags:
        component.add("categories", [one_line(tag) for tag in entry.heading.tags])
    if links := web_links(entry):
        component.add("url", links[0].target)
    notes = printable(contents.prose(entry)) if report.notes_text else ""
    above = title_words(entry.owning_work) if entry.owning_work else ""
    if words := "\n\n".join(filter(None, (above, notes))):
        component.add("description", words)


def _utc(moment: datetime) -> datetime | None:
    """A local time in UTC; None if it is out of range there."""
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError, OSError):
        return None
