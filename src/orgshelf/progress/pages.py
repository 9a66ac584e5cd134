"""Pages read per day, from the notes that keep how far somebody came."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.org.elements import logbook
from orgshelf.shelf.entries import Entry

_NUMBER = re.compile(r"[0-9]{1,9}")
_PAGE = re.compile(
    r"(?:p\.|pp\.|page|PAGE)[ \t]*([0-9]{1,9})(?:[ \t]*(?:→|->)[ \t]*([0-9]{1,9}))?\.?"
)


def is_new_page(heading: Heading, name: str, value: str) -> bool:
    """Whether the property that is set is the page somebody came to."""
    return (
        name.upper() == "PAGE" and bool(_NUMBER.fullmatch(value)) and heading.get("PAGE") != value
    )


class _Step(NamedTuple):
    """From one page to another, and on which day."""

    day: date
    first: int
    last: int


def pages_read(entry: Entry) -> Iterator[tuple[date, int]]:
    """How many pages were read on each day of which a note says the page.

    = the page that the note names (``p. 120``, ``page 120``, ``PAGE 85 → 120``) less the one
    before: that of the arrow, else of the note before, at first 0. A note that goes back, yet
    not behind where the one before it began, corrects that one; one that goes further back
    says that somebody begins again, which is no reading.
    """
    steps: list[_Step] = []
    for moment, first, last in sorted(_marks(entry), key=lambda mark: mark[0]):
        page = first if last is None else last
        before = first if last is not None else steps[-1].last if steps else 0
        if page < before and steps and steps[-1].last == before and steps[-1].first <= page:
            steps[-1] = steps[-1]._replace(last=page)
        else:
            steps.append(_Step(moment.date(), min(before, page), page))
    yield from ((step.day, step.last - step.first) for step in steps if step.last > step.first)


def _marks(entry: Entry) -> Iterator[tuple[datetime, int, int | None]]:
    """When a note was taken, and the page or the two pages that it names."""
    if entry.heading.commented:
        return
    for when, text in logbook.notes(entry.body):
        matches = (_PAGE.fullmatch(line.strip()) for line in text.split("\n"))
        match = next(filter(None, matches), None)
        if match and when.start:
            yield when.start, int(match[1]), int(match[2]) if match[2] else None
