"""The heatmap: a column for each week, a row for each day of it, the more the stronger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from orgshelf.render.chart import DIM, Frame, Row, Signs
from orgshelf.shelf.progress.calendar import STEPS, between, step_of, steps

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
    """The strongest sign stands for the highest step, however few there are."""
    place = step + STEPS - len(starts) if step else 0
    return signs.steps[place], signs.styles[place]


def _legend(starts: tuple[int, ...], most: int, signs: Signs) -> Iterator[tuple[str, str]]:
    """What each sign means: ``■ 1  ■ 2  ■ 3–5  ■ 6–9``."""
    lasts = [start - 1 for start in starts[1:]] + [most]
    for step, (start, last) in enumerate(zip(starts, lasts, strict=True), 1):
        yield _sign(step, starts, signs)
        yield f" {start}  " if start == last else f" {start}{signs.to}{last}  ", DIM
    yield "finished a day", DIM
