"""The planning line: SCHEDULED, DEADLINE and CLOSED (org-add-planning-info)."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Literal, NamedTuple

from orgshelf.model import Heading, Timestamp
from orgshelf.org.dates import When, read_day
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext, Layout
from orgshelf.org.edit.log import LogNote, Purpose, store_note
from orgshelf.org.lines import Splice
from orgshelf.org.settings import Log
from orgshelf.org.syntax.timestamps import format_stamp

_STAMPED = re.compile(
    r"\b(?:CLOSED|DEADLINE|SCHEDULED): *[\[<][^\[\]<>]+[\]>]", re.IGNORECASE | re.ASCII
)
_ENTRIES = {
    "CLOSED": re.compile(r"\bCLOSED: *\[[^\[\]]+\]", re.IGNORECASE | re.ASCII),
    "DEADLINE": re.compile(r"\bDEADLINE: *<[^<>]+>", re.IGNORECASE | re.ASCII),
    "SCHEDULED": re.compile(r"\bSCHEDULED: *<[^<>]+>", re.IGNORECASE | re.ASCII),
}


def add_stamp(buffer: EditBuffer, keyword: str, stamp: str, layout: Layout) -> EditBuffer:
    """Insert a timestamp first on the planning line; it replaces an old one and CLOSED."""
    if buffer.planning is None:
        indent = layout.blanks(layout.below(buffer.level))
        return buffer.splice(buffer.at + 1, buffer.at + 1, f"{indent}{keyword}: {stamp}")
    indent, text = _split(buffer.lines[buffer.planning])
    rest = _without(text, *dict.fromkeys((keyword, "CLOSED")))
    text = f"{keyword}: {stamp} {rest}".rstrip(" ")
    return buffer.replace(buffer.planning, indent + text)


def remove_closed(buffer: EditBuffer) -> EditBuffer:
    """Remove CLOSED, and the planning line if nothing else is on it."""
    if buffer.planning is None:
        return buffer
    indent, text = _split(buffer.lines[buffer.planning])
    text = _without(text, "CLOSED")
    if not text:
        return buffer.splice(buffer.planning, buffer.planning + 1)
    return buffer.replace(buffer.planning, indent + text)


def remove_stamps(buffer: EditBuffer, keyword: str) -> EditBuffer:
    """Remove all timestamps with ``keyword`` from an entry (org-remove-timestamp-with-keyword)."""
    pattern = re.compile(rf"( ?)\b{keyword}: +<[^<>]+>[ \t]*", re.IGNORECASE | re.ASCII)
    lines = enumerate(buffer.lines[buffer.at : buffer.stop], buffer.at)
    changed = {i: _cut(line, pattern) for i, line in lines if pattern.search(line)}
    buffer = buffer.replace_all(changed)
    for index in reversed([i for i, text in changed.items() if not text.strip(" \t")]):
        ends_file = index == len(buffer.lines) - 1
        buffer = buffer.splice(index, index + 1, *([""] if ends_file else []))
    return buffer


def _cut(line: str, stamps: re.Pattern[str]) -> str:
    """The line without the timestamps and one blank before each; it keeps its indentation."""
    start = len(line) - len(line.lstrip(" \t"))
    return stamps.sub(lambda match: match[1] if match.start() < start else "", line)


def _split(line: str) -> tuple[str, str]:
    """The indentation and the rest of a line."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)], text


def _without(text: str, *keywords: str) -> str:
    """The line without the timestamps of some keywords, and without trailing blanks."""
    for keyword in keywords:
        if found := _ENTRIES[keyword].search(text):
            following = _STAMPED.search(text, found.end())
            text = text[: found.start()] + (text[following.start() :] if following else "")
    return text.rstrip(" \t")


Planned = Literal["SCHEDULED", "DEADLINE"]

