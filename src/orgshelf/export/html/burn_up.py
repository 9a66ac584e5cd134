"""The burn-up chart: done items over time, the total, and the forecast."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from orgshelf.export.html.time_axis import Tick, first_of_month, months_between, round_step
from orgshelf.progress.numbers import ForecastState, Numbers

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 18, 34
_MOST_TICKS = 7
#: The most that the chart extends into the future, relative to its past.
_AHEAD = 1.5
_LEAST_AHEAD, _LEAST_BACK, _MARGIN = 120, 30, 14  # days

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The lines of the chart as points of SVG polylines; "" for a missing line.

    ``today`` is the position of the line of today; ``rows`` are (day, done) for the table.
    """

    done: str
    area: str
    total: float
    today: float
    band: str
    likely: str
    across: Sequence[Tick]
    up: Sequence[Tick]
    rows: Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Maps days, by ordinal, and counts to positions on the chart."""

    first: int
    last: int
    top: int

    def x(self, day: date) -> float:
        wide = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (day.toordinal() - self.first) / (self.last - self.first), 1)

    def y(self, count: float) -> float:
        high = HEIGHT - _TOP - _BOTTOM
        return round(_TOP + high * (1 - count / self.top), 1)

    def at(self, day: date, count: float) -> Point:
        return self.x(day), self.y(count)


def burn_up(numbers: Numbers) -> BurnUp | None:
    """The chart; None if no finished item has a date."""
    if not numbers.burn_up:
        return None
    today, total = numbers.now.date(), numbers.total.progress.total
    frame = _frame(numbers, today)
    steps = list(_steps(numbers, frame, today))
    ground = frame.y(0)
    ends = list(_fan(numbers, frame, today))
    start = [frame.at(today, _done(numbers))]
    return BurnUp(
        done=_points(steps),
        area=_points([(steps[0][0], ground), *steps, (steps[-1][0], ground)]),
        total=frame.y(total),
        today=frame.x(today),
        band=_points([*start, *ends[0]]) if ends else "",
        likely=_points([*start, ends[1][0]]) if ends else "",
        across=_across(frame),
        up=[Tick(frame.y(n), f"{n:,}") for n in range(0, frame.top + 1, round_step(frame.top))],
        rows=_by_month(numbers.burn_up),
    )


def _done(numbers: Numbers) -> int:
    return numbers.burn_up[-1][1]


def _frame(numbers: Numbers, today: date) -> _Frame:
    """The frame, from just before the first day to the end of the forecast, within limits."""
    now, forecast = today.toordinal(), numbers.total.forecast
    first = min(numbers.burn_up[0][0].toordinal(), now - _LEAST_BACK)
    ahead = max(_LEAST_AHEAD, int((now - first) * _AHEAD))
    known = forecast.late.toordinal() - now if forecast.late else ahead
    if forecast.outlook is not ForecastState.DATED:
        known = 0
    last = now + min(ahead, max(known, 0) + _MARGIN)
    top = max(numbers.total.progress.total, *(done for _, done in numbers.burn_up), 1)
    return _Frame(max(first - 1, 1), min(last, date.max.toordinal()), top)


def _steps(numbers: Numbers, frame: _Frame, today: date) -> Iterator[Point]:
    """The points of a step line that rises on each day with finished items."""
    level = numbers.undated
    yield frame.at(date.fromordinal(frame.first), level)
    for day, done in numbers.burn_up:
        if day <= today:
            yield frame.at(day, level)
            yield frame.at(day, done)
        level = done
    if numbers.burn_up[-1][0] < today:
        yield frame.at(today, level)


def _fan(numbers: Numbers, frame: _Frame, today: date) -> Iterator[list[Point]]:
    """The far corners of the band, then the end of the likely line, clipped to the frame."""
    forecast = numbers.total.forecast
    if forecast.outlook is not ForecastState.DATED or not forecast.early or not forecast.likely:
        return
    done, total = _done(numbers), numbers.total.progress.total
    edge = date.fromordinal(frame.last)

    def end(day: date | None) -> Point:
        if day is None:
            return frame.at(edge, done)
        if day <= edge:
            return frame.at(max(day, today), total)
        part = (edge - today).days / (day - today).days
        return frame.at(edge, done + (total - done) * part)

    early, late = end(forecast.early), end(forecast.late)
    corner = (late[0], early[1])
    yield [early, late] if early[1] == late[1] else [early, corner, late]
    yield [end(forecast.likely)]


def _across(frame: _Frame) -> list[Tick]:
    """The labels of months, as many as fit; January is labelled with the year."""
    first, last = date.fromordinal(frame.first), date.fromordinal(frame.last)
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 24000):
        days = list(months_between(first, last, step))
        if len(days) <= _MOST_TICKS:
            break
    return [Tick(frame.x(day), _month(day, step)) for day in days]


def _month(day: date, step: int) -> str:
    return str(day.year) if day.month == 1 or step >= 12 else f"{day:%b}"


def _by_month(rows: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The last row of each month."""
    ends = [
        row for row, after in pairwise(rows) if first_of_month(row[0]) != first_of_month(after[0])
    ]
    return [*ends, *rows[-1:]]


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
