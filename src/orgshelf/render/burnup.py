"""The burn-up: how what is done has grown, below the line of all there is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from orgshelf.render.chart import DIM, Frame, Row, Signs

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
    """How high it stands, in parts of a cell; what is not nothing is seen."""
    height = _HEIGHT * (len(signs.heights) - 1)
    return max(done * height // top, 1 if done else 0)


def _cell(units: int, level: int, signs: Signs) -> str:
    full = len(signs.heights) - 1
    return signs.heights[min(max(units - level * full, 0), full)]
