"""The tables of progress: a row for each kind, work, group, goal, or work that waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orgshelf.model import Progress
from orgshelf.progress.counts import RECENT_DAYS, Group
from orgshelf.progress.forecast import in_words, span
from orgshelf.progress.numbers import ForecastState, GoalNumbers, Measure, Stale, standing
from orgshelf.terminal.charts import DIM, Span
from orgshelf.terminal.columns import bar, is_full
from orgshelf.terminal.grid import GAP
from orgshelf.text import one_line, plural, width

#: So many works are shown without being asked for, and so many that wait.
MOST_WORKS = 10
MOST_STALE = 3

_GOOD, _PENDING, _BAD = "green", "blue", "red"

Cells = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How rows are drawn: the cells of a bar, and whether there is room for forecasts."""

    bar_width: int
    ascii_only: bool
    forecasts: bool


PLAIN = TableStyle(20, ascii_only=True, forecasts=True)
WIDE = TableStyle(20, ascii_only=False, forecasts=True)
NARROW = TableStyle(10, ascii_only=False, forecasts=False)
NARROW_FORETOLD = TableStyle(10, ascii_only=False, forecasts=True)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a title, which may be empty, and a ``note`` below them.

    On a narrow screen the cells of column ``yielding`` are cut; those of ``right`` stand at
    the right, and those of ``spare`` are left out if need be.
    """

    title: str
    rows: Sequence[Cells]
    yielding: int = 0
    right: tuple[int, ...] = ()
    spare: tuple[int, ...] = ()
    note: str = ""

    @property
    def width(self) -> int:
        """How many cells of the terminal it takes with nothing cut."""
        columns = zip(*self.rows, strict=True)
        widths = [max(width(text) for text, _ in column) for column in columns]
        return sum(widths) + GAP * (len(widths) - 1)


def groups(title: str, rows: Iterable[Group | Measure], look: TableStyle, note: str = "") -> Table:
    """Done of total of each, with a bar."""
    return Table(title, [_group(row, look) for row in rows], right=(2, 3), spare=(4, 1), note=note)


def works(measures: Sequence[Measure], left_out: int, look: TableStyle) -> Table:
    """The works that are there, and how many are not."""
    note = f"{plural(left_out, 'more work')}: progress --by work" if left_out else ""
    return groups("Work", measures, look, note)


def goals(numbers: Iterable[GoalNumbers], look: TableStyle) -> Table:
    """The rows of the goals: done, expected, forecast."""
    return Table("Goal", [_goal(goal, look) for goal in numbers], right=(2, 3), spare=(1, 3, 5))


def stale(waiting: Sequence[Stale], left_out: int, short_ids: Mapping[str, str]) -> Table:
    """What has waited longest."""
    rows: list[Cells] = [
        (
            (short_ids[work.id], "cyan"),
            (one_line(work.name), ""),
            (f"untouched for {plural(work.days, 'day')}", DIM),
        )
        for work in waiting[:MOST_STALE]
    ]
    more = len(waiting) - len(rows) + left_out
    return Table("Waiting for you", rows, yielding=1, note=f"{more} more" if more else "")


def meter_style(progress: Progress) -> str:
    """The colour of a bar."""
    return _GOOD if is_full(progress) else _PENDING


def _group(row: Group | Measure, look: TableStyle) -> Cells:
    return (*_counted(row.name, row.progress, look), (", ".join(_remarks(row, look)), DIM))


def _counted(name: str, progress: Progress, look: TableStyle) -> Cells:
    meter = bar(progress, look.bar_width, ascii_only=look.ascii_only)
    return (
        (one_line(name), ""),
        (meter, meter_style(progress)),
        (f"{progress.done}/{progress.total}", ""),
        (f"{progress.percent}%", ""),
    )


def _remarks(row: Group | Measure, look: TableStyle) -> list[str]:
    remarks = [f"{row.progress.dropped} given up"] if row.progress.dropped else []
    remarks += [f"+{row.recent} in {RECENT_DAYS} days"] if row.recent else []
    if look.forecasts and isinstance(row, Measure) and row.forecast.early:
        remarks.append(span(row.forecast.early, row.forecast.late))
    return remarks


def _goal(goal: GoalNumbers, look: TableStyle) -> Cells:
    done = Progress(min(goal.done, goal.count), goal.count)
    name, meter, _, percent = _counted(goal.name, done, look)
    counted = (f"{goal.done}/{goal.count}", "")
    stands = standing(goal)
    style = _BAD if stands.endswith("behind") else _GOOD
    told = look.forecasts and goal.forecast.outlook is ForecastState.DATED
    words = f"; {in_words(goal.forecast)}" if told else ""
    by = (f"due {goal.by.isoformat()}{words}", DIM)
    return name, meter, counted, percent, (stands, style), by
