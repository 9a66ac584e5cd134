"""The use cases that change an item's priority, tags, properties and dates."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import NamedTuple

from orgshelf.actions.edits import Edit, Splices, Version, plan_edits
from orgshelf.actions.transaction import Plan
from orgshelf.errors import DateError
from orgshelf.model import Heading
from orgshelf.org.dates import When, read_day, read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.file_settings import change_file_tags
from orgshelf.org.edit.headline_text import change_priority
from orgshelf.org.edit.log import set_with_note
from orgshelf.org.edit.planning import Planned, change_date, date_of, wants_note
from orgshelf.org.edit.properties import delete_property as without_property
from orgshelf.org.edit.properties import set_property as with_property
from orgshelf.org.edit.tags import change_tags, toggled
from orgshelf.org.lines import Splice
from orgshelf.progress.reading import is_new_page
from orgshelf.shelf.contents import page_words
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.property_values import check_value
from orgshelf.store.library import Library


def set_priority(library: Library, entries: Sequence[Entry], priority: str | None) -> Plan:
    """Give items a priority of their file's range, or None: no priority (org-priority)."""
    words = f"priority {priority.upper()}" if priority else "no priority"
    splices = partial(change_priority, priority=priority)
    edit = Edit(entries, splices, lambda _before, _after: words, f"already had {words}")
    return plan_edits(library, [edit])


def toggle_tags(library: Library, entries: Sequence[Entry], changes: Sequence[str]) -> Plan:
    """Put tags on items and take them off, by words like ``+gpu`` and ``-maths``."""

    def splices(document: Document, heading: Heading) -> Sequence[Splice]:
        pairs = ((word[1:], word[0] == "+") for word in changes)
        return _with_tags(document, heading, toggled(heading.local_tags, pairs))

    return _tagged(library, entries, splices)


def set_tags(library: Library, entries: Sequence[Entry], tags: str) -> Plan:
    """Give items these tags and no others, as ``gpu,maths`` or ``:gpu:maths:`` (org-set-tags)."""
    names = list(dict.fromkeys(tags.replace(":", ",").replace(",", " ").split()))
    return _tagged(library, entries, partial(_with_tags, tags=names))


def set_property(library: Library, entries: Sequence[Entry], name: str, value: str) -> Plan:
    """Set a property of items (org-entry-put); a new PAGE is logged where ``log_page`` says so.

    The name is written in upper case.

    Raises:
        PropertyValueError: the property is one of the program's own, and the value none of it.
    """
    name = name.upper()
    value = [*(_checked(library, entry, name, value) for entry in entries), value.strip()][0]

    def splices(document: Document, heading: Heading) -> Sequence[Splice]:
        if library.config.log_page and is_new_page(heading, name, value):
            text = page_words(heading.get("PAGE"), value)
            return set_with_note(document, heading, name, value, text, now=library.now)
        return with_property(document, heading, name, value)

    return _always(library, entries, splices, f"{name} {value}", f"{name} was already {value}")


def _checked(library: Library, entry: Entry, name: str, value: str) -> str:
    return check_value(name, value, entry.heading.get, library.known_kinds())


def delete_property(library: Library, entries: Sequence[Entry], name: str) -> Plan:
    """Take a property of items away (org-entry-delete)."""
    splices = partial(without_property, name=name)
    return _always(library, entries, splices, f"{name} taken away", f"no {name}")


def _always(
    library: Library, entries: Sequence[Entry], splices: Splices, words: str, unchanged: str
) -> Plan:
    """An edit that is described in the same words for every item."""
    edit = Edit(entries, splices, lambda _before, _after: words, unchanged, takes_files=True)
    return plan_edits(library, [edit])


def _tagged(library: Library, entries: Sequence[Entry], splices: Splices) -> Plan:
    edit = Edit(entries, splices, _describe_tags, "already had those tags", takes_files=True)
    return plan_edits(library, [edit])


def _with_tags(document: Document, heading: Heading, tags: Sequence[str]) -> Sequence[Splice]:
    """The tags of a heading in its headline, those of a file in its ``#+filetags``."""
    if heading.level:
        return change_tags(document, heading, tags)
    return change_file_tags(document, tags)


def _describe_tags(before: Version, after: Version) -> str:
    """``+gpu -maths``."""
    old, new = before.heading.local_tags, after.heading.local_tags
    added = [f"+{tag}" for tag in new if tag not in old]
    removed = [f"-{tag}" for tag in old if tag not in new]
    return " ".join((*added, *removed)) or "tags in order"


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
