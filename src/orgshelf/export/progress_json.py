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
    "When something will be finished at the recent pace.",
    (
        Field("outlook", Type({"enum": [str(outlook) for outlook in ForecastState]}),
              "The result of the forecast; only dated has dates.",
              lambda forecast: forecast.outlook.value),
        Field("early", DAY_OR_NULL, "The 10th percentile.",
              lambda forecast: _iso(forecast.early)),
        Field("likely", DAY_OR_NULL, "The median.",
              lambda forecast: _iso(forecast.likely)),
        Field("late", DAY_OR_NULL, "The 90th percentile; null if it is too far in the future.",
              lambda forecast: _iso(forecast.late)),
        Field("words", TEXT, "The forecast in words.", in_words),
    ),
)  # fmt: skip

MEASURE = Record[Measure](
    "measure",
    "The numbers of all items, of a kind, or of a work.",
    (
        Field("id", ID_OR_NULL, "A work's short id; else null.", lambda measure: measure.id),
        Field("name", TEXT, "all, the kind, or the title of the work.",
              lambda measure: measure.name),
        Field("kind", TEXT_OR_NULL, "Its kind; null for all.", lambda measure: measure.kind),
        Field("status", STATUS_OR_NULL,
              "The status of a work; else null.",
              lambda measure: measure.status.value if measure.status else None),
        Field("progress", PROGRESS, "The progress in items or pages.",
              lambda measure: Counted(measure.progress, measure.unit)),
        Field("recent", COUNT, "How many items were finished in the last 30 days.",
              lambda measure: measure.recent),
        Field("clocked_minutes", COUNT, "Time clocked.", lambda measure: measure.clocked_minutes),
        Field("effort_minutes", COUNT, "Time estimated in EFFORT properties.",
              lambda measure: measure.effort_minutes),
        Field("effort_left_minutes", COUNT, "The part of it that is still pending.",
              lambda measure: measure.effort_left_minutes),
        Field("pace", PACE, "Finished per week.", lambda measure: measure.pace),
        Field("forecast", FORECAST, "When all of it will be finished.",
              lambda measure: measure.forecast),
    ),
)  # fmt: skip

GROUP = Record[Group](
    "group",
    "A group of --by.",
    (
        Field("name", TEXT, "Its name; (none) for no value.", lambda group: group.name),
        Field("kind", TEXT_OR_NULL, "The kind, if the group has one.", lambda group: group.kind),
        Field("progress", PROGRESS, "The progress of its items, or of the pages of a work.",
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
        Field("count", COUNT, "The number of items to finish.", lambda goal: goal.count),
        Field("since", DAY, "The first day.", lambda goal: _iso(goal.since)),
        Field("by", DAY, "The last day.", lambda goal: _iso(goal.by)),
        Field("done", COUNT, "The number of finished items.", lambda goal: goal.done),
        Field("expected", RATE, "The number that a steady pace would have finished by now.",
              lambda goal: goal.expected),
        Field("ahead", Type({"type": "number"}), "Done minus expected: negative when behind.",
              lambda goal: goal.ahead),
        Field("forecast", FORECAST, "When the count will be reached.",
              lambda goal: goal.forecast),
    ),
)  # fmt: skip

STALE = Record[Stale](
    "stale",
    "A work in progress that has not been touched for long.",
    (
        Field("id", ID, "Its short id.", lambda stale: stale.id),
        Field("name", TEXT, "Its title.", lambda stale: stale.name),
        Field("kind", TEXT, "Its kind.", lambda stale: stale.kind),
        Field("touched", DAY, "When it was last touched.", lambda stale: _iso(stale.touched)),
        Field("days", COUNT, "The number of days since then.", lambda stale: stale.days),
    ),
)

BURNT = Record[tuple[date, int]](
    "burnt",
    "A day on which the number of done items changed.",
    (
        Field("day", DAY, "The day.", lambda burnt: _iso(burnt[0])),
        Field("done", COUNT, "The number of done items at its end.", lambda burnt: burnt[1]),
    ),
)

STREAKS = Record[Streaks](
    "streaks",
    "Runs of consecutive days, and of weeks from Monday, in which something was finished.",
    (
        Field("days_now", COUNT, "The current run of days, until today or yesterday.",
              lambda streaks: streaks.days_now),
        Field("days_longest", COUNT, "The longest run of days.",
              lambda streaks: streaks.days_longest),
        Field("weeks_now", COUNT, "The current run of weeks, until this or the last week.",
              lambda streaks: streaks.weeks_now),
        Field("weeks_longest", COUNT, "The longest run of weeks.",
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
        return Field(name, ListOf(row), f"The {name} with any {unit}, ascending.", make)

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
        Field("schema", Type({"const": SCHEMA}), "The version of this format.", lambda _: SCHEMA),
        Field("generated", TEXT, "When it was created, ISO 8601.",
              lambda source: source.numbers.now.isoformat(timespec="seconds")),
        Field("notes", TEXT, "The folder of the notes.", lambda source: source.notes),
        Field("total", MEASURE, "All items.", lambda source: source.numbers.total),
        Field("kinds", ListOf(MEASURE), "The same of each kind.",
              lambda source: source.numbers.kinds),
        Field("works", ListOf(MEASURE), "The same of each work.",
              lambda source: source.numbers.works),
        _sums("finished", "items", "Items finished; a repeating one counts each time.",
              lambda source: source.numbers.finished),
        _sums("repeated", "items", "The repeating items among those.",
              lambda source: source.numbers.repeated),
        _sums("clocked", "minutes", "Time clocked.", lambda source: source.numbers.clocked),
        _sums("pages", "pages", "Pages read.", lambda source: source.numbers.pages),
        Field("undated", COUNT, "Done items without a known date.",
              lambda source: source.numbers.undated),
        Field("burn_up", ListOf(BURNT), "The number of done items over time.",
              lambda source: source.numbers.burn_up),
        Field("streaks", STREAKS, "Streaks, now and longest.",
              lambda source: source.numbers.streaks),
        Field("goals", ListOf(GOAL), "The goals.", lambda source: source.numbers.goals),
        Field("stale", ListOf(STALE), "Stale works, the longest untouched first.",
              lambda source: source.numbers.stale),
        Field("by", TEXT, "The grouping of --by.",
              lambda source: source.by, optional=True),
        Field("groups", ListOf(GROUP), "The groups.",
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
