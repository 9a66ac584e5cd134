"""What ``task export`` of Taskwarrior writes: an array of tasks, or one a line."""

import re
from datetime import date, datetime

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    decode,
    lines_of,
    list_of,
    looks_like_json,
    member_of,
    members_of,
    read_json,
)
from orgshelf.importers.foreign_fields import left_out, read_date
from orgshelf.importers.imported import Imported, ImportedWork, Reading, Skipped, State

_WHAT = "an export of Taskwarrior"
_STATES = {
    "pending": State.UNREAD,
    "waiting": State.UNREAD,
    "completed": State.DONE,
    "deleted": State.DROPPED,
}
#: What is read, and what Taskwarrior makes of it for itself.
_KNOWN = frozenset(
    (
        *("uuid", "description", "status", "entry", "start", "end", "due", "scheduled", "priority"),
        *("tags", "project", "annotations", "id", "modified", "urgency", "mask", "imask", "parent"),
    )
)
_PRIORITIES = {"H": "A", "M": "B", "L": "C"}
_LINE = re.compile(r"\s*(\{.*\}),?\s*")


def recognize(data: bytes, name: str) -> bool:
    """Whether it has tasks with Taskwarrior's members."""
    return looks_like_json(data, "uuid", "description", "status", "entry")


def read(data: bytes) -> Imported:
    """The tasks; those that only others are made from are left out.

    Raises:
        ImportFormatError: it has no tasks.
    """
    text = decode(data).lstrip()
    rows = list_of(read_json(data, _WHAT)) if text.startswith("[") else _by_line(text)
    if not any("description" in member_of(row) for row in rows):
        raise ImportFormatError(_WHAT, "it has no tasks with a `description`")
    skipped = [
        Skipped(number, reason, "entry")
        for number, row in enumerate(rows, 1)
        if (reason := _no_task(row))
    ]
    tasks = [task for task in members_of(rows) if not _no_task(task)]
    others = dict.fromkeys(name for task in tasks for name in task if name not in _KNOWN)
    return Imported(tuple(map(_work, tasks)), tuple(skipped), remarks=left_out(tuple(others)))


def _no_task(row: object) -> str:
    """Why an entry is no task; empty if it is one."""
    if not isinstance(row, dict):
        return "it is not a task"
    return "only other tasks are made of it" if row.get("status") == "recurring" else ""


def _by_line(text: str) -> list[object]:
    matches = (_LINE.fullmatch(line) for line in lines_of(text))
    return [read_json(match[1].encode(errors="replace"), _WHAT) for match in matches if match]


def _day(text: str) -> date | None:
    """The day here of a time in UTC: what is due on a day is due at midnight, here."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%S%z").astimezone().date()
    except (ValueError, OverflowError):
        return read_date(text)


def _work(task: Member) -> ImportedWork:
    state = _STATES.get(task.text("status"), State.NONE)
    if state is State.UNREAD and task.get("start"):
        state = State.READING
    started, finished = _day(task.text("start")), _day(task.text("end"))
    notes = (note.text("description") for note in task.members("annotations"))
    return ImportedWork(
        title=task.text("description"),
        state=state,
        identifiers=(("TASK_UUID", task.text("uuid")),),
        added=_day(task.text("entry")),
        readings=(Reading(started, finished),) if started or finished else (),
        deadline=_day(task.text("due")),
        scheduled=_day(task.text("scheduled")),
        priority=_PRIORITIES.get(task.text("priority"), ""),
        tags=(*task.texts("tags"), *task.text("project").split(".")),
        text="\n".join(notes),
    )