_COOKIES = re.compile(r"[.+-]+[0-9]+[hdwmy](?:[/ ][-+]?[0-9]+[hdwmy])?", re.IGNORECASE | re.ASCII)
_WARNING = re.compile(r" --?[0-9]+[hdwmy]", re.ASCII)
_CHANGED: Mapping[Planned, Purpose] = {"SCHEDULED": "reschedule", "DEADLINE": "redeadline"}
_REMOVED: Mapping[Planned, Purpose] = {"SCHEDULED": "delschedule", "DEADLINE": "deldeadline"}


class _Outcome(NamedTuple):
    """The buffer with the new date, and the log note that is due, if any."""

    buffer: EditBuffer
    purpose: Purpose | None


def change_date(
    document: Document,
    heading: Heading,
    keyword: Planned,
    when: When | None,
    *,
    now: datetime,
    note: str | None = None,
) -> tuple[Splice, ...]:
    """Set or remove the SCHEDULED or DEADLINE date of a heading.

    A new date without a repeater keeps the old one; a warning replaces only the old warning. CLOSED
    is removed. A ``note`` is logged even if the file does not want log notes
    (org--deadline-or-schedule). ``now`` is local time.

    Raises:
        DateError: a shift from the old date leads out of range.
    """
    context = EditContext(document, heading, now)
    buffer, purpose = _changed(context, keyword, when)
    if log := _log(context, keyword, purpose, note):
        buffer = store_note(buffer, context, log, note)
    return buffer.splices(document.lines.texts)


def wants_note(
    document: Document, heading: Heading, keyword: Planned, when: When | None, *, now: datetime
) -> bool:
    """Whether Org would ask for the text of a log note with this change."""
    context = EditContext(document, heading, now)
    return _how(context, keyword) == "note" and _changed(context, keyword, when).purpose is not None


def date_of(heading: Heading, keyword: Planned) -> Timestamp | None:
    """The current timestamp of a heading for a keyword."""
    planning = heading.planning
    return planning.scheduled if keyword == "SCHEDULED" else planning.deadline


def _changed(context: EditContext, keyword: Planned, when: When | None) -> _Outcome:
    buffer, old = (
        EditBuffer.of(context.document.lines, context.heading),
        date_of(context.heading, keyword),
    )
    if when is None and old is None:
        return _Outcome(buffer, None)
    if when is None:
        return _Outcome(remove_stamps(buffer, keyword), _REMOVED[keyword])
    bare, cookies = _stamp(context, when, old), _cookies(when, old)
    changed = old is not None and old.raw != bare
    buffer = add_stamp(buffer, keyword, f"{bare[:-1]}{cookies}>", context.layout)
    return _Outcome(buffer, _CHANGED[keyword] if changed else None)


def _log(
    context: EditContext, keyword: Planned, purpose: Purpose | None, note: str | None
) -> LogNote | None:
    """The log note that is due; a given text always makes for one."""
    old, how = date_of(context.heading, keyword), _how(context, keyword)
    if purpose and old and (how or note):
        return LogNote(purpose, None, old.raw, how or "note")
    return LogNote("note", None, None, "note") if note else None


def _how(context: EditContext, keyword: Planned) -> Log:
    return context.org.log_reschedule if keyword == "SCHEDULED" else context.org.log_redeadline


def _stamp(context: EditContext, when: When, old: Timestamp | None) -> str:
    """The new timestamp, without repeater and warning."""
    today = context.now.date()
    day = read_day(when.date, today, old.day if old else None)
    moment = datetime.combine(day, when.start or time())
    text = format_stamp(moment, context.org.weekdays, active=True, time=when.start is not None)
    return f"{text[:-1]}-{when.end:%H:%M}>" if when.end else text


def _cookies(when: When, old: Timestamp | None) -> str:
    """Repeater and warning, each after a blank."""
    found = _COOKIES.search(old.raw) if old else None
    kept = when.repeater or (found[0] if found else "")
    kept = f" {kept}" if kept else ""
    return f"{_WARNING.sub('', kept)} {when.warning}" if when.warning else kept
