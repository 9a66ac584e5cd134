"""A year of finished items, a cell for each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from orgshelf.export.html.scale import Tick, months_between

CELL = 14  # from one cell to the next
SIDE = 11  # of a cell itself
WEEKS = 53
_MARGIN, _HEAD = 32, 20
#: From how many finished items in a day a cell has each shade, where eight are many.
_SHADES = (1, 2, 3, 5)
_MANY = 8
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
    key: Sequence[str]


def heatmap(finished: Mapping[date, int], today: date) -> Heatmap:
    """Weeks from Monday side by side, the current one last."""
    first = date.fromordinal(max(today.toordinal() - today.weekday() - 7 * (WEEKS - 1), 1))
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    busy = [day for day in days if finished.get(day)]
    shades = _shades(max((finished[day] for day in busy), default=0))
    cells = [
        Cell(*_corner(day, first), _shade(finished[day], shades), day, finished[day])
        for day in busy
    ]
    idle = (_corner(day, first) for day in days if not finished.get(day))
    return Heatmap(
        width=_MARGIN + WEEKS * CELL,
        height=_HEAD + 7 * CELL,
        empty="".join(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in idle),
        cells=cells,
        months=_month_labels(first, today),
        weekdays=[Tick(_HEAD + n * CELL + 9, name) for n, name in _WEEKDAYS],
        first=first,
        total=sum(cell.count for cell in cells),
        key=_key(shades),
    )


def _corner(day: date, first: date) -> tuple[int, int]:
    week, weekday = divmod((day - first).days, 7)
    return _MARGIN + week * CELL, _HEAD + weekday * CELL


def _shades(most: int) -> list[int]:
    """The least count of each shade: more where the busiest day has many."""
    return [1, *(least * max(1, most // _MANY) for least in _SHADES[1:])]


def _shade(count: int, shades: Sequence[int]) -> int:
    """From 1 to 4."""
    return sum(count >= least for least in shades)


def _key(shades: Sequence[int]) -> list[str]:
    ends = [
        str(least) if after == least + 1 else f"{least}–{after - 1}"
        for least, after in pairwise(shades)
    ]
    return [*ends, f"{shades[-1]} or more in a day"]


def _month_labels(first: date, today: date) -> list[Tick]:
    """Each month over the week that its first day is in, where it has room."""
    ticks = [Tick(_corner(day, first)[0], f"{day:%b}") for day in months_between(first, today)]
    return [tick for tick in ticks if tick.at < _MARGIN + WEEKS * CELL - _CLOSE_MONTHS / 2]
