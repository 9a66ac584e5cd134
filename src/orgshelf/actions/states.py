"""The use cases that change an item's keyword."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from orgshelf.actions.edits import Edit, Version, plan_edits
from orgshelf.actions.transaction import Plan
from orgshelf.errors import UsageError
from orgshelf.model import Heading
from orgshelf.org.dates import read_day, read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state, done_keyword, wants_note
from orgshelf.org.lines import Splice
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library


class Moment(NamedTuple):
    """A point in local time; without ``timed`` only its day counts."""

    now: datetime
    timed: bool = True


def past_moment(text: str, now: datetime) -> Moment:
    """A day, or a day and a time, that is past, as a person writes it.

    Raises:
        DateError: it is none.
        UsageError: it is still to come.
    """
    when = read_when(text, now.date())
    day = read_day(when.date, now.date())
    moment = datetime.combine(day, when.start or datetime.min.time())
    if moment > now:
        raise UsageError(f"{text} is still to come: give a day that is past.")
    return Moment(moment, timed=when.start is not None)


def finish(
    library: Library,
    entries: Sequence[Entry],
    *,
    note: str | None = None,
    at: Moment | None = None,
    final: bool = False,
    force: bool = False,
) -> Plan:
    """Mark items done, each with the keyword that its file has for that (org-todo 'done).

    ``at`` is when that was, now unless given; ``note`` is logged, ``final`` ends what repeats,
    ``force`` passes over Org's blocking.
    """
    when = at or Moment(library.now)

    def splices(document: Document, heading: Heading) -> tuple[Splice, ...]:
        keyword = done_keyword(document, heading)
        if _is_so(heading, keyword, note):
            return ()
        return change_state(
            document,
            heading,
            keyword,
            now=when.now,
            timed=when.timed,
            note=note,
            final=final,
            force=force,
        )

    def describe(before: Version, after: Version) -> str:
        return _through(before, done_keyword(before.document, before.heading), after)

    return plan_edits(library, [Edit(entries, splices, describe)])


def set_state(
    library: Library,
    entries: Sequence[Entry],
    keyword: str | None,
    *,
    note: str | None = None,
    force: bool = False,
) -> Plan:
    """Give items a keyword of their files, or None: no keyword (org-todo)."""

    def splices(document: Document, heading: Heading) -> tuple[Splice, ...]:
        wanted = spelled_as_there(document, keyword)
        if _is_so(heading, wanted, note):
            return ()
        return change_state(document, heading, wanted, now=library.now, note=note, force=force)

    def describe(before: Version, after: Version) -> str:
        return _through(before, spelled_as_there(before.document, keyword), after)

    return plan_edits(library, [Edit(entries, splices, describe)])


def finish_asks_for_note(library: Library, entry: Entry, *, final: bool = False) -> bool:
    """Whether the file wants a note when the item is marked done."""
    keyword = done_keyword(entry.document, entry.heading)
    if _is_so(entry.heading, keyword, None):
        return False
    return wants_note(entry.document, entry.heading, keyword, now=library.now, final=final)


def state_asks_for_note(library: Library, entry: Entry, keyword: str | None) -> bool:
    """Whether the file wants a note when the item gets the keyword."""
    wanted = spelled_as_there(entry.document, keyword)
    if _is_so(entry.heading, wanted, None) or (wanted and not _is_known(entry.document, wanted)):
        return False
    return wants_note(entry.document, entry.heading, wanted, now=library.now)


def spelled_as_there(document: Document, keyword: str | None) -> str | None:
    """A keyword in the case that its file has; unchanged if the file does not have it."""
    known = document.settings.keywords.names
    if keyword is None or keyword in known:
        return keyword
    same = [name for name in known if name.casefold() == keyword.casefold()]
    return same[0] if len(same) == 1 else keyword


def _is_known(document: Document, keyword: str) -> bool:
    return keyword in document.settings.keywords.all


def _is_so(heading: Heading, keyword: str | None, note: str | None) -> bool:
    """Whether an item has the keyword already, and there is nothing to note."""
    return heading.keyword == keyword and not note


def _through(before: Version, keyword: str | None, after: Version) -> str:
    """``TODO → DONE``; of an item that repeats ``TODO → DONE → TODO``."""
    states = [before.heading.keyword, keyword]
    if after.heading.keyword != keyword:
        states.append(after.heading.keyword)
    return " → ".join(state or "none" for state in states)
