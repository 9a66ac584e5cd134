"""The types of all numbers of progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from orgshelf.model import Progress, Status


class ForecastState(StrEnum):
    """The result of a forecast, if it has no dates."""

    FINISHED = "finished"
    DATED = "dated"
    FAR = "far"  # beyond the horizon of forecasts
    UNKNOWN = "too little data"


@dataclass(frozen=True, slots=True)
class Forecast:
    """When all items will be done at the recent pace.

    With the outlook DATED, ``early``, ``likely`` and ``late`` are the 10th, 50th and 90th
    percentile; ``late`` is None beyond the horizon. Other outlooks have no dates.
    """

    outlook: ForecastState
    early: date | None = None
    likely: date | None = None
    late: date | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """Items finished per week over the last 4 and the last 12 weeks.

    Repetitions do not count, since they bring no end nearer. For a work that is counted in pages it
    is pages per week.
    """

    last_4: float = 0.0
    last_12: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The numbers of all items, of a kind, or of a work.

    ``id`` (the whole hash) and ``status`` belong to a work; ``unit`` is ``items``, or that of a
    work without parts. ``recent`` items were finished in the last 30 days. Efforts are estimates in
    minutes, of everything and of what is still pending. The forecast ignores repetitions, which
    bring no end nearer.
    """

    name: str
    kind: str | None
    progress: Progress
    unit: str = "items"
    recent: int = 0
    id: str | None = None
    status: Status | None = None
    clocked_minutes: int = 0
    effort_minutes: int = 0
    effort_left_minutes: int = 0
    pace: Pace = Pace()
    forecast: Forecast = Forecast(ForecastState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Streaks:
    """Runs of consecutive days, and of weeks from Monday, in which something was finished.

    ``*_now`` is the length of a run that reaches today or yesterday (this or last week), else 0.
    """

    days_now: int = 0
    days_longest: int = 0
    weeks_now: int = 0
    weeks_longest: int = 0


@dataclass(frozen=True, slots=True)
class GoalNumbers:
    """The progress of a goal: ``done`` of ``count`` from ``since`` to ``by``, both included.

    ``expected`` is what a steady pace would have reached by now; ``ahead`` is ``done`` −
    ``expected``. ``forecast`` is when the count will be reached.
    """

    name: str
    query: str
    count: int
    since: date
    by: date
    done: int
    expected: float
    ahead: float
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Stale:
    """A work in progress that has not been touched for long; ``id`` is the whole hash."""

    id: str
    name: str
    kind: str
    touched: date
    days: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of progress.

    ``finished``, ``clocked`` (minutes) and ``pages`` are per day, ascending, without empty days. A
    repeating item is finished each time, which ``repeated`` counts separately; dropped items are
    not finished. ``burn_up`` has the number of done items, including dropped ones, at the end of
    each day on which it changed; it begins with the ``undated`` ones and ends with the done of
    ``total``, except for items that are closed in the future. ``works`` are sorted by status, then
    by the last touched; ``stale`` begins with the longest untouched. ``*_left_out`` counts the
    works beyond a limit.
    """

    now: datetime
    total: Measure
    kinds: Sequence[Measure] = ()
    works: Sequence[Measure] = ()
    finished: Mapping[date, int] = field(default_factory=dict)
    repeated: Mapping[date, int] = field(default_factory=dict)
    clocked: Mapping[date, int] = field(default_factory=dict)
    pages: Mapping[date, int] = field(default_factory=dict)
    undated: int = 0
    burn_up: Sequence[tuple[date, int]] = ()
    streaks: Streaks = Streaks()
    goals: Sequence[GoalNumbers] = ()
    stale: Sequence[Stale] = ()
    works_left_out: int = 0
    stale_left_out: int = 0


def without_repeats(numbers: Numbers) -> dict[date, int]:
    """How many items were finished on each day, without repetitions."""
    apart = numbers.repeated
    left = ((day, count - apart.get(day, 0)) for day, count in numbers.finished.items())
    return {day: count for day, count in left if count}


def standing(goal: GoalNumbers) -> str:
    """The state of a goal in words: ``reached``, ``on track``, ``2 ahead``."""
    if goal.done >= goal.count:
        return "reached"
    apart = round(abs(goal.ahead))
    if not apart:
        return "on track"
    return f"{apart} ahead" if goal.ahead > 0 else f"{apart} behind"
