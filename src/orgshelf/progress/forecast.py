"""The pace of the last weeks, and a forecast of the end at that pace."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from orgshelf.progress.numbers import Forecast, ForecastState, Pace

#: The weeks that pace and forecast are based on.
WEEKS = 12
_RECENT_WEEKS = 4


def weekly(days: Mapping[date, int], today: date) -> list[int]:
    """The sums of the last weeks, the oldest first; the last one ends with today."""
    sums = [0] * WEEKS
    for day, count in days.items():
        ago = (today - day).days // 7
        if 0 <= ago < WEEKS:
            sums[WEEKS - 1 - ago] += count
    return sums


def pace(days: Mapping[date, int], today: date) -> Pace:
    """The sums of the last 28 and of the last 84 days, per week."""
    sums = weekly(days, today)
    return Pace(sum(sums[-_RECENT_WEEKS:]) / _RECENT_WEEKS, sum(sums) / WEEKS)


def since(first: date, today: date) -> int:
    """The number of whole weeks from a day until today, both included."""
    return (today - first + timedelta(days=1)).days // 7


#: The least weeks of data, and completions in the last 12 weeks, for a forecast.
LEAST_WEEKS = 4
LEAST_TIMES = 3
#: The horizon of forecasts: ten years.
FAR_WEEKS = 522

_PATHS = 500
_SEED = 1917
_EARLY, _LIKELY, _LATE = _PATHS // 10, _PATHS // 2, _PATHS - _PATHS // 10 - 1
_DEVIATIONS = 4


def forecast(
    remaining: int, total: int, days: Mapping[date, int], today: date, times: int | None = None
) -> Forecast:
    """When the ``remaining`` items will be done, given how many were done on each day.

    Bootstrap simulation: future weeks are drawn at random from the last 12 weeks (or from those
    since the first day, if fewer) until all is done, in 500 paths with a fixed seed. ``early``,
    ``likely`` and ``late`` are the 10th, 50th and 90th percentile of the paths. With fewer than 4
    weeks since the first day, or fewer than 3 completions (``times``, by default the sum of the
    days) in the last 12 weeks, there is too little data.
    """
    if not total:
        return Forecast(ForecastState.UNKNOWN)
    if remaining <= 0:
        return Forecast(ForecastState.FINISHED)
    sums = weekly(days, today)
    known = min(since(min(days), today), WEEKS) if days else 0
    if known < LEAST_WEEKS or (sum(sums) if times is None else times) < LEAST_TIMES:
        return Forecast(ForecastState.UNKNOWN)
    return _drawn(remaining, sums[-known:], today)


def _drawn(remaining: int, sums: Sequence[int], today: date) -> Forecast:
    needed = sorted(_lengths(remaining, sums))
    if needed[_LIKELY] > FAR_WEEKS:
        return Forecast(ForecastState.FAR)
    early, likely, late = (_after(needed[place], today) for place in (_EARLY, _LIKELY, _LATE))
    return Forecast(ForecastState.DATED, early, likely, late)


def _after(weeks: int, today: date) -> date | None:
    return today + min(timedelta(weeks=weeks), date.max - today) if weeks <= FAR_WEEKS else None


def _lengths(remaining: int, sums: Sequence[int]) -> Iterator[int]:
    """The number of weeks of each path; FAR_WEEKS + 1 beyond the horizon."""
    most = _enough_weeks(remaining, sums)
    draw = Random(_SEED)
    for _ in range(_PATHS if most else 0):
        done = list(accumulate(map(sums.__getitem__, _places(draw, len(sums), most))))
        weeks = bisect_left(done, remaining) + 1
        yield weeks if weeks <= len(done) else FAR_WEEKS + 1
    if not most:
        yield from [FAR_WEEKS + 1] * _PATHS


def _places(draw: Random, count: int, weeks: int) -> bytes:
    """At least ``weeks`` indexes below ``count``, uniformly distributed."""
    fair = 256 - 256 % count
    chances = draw.randbytes(weeks + weeks // 8 + 8)
    return chances.translate(bytes(n % count for n in range(256)), bytes(range(fair, 256)))


def _enough_weeks(remaining: int, sums: Sequence[int]) -> int:
    """The weeks to simulate, enough for nine of ten paths; 0 if hardly any path ends in time.

    The sum of n weeks is within DEVIATIONS of its mean in 16 of 17 paths (Cantelli).
    """
    mean = sum(sums) / len(sums)
    spread = _DEVIATIONS * (sum((n - mean) ** 2 for n in sums) / len(sums)) ** 0.5
    if FAR_WEEKS * mean + FAR_WEEKS**0.5 * spread < remaining:
        return 0
    root = (spread + (spread**2 + 4 * mean * remaining) ** 0.5) / (2 * mean)
    return min(int(root**2) + 1, FAR_WEEKS)


def in_words(forecast: Forecast) -> str:
    """A forecast in words: ``at this pace: March to June 2027``, ``too little data``."""
    match forecast.outlook:
        case ForecastState.DATED if forecast.early:
            return f"at this pace: {span(forecast.early, forecast.late)}"
        case ForecastState.FAR:
            return "not within ten years"
        case _:
            return forecast.outlook.value


def span(early: date, late: date | None) -> str:
    """A range of months in words: ``March to June 2027``."""
    if late is None:
        return f"not before {early:%B %Y}"
    if (early.year, early.month) == (late.year, late.month):
        return f"by {late:%B %Y}"
    return f"{early:{'%B' if early.year == late.year else '%B %Y'}} to {late:%B %Y}"
