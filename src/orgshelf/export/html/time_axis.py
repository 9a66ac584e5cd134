"""Time axes of charts, and the bar chart of the last months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orgshelf.progress.days import per_month


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis and its position."""

    at: float
    label: str


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month a number of months after a day, clamped to valid dates."""
    return _month(min(max(_number(day) + months, _number(date.min)), _number(date.max)))


def months_between(first: date, last: date, step: int = 1) -> Iterator[date]:
    """The first day of every ``step``-th month that begins after ``first``, up to ``last``."""
    start = _number(first) + 1
    for number in range(start + -start % step, _number(last) + 1, step):
        yield _month(number)


def _number(day: date) -> int:
    """Months since the year 0, so that January is a multiple of twelve."""
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def round_step(largest: int, ticks: int = 4) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that reaches ``largest`` in at most ``ticks`` steps."""
    step, factors = 1, (2, 2.5, 2)
    for turn in range(60):
        if step * ticks >= largest:
            break
        step = int(step * factors[turn % 3])
    return step


WIDTH, HEIGHT = 720, 220
_LEFT, _TOP, _BOTTOM = 44, 24, 34
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a month; ``repeats`` are not included in it."""

    x: float
    y: float
    width: float
    height: float
    month: date
    count: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The bar chart of items finished per month."""

    bars: Sequence[Bar]
    up: Sequence[Tick]
    ground: float

    @property
    def repeats(self) -> bool:
        """Whether there are any repetitions."""
        return any(bar.repeats for bar in self.bars)


def last_months(finished: Mapping[date, int], today: date) -> list[tuple[date, int]]:
    """The last twelve months, each by its first day, with the number of finished items."""
    counts = per_month(finished)
    months = dict.fromkeys(first_of_month(today, -n) for n in range(_MONTHS - 1, -1, -1))
    return [(month, counts.get(month, 0)) for month in months]


def bars(months: Sequence[tuple[date, int]], repeats: Mapping[date, int]) -> Bars:
    """The bar chart of months, with a scale in round numbers."""
    most = max((count for _, count in months), default=0) or 1
    step = round_step(most)
    top = -(-most // step) * step
    high = HEIGHT - _TOP - _BOTTOM
    slot = (WIDTH - _LEFT) / len(months)
    ground = _TOP + high
    return Bars(
        bars=[
            Bar(
                x=round(_LEFT + slot * (place + 0.19), 1),
                y=round(ground - high * count / top, 1),
                width=round(slot * 0.62, 1),
                height=round(high * count / top, 1),
                month=month,
                count=count,
                repeats=repeats.get(month, 0),
            )
            for place, (month, count) in enumerate(months)
        ],
        up=[Tick(ground - high * n / top, str(n)) for n in range(0, top + 1, step)],
        ground=ground,
    )
