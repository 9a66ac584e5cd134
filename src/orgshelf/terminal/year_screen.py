"""A year in works on the terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.progress.year_review import YearReview
from orgshelf.progress.year_words import facts, figures, months, rating
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid, Labelled
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

_BAR = 24


def plain(review: YearReview) -> str:
    """The numbers, the records, the months and the works."""
    works = [(f"{work.day}", work.kind, work.title, rating(work)) for work in review.works]
    bars = [(name[:3], bar) for name, bar in _bars(review, "#")] if works else []
    parts: list[Sequence[Sequence[str]]] = [[(str(review.year),)], list(figures(review))]
    parts += [list(facts(review)), bars, works]
    return "\n".join(columns(part) for part in parts if part)


def table(review: YearReview) -> "Iterator[RenderableType]":
    """The same in colour."""
    goes_on = "" if review.until.month == 12 and review.until.day == 31 else " so far"
    yield styled(f"{review.year} in works{goes_on}", "bold")
    yield ""
    yield Grid(
        lambda _: [(styled(f.number, "bold green"), styled(f.words)) for f in figures(review)],
        yielding=1,
        right=(0,),
    )
    if found := list(facts(review)):
        yield ""
        yield from (Labelled(name, one_line(words)) for name, words in found)
    if review.works:
        yield ""
        yield Grid(
            lambda _: [(styled(n[:3], "dim"), styled(b, "green")) for n, b in _bars(review, "━━")],
            yielding=1,
        )
        yield ""
        yield Grid(lambda _: [_row(review, n) for n in range(len(review.works))], 2, spare=(4, 1))


def _row(review: YearReview, number: int) -> "tuple[Text, ...]":
    work = review.works[number]
    days = plural(work.days, "day") if work.days else ""
    return (
        styled(f"{work.day.day} {work.day:%b}", "dim"),
        styled(work.kind, "cyan"),
        styled(work.title),
        styled(rating(work), "color(136)"),
        styled(days, "dim"),
    )


def _bars(review: YearReview, cell: str) -> Iterator[tuple[str, str]]:
    """A bar for each month up to the last that there was, as long as its works are many."""
    most = max(review.months, default=0)
    for name, number in months(review)[: review.until.month]:
        length = -(-_BAR * number // most) if most > _BAR else number
        yield name, f"{cell * length} {number}" if number else ""
