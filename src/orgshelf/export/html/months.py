"""Finished items per month as bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orgshelf.export.html.scale import Tick, first_of_month, round_step

WIDTH, HEIGHT = 720, 220
_LEFT, _TOP, _BOTTOM = 44, 24, 34
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A month and the rectangle that stands for it."""

    x: float
    y: float
    width: float
    height: float
    month: date
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Finished items per month."""

    bars: Sequence[Bar]
    up: Sequence[Tick]
    ground: float


def per_month(finished: Mapping[date, int], today: date) -> list[tuple[date, int]]:
    """The last twelve months, each by its first day, with how many were finished in it."""
    counts: dict[date, int] = {first_of_month(today, -n): 0 for n in range(_MONTHS - 1, -1, -1)}
    for day, count in finished.items():
        month = first_of_month(day)
        if month in counts:
            counts[month] += count
    return list(counts.items())


def bars(months: Sequence[tuple[date, int]]) -> Bars:
    """A bar for each month, and a scale in round numbers."""
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
            )
            for place, (month, count) in enumerate(months)
        ],
        up=[Tick(ground - high * n / top, str(n)) for n in range(0, top + 1, step)],
        ground=ground,
    )
