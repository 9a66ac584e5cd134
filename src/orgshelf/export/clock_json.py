"""The JSON document of ``clock report``, and its works as rows of a table."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from orgshelf.export.field_table import DATE, LINE, MINUTES, iso
from orgshelf.export.record import DAY, TEXT, Field, ListOf, Record, Type
from orgshelf.export.report import Rows
from orgshelf.shelf.clocks import Clocked, ClockedWork, Running

SCHEMA = "orgshelf-clock/1"


class ClockSource(NamedTuple):
    """The source of the document."""

    clocked: Clocked
    running: Sequence[Running]
    now: datetime


WORK = Record[ClockedWork](
    "work",
    "The time clocked on one work.",
    (
        Field("work", TEXT, "Its title.", lambda work: work.title, width=40),
        Field("kind", TEXT, "Its kind.", lambda work: work.kind),
        Field("minutes", MINUTES, "Time clocked.", lambda work: work.minutes),
    ),
    inline=True,
)

KIND = Record[tuple[str, int]](
    "kind",
    "The time clocked on one kind.",
    (
        Field("kind", TEXT, "The kind.", lambda row: row[0]),
        Field("minutes", MINUTES, "Time clocked.", lambda row: row[1]),
    ),
    inline=True,
)

ON_DAY = Record[tuple[date, int]](
    "day",
    "The time clocked on one day.",
    (
        Field("day", DAY, "The day.", lambda row: row[0].isoformat()),
        Field("minutes", MINUTES, "Time clocked.", lambda row: row[1]),
    ),
    inline=True,
)

RUNNING = Record[tuple[Running, datetime]](
    "running",
    "A running clock, which is not counted.",
    (
        Field("file", TEXT, "The file of its heading.", lambda row: row[0].entry.file),
        Field("line", LINE, "The heading's line.", lambda row: row[0].entry.heading.line),
        Field("title", TEXT, "Its title.", lambda row: row[0].entry.heading.title),
        Field("since", DATE, "When it was started, ISO 8601.", lambda row: iso(row[0].clock.start)),
        Field(
            "minutes", MINUTES, "How long it has been running.", lambda row: row[0].minutes(row[1])
        ),
    ),
    inline=True,
)

DOCUMENT = Record[ClockSource](
    "document",
    "What `orgshelf clock report --format json` prints.",
    (
        Field("schema", Type({"const": SCHEMA}), "The version of this format.", lambda _: SCHEMA),
        Field("generated", TEXT, "When it was created, ISO 8601.",
              lambda source: source.now.isoformat(timespec="seconds")),
        Field("since", DAY, "The first day.", lambda source: source.clocked.since.isoformat()),
        Field("until", DAY, "The last day.", lambda source: source.clocked.until.isoformat()),
        Field("minutes", MINUTES, "All time clocked.", lambda source: source.clocked.total),
        Field("undated", MINUTES, "Time noted without a date, in none of the other numbers.",
              lambda source: source.clocked.undated),
        Field("works", ListOf(WORK), "The same by work.", lambda source: source.clocked.works),
        Field("kinds", ListOf(KIND), "The same by kind.", lambda source: source.clocked.kinds),
        Field("days", ListOf(ON_DAY), "The same by day.", lambda source: source.clocked.days),
        Field("running", ListOf(RUNNING), "The running clocks.",
              lambda source: [(clock, source.now) for clock in source.running]),
    ),
)  # fmt: skip


def rows(source: ClockSource) -> Rows:
    """The rows of a table of the time clocked: its works."""
    return Rows("works", WORK, source.clocked.works)
