"""The tables of fields of listings other than headings: hits, agenda days, tags, changes.

Fields are only ever added, after the others.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from orgshelf.actions.history import Done
from orgshelf.export.field_table import ITEM, LINE, MATCH
from orgshelf.export.progress_json import GOAL
from orgshelf.export.record import (
    COUNT,
    COUNT_OR_NULL,
    DAY,
    FLAG,
    TEXT,
    TEXT_OR_NULL,
    Field,
    ListOf,
    Record,
    Type,
)
from orgshelf.shelf.day_plan import AgendaItem, Why
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.hits import Hit
from orgshelf.shelf.quotations import Quotation
from orgshelf.text import hours

T = TypeVar("T")

WHY = Type({"enum": [*map(str, Why)]})
DAYS = Type({"type": "integer"})
TIME_OR_NULL = Type({"type": ["string", "null"], "pattern": "^[0-9]{2}:[0-9]{2}$"})


def _of_entry(get: Callable[[T], Entry], *names: str) -> Iterator[Field[T]]:
    """All or some fields of a heading, for a source that has one."""
    return (field.of(get) for field in ITEM.fields if field.name in names or not names)


HIT = Record[Hit](
    ITEM.name,
    ITEM.meaning,
    (
        *_of_entry(lambda hit: hit.entry),
        Field(
            "match", MATCH, "The best matching line of `search`.", lambda hit: hit, optional=True
        ),
    ),
)

QUOTATION = Record[Quotation](
    "quotation",
    "A quote and its source.",
    (
        Field("text", TEXT, "The quote.", lambda quotation: quotation.text),
        Field("page", TEXT_OR_NULL, "The page it is from.", lambda quotation: quotation.page),
        Field("work", TEXT, "The title of the work, or of the heading if it belongs to none.",
              lambda quotation: quotation.source.title),
        Field("authors", ListOf(TEXT), "The authors of the work.",
              lambda quotation: quotation.source.authors),
        Field("year", COUNT_OR_NULL, "The year of publication.",
              lambda quotation: quotation.source.year),
        Field("kind", TEXT, "The kind of the work.", lambda quotation: quotation.entry.kind),
        Field("file", TEXT, "Its file, relative to the notes root.",
              lambda quotation: quotation.entry.file),
        Field("line", LINE, "The first line of the block in the file.",
              lambda quotation: quotation.line),
    ),
)  # fmt: skip

PLANNED = Record[AgendaItem](
    "planned",
    "A heading on a day of the agenda.",
    (
        Field("date", DAY, "The day.", lambda item: item.day.isoformat()),
        Field("time", TIME_OR_NULL, "The time of day, if any.",
              lambda item: None if item.minutes is None else f"{hours(item.minutes):0>5}"),
        Field("why", WHY, "The reason.", lambda item: str(item.why)),
        Field("late", DAYS, "The number of days since its date; negative for a future date.",
              lambda item: item.late),
        Field("part", COUNT, "The number of the day in a range, from 1.", lambda item: item.part),
        Field("parts", COUNT, "The number of days of the range.", lambda item: item.parts),
        *_of_entry(lambda item: item.entry, "id", "kind", "work", "title", "state", "done",
                   "priority", "tags", "file", "line", "role", "status"),
    ),
)  # fmt: skip

TAG = Record[tuple[str, int]](
    "tag",
    "A tag.",
    (
        Field("tag", TEXT, "Its name.", lambda tag: tag[0], width=24),
        Field("headings", COUNT, "The number of headings with it, own or inherited.",
              lambda tag: tag[1]),
    ),
)  # fmt: skip

CHANGE = Record[Done](
    "change",
    "The change made by one command.",
    (
        Field("number", COUNT, "Its number, which `undo` takes.", lambda done: done.number),
        Field("when", TEXT, "The time, ISO 8601.", lambda done: done.record.when),
        Field("command", TEXT, "The command as typed, without `orgshelf`.",
              lambda done: done.record.command, width=40),
        Field("summary", ListOf(TEXT), "A line for each heading that it changed.",
              lambda done: [line for part in done.records for line in part.summary], width=60),
        Field("files", ListOf(TEXT), "The files that it changed.",
              lambda done: [part.file for part in done.records], width=24),
        Field("undone", FLAG, "Whether it has been undone.", lambda done: done.taken_back),
        Field("undoes", COUNT_OR_NULL, "The number of the change that it undoes.",
              lambda done: done.record.undoes),
    ),
)  # fmt: skip


class Listed(NamedTuple):
    """The record of the rows in a member of the JSON document, and their meaning."""

    record: Record[Any]
    meaning: str


#: The members of the JSON document that contain the listing; a document has one of them.
LISTINGS: Mapping[str, Listed] = {
    "items": Listed(HIT, "The headings."),
    "quotes": Listed(QUOTATION, "The quotes, from `quotes`."),
    "agenda": Listed(PLANNED, "The lines of `agenda`, by day."),
    "tags": Listed(TAG, "The tags, from `tags`, the most used first."),
    "goals": Listed(GOAL, "The goals, from `goal list`."),
    "changes": Listed(CHANGE, "The changes, from `log`, the newest first."),
}
