"""All numbers of progress as one JSON document: its table of fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from orgshelf.export.field_table import PROGRESS, STATUS_OR_NULL
from orgshelf.export.record import (
    COUNT,
    DAY,
    DAY_OR_NULL,
    ID,
    ID_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    Field,
    ListOf,
    Record,
    Type,
)
from orgshelf.export.report import Rows
from orgshelf.export.summary import Counted
from orgshelf.progress.counts import Group
from orgshelf.progress.days import per_month, per_week, per_year
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import (
    Forecast,
    ForecastState,
    GoalNumbers,
    Measure,
    Numbers,
    Pace,
    Stale,
    Streaks,
)

SCHEMA = "orgshelf-progress/1"

MONTH = Type({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"})
YEAR = Type({"type": "integer"})
RATE = Type({"type": "number", "minimum": 0})


class ProgressSource(NamedTuple):
    """The source of the document; ``by`` is the grouping of ``groups``, None without groups."""

    numbers: Numbers
    notes: str
    by: str | None = None
    groups: Sequence[Group] | None = None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


PACE = Record[Pace](
    "pace",
    "Finished per week.",
    (
        Field("last_4_weeks", RATE, "Over the last 4 weeks.", lambda pace: pace.last_4),
        Field("last_12_weeks", RATE, "Over the last 12 weeks.", lambda pace: pace.last_12),
    ),
    inline=True,
)

FORECAST = Record[Forecast](
    "forecast",
    "When something will be finished, should the pace stay what it was.",
    (
        Field("outlook", Type({"enum": [str(outlook) for outlook in ForecastState]}),
              "What can be said; only what is dated has dates.",
              lambda forecast: forecast.outlook.value),
        Field("early", DAY_OR_NULL, "Before this day in one case of ten.",
              lambda forecast: _iso(forecast.early)),
        Field("likely", DAY_OR_NULL, "As likely before this day as after it.",
              lambda forecast: _iso(forecast.likely)),
        Field("late", DAY_OR_NULL, "After this day in one case of ten; null where too far.",
              lambda forecast: _iso(forecast.late)),
        Field("words", TEXT, "The same for people to read.", in_words),
    ),
)  # fmt: skip

MEASURE = Record[Measure](
    "measure",
    "The numbers of all, of one kind, or of one work.",
    (
        Field("id", ID_OR_NULL, "A work's short id; else null.", lambda measure: measure.id),
        Field("name", TEXT, "all, the kind, or the title of the work.",
              lambda measure: measure.name),
        Field("kind", TEXT_OR_NULL, "Its kind; null for all.", lambda measure: measure.kind),
        Field("status", STATUS_OR_NULL,
              "How far a work is; else null.",
              lambda measure: measure.status.value if measure.status else None),
        Field("progress", PROGRESS, "Done of total, in items or pages.",
              lambda measure: Counted(measure.progress, measure.unit)),
        Field("recent", COUNT, "How many items were finished in the last 30 days.",
              lambda measure: measure.recent),
        Field("clocked_minutes", COUNT, "Time clocked.", lambda measure: measure.clocked_minutes),
        Field("effort_minutes", COUNT, "Time estimated in EFFORT properties.",
              lambda measure: measure.effort_minutes),
        Field("effort_left_minutes", COUNT, "What of that is still pending.",
              lambda measure: measure.effort_left_minutes),
        Field("pace", PACE, "Finished per week.", lambda measure: measure.pace),
        Field("forecast", FORECAST, "When all of it will be finished.",
              lambda measure: measure.forecast),
    ),
)  # fmt: skip

GROUP = Record[Group](
    "group",
    "One group of those asked for with --by.",
    (
        Field("name", TEXT, "Its name; (none) for what has none.", lambda group: group.name),
        Field("kind", TEXT_OR_NULL, "The kind, where a group has one.", lambda group: group.kind),
        Field("progress", PROGRESS, "Its items; the pages of a work that is read by pages.",
              lambda group: Counted(group.progress)),
        Field("recent", COUNT, "How many items were finished in the last 30 days.",
              lambda group: group.recent),
    ),
)  # fmt: skip

GOAL = Record[GoalNumbers](
    "goal",
    "A goal of the configuration.",
    (
        Field("name", TEXT, "Its name.", lambda goal: goal.name),
        Field("query", TEXT, "Which items count.", lambda goal: goal.query),
        Field("count", COUNT, "How many are to be finished.", lambda goal: goal.count),
        Field("since", DAY, "From this day on.", lambda goal: _iso(goal.since)),
        Field("by", DAY, "Until the end of this day.", lambda goal: _iso(goal.by)),
        Field("done", COUNT, "How many are finished.", lambda goal: goal.done),
        Field("expected", RATE, "How many an even pace would have finished until now.",
              lambda goal: goal.expected),
        Field("ahead", Type({"type": "number"}), "Done less expected: below zero when behind.",
              lambda goal: goal.ahead),
        Field("forecast", FORECAST, "When the count will be reached.",
              lambda goal: goal.forecast),
    ),
)  # fmt: skip

STALE = Record[Stale](
    "stale",
    "A work in progress of which nothing was noted for long.",
    (
        Field("id", ID, "Its short id.", lambda stale: stale.id),
        Field("name", TEXT, "Its title.", lambda stale: stale.name),
        Field("kind", TEXT, "Its kind.", lambda stale: stale.kind),
        Field("touched", DAY, "When something was noted last.", lambda stale: _iso(stale.touched)),
        Field("days", COUNT, "How many days ago that was.", lambda stale: stale.days),
    ),
)

BURNT = Record[tuple[date, int]](
    "burnt",
    "A day on which the number of done items changed.",
    (
        Field("day", DAY, "The day.", lambda burnt: _iso(burnt[0])),
        Field("done", COUNT, "How many were done at its end.", lambda burnt: burnt[1]),
    ),
)

STREAKS = Record[Streaks](
    "streaks",
    "Days, and weeks from Monday, in a row in which something was finished.",
    (
        Field("days_now", COUNT, "Days until today or yesterday.",
              lambda streaks: streaks.days_now),
        Field("days_longest", COUNT, "The most days there ever were.",
              lambda streaks: streaks.days_longest),
        Field("weeks_now", COUNT, "Weeks until this or the last one.",
              lambda streaks: streaks.weeks_now),
        Field("weeks_longest", COUNT, "The most weeks there ever were.",
              lambda streaks: streaks.weeks_longest),
    ),
)  # fmt: skip

Days = Mapping[date, int]
Sums = Iterable[tuple[Any, int]]


def _sums(
    name: str, unit: str, meaning: str, make: Callable[[ProgressSource], Days]
) -> Field[ProgressSource]:
    """A field with sums per day, week (under its Monday), month and year."""

    def sums(name: str, word: str, of: Type, make: Callable[[Days], Sums]) -> Field[Days]:
        span = Field[tuple[Any, int]](word, of, f"The {word}.", lambda pair: pair[0])
        number = Field[tuple[Any, int]](unit, COUNT, f"Its {unit}.", lambda pair: pair[1])
        row = Record(word, f"One {word}.", (span, number), inline=True)
        return Field(name, ListOf(row), f"The {name} that have any, ascending.", make)

    fields = (
        sums("days", "day", DAY, lambda days: _texts(days)),
        sums("weeks", "week", DAY, lambda days: _texts(per_week(days))),
        sums("months", "month", MONTH, lambda days: _texts(per_month(days), len("2026-11"))),
        sums("years", "year", YEAR, lambda days: per_year(days).items()),
    )
    return Field(name, Record(name, meaning, fields, inline=True), meaning, make)


def _texts(days: Days, length: int | None = None) -> Sums:
    return ((day.isoformat()[:length], number) for day, number in days.items())


DOCUMENT = Record[ProgressSource](
    "document",
    "What `orgshelf progress --format json` prints.",
    (
        Field("schema", Type({"const": SCHEMA}), "The version of this shape.", lambda _: SCHEMA),
        Field("generated", TEXT, "When it was made, ISO 8601.",
              lambda source: source.numbers.now.isoformat(timespec="seconds")),
        Field("notes", TEXT, "The folder of the notes.", lambda source: source.notes),
        Field("total", MEASURE, "All items.", lambda source: source.numbers.total),
        Field("kinds", ListOf(MEASURE), "The same of each kind.",
              lambda source: source.numbers.kinds),
        Field("works", ListOf(MEASURE), "The same of each work.",
              lambda source: source.numbers.works),
        _sums("finished", "items", "Items finished; one that repeats counts each time.",
              lambda source: source.numbers.finished),
        _sums("repeated", "items", "What repeats among those.",
              lambda source: source.numbers.repeated),
        _sums("clocked", "minutes", "Time clocked.", lambda source: source.numbers.clocked),
        _sums("pages", "pages", "Pages read.", lambda source: source.numbers.pages),
        Field("undated", COUNT, "Done items of which no day is known.",
              lambda source: source.numbers.undated),
        Field("burn_up", ListOf(BURNT), "How what is done has grown.",
              lambda source: source.numbers.burn_up),
        Field("streaks", STREAKS, "Streaks, now and longest.",
              lambda source: source.numbers.streaks),
        Field("goals", ListOf(GOAL), "The goals.", lambda source: source.numbers.goals),
        Field("stale", ListOf(STALE), "What waits, the longest first.",
              lambda source: source.numbers.stale),
        Field("by", TEXT, "What the groups go by, where --by asks for them.",
              lambda source: source.by, optional=True),
        Field("groups", ListOf(GROUP), "Those groups.",
              lambda source: source.groups, optional=True),
    ),
)  # fmt: skip

#: The definitions in its schema.
PARTS = (PROGRESS, MEASURE, FORECAST, GROUP, GOAL, STALE, BURNT, STREAKS)


def rows(source: ProgressSource) -> Rows:
    """The rows of a table of progress: the groups, else the total, the kinds and the works."""
    if source.groups is not None:
        return Rows("groups", GROUP, source.groups)
    numbers = source.numbers
    return Rows("measures", MEASURE, (numbers.total, *numbers.kinds, *numbers.works))
