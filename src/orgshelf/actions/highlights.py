"""The use case of the daily highlights: a few quotes and notes, as the line has them."""

from collections.abc import Iterator, Sequence
from datetime import date

from orgshelf.errors import UsageError
from orgshelf.progress.facts import days_in, touched
from orgshelf.review.daily import Highlight, Wish
from orgshelf.review.faces import full_name
from orgshelf.shelf.contents import notes
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import quotations
from orgshelf.store import daily_line, lock
from orgshelf.store.library import Library


def of_today(library: Library) -> Sequence[Highlight]:
    """Those of today: the same all day; the first call of a day draws them.

    Raises:
        OrgshelfError: the disk refuses.
    """
    found, today = [*_highlights(library)], library.now.date()
    with lock.exclusive_lock():
        line = daily_line.read_line(library.root)
        drawn = line.drawn(found, today)
        if drawn is not line:
            daily_line.write_line(library.root, drawn)
    return drawn.of_today(found)


def wish_for(library: Library, number: int, wish: Wish) -> Highlight:
    """Say how often one of today's is wanted, by its number, which counts from 1.

    Raises:
        UsageError: today has no such one.
    """
    shown = of_today(library)
    if not 1 <= number <= len(shown):
        raise UsageError(f"Today has no number {number}: `orgshelf review daily` shows all.")
    wish_for_one(library, shown[number - 1], wish)
    return shown[number - 1]


def wish_for_one(library: Library, highlight: Highlight, wish: Wish) -> None:
    """Say how often one is wanted."""
    with lock.exclusive_lock():
        line = daily_line.read_line(library.root)
        daily_line.write_line(library.root, line.with_wish(highlight.id, wish))


def want_all(library: Library) -> int:
    """Take back every wish never to see one again; gives how many there were."""
    with lock.exclusive_lock():
        line = daily_line.read_line(library.root)
        wanted = line.with_all_wanted()
        daily_line.write_line(library.root, wanted)
    return len(line.known) - len(wanted.known)


def wish_of(library: Library, highlight: Highlight) -> Wish:
    """How often one is wanted now."""
    return daily_line.read_line(library.root).standing(highlight.id).wish


def _highlights(library: Library) -> Iterator[Highlight]:
    """Every quote, and every note that was taken; what is hidden from the agenda has none."""
    for entry in library.containing("begin_quote"):
        if not entry.hidden:
            day = _last_day(entry)
            for each in quotations([entry]):
                yield Highlight(each.words, each.origin, entry, each.line, day)
    for entry in library.containing("note taken on"):
        if not entry.hidden:
            for when, text in notes(entry):
                yield Highlight(text, full_name(entry), entry, entry.heading.line, when.day)


def _last_day(entry: Entry) -> date | None:
    """The last day that a heading or its work speaks of in its log."""
    speaking = (entry, entry.work or entry)
    return touched(day for each in speaking for day in days_in("\n".join(each.lines)))
