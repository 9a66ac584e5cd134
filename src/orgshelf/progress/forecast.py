"""The pace of the last weeks, and when the rest will be done at it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from orgshelf.progress.numbers import Forecast, ForecastState, Pace

#: As far as pace and forecast look back.
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
    """What was done in the last 28 days over 4, and in the last 84 days over 12."""
    sums = weekly(days, today)
    return Pace(sum(sums[-_RECENT_WEEKS:]) / _RECENT_WEEKS, sum(sums) / WEEKS)


def since(first: date, today: date) -> int:
    """Whole weeks from a day until now, that day included."""
    return (today - first + timedelta(days=1)).days // 7


#: Weeks of experience, and times in the last 12 weeks, below which nothing is foretold.
LEAST_WEEKS = 4
LEAST_TIMES = 3
#: How far a forecast looks ahead: ten years.
FAR_WEEKS = 522

_PATHS = 500
_SEED = 1917
_EARLY, _LIKELY, _LATE = _PATHS // 10, _PATHS // 2, _PATHS - _PATHS // 10 - 1
_DEVIATIONS = 4


def forecast(
    remaining: int, total: int, days: Mapping[date, int], today: date, times: int | None = None
) -> Forecast:
    """When so many that remain will be done, given what was done on which days until today.

    The weeks to come are drawn at random from the last 12 weeks (from those since the first
    day, if these are fewer) until enough is done, 500 times over and always by the same chance.
    One path of ten is done by ``early``, half of them by ``likely``, nine of ten by ``late``:
    an interval of 80 %. With fewer than 4 weeks since the first day, or fewer than 3 ``times``
    in the last 12 weeks (that is the sum over the days, unless said), there is too little data.
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
    """How many weeks each path takes; more than FAR_WEEKS where it takes too many."""
    most = _enough_weeks(remaining, sums)
    draw = Random(_SEED)
    for _ in range(_PATHS if most else 0):
        done = list(accumulate(map(sums.__getitem__, _places(draw, len(sums), most))))
        weeks = bisect_left(done, remaining) + 1
        yield weeks if weeks <= len(done) else FAR_WEEKS + 1
    if not most:
        yield from [FAR_WEEKS + 1] * _PATHS


def _places(draw: Random, count: int, weeks: int) -> bytes:
    """Places of so many weeks at least, each as likely as the others."""
    fair = 256 - 256 % count
    chances = draw.randbytes(weeks + weeks // 8 + 8)
    return chances.translate(bytes(n % count for n in range(256)), bytes(range(fair, 256)))


def _enough_weeks(remaining: int, sums: Sequence[int]) -> int:
    """Weeks that nine paths of ten do not need to the end; 0 where hardly one gets there in time.

    The sum of n weeks is within DEVIATIONS of its mean but for one path in 17 (Cantelli).
    """
    mean = sum(sums) / len(sums)
    spread = _DEVIATIONS * (sum((n - mean) ** 2 for n in sums) / len(sums)) ** 0.5
    if FAR_WEEKS * mean + FAR_WEEKS**0.5 * spread < remaining:
        return 0
    root = (spread + (spread**2 + 4 * mean * remaining) ** 0.5) / (2 * mean)
    return min(int(root**2) + 1, FAR_WEEKS)


def in_words(forecast: Forecast) -> str:
    """``at this pace: March to June 2027``, ``too little data``."""
    match forecast.outlook:
        case ForecastState.DATED if forecast.early:
            return f"at this pace: {span(forecast.early, forecast.late)}"
        case ForecastState.FAR:
            return "not within ten years"
        case _:
            return forecast.outlook.value


def span(early: date, late: date | None) -> str:
    """Between which months: ``March to June 2027``."""
    if late is None:
        return f"not before {early:%B %Y}"
    if (early.year, early.month) == (late.year, late.month):
        return f"by {late:%B %Y}"
    return f"{early:{'%B' if early.year == late.year else '%B %Y'}} to {late:%B %Y}"
