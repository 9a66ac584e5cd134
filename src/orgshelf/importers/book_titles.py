"""What a book's title says beside its name."""

import re
from typing import NamedTuple

_SERIES = re.compile(
    r"(?P<title>.*\S) *\((?P<series>[^()]+?),? *#(?P<volume>\d[\d.,–-]*)(?:;[^()]*)?\)"
)


class InSeries(NamedTuple):
    """A title, the series it is in and its volume, both empty if it is in none."""

    title: str
    series: str
    volume: str


def split_series(title: str) -> InSeries:
    """``Title (Series, #2)`` in its parts, as Goodreads writes it."""
    match = _SERIES.fullmatch(title.strip())
    if not match:
        return InSeries(title.strip(), "", "")
    return InSeries(match["title"], match["series"], match["volume"])
