"""Dates, priorities, tags and properties changed as the commands of apply-fields.el say."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from orgshelf.model import Heading
from orgshelf.org.dates import When, read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.headline_text import change_priority
from orgshelf.org.edit.planning import Planned, change_date
from orgshelf.org.edit.properties import delete_property, set_property
from orgshelf.org.edit.tags import change_tags, toggled
from orgshelf.org.lines import Splice

Command = Mapping[str, Any]


def field_edited(document: Document, command: Command, now: datetime) -> bytes:
    """The file after a command."""
    heading = next(h for h in document.headings if h.line == command["line"])
    splices = EDITS[command["op"]](document, heading, command, now)
    return document.lines.apply(splices).to_bytes()


def _date(
    document: Document, heading: Heading, command: Command, now: datetime
) -> tuple[Splice, ...]:
    when = _when(command, now)
    keyword: Planned = "SCHEDULED" if command["op"] == "schedule" else "DEADLINE"
    return change_date(document, heading, keyword, when, now=now, note=command.get("note"))


def _when(command: Command, now: datetime) -> When | None:
    words = command["time"]
    if not words:
        return None
    if command.get("repeater"):
        day, _, *time, _ = words.strip("<>").split()
        words = " ".join((day, *time, command["repeater"]))
    if command.get("days") is not None:
        words += f" -{command['days']}d"
    return read_when(words, now.date())


def _priority(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    return change_priority(document, heading, command["to"] or None)


def _tags(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    if command["op"] == "tags":
        return change_tags(document, heading, command["tags"])
    changes = [(tag, True) for tag in command["add"]] + [(tag, False) for tag in command["drop"]]
    return change_tags(document, heading, toggled(heading.local_tags, changes))


def _put(document: Document, heading: Heading, command: Command, _: datetime) -> tuple[Splice, ...]:
    return set_property(document, heading, command["name"], command["value"])


def _delete(
    document: Document, heading: Heading, command: Command, _: datetime
) -> tuple[Splice, ...]:
    return delete_property(document, heading, command["name"])


EDITS: Mapping[str, Callable[[Document, Heading, Command, datetime], tuple[Splice, ...]]] = {
    "schedule": _date,
    "deadline": _date,
    "priority": _priority,
    "tag": _tags,
    "tags": _tags,
    "put": _put,
    "delete": _delete,
}
