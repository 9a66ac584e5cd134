"""The year on the screen: the burn-up and the heatmap below each other, week by week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from orgshelf.render.burnup import burn_up
from orgshelf.render.chart import DIM, Frame, Row, Signs
from orgshelf.render.heatmap import heatmap, months
from orgshelf.shelf.progress.calendar import LAST_DAY, YEAR_OF_WEEKS, between
from orgshelf.shelf.progress.days import per_month
from orgshelf.shelf.progress.numbers import Numbers

_BAR = 24
_WEEK = timedelta(days=7)


def last_year(numbers: Numbers, width: int, signs: Signs) -> Iterator[Row]:
    """Up to 53 weeks until now; nothing where nothing is known to be finished in them."""
    today = min(numbers.now.date(), LAST_DAY)
    weeks = min(YEAR_OF_WEEKS, (today.toordinal() + 6) // 7)
    mondays = _mondays(today - _WEEK * (weeks - 1), today)
    frame = _frame(numbers, mondays, mondays[0], today, width)
    finished = sum(between(numbers.finished, frame.first, today).values())
    if finished:
        weeks = len(frame.mondays)
        lately = "in the last year" if weeks == YEAR_OF_WEEKS else f"in the last {weeks} weeks"
        undated = f", {numbers.undated} on no known day" if numbers.undated else ""
        yield [("Finished", "bold"), (f"  {finished} {lately}{undated}", "")]
        yield from _charts(numbers, frame, signs)


def one_year(numbers: Numbers, year: int, width: int, signs: Signs) -> Iterator[Row]:
    """A year of the calendar: what was finished in each month, and on each day."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), numbers.now.date(), LAST_DAY)
    finished = between(numbers.finished, first, last)
    yield [(str(year), "bold"), (f"  {sum(finished.values())} finished", "")]
    if finished:
        yield from _by_month(per_month(finished), year, signs)
        yield []
        yield from _charts(
            numbers, _frame(numbers, _mondays(first, last), first, last, width), signs
        )


def _mondays(first: date, last: date) -> list[date]:
    """The Mondays of the weeks from that of ``first`` to that of ``last``."""
    start = first - timedelta(days=first.weekday())
    return [start + _WEEK * week for week in range((last - start).days // 7 + 1)]


def _frame(numbers: Numbers, mondays: Sequence[date], first: date, last: date, width: int) -> Frame:
    """As many of the latest weeks as fit, in wide cells where all of them do."""
    margin = max(4, len(str(numbers.total.progress.total)) + 1)
    room = width - 2 * margin
    cells = 2 if 2 * len(mondays) <= room else 1
    fitting = mondays[-max(room // cells, 1) :]
    return Frame(max(first, fitting[0]), last, fitting, cells, margin)


def _charts(numbers: Numbers, frame: Frame, signs: Signs) -> Iterator[Row]:
    total = numbers.total.progress.total
    yield from burn_up(numbers.burn_up, numbers.undated, total, frame, signs)
    yield months(frame)
    yield from heatmap(numbers.finished, frame, signs)


def _by_month(sums: Mapping[date, int], year: int, signs: Signs) -> Iterator[Row]:
    most, wide = max(sums.values()), len(str(max(sums.values())))
    for month in range(1, max(sums).month + 1):
        first = date(year, month, 1)
        number = sums.get(first, 0)
        bar = signs.bar * -(-_BAR * number // most)
        yield [(f"  {first:%b}  ", DIM), (f"{number:>{wide}}  ", ""), (bar, "green")]
