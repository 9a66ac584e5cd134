"""Progress in numbers: bars for kinds, works and other groups, then pace, streaks and goals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from orgshelf.model import Progress
from orgshelf.progress.counts import RECENT_DAYS, Group
from orgshelf.progress.days import between
from orgshelf.progress.forecast import in_words
from orgshelf.progress.numbers import ForecastState, Numbers, Pace, Streaks
from orgshelf.terminal import charts, measures
from orgshelf.terminal.charts import DIM, Row, Signs, told
from orgshelf.terminal.columns import bar, columns
from orgshelf.terminal.grid import WIDE, Grid, labelled
from orgshelf.terminal.measures import Table, TableStyle
from orgshelf.text import hours, one_line, plural

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.text import Text

    from orgshelf.terminal.grid import Line


_BAR = 24
_LEAST_BAR = 10
_NAME = 28  # cells that are enough for one, since bars say more
_INDENT = "  "
_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Grouped:
    """What is shown of one grouping: all in one line, then a table."""

    by: str
    groups: Sequence[Group]
    total: Progress
    recent: int

    def tables(self, look: TableStyle) -> Iterator[Table]:
        """The one table."""
        yield measures.groups(one_line(self.by).capitalize(), self.groups, look)

    def rows(self, width: int, signs: Signs) -> Iterator[Row]:
        """No chart."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Overview:
    """The dashboard of all numbers, or of those of one year.

    ``graph`` asks for the charts; ``titles`` are those of the works that were finished in each
    month of the year.
    """

    numbers: Numbers
    short_ids: Mapping[str, str]
    year: int | None = None
    graph: bool = False
    titles: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def total(self) -> Progress:
        """Done of total."""
        return self.numbers.total.progress

    @property
    def recent(self) -> int:
        """How many were finished lately."""
        return self.numbers.total.recent

    def tables(self, look: TableStyle) -> Iterator[Table]:
        """Those that have rows among what is known of all, kinds, works, goals, what waits."""
        if self.year is not None:
            return
        known: list[measures.Cells] = [
            ((name, DIM), (words, "")) for name, words in facts(self.numbers)
        ]
        yield Table("", known, yielding=1)
        yield measures.groups("Kind", self.numbers.kinds, look)
        yield measures.works(self.numbers.works, self.numbers.works_left_out, look)
        yield measures.goals(self.numbers.goals, look)
        yield measures.stale(self.numbers.stale, self.numbers.stale_left_out, self.short_ids)

    def rows(self, width: int, signs: Signs) -> Iterator[Row]:
        """The charts of the last year, or of that year."""
        if self.year is not None:
            yield from charts.by_month(self.numbers, self.year, self.titles, signs)
        if self.graph and self.year is not None:
            yield from charts.one_year(self.numbers, self.year, width, signs)
        elif self.graph:
            yield from charts.last_year(self.numbers, width, signs)


Dashboard = Grouped | Overview


def plain(board: Dashboard, width: int) -> str:
    """ASCII bars and aligned columns, names whole; only the charts heed the width."""
    parts = [f"{headline(board)}\n"]
    for table in _filled(board, measures.PLAIN):
        title = f"{table.title}\n" if table.title else ""
        note = f"{table.note}\n" if table.note else ""
        parts.append(f"\n{title}{plain_rows(table)}{note}")
    drawn = charts.text_of(list(board.rows(width, charts.ASCII)))
    return "".join(parts) + (f"\n{drawn}" if drawn else "")


def plain_rows(table: Table) -> str:
    """The rows of a table in columns."""
    return columns([[text for text, _ in row] for row in table.rows])


def coloured_rows(table: Table) -> Grid:
    """The same in colour, to fit the terminal."""
    from rich.text import Text

    def drawn(text: str, style: str) -> "Text":
        cell = Text(text, style)
        cell.highlight_regex("[╍─]+$", "bright_black")  # what was not done, at the end of a bar
        return cell

    def build(_: int) -> "list[Line]":
        rows = (((f"{_INDENT}{row[0][0]}", row[0][1]), *row[1:]) for row in table.rows)
        return [tuple(drawn(*cell) for cell in row) for row in rows]

    return Grid(build, yielding=table.yielding, right=table.right, spare=table.spare, enough=_NAME)


@dataclass(frozen=True, slots=True)
class RichDashboard:
    """Bars and charts in colour, to fit the terminal."""

    board: Dashboard

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        """What rich prints, part by part."""
        width = options.max_width
        yield _top(self.board, width)
        for table in _fitting(self.board, width):
            yield from _table(table)
        rows = list(self.board.rows(width, charts.SHADED))
        yield from (charts.coloured(row, width) for row in ([[], *rows] if rows else []))


def headline(board: Dashboard) -> str:
    """Done of all, what of it was given up, and what is new."""
    total = board.total
    left = f", {total.dropped} given up" if total.dropped else ""
    recent = f"; {board.recent} in the last {RECENT_DAYS} days" if board.recent else ""
    return f"{total.done} of {plural(total.total, 'item')} done ({total.percent}%){left}{recent}"


def _filled(board: Dashboard, look: TableStyle) -> Iterator[Table]:
    return (table for table in board.tables(look) if table.rows)


def _fitting(board: Dashboard, width: int) -> Iterator[Table]:
    """The tables; on a narrow screen those have forecasts that stay whole with them."""
    if width >= WIDE:
        yield from _filled(board, measures.WIDE)
        return
    looks = (_filled(board, look) for look in (measures.NARROW_FORETOLD, measures.NARROW))
    for foretold, bare in zip(*looks, strict=True):
        yield foretold if foretold.width + len(_INDENT) <= width else bare


def _top(board: Dashboard, width: int) -> "Text":
    """The bar, as long as the words leave room; above them where they leave none."""
    from rich.text import Text

    words = headline(board)
    room = min(width - len(words) - 2, _BAR)
    meter = Text(bar(board.total, room if room >= _LEAST_BAR else _BAR))
    meter.stylize(measures.meter_style(board.total))
    meter.highlight_regex("[╍─]+$", "bright_black")
    gap = "  " if room >= _LEAST_BAR else "\n"
    return meter.append(gap).append(words)


def _table(table: Table) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield Text(f"\n{table.title}" if table.title else "", "bold")
    if table.title:
        yield coloured_rows(table)
    else:
        yield from (labelled(f"{_INDENT}{name}", words) for (name, _), (words, _) in table.rows)
    if table.note:
        yield Text(f"{_INDENT}{table.note}", DIM)


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
