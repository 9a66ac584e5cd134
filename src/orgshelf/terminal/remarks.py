"""What the numbers say beside done of total: pace, streaks, time, and how a goal stands."""

from collections.abc import Iterator
from datetime import date, timedelta

from orgshelf.progress.days import between
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import ForecastState, Numbers, Pace, Streaks
from orgshelf.terminal.charts import told
from orgshelf.text import hours, plural

_YEAR = timedelta(days=364)


def facts(numbers: Numbers) -> Iterator[tuple[str, str]]:
    """Name and words of each that there is something to say of."""
    total = numbers.total
    if finished := _finished(numbers):
        yield "Finished", finished
    if total.pace != Pace():
        yield "Pace", _pace(total.pace)
        if total.forecast.outlook is not ForecastState.FINISHED:
            yield "Forecast", in_words(total.forecast)
    if numbers.streaks.days_longest:
        yield "Streak", _streaks(numbers.streaks)
    if spent := _time(total.clocked_minutes, total.effort_minutes, total.effort_left_minutes):
        yield "Time", spent
    today = numbers.now.date()
    year_ago = today - min(_YEAR, today - date.min)
    read = sum(between(numbers.pages, year_ago, today).values())
    if read:
        yield "Pages", f"{read} read in the last year"


def _finished(numbers: Numbers) -> str:
    """What was finished in the last year, and what without a day."""
    today = numbers.now.date()
    first = today - min(_YEAR, today - date.min)
    if not any(between(numbers.finished, first, today).values()):
        return ""
    undated = f", {numbers.undated} without a date" if numbers.undated else ""
    return f"{told(numbers, first, today)} in the last year{undated}"


def _pace(pace: Pace) -> str:
    return f"{pace.last_4:.1f} a week over 4 weeks, {pace.last_12:.1f} over 12"


def _streaks(streaks: Streaks) -> str:
    days, weeks = plural(streaks.days_now, "day"), plural(streaks.weeks_now, "week")
    return f"{days} (longest {streaks.days_longest}), {weeks} (longest {streaks.weeks_longest})"


def _time(clocked: int, effort: int, left: int) -> str:
    spent = [f"{hours(clocked)} clocked"] if clocked else []
    estimated = [f"{hours(left)} of {hours(effort)} estimated is left"] if effort else []
    return "; ".join(spent + estimated)
