"""What was finished when: completions per day, week, month and year, and streaks of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.counts import finished_at
from orgshelf.shelf.progress.numbers import Streaks

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finish:
    """One time that an item got into a done state.

    ``completed`` says that it was not given up then; ``final`` that it is done since.
    """

    moment: datetime
    completed: bool
    final: bool


def finishes(entry: Entry, dropped: frozenset[str]) -> tuple[Finish, ...]:
    """Each time an item was finished, in order.

    = its log lines into a done keyword that is not a dropped one, each minute once, and what
    it is done by now: CLOSED, else the last of its log lines into a done keyword. The log line
    of the same day as that, or less than a minute away, is the same time.
    """
    if not entry.is_item:
        return ()
    logged = dict(_logged(entry))
    completed = {moment for moment, state in logged.items() if state not in dropped}
    end = _end(entry, logged)
    given_up = entry.heading.keyword in dropped
    if end and not given_up:
        completed -= set(_same(end, completed))
    found = [Finish(moment, completed=True, final=False) for moment in completed]
    if end:
        found.append(Finish(end, completed=not given_up, final=True))
    return tuple(sorted(found, key=lambda finish: (finish.moment, finish.final)))


def _logged(entry: Entry) -> Iterator[tuple[datetime, str]]:
    """The log lines into a done keyword of the file."""
    done = entry.document.settings.keywords.done
    for change in contents.history(entry):
        if change.state in done and change.state and (moment := change.when.start):
            yield moment, change.state


def _end(entry: Entry, logged: Mapping[datetime, str]) -> datetime | None:
    """When an item was finished that is done now."""
    if not entry.heading.done:
        return None
    return finished_at(entry) or max(logged, default=None)


def _same(end: datetime, moments: Iterable[datetime]) -> Iterator[datetime]:
    """The moment that means this one, if any does: the nearest."""
    nearest = min(moments, key=lambda moment: abs(moment - end), default=None)
    if nearest and (nearest.date() == end.date() or abs(nearest - end) <= _MINUTE):
        yield nearest


def per_day(moments: Iterable[datetime], now: datetime) -> dict[date, int]:
    """How many of the moments until now each day has, ascending, without empty days."""
    return dict(sorted(Counter(moment.date() for moment in moments if moment <= now).items()))


def per_week(days: Mapping[date, int]) -> dict[date, int]:
    """The sums of the weeks, each under its Monday."""
    return _summed(days, monday)


def per_month(days: Mapping[date, int]) -> dict[date, int]:
    """The sums of the months, each under its first day."""
    return _summed(days, lambda day: day.replace(day=1))


def per_year(days: Mapping[date, int]) -> dict[int, int]:
    """The sums of the years."""
    return {
        first.year: n for first, n in _summed(days, lambda day: day.replace(month=1, day=1)).items()
    }


def _summed(days: Mapping[date, int], first: Callable[[date], date]) -> dict[date, int]:
    sums: dict[date, int] = {}
    for day, count in sorted(days.items()):
        sums[first(day)] = sums.get(first(day), 0) + count
    return sums


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def streaks(days: Iterable[date], today: date) -> Streaks:
    """Days, and weeks from Monday, in a row; a run still goes on that ended one step ago."""
    of_days = _runs({day.toordinal() for day in days})
    of_weeks = _runs({_week(day) for day in of_days})
    return Streaks(
        days_now=_now(of_days, today.toordinal()),
        days_longest=max(of_days.values(), default=0),
        weeks_now=_now(of_weeks, _week(today.toordinal())),
        weeks_longest=max(of_weeks.values(), default=0),
    )


def _week(ordinal: int) -> int:
    return (ordinal - 1) // 7  # day 1 is a Monday


def _runs(numbers: Iterable[int]) -> dict[int, int]:
    """For each number how many in a row end with it."""
    lengths: dict[int, int] = {}
    for number in sorted(numbers):
        lengths[number] = lengths.get(number - 1, 0) + 1
    return lengths


def _now(lengths: Mapping[int, int], last: int) -> int:
    return lengths.get(last) or lengths.get(last - 1, 0)
