"""The use cases that say when an item is to be begun or done."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import NamedTuple

from orgshelf.actions.edits import Edit, Version, plan_edits
from orgshelf.actions.plan import Plan
from orgshelf.errors import DateError
from orgshelf.org.dates import When, read_day, read_when
from orgshelf.org.edit.planning import Planned, change_date, date_of, wants_note
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library


class _Words(NamedTuple):
    """What is said of a date that is there, of none, and of one that was there before."""

    there: str
    none: str
    same: str


_WORDS: Mapping[Planned, _Words] = {
    "SCHEDULED": _Words("scheduled", "not scheduled", "was already scheduled for"),
    "DEADLINE": _Words("deadline", "no deadline", "was already due"),
}


def set_date(
    library: Library,
    entries: Sequence[Entry],
    keyword: Planned,
    when: When | None,
    *,
    note: str | None = None,
) -> Plan:
    """Give items a SCHEDULED or DEADLINE date, or take it away (org-schedule, org-deadline)."""
    splices = partial(change_date, keyword=keyword, when=when, now=library.now, note=note)
    words = _WORDS[keyword]

    def describe(_: Version, after: Version) -> str:
        found = date_of(after.heading, keyword)
        return f"{words.there} {found.raw}" if found else f"{words.none} any more"

    same = f"{words.same} {_day_of(when, library.now.date())}" if when else words.none
    edit = Edit(entries, splices, describe, same)
    return plan_edits(library, [edit])


def _day_of(when: When, today: date) -> str:
    day = read_day(when.date, today)
    return "today" if day == today else day.isoformat()


def date_asks_for_note(library: Library, entry: Entry, keyword: Planned, when: When | None) -> bool:
    """Whether the file wants a note when the item gets that date."""
    return wants_note(entry.document, entry.heading, keyword, when, now=library.now)


def split_date(words: Sequence[str], least: int, today: date) -> tuple[tuple[str, ...], When]:
    """Split words into REFs (at least ``least``) and the date that the longest possible end makes.

    Raises:
        DateError: they make none.
    """
    for start in range(least, len(words)):
        with suppress(DateError):
            return tuple(words[:start]), read_when(" ".join(words[start:]), today)
    raise DateError(words[-1])
