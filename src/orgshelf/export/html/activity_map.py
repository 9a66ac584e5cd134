"""The heatmap: a year of finished items, with a cell for each day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orgshelf.export.html.time_axis import Tick, months_between
from orgshelf.progress.days import STEPS, YEAR_OF_WEEKS, between, step_of, steps

CELL = 14  # the distance between cells
SIDE = 11  # the side of a cell
_MARGIN, _HEAD = 32, 20
_WEEKDAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
_CLOSE_MONTHS = 3 * CELL


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on which something was finished."""

    x: int
    y: int
    shade: int
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The cells of a year up to today; ``empty`` is the path of the days without any.

    ``key`` says what each shade means.
    """

    width: int
    height: int
    empty: str
    cells: Sequence[Cell]
    months: Sequence[Tick]
    weekdays: Sequence[Tick]
    first: date
    total: int
    key: Sequence[tuple[int, str]]


def heatmap(finished: Mapping[date, int], today: date) -> Heatmap:
    """The heatmap, with weeks from Monday as columns, the current one last."""
    monday = today.toordinal() - today.weekday()
    first = date.fromordinal(max(monday - 7 * (YEAR_OF_WEEKS - 1), 1))
    days = [date.fromordinal(n) for n in range(first.toordinal(), today.toordinal() + 1)]
    counts = between(finished, first, today)
    starts = steps(counts.values())
    unchanged = (_corner(day, first) for day in days if day not in counts)
    return Heatmap(
        width=_MARGIN + YEAR_OF_WEEKS * CELL,
        height=_HEAD + 7 * CELL,
        empty="".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in unchanged),
        cells=[
            Cell(*_corner(day, first), _shade(step_of(count, starts), starts), day, count)
            for day, count in counts.items()
        ],
        months=_month_labels(first, today),
        weekdays=[Tick(_HEAD + n * CELL + 9, name) for n, name in _WEEKDAYS],
        first=first,
        total=sum(counts.values()),
        key=list(_key(starts, max(counts.values(), default=0))),
    )


def _corner(day: date, first: date) -> tuple[int, int]:
    week, weekday = divmod((day - first).days, 7)
    return _MARGIN + week * CELL, _HEAD + weekday * CELL


def _shade(step: int, starts: Sequence[int]) -> int:
    """The shade of a step, from 1 to 4; the highest step always has the strongest shade."""
    return step + STEPS - len(starts)


def _key(starts: Sequence[int], most: int) -> Iterator[tuple[int, str]]:
    """The legend: each shade with its range of numbers, such as ``3–5``."""
    lasts = [*(start - 1 for start in starts[1:]), most]
    for step, (start, last) in enumerate(zip(starts, lasts, strict=False), 1):
        yield _shade(step, starts), str(start) if start == last else f"{start}–{last}"


def _month_labels(first: date, today: date) -> list[Tick]:
    """The months above the weeks of their first days, if there is room."""
    ticks = [Tick(_corner(day, first)[0], f"{day:%b}") for day in months_between(first, today)]
    return [tick for tick in ticks if tick.at < _MARGIN + YEAR_OF_WEEKS * CELL - _CLOSE_MONTHS / 2]
