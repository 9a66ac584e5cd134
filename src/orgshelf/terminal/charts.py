"""Charts of a year in letters: burn-up, months, heat map."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from orgshelf.progress.days import (
    LAST_DAY,
    STEPS,
    YEAR_OF_WEEKS,
    between,
    per_month,
    step_of,
    steps,
)
from orgshelf.progress.numbers import Numbers, without_repeats
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from rich.text import Text


#: Some signs and their style.
Span = tuple[str, str]
Row = list[Span]

DIM = "dim"


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a kind of screen.

    ``steps`` are a day's without anything, then with more and more, and ``styles`` their
    colours; ``heights`` are a cell's, from empty to full; ``rule`` is a level line; ``to`` joins
    the ends of a range, ``bar`` makes bars.
    """

    steps: str
    styles: tuple[str, ...]
    heights: str
    rule: str
    to: str
    bar: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The days from ``first`` to ``last`` and where they are drawn.

    ``mondays`` begin the weeks; each has so many ``cells`` side by side, right of a ``margin``.
    """

    first: date
    last: date
    mondays: Sequence[date]
    cells: int
    margin: int


_BLOCKS = " ▁▂▃▄▅▆▇█"

ASCII = Signs(".:+*#", ("", "", "", "", ""), " .:#", "-", "-", "#")
#: The denser a sign is, the more it stands for: brighter on black, darker on white.
SHADED = Signs("·░▒▓█", (DIM, *["green"] * 4), _BLOCKS, "╌", "–", "━")


def text_of(rows: Sequence[Row]) -> str:
    """The rows without colours."""
    return "".join(f"{''.join(signs for signs, _ in row).rstrip()}\n" for row in rows)


def coloured(row: Row, width: int) -> "Text":
    """One row for the terminal, cut where that ends."""
    from rich.text import Text

    runs = groupby(row, key=itemgetter(1))
    text = Text.assemble(*(("".join(s for s, _ in run), style) for style, run in runs))
    text.no_wrap = True
    text.rstrip()
    text.truncate(width, overflow="ellipsis")
    return text


_HEIGHT = 6


def burn_up(
    days: Sequence[tuple[date, int]], undated: int, total: int, frame: Frame, signs: Signs
) -> Iterator[Row]:
    """An area below a line: what was done in the weeks of the frame, of all there is.

    ``days`` are ascending days and how many were done at their end, ``undated`` before them.
    The axis goes from none to ``total``, or to the most there was.
    """
    margin = frame.margin
    columns = list(_done(days, undated, _moments(frame)))
    top = max(total, *columns, 1)
    yield [(f"{top:>{margin - 1}} ", DIM), (signs.rule * len(columns), DIM)]
    heights = [_units(done, top, signs) for done in columns]
    marked = max(heights[-1] - 1, 0) // (len(signs.heights) - 1)
    for level in reversed(range(_HEIGHT)):
        area = "".join(_cell(height, level, signs) for height in heights)
        now = f" {columns[-1]}" if level == marked else ""
        axis = " " * margin if level else f"{0:>{margin - 1}} "
        yield [(axis, DIM), (area, signs.styles[2]), (now, "")]


def _moments(frame: Frame) -> Iterator[date]:
    """The last day of each cell: a week's days are shared out among its cells."""
    for monday in frame.mondays:
        for cell in range(1, frame.cells + 1):
            yield min(monday + timedelta(days=7 * cell // frame.cells - 1), frame.last)


def _done(days: Sequence[tuple[date, int]], undated: int, moments: Iterator[date]) -> Iterator[int]:
    dates = [day for day, _ in days]
    for moment in moments:
        place = bisect_right(dates, moment)
        yield days[place - 1][1] if place else undated


def _units(done: int, top: int, signs: Signs) -> int:
    """The height in eighths of a cell, at least one for any number above 0."""
    height = _HEIGHT * (len(signs.heights) - 1)
    return max(done * height // top, 1 if done else 0)


def _cell(units: int, level: int, signs: Signs) -> str:
    full = len(signs.heights) - 1
    return signs.heights[min(max(units - level * full, 0), full)]


_NAMED = {0: "Mon", 2: "Wed", 4: "Fri"}


def heatmap(days: Mapping[date, int], frame: Frame, signs: Signs) -> Iterator[Row]:
    """Seven rows and a legend; days outside the frame stay empty."""
    numbers = between(days, frame.first, frame.last)
    starts = steps(numbers.values())
    for weekday in range(7):
        row: Row = [(f"{_NAMED.get(weekday, ''):>{frame.margin - 1}} ", DIM)]
        for day in (monday + timedelta(days=weekday) for monday in frame.mondays):
            step = step_of(numbers.get(day, 0), starts)
            within = frame.first <= day <= frame.last
            row += [
                _sign(step, starts, signs) if within else (" ", ""),
                (" " * (frame.cells - 1), ""),
            ]
        yield row
    yield [(" " * frame.margin, ""), *_legend(starts, max(numbers.values(), default=0), signs)]


def months(frame: Frame) -> Row:
    """The names of the months, each over the first week that begins in it."""
    names, width = " " * frame.margin, frame.margin + len(frame.mondays) * frame.cells
    for place, monday in enumerate(frame.mondays):
        start = frame.margin + place * frame.cells
        if monday.day <= 7 and len(names) <= start <= width - len("Jan"):
            names = f"{names:<{start}}{monday:%b} "
    return [(names, DIM)]


def _sign(step: int, starts: Sequence[int], signs: Signs) -> tuple[str, str]:
    """The sign for a step; the highest step has the strongest one, however few there are."""
    place = step + STEPS - len(starts) if step else 0
    return signs.steps[place], signs.styles[place]


def _legend(starts: tuple[int, ...], most: int, signs: Signs) -> Iterator[tuple[str, str]]:
    """What each sign means: ``■ 1  ■ 2  ■ 3–5  ■ 6–9``."""
    lasts = [start - 1 for start in starts[1:]] + [most]
    for step, (start, last) in enumerate(zip(starts, lasts, strict=True), 1):
        yield _sign(step, starts, signs)
        yield f" {start}  " if start == last else f" {start}{signs.to}{last}  ", DIM
    yield "finished a day", DIM


_BAR = 16
_WEEK = timedelta(days=7)


def last_year(numbers: Numbers, width: int, signs: Signs) -> Iterator[Row]:
    """Up to 53 weeks until now; nothing where nothing is known to be finished in them."""
    today = min(numbers.now.date(), LAST_DAY)
    weeks = min(YEAR_OF_WEEKS, (today.toordinal() + 6) // 7)
    mondays = _mondays(today - _WEEK * (weeks - 1), today)
    frame = _frame(numbers, mondays, mondays[0], today, width)
    if any(between(numbers.finished, frame.first, today).values()):
        weeks = len(frame.mondays)
        lately = "in the last year" if weeks == YEAR_OF_WEEKS else f"in the last {weeks} weeks"
        undated = f", {numbers.undated} without a date" if numbers.undated else ""
        yield [
            ("Finished", "bold"),
            (f"  {told(numbers, frame.first, today)} {lately}{undated}", ""),
        ]
        yield from _charts(numbers, frame, signs)


def told(numbers: Numbers, first: date, last: date) -> str:
    """How many items were finished, and how often those that repeat: two numbers."""
    items = sum(between(without_repeats(numbers), first, last).values())
    repeats = sum(between(numbers.repeated, first, last).values())
    return plural(items, "item") + (f" and {plural(repeats, 'repeat')}" if repeats else "")


def by_month(
    numbers: Numbers, year: int, titles: Mapping[int, Sequence[str]], signs: Signs
) -> Iterator[Row]:
    """What was finished in each month of a year, with the titles of the works among it."""
    first, last = _ends(numbers, year)
    yield [(str(year), "bold"), (f"  {told(numbers, first, last)} finished", "")]
    if items := per_month(between(without_repeats(numbers), first, last)):
        yield from _months(items, year, titles, signs)


def one_year(numbers: Numbers, year: int, width: int, signs: Signs) -> Iterator[Row]:
    """A year of the calendar: what was finished on each day."""
    first, last = _ends(numbers, year)
    if between(numbers.finished, first, last):
        yield []
        yield from _charts(
            numbers, _frame(numbers, _mondays(first, last), first, last, width), signs
        )


def _ends(numbers: Numbers, year: int) -> tuple[date, date]:
    """Its first day, and its last or today."""
    return date(year, 1, 1), min(date(year, 12, 31), numbers.now.date(), LAST_DAY)


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


def _months(
    sums: Mapping[date, int], year: int, titles: Mapping[int, Sequence[str]], signs: Signs
) -> Iterator[Row]:
    most, wide = max(sums.values()), len(str(max(sums.values())))
    for month in range(1, max(sums).month + 1):
        first = date(year, month, 1)
        number = sums.get(first, 0)
        bar = signs.bar * -(-_BAR * number // most)
        row = [(f"  {first:%b}  ", DIM), (f"{number:>{wide}}  ", ""), (bar, "green")]
        if works := titles.get(month):
            row.append((f"{'':{_BAR - len(bar)}}  {one_line('; '.join(works))}", DIM))
        yield row
