"""Cards on the screen: the question, the answer, and what each grade would do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from orgshelf.actions.reviewing import Question
from orgshelf.review.card import Deck, Side
from orgshelf.review.faces import full_name
from orgshelf.review.review_data import Rating
from orgshelf.review.review_log import Retention, Statistics
from orgshelf.store.library import Library
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid
from orgshelf.terminal.readable import readable
from orgshelf.text import clean, one_line, plural

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.padding import Padding

    from orgshelf.terminal.grid import Line

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
#: From so many days on a wait is told in months, or in years.
_MONTHS_FROM, _YEARS_FROM = 60, 730
_CELLS = 30  # of the longest bar


def due_list(library: Library, sides: Sequence[Side]) -> str:
    """A line for each side that is due: short id, when, where, and the heading."""
    return columns(
        (
            library.short_ids[side.card.entry.id],
            f"{side.due.astimezone():%Y-%m-%d %H:%M}",
            side.position,
            f"{side.card.entry.file}:{side.card.entry.heading.line}",
            full_name(side.card.entry),
        )
        for side in sides
    )


def question(asked: Question, left: int) -> "Padding":
    """The front, with how many there are."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    head = Text(f"{left} left", "dim")
    if asked.faces.source:
        head.append(f"  {one_line(asked.faces.source)}")
    return Padding(Group(head, Text(_text(asked.faces.front), "bold")), (1, 0, 0, 0))


def answer(asked: Question) -> "Padding":
    """The back."""
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(_text(asked.faces.back)), (1, 0, 1, 2))


def plain_question(asked: Question, left: int) -> str:
    """The front, for a terminal without styles."""
    source = f"  {one_line(asked.faces.source)}" if asked.faces.source else ""
    return f"\n{left} left{source}\n{_text(asked.faces.front)}\n"


def plain_answer(asked: Question) -> str:
    """The back, in the same way."""
    indented = "".join(f"  {line}".rstrip() + "\n" for line in _text(asked.faces.back).split("\n"))
    return f"\n{indented}\n"


def _text(lines: Sequence[str]) -> str:
    return clean(readable(lines)) or "(nothing)"


def choices(waits: Mapping[Rating, datetime], now: datetime) -> str:
    """``1 again 1 min   2 hard 5 min   3 good 10 min   4 easy 16 days``."""
    return "   ".join(
        f"{number} {rating} {wait(due, now)}"
        for number, (rating, due) in enumerate(waits.items(), 1)
    )


def wait(due: datetime, now: datetime) -> str:
    """How long it is from now until then, in one unit."""
    seconds = max((due - now.astimezone()).total_seconds(), 0)
    days = round(seconds / _DAY)
    if seconds < _HOUR:
        return f"{max(round(seconds / _MINUTE), 1)} min"
    if seconds < _DAY:
        return plural(round(seconds / _HOUR), "hour")
    if days < _MONTHS_FROM:
        return plural(days, "day")
    if days < _YEARS_FROM:
        return f"{days / 30.44:.1f} months"
    return f"{days / 365.25:.1f} years"


def summary(deck: Deck) -> str:
    """What was answered, in one sentence."""
    if not deck.answers:
        return "No card was answered."
    parts = (f"{count} {rating}" for rating, count in _in_order(deck))
    return f"{plural(len(deck.answers), 'answer')}: {', '.join(parts)}."


def _in_order(deck: Deck) -> Iterator[tuple[Rating, int]]:
    return ((rating, deck.counts[rating]) for rating in Rating if deck.counts[rating])


def statistics(found: Statistics) -> str:
    """The numbers as text."""
    return "\n\n".join(_paragraphs(found)) + "\n"


def styled_statistics(found: Statistics) -> "Group":
    """The same with bold headings and bars; days on which nothing is due are left out."""
    from rich.console import Group

    parts: list[RenderableType] = [styled(_headline(found), "bold")]
    if any(one.total for one in found.retention):
        answers: list[Line] = [tuple(map(styled, row)) for row in _retention_rows(found)]
        numbers = tuple(range(1, len(Rating) + 3))
        parts += ["", styled("Answers", "bold"), Grid(lambda _: answers, 0, numbers, spare=(1,))]
    if load := [(day, count) for day, count in found.load if count]:
        days: list[Line] = [tuple(map(styled, r, ("", "", "green"))) for r in _load(load, "━")]
        parts += ["", styled("To come", "bold"), Grid(lambda _: days, 2, (1,))]
    return Group(*parts)


def _paragraphs(found: Statistics) -> Iterator[str]:
    yield _headline(found)
    yield f"Answers\n{columns(_retention_rows(found))}".rstrip("\n")
    yield f"To come\n{columns(_load(found.load, '#'))}".rstrip("\n")


def _headline(found: Statistics) -> str:
    told = [f"{found.due} due"]
    told += [f"{found.suspended} suspended"] if found.suspended else []
    told += [f"{found.elsewhere} for Emacs alone"] if found.elsewhere else []
    return f"{plural(found.cards, 'card')}: {', '.join(told)}"


def _retention_rows(found: Statistics) -> list[tuple[str, ...]]:
    return [("", "answers", *Rating, "known"), *map(_retention, found.retention)]


def _load(load: Sequence[tuple[date, int]], bar: str) -> Iterator[tuple[str, str, str]]:
    """Each day, how many come up on it, and a bar."""
    most = max((count for _, count in load), default=0) or 1
    for day, count in load:
        yield f"{day:%a %Y-%m-%d}", str(count), bar * -(-count * _CELLS // most)


def _retention(one: Retention) -> tuple[str, ...]:
    percent = "-" if one.percent is None else f"{one.percent:g}%"
    return (one.period, str(one.total), *(str(one.answers[r]) for r in Rating), percent)
