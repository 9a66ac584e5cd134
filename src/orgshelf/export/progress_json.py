"""Every number of progress as one JSON document, which ``progress_schema`` describes."""

from collections.abc import Mapping, Sequence
from datetime import date

from orgshelf.export.json_text import encode
from orgshelf.model import Progress
from orgshelf.shelf.progress.counts import Group
from orgshelf.shelf.progress.days import per_month, per_week, per_year
from orgshelf.shelf.progress.forecast import in_words
from orgshelf.shelf.progress.numbers import Forecast, GoalNumbers, Measure, Numbers, Stale

SCHEMA = "orgshelf-progress/1"

#: What the lists of spans are called, each with what its rows call a span.
SPANS: Mapping[str, str] = {"days": "day", "weeks": "week", "months": "month", "years": "year"}

Fields = dict[str, object]


def render(
    numbers: Numbers,
    notes: str,
    short_ids: Mapping[str, str],
    grouped: tuple[str, Sequence[Group]] | None = None,
) -> str:
    """The document: a line for each member, and for each row of a list."""
    members = {**_head(numbers, notes), **_body(numbers, short_ids)}
    if grouped:
        members |= {"by": grouped[0], "groups": [_group(group) for group in grouped[1]]}
    return "{\n" + ",\n".join(_member(*member) for member in members.items()) + "\n}\n"


def _member(name: str, value: object) -> str:
    if not isinstance(value, list) or not value:
        return f'"{name}": {encode(value)}'
    rows = ",\n".join(encode(row) for row in value)
    return f'"{name}": [\n{rows}\n]'


def _head(numbers: Numbers, notes: str) -> Fields:
    return {
        "schema": SCHEMA,
        "generated": numbers.now.isoformat(timespec="seconds"),
        "notes": notes,
    }


def _body(numbers: Numbers, short_ids: Mapping[str, str]) -> Fields:
    return {
        "total": _measure(numbers.total, short_ids),
        "kinds": [_measure(kind, short_ids) for kind in numbers.kinds],
        "works": [_measure(work, short_ids) for work in numbers.works],
        "finished": _spans(numbers.finished, "items"),
        "clocked": _spans(numbers.clocked, "minutes"),
        "pages": _spans(numbers.pages, "pages"),
        "undated": numbers.undated,
        "burn_up": [{"day": day.isoformat(), "done": done} for day, done in numbers.burn_up],
        "streaks": {
            "days_now": numbers.streaks.days_now,
            "days_longest": numbers.streaks.days_longest,
            "weeks_now": numbers.streaks.weeks_now,
            "weeks_longest": numbers.streaks.weeks_longest,
        },
        "goals": [_goal(goal) for goal in numbers.goals],
        "stale": [_stale(work, short_ids) for work in numbers.stale],
    }


def _measure(measure: Measure, short_ids: Mapping[str, str]) -> Fields:
    return {
        "id": measure.id and short_ids[measure.id],
        "name": measure.name,
        "kind": measure.kind,
        "status": measure.status,
        "progress": _progress(measure.progress, measure.unit),
        "recent": measure.recent,
        "clocked_minutes": measure.clocked_minutes,
        "effort_minutes": measure.effort_minutes,
        "effort_left_minutes": measure.effort_left_minutes,
        "pace": {"last_4_weeks": measure.pace.last_4, "last_12_weeks": measure.pace.last_12},
        "forecast": _forecast(measure.forecast),
    }


def _group(group: Group) -> Fields:
    return {
        "name": group.name,
        "kind": group.kind,
        "progress": _progress(group.progress, "items"),
        "recent": group.recent,
    }


def _progress(progress: Progress, unit: str) -> Fields:
    return {
        "done": progress.done,
        "total": progress.total,
        "percent": progress.percent,
        "dropped": progress.dropped,
        "unit": unit,
    }


def _forecast(forecast: Forecast) -> Fields:
    return {
        "outlook": forecast.outlook,
        "early": _iso(forecast.early),
        "likely": _iso(forecast.likely),
        "late": _iso(forecast.late),
        "words": in_words(forecast),
    }


def _goal(goal: GoalNumbers) -> Fields:
    return {
        "name": goal.name,
        "query": goal.query,
        "count": goal.count,
        "since": goal.since.isoformat(),
        "by": goal.by.isoformat(),
        "done": goal.done,
        "expected": goal.expected,
        "ahead": goal.ahead,
        "forecast": _forecast(goal.forecast),
    }


def _stale(work: Stale, short_ids: Mapping[str, str]) -> Fields:
    return {
        "id": short_ids[work.id],
        "name": work.name,
        "kind": work.kind,
        "touched": work.touched.isoformat(),
        "days": work.days,
    }


def _spans(days: Mapping[date, int], unit: str) -> Fields:
    """The sums per day, week (under its Monday), month and year."""
    sums = (
        ((day.isoformat(), number) for day, number in days.items()),
        ((day.isoformat(), number) for day, number in per_week(days).items()),
        ((day.isoformat()[:7], number) for day, number in per_month(days).items()),
        per_year(days).items(),
    )
    return {
        name: [{word: span, unit: number} for span, number in rows]
        for (name, word), rows in zip(SPANS.items(), sums, strict=True)
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
